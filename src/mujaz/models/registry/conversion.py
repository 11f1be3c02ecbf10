"""From a checkpoint on disk to an installed bundle."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mujaz.engines.checkpoint import read_settings
from mujaz.errors import ModelError
from mujaz.models.bundle import Bundle, bundle_folders
from mujaz.models.manifest import GenerationDefaults, Source, Task
from mujaz.models.registry.orders import Order
from mujaz.models.registry.store import empty_folder, install, lock_bundle, require_free_name
from mujaz.models.registry.terms import Listener
from mujaz.models.registry.transfer import report_write_errors

TASKS: dict[str, Task] = {"mt5": "summarize", "marian": "translate"}
VERSION = "1"

CONVERSION_SHARE = 5
"""Room for a conversion, in sizes of the checkpoint: one in half precision has a copy in float32 of twice its size."""


def convert_folder(checkpoint: Path, order: Order, licence: str, listener: Listener, *, threads: int = 0) -> Bundle:
    """Make a bundle of a checkpoint on disk.

    Args:
        checkpoint: Its folder.
        order: The bundle's name, and the origin of the checkpoint.
        licence: Of the weights, if `order` names no standard model.
        listener: The user.
        threads: As for `pull`.

    Raises:
        ModelError: The checkpoint cannot be used, the conversion is not faithful, or an extra is missing.
        OutputError: The disk is full, or cannot be written to.
    """
    require_free_name(order.name)
    with lock_bundle(order.name, listener.waiting) as work:
        if order.name in bundle_folders():
            raise ModelError(
                f"there is a bundle called {order.name}; remove it, or give this one another name (--name)"
            )
        empty_folder(work)
        return convert(checkpoint, work, order, licence, threads)


def convert(checkpoint: Path, work: Path, order: Order, licence: str, threads: int) -> Bundle:
    """Write the bundle of a checkpoint in `work`, the work folder that is held, and install it."""
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
        generation=model.generation if model else read_generation_defaults(checkpoint),
    )
    with report_write_errors(work):
        bundle = write_bundle(
            checkpoint,
            work / order.name,
            about,
            quantization=order.quantization,
            format=order.format,
            threads=threads,
            trim=Trim() if order.trim else None,
        )
    return install(bundle.path, order.name)


def read_generation_defaults(checkpoint: Path) -> GenerationDefaults:
    """Read how a checkpoint is meant to generate, from its ``generation_config.json`` and its ``config.json``."""
    settings: dict[str, Any] = {}
    for name in ("config.json", "generation_config.json"):
        if (checkpoint / name).is_file():
            settings |= _read_object(checkpoint / name)
    length = _positive(settings.get("max_length"))
    penalty = settings.get("length_penalty")
    return GenerationDefaults(
        beam_size=_positive(settings.get("num_beams"), most=32),
        # transformers counts the token that starts the decoder.
        max_output_pieces=max(1, length - 1) if length else None,
        length_penalty=float(penalty) if isinstance(penalty, int | float) else None,
        no_repeat_ngram_size=_positive(settings.get("no_repeat_ngram_size")),
    )


def _read_object(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as exc:
        raise ModelError(f"{path}: not JSON: {exc}") from exc
    return value if isinstance(value, dict) else {}


def _positive(value: object, most: int = 1 << 20) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most else None
