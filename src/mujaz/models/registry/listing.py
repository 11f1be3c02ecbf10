"""What models there are: embedded, pulled, and known but not here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mujaz.errors import BundleError
from mujaz.models.bundle import bundle_names, user_folder
from mujaz.models.manifest import Quality
from mujaz.models.registry.catalogue import STANDARD, Published, Standard, standard
from mujaz.models.registry.store import kept

State = Literal["embedded", "pulled", "damaged", "not pulled"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A model that is here or could be.

    Attributes:
        name: Of the bundle.
        state: Where it is; ``damaged`` if its manifest cannot be read.
        task: What it does; empty if that cannot be known.
        licence: Of the weights.
        size: Bytes on disk, or about those of the download.
        path: Its folder; None if it is not here.
        source: Repository, or how it was made.
        revision: Its commit, as far as it is known.
        quality: What was measured of this bundle.
        published: What the model's authors report.
    """

    name: str
    state: State
    task: str
    licence: str
    size: int
    path: Path | None
    source: str
    revision: str
    quality: Sequence[Quality] = ()
    published: Sequence[Published] = ()


def entries() -> list[Entry]:
    """All models: those that are here, then the standard models that are not."""
    here = bundle_names()
    return [*map(_here, here), *(_absent(model) for model in STANDARD if model.name not in here)]


def _here(name: str) -> Entry:
    model = standard(name)
    published = model.published if model else ()
    try:
        bundle = kept(name)
    except BundleError:
        bundle = None
    if bundle is None:
        return Entry(name, "damaged", "", "", 0, user_folder() / name, "", "", (), published)
    about = bundle.manifest
    return Entry(
        name,
        "embedded" if bundle.embedded else "pulled",
        about.task,
        about.licence,
        bundle.size,
        bundle.path,
        about.source.repository,
        about.source.revision,
        about.quality,
        published,
    )


def _absent(model: Standard) -> Entry:
    return Entry(
        model.name,
        "not pulled",
        model.task,
        model.licence,
        model.checkpoint_bytes,
        None,
        model.repository,
        model.revision,
        (),
        model.published,
    )
