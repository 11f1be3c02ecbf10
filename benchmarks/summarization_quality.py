"""Summaries of the test sets: `extractive` (and an mT5 bundle where one is given) beside leads and an oracle.

    python benchmarks/summarization_quality.py FOLDER [--summarizer BUNDLE] [--development | --into PAGE]

PAGE is docs/findings/evaluation.md. FOLDER holds `ant_bbc.test.jsonl.gz`, `ant_france24.test.jsonl.gz` and
`easc.test.jsonl.gz` (docs/data.md). Nothing may be trained or tuned on them: with --development,
`ant_bbc.valid.jsonl.gz` and `ant_france24.valid.jsonl.gz` are taken instead. Scores are ROUGE F of one bullet and of
three with the 95 % interval, whole and with every summary cut to the median length of the references; p is that of
approximate randomization, for ROUGE-1 of whole summaries. Unsupported are numbers, dates and names that `mujaz.facts`
finds in the summary and not in the article or its headline, for 100 lines of the summary.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from marks import put_between

from mujaz.eval import ArabicTokenizer, Evaluation, Output, Result, Run, build_metrics, evaluate
from mujaz.facts.base import Facts
from mujaz.facts.compare import find_unsupported
from mujaz.facts.find import find_facts
from mujaz.files.articles import read_articles
from mujaz.summarize import Summarizer
from mujaz.types import Article

TEST_SETS = ("ant_bbc.test", "ant_france24.test", "easc.test")
DEVELOPMENT_SETS = ("ant_bbc.valid", "ant_france24.valid")
BULLETS = (1, 3)
BASELINES = ("lead-1", "lead-3")
MARK = "summarization-table"
# EASC's references write every alef bare while the articles do not.
TOKENIZER = ArabicTokenizer(fold=frozenset({"alef"}))
METRICS = build_metrics(("rouge1", "rouge2", "rougeL"), tokenizer=TOKENIZER)


def main() -> None:
    """Summarize, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--summarizer", help="an mT5 bundle to measure as well")
    parser.add_argument("--development", action="store_true", help="validation articles in place of test sets")
    parser.add_argument("--into", type=Path, metavar="FILE", help="put the table between its marks in FILE")
    asked = parser.parse_args()
    systems = {f"extractive, {count}": Summarizer(bullets=count) for count in BULLETS}
    if asked.summarizer:
        mt5 = {"strategy": "mt5", "summarizer": asked.summarizer}
        systems |= {f"mt5, {count}": Summarizer(bullets=count, **mt5) for count in BULLETS}
    sets = DEVELOPMENT_SETS if asked.development else TEST_SETS
    evaluations = {name: measure(name, asked.folder, systems) for name in sets}
    text = "\n".join(
        [*HEAD, *(line for lines, _ in evaluations.values() for line in lines), "", *_signatures(evaluations)]
    )
    print(text)
    if asked.into:
        put_between(asked.into, MARK, text)


HEAD = (
    "| test set | system | ROUGE-1 | ROUGE-2 | ROUGE-L | ROUGE-1 at one length | p against lead-1 | p against lead-3 "
    "| unsupported facts | seconds an article |",
    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
)


def measure(name: str, folder: Path, systems: dict[str, Summarizer]) -> tuple[list[str], Evaluation]:
    """The table's lines for one test set, and what they are taken from."""
    articles = [entry for entry in read_articles([str(folder / f"{name}.jsonl.gz")]) if isinstance(entry, Article)]
    sources = {article.id: find_facts(f"{article.title}\n{article.text}", "ar") for article in articles}
    measured, runs = {}, []
    for system, summarizer in systems.items():
        start = time.perf_counter()
        texts = {article.id: "\n".join(b.ar for b in summarizer.summarize(article)) for article in articles}
        seconds = (time.perf_counter() - start) / len(articles)
        measured[system] = (f"{_unsupported(texts, sources):.1f}", f"{seconds:.3f}")
        runs.append(Run(system, {key: Output(ar=text) for key, text in texts.items()}))
    evaluations = [evaluate(runs, articles, baseline=baseline, metrics=METRICS) for baseline in BASELINES]
    title = f"{_title(name)} ({len(articles)})"
    lines = [
        _line(title, results, measured.get(results[0].system, ("–", "–")))
        for results in _by_system(evaluations).values()
    ]
    return lines, evaluations[0]


def _title(name: str) -> str:
    return name.removesuffix(".test")


def _unsupported(texts: dict[str, str], sources: dict[str, Facts]) -> float:
    lines = [(key, line) for key, text in texts.items() for line in text.splitlines()]
    found = (find_unsupported(find_facts(line, "ar"), sources[key]) for key, line in lines)
    return 100 * sum(len(one.numbers) + len(one.dates) + len(one.names) for one in found) / max(1, len(lines))


def _by_system(evaluations: list[Evaluation]) -> dict[str, list[Result]]:
    names = [result.system for result in evaluations[0].results]
    return {
        name: [one for found in evaluations for one in found.results if one.system == name] for name in sorted(names)
    }


def _line(title: str, results: list[Result], measured: tuple[str, str]) -> str:
    scores = [results[0].scores[metric.name] for metric in METRICS]
    cells = [f"{score.value:.1f} ± {score.interval.margin:.1f}" if score.interval else "" for score in scores]
    at_one_length = results[0].cut_scores[METRICS[0].name].value
    chances = [_chance(result) for result in results]
    return f"| {' | '.join([title, results[0].system, *cells, f'{at_one_length:.1f}', *chances, *measured])} |"


def _chance(result: Result) -> str:
    compared = result.comparisons.get(METRICS[0].name)
    return compared.chance.removeprefix("p ").removeprefix("= ") if compared else "–"


def _signatures(evaluations: dict[str, tuple[list[str], Evaluation]]) -> list[str]:
    first = METRICS[0].name
    return [
        f"{_title(name)}: `{found.results[0].scores[first].signature}`, cut to {found.cut_to['ar']} words.  "
        for name, (_, found) in evaluations.items()
    ]


if __name__ == "__main__":
    main()
