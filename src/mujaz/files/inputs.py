"""Where articles lie: files, folders with all that is in them, patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from mujaz.errors import ArticleError
from mujaz.files.opening import KINDS, STDIN, readable
from mujaz.wording import count_noun

_PATTERN = set("*?[")
_NAMED = 3
"""Files that are passed over which a message names."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file to read.

    Attributes:
        path: Where it is.
        inner: Its name within the folder or pattern that was given; the file's own name where it was given itself.
    """

    path: str
    inner: str


class PassedOver:
    """Counts the files of folders that are not read, because their suffix tells no kind of article.

    Attributes:
        count: How many there are.
        names: The first few of them, within their folder.
    """

    def __init__(self) -> None:
        self.count = 0
        self.names: list[str] = []

    def add(self, name: str) -> None:
        """Count a file."""
        self.count += 1
        if len(self.names) < _NAMED:
            self.names.append(readable(name))

    @property
    def described(self) -> str:
        """Say how many there are, and name the first; empty if there are none."""
        if not self.count:
            return ""
        more = f" and {self.count - len(self.names)} more" if self.count > len(self.names) else ""
        files = count_noun(self.count, "file")
        return f"{files} passed over, whose suffix tells no kind of article: {', '.join(self.names)}{more}"


def places_of(
    name: str, skip: frozenset[Path] = frozenset(), passed_over: PassedOver | None = None
) -> Iterator[Place | ArticleError]:
    """The files that one input stands for, in an order that depends on their names only.

    A folder stands for every file in it and below it whose suffix tells that articles are in it, hidden ones and links
    to folders left out; a pattern (``*``, ``?``, ``[…]``, ``**``) for the files that fit it.

    Args:
        name: A file, a folder, a pattern, or ``-``.
        skip: Files that are left out where they were not named themselves: a run's own output.
        passed_over: Told of the files of folders that are left out because of their suffix.

    Yields:
        Files; in the place of a folder that cannot be read, or has no such files, and of a pattern that nothing fits,
        what is wrong with it.
    """
    if is_single(name):
        yield Place(name, PurePath(name).name)
        return
    empty = True
    for found in _in_folder(name, name, passed_over or PassedOver()) if _is_folder(name) else _fitting(name):
        if isinstance(found, ArticleError):
            empty = False
            yield found
        elif Path(os.path.realpath(found)) not in skip:  # pathlib's own raises where a link leads to itself
            empty = False
            yield Place(found, os.path.relpath(found, name) if _is_folder(name) else found)
    if empty:
        yield ArticleError(readable(name), _nothing(name))


def is_single(name: str) -> bool:
    """Whether an input is one file, or standard input, and not a folder or a pattern."""
    return name == STDIN or not (_is_folder(name) or _is_pattern(name))


def _is_folder(path: str) -> bool:
    # pathlib's raises where a folder above may not be entered, and takes an empty name for this folder.
    return os.path.isdir(path)  # noqa: PTH112


def _nothing(name: str) -> str:
    if _is_folder(name):
        return f"no file in this folder that articles are read from: {', '.join(KINDS)}, also with .gz"
    return "no file fits this pattern"


def _is_pattern(name: str) -> bool:
    return bool(_PATTERN & set(name)) and not os.path.exists(name)  # noqa: PTH110 - as above


def _fitting(pattern: str) -> Iterator[str | ArticleError]:
    # pathlib's takes no absolute pattern. It, too, passes over folders that cannot be read: these are looked for first.
    holders = pattern if pattern.endswith("**") else os.path.dirname(pattern)  # noqa: PTH120
    for folder in sorted(glob.glob(os.path.join(holders, ""), recursive=True)):  # noqa: PTH118, PTH207
        try:
            os.scandir(folder).close()
        except OSError as exc:
            yield _unreadable(folder, exc)
    found = glob.glob(pattern, recursive=True)  # noqa: PTH207
    yield from (path for path in sorted(found) if not _is_folder(path))


def _in_folder(folder: str, top: str, passed_over: PassedOver) -> Iterator[str | ArticleError]:
    # One folder's names are held at a time, not the whole tree's.
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry.is_dir(follow_symlinks=False), _is_file(entry)) for entry in entries)
    except OSError as exc:
        yield _unreadable(folder, exc)
        return
    for name, is_folder, is_file in found:
        path = os.path.join(folder, name)  # noqa: PTH118 - bytes that are no UTF-8 stay as they are
        if name.startswith("."):
            continue
        if is_folder:
            yield from _in_folder(path, top, passed_over)
        elif is_file and _suffix(name) in KINDS:
            yield path
        elif is_file:
            passed_over.add(os.path.relpath(path, top))


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # where a link leads cannot be told: opening it says why
        return True


def _unreadable(folder: str, exc: OSError) -> ArticleError:
    return ArticleError(readable(folder), f"this folder cannot be read: {exc.strerror}")


def _suffix(name: str) -> str:
    return PurePath(name.lower().removesuffix(".gz")).suffix
