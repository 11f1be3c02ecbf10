"""Hold the checks of numbers and their correction against human translations: nothing in them may be changed.

    python benchmarks/number_law.py FOLDER [--sample 5000] [--show 20] [--write]

FOLDER holds `parallel/` as docs/data.md describes it; the sets that people translated are read. A pair counts when
either side has a digit. Each English side is checked and corrected as if a translator of ours had written it. Printed
are the pairs, how many the correction of numbers would change (aim: none), and severe flags on numbers and dates per
1,000 pairs. Some of these are no false alarms: people make slips too, and translate freely. --sample takes so many
pairs, evenly out of all. --write puts the figures into docs/checks.md.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from marks import put_between

from mujaz.checks.article import ArticleFacts
from mujaz.checks.english import Subject, check_english
from mujaz.errors import ArticleError
from mujaz.text.document import read_document
from mujaz.translate.steps.correction import correct_number
from mujaz.types import Article

SETS = (
    "news-written.train", "ud-pud.dev", "flores200-devtest.test", "tico19.test", "tico19-dev.train",
    "un-conflict.train", "syrian-archive.train", "mt-geneval.dev", "mt-geneval.test", "mt-geneval-context.dev",
    "xquad.train", "sdg.train", "udhr.train", "xnli.train", "debates2016.train", "tatoeba.test", "tatoeba.train",
    "tatoeba2.train", "opensource-guide.train", "tunisia-law.train", "tldr.train", "debian-handbook.train",
    "software-ui.train", "msdynamics.train", "bible.train",
)  # fmt: skip
"""Sets of human translation; what machines made, word lists and names are left out."""

DOCS = Path(__file__).resolve().parent.parent / "docs" / "checks.md"
MARK = "number-law"
FILLER = "وهذا كل ما جاء في الخبر حتى الآن."
_DIGIT = re.compile(r"\d")
_KINDS = frozenset({"number", "date"})

Pair = tuple[str, str]


@dataclass(slots=True)
class Outcome:
    """What came of the pairs of one set, or of all."""

    pairs: int = 0
    changed: list[str] = field(default_factory=list)
    severe: Counter[str] = field(default_factory=Counter)
    flagged: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Count in what came of another set."""
        self.pairs += other.pairs
        self.changed += other.changed
        self.severe += other.severe
        self.flagged += other.flagged


def read_pairs(path: Path) -> list[Pair]:
    """Return the pairs of a set with a digit on either side."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        columns = (line.rstrip("\n").split("\t") for line in file)
        return [(line[0], line[1]) for line in columns if _DIGIT.search(line[0]) or _DIGIT.search(line[1])]


def sampled(pairs: Sequence[Pair], kept: int, total: int) -> list[Pair]:
    """Return `kept` of every `total` pairs, evenly spread."""
    return [pair for at, pair in enumerate(pairs) if (at + 1) * kept // total > at * kept // total]


def article_of(arabic: str) -> ArticleFacts:
    """Return the facts of an article of this one sentence, and of a line without facts for what is too short."""
    try:
        return ArticleFacts(read_document(Article(id="pair", text=f"{arabic}\n{FILLER}")))
    except ArticleError:  # hardly any Arabic in it
        return ArticleFacts(read_document(Article(id="pair", text=FILLER)))


def try_pair(arabic: str, english: str) -> Iterator[tuple[str, str]]:
    """Yield what the checks and the correction say of one human pair: a kind and a line to show."""
    subject = Subject(arabic, article_of(arabic))
    for flag in check_english(subject, english):
        if flag.kind in _KINDS and flag.severity == "severe":
            yield flag.kind, f"{flag.message}\n    {arabic}\n    {english}"
    corrected = correct_number(arabic, subject.facts, english)
    if corrected is not None:
        yield "changed", f"{corrected[1].message}\n    {arabic}\n    {english}"


def try_pairs(pairs: Sequence[Pair]) -> Outcome:
    """Return what came of all of `pairs`."""
    outcome = Outcome(len(pairs))
    for arabic, english in pairs:
        for kind, line in try_pair(arabic, english):
            if kind == "changed":
                outcome.changed.append(line)
            else:
                outcome.severe[kind] += 1
                outcome.flagged.append(line)
    return outcome


def per_thousand(outcome: Outcome, kind: str) -> str:
    """Return severe flags of one kind for each 1,000 pairs."""
    return f"{1000 * outcome.severe[kind] / max(1, outcome.pairs):.1f}"


def row(name: str, outcome: Outcome) -> str:
    """Return a row of the table."""
    figures = (per_thousand(outcome, kind) for kind in sorted(_KINDS, reverse=True))
    return f"| {name} | {outcome.pairs:,} | {len(outcome.changed)} | {' | '.join(figures)} |"


def main() -> None:
    """Print the table, and what was changed or flagged when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=0, help="so many pairs of all sets together")
    parser.add_argument(
        "--show", type=int, default=0, help="so many lines that were flagged, and all that were changed"
    )
    parser.add_argument("--set", action="append", help="these sets only")
    parser.add_argument("--write", action="store_true", help="put the table into docs/checks.md")
    arguments = parser.parse_args()
    sets = {name: read_pairs(arguments.folder / "parallel" / f"{name}.tsv.gz") for name in arguments.set or SETS}
    total = sum(map(len, sets.values()))
    if arguments.sample:
        sets = {name: sampled(pairs, min(arguments.sample, total), total) for name, pairs in sets.items()}
    rows = [
        "| set | pairs with figures | changed | severe number flags per 1,000 | severe date flags per 1,000 |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    whole = Outcome()
    print(*rows, sep="\n")
    for name, pairs in sets.items():
        outcome = try_pairs(pairs)
        whole.add(outcome)
        rows.append(row(name, outcome))
        print(rows[-1], flush=True)
    rows.append(row("all", whole))
    print(rows[-1])
    if arguments.show:
        step = max(1, len(whole.flagged) // arguments.show)
        print("\nchanged:", *whole.changed, "\nflagged:", *whole.flagged[::step], sep="\n  ")
    if arguments.write:
        put_between(DOCS, MARK, "\n".join(rows))


if __name__ == "__main__":
    main()
