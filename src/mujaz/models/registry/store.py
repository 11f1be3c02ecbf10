"""The user's bundles on disk: put there whole or not at all, listed, removed; safe when several processes do so."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mujaz.errors import BundleError, InputError
from mujaz.models.bundle import EMBEDDED, Bundle, bundle_names, open_bundle, user_folder
from mujaz.models.manifest import MANIFEST, NAME, Manifest, read_manifest
from mujaz.models.registry.aside import lock_file, put_back, set_aside
from mujaz.models.registry.transfer import writing

Waiting = Callable[[str], None]
"""Told what another process is busy with."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A bundle on disk, its manifest read and its files not yet verified.

    Attributes:
        path: Its folder.
        manifest: What is known of it.
        embedded: Whether it ships with Mujaz.
        size: Bytes of all its files.
    """

    path: Path
    manifest: Manifest
    embedded: bool
    size: int


def workshop(name: str) -> Path:
    """Where a bundle is made: on the disk where it will be, away from those that are ready."""
    return user_folder().parent / "unfinished" / name


def kept(name: str) -> Kept | None:
    """The bundle of that name as it is on disk; None if there is none.

    Raises:
        BundleError: Its manifest cannot be read.
    """
    if name not in bundle_names():
        return None
    embedded = is_embedded(name)
    folder = (EMBEDDED if embedded else user_folder()) / name
    size = sum(entry.stat().st_size for entry in folder.iterdir() if entry.is_file())
    return Kept(folder, read_manifest(folder)[0], embedded, size)


def is_embedded(name: str) -> bool:
    """Whether a bundle of that name ships with Mujaz."""
    return (EMBEDDED / name / MANIFEST).is_file()


def require_own_name(name: str) -> None:
    """Make sure that a bundle of the user can have this name.

    Raises:
        InputError: It is no name of a bundle.
        BundleError: An embedded one has it, and would be found in its place; or one of the user's, but for capitals,
            which some disks do not tell apart.
    """
    require_name(name)
    if is_embedded(name):
        raise BundleError(name, "this is the name of an embedded bundle; choose another")
    if twin := next((one for one in bundle_names() if one != name and one.lower() == name.lower()), None):
        raise BundleError(name, f"there is {twin}, whose name differs in capitals only; choose another")


def require_name(name: str) -> None:
    """Make sure that a name is one: a folder is called by it, and emptied.

    Raises:
        InputError: It is not.
    """
    if not re.fullmatch(NAME, name):
        raise InputError(
            f"{name!r} cannot be the name of a bundle: letters A to Z, digits, dots, hyphens and underscores, 64 of "
            "them at most, a letter or digit first; give it another with --name"
        )


@contextmanager
def locked(name: str, waiting: Waiting) -> Iterator[Path]:
    """Hold the workshop of a bundle, so that nobody else makes or replaces it meanwhile.

    Raises:
        OutputError: The folder cannot be written to.
    """
    from filelock import FileLock, Timeout  # only who changes bundles needs it

    folder = workshop(name)
    with writing(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(lock_file(user_folder(), name))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting(name)
            lock.acquire()
    try:
        with writing(folder):
            put_back(user_folder(), name)
            folder.mkdir(exist_ok=True)  # not before: who holds the lock takes it away in the end
        yield folder
    finally:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        lock.release()


def empty(shop: Path, *keep: Path) -> None:
    """Remove what is in a workshop, except for what is to be kept.

    Raises:
        OutputError: It cannot be deleted.
    """
    with writing(shop):
        for entry in set(shop.iterdir()) - set(keep):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()


def install(made: Path, name: str) -> Bundle:
    """Move a bundle that is ready to where bundles are found, in the place of an older one of that name.

    Args:
        made: Its folder, in the workshop that is held.
        name: The name by which it is found.

    Raises:
        BundleError: It is not whole.
        OutputError: It cannot be moved.
    """
    require_own_name(name)
    open_bundle(made)
    target, old = user_folder() / name, set_aside(user_folder(), name)
    with writing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.rename(old)
        made.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    return open_bundle(target)


def place(made: Path, folder: Path) -> None:
    """Move a folder of files to where it is wanted, whole or not at all: to another disk, files are copied one by one.

    Args:
        made: Where it is; it stays there if it cannot be moved.
        folder: Where it is wanted; must not exist.

    Raises:
        OSError: It cannot be moved.
    """
    partial = folder.with_name(f".{folder.name}.partial")
    partial.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(partial, ignore_errors=True)  # what a kill left
    try:
        made.rename(folder)
    except OSError as exc:
        if exc.errno != errno.EXDEV:
            raise
        _carry(made, partial)
        partial.rename(folder)
        shutil.rmtree(made, ignore_errors=True)


def _carry(made: Path, partial: Path) -> None:
    """Copy a folder's files to another disk; on a full one, nothing is left."""
    try:
        partial.mkdir()
        for entry in made.iterdir():
            shutil.copyfile(entry, partial / entry.name)  # its error is the system's; copytree would gather several
    except OSError:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def remove(name: str, waiting: Waiting) -> Path:
    """Delete a pulled bundle and what is left of its making; also of one that was never finished, or is damaged.

    Raises:
        BundleError: There is none of that name, or it is embedded.
        OutputError: It cannot be deleted.
    """
    # A folder without a manifest is no bundle that can be found, and in the way nevertheless.
    begun = re.fullmatch(NAME, name) and (workshop(name).is_dir() or (user_folder() / name).is_dir())
    if not begun and name not in bundle_names():
        raise BundleError(name, f"not found; there are {', '.join(bundle_names()) or 'none'}")
    if is_embedded(name):
        raise BundleError(name, "it is embedded, a part of Mujaz, and cannot be removed")
    require_own_name(name)
    folder = user_folder() / name
    with locked(name, waiting) as shop, writing(folder):
        # First out of sight, so that it is there whole or not at all.
        gone = shop / "removed"
        shutil.rmtree(gone, ignore_errors=True)
        if folder.exists():  # who was waited for may have removed it
            folder.rename(gone)
        empty(shop)
    return folder
