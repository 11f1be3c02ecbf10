"""`mujaz report`: briefs as pages for editors, and finished briefs as documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mujaz.cli.console import note
from mujaz.cli.options import console_options
from mujaz.cli.results import refuse_overwriting, write_results

if TYPE_CHECKING:
    from mujaz.pipeline.formats.base import Language

_PAGES = ("", ".html", ".htm")
_EXAMPLES = """\b
Examples:
  mujaz report briefs.jsonl -o report.html
  mujaz report briefs.jsonl -o report
  mujaz report briefs.jsonl --verdicts feedback.json -o finished.docx
"""


@click.command("report", epilog=_EXAMPLES)
@click.argument("briefs", metavar="BRIEFS")
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR",
    required=True,
    help="The page, a folder of pages, or a document of the briefs.",
)
@click.option(
    "--verdicts", metavar="FILE", multiple=True, help="Of editors: what documents hold then; may be given again."
)
@click.option(
    "--labels",
    type=click.Choice(["en", "ar"]),
    default="en",
    show_default=True,
    help="Language of headings and flags in documents.",
)
@console_options
def command(briefs: str, output: str, verdicts: tuple[str, ...], labels: Language) -> None:
    """Lay briefs out as pages on which editors read and judge them, or write them in another format.

    BRIEFS is what `mujaz brief` wrote as JSON or JSON Lines. No references are needed; `mujaz evaluate --report` makes
    the same pages with scores. A suffix such as .docx or .csv writes the briefs as `mujaz brief` would; with --verdicts
    they are finished: corrected, and without what was rejected or is severely flagged and not judged.
    """
    from mujaz.eval.report import write_briefs  # Jinja2: only for reports
    from mujaz.pipeline.formats import names_by_suffix  # as for briefs

    refuse_overwriting([briefs, *verdicts], output)
    suffix = Path(output).suffix.lower()
    if suffix in names_by_suffix() and suffix not in _PAGES:
        _write_document(briefs, output, verdicts, names_by_suffix()[suffix], labels)
        return
    if verdicts:
        raise click.UsageError("--verdicts is for documents, such as -o FILE.docx; pages keep verdicts in the browser")
    note(f"report: {write_briefs(briefs, output)}")


def _write_document(path: str, output: str, verdicts: tuple[str, ...], form: str, labels: Language) -> None:
    from mujaz.eval.feedback import read_feedback
    from mujaz.eval.finishing import finish_briefs, read_briefs
    from mujaz.pipeline.formats import formats_by_name
    from mujaz.pipeline.formats.base import Style

    briefs = read_briefs(path)
    if verdicts:
        briefs = finish_briefs(briefs, read_feedback(verdicts), Path(path).stem)
    write_results(formats_by_name()[form].write(briefs, Style(labels=labels)), output)
    note(f"briefs: {output}")
