"""What a user wants, by the name of a model, a repository or a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mujaz.errors import InputError
from mujaz.models.manifest import Manifest
from mujaz.models.registry.catalogue import REFERENCE, STANDARD, Standard, standard, standard_of
from mujaz.models.registry.hub import REPOSITORY

Format = Literal["ctranslate2", "safetensors"]
Quantization = Literal["int8", "bfloat16", "float32"]


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


def command_for(name: str, manifest: Manifest) -> str:
    """The command that makes a pulled bundle anew, of what its repository holds by then."""
    repository = manifest.source.repository
    model = standard_of(repository)
    target = repository if model is None else model.name + (REFERENCE if manifest.format == "safetensors" else "")
    called = "" if wanted(target).name == name else f" --name {name}"
    weights = next(reversed(manifest.parity), "")  # what was kept was compared last
    kept = f" --quantization {weights}" if weights in ("bfloat16", "float32") else ""
    return f"mujaz models pull {target}{called}{kept} --again"


def bundle_name(repository: str) -> str:
    """The name of the bundle of a repository: its own, without the owner's."""
    return re.sub(r"[^a-z0-9.-]", "-", repository.rpartition("/")[2].lower()).lstrip("-.")[:64]
