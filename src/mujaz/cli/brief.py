"""`mujaz brief`: articles in, briefs out."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import click

from mujaz.cli.advice import show_advice
from mujaz.cli.console import note
from mujaz.cli.options import JobOptions, console_options, job_options, profile_options, reading_options
from mujaz.cli.progress import Tally, show_progress
from mujaz.cli.results import (
    choose_format,
    is_on_terminal,
    parse_output,
    refuse_overwriting,
    refuse_terminal,
    use_colours,
    write_results,
)
from mujaz.files.formats.base import Reading
from mujaz.pipeline.formats import FORMATS, formats_by_name, names_by_suffix
from mujaz.pipeline.formats.base import Language, Style
from mujaz.pipeline.formats.text import make_visual
from mujaz.profiles import Profile

_MAKING = (
    "bullets",
    "words",
    "strategy",
    "summarizer",
    "evidence",
    "translator",
    "glossary",
    "beam_size",
    "dedupe",
    "window",
)
_CHECKING = ("checks", "repair", "strict")


@click.command("brief")
@click.argument("files", nargs=-1, required=True, metavar="FILES…|ADDRESSES…|-")
@click.option(
    "-o", "--output", metavar="FILE", callback=parse_output, help="Write to FILE; its suffix tells the format."
)
@click.option(
    "--format", "format_name", type=click.Choice([*formats_by_name()]), help="Format of the output; text by default."
)
@click.option("--text/--no-text", default=True, help="Whether JSON holds the article's text.")
@click.option(
    "--labels",
    type=click.Choice(["en", "ar"]),
    default="en",
    show_default=True,
    help="Language of headings and flags in documents, tables and feeds.",
)
@click.option("--visual", is_flag=True, help="Shape and reorder Arabic for terminals that do not.")
@reading_options
@profile_options(*_MAKING, *_CHECKING)
@job_options
@console_options
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    output: str | None,
    format_name: str | None,
    text: bool,
    labels: Language,
    visual: bool,
    options: JobOptions,
    profile: Profile,
    reading: Reading,
) -> None:
    """Turn Arabic articles into Arabic bullets with their English.

    FILES are text, HTML, JSON in XL-Sum's shape, CSV, Parquet, feeds, Word, PDF, mail or subtitles, also gzip'd,
    addresses, and folders and patterns of files; - is standard input. Of several articles, one that cannot be used is
    reported and the others go on. JSON Lines in a file are a job: if it is ended by anything, it goes on from there
    when the same command is given again.
    """
    # Both load the models' libraries: not for --help.
    from mujaz.cli.job import finish_job, is_job
    from mujaz.jobs.job import Job
    from mujaz.pipeline.briefer import Briefer

    refuse_overwriting(files, output)
    name = choose_format(output, format_name, names_by_suffix(), FORMATS[0].name)
    if output is not None and is_job(output, name):
        job = Job(files, Path(output), profile, text, options.fresh, options.retry_failed, reading)
        ctx.exit(finish_job(job, options))
    if option := options.for_jobs_only:
        raise click.UsageError(f"{option} is for JSON Lines in a file: -o FILE.jsonl")
    form = formats_by_name()[name]
    refuse_terminal(name, is_binary=form.is_binary, output=output)
    tally = Tally()
    style = Style(text=text, is_several=tally.is_several, colours=use_colours(output), labels=labels)
    if visual:
        style = _add_visual(style, name, output)
    articles = tally.count_articles(files, reading)
    briefs = tally.report_dropped(Briefer(profile).brief_many(articles, on_error=tally.report_failed))
    shown = show_progress(briefs, results_on_terminal=is_on_terminal(output))
    write_results(form.write(shown, style), output)
    exit_code = tally.close()
    if tally.read > tally.failed:
        show_advice(profile)
    ctx.exit(exit_code)


def _add_visual(style: Style, format_name: str, output: str | None) -> Style:
    if format_name != "text":
        raise click.UsageError("--visual is for the text format on a terminal")
    if not is_on_terminal(output):
        note("--visual is for terminals; this output stays in logical order")
        return style
    return replace(style, arrange=make_visual(shutil.get_terminal_size().columns))
