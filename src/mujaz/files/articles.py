"""From files to articles, one after the other, each with an id that is unique in the run."""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from mujaz.errors import ArticleError
from mujaz.files.formats import read_page
from mujaz.files.formats.base import USUAL, Attached, Entry, Reading
from mujaz.files.inputs import InputFile, SkippedFiles, find_files
from mujaz.files.opening import Meter, Source, open_attached, open_source
from mujaz.types import Article, Page

MOST_UNUSABLE = 10_000
"""Entries of a file that may be unusable one after the other; after more the rest of it is not read."""

DEEPEST = 3
"""Files within each other that are read, such as mail that is attached to mail."""

_MOST_FULL = 0.6
_FIRST_SLOTS = 1024


def read_articles(
    inputs: Iterable[str], *, reading: Reading = USUAL, skipped: SkippedFiles | None = None
) -> Iterator[Article | ArticleError]:
    """Return the articles of `inputs` in their order, and in place of each unusable one the error.

    Args:
        inputs: As for `read_entries`.
        reading: As for `read_entries`.
        skipped: As for `read_entries`.
    """
    return map(unpack_page, read_entries(inputs, reading=reading, skipped=skipped))


def read_entries(
    inputs: Iterable[str],
    *,
    own_files: frozenset[Path] = frozenset(),
    meter: Meter | None = None,
    reading: Reading = USUAL,
    skipped: SkippedFiles | None = None,
) -> Iterator[Entry]:
    """Return articles, pages of HTML, and the errors in place of unusable articles, in the order of `inputs`.

    Pages are left as they are: to find the article in one takes longer than all other reading, and workers do it side
    by side.

    Args:
        inputs: Files of the formats in `mujaz.files.formats` (all but Parquet also gzip'd), told by suffix, else by
            their first bytes; folders and patterns, which stand for files (see `find_files`); ``-`` is standard input.
        own_files: Files that are left out of folders and patterns.
        meter: Counts the bytes that were read.
        reading: How files are read.
        skipped: Told of the files in folders that are not read.

    Returns:
        Entries with ids that are unique in this run: the one given, else the file's stem, with ``-2`` and so on
        if that is used already. An id given twice in JSON or a table is an error.
    """
    files = (file for name in inputs for file in find_files(name, own_files, skipped))
    return EntryReader(meter, reading).read(files)


def unpack_page(entry: Entry) -> Article | ArticleError:
    """Return the article that is in a page; any other entry itself."""
    if not isinstance(entry, Page):
        return entry
    try:
        return read_page(entry)
    except ArticleError as exc:
        return exc


class EntryReader:
    """Reads files one after the other. Ids are unique in all that one reader reads.

    Args:
        meter: Counts the bytes that were read.
        reading: How files are read.
    """

    def __init__(self, meter: Meter | None = None, reading: Reading = USUAL) -> None:
        self._meter = meter
        self._reading = reading
        self._ids = _Ids()

    def read(self, files: Iterable[InputFile | ArticleError]) -> Iterator[Entry]:
        """Yield the entries of the files, and the errors in place of folders and patterns; see `read_entries`."""
        for file in files:
            if isinstance(file, ArticleError):
                yield file
            else:
                yield from self._read_file(file.path)

    def _read_file(self, path: str) -> Iterator[Entry]:
        try:
            with open_source(path, self._meter, allow_private=self._reading.allow_private) as source:
                for entry in _stop_at_hopeless(self._read_source(source), source.name):
                    yield entry if isinstance(entry, ArticleError) else self._ids.assign(entry, source.stem)
        except ArticleError as exc:
            yield exc

    def _read_source(self, source: Source, depth: int = 0) -> Iterator[Entry]:
        for entry in source.format.read(source.stream, source.name, self._reading):
            if not isinstance(entry, Attached):
                yield entry
            elif depth < DEEPEST:
                yield from self._read_attached(entry, depth + 1)

    def _read_attached(self, attached: Attached, depth: int) -> Iterator[Entry]:
        """Yield the entries of an attached file; a broken one does not end the mailbox that it is in."""
        try:
            if (inner := open_attached(attached)) is not None:
                yield from self._read_source(inner, depth)
        except ArticleError as exc:
            yield exc
        except (OSError, EOFError, zlib.error) as exc:
            yield ArticleError(f"{attached.source}: {attached.name}", f"cannot be read: {exc}")


def _stop_at_hopeless(entries: Iterable[Entry], name: str) -> Iterator[Entry]:
    """Yield the entries of a file; end them with an error after `MOST_UNUSABLE` in a row that cannot be used."""
    unusable = 0
    for entry in entries:
        unusable = unusable + 1 if isinstance(entry, ArticleError) else 0
        if unusable > MOST_UNUSABLE:
            raise ArticleError(name, f"{MOST_UNUSABLE:,} entries in a row cannot be used; the rest is not read")
        yield entry


class _Ids:
    """The ids of a run so far."""

    def __init__(self) -> None:
        self._used = CompactSet()
        self._repeats: Counter[str] = Counter()

    def assign(self, entry: Article | Page, stem: str) -> Entry:
        """Return the entry with an id; an error if its own id was used before."""
        if not entry.id:
            return entry.model_copy(update={"id": self._find_free(stem)})
        if not self._used.add(entry.id):
            return ArticleError(entry.where, f"the id {entry.id!r} was given before", article_id=entry.id)
        return entry

    def _find_free(self, stem: str) -> str:
        candidate = stem
        while not self._used.add(candidate):
            self._repeats[stem] += 1
            candidate = f"{stem}-{self._repeats[stem] + 1}"
        return candidate


class CompactSet:
    """A set of texts that keeps 64 bits of a hash of each, in a table of 8 bytes a slot: 13 to 27 bytes a text.

    A corpus has millions of ids. Two of a million different texts share those bits with a probability of 3e-8, two of
    a hundred million with 3e-4.
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST_SLOTS))
        self._count = 0

    def add(self, text: str) -> bool:
        """Add `text`; return whether it is new."""
        if self._count >= _MOST_FULL * len(self._slots):
            self._grow()
        key = _hash_text(text)
        slot = self._find_slot(key)
        if self._slots[slot]:
            return False
        self._slots[slot] = key
        self._count += 1
        return True

    def __contains__(self, text: str) -> bool:
        return bool(self._slots[self._find_slot(_hash_text(text))])

    def _find_slot(self, key: int) -> int:
        """Return the slot of `key`, or the free slot for it."""
        mask = len(self._slots) - 1
        slot = key & mask
        while self._slots[slot] not in (0, key):
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        old = self._slots
        self._slots = array("Q", bytes(16 * len(old)))
        for key in filter(None, old):
            self._slots[self._find_slot(key)] = key


def _hash_text(text: str) -> int:
    # 0 is the mark of a free slot.
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little") or 1
