"""An evaluation as text, JSON, CSV, XLSX or LaTeX."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mujaz.eval.metrics.base import Language, Score
from mujaz.eval.results import COMPUTED, Comparison, Evaluation, Result
from mujaz.eval.scoring.intrinsic import Intrinsic, Topical
from mujaz.pipeline.formats.tables import Cell, format_rows, make_workbook
from mujaz.wording import count_noun

_LANGUAGES = {"ar": "Arabic", "en": "English"}
_TESTS = {
    "bootstrap": "paired bootstrap, {} resamples",
    "randomization": "approximate randomization, {} shuffles",
}
_NAMED = 5
"""Articles that were left out and are named before the rest is only counted."""

_COLUMNS = (
    "system",
    "metric",
    "cut_to",
    "score",
    "low",
    "high",
    "precision",
    "recall",
    "articles",
    "baseline",
    "difference",
    "p_value",
    "test",
    "signature",
)
_NUMBERS = frozenset({"score", "low", "high", "precision", "recall", "difference", "p_value"})
_LATEX = str.maketrans({char: f"\\{char}" for char in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": "{}", "^": r"\^{}"})


def as_text(evaluation: Evaluation) -> str:
    """Return a table of scores with 95 % intervals a language, then how they were computed."""
    scored = "; ".join(f"with {_LANGUAGES[key]} references: {len(ids)}" for key, ids in evaluation.scored.items())
    articles = f"{evaluation.articles} of {evaluation.asked}" if evaluation.left_out else evaluation.articles
    blocks = ["\n".join((f"Articles: {articles}; {scored}", *_left_out(evaluation)))]
    for language in evaluation.scored:
        blocks += [_drawn(table) for table in _tables(evaluation, language)]
    for title, kind, values in (
        ("Without references", Intrinsic, [result.intrinsic for result in evaluation.results]),
        ("Likeness in topic (which is not faithfulness)", Topical, [result.topical for result in evaluation.results]),
    ):
        if any(values):
            blocks.append(_drawn(_measures_table(evaluation, title, kind, values)))
    return "\n\n".join((*blocks, "\n".join(_notes(evaluation)))) + "\n"


def as_json(evaluation: Evaluation) -> str:
    """Return all results but the scores of single articles, as one object."""
    return json.dumps(evaluation.to_dict(), ensure_ascii=False, indent=2) + "\n"


def as_csv(evaluation: Evaluation) -> str:
    """One row a system and metric; no cell acts as a formula."""
    return "".join(format_rows([_COLUMNS, *(list(row.values()) for row in _list_rows(evaluation))], "\n"))


def as_xlsx(evaluation: Evaluation) -> bytes:
    """Return the rows of `as_csv` as a workbook, numbers as numbers.

    Raises:
        MissingExtraError: The extra [documents] is not installed.
    """
    rows = (
        [float(cell) if name in _NUMBERS and cell != "" else cell for name, cell in row.items()]
        for row in _list_rows(evaluation)
    )
    return make_workbook("Scores", _COLUMNS, rows, [12] * len(_COLUMNS), is_from_right=False)


def as_latex(evaluation: Evaluation) -> str:
    """Return a table for a paper (package booktabs), a system a row; the signatures as comments."""
    metrics = list(evaluation.higher_is_better)
    lines = [f"% {' '.join(note.split())}" for note in (*_left_out(evaluation), *_notes(evaluation))]
    lines += [rf"\begin{{tabular}}{{l{'r' * len(metrics)}}}", r"\toprule"]
    lines += [_latex_row(["System", *metrics]), r"\midrule"]
    for result in evaluation.results:
        cells = [f"{result.scores[name].value:.2f}" if name in result.scores else "--" for name in metrics]
        lines.append(_latex_row([result.system, *cells]))
    return "\n".join([*lines, r"\bottomrule", r"\end{tabular}"]) + "\n"


FORMATS: dict[str, Callable[[Evaluation], str | bytes]] = {
    "text": as_text,
    "json": as_json,
    "csv": as_csv,
    "xlsx": as_xlsx,
    "latex": as_latex,
}


def _list_rows(evaluation: Evaluation) -> Iterator[dict[str, Cell]]:
    """Yield a row for each system and metric, first as they are, then cut to the references' length."""
    cut_to = {metric: evaluation.cut_to.get(language, 0) for metric, language in evaluation.languages.items()}
    for result in evaluation.results:
        for metric, score in result.scores.items():
            yield _row(result, score, result.comparisons.get(metric))
        for metric, score in result.cut_scores.items():
            yield _row(result, score, None, cut_to[metric])


def _left_out(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.left_out:
        yield "Left out:"
        yield from (f"  {left_out}" for left_out in evaluation.left_out[:_NAMED])
    if len(evaluation.left_out) > _NAMED:
        yield f"  and {len(evaluation.left_out) - _NAMED} more"


def _tables(evaluation: Evaluation, language: Language) -> Iterator[Table]:
    metrics = [name for name in evaluation.higher_is_better if evaluation.languages[name] == language]
    results = [result for result in evaluation.results if result.scores.keys() & set(metrics)]
    if results:
        scores = {
            metric: [_cell(result.scores.get(metric), result.comparisons.get(metric)) for result in results]
            for metric in metrics
        }
        yield _table(evaluation, _LANGUAGES[language], scores, results)
    if results and language in evaluation.cut_to:
        title = f"{_LANGUAGES[language]}, every summary cut to {evaluation.cut_to[language]} words"
        cut_scores = {metric: [_cell(result.cut_scores.get(metric), None) for result in results] for metric in metrics}
        yield _table(evaluation, title, cut_scores, results)


def _table(evaluation: Evaluation, title: str, rows: dict[str, list[str]], results: list[Result]) -> Table:
    table = _empty_table(evaluation, title, results)
    for metric, cells in rows.items():
        label = metric if evaluation.higher_is_better[metric] else f"{metric} (lower is better)"
        table.add_row(label, *cells)
    return table


def _measures_table(
    evaluation: Evaluation, title: str, kind: type[Intrinsic | Topical], measured: Sequence[Intrinsic | Topical | None]
) -> Table:
    rows = [(result, measures) for result, measures in zip(evaluation.results, measured, strict=True) if measures]
    table = _empty_table(evaluation, title, [result for result, _ in rows])
    for field in fields(kind):
        values = [getattr(measures, field.name) for _, measures in rows]
        if any(value is not None for value in values):
            cells = ("–" if value is None else f"{value:.1f}" for value in values)
            table.add_row(field.name.replace("_", " "), *cells)
    return table


def _empty_table(evaluation: Evaluation, title: str, results: list[Result]) -> Table:
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", min_width=len(title))
    table.add_column("")
    for result in results:
        is_baseline = result.system == evaluation.baseline
        # Text, because a file's name is no mark-up.
        table.add_column(Text(result.system + (" (baseline)" if is_baseline else "")), justify="right")
    return table


def _cell(score: Score | None, comparison: Comparison | None) -> str:
    if score is None or comparison is None:
        return "–" if score is None else str(score)
    mark = " *" if comparison.significant else ""
    return f"{score}\n{comparison.difference:+.2f}, {comparison.chance}{mark}"


def _drawn(table: Table) -> str:
    # As wide as it needs to be: a table that is cut off is of no use in a file or a pipe.
    console = Console(file=io.StringIO(), width=1000)
    width = max(console.measure(table).maximum, len(str(table.title)))
    console = Console(file=io.StringIO(), width=width)
    with console.capture() as capture:
        console.print(table)
    return "\n".join(line.rstrip() for line in capture.get().split("\n") if line.strip())


def _notes(evaluation: Evaluation) -> Iterator[str]:
    yield "± is half of the 95 % bootstrap interval."
    comparisons = [comparison for result in evaluation.results for comparison in result.comparisons.values()]
    if comparisons:
        test = _TESTS[comparisons[0].test].format(comparisons[0].trials)
        yield f"* differs from {comparisons[0].baseline}, p < 0.05 ({test})."
    yield from _gaps(evaluation)
    signatures = {name: score.signature for result in evaluation.results for name, score in result.scores.items()}
    for signature in dict.fromkeys(signatures.values()):
        names = [name for name in signatures if signatures[name] == signature]
        yield f"{', '.join(names)}: {signature}"


def _gaps(evaluation: Evaluation) -> Iterator[str]:
    for result in evaluation.results:
        for language, written in result.outputs.items():
            articles = len(evaluation.scored[language])
            is_arabic_only = result.role in COMPUTED and language == "en"
            if written < articles and not is_arabic_only:
                missing = f"{articles - written} of {count_noun(articles, 'article')}"
                yield f"{result.system}: no {_LANGUAGES[language]} summary of {missing}."


def _row(result: Result, score: Score, comparison: Comparison | None, cut_to: int | None = None) -> dict[str, Cell]:
    return {
        "system": result.system,
        "metric": score.metric,
        "cut_to": "" if cut_to is None else cut_to,
        "score": _number(score.value),
        "low": _number(score.interval.low if score.interval else None),
        "high": _number(score.interval.high if score.interval else None),
        "precision": _number(score.precision),
        "recall": _number(score.recall),
        "articles": score.items,
        "baseline": comparison.baseline if comparison else "",
        "difference": _number(comparison.difference if comparison else None),
        "p_value": _number(comparison.p_value if comparison else None),
        "test": comparison.test if comparison else "",
        "signature": score.signature,
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def _latex_row(cells: list[str]) -> str:
    return " & ".join(" ".join(cell.split()).translate(_LATEX) for cell in cells) + r" \\"
