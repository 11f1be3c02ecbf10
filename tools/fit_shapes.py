"""Fits the weights of `mujaz.facts.names.spelling`: which Arabic words look like names.

    python tools/fit_shapes.py FOLDER            how well it tells them, on a fifth that it is not fitted to
    python tools/fit_shapes.py FOLDER --write    fits to all and writes the weights

FOLDER is as docs/data.md describes it. Names are the Arabic side of `parallel/names-google-translit.train.tsv.gz`
(Apache-2.0); other words those that stand at least `OFTEN` times in `news/arwiki.train.jsonl.gz` (CC BY-SA 4.0) and are
no names there.
Logistic regression by stochastic gradient descent on the words' letter sequences; a minute.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
from collections import Counter, defaultdict
from pathlib import Path

from mujaz.facts.names import spelling
from mujaz.facts.names.gazetteer import gazetteer, given_names

WEIGHTS = Path(__file__).parents[1] / "src/mujaz/facts/names/data/shapes.tsv"
OFTEN, RARE = 4, 8
ROUNDS, RATE, DECAY = 12, 0.1, 1e-5
SEED = 3
_WORD = re.compile(r"[^\W\d_]+")

Example = tuple[str, bool]


def read(folder: Path) -> list[Example]:
    with gzip.open(folder / "parallel/names-google-translit.train.tsv.gz", "rt", encoding="utf-8") as file:
        names = {spelling.arabic_letters(line.split("\t")[0]) for line in file}
    counts: Counter[str] = Counter()
    with gzip.open(folder / "news/arwiki.train.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            counts.update(_WORD.findall(json.loads(line)["text"]))
    listed = {word for phrase in gazetteer().arabic for word in phrase} | given_names()
    words = {spelling.arabic_letters(word) for word, count in counts.items() if count >= OFTEN}
    others = {word for word in words if word and not set(spelling.without_proclitics(word)) & (names | listed)}
    often = {
        spelling.arabic_letters(word) for word, count in counts.items() if count >= 150
    }  # names that are mostly words
    kept = {name for name in names if name and name not in often}
    examples = [(word, True) for word in sorted(kept)] + [(word, False) for word in sorted(others)]
    random.Random(SEED).shuffle(examples)  # noqa: S311 - no secret
    return examples


def fit(examples: list[Example]) -> dict[str, float]:
    counts = Counter(piece for word, _ in examples for piece in set(spelling.pieces(word)))
    known = {piece for piece, count in counts.items() if count >= RARE}
    data = [([piece for piece in spelling.pieces(word) if piece in known], is_name) for word, is_name in examples]
    weights: dict[str, float] = defaultdict(float)
    for turn in range(ROUNDS):
        rate = RATE / (1 + turn)
        for pieces, is_name in data:
            score = sum(weights[piece] for piece in pieces)
            step = rate * (is_name - 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))))
            for piece in pieces:
                weights[piece] += step - rate * DECAY * weights[piece]
    return dict(weights)


def report(examples: list[Example], weights: dict[str, float]) -> None:
    scores = [(sum(weights.get(piece, 0.0) for piece in spelling.pieces(word)), is_name) for word, is_name in examples]
    for threshold in (-1, 0, 1, 2, 3):
        for is_name in (True, False):
            those = [score for score, name in scores if name == is_name]
            share = sum(score >= threshold for score in those) / len(those)
            print(f"from {threshold:2}: {'names' if is_name else 'other words'} {share:.1%} of {len(those):,}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    examples = read(options.folder)
    apart = examples[: len(examples) // 5]
    weights = fit(examples if options.write else examples[len(apart) :])
    if options.write:
        rows = (f"{piece}\t{weight:.1f}\n" for piece, weight in sorted(weights.items()) if abs(weight) >= 0.1)
        WEIGHTS.write_text("# Letters of a word, weight; written by tools/fit_shapes.py\n" + "".join(rows), "utf-8")
    else:
        report(apart, weights)


if __name__ == "__main__":
    main()
