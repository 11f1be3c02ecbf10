"""Bundles in one file, to carry to where there is no network: a plain tar, nothing of which is trusted when it is read.

The archive holds a folder for each bundle. Each manifest names the SHA-256 of the bundle's other files, and the digest
of the archive, which is told when it is written, stands for them all.
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
from mujaz.models.bundle import Bundle, file_sha256, open_bundle, user_folder
from mujaz.models.manifest import MANIFEST, NAME
from mujaz.models.registry.store import empty, install, is_embedded, locked, require_name, require_own_name
from mujaz.models.registry.terms import Listener
from mujaz.models.registry.transfer import require_room, writing

MEMBER = re.compile(f"{NAME}/{NAME}")
"""What a file in an archive may be called: no deeper folder, no leading dot or slash."""

MAX_MEMBERS = 1000
MAX_READ = 1 << 20
"""Most that is read of an archive at once; a header that claims to be longer is refused."""

_END = bytes(2 * tarfile.BLOCKSIZE)
"""What stands behind the last file."""

IMPORTS = ".import"
"""The workshop of imports; no bundle can have this name."""


def export_bundles(names: Sequence[str], file: Path) -> str:
    """Write bundles into an archive, each verified first; returns its SHA-256. Equal bundles make equal archives.

    Raises:
        BundleError: A bundle is missing or not whole, or embedded, and could not be imported anywhere.
        InputError: Two bundles have one folder's name, or a folder's name is not a bundle's.
        OutputError: The archive cannot be written.
    """
    bundles = {bundle.path.resolve().name: bundle for bundle in map(open_bundle, names)}
    for name in bundles:
        require_name(name)  # a folder's, where one was given
        if is_embedded(name):
            raise BundleError(
                name, "it is embedded: every installation of Mujaz has it, and takes no other of its name"
            )
    if len(bundles) < len(set(names)):
        raise InputError("two of these bundles have the same name")
    partial = file.with_name(f".{file.name}.partial")
    with writing(file.parent):
        require_room(file.absolute().parent, sum(map(_size, bundles.values())), "give a file on another disk")
        try:
            with tarfile.open(partial, "w", format=tarfile.GNU_FORMAT) as archive:
                for name in sorted(bundles):
                    _add(archive, name, bundles[name])
            digest = file_sha256(partial)
            partial.replace(file)
        finally:
            partial.unlink(missing_ok=True)
    return digest


def import_bundles(file: Path, listener: Listener, *, sha256: str | None = None, again: bool = False) -> list[Bundle]:
    """Take the bundles out of an archive and put them in place, each verified first.

    Args:
        file: What `export_bundles` wrote.
        listener: Whom to tell.
        sha256: What the archive must hash to, if that is known.
        again: Whether they take the place of others of their names.

    Raises:
        InputError: There is no such file, or it is not the one with this hash.
        BundleError: It is no archive of bundles, a bundle is not whole, or there is another one of its name.
        OutputError: The disk is full, or cannot be written to.
    """
    if not file.is_file():
        raise InputError(f"{file}: no such file")
    if sha256 is not None and file_sha256(file) != sha256.lower():
        raise InputError(f"{file} is not the archive with this hash; copy it again")
    with locked(IMPORTS, lambda _name: listener.say("another import is under way; waiting for it")) as shop:
        empty(shop)
        require_room(shop, file.stat().st_size)
        try:
            names = _extract(file, shop)
            return [_install(shop / name, listener, again=again) for name in names]
        finally:
            empty(shop)


def _install(made: Path, listener: Listener, *, again: bool) -> Bundle:
    name = made.name
    require_own_name(name)
    bundle = open_bundle(made)
    there = user_folder() / name
    with locked(name, listener.waiting):
        taken = (there / MANIFEST).is_file()
        same = taken and file_sha256(there / MANIFEST) == bundle.digest
        if same and _is_whole(there):
            listener.say(f"{name} is there already")
            return open_bundle(there)
        if taken and not same and not again:
            raise BundleError(name, "there is another bundle of this name; remove it, or import with --again")
        return install(made, name)


def _is_whole(folder: Path) -> bool:
    try:
        open_bundle(folder)
    except BundleError:
        return False
    return True


def _size(bundle: Bundle) -> int:
    return sum(entry.stat().st_size for entry in bundle.path.iterdir())


def _add(archive: tarfile.TarFile, name: str, bundle: Bundle) -> None:
    for path in sorted(bundle.path.iterdir()):
        # Neither whose the files are nor when they were written is anybody's business.
        member = tarfile.TarInfo(f"{name}/{path.name}")
        member.size, member.mode = path.stat().st_size, 0o644
        with path.open("rb") as data:
            archive.addfile(member, data)


def _extract(file: Path, folder: Path) -> list[str]:
    """Write the archive's files below `folder`; returns the names of the bundles."""
    names: dict[str, None] = {}
    try:
        with file.open("rb") as raw, tarfile.open(fileobj=Careful(raw), mode="r:") as archive:
            for member in _members(archive, file):
                bundle, name = member.name.split("/")
                names[bundle] = None
                with writing(folder):
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
            what = "a link, a folder, a name that leads elsewhere or one that came before"
            raise BundleError(str(file), f"{member.name!r} in it is refused: {what}")
        seen.add(member.name)
        yield member


def _require_end(archive: tarfile.TarFile, raw: IO[bytes]) -> None:
    """Make sure that the list of files ends as tar ends it: tarfile takes a header that it cannot read for the end."""
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


class Careful(io.RawIOBase):
    """A file for tarfile, which reads a header whole, however long it says that it is."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """At most `MAX_READ` bytes.

        Raises:
            ValueError: More is asked for.
        """
        if not 0 <= size <= MAX_READ:
            raise ValueError(f"a header of {size:,} bytes")
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """As of the file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As of the file."""
        return self._file.tell()

    def seekable(self) -> bool:
        """It is."""
        return True

    def readable(self) -> bool:
        """It is."""
        return True
