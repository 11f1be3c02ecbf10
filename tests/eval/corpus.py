"""A small corpus as files, each in an order of its own: references with texts, briefs, plain summaries."""

from __future__ import annotations

import json
from pathlib import Path

from numpy.random import default_rng

from mujaz.types import Brief, BriefArticle, Bullet, Evidence
from tests.eval import samples

COUNT = 40
ARABIC = samples.sentences(samples.ARABIC, 6 * COUNT, seed=11)
WITHOUT_ENGLISH = range(0, COUNT, 7)
"""Articles with no English reference."""
SEVERAL = range(0, COUNT, 5)
"""Articles with two Arabic references."""
EMPTY = (3, 17)
"""Articles of which the plain run has no Arabic summary."""


def write_corpus(folder: Path) -> tuple[Path, Path, Path]:
    """References, briefs and plain summaries."""
    return (
        _written(folder / "refs.jsonl", [_reference(number) for number in range(COUNT)], 1),
        _written(folder / "new.jsonl", [json.loads(_brief(number).to_json()) for number in range(COUNT)], 2),
        _written(folder / "old.jsonl", [_summary(number) for number in range(COUNT)], 3),
    )


def _written(path: Path, records: list[dict[str, object]], seed: int) -> Path:
    shuffled = [records[place] for place in default_rng(seed).permutation(len(records))]
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in shuffled), encoding="utf-8")
    return path


def _text(number: int) -> str:
    return "\n".join(ARABIC[6 * number : 6 * number + 6])


def _reference(number: int) -> dict[str, object]:
    arabic = samples.arabic(COUNT)[number]
    return {
        "id": f"news-{number}",
        "title": f"عنوان الخبر {number}",
        "text": f"{_text(number)}\n{arabic}",
        "summary": [arabic, ARABIC[6 * number + 2]] if number in SEVERAL else arabic,
        **({} if number in WITHOUT_ENGLISH else {"summary_en": samples.english(COUNT)[number]}),
    }


def _brief(number: int) -> Brief:
    arabic = [samples.damaged(samples.arabic(COUNT), 0.2, seed=3)[number], ARABIC[6 * number + 1]]
    english = [samples.damaged(samples.english(COUNT), 0.2, seed=4)[number], ""]
    at = len(ARABIC[6 * number]) + 1
    evidence = (Evidence(start=at, end=at + len(arabic[1]), text=arabic[1]),)
    bullets = zip(arabic, english, ((), evidence), strict=True)
    return Brief(
        article=BriefArticle(id=f"news-{number}"),
        bullets=tuple(Bullet(ar=ar, en=en, evidence=spans) for ar, en, spans in bullets),
    )


def _summary(number: int) -> dict[str, object]:
    arabic = None if number in EMPTY else samples.damaged(samples.arabic(COUNT), 0.5, seed=5)[number]
    return {
        "id": f"news-{number}",
        "summary": arabic,
        "summary_en": samples.damaged(samples.english(COUNT), 0.5, seed=6)[number],
    }
