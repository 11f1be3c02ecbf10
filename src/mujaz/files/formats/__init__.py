"""The formats that articles are read from, one file each. A new format is a file and a line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Iterator

from mujaz.errors import ArticleError
from mujaz.files.formats import csv, docx, feed, html, json, mail, parquet, pdf, refused, subtitles, text
from mujaz.files.formats.base import InputFormat
from mujaz.types import Article, Page

FORMATS: tuple[InputFormat, ...] = (
    text.FORMAT,
    refused.FORMAT,  # RTF begins as JSON may
    html.FORMAT,
    json.FORMAT,
    csv.FORMAT,
    parquet.FORMAT,
    feed.FORMAT,
    docx.FORMAT,
    pdf.FORMAT,
    mail.FORMAT,
    mail.MAILBOX,
    subtitles.FORMAT,
)


def find_format(suffix: str, head: bytes) -> InputFormat:
    """Return the format of a file: the one with its suffix, else the one that its first bytes match, else text.

    Args:
        suffix: With its dot, in any case; may be empty.
        head: The first bytes, as `InputFormat.matches` takes them.
    """
    by_suffix = (form for form in FORMATS if suffix.lower() in form.suffixes)
    by_content = (form for form in FORMATS if form.matches(head))
    return next(by_suffix, None) or next(by_content, text.FORMAT)


def read_page(page: Page) -> Article:
    """Return the article of a page, as its format takes it apart; what is known of it already counts.

    Raises:
        ArticleError: No article can be read in it.
    """
    take_apart = next(form.take_apart for form in FORMATS if page.kind in form.suffixes)
    if take_apart is None:
        raise ValueError(f"{page.kind} has no pages")
    known = {name: value for name in ("title", "url", "date") if (value := getattr(page, name))}
    try:
        return take_apart(page).model_copy(update=known)
    except ArticleError as exc:
        raise ArticleError(exc.where, exc.reason, article_id=page.id) from exc


def known_suffixes() -> Iterator[str]:
    """Yield the suffixes of all formats."""
    for form in FORMATS:
        yield from form.suffixes
