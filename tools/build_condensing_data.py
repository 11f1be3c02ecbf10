"""Build what the condenser learns from: long news sentences, each with a shorter one in its own words.

    python tools/build_condensing_data.py NEWS_FOLDER OUTPUT_FOLDER

NEWS_FOLDER holds the corpora that docs/data.md names. Writes JSON Lines with ``text`` and ``summary`` to OUTPUT_FOLDER:

- `condensed.train.jsonl.gz`, `condensed.dev.jsonl.gz`: the condensed sentences of data/written, each beside its
  sentence; the second of articles that are set aside (`join_written.is_held_out`);
- `reductions.train.jsonl.gz`: plain sentences with something put in that is to be taken back: an apposition,
  brackets, a clause of another sentence of the article.

A condensed sentence is left out if it says what its sentence does not (`says_nothing_new`), or lost who says it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

import numpy as np
from join_written import is_held_out, join, read_rounds

from mujaz.facts.compare import find_unsupported
from mujaz.facts.find import find_facts
from mujaz.facts.meaning.compare import compare_polarity
from mujaz.text.proclitics import without_and
from mujaz.text.sentences import split_sentences
from mujaz.text.verbs import SAYING_VERBS
from mujaz.text.words import stem, stopwords, words

REDUCTION_OUTLETS = ("ant_bbc", "ant_skynews", "ant_france24", "saudinewsnet")
CONDENSED_WORDS = (6, 19)
"""Fewest and most words of a condensed sentence."""

SEED = 17

Example = tuple[str, str]

CLAUSE = re.compile(
    r"، (?:(?:الذي|التي|الذين|وهو|وهي|حيث|فيما|بينما|مشيرا|مشيرة|مؤكدا|مؤكدة|وذلك|وفقا|بحسب|في حين|بعد أن|إضافة"
    r"|موضحا|لافتا|مضيفا|خاصة|ولا سيما|رغم|على أن|كما)\b[^،.؛:«»\"()]{12,120})"
)
"""A clause that goes on behind a comma, as it can be put behind another."""

PUT_IN = (CLAUSE, re.compile(r" \([^()،.]{3,40}\)"))
"""What is put into a sentence: clauses and brackets."""


def stems_of(text: str) -> Counter[str]:
    """Return the stems of the words that are no stopwords, counted; a leading «و» is no part of a word."""
    return Counter(stem(without_and(word)) for word in words(text) if word not in stopwords)


def says_nothing_new(sentence: str, condensed: str) -> bool:
    """Return whether every word, figure and name of `condensed` stands in `sentence`, and nothing is turned round."""
    if stems_of(condensed) - stems_of(sentence):
        return False
    if find_unsupported(find_facts(condensed, "ar"), find_facts(sentence, "ar")):
        return False
    return not compare_polarity(sentence, condensed, "ar", "ar")


def keeps_attribution(sentence: str, condensed: str) -> bool:
    """Return whether `condensed` has a verb of saying if the first words of `sentence` have one."""

    def says(text: str, most: int) -> bool:
        return any(without_and(word) in SAYING_VERBS for word in words(text)[:most])

    return not says(sentence, 2) or says(condensed, 99)


def is_fit(sentence: str, condensed: str) -> bool:
    """Return whether the condenser may learn from the two."""
    length = len(condensed.split())
    return (
        CONDENSED_WORDS[0] <= length <= CONDENSED_WORDS[1]
        and length < len(sentence.split())
        and says_nothing_new(sentence, condensed)
        and keeps_attribution(sentence, condensed)
    )


def read_articles(news: Path, outlets: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield the training articles of some outlets that are not set aside."""
    for outlet in outlets:
        with gzip.open(news / f"{outlet}.train.jsonl.gz", "rt", encoding="utf-8") as lines:
            for article in map(json.loads, lines):
                if not is_held_out(f"{outlet}/{article['id']}"):
                    yield article


def make_reductions(articles: Iterable[dict[str, str]], rng: np.random.Generator) -> Iterator[Example]:
    """Yield plain sentences of articles with one or two clauses or brackets put in, and the plain sentence."""
    for article in articles:
        sentences = split_sentences(article["text"][:6000])
        plain = [text for text in sentences if CONDENSED_WORDS[0] <= len(text.split()) <= CONDENSED_WORDS[1]]
        extras = [match[0] for text in sentences for pattern in PUT_IN for match in pattern.finditer(text)]
        for text in plain[:3]:
            foreign = [extra for extra in extras if extra not in text]
            if foreign and not CLAUSE.search(text) and "،" not in text:
                yield put_in(text, list(rng.permutation(foreign)[: rng.integers(1, 3)]), rng), text


def put_in(text: str, extras: Sequence[str], rng: np.random.Generator) -> str:
    """Put brackets behind a word and clauses at the end, or behind a word and closed by a comma."""
    stop = text[-1] if text[-1] in ".!؟" else ""
    tokens = text.removesuffix(stop).split()
    for extra in extras:
        if extra.startswith(" ("):
            tokens[rng.integers(2, len(tokens) - 1)] += extra
        elif rng.random() < 0.7:
            tokens[-1] += extra
        else:
            tokens[rng.integers(3, len(tokens) - 1)] += f"{extra}،"
    return " ".join(tokens) + stop


def write_examples(path: Path, examples: Iterable[Example]) -> int:
    """Write examples as gzip'd JSON Lines, the same bytes for the same ones; return how many there were."""
    lines = [json.dumps({"text": text, "summary": summary}, ensure_ascii=False) + "\n" for text, summary in examples]
    path.write_bytes(gzip.compress("".join(lines).encode("utf-8"), mtime=0))
    return len(lines)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--reductions", type=int, default=60_000, help="most sentences that something is put into")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    joined = list(join(chain.from_iterable(read_rounds("condensed")), arguments.news))
    fit = [(line.article, text, line.condensed) for text, line in joined if is_fit(text, line.condensed)]
    print(f"condensed sentences that are left out: {len(joined) - len(fit):,} of {len(joined):,}")
    reductions = make_reductions(read_articles(arguments.news, REDUCTION_OUTLETS), np.random.default_rng(SEED))
    files: dict[str, Iterable[Example]] = {
        "condensed.train": ((text, condensed) for article, text, condensed in fit if not is_held_out(article)),
        "condensed.dev": ((text, condensed) for article, text, condensed in fit if is_held_out(article)),
        "reductions.train": islice(reductions, arguments.reductions),
    }
    for name, examples in files.items():
        print(f"{name}: {write_examples(arguments.output / f'{name}.jsonl.gz', examples):,}")


if __name__ == "__main__":
    main()
