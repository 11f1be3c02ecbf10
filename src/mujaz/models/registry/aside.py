"""The moment in which a bundle's place changes hands.

Two renames put a new bundle in the place of an older one: the older is set aside, the new one moved in. A kill between
them would leave neither. So whoever looks for bundles next puts the one back that was set aside.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

_SUFFIX = ".old"


def set_aside(folder: Path, name: str) -> Path:
    """Where the older bundle goes: beside the new one, under a name that no bundle can have."""
    return folder / f".{name}{_SUFFIX}"


def lock_file(folder: Path, name: str) -> Path:
    """The file whose lock is held while a bundle's place changes hands; no workshop can have its name."""
    return folder.parent / "unfinished" / f".{name}.lock"


def put_back(folder: Path, name: str) -> None:
    """Put a bundle back if a kill left its place empty; where it did not, throw away what was set aside.

    Args:
        folder: The bundles'.
        name: Of the bundle, whose lock is held.
    """
    old, place = set_aside(folder, name), folder / name
    if not old.is_dir():
        return
    if place.exists():
        shutil.rmtree(old, ignore_errors=True)
    else:
        old.rename(place)


def put_all_back(folder: Path) -> None:
    """Put back every bundle whose place is empty and not just being taken; nothing where that is not allowed."""
    for old in folder.glob(f".*{_SUFFIX}"):
        name = old.name[1 : -len(_SUFFIX)]
        if not (folder / name).exists():
            _put_back_alone(folder, name)


def _put_back_alone(folder: Path, name: str) -> None:
    from filelock import FileLock, Timeout  # hardly ever needed

    with suppress(OSError, Timeout), FileLock(lock_file(folder, name), timeout=0):
        put_back(folder, name)
