"""`mujaz translate`: exactly one line of English for each line of Arabic."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from io import BufferedReader
from itertools import islice

import click

from mujaz.cli.console import note, printable, warn
from mujaz.cli.options import console_options, profile_options
from mujaz.cli.results import parse_output, refuse_overwriting, write_results
from mujaz.errors import ArticleError
from mujaz.files.formats.base import make_long_line_error, read_bounded_lines, read_whole
from mujaz.files.opening import open_source
from mujaz.profiles import Profile
from mujaz.text.decode import decode
from mujaz.text.markup import refuse_xml
from mujaz.text.wrapping import join_paragraphs
from mujaz.translate import Translation, Translator
from mujaz.wording import count_noun

WINDOW = 64
"""Lines that are batched together; memory holds one window, and output depends on nothing outside it."""

_JSON = ('{"', "[{")
_HEAD = 8192  # bytes by which UTF-8 is told from other encodings


@click.command("translate")
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    callback=parse_output,
    help="Write to FILE, replacing what it holds when all is done.",
)
@click.option(
    "--join-lines",
    is_flag=True,
    help="The lines are wrapped at a column (mail, PDF): join those of a paragraph, a line for each paragraph.",
)
@profile_options("translator", "glossary", "beam_size", "repair")
@console_options
def command(file: str, output: str | None, profile: Profile, *, join_lines: bool) -> None:
    """Translate Arabic text into English, line by line.

    FILE is a text, also gzip'd; without it, or with -, standard input is read. Each line gives exactly one line, a
    blank one a blank one. A translation that is not proper is written all the same, and reported on standard error as
    "line N: what is wrong".
    """
    refuse_overwriting([file], output)
    translator = Translator(profile)
    lines = _announce(read_lines(file), translator.notice, file)
    if join_lines:
        lines = join_paragraphs(lines)
    write_results(_report_flags(_translate(translator, lines)), output)


def read_lines(path: str) -> Iterator[str]:
    """Yield the lines of a text file, ``-`` for standard input, without their ends; only a newline ends a line.

    UTF-8 is read as a stream. A file in one of the other encodings that `decode` knows is read whole.

    Raises:
        ArticleError: The file, or a line, cannot be read or is too long.
    """
    with open_source(path) as source:
        if _is_utf8(source.stream.peek(_HEAD)):
            yield from _stream_lines(source.stream, source.name)
        else:
            yield from decode(read_whole(source.stream, source.name), source.name).removesuffix("\n").split("\n")


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # does not mind a letter that is cut at the end
    except UnicodeDecodeError:
        return False
    return b"\x00" not in head  # UTF-16 without a mark may pass for UTF-8, but for its zeros


def _stream_lines(stream: BufferedReader, name: str) -> Iterator[str]:
    for number, line in enumerate(read_bounded_lines(stream, name), start=1):
        where = f"{name}:{number}"
        if line is None:
            raise make_long_line_error(where)
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as exc:
            raise ArticleError(where, "not UTF-8, unlike what comes before it; save the file as UTF-8") from exc
        yield text.removesuffix("\n").removesuffix("\r")


def _announce(lines: Iterable[str], notice: str | None, file: str) -> Iterator[str]:
    """Yield `lines`; with the first, say what concerns all of them."""
    for number, line in enumerate(lines):
        if number == 0:
            refuse_xml(line, file)
            if line.startswith(_JSON):
                warn("this looks like JSON, whose lines are translated as they stand; `mujaz brief` reads articles")
            if notice:
                note(notice)
        yield line


def _translate(translator: Translator, lines: Iterable[str]) -> Iterator[Translation]:
    stream = iter(lines)
    while window := list(islice(stream, WINDOW)):
        yield from translator.translate_many(window)


def _report_flags(translations: Iterable[Translation]) -> Iterator[str]:
    number = flagged = 0
    for number, translation in enumerate(translations, start=1):
        yield f"{translation.text}\n"
        flagged += any(flag.severity != "info" for flag in translation.flags)
        for flag in translation.flags:
            click.echo(printable(f"line {number}: {flag.message}"), err=True)
    if flagged:
        note(f"flagged: {flagged} of {count_noun(number, 'line')}")
