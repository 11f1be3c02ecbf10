"""What the checks and the repair change: unsupported facts per 100 bullets without and with them.

    python benchmarks/checks_ablation.py FOLDER [--articles 150] [--profile embedded] [--write]

FOLDER holds JSON Lines ant_*.valid.jsonl.gz in XL-Sum's shape; the articles are taken from each in turn. They are
briefed once: the English of each bullet is judged as the translator left it, and as the repair left it. The checks are
the only judge: what they do not see is in neither row. --write puts the table into docs/checks.md.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any, ClassVar

from marks import put_between

from mujaz import Article, Briefer
from mujaz.checks import window
from mujaz.checks.english import Subject
from mujaz.checks.repair_english import EnglishJudge
from mujaz.files.articles import read_articles
from mujaz.translate.translation import Translation

PAGE = Path(__file__).resolve().parent.parent / "docs" / "checks.md"
KINDS = ("number", "date", "name")
MARK = "ablation"


def articles(folder: Path, count: int) -> list[Article]:
    """Articles of all files in turn, so that no source outweighs another."""
    streams = [read_articles([str(path)]) for path in sorted(folder.glob("ant_*.valid.jsonl.gz"))]
    in_turn = chain.from_iterable(zip_longest(*streams))
    return list(islice((entry for entry in in_turn if isinstance(entry, Article)), count))


class RecordingJudge(EnglishJudge):
    """Keeps the first translation of each text, as the checks found it."""

    first: ClassVar[list[Translation]] = []

    def __init__(self, subject: Subject) -> None:
        super().__init__(subject)
        self._is_new = True

    def examine(self, candidate: Translation) -> Translation:
        """Return the candidate with what the checks find in it."""
        examined = super().examine(candidate)
        if self._is_new:
            self.first.append(examined)
        self._is_new = False
        return examined


class Repairs:
    """Keeps the English of bullets before and after the repair."""

    def __init__(self) -> None:
        self.before: list[Translation] = []
        self.after: list[Translation] = []
        self._translate = window.WindowChecks.english
        vars(window)["EnglishJudge"] = RecordingJudge
        window.WindowChecks.english = lambda checks, *args: self._keep(checks, *args)  # type: ignore[method-assign]

    def _keep(self, checks: window.WindowChecks, *args: Any) -> list[list[Translation]]:
        RecordingJudge.first.clear()
        groups = self._translate(checks, *args)
        first = iter(RecordingJudge.first)
        for group in groups:
            self.before += [next(first) for _ in group][1:]  # without the headline
            self.after += group[1:]
        return groups


class Findings:
    """Counts over the English of bullets."""

    def __init__(self, texts: Sequence[Translation]) -> None:
        flags = [flag for one in texts for flag in one.all_flags]
        self.bullets = len(texts)
        self.clean = sum(not one.severe for one in texts)
        self.severe = Counter(flag.kind for flag in flags if flag.severity == "severe")
        self.warnings = Counter(flag.kind for flag in flags if flag.severity == "warning")
        self.steps = Counter(repair.step for one in texts for repair in one.repairs if repair.taken)
        self.tried = Counter(repair.step for one in texts for repair in one.repairs)

    def row(self, name: str) -> str:
        """A row of the table."""
        per_100 = [100 * self.severe[kind] / self.bullets for kind in KINDS]
        lost = 100 * sum(self.warnings[kind] for kind in KINDS) / self.bullets
        cells = [*(f"{value:.1f}" for value in (*per_100, sum(per_100), lost)), f"{self.clean / self.bullets:.0%}"]
        return f"| {name} | {' | '.join(cells)} |"


def table(count: int, before: Findings, after: Findings) -> Iterator[str]:
    """The table, and what the steps of the ladder did."""
    yield "| per 100 bullets | numbers | dates | names | all three | lost or out of place | without a severe flag |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    yield before.row("without repair")
    yield after.row("with repair")
    yield ""
    steps = ", ".join(f"`{step}` {after.steps[step]} of {count}" for step, count in after.tried.items())
    yield f"{before.bullets} bullets of {count} articles. Taken of the steps tried: {steps or 'none was tried'}."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=150)
    parser.add_argument("--profile", default="embedded")
    parser.add_argument("--translator")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    chosen = articles(options.folder, options.articles)
    repairs = Repairs()
    briefer = Briefer(options.profile, translator=options.translator, threads=options.threads)
    count = sum(1 for _ in briefer.brief_many(chosen))
    text = "\n".join(table(count, Findings(repairs.before), Findings(repairs.after)))
    print(text)
    if options.write:
        put_between(PAGE, MARK, text)


if __name__ == "__main__":
    main()
