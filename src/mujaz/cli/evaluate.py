"""`mujaz evaluate`: runs against references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from mujaz.cli.console import note, printable
from mujaz.cli.options import console_options
from mujaz.cli.results import choose_format, parse_output, refuse_terminal, write_results
from mujaz.errors import MujazError
from mujaz.wording import count_noun

if TYPE_CHECKING:
    from mujaz.eval import Evaluation, Metric, Shortfall

_FORMATS = ("text", "json", "csv", "xlsx", "latex")
_NAMED = 5
"""Articles that an error names; the table's head counts them all."""

_SUFFIXES = {".txt": "text", ".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".tex": "latex"}

_EXAMPLES = """\b
Examples:
  mujaz evaluate briefs.jsonl --references refs.jsonl
  mujaz evaluate new.jsonl --references refs.jsonl --baseline old.jsonl
  mujaz evaluate new.jsonl --references refs.jsonl --fail-under rougeL=20,chrf=40
"""


@click.command(epilog=_EXAMPLES)
@click.argument("runs", nargs=-1, required=True, metavar="RUN...")
@click.option("--references", required=True, metavar="REFS", help="Articles with summary and summary_en, JSON Lines.")
@click.option("--baseline", metavar="RUN", help="Compare with this run: a file, or a row's name such as lead-1.")
@click.option("--metrics", metavar="NAMES", help="Metrics to compute, by commas; all but ter unless given.")
@click.option("--stem/--no-stem", default=True, show_default=True, help="Stem words for ROUGE.")
@click.option("--fold", default="", metavar="NAMES", help="Letters that ROUGE unifies: alef,ya,ta,diacritics,digits.")
@click.option(
    "--several",
    type=click.Choice(["best", "jackknife"]),
    default="best",
    show_default=True,
    help="What ROUGE makes of several references.",
)
@click.option(
    "--test",
    type=click.Choice(["randomization", "bootstrap"]),
    default="randomization",
    show_default=True,
    help="Paired test against the baseline.",
)
@click.option(
    "--samples", type=click.IntRange(40, 100_000), default=1000, show_default=True, help="Bootstrap resamples."
)
@click.option("--seed", type=click.IntRange(0), default=12345, show_default=True, help="Seed of the resampling.")
@click.option(
    "--leads/--no-leads", default=True, show_default=True, help="Score first sentences and best sentences too."
)
@click.option("--cut/--no-cut", default=True, show_default=True, help="Score all at the references' length too.")
@click.option("--topical", is_flag=True, help="Compare topics of article and outputs (extra [semantic]).")
@click.option("--fail-under", metavar="BOUNDS", help="Exit with 1 when a run is worse, as in rougeL=20,chrf=40.")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Default: by the suffix of -o, else text.")
@click.option("--report", metavar="FILE.html|DIR", help="Write a report for editors too: one file, or a folder.")
@click.option("-o", "--output", metavar="FILE", callback=parse_output, help="Write here instead of to standard output.")
@console_options
def command(
    runs: tuple[str, ...],
    references: str,
    baseline: str | None,
    metrics: str | None,
    stem: bool,
    fold: str,
    several: Literal["best", "jackknife"],
    test: Literal["bootstrap", "randomization"],
    samples: int,
    seed: int,
    leads: bool,
    cut: bool,
    topical: bool,
    fail_under: str | None,
    report: str | None,
    form: str | None,
    output: str | None,
) -> None:
    """Measure RUNs against reference summaries.

    A RUN is what `mujaz brief` wrote as JSON or JSON Lines, or lines of {"id", "summary", "summary_en"}. Its ids must
    be among those of REFS; articles that a RUN lacks, as those that failed, are left out and named.
    """
    from mujaz.eval import Trials, evaluate_inputs, gather_inputs, parse_thresholds, shortfalls

    format_name = choose_format(output, form, _SUFFIXES, _FORMATS[0])
    refuse_terminal(format_name, is_binary=format_name == "xlsx", output=output)
    bounds = parse_thresholds(fail_under) if fail_under is not None else {}
    chosen = _choose_metrics(metrics, stem, fold, several)
    inputs = gather_inputs(runs, references, baseline=baseline, leads=leads)
    trials = Trials(test=test, samples=samples, shuffles=10 * samples, seed=seed)
    evaluation = evaluate_inputs(inputs, metrics=chosen, trials=trials, cut=cut, topical=topical)
    missed = shortfalls(evaluation, bounds)
    _write(evaluation, format_name, output)
    if report is not None:
        from mujaz.eval.report import write_report  # Jinja2: only for reports

        note(f"report: {write_report(evaluation, inputs, report)}")
    if errors := [*map(_describe_shortfall, missed), *map(str, evaluation.unexplained[:_NAMED])]:
        raise MujazError("; ".join(errors))


def _choose_metrics(names: str | None, stem: bool, fold: str, several: Literal["best", "jackknife"]) -> list[Metric]:
    from mujaz.eval import DEFAULT_METRICS, ArabicTokenizer, build_metrics

    tokenizer = ArabicTokenizer(stem=stem, fold=frozenset(_split_names(fold)))
    chosen = DEFAULT_METRICS if names is None else _split_names(names)
    return build_metrics(chosen, tokenizer=tokenizer, combination=several)


def _split_names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _write(evaluation: Evaluation, form: str, output: str | None) -> None:
    from mujaz.eval.render import FORMATS
    from mujaz.files.writing import write_file
    from mujaz.pipeline.formats.tables import format_for_excel

    content = FORMATS[form](evaluation)
    if output is None:
        if isinstance(content, bytes):
            write_results([content], output)
        else:
            click.echo("\n".join(map(printable, content.split("\n"))), nl=False)
        return
    if form == "csv":
        content = format_for_excel(str(content))
    write_file(output, [content])
    systems, articles = count_noun(len(evaluation.results), "system"), count_noun(evaluation.asked, "article")
    scored = f"{evaluation.articles} of " if evaluation.left_out else ""
    note(f"{systems} on {scored}{articles}: {output}")


def _describe_shortfall(shortfall: Shortfall) -> str:
    verdict = f"{shortfall.score:.2f}, which misses {shortfall.bound:g} by {shortfall.missing:.2f}"
    return f"{shortfall.system}: {shortfall.metric} is {verdict}"
