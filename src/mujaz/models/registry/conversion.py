"""From a checkpoint on disk to a bundle in its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from mujaz.engines.checkpoint import read_settings
from mujaz.errors import ModelError
from mujaz.models.bundle import Bundle
from mujaz.models.manifest import GenerationDefaults, Source
from mujaz.models.registry.orders import Wanted
from mujaz.models.registry.store import empty, install, kept, locked, require_own_name
from mujaz.models.registry.terms import Listener
from mujaz.models.registry.transfer import writing

TASKS: dict[str, Literal["summarize", "translate"]] = {"mt5": "summarize", "marian": "translate"}
VERSION = "1"

CONVERSION_SHARE = 5
"""Room for a conversion, in sizes of the checkpoint: one in half precision has a copy in float32 of twice its size."""


def convert_folder(checkpoint: Path, order: Wanted, licence: str, listener: Listener, *, threads: int = 0) -> Bundle:
    """Make a bundle of a checkpoint on disk.

    Args:
        checkpoint: Its folder.
        order: The bundle's name, and where the checkpoint comes from.
        licence: Of the weights, if `order` names no standard model.
        listener: Whom to tell.
        threads: As for `pull`.

    Raises:
        ModelError: The checkpoint cannot be used, the conversion is not faithful, or an extra is missing.
        OutputError: The disk is full, or cannot be written to.
    """
    require_own_name(order.name)
    with locked(order.name, listener.waiting) as shop:
        if kept(order.name):
            raise ModelError(
                f"there is a bundle called {order.name}; remove it, or give this one another name (--name)"
            )
        empty(shop)
        return convert(checkpoint, shop, order, licence, threads)


def convert(checkpoint: Path, shop: Path, order: Wanted, licence: str, threads: int) -> Bundle:
    """Write the bundle of a checkpoint in the workshop that is held, and put it in place."""
    from mujaz.models.convert import About, write_bundle  # torch takes seconds to import
    from mujaz.models.trimming import Trim

    settings = read_settings(checkpoint)
    model = order.model
    licence = model.licence if model else licence or "unknown"
    about = About(
        name=order.name,
        version=VERSION,
        task=model.task if model else TASKS[settings["model_type"]],
        source=Source(repository=order.repository, revision=order.revision),
        licence=licence,
        attribution=model.attribution if model else (f"{order.repository}, {licence}",),
        generation=model.generation if model else generation_of(checkpoint),
    )
    with writing(shop):
        made = write_bundle(
            checkpoint,
            shop / order.name,
            about,
            quantization=order.quantization,
            format=order.format,
            threads=threads,
            trim=Trim() if order.trim else None,
        )
    return install(made.path, order.name)


def generation_of(checkpoint: Path) -> GenerationDefaults:
    """How a checkpoint wants to generate, by its ``generation_config.json`` and its ``config.json``."""
    given: dict[str, Any] = {}
    for name in ("config.json", "generation_config.json"):
        path = checkpoint / name
        if path.is_file():
            given |= _settings(path)
    length = _positive(given.get("max_length"))
    penalty = given.get("length_penalty")
    return GenerationDefaults(
        beam_size=_positive(given.get("num_beams"), most=32),
        # transformers counts the token that starts the decoder.
        max_output_pieces=max(1, length - 1) if length else None,
        length_penalty=float(penalty) if isinstance(penalty, int | float) else None,
        no_repeat_ngram_size=_positive(given.get("no_repeat_ngram_size")),
    )


def _settings(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as exc:
        raise ModelError(f"{path}: not JSON: {exc}") from exc
    return found if isinstance(found, dict) else {}


def _positive(value: object, most: int = 1 << 20) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most else None
