"""`mujaz feedback`: editors' verdicts and corrections become references and training pairs."""

from __future__ import annotations

import json

import click

from mujaz.cli.console import note
from mujaz.cli.options import console_options
from mujaz.cli.results import refuse_overwriting, write_results
from mujaz.wording import count_noun

_EXAMPLES = """\b
Examples:
  mujaz feedback feedback.json --articles archive.jsonl -o references.jsonl
  mujaz feedback brief.docx -o references.jsonl
  mujaz feedback anna.json omar.json --pairs bullets.train.tsv -o references.jsonl
"""


@click.command("feedback", epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILES…")
@click.option("--articles", metavar="FILE", help="Articles, JSON Lines: their texts go into the references.")
@click.option("--pairs", metavar="FILE.tsv", help="Also write approved bullets as Arabic, tab, English.")
@click.option("--accept-unchanged", is_flag=True, help="Of documents, accept what nobody changed.")
@click.option("-o", "--output", metavar="FILE", help="Write the references to FILE.")
@console_options
def command(
    files: tuple[str, ...], articles: str | None, pairs: str | None, accept_unchanged: bool, output: str | None
) -> None:
    """Turn editors' verdicts and corrections into references and training pairs.

    FILES are what a report's button exports, and Word documents and XLIFF files that `mujaz brief` wrote and somebody
    changed: a changed text is a correction, a row that was taken out is a rejection. Accepted and corrected bullets
    make the references, a line {"id", "summary", "summary_en"} for each article, with "title" and "title_en" if the
    headline was judged too.
    """
    from mujaz.eval.feedback import read_feedback, to_pairs, to_references
    from mujaz.eval.inputs.read import read_references

    inputs = (*files, *([articles] if articles else []))
    for target in (output, pairs):
        refuse_overwriting(inputs, target)
    verdicts = read_feedback(files, accept_unchanged=accept_unchanged)
    sources = {article.id: article for article in read_references(articles)} if articles else {}
    references = list(to_references(verdicts, sources))
    write_results((json.dumps(reference, ensure_ascii=False) + "\n" for reference in references), output)
    judged = len({verdict.article for verdict in verdicts})
    note(
        f"{count_noun(len(verdicts), 'verdict')} on {count_noun(judged, 'article')}: {len(references)} with references"
    )
    if pairs is not None:
        lines = [f"{arabic}\t{english}\n" for arabic, english in to_pairs(verdicts)]
        write_results(lines, pairs)
        note(f"{count_noun(len(lines), 'pair')}: {pairs}")
