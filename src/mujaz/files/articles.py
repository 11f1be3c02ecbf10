"""From files to articles, one after the other: text, HTML, JSON, CSV, Parquet, standard input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from mujaz.errors import ArticleError
from mujaz.files.fields import Fields
from mujaz.files.formats.csv import read_csv
from mujaz.files.formats.html import read_page
from mujaz.files.formats.json import read_records
from mujaz.files.formats.parquet import read_parquet
from mujaz.files.inputs import PassedOver, Place, places_of
from mujaz.files.opening import Meter, Source, opened, whole
from mujaz.files.seen import Seen
from mujaz.text.decode import decode
from mujaz.text.markup import markdown_title, plain_text
from mujaz.text.xml import XML_HEAD, refuse_xml
from mujaz.types import Article, Page

Entry = Article | Page | ArticleError
"""An article, a page that holds one, or what is wrong in the place of one."""

_MANY = {"json": read_records, "csv": read_csv, "parquet": read_parquet}
"""What holds many articles, an id with each or none."""

MOST_UNUSABLE = 10_000
"""Entries of a file that may be unusable one after the other; after more the rest of it is not read."""


def read_articles(
    inputs: Iterable[str], *, fields: Fields | None = None, passed_over: PassedOver | None = None
) -> Iterator[Article | ArticleError]:
    """The articles of `inputs` in their order, and in place of each that cannot be used what is wrong with it.

    Args:
        inputs: As for `read_entries`.
        fields: As for `read_entries`.
        passed_over: As for `read_entries`.

    Yields:
        What `read_entries` does, and articles in place of pages.
    """
    return map(article_of, read_entries(inputs, fields=fields, passed_over=passed_over))


def read_entries(
    inputs: Iterable[str],
    *,
    skip: frozenset[Path] = frozenset(),
    meter: Meter | None = None,
    fields: Fields | None = None,
    passed_over: PassedOver | None = None,
) -> Iterator[Entry]:
    """What is in `inputs`, in its order: articles, pages of HTML, and what is wrong in the place of an article.

    Pages are left as they are: to find the article in one takes longer than all other reading, and workers do it side
    by side.

    Args:
        inputs: Files of text, HTML, JSON, CSV or Parquet (all but Parquet also gzip'd), told by suffix, else by
            their first bytes; folders and patterns, which stand for files (see `places_of`); ``-`` is standard input.
        skip: Files that are left out of folders and patterns.
        meter: Counts the bytes that were read.
        fields: Which keys of records and columns of tables are read; None for the usual ones.
        passed_over: Told of the files in folders that are not read.

    Yields:
        Entries with ids that are unique in this run: the one given, else the file's stem, with ``-2`` and so on
        where that is taken. An id given twice in JSON or a table is an error.
    """
    places = (place for name in inputs for place in places_of(name, skip, passed_over))
    return EntryReader(meter, fields).read(places)


def article_of(entry: Entry) -> Article | ArticleError:
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
        fields: Which keys of records and columns of tables are read; None for the usual ones.
    """

    def __init__(self, meter: Meter | None = None, fields: Fields | None = None) -> None:
        self._meter = meter
        self._fields = fields or Fields()
        self._ids = _Ids()

    def read(self, places: Iterable[Place | ArticleError]) -> Iterator[Entry]:
        """What is in the files, and what is wrong in the place of a folder or a pattern; see `read_entries`."""
        for place in places:
            if isinstance(place, ArticleError):
                yield place
            else:
                yield from self._of_file(place.path)

    def _of_file(self, path: str) -> Iterator[Entry]:
        try:
            with opened(path, self._meter) as source:
                for found in _until_hopeless(self._entries(source), source.name):
                    yield found if isinstance(found, ArticleError) else self._ids.settle(found, source.stem)
        except ArticleError as exc:
            yield exc

    def _entries(self, source: Source) -> Iterator[Entry]:
        # What has no id of its own has id "" until _Ids settles it.
        if source.kind in _MANY:
            yield from _MANY[source.kind](source.stream, source.name, self._fields)
            return
        data = whole(source.stream, source.name)
        if source.kind == "html":
            refuse_xml(data[:XML_HEAD].decode("utf-8", "replace"), source.name)
            yield Page(id="", data=data, source=source.name)
        else:
            text = decode(data, source.name)
            refuse_xml(text, source.name)
            yield Article(id="", title=markdown_title(text), text=plain_text(text), source=source.name)


def _until_hopeless(entries: Iterable[Entry], name: str) -> Iterator[Entry]:
    """The entries of a file; one error ends them once `MOST_UNUSABLE` in a row could not be used."""
    unusable = 0
    for entry in entries:
        unusable = unusable + 1 if isinstance(entry, ArticleError) else 0
        if unusable > MOST_UNUSABLE:
            raise ArticleError(name, f"{MOST_UNUSABLE:,} entries in a row cannot be used; the rest is not read")
        yield entry


class _Ids:
    """The ids of a run so far."""

    def __init__(self) -> None:
        self._taken = Seen()
        self._repeats: Counter[str] = Counter()

    def settle(self, found: Article | Page, stem: str) -> Entry:
        if not found.id:
            return found.model_copy(update={"id": self._free(stem)})
        if not self._taken.add(found.id):
            return ArticleError(found.where, f"the id {found.id!r} was given before", article_id=found.id)
        return found

    def _free(self, stem: str) -> str:
        candidate = stem
        while not self._taken.add(candidate):
            self._repeats[stem] += 1
            candidate = f"{stem}-{self._repeats[stem] + 1}"
        return candidate
