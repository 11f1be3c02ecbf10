"""Pulling one of Firefox's models: agree to its licence, fetch it, unpack it, install the bundle."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from mujaz.errors import MissingExtraError, ModelError
from mujaz.models.bundle import Bundle, hash_file, open_bundle
from mujaz.models.manifest import MANIFEST, Manifest
from mujaz.models.manifest import Source as Origin
from mujaz.models.registry.catalogue import Standard
from mujaz.models.registry.firefox.pinned import describe_difference, describe_pinned
from mujaz.models.registry.firefox.records import find_in_records
from mujaz.models.registry.firefox.release import Release
from mujaz.models.registry.firefox.unpacking import find_zstd, unpack
from mujaz.models.registry.hub import Snapshot, TransferError
from mujaz.models.registry.store import empty_folder, install
from mujaz.models.registry.terms import Listener, find_terms, require_acceptance
from mujaz.models.registry.transfer import count_missing_bytes, fetch_files, report_write_errors, require_room
from mujaz.models.registry.web import FileServer

MAX_POSITIONS = 128
"""Pieces of a source, so that the engine's end of a translation, at 256 pieces, is out of reach."""


def pull_firefox(name: str, model: Standard, work: Path, listener: Listener) -> Bundle:
    """Fetch one of Firefox's models and install its bundle: that of the records, or else the pinned one.

    Args:
        name: The bundle's.
        model: Its entry in the catalogue.
        work: The work folder, which is held.
        listener: The user.

    Raises:
        ModelError: The model cannot be had, or is not the one that was published.
        MissingExtraError: The extra [firefox] is not installed.
        OutputError: The disk is full, or cannot be written to.
    """
    _require_extra()
    try:
        release = find_in_records("ar", "en")
    except ModelError as exc:
        listener.say(f"{exc}; taking the pinned release instead")
        return _pull_pinned(name, model, work, listener, exc)
    return _pull_release(release, name, model, work, listener)


def _pull_pinned(name: str, model: Standard, work: Path, listener: Listener, reason: ModelError) -> Bundle:
    """Pull the pinned release, since the records could not be used; an error names both reasons."""
    try:
        return _pull_release(describe_pinned(), name, model, work, listener)
    except ModelError as exc:
        kind = type(exc) if isinstance(exc, TransferError) else ModelError
        raise kind(f"{reason}; {exc}") from exc


def _pull_release(release: Release, name: str, model: Standard, work: Path, listener: Listener) -> Bundle:
    files = release.remote_files
    snapshot = Snapshot(model.repository, release.version, model.licence, tuple(files))
    require_acceptance(find_terms(model, snapshot), listener)
    packed = work / f"{release.architecture}-{release.version}"
    empty_folder(work, packed)  # an interrupted pull of this version is continued, other leftovers are not
    require_room(work, count_missing_bytes(files, packed) + 2 * release.unpacked_bytes)
    server = FileServer(release.urls)
    size = sum(file.size for file in files) / 1e6
    listener.say(f"{name}: {size:,.1f} MB from {server.address}, {release.architecture}, version {release.version}")
    fetch_files(server, snapshot, files, packed, listener.tell)
    folder = work / name
    with report_write_errors(folder):
        folder.mkdir()
        for file, remote in zip(release.files, files, strict=True):
            unpack(packed / remote.name, file, folder, release.packing)
        manifest = _make_manifest(name, model, release, folder)
        (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    open_bundle(folder).engine()  # a model that cannot be loaded is not installed
    if difference := describe_difference(manifest):
        listener.say(f"{name}: {difference}")
    bundle = install(folder, name)
    empty_folder(work)
    return bundle


def _make_manifest(name: str, model: Standard, release: Release, folder: Path) -> Manifest:
    return Manifest(
        name=name,
        version="1",
        task="translate",
        architecture="marian",
        source=Origin(repository=model.repository, revision=release.version),
        licence=model.licence,
        attribution=list(model.attribution),
        files={path.name: hash_file(path) for path in sorted(folder.iterdir())},
        format="firefox",
        max_positions=MAX_POSITIONS,
        generation=model.generation,
        training={"architecture": release.architecture},
    )


def _require_extra() -> None:
    if find_spec("fxtranslate") is None or find_zstd() is None:
        raise MissingExtraError("pulling one of Firefox's models", "firefox")
