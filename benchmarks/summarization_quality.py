"""Summaries of the test sets: `extractive` (and an mT5 bundle where one is given) beside leads and an oracle.

    python benchmarks/summarization_quality.py FOLDER [--summarizer BUNDLE] [--into docs/evaluation.md]

FOLDER holds `ant_bbc.test.jsonl.gz`, `ant_france24.test.jsonl.gz` and `easc.test.jsonl.gz` (docs/data.md). Nothing may
be trained or tuned on them. Scores are ROUGE F of three bullets with the 95 % interval, whole and with every summary
cut to the median length of the references; p is that of approximate randomization against lead-3, for whole summaries.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from marks import put_between

from mujaz.eval import ArabicTokenizer, Evaluation, Output, Result, Run, build_metrics, evaluate
from mujaz.pipeline.read import read_articles
from mujaz.summarize import Summarizer
from mujaz.types import Article

TEST_SETS = ("ant_bbc", "ant_france24", "easc")
BULLETS = 3
BASELINE = "lead-3"
MARK = "summarization-table"
# EASC's references write every alef bare while the articles do not.
TOKENIZER = ArabicTokenizer(fold=frozenset({"alef"}))
METRICS = build_metrics(("rouge1", "rouge2", "rougeL"), tokenizer=TOKENIZER)


def main() -> None:
    """Summarize, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--summarizer", help="an mT5 bundle to measure as well")
    parser.add_argument("--into", type=Path, metavar="FILE", help="put the table between its marks in FILE")
    asked = parser.parse_args()
    systems = {"extractive": Summarizer(bullets=BULLETS)}
    if asked.summarizer:
        systems["mt5"] = Summarizer(bullets=BULLETS, strategy="mt5", summarizer=asked.summarizer)
    evaluations = {name: measure(name, asked.folder, systems) for name in TEST_SETS}
    text = "\n".join(
        [*HEAD, *(line for lines, _ in evaluations.values() for line in lines), "", *_signatures(evaluations)]
    )
    print(text)
    if asked.into:
        put_between(asked.into, MARK, text)


HEAD = (
    "| test set | system | ROUGE-1 | ROUGE-2 | ROUGE-L | ROUGE-1 at one length | p (ROUGE-1) | articles/s |",
    "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
)


def measure(name: str, folder: Path, systems: dict[str, Summarizer]) -> tuple[list[str], Evaluation]:
    """The table's lines for one test set, and what they are taken from."""
    articles = [entry for entry in read_articles([str(folder / f"{name}.test.jsonl.gz")]) if isinstance(entry, Article)]
    speeds, runs = {}, []
    for system, summarizer in systems.items():
        start = time.perf_counter()
        outputs = {
            article.id: Output(ar="\n".join(b.ar for b in summarizer.summarize(article))) for article in articles
        }
        speeds[system] = len(articles) / (time.perf_counter() - start)
        runs.append(Run(system, outputs))
    evaluation = evaluate(runs, articles, baseline=BASELINE, metrics=METRICS)
    title = f"{name} ({len(articles)})"
    return [_line(title, result, speeds.get(result.system)) for result in evaluation.results], evaluation


def _line(title: str, result: Result, speed: float | None) -> str:
    scores = [result.scores[metric.name] for metric in METRICS]
    cells = [f"{score.value:.1f} ± {score.interval.margin:.1f}" if score.interval else "" for score in scores]
    at_one_length = result.cut_scores[METRICS[0].name].value
    compared = result.comparisons.get(METRICS[0].name)
    chance = compared.chance.removeprefix("p ").removeprefix("= ") if compared else "–"
    rate = f"{speed:.0f}" if speed else "–"
    return f"| {title} | {result.system} | {' | '.join(cells)} | {at_one_length:.1f} | {chance} | {rate} |"


def _signatures(evaluations: dict[str, tuple[list[str], Evaluation]]) -> list[str]:
    first = METRICS[0].name
    return [
        f"{name}: `{found.results[0].scores[first].signature}`, cut to {found.cut_to['ar']} words.  "
        for name, (_, found) in evaluations.items()
    ]


if __name__ == "__main__":
    main()
