"""The files that the inputs of a run stand for, single ones, folders and patterns, and what identifies them."""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import NamedTuple

from mujaz.errors import ArticleError
from mujaz.files.fetching.addresses import is_address
from mujaz.files.fetching.fetcher import FETCHERS
from mujaz.files.formats import known_suffixes, refused
from mujaz.files.opening import STDIN, decode_path
from mujaz.wording import count_noun

_PATTERN = set("*?[")
_NAMED = 3
"""Skipped files that a message names."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read.

    Attributes:
        path: Its path.
        name: Its name within the folder or pattern that was given; the file's own name if it was given itself.
    """

    path: str
    name: str


class FileIdentity(NamedTuple):
    """One file that is read, or the folder or pattern in whose place there is none.

    Attributes:
        name: As `InputFile` has it.
        bytes: Its size; 0 if it cannot be read, and of standard input.
        digest: SHA-256 of its content; empty if it cannot be read, and of standard input, which can be read only once.
        problem: The fault of a folder or a pattern; empty for a file.
    """

    name: str
    bytes: int
    digest: str
    problem: str = ""

    @property
    def description(self) -> str:
        """Describe its content in words, short."""
        return f"{count_noun(self.bytes, 'byte')}, SHA-256 {self.digest[:12]}" if self.digest else "unreadable"


class SkippedFiles:
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
            self.names.append(decode_path(name))

    @property
    def description(self) -> str:
        """Say how many there are, and name the first; empty if there are none."""
        if not self.count:
            return ""
        more = f" and {self.count - len(self.names)} more" if self.count > len(self.names) else ""
        files = count_noun(self.count, "file")
        return f"{files} skipped, because the suffix tells no kind of article: {', '.join(self.names)}{more}"


def find_files(
    name: str, own_files: frozenset[Path] = frozenset(), skipped: SkippedFiles | None = None
) -> Iterator[InputFile | ArticleError]:
    """Yield the files that one input stands for, in an order that depends on their names only.

    A folder stands for every file in it and below it whose suffix tells that articles are in it, without hidden ones
    and links to folders; a pattern (``*``, ``?``, ``[…]``, ``**``) for the files that fit it.

    Args:
        name: A file, a folder, a pattern, or ``-``.
        own_files: Files that a run writes: they are left out unless they are given themselves.
        skipped: Told of the files of folders that are left out because of their suffix.

    Yields:
        Files; in the place of a folder that cannot be read, or has no such files, and of a pattern that nothing fits,
        what is wrong with it.
    """
    if is_single(name):
        yield InputFile(name, name if is_address(name) else PurePath(name).name)
        return
    is_folder, is_empty = _is_folder(name), True
    for path in _search_folder(name, name, skipped or SkippedFiles()) if is_folder else _search_pattern(name):
        if isinstance(path, ArticleError):
            is_empty = False
            yield path
        elif Path(os.path.realpath(path)) not in own_files:  # pathlib's own raises if a link leads to itself
            is_empty = False
            yield InputFile(path, os.path.relpath(path, name) if is_folder else path)
    if is_empty:
        yield ArticleError(decode_path(name), _explain_empty(is_folder))


def is_single(name: str) -> bool:
    """Tell whether an input is one file, an address or standard input, and not a folder or a pattern."""
    if is_address(name):
        return True
    is_pattern = bool(_PATTERN & set(name)) and not os.path.exists(name)  # noqa: PTH110 - pathlib's raises, see below
    return name == STDIN or not (_is_folder(name) or is_pattern)


def identify(file: InputFile | ArticleError, *, allow_private: bool = False) -> FileIdentity:
    """Return the identity of a file. Every byte is read; one that cannot be read is reported when it is used.

    Args:
        file: A file, or what is at an address, which is fetched once.
        allow_private: Whether an address may be in the own network.
    """
    if isinstance(file, ArticleError):
        return FileIdentity(file.where, 0, "", file.reason)
    # A name need not be UTF-8, and JSON holds nothing else. Two names must not become one.
    name = os.fsencode(file.name).decode("utf-8", "backslashreplace")
    digest = _digest_page(file.path, allow_private) if is_address(file.path) else _digest_content(file.path)
    return FileIdentity(name, *digest)


def _digest_page(url: str, allow_private: bool) -> tuple[int, str]:
    try:
        body = FETCHERS[allow_private].fetch_once(url).body
    except ArticleError:
        return 0, ""
    return len(body), hashlib.sha256(body).hexdigest()


def _digest_content(name: str) -> tuple[int, str]:
    path = Path(name)
    try:
        if name == STDIN or not path.is_file():  # a pipe can be read only once
            return 0, ""
        with path.open("rb") as file:
            return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return 0, ""


def _is_folder(path: str) -> bool:
    # pathlib's raises if a folder above may not be entered, and takes an empty name for this folder.
    return os.path.isdir(path)  # noqa: PTH112


def _explain_empty(is_folder: bool) -> str:
    if is_folder:
        suffixes = [suffix for suffix in known_suffixes() if suffix not in refused.FORMAT.suffixes]
        return f"no file in this folder that articles are read from: {', '.join(suffixes)}, also with .gz"
    return "no file fits this pattern"


def _search_pattern(pattern: str) -> Iterator[str | ArticleError]:
    # pathlib's takes no absolute pattern. It, too, passes over folders that cannot be read: these are looked for first.
    folders = pattern if pattern.endswith("**") else os.path.dirname(pattern)  # noqa: PTH120
    for folder in sorted(glob.glob(os.path.join(folders, ""), recursive=True)):  # noqa: PTH118, PTH207
        try:
            os.scandir(folder).close()
        except OSError as exc:
            yield _make_folder_error(folder, exc)
    paths = glob.glob(pattern, recursive=True)  # noqa: PTH207
    yield from (path for path in sorted(paths) if not _is_folder(path))


def _search_folder(folder: str, top: str, skipped: SkippedFiles) -> Iterator[str | ArticleError]:
    # One folder's names are held at a time, not the whole tree's.
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_dir(follow_symlinks=False), _is_file(entry)) for entry in entries)
    except OSError as exc:
        yield _make_folder_error(folder, exc)
        return
    suffixes = frozenset(known_suffixes())
    for name, is_folder, is_file in names:
        path = os.path.join(folder, name)  # noqa: PTH118 - bytes that are no UTF-8 stay as they are
        if name.startswith("."):
            continue
        if is_folder:
            yield from _search_folder(path, top, skipped)
        elif is_file and PurePath(name.lower().removesuffix(".gz")).suffix in suffixes:
            yield path
        elif is_file:
            skipped.add(os.path.relpath(path, top))


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # the target of a link cannot be told: opening it says why
        return True


def _make_folder_error(folder: str, exc: OSError) -> ArticleError:
    return ArticleError(decode_path(folder), f"this folder cannot be read: {exc.strerror}")
