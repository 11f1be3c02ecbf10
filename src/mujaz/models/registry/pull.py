"""From a name to a bundle that is ready: agree to the licence, fetch, convert, put in place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from mujaz.engines.checkpoint import read_settings
from mujaz.errors import InputError, MissingExtraError, ModelError
from mujaz.models.bundle import Bundle, open_bundle
from mujaz.models.manifest import GenerationDefaults, Source
from mujaz.models.registry.catalogue import REFERENCE, STANDARD, Standard, standard, standard_of
from mujaz.models.registry.files import wanted_files, weights_of
from mujaz.models.registry.hub import COMMIT, REPOSITORY, Hub, Snapshot, Tell
from mujaz.models.registry.store import Waiting, empty, install, kept, locked, require_own_name
from mujaz.models.registry.transfer import fetch_all, missing_bytes, require_room, writing

Format = Literal["ctranslate2", "safetensors"]
Quantization = Literal["int8", "bfloat16", "float32"]

CONVERSION_SHARE = 5
"""Room for a conversion, in sizes of the checkpoint: one in half precision has a copy in float32 of twice its size."""

TASKS: dict[str, Literal["summarize", "translate"]] = {"mt5": "summarize", "marian": "translate"}
VERSION = "1"

FREE_LICENCES = re.compile(r"apache-2\.0|mit|bsd[\w.-]*|cc0-1\.0|cc-by-[\d.]+|cc-by-sa-[\d.]+|unlicense", re.IGNORECASE)
"""Licences that let everyone use the weights; under any other one the user is asked."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be pulled.

    Attributes:
        name: The bundle's name.
        repository: On the hub.
        revision: A commit, branch or tag.
        format: Which engine is to read it.
        quantization: Of a CTranslate2 bundle.
        model: What is known of it, if it is a standard model.
        trim: Whether its vocabulary is cut to what Arabic news needs.
    """

    name: str
    repository: str
    revision: str
    format: Format = "ctranslate2"
    quantization: Quantization = "int8"
    model: Standard | None = None
    trim: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a model can be had.

    Attributes:
        repository: Whose terms they are.
        licence: The licence's name.
        restriction: What must be agreed to; empty if nothing.
    """

    repository: str
    licence: str
    restriction: str


@dataclass(frozen=True, slots=True)
class Listener:
    """Whom a pull asks and tells.

    Attributes:
        accept: Asked for agreement to terms that restrict use.
        say: Told what is being done, in words.
        tell: Told how far a file is.
    """

    accept: Callable[[Terms], bool]
    say: Callable[[str], None] = lambda _message: None
    tell: Tell = lambda _name, _done, _size: None

    @property
    def waiting(self) -> Waiting:
        """For `locked`."""
        return lambda name: self.say(f"another process is busy with {name}; waiting for it")


def wanted(target: str, name: str | None = None, quantization: Quantization = "int8") -> Wanted:
    """What a user means by the name of a standard model, or by ``REPO`` or ``REPO@REVISION``.

    Raises:
        InputError: It is neither.
    """
    model = standard(target)
    if model is not None:
        as_published = target.endswith(REFERENCE)
        kind: Format = "safetensors" if as_published else "ctranslate2"
        trim = model.trim and not as_published
        return Wanted(name or target, model.repository, model.revision, kind, quantization, model, trim)
    repository, _, revision = target.partition("@")
    if not REPOSITORY.fullmatch(repository):
        known = ", ".join(model.name for model in STANDARD)
        raise InputError(f"nothing to pull is called {target!r}; there are {known}, or give REPO or REPO@REVISION")
    model = standard_of(repository)
    default = model.revision if model else "main"
    called = name or (model.name if model else bundle_name(repository))
    return Wanted(
        called, repository, revision or default, "ctranslate2", quantization, model, model is not None and model.trim
    )


def own_wanted(
    folder: Path, name: str | None, source: str | None, quantization: Quantization, *, reference: bool = False
) -> Wanted:
    """The bundle to be made of a checkpoint on disk.

    Args:
        folder: The checkpoint's.
        name: The bundle's; the folder's if None.
        source: ``REPO`` or ``REPO@REVISION`` where it comes from; the folder's name if None.
        quantization: Of a CTranslate2 bundle.
        reference: Whether the transformers engine is to read it.
    """
    repository, _, revision = (source or folder.resolve().name).partition("@")
    kind: Format = "safetensors" if reference else "ctranslate2"
    called = name or bundle_name(folder.resolve().name)
    model = standard_of(repository)
    trim = model is not None and model.trim and not reference
    return Wanted(called, repository, revision, kind, quantization, model, trim)


def bundle_name(repository: str) -> str:
    """The name of the bundle of a repository: its own, without the owner's."""
    return re.sub(r"[^a-z0-9.-]", "-", repository.rpartition("/")[2].lower())[:64]


def pull(order: Wanted, listener: Listener, *, again: bool = False, threads: int = 0) -> Bundle:
    """Make the bundle that `order` describes, unless it is there.

    Args:
        order: From `wanted`.
        listener: Whom to ask and tell.
        again: Fetch and convert it even if it is there.
        threads: Of the engines that are compared; 0 uses all cores.

    Raises:
        ModelError: The terms are not agreed to, the model cannot be had or converted, or an extra is missing.
        OutputError: The disk is full, or cannot be written to.
    """
    require_own_name(order.name)
    with locked(order.name, listener.waiting) as shop:
        if not again and is_there(order):
            listener.say(f"{order.name} is there already")
            return open_bundle(order.name)
        return _pull(order, shop, listener, threads)


def is_there(order: Wanted) -> bool:
    """Whether a bundle of that name has been made of that repository and, where it is a commit, that revision.

    Raises:
        ModelError: A bundle of that name comes from elsewhere.
    """
    bundle = kept(order.name)
    if bundle is None:
        return False
    source = bundle.manifest.source
    if source.repository != order.repository or bundle.manifest.format != order.format:
        raise ModelError(
            f"there is another bundle called {order.name}, of {source.repository}; remove it, or give this one another "
            "name (--name)"
        )
    return order.revision == source.revision or not COMMIT.fullmatch(order.revision)


def _pull(order: Wanted, shop: Path, listener: Listener, threads: int) -> Bundle:
    hub = Hub()
    snapshot = hub.snapshot(order.repository, order.revision)
    agree(terms_of(order.model, snapshot), listener)
    require_converter()  # before gigabytes are fetched that could not be used
    files = wanted_files(snapshot)
    checkpoint = shop / snapshot.commit
    empty(shop, checkpoint)  # an interrupted pull of this commit is gone on with, whatever else it left is not
    weights = sum(file.size for file in weights_of(snapshot))
    require_room(shop, missing_bytes(files, checkpoint) + CONVERSION_SHARE * weights)
    total = sum(file.size for file in files)
    listener.say(f"{order.name}: {total / 1e6:,.1f} MB of {snapshot.repository} at {snapshot.commit}")
    fetch_all(hub, snapshot, files[:1], checkpoint, listener.tell)
    read_settings(checkpoint)  # another kind of model is refused before its weights are fetched
    fetch_all(hub, snapshot, files[1:], checkpoint, listener.tell)
    listener.say(f"{order.name}: converting, and comparing the result with the original")
    order = replace(order, repository=snapshot.repository, revision=snapshot.commit)
    bundle = convert(checkpoint, shop, order, snapshot.licence, threads)
    empty(shop)
    return bundle


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
    if kept(order.name):
        raise ModelError(f"there is a bundle called {order.name}; remove it, or give this one another name (--name)")
    with locked(order.name, listener.waiting) as shop:
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


def require_converter() -> None:
    """Make sure that what is fetched can be converted; importing torch to know would take seconds.

    Raises:
        MissingExtraError: The extra [torch] is not installed.
    """
    if any(find_spec(package) is None for package in ("torch", "transformers", "safetensors")):
        raise MissingExtraError("pulling a model", "torch")


def terms_of(model: Standard | None, snapshot: Snapshot) -> Terms:
    """On what terms a repository can be had: as the catalogue knows, else as its model card says."""
    if model is not None:
        return Terms(model.repository, model.licence, model.restriction)
    licence = snapshot.licence
    if FREE_LICENCES.fullmatch(licence):
        return Terms(snapshot.repository, licence, "")
    named = f"its licence is {licence}" if licence else "its model card names no licence"
    return Terms(snapshot.repository, licence or "unknown", f"{named}; read what it allows before you use the weights.")


def agree(terms: Terms, listener: Listener) -> None:
    """Say what the terms are, and ask where they restrict use.

    Raises:
        ModelError: They are not agreed to.
    """
    listener.say(f"{terms.repository}: licence {terms.licence}")
    if terms.restriction and not listener.accept(terms):
        raise ModelError(
            f"{terms.repository} was not pulled, since its licence was not accepted. {terms.restriction} "
            "To accept it: --accept-licence"
        )


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
