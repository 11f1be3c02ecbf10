"""The models there are: embedded, pulled, and known but not here; and whether the hub has newer ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mujaz.errors import BundleError
from mujaz.models.bundle import bundle_folders
from mujaz.models.manifest import Quality, Source, read_manifest
from mujaz.models.registry.catalogue import STANDARD, Published, Standard, find_by_repository, find_standard
from mujaz.models.registry.hub import COMMIT, REPOSITORY, Hub
from mujaz.models.registry.store import is_embedded
from mujaz.models.registry.transfer import ask_for_snapshot

BRANCH = "main"

State = Literal["embedded", "pulled", "damaged", "not pulled"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A model that is here or could be.

    Attributes:
        name: Of the bundle.
        state: Embedded, pulled or not; ``damaged`` if its manifest cannot be read.
        task: ``summarize`` or ``translate``; empty if that cannot be known.
        licence: Of the weights.
        size: Bytes on disk, or about those of the download.
        path: Its folder; None if it is not here.
        source: Repository, or how it was made.
        revision: Its commit, as far as it is known.
        quality: Scores that were measured with this bundle.
        published: Scores that the model's authors report.
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


def list_models() -> list[Entry]:
    """List all models: first those on disk, then the standard models that are not."""
    folders = bundle_folders()
    stored = [_describe_stored(name, folders[name]) for name in sorted(folders)]
    return [*stored, *(_describe_absent(model) for model in STANDARD if model.name not in folders)]


def _describe_stored(name: str, folder: Path) -> Entry:
    model = find_standard(name)
    published = model.published if model else ()
    try:
        manifest = read_manifest(folder)[0]
    except BundleError:
        return Entry(name, "damaged", "", "", 0, folder, "", "", (), published)
    return Entry(
        name,
        "embedded" if is_embedded(name) else "pulled",
        manifest.task,
        manifest.licence,
        sum(entry.stat().st_size for entry in folder.iterdir() if entry.is_file()),
        folder,
        manifest.source.repository,
        manifest.source.revision,
        manifest.quality,
        published,
    )


def _describe_absent(model: Standard) -> Entry:
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


@dataclass(frozen=True, slots=True)
class Upstream:
    """The present state of a bundle's source on the hub.

    Attributes:
        followed: The branch that a pull would fetch, or the commit that is pinned.
        commit: Its present commit.
        moved: Whether that is another commit than the bundle's.
    """

    followed: str
    commit: str
    moved: bool


def check_upstream(source: Source) -> Upstream | None:
    """Ask the hub whether a bundle's source has moved on; None for a bundle that does not come from the hub.

    Raises:
        ModelError: The hub cannot be asked, or no longer has such a repository.
        MissingExtraError: The extra [torch], which brings the hub's client, is not installed.
    """
    model = find_by_repository(source.repository)
    is_elsewhere = model is not None and model.format == "firefox"
    if is_elsewhere or not REPOSITORY.fullmatch(source.repository) or not COMMIT.fullmatch(source.revision):
        return None
    followed = model.revision if model else BRANCH
    commit = followed if COMMIT.fullmatch(followed) else ask_for_snapshot(Hub(), source.repository, followed).commit
    return Upstream(followed, commit, commit != source.revision)
