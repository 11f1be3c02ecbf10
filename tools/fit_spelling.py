"""Fits the table of `mujaz.facts.names.spelling` to names that are known in both scripts.

    python tools/fit_spelling.py FOLDER            how well it tells names apart, on a fifth not fitted to
    python tools/fit_spelling.py FOLDER --write    fits to all of them and writes the table

FOLDER holds `parallel/names-google-translit.train.tsv.gz`, the pairs of google/transliteration (Apache-2.0, mined from
Wikipedia) as docs/data.md describes them. Expectation maximization over all paths of all pairs, some minutes.
"""

from __future__ import annotations

import argparse
import gzip
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from mujaz.facts.names import spelling

TABLE = Path(__file__).parents[1] / "src/mujaz/facts/names/data/spelling.tsv"
ROUNDS = 6
RAREST = 0.3
SEED = 1
LONGEST = 16

Pair = tuple[str, str]
Step = tuple[str, str]


def read(folder: Path) -> list[Pair]:
    with gzip.open(folder / "parallel/names-google-translit.train.tsv.gz", "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    pairs = [(spelling.latin_letters(row[1]), spelling.arabic_letters(row[0])) for row in rows]
    kept = [pair for pair in pairs if all(pair) and max(map(len, pair)) <= LONGEST]
    random.Random(SEED).shuffle(kept)  # noqa: S311 - no secret
    return kept


def arcs(pair: Pair) -> Iterator[tuple[int, int, int, int, Step]]:
    """The steps that are possible between the spellings of `pair`, from the beginning on."""
    latin, arabic = pair
    for at in range(len(latin) + 1):
        for beside in range(len(arabic) + 1):
            for many, few in spelling.STEPS:
                if at + many <= len(latin) and beside + few <= len(arabic):
                    yield at, beside, at + many, beside + few, (latin[at : at + many], arabic[beside : beside + few])


def first_guess(step: Step) -> float:
    """Before anything is known, short steps that take letters of both sides are likelier."""
    return (0.05 if all(step) else 0.01) * 0.3 ** (len(step[0]) + len(step[1]) - 1)


def count(pair: Pair, chances: dict[Step, float], counts: dict[Step, float]) -> None:
    """Adds to `counts` how often each step is taken between the spellings of `pair`: forward and backward."""
    steps = [(*arc, chances.get(arc[4], 1e-7) if chances else first_guess(arc[4])) for arc in arcs(pair)]
    ends = (len(pair[0]), len(pair[1]))
    forward: dict[tuple[int, int], float] = defaultdict(float, {(0, 0): 1.0})
    backward: dict[tuple[int, int], float] = defaultdict(float, {ends: 1.0})
    for at, beside, to, on, _, chance in steps:
        forward[to, on] += forward[at, beside] * chance
    for at, beside, to, on, step, chance in reversed(steps):
        backward[at, beside] += chance * backward[to, on]
        counts[step] += forward[at, beside] * chance * backward[to, on] / (forward[ends] or 1.0)


def fit(pairs: Sequence[Pair]) -> dict[Step, float]:
    """The chance of each step."""
    chances: dict[Step, float] = {}
    for _ in range(ROUNDS):
        counts: dict[Step, float] = defaultdict(float)
        for pair in pairs:
            count(pair, chances, counts)
        total = sum(counts.values())
        chances = {step: value / total for step, value in counts.items() if value > RAREST}
    return chances


def log_odds(chances: dict[Step, float], pairs: Sequence[Pair]) -> dict[Step, float]:
    """Each step's chance against that of its letters by themselves."""
    sides = [Counter(letter for pair in pairs for letter in pair[side]) for side in (0, 1)]
    alone = [{letter: math.log(many / side.total()) for letter, many in side.items()} for side in sides]
    return {
        step: math.log(chance) - sum(alone[side][letter] for side in (0, 1) for letter in step[side])
        for step, chance in chances.items()
    }


def write(table: dict[Step, float]) -> None:
    head = "# Latin letters, Arabic letters, log-odds; written by tools/fit_spelling.py\n"
    rows = (f"{latin}\t{arabic}\t{value:.2f}\n" for (latin, arabic), value in sorted(table.items()))
    TABLE.write_text(head + "".join(rows), encoding="utf-8")


def report(pairs: Sequence[Pair], table: dict[Step, float]) -> None:
    """How many pairs are told to be one name, and how many of two names."""
    gains: spelling.Table = defaultdict(dict)
    for (latin, arabic), gain in table.items():
        gains[latin][arabic] = gain
    rng, known = random.Random(SEED), set(pairs)  # noqa: S311
    mixed = [(pair[0], rng.choice(pairs)[1]) for pair in pairs for _ in range(10)]
    for name, those in (("one name", pairs), ("two names", [one for one in mixed if one not in known])):
        scores = (spelling.best_path(gains, *pair) / max(map(len, pair)) for pair in those)
        print(f"{name}: alike {sum(score >= spelling.ALIKE for score in scores) / len(those):.2%} of {len(those):,}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    pairs = read(options.folder)
    apart = pairs[: len(pairs) // 5]
    fitted_to = pairs if options.write else pairs[len(apart) :]
    table = log_odds(fit(fitted_to), fitted_to)
    if options.write:
        write(table)
    else:
        report(apart, table)


if __name__ == "__main__":
    main()
