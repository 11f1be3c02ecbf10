"""Pulling OPUS-MT's own archive of a model: agree to its licence, fetch it, convert it without torch, install it."""

from __future__ import annotations

import os
from pathlib import Path

from mujaz.errors import ModelError
from mujaz.models.bundle import Bundle, hash_file, open_bundle
from mujaz.models.formats import DOCUMENTS, SENTENCEPIECE, copy_files
from mujaz.models.manifest import MANIFEST, Manifest, Quantization
from mujaz.models.manifest import Source as Origin
from mujaz.models.marian_archive import POSITIONS, unpack_archive, write_marian
from mujaz.models.parity import SAMPLES
from mujaz.models.registry.catalogue import Archive, Standard
from mujaz.models.registry.hub import RemoteFile, Snapshot
from mujaz.models.registry.store import empty_folder, install
from mujaz.models.registry.terms import Listener, find_terms, require_acceptance
from mujaz.models.registry.transfer import count_missing_bytes, fetch_files, report_write_errors, require_room
from mujaz.models.registry.web import FileServer, ask_size

STORE = "https://object.pouta.csc.fi"
STORE_VARIABLE = "MUJAZ_OPUS_URL"
"""Names another address of OPUS-MT's store."""

MAX_ARCHIVE_BYTES = 2 * 1024**3
_ROOM = 3
"""Room for the files unpacked and the bundle, in sizes of the archive."""


def pull_archive(
    name: str, model: Standard, archive: Archive, quantization: Quantization, work: Path, listener: Listener
) -> Bundle:
    """Fetch the archive of a standard model and install its bundle. torch is not imported unless it is installed.

    Args:
        name: The bundle's.
        model: Its entry in the catalogue.
        archive: Its archive.
        quantization: Of the bundle.
        work: The work folder, which is held.
        listener: The user.

    Raises:
        ModelError: The archive cannot be had, is not the pinned one, or cannot be converted.
        OutputError: The disk is full, or cannot be written to.
    """
    url = f"{(os.environ.get(STORE_VARIABLE) or STORE).rstrip('/')}/{archive.path}"
    size = ask_size(url)
    if size > MAX_ARCHIVE_BYTES:
        raise ModelError(f"{url} has {size:,} bytes; {MAX_ARCHIVE_BYTES:,} are the most that is fetched")
    file = RemoteFile(f"{archive.release}.zip", size, archive.digest)
    snapshot = Snapshot(model.repository, archive.release, archive.licence, (file,))
    require_acceptance(find_terms(model, snapshot), listener)
    packed = work / archive.release
    empty_folder(work, packed)  # an interrupted pull is continued, other leftovers are not
    require_room(work, count_missing_bytes([file], packed) + _ROOM * size)
    server = FileServer({file.name: url})
    listener.say(f"{name}: {size / 1e6:,.1f} MB from {server.address}, {archive.release}")
    fetch_files(server, snapshot, [file], packed, listener.tell)
    listener.say(f"{name}: converting")
    unpacked, folder = work / "unpacked", work / name
    with report_write_errors(work):
        for place in (unpacked, folder):
            place.mkdir()
        unpack_archive(packed / file.name, unpacked)
        write_marian(unpacked, folder, quantization)
        copy_files(unpacked, folder, [*SENTENCEPIECE["marian"], *DOCUMENTS])
        manifest = _make_manifest(name, model, archive, folder)
        (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    engine = open_bundle(folder).engine()  # a model that cannot be loaded is not installed, nor one that says nothing
    engine.score(SAMPLES[:1], SAMPLES[:1])
    bundle = install(folder, name)
    empty_folder(work)
    return bundle


def _make_manifest(name: str, model: Standard, archive: Archive, folder: Path) -> Manifest:
    return Manifest(
        name=name,
        version="1",
        task="translate",
        architecture="marian",
        source=Origin(repository=model.repository, revision=archive.release),
        licence=archive.licence,
        attribution=list(model.attribution),
        files={path.name: hash_file(path) for path in sorted(folder.iterdir())},
        format="ctranslate2",
        max_positions=POSITIONS,
        generation=model.generation,
        training={"archive": archive.path},
    )
