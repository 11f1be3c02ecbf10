"""`mujaz translate`: exactly one line of English for each line of Arabic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import click

from mujaz.cli.console import note, printable, warn
from mujaz.cli.lines import read_lines
from mujaz.cli.options import console_options, profile_options
from mujaz.cli.results import file_of, refuse_overwriting, write_results
from mujaz.profiles import Profile
from mujaz.text.wrapping import join_paragraphs
from mujaz.text.xml import refuse_xml
from mujaz.translate import Translation, Translator
from mujaz.wording import count_noun

WINDOW = 64
"""Lines that are batched together; memory holds one window, and output depends on nothing outside it."""

_JSON = ('{"', "[{")


@click.command("translate")
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option(
    "-o", "--output", metavar="FILE", callback=file_of, help="Write to FILE, replacing what it holds when all is done."
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
    blank one a blank one. What is no proper translation is written all the same, and reported on standard error as
    "line N: what is wrong".
    """
    refuse_overwriting([file], output)
    translator = Translator(profile)
    lines = _announced(read_lines(file), translator.notice, file)
    if join_lines:
        lines = join_paragraphs(lines)
    write_results(_reported(_translated(translator, lines)), output)


def _announced(lines: Iterable[str], notice: str | None, file: str) -> Iterator[str]:
    """`lines`; what is to be known of all of them is said once there is one."""
    for number, line in enumerate(lines):
        if number == 0:
            refuse_xml(line, file)
            if line.startswith(_JSON):
                warn("this looks like JSON, whose lines are translated as they stand; `mujaz brief` reads articles")
            if notice:
                note(notice)
        yield line


def _translated(translator: Translator, lines: Iterable[str]) -> Iterator[Translation]:
    stream = iter(lines)
    while window := list(islice(stream, WINDOW)):
        yield from translator.translate_many(window)


def _reported(translations: Iterable[Translation]) -> Iterator[str]:
    number = flagged = 0
    for number, translation in enumerate(translations, start=1):
        yield f"{translation.text}\n"
        flagged += any(flag.severity != "info" for flag in translation.flags)
        for flag in translation.flags:
            click.echo(printable(f"line {number}: {flag.message}"), err=True)
    if flagged:
        note(f"flagged: {flagged} of {count_noun(number, 'line')}")
