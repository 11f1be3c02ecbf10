"""Orders of bundles, by the name of a model, a repository or a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from mujaz.errors import InputError
from mujaz.models.manifest import Format, Manifest, Quantization
from mujaz.models.registry.catalogue import ALIASES, REFERENCE, STANDARD, Standard, find_by_repository, find_standard
from mujaz.models.registry.hub import REPOSITORY


@dataclass(frozen=True, slots=True)
class Order:
    """A bundle that is to be made, of a repository or a checkpoint on disk.

    Attributes:
        name: The bundle's name.
        repository: On the hub.
        revision: A commit, branch or tag.
        format: ``ctranslate2``, or ``safetensors`` for the transformers engine, or ``firefox``.
        quantization: Of a CTranslate2 bundle.
        model: Its entry in the catalogue, if it is a standard model.
        trim: Whether its vocabulary is cut to the pieces of Arabic news.
    """

    name: str
    repository: str
    revision: str
    format: Format = "ctranslate2"
    quantization: Quantization = "int8"
    model: Standard | None = None
    trim: bool = False


def order_pull(target: str, name: str | None = None, quantization: Quantization = "int8") -> Order:
    """Order the bundle of a standard model's name, or of ``REPO`` or ``REPO@REVISION``.

    Raises:
        InputError: `target` is neither.
    """
    target = ALIASES.get(target, target)
    if model := find_standard(target):
        reference = target.endswith(REFERENCE)
        if reference and model.format == "firefox":
            raise InputError(f"{model.name} has no weights for the transformers engine; pull {model.name}")
        return _order(name or target, model.repository, model.revision, quantization, model, reference=reference)
    repository, _, revision = target.partition("@")
    if not REPOSITORY.fullmatch(repository):
        names = ", ".join(model.name for model in STANDARD)
        raise InputError(f"nothing to pull is called {target!r}; there are {names}, or give REPO or REPO@REVISION")
    model = find_by_repository(repository)
    default = model.revision if model else "main"
    name = name or (model.name if model else bundle_name(repository))
    return _order(name, repository, revision or default, quantization, model)


def order_conversion(
    folder: Path, name: str | None, source: str | None, quantization: Quantization, *, reference: bool = False
) -> Order:
    """Order the bundle of a checkpoint on disk.

    Args:
        folder: The checkpoint's.
        name: The bundle's; None takes the folder's.
        source: ``REPO`` or ``REPO@REVISION`` that it comes from; None takes the folder's name.
        quantization: Of a CTranslate2 bundle.
        reference: Whether the bundle is for the transformers engine.
    """
    repository, _, revision = (source or folder.resolve().name).partition("@")
    name = name or bundle_name(folder.resolve().name)
    return _order(name, repository, revision, quantization, find_by_repository(repository), reference=reference)


def _order(
    name: str,
    repository: str,
    revision: str,
    quantization: Quantization,
    model: Standard | None,
    *,
    reference: bool = False,
) -> Order:
    kind: Format = "safetensors" if reference else model.format if model else "ctranslate2"
    trim = model is not None and model.trim and not reference
    return Order(name, repository, revision, kind, quantization, model, trim)


def write_pull_command(name: str, manifest: Manifest) -> str:
    """Write the command that makes a pulled bundle again, from the present state of its repository."""
    repository = manifest.source.repository
    model = find_by_repository(repository)
    target = repository if model is None else model.name + (REFERENCE if manifest.format == "safetensors" else "")
    name_option = "" if order_pull(target).name == name else f" --name {name}"
    weights = manifest.weights_type
    type_option = f" --quantization {weights}" if weights in ("bfloat16", "float32") else ""
    return f"mujaz models pull {target}{name_option}{type_option} --again"


def bundle_name(repository: str) -> str:
    """Return the name for the bundle of a repository: the repository's own, without its owner."""
    return re.sub(r"[^a-z0-9.-]", "-", repository.rpartition("/")[2].lower()).lstrip("-.")[:64]
