"""The user's bundles on disk: put there whole or not at all, found, removed; safe when several processes do so."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mujaz.errors import BundleError, InputError
from mujaz.models.bundle import (
    EMBEDDED,
    Bundle,
    bundle_folders,
    list_bundles,
    open_bundle,
    replaced_folder,
    user_folder,
)
from mujaz.models.manifest import MANIFEST, NAME, Manifest, read_manifest
from mujaz.models.registry.transfer import report_write_errors

Waiting = Callable[[str], None]
"""Called with the name of a bundle that another process is busy with."""


def work_folder(name: str) -> Path:
    """Return the folder that a bundle is made in: on the disk of the finished ones, and apart from them."""
    return user_folder().parent / "unfinished" / name


def find_manifest(name: str) -> Manifest | None:
    """Read the manifest of a bundle on disk, whose files are not verified; None if there is no such bundle.

    Raises:
        BundleError: It cannot be read.
    """
    folder = bundle_folders().get(name)
    return read_manifest(folder)[0] if folder else None


def is_embedded(name: str) -> bool:
    """Tell whether a bundle of that name ships with Mujaz."""
    return (EMBEDDED / name / MANIFEST).is_file()


def require_free_name(name: str) -> None:
    """Make sure that a bundle of the user can have this name.

    Raises:
        InputError: It is no name of a bundle.
        BundleError: An embedded bundle has it, which would be found instead; or a pulled one has it in other capitals,
            which some disks do not tell apart.
    """
    require_name(name)
    if is_embedded(name):
        raise BundleError(name, "this is the name of an embedded bundle; choose another")
    if twin := next((bundle for bundle in list_bundles() if bundle != name and bundle.lower() == name.lower()), None):
        raise BundleError(name, f"there is {twin}, whose name differs in capitals only; choose another")


def require_name(name: str) -> None:
    """Make sure that a name is one of a bundle: a folder is called by it, and emptied.

    Raises:
        InputError: It is not.
    """
    if not re.fullmatch(NAME, name):
        raise InputError(
            f"{name!r} cannot be the name of a bundle: letters A to Z, digits, dots, hyphens and underscores, 64 of "
            "them at most, a letter or digit first; give it another with --name"
        )


@contextmanager
def lock_bundle(name: str, waiting: Waiting) -> Iterator[Path]:
    """Hold the work folder of a bundle, so that no other process makes or replaces the bundle meanwhile.

    A bundle that a killed process left half replaced is put right first.

    Args:
        name: The bundle's.
        waiting: Called once if another process holds it.

    Yields:
        The work folder.

    Raises:
        OutputError: The folder cannot be written to.
    """
    from filelock import FileLock, Timeout  # only commands that change bundles need it

    folder = work_folder(name)
    with report_write_errors(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder.with_name(f".{name}.lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting(name)
            lock.acquire()
    try:
        with report_write_errors(folder):
            _put_back(name)
            folder.mkdir(exist_ok=True)  # not before: the process that held the lock removes it in the end
        yield folder
    finally:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
        lock.release()


def _put_back(name: str) -> None:
    """Put the older bundle back if a kill left nothing in its place; delete it if the new one is in place."""
    older, folder = replaced_folder(name), user_folder() / name
    if folder.exists():
        shutil.rmtree(older, ignore_errors=True)
    elif older.is_dir():
        older.rename(folder)


def empty_folder(folder: Path, *keep: Path) -> None:
    """Delete what is in a folder, except the entries to `keep`.

    Raises:
        OutputError: It cannot be deleted.
    """
    with report_write_errors(folder):
        for entry in set(folder.iterdir()) - set(keep):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()


def install(finished: Path, name: str) -> Bundle:
    """Move a finished bundle to the folder of bundles; it replaces an older one of that name.

    Args:
        finished: Its folder, in the work folder that is held.
        name: The name by which it is found.

    Raises:
        BundleError: It is not whole.
        OutputError: It cannot be moved.
    """
    require_free_name(name)
    open_bundle(finished)
    target, older = user_folder() / name, replaced_folder(name)
    with report_write_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        # Two renames: a kill between them leaves the older bundle, which is still found (see `bundle_folders`).
        if target.exists():
            target.rename(older)
        finished.rename(target)
        shutil.rmtree(older, ignore_errors=True)
    return open_bundle(target)


def move_folder(finished: Path, folder: Path) -> None:
    """Move a folder of files, whole or not at all; to another disk, the files are copied one by one.

    Args:
        finished: Where it is; it stays there if it cannot be moved.
        folder: Where to; must not exist.

    Raises:
        OSError: It cannot be moved.
    """
    partial = folder.with_name(f".{folder.name}.partial")
    partial.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(partial, ignore_errors=True)  # left by a kill
    try:
        finished.rename(folder)
    except OSError as exc:
        if exc.errno != errno.EXDEV:
            raise
        _copy_files(finished, partial)
        partial.rename(folder)
        shutil.rmtree(finished, ignore_errors=True)


def _copy_files(finished: Path, partial: Path) -> None:
    """Copy a folder's files to another disk; leave nothing if the disk is full."""
    try:
        partial.mkdir()
        for entry in finished.iterdir():
            shutil.copyfile(entry, partial / entry.name)  # its error is the system's; copytree would gather several
    except OSError:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def remove(name: str, waiting: Waiting) -> Path:
    """Delete a pulled bundle and the leftovers of its making, also if it was never finished or is damaged.

    Returns:
        The folder that is gone.

    Raises:
        BundleError: There is no such bundle, or it is embedded.
        OutputError: It cannot be deleted.
    """
    # A folder without a manifest is no bundle that can be found, and yet in the way.
    is_begun = re.fullmatch(NAME, name) and (work_folder(name).is_dir() or (user_folder() / name).is_dir())
    if not is_begun and name not in bundle_folders():
        raise BundleError(name, f"not found; there are {', '.join(list_bundles()) or 'none'}")
    if is_embedded(name):
        raise BundleError(name, "it is embedded, a part of Mujaz, and cannot be removed")
    require_free_name(name)
    folder = user_folder() / name
    with lock_bundle(name, waiting) as work, report_write_errors(folder):
        # Moved first, so that the bundle is there whole or not at all.
        removed = work / "removed"
        shutil.rmtree(removed, ignore_errors=True)
        if folder.exists():  # the process that held the lock may have removed it
            folder.rename(removed)
        empty_folder(work)
    return folder
