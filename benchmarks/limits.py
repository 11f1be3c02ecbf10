"""The table of limits in SECURITY.md, out of the constants.

python benchmarks/limits.py          prints it
python benchmarks/limits.py --write  puts it into SECURITY.md
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from mujaz import errors, profiles
from mujaz.eval import feedback
from mujaz.eval.inputs import read as runs
from mujaz.files import articles, opening, process
from mujaz.files.fetching import cache, door, fetcher
from mujaz.files.formats import base, docx, feed, json, mail
from mujaz.files.pages import bounds, extraction
from mujaz.files.printed import glyphs
from mujaz.jobs import local, worker_pool
from mujaz.models import formats, manifest
from mujaz.models.registry import archive, transfer, web
from mujaz.models.registry.firefox import release
from mujaz.pipeline import windows
from mujaz.text import document, toml
from mujaz.translate.glossary import read as glossary
from mujaz.translate.glossary import read_tbx, terms

PAGE = Path(__file__).parent.parent / "SECURITY.md"
_TABLE = re.compile(r"(?<=limits.py -->\n\n).*?(?=\n<!-- /output -->)", re.DOTALL)


def rows() -> list[tuple[str, str, str]]:
    """What is bounded, by how much, and what happens beyond it."""
    return [
        ("a text or JSON file, a line of JSON Lines or CSV", _bytes(base.MAX_BYTES), "article not used"),
        ("objects, lists and keys of a JSON file or line", f"{json.MOST_PARTS:,}", "article not used"),
        ("an RSS or Atom feed", f"{_bytes(feed.MOST_BYTES)}, {feed.MOST_ENTRIES:,} entries", "article not used"),
        (
            "a Word document",
            f"64 MB, {docx.MOST_PARTS:,} files in it, {_bytes(docx.MOST_XML)} of XML",
            "article not used",
        ),
        ("a PDF", f"64 MB, {glyphs.MOST_PAGES} pages, {glyphs.MOST_GLYPHS:,} letters", "article not used"),
        (
            "what is at an address",
            f"{_bytes(door.MOST_BYTES)}, {door.SECONDS:.0f} s, {fetcher.MOST_REDIRECTIONS} redirections",
            "article not used",
        ),
        ("pages that are kept to ask whether they changed", _bytes(cache.MOST_KEPT), "the oldest is removed"),
        (
            "a message of mail",
            f"64 MB, {mail.MOST_MIME:,} parts, {mail.LONGEST_HEADER:,} characters of a header",
            "article not used",
        ),
        ("files attached to a message", f"{mail.MOST_ATTACHED}", "the rest is not read"),
        ("mail attached to mail", f"{articles.DEEPEST} levels", "deeper levels are not read"),
        ("values in a brief that is evaluated", f"{runs.MOST_VALUES:,}", "refused"),
        ("lines of an article, and its sentences", f"{document.MOST_SENTENCES:,}", "article not used"),
        ("an HTML page", _bytes(bounds.MOST_BYTES), "article not used"),
        ("tags of a page", f"{bounds.MOST_TAGS:,}", "article not used"),
        ("tags of a page beside plain paragraphs", f"{bounds.MOST_ELEMENTS:,}", "article not used"),
        ("attributes of a tag", f"{bounds.MOST_ATTRIBUTES:,}", "article not used"),
        (
            "time for a page, a feed, a document or a message",
            f"{process.SECONDS} s of processor time, {process.CLOCK_SECONDS:.0f} s on the clock",
            "article not used, its process ended",
        ),
        ("memory for a page, a feed, a document or a message", _bytes(process.MOST_MEMORY), "article not used"),
        (
            "a page that is read without a process of its own",
            f"{_bytes(bounds.HARMLESS_BYTES)}, {bounds.HARMLESS_TAGS:,} tags, "
            f"{_bytes(bounds.HARMLESS_TAG_BYTES)} a tag",
            "read by a process that can be ended",
        ),
        (
            "tags of a page that is extracted in two ways",
            f"{extraction.MOST_COMPARED:,}",
            "extracted in one way",
        ),
        (
            "links and formatted words in one element",
            f"{extraction.MOST_SIBLINGS:,}",
            "their tags are dropped, their words kept",
        ),
        (
            "what a gzip'd file becomes",
            f"{opening.MOST_RATIO} times its size, or {_bytes(opening.UNJUDGED_BYTES)}",
            "rest of the file not read",
        ),
        ("blank lines in a row", f"{base.MOST_BLANK:,}", "rest of the file not read"),
        ("unusable entries in a row", f"{articles.MOST_UNUSABLE:,}", "rest of the file not read"),
        ("text of a window", f"{windows.MAX_CHARACTERS:,} characters", "window ends early"),
        ("a profile", _bytes(profiles.MOST_BYTES), "refused"),
        ("dots outside of quotes on a line of TOML", f"{toml.MOST_DOTS}", "refused"),
        ("a glossary", _bytes(glossary.MOST_BYTES), "refused"),
        ("terms of a glossary", f"{terms.MOST_TERMS:,}", "refused"),
        ("a term", f"{glossary.LONGEST} characters, {terms.MOST_WORDS} words", "refused"),
        ("elements within each other in TBX", f"{read_tbx.DEEPEST}", "refused"),
        ("text of an element in TBX", f"{read_tbx.LONGEST_TEXT:,} characters", "refused"),
        ("a file of verdicts", _bytes(feedback.MOST_BYTES), "refused"),
        ("a bundle's manifest", f"{manifest.MAX_BYTES:,} bytes", "refused"),
        ("pieces of a text that a manifest asks for", f"{manifest.MOST_PIECES:,}", "refused"),
        ("files of an archive of bundles", f"{archive.MAX_MEMBERS:,}", "refused"),
        ("a file of a bundle beside its weights", _bytes(formats.MAX_OTHER_BYTES), "refused"),
        (
            "time of a pull",
            f"{transfer.SPARE_SECONDS / 60:.0f} minutes and 1 s for each {transfer.SLOWEST_RATE / 1000:.0f} kB",
            "ended; the same command goes on",
        ),
        ("the records of Firefox's models", _bytes(web.MAX_ANSWER_BYTES), "refused"),
        ("a file of Firefox's model, packed", _bytes(release.MAX_PACKED_BYTES), "not taken"),
        ("a file of Firefox's model, unpacked", _bytes(release.MAX_UNPACKED_BYTES), "not taken"),
        ("silence of a worker of a job", f"{local.TIMEOUT:,.0f} s", "worker replaced"),
        ("articles in a row that kill a worker", f"{worker_pool.MOST_IN_A_ROW}", "job ends with 3"),
        ("a message", f"{errors.LONGEST_MESSAGE:,} characters", "its middle is left out"),
        ("a name, an id or a place in a message", f"{errors.LONGEST_PART} characters", "its middle is left out"),
    ]


def table() -> str:
    """Return the limits as a Markdown table."""
    lines = ["| what | at most | beyond it |", "| --- | --- | --- |"]
    return "".join(f"{line}\n" for line in [*lines, *(f"| {' | '.join(row)} |" for row in rows())])


def written() -> str:
    """Return the table as it stands in SECURITY.md."""
    found = _TABLE.search(PAGE.read_text(encoding="utf-8"))
    return found[0] if found else ""


def _bytes(count: int) -> str:
    return f"{count // 2**20:,} MB" if count >= 2**20 else f"{count // 2**10} kB"


def main() -> None:
    """Print the table, or write it."""
    if "--write" in sys.argv[1:]:
        PAGE.write_text(_TABLE.sub(lambda _: table(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print(table(), end="")


if __name__ == "__main__":
    main()
