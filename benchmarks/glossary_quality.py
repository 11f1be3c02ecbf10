"""Measures a glossary: whether terms are found in Arabic, and how often the English has them, without it and with it.

    python benchmarks/glossary_quality.py FOLDER [--sets ud-pud.dev] [--translator NAME] [--sentences 200] [--write]

FOLDER holds pairs as `NAME.tsv.gz`, Arabic, tab, English (docs/data.md). The terms are benchmarks/glossary/terms.csv:
common ones, so that there is something to count. A human translation is the judge: a term counts where the Arabic has
it and the human's English too. Figures for the documentation are of flores200-devtest.test and tico19.test; matching
was developed on ud-pud.dev.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Sequence
from pathlib import Path

from marks import put_between
from sacrebleu.metrics import CHRF

from mujaz.translate import Translator
from mujaz.translate.glossary import Glossary, Term, read_glossary
from mujaz.translate.glossary.violations import find_mentions

ROOT = Path(__file__).resolve().parent.parent
TERMS = ROOT / "benchmarks" / "glossary" / "terms.csv"
REPORTED = ("flores200-devtest.test", "tico19.test")

Pair = tuple[str, str]


def has(term: Term, english: str) -> bool:
    return bool(find_mentions(term.accepted, english, case_sensitive=term.case_sensitive))


def read(path: Path) -> list[Pair]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [(ar, en) for ar, en, *_ in (line.rstrip("\n").split("\t") for line in lines)]


def matching(glossary: Glossary, pairs: Sequence[Pair]) -> str:
    """Of terms found in the Arabic, in how many the human's English has it; and the other way round."""
    found = [(term, en) for ar, en in pairs for term, _ in glossary.find(ar)]
    right = sum(has(term, en) for term, en in found)
    said = sum(has(term, en) for _, en in pairs for term in glossary.terms)
    return f"{len(found)} | {right / len(found):.0%} | {right / said:.0%}"


def enforcing(glossary: Glossary, pairs: Sequence[Pair], translator: str, most: int) -> str:
    """How often the English has what the human's has, and chrF2 of these sentences, without and with the glossary."""
    wanted = [(ar, en, [term for term, _ in glossary.find(ar) if has(term, en)]) for ar, en in pairs]
    wanted = [row for row in wanted if row[2]][:most]
    cells = []
    for file in (None, str(TERMS)):
        made = Translator("embedded", translator=translator, glossary=file).translate_many([ar for ar, _, _ in wanted])
        kept = sum(has(term, one.text) for one, (_, _, terms) in zip(made, wanted, strict=True) for term in terms)
        chrf = CHRF().corpus_score([one.text for one in made], [[en for _, en, _ in wanted]]).score
        cells.append(f"{kept / sum(len(terms) for _, _, terms in wanted):.0%} | {chrf:.1f}")
    return f"{len(wanted)} | {' | '.join(cells)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", nargs="+", default=["ud-pud.dev"])
    parser.add_argument("--translator", default="embedded-ar-en")
    parser.add_argument("--sentences", type=int, default=200, help="most sentences of a set that are translated")
    parser.add_argument("--write", action="store_true", help="put the figures of the report's sets into the docs")
    options = parser.parse_args()
    glossary = read_glossary(TERMS)
    lines = [
        "| sentences of | terms found | of these in the human's English | of the human's found | sentences translated "
        "| terms kept without glossary | chrF2 | terms kept with it | chrF2 |",
        f"| --- {'| ---: ' * 8}|",
    ]
    for name in REPORTED if options.write else options.sets:
        pairs = read(options.folder / f"{name}.tsv.gz")
        enforced = enforcing(glossary, pairs, options.translator, options.sentences)
        lines.append(f"| `{name}` | {matching(glossary, pairs)} | {enforced} |".replace("%", " %"))
    print("\n".join(lines))
    if options.write:
        put_between(ROOT / "docs" / "glossary.md", "glossary: benchmarks/glossary_quality.py", "\n".join(lines))


if __name__ == "__main__":
    main()
