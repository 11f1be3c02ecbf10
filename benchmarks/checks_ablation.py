"""What the checks and the repair change: unsupported facts per 100 bullets without and with them.

    python benchmarks/checks_ablation.py FOLDER [--articles 150] [--profile embedded] [--write]

FOLDER holds JSON Lines ant_*.valid.jsonl.gz in XL-Sum's shape; the articles are taken from each in turn. They are
briefed once as the translator leaves them, and once with the repair; in both the finished English is judged by the
checks, which are the only judge: what they do not see is in neither row. --write puts the table into docs/checks.md.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice, zip_longest
from pathlib import Path

from marks import put_between

from mujaz import Article, Brief, Briefer
from mujaz.pipeline.read import read_articles

PAGE = Path(__file__).resolve().parent.parent / "docs" / "checks.md"
KINDS = ("number", "date", "name")
MARK = "ablation"


def articles(folder: Path, count: int) -> list[Article]:
    """Articles of all files in turn, so that no source outweighs another."""
    streams = [read_articles([str(path)]) for path in sorted(folder.glob("ant_*.valid.jsonl.gz"))]
    in_turn = chain.from_iterable(zip_longest(*streams))
    return list(islice((entry for entry in in_turn if isinstance(entry, Article)), count))


class Findings:
    """Counts over the bullets of a run."""

    def __init__(self, briefs: list[Brief]) -> None:
        bullets = [bullet for brief in briefs for bullet in brief.bullets]
        flags = [flag for bullet in bullets for flag in bullet.flags]
        self.bullets = len(bullets)
        self.clean = sum(all(flag.severity != "severe" for flag in bullet.flags) for bullet in bullets)
        self.severe = Counter(flag.kind for flag in flags if flag.severity == "severe")
        self.warnings = Counter(flag.kind for flag in flags if flag.severity == "warning")
        self.steps = Counter(r.step for bullet in bullets for r in bullet.repairs if r.taken)
        self.tried = Counter(r.step for bullet in bullets for r in bullet.repairs)

    def row(self, name: str) -> str:
        """A row of the table."""
        per_100 = [100 * self.severe[kind] / self.bullets for kind in KINDS]
        lost = 100 * sum(self.warnings[kind] for kind in KINDS) / self.bullets
        cells = [*(f"{value:.1f}" for value in (*per_100, sum(per_100), lost)), f"{self.clean / self.bullets:.0%}"]
        return f"| {name} | {' | '.join(cells)} |"


def table(before: Findings, after: Findings) -> Iterator[str]:
    """The table, and what the steps of the ladder did."""
    yield "| per 100 bullets | numbers | dates | names | all three | lost or out of place | without a severe flag |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    yield before.row("without repair")
    yield after.row("with repair")
    yield ""
    steps = ", ".join(f"`{step}` {after.steps[step]} of {count}" for step, count in after.tried.items())
    yield f"{before.bullets} bullets. Taken of the steps tried: {steps or 'none was tried'}."


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
    with_repair = {"translator": options.translator, "threads": options.threads}
    runs = [list(Briefer(options.profile, repair=repair, **with_repair).brief_many(chosen)) for repair in (False, True)]
    text = "\n".join(table(*map(Findings, runs)))
    print(text)
    if options.write:
        put_between(PAGE, MARK, text)


if __name__ == "__main__":
    main()
