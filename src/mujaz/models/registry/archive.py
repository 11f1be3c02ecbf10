"""Bundles in one file, to carry to a machine without a network: a plain tar, which is not trusted when it is read.

The archive holds a folder for each bundle. Each manifest names the SHA-256 of the bundle's other files, and the digest
of the archive, which is printed when it is written, covers them all.
"""

from __future__ import annotations

import io
import re
import shutil
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from mujaz.errors import BundleError, InputError
from mujaz.models.bundle import Bundle, bundle_folders, hash_file, open_bundle, user_folder
from mujaz.models.manifest import MANIFEST, NAME
from mujaz.models.registry.store import (
    empty_folder,
    install,
    is_embedded,
    lock_bundle,
    require_free_name,
    require_name,
)
from mujaz.models.registry.terms import Listener
from mujaz.models.registry.transfer import report_write_errors, require_room

MEMBER = re.compile(f"{NAME}/{NAME}")
"""Names that a file in an archive may have: no deeper folder, no leading dot or slash."""

MAX_MEMBERS = 1000
MAX_READ = 1 << 20
"""Most bytes that are read of an archive at once; a header that claims to be longer is refused."""

_END = bytes(2 * tarfile.BLOCKSIZE)
"""Bytes behind the last file."""

IMPORTS = ".import"
"""Name of the work folder of imports; no bundle can have it."""


def export_bundles(names: Sequence[str], file: Path) -> str:
    """Write bundles into an archive, each verified first. Equal bundles make equal archives.

    Returns:
        The archive's SHA-256.

    Raises:
        BundleError: A bundle is missing or not whole, or embedded, and could not be imported anywhere.
        InputError: Two bundles have one folder's name, or a folder's name is not a bundle's.
        OutputError: The archive cannot be written.
    """
    stored = bundle_folders()
    bundles = {name if name in stored else Path(name).resolve().name: open_bundle(name) for name in names}
    for name in bundles:
        require_name(name)  # a folder's, if one was given
        if is_embedded(name):
            raise BundleError(
                name, "it is embedded: every installation of Mujaz has it, and takes no other of its name"
            )
    if len(bundles) < len(set(names)):
        raise InputError("two of these bundles have the same name")
    partial = file.with_name(f".{file.name}.partial")
    with report_write_errors(file.parent):
        size = sum(bundle.size for bundle in bundles.values())
        require_room(file.absolute().parent, size, "give a file on another disk")
        try:
            with tarfile.open(partial, "w", format=tarfile.GNU_FORMAT) as archive:
                for name in sorted(bundles):
                    _add(archive, name, bundles[name])
            digest = hash_file(partial)
            partial.replace(file)
        finally:
            partial.unlink(missing_ok=True)
    return digest


def import_bundles(file: Path, listener: Listener, *, sha256: str | None = None, again: bool = False) -> list[Bundle]:
    """Install the bundles of an archive, each verified first.

    Args:
        file: From `export_bundles`.
        listener: The user.
        sha256: The archive's hash, if it is known.
        again: Whether they replace other bundles of their names.

    Raises:
        InputError: There is no such file, or it is not the one with this hash.
        BundleError: It is no archive of bundles, a bundle is not whole, or there is another one of its name.
        OutputError: The disk is full, or cannot be written to.
    """
    if not file.is_file():
        raise InputError(f"{file}: no such file")
    if sha256 is not None and hash_file(file) != sha256.lower():
        raise InputError(f"{file} is not the archive with this hash; copy it again")
    with lock_bundle(IMPORTS, lambda _name: listener.say("another import is under way; waiting for it")) as work:
        empty_folder(work)
        require_room(work, file.stat().st_size)
        try:
            names = _extract(file, work)
            return [_install(work / name, listener, again=again) for name in names]
        finally:
            empty_folder(work)


def _install(extracted: Path, listener: Listener, *, again: bool) -> Bundle:
    name = extracted.name
    require_free_name(name)
    bundle = open_bundle(extracted)
    target = user_folder() / name
    with lock_bundle(name, listener.waiting):
        exists = (target / MANIFEST).is_file()
        same = exists and hash_file(target / MANIFEST) == bundle.digest
        if same and _is_whole(target):
            listener.say(f"{name} is there already")
            return open_bundle(target)
        if exists and not same and not again:
            raise BundleError(name, "there is another bundle of this name; remove it, or import with --again")
        return install(extracted, name)


def _is_whole(folder: Path) -> bool:
    try:
        open_bundle(folder)
    except BundleError:
        return False
    return True


def _add(archive: tarfile.TarFile, name: str, bundle: Bundle) -> None:
    for path in sorted(bundle.path.iterdir()):
        # Without owner and time, which are private and would make equal bundles differ.
        member = tarfile.TarInfo(f"{name}/{path.name}")
        member.size, member.mode = path.stat().st_size, 0o644
        with path.open("rb") as data:
            archive.addfile(member, data)


def _extract(file: Path, folder: Path) -> list[str]:
    """Write the archive's files below `folder`, and return the names of the bundles."""
    names: dict[str, None] = {}
    try:
        with file.open("rb") as raw, tarfile.open(fileobj=BoundedReader(raw), mode="r:") as archive:
            for member in _members(archive, file):
                bundle, name = member.name.split("/")
                names[bundle] = None
                with report_write_errors(folder):
                    _write(archive, member, folder / bundle / name)
            _require_end(archive, raw)
    except (tarfile.TarError, EOFError, ValueError, RecursionError) as exc:
        raise BundleError(str(file), f"no archive of bundles, or not all of it ({exc}); copy it again") from exc
    if not names:
        raise BundleError(str(file), "there are no bundles in it")
    return list(names)


def _members(archive: tarfile.TarFile, file: Path) -> Iterator[tarfile.TarInfo]:
    seen: set[str] = set()
    for member in archive:
        if len(seen) == MAX_MEMBERS:
            raise BundleError(str(file), f"it holds more than {MAX_MEMBERS} files; no export does")
        plain = member.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not member.issparse()
        if not plain or not MEMBER.fullmatch(member.name) or member.name in seen:
            reason = "a link, a folder, a name that leads elsewhere or one that came before"
            raise BundleError(str(file), f"{member.name!r} in it is refused: {reason}")
        seen.add(member.name)
        yield member


def _require_end(archive: tarfile.TarFile, raw: IO[bytes]) -> None:
    """Make sure that the list of files ends as in a tar: tarfile takes a header that it cannot read for the end."""
    raw.seek(archive.offset)
    if raw.read(len(_END)) != _END:
        raise EOFError(f"it breaks off after {archive.offset:,} bytes")


def _write(archive: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    data = archive.extractfile(member)
    if data is None:
        raise ValueError(f"{member.name} cannot be read")
    path.parent.mkdir(exist_ok=True)
    with data, path.open("xb") as out:
        shutil.copyfileobj(data, out)
        if out.tell() != member.size:
            raise EOFError(f"{member.name} breaks off")


class BoundedReader(io.RawIOBase):
    """A file that gives few bytes at once, for tarfile: it reads a header whole, whatever length the header claims."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """Read at most `MAX_READ` bytes.

        Raises:
            ValueError: More is asked for.
        """
        if not 0 <= size <= MAX_READ:
            raise ValueError(f"a header of {size:,} bytes")
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Seek as in the file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Tell the position in the file."""
        return self._file.tell()

    def seekable(self) -> bool:
        """Tell that it is."""
        return True

    def readable(self) -> bool:
        """Tell that it is."""
        return True
