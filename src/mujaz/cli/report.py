"""`mujaz report`: briefs as pages for editors."""

from __future__ import annotations

import click

from mujaz.cli.console import note
from mujaz.cli.options import console_options
from mujaz.cli.results import refuse_overwriting

_EXAMPLES = """\b
Examples:
  mujaz report briefs.jsonl -o report.html
  mujaz report briefs.jsonl -o report
"""


@click.command("report", epilog=_EXAMPLES)
@click.argument("briefs", metavar="BRIEFS")
@click.option("-o", "--output", metavar="FILE.html|DIR", required=True, help="The page, or a folder of pages.")
@console_options
def command(briefs: str, output: str) -> None:
    """Lay briefs out as pages on which editors read and judge them.

    BRIEFS is what `mujaz brief` wrote as JSON or JSON Lines. No references are needed; `mujaz evaluate --report` makes
    the same pages with scores.
    """
    from mujaz.eval.report import write_briefs  # Jinja2: only for reports

    refuse_overwriting([briefs], output)
    note(f"report: {write_briefs(briefs, output)}")
