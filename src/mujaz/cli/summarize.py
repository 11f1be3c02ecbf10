"""`mujaz summarize`: articles in, Arabic bullets out."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import click

from mujaz.cli.options import console_options, profile_options, reading_options
from mujaz.cli.progress import Tally, show_progress
from mujaz.cli.results import is_on_terminal, parse_output, refuse_overwriting, write_results
from mujaz.errors import ArticleError
from mujaz.pipeline.windows import divert_errors, make_no_bullets_error, work_in_windows

if TYPE_CHECKING:
    from mujaz.files.formats.base import Reading
    from mujaz.profiles import Profile
    from mujaz.summarize.summarizer import Summarizer
    from mujaz.text.document import Document
    from mujaz.types import Bullet


@click.command("summarize")
@click.argument("files", nargs=-1, required=True, metavar="FILES…|-")
@click.option("-o", "--output", metavar="FILE", callback=parse_output, help="Write to FILE.")
@reading_options
@profile_options("bullets", "words", "strategy", "summarizer", "evidence", "window")
@console_options
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], output: str | None, profile: Profile, reading: Reading) -> None:
    """Turn Arabic articles into Arabic bullets only.

    Writes a line {"id", "summary"} for each article of FILES, its bullets one a line within the summary.
    """
    from mujaz.summarize.summarizer import Summarizer  # loads the models' libraries: not for --help

    refuse_overwriting(files, output)
    tally = Tally()
    work = partial(_summarize, Summarizer(profile))
    lines = work_in_windows(tally.count_articles(files, reading), profile.window, work)
    shown = show_progress(divert_errors(lines, tally.report_failed), results_on_terminal=is_on_terminal(output))
    write_results(shown, output)
    ctx.exit(tally.close())


def _summarize(summarizer: Summarizer, documents: list[Document]) -> list[str | ArticleError]:
    summaries = summarizer.summarize_documents(documents)
    return [_make_line(document, bullets) for document, bullets in zip(documents, summaries, strict=True)]


def _make_line(document: Document, bullets: list[Bullet]) -> str | ArticleError:
    if not bullets:
        return make_no_bullets_error(document)
    record = {"id": document.article.id, "summary": "\n".join(bullet.ar for bullet in bullets)}
    return json.dumps(record, ensure_ascii=False) + "\n"
