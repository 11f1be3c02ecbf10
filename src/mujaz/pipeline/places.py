"""Where articles lie: files, folders with all that is in them, patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from mujaz.errors import ArticleError
from mujaz.pipeline.sources import KINDS, STDIN, readable

_PATTERN = set("*?[")


@dataclass(frozen=True, slots=True)
class Place:
    """A file to read.

    Attributes:
        path: Where it is.
        inner: Its name within the folder or pattern that was given; the file's own name where it was given itself.
    """

    path: str
    inner: str


def places_of(name: str, skip: frozenset[Path] = frozenset()) -> Iterator[Place]:
    """The files that one input stands for, in an order that depends on their names only.

    A folder stands for every file in it and below it whose suffix tells that articles are in it, hidden ones and links
    to folders left out; a pattern (``*``, ``?``, ``[…]``, ``**``) for the files that fit it.

    Args:
        name: A file, a folder, a pattern, or ``-``.
        skip: Files that are left out where they were not named themselves: a run's own output.

    Raises:
        ArticleError: A folder without such files, a pattern that nothing fits.
    """
    if is_single(name):
        yield Place(name, PurePath(name).name)
        return
    empty = True
    for path in _in_folder(name) if Path(name).is_dir() else _fitting(name):
        if Path(path).resolve() not in skip:
            empty = False
            yield Place(path, os.path.relpath(path, name) if Path(name).is_dir() else path)
    if empty:
        raise ArticleError(readable(name), _nothing(name))


def is_single(name: str) -> bool:
    """Whether an input is one file, or standard input, and not a folder or a pattern."""
    return name == STDIN or not (Path(name).is_dir() or _is_pattern(name))


def _nothing(name: str) -> str:
    if Path(name).is_dir():
        return f"no file in this folder that articles are read from: {', '.join(KINDS)}, also with .gz"
    return "no file fits this pattern"


def _is_pattern(name: str) -> bool:
    return bool(_PATTERN & set(name)) and not Path(name).exists()


def _fitting(pattern: str) -> Iterator[str]:
    found = glob.glob(pattern, recursive=True)  # noqa: PTH207 - pathlib's takes no absolute pattern
    return (path for path in sorted(found) if not Path(path).is_dir())


def _in_folder(folder: str) -> Iterator[str]:
    # One folder's names are held at a time, not the whole tree's.
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    for name, is_folder in found:
        path = os.path.join(folder, name)  # noqa: PTH118 - bytes that are no UTF-8 stay as they are
        if name.startswith("."):
            continue
        if is_folder:
            yield from _in_folder(path)
        elif _suffix(name) in KINDS and Path(path).is_file():
            yield path


def _suffix(name: str) -> str:
    return PurePath(name.lower().removesuffix(".gz")).suffix
