"""How bullets condense: their lengths on 200 articles, and how near they come to bullets that an editor would sign.

    python benchmarks/bullets_quality.py NEWS_FOLDER GRADES_FOLDER [--into PAGE]

NEWS_FOLDER holds the validation files of docs/data.md, GRADES_FOLDER `arabic.dev.jsonl` and `briefs.dev.jsonl`:
articles with bullets of at most 20 words written for this project. They are there to be looked at and tuned on, and no
test set. Each strategy makes five bullets. Coverage is the share of a written bullet's content words, by stem, that the
brief has.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path

from marks import put_between

from mujaz.errors import ArticleError
from mujaz.eval import Output, Result, Run, build_metrics, evaluate
from mujaz.summarize import Summarizer
from mujaz.text.document import read_document
from mujaz.text.proclitics import without_and
from mujaz.text.words import stem, stopwords, words
from mujaz.types import Article, Bullet

FILES = ("ant_bbc.valid", "ant_france24.valid", "ant_cnn.valid", "saudinewsnet.valid")
ARTICLES_OF_A_FILE = 50
STRATEGIES = ("extractive", "condensed")
METRICS = build_metrics(("rouge1", "rouge2", "rougeL", "aligned-ar"))
MARK = "bullets-table"


def main() -> None:
    """Summarize, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("grades", type=Path)
    parser.add_argument("--into", type=Path, metavar="FILE", help="put the tables between their marks in FILE")
    arguments = parser.parse_args()
    summarizers = {name: Summarizer("embedded", strategy=name) for name in STRATEGIES}
    news = [article for name in FILES for article in read_news(arguments.news / f"{name}.jsonl.gz")]
    text = "\n".join([*measure_lengths(news, summarizers), "", *measure_nearness(arguments.grades, summarizers)])
    print(text)
    if arguments.into:
        put_between(arguments.into, MARK, text)


def read_news(path: Path) -> list[Article]:
    """Return the first articles of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line, _ in zip(lines, range(ARTICLES_OF_A_FILE), strict=False)]
    return [Article(id=record["id"], title=record.get("title"), text=record["text"]) for record in records]


def summarize(summarizer: Summarizer, articles: Iterable[Article]) -> dict[str, list[Bullet]]:
    """Return the bullets of each article that has some."""
    bullets = {}
    for article in articles:
        try:
            bullets[article.id] = summarizer.summarize(article)
        except ArticleError:  # too short
            continue
    return bullets


def measure_lengths(articles: Sequence[Article], summarizers: dict[str, Summarizer]) -> list[str]:
    """Return the table of lengths."""
    head = (
        "| strategy | bullets | words, median | 90th percentile | most | over 32 | words of a brief, median | in lead |"
    )
    lines = [head, "| --- " + "| ---: " * 7 + "|"]
    for name, summarizer in summarizers.items():
        briefs = summarize(summarizer, articles)
        lengths = sorted(len(bullet.ar.split()) for bullets in briefs.values() for bullet in bullets)
        whole = statistics.median(sum(len(bullet.ar.split()) for bullet in bullets) for bullets in briefs.values())
        cells = (
            len(lengths), f"{statistics.median(lengths):g}", lengths[int(0.9 * len(lengths))], lengths[-1],
            f"{100 * sum(length > 32 for length in lengths) / len(lengths):.0f} %", f"{whole:g}",
            f"{_share_in_lead(articles, briefs):.0f} %",
        )  # fmt: skip
        lines.append(f"| `{name}` | {' | '.join(map(str, cells))} |")
    return lines


def _share_in_lead(articles: Sequence[Article], briefs: dict[str, list[Bullet]]) -> float:
    """Return the share of bullets, in percent, whose sentence is among the first as many as there are bullets."""
    in_lead = count = 0
    for article in articles:
        bullets = briefs.get(article.id, [])
        if bullets:
            lead = read_document(article).sentences[: len(bullets)]
            in_lead += sum(bullet.evidence[0].start <= lead[-1].start for bullet in bullets)
            count += len(bullets)
    return 100 * in_lead / count


def measure_nearness(grades: Path, summarizers: dict[str, Summarizer]) -> list[str]:
    """Return the table of likeness to the written bullets."""
    with (grades / "arabic.dev.jsonl").open(encoding="utf-8") as lines:
        written = {record["article"]: record["condensed"] for record in map(json.loads, lines) if "condensed" in record}
    with (grades / "briefs.dev.jsonl").open(encoding="utf-8") as lines:
        records = [record["article"] for record in map(json.loads, lines) if record["article"]["id"] in written]
    articles = [
        Article(
            id=record["id"],
            title=record["title"],
            text=record["text"],
            references=("\n".join(written[record["id"]]),),
        )
        for record in records
    ]
    briefs = {name: summarize(summarizer, articles) for name, summarizer in summarizers.items()}
    texts = {
        name: {key: "\n".join(bullet.ar for bullet in bullets) for key, bullets in outputs.items()}
        for name, outputs in briefs.items()
    }
    runs = [Run(name, {key: Output(ar=text) for key, text in outputs.items()}) for name, outputs in texts.items()]
    evaluation = evaluate(runs, articles, baseline="extractive", metrics=METRICS)
    lines = [
        "| system | ROUGE-1 | ROUGE-2 | ROUGE-L | aligned | ROUGE-1 cut | p against `extractive` | coverage |",
        "| --- | " + "---: | " * 7,
    ]
    for result in evaluation.results:
        outputs = texts.get(result.system)
        coverage = f"{_cover(written, outputs):.0f} %" if outputs else "–"
        lines.append(_format(result, coverage))
    return [*lines, "", f"`{evaluation.results[0].scores['rouge1'].signature}`"]


def _format(result: Result, coverage: str) -> str:
    scores = [f"{result.scores[metric.name].value:.1f}" for metric in METRICS]
    compared = result.comparisons.get("rouge1")
    chance = compared.chance if compared else "–"
    return (
        f"| {result.system} | {' | '.join(scores)} | {result.cut_scores['rouge1'].value:.1f} | {chance} | {coverage} |"
    )


def _cover(written: dict[str, list[str]], outputs: dict[str, str]) -> float:
    """Return the mean share of the written bullets' content words that are in the brief, in percent."""
    shares = []
    for key, bullets in written.items():
        stems = _stems(outputs.get(key, ""))
        shares += [len(_stems(bullet) & stems) / len(_stems(bullet)) for bullet in bullets]
    return 100 * statistics.mean(shares)


def _stems(text: str) -> set[str]:
    return {stem(without_and(word)) for word in words(text) if word not in stopwords}


if __name__ == "__main__":
    main()
