"""`mujaz brief`: articles in, briefs out."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from mujaz.cli.console import note
from mujaz.cli.options import console_options, profile_options
from mujaz.cli.progress import tracked
from mujaz.cli.tally import Tally
from mujaz.errors import InputError
from mujaz.pipeline.briefer import Briefer
from mujaz.pipeline.forms import FORMATS, Form, format_of
from mujaz.pipeline.read import read_articles
from mujaz.pipeline.visual import visual_lines
from mujaz.pipeline.write import write_file, write_stream
from mujaz.profiles import Profile


@click.command("brief")
@click.argument("files", nargs=-1, required=True, metavar="FILES…|-")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE; its suffix tells the format.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Format of the output; text by default.")
@click.option("--text/--no-text", default=True, help="Whether JSON holds the article's text.")
@click.option("--visual", is_flag=True, help="Shape and reorder Arabic for terminals that do not.")
@profile_options("bullets", "strategy", "summarizer", "translator", "beam_size", "window")
@console_options
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    output: str | None,
    format_: str | None,
    text: bool,
    visual: bool,
    profile: Profile,
) -> None:
    """Turn Arabic articles into Arabic bullets with their English.

    FILES are text, HTML or JSON Lines in XL-Sum's shape, also gzip'd; - is standard input. Of several articles, one
    that cannot be used is reported and the others go on.
    """
    _refuse_overwriting(files, output)
    tally = Tally()
    form = Form(format_of(output, format_), text=text, several=tally.several)
    if visual:
        form = _visual(form, output)
    briefs = Briefer(profile).brief_many(tally.count(read_articles(files)), on_error=tally.fail)
    _write(form.pieces(tracked(briefs, results_on_terminal=output is None and sys.stdout.isatty())), output)
    ctx.exit(tally.close())


def _visual(form: Form, output: str | None) -> Form:
    if form.format != "text":
        raise click.UsageError("--visual is for the text format on a terminal")
    if output is not None or not sys.stdout.isatty():
        note("--visual is for terminals; this output stays in logical order")
        return form
    return replace(form, arabic=visual_lines(shutil.get_terminal_size().columns))


def _refuse_overwriting(files: tuple[str, ...], output: str | None) -> None:
    if output is None or not Path(output).is_file():
        return
    for file in files:
        if Path(file).exists() and Path(file).samefile(output):
            raise InputError(f"{output} is also an input; write to another file")


def _write(pieces: Iterator[str], output: str | None) -> None:
    if output is None:
        write_stream(sys.stdout, pieces)
    else:
        write_file(output, pieces)
