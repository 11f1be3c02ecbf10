"""`mujaz brief`: articles in, briefs out."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import click

from mujaz.cli.console import note
from mujaz.cli.options import JobOptions, console_options, field_option, job_options, profile_options
from mujaz.cli.progress import tracked
from mujaz.cli.results import file_of, in_colours, refuse_overwriting, to_terminal, write_results
from mujaz.cli.tally import Tally
from mujaz.files.records import Fields
from mujaz.pipeline.formats import FORMATS, Form, format_of
from mujaz.pipeline.visual import visual_lines
from mujaz.profiles import Profile

_MAKING = ("bullets", "strategy", "summarizer", "evidence", "translator", "glossary", "beam_size", "dedupe", "window")
_CHECKING = ("checks", "repair", "strict")


@click.command("brief")
@click.argument("files", nargs=-1, required=True, metavar="FILES…|-")
@click.option("-o", "--output", metavar="FILE", callback=file_of, help="Write to FILE; its suffix tells the format.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Format of the output; text by default.")
@click.option("--text/--no-text", default=True, help="Whether JSON holds the article's text.")
@click.option("--visual", is_flag=True, help="Shape and reorder Arabic for terminals that do not.")
@field_option
@profile_options(*_MAKING, *_CHECKING)
@job_options
@console_options
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    output: str | None,
    format_: str | None,
    text: bool,
    visual: bool,
    how: JobOptions,
    profile: Profile,
    fields: Fields,
) -> None:
    """Turn Arabic articles into Arabic bullets with their English.

    FILES are text, HTML, JSON in XL-Sum's shape, CSV or Parquet, also gzip'd, and folders and patterns of them; - is
    standard input. Of several articles, one that cannot be used is reported and the others go on. JSON Lines in a
    file are a job: ended by whatever, it goes on where it was when the same command is given again.
    """
    # Both load the models' libraries: not for --help.
    from mujaz.cli.job import finish, is_job
    from mujaz.jobs.job import Job
    from mujaz.pipeline.briefer import Briefer

    refuse_overwriting(files, output)
    tally = Tally()
    form = Form(format_of(output, format_), text=text, several=tally.several, colours=in_colours(output))
    if output is not None and is_job(output, form.format):
        job = Job(files, Path(output), profile, text, how.fresh, how.retry_failed, fields)
        ctx.exit(finish(job, how))
    if asked := how.for_jobs_only:
        raise click.UsageError(f"{asked} is for JSON Lines in a file: -o FILE.jsonl")
    if visual:
        form = _visual(form, output)
    briefs = Briefer(profile).brief_many(tally.articles(files, fields), on_error=tally.fail)
    write_results(form.pieces(tracked(tally.strict(briefs), results_on_terminal=to_terminal(output))), output)
    ctx.exit(tally.close())


def _visual(form: Form, output: str | None) -> Form:
    if form.format != "text":
        raise click.UsageError("--visual is for the text format on a terminal")
    if not to_terminal(output):
        note("--visual is for terminals; this output stays in logical order")
        return form
    return replace(form, arranged=visual_lines(shutil.get_terminal_size().columns))
