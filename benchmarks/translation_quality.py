"""Measure a translator bundle and print the README's quality table.

    python benchmarks/translation_quality.py                                    the sixty sentences of this folder
    python benchmarks/translation_quality.py --data FOLDER --into README.md     flores200-devtest and tico19 too
    python benchmarks/translation_quality.py --bundle FOLDER --data … --record  into the bundle's manifest as well
    python benchmarks/translation_quality.py --data … --development --record    on the sets of development alone

FOLDER holds the test sets as docs/data.md describes them. Everything goes through `mujaz.translate.Translator`:
segments, and further attempts at what is no translation; what repairs facts is left out, since this is about the
translator (copying_quality.py measures what that does). Line by line, one reference each.
"""

from __future__ import annotations

import argparse
import gzip
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from marks import put_between

from mujaz.eval.metrics.registry import build_metrics
from mujaz.models.bundle import record_quality
from mujaz.models.manifest import Quality
from mujaz.translate import Translator

HERE = Path(__file__).resolve().parent
OWN_SET = "sixty news sentences (ours)"
TEST_SETS = ("flores200-devtest", "tico19")
DEVELOPMENT = ("ud-pud", "written-news")
TUNED = "looked at while training, and decoding was tuned on it: no test"
METRICS = ("chrf", "bleu")
TITLES = ("chrF2", "BLEU")
WINDOW = 64
MARK = "quality-table"

PUBLISHED = (
    "| opus-mt-tc-big-ar-en, published | FLORES-101 devtest | 1,012 | 67.0 | 42.6 | |",
    "| opus-mt-tc-big-ar-en, published | tico19 | 2,100 | 68.5 | 44.4 | |",
    "| opus-mt-ar-en, published | FLORES-101 devtest | 1,012 | 61.0 | 33.9 | |",
)
"""As OPUS-MT publishes them, not measured here. FLORES-101 devtest is the earlier edition of FLORES-200 devtest."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured on one test set; `scores` and `signatures` go with `METRICS`."""

    system: str
    test_set: str
    pairs: int
    scores: tuple[float, ...]
    signatures: tuple[str, ...]
    per_second: float
    flagged: int


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Arabic and English of each line of a TSV file, gzip'd where its name says so."""
    opener = gzip.open if path.suffix == ".gz" else Path.open
    with opener(path, "rt", encoding="utf-8") as file:
        return [(arabic, english) for arabic, english in (line.rstrip("\n").split("\t")[:2] for line in file)]


def find_test_set(folder: Path, name: str) -> Path:
    """The file of that test set, or of a set of development, gzip'd or not."""
    stem = f"{name}.{'dev' if name in DEVELOPMENT else 'test'}.tsv"
    for path in (folder / stem, folder / f"{stem}.gz"):
        if path.is_file():
            return path
    raise SystemExit(f"{folder} holds no {stem} or {stem}.gz; docs/data.md says where it comes from")


def measure(translator: Translator, test_set: str, pairs: Sequence[tuple[str, str]]) -> Row:
    """Translate one test set and score it."""
    sources = [arabic for arabic, _ in pairs]
    references = [[english] for _, english in pairs]
    start = time.perf_counter()
    translations = [
        translation
        for at in range(0, len(sources), WINDOW)
        for translation in translator.translate_many(sources[at : at + WINDOW])
    ]
    seconds = time.perf_counter() - start
    scores = [metric.score([t.text for t in translations], references) for metric in build_metrics(METRICS)]
    return Row(
        system=f"{translator.bundle.name} {translator.bundle.manifest.version}",
        test_set=test_set,
        pairs=len(pairs),
        scores=tuple(score.value for score in scores),
        signatures=tuple(score.signature for score in scores),
        per_second=len(pairs) / seconds,
        flagged=sum(bool(t.flags) for t in translations),
    )


def table(rows: Iterable[Row]) -> str:
    """The rows as Markdown, the published ones after them, the signatures below."""
    measured = list(rows)
    signatures = sorted({signature for row in measured for signature in row.signatures})
    lines = [
        "| translator | test set | pairs | chrF2 | BLEU | sentences/s |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
        *(_line(row) for row in measured),
        *PUBLISHED,
        "",
        "Flagged as no proper translation: " + ", ".join(f"{row.flagged} of {row.pairs:,}" for row in measured) + ".",
        "Signatures: " + ", ".join(f"`{signature}`" for signature in signatures) + ".",
    ]
    return "\n".join(lines)


def _line(row: Row) -> str:
    scores = " | ".join(f"{score:.1f}" for score in row.scores)
    return f"| {row.system}, measured | {row.test_set} | {row.pairs:,} | {scores} | {row.per_second:.0f} |"


def qualities(row: Row) -> list[Quality]:
    """The row's scores as a manifest holds them."""
    note = TUNED if row.test_set in DEVELOPMENT else ""
    return [
        Quality(test_set=row.test_set, metric=title, score=round(score, 2), signature=signature, note=note)
        for title, score, signature in zip(TITLES, row.scores, row.signatures, strict=True)
    ]


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", help="name or folder of the translator; the profile's own by default")
    parser.add_argument("--profile", default="auto")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="where the published test sets are")
    parser.add_argument("--into", type=Path, metavar="FILE", help="put the table between its marks in FILE")
    parser.add_argument(
        "--development", action="store_true", help=f"only {' and '.join(DEVELOPMENT)}, for the manifest"
    )
    parser.add_argument("--record", action="store_true", help="write the scores into the bundle's manifest")
    parser.add_argument("--limit", type=int, help="only so many pairs of each set, for a quick look")
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    asked = options()
    translator = Translator(asked.profile, translator=asked.bundle, threads=asked.threads, repair=False)
    files = {} if asked.development else {OWN_SET: HERE / "quality" / "translation.tsv"}
    if asked.data:
        files |= {name: find_test_set(asked.data, name) for name in (DEVELOPMENT if asked.development else TEST_SETS)}
    rows = [measure(translator, name, read_pairs(path)[: asked.limit]) for name, path in files.items()]
    text = table(rows)
    print(text)
    if asked.record:
        record_quality(translator.bundle, [score for row in rows for score in qualities(row)])
    if asked.into:
        put_between(asked.into, MARK, text)


if __name__ == "__main__":
    main()
