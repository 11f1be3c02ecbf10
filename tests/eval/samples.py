"""A small set of articles with what two systems made of them, in both languages."""

from __future__ import annotations

from numpy.random import default_rng

from mujaz.eval.inputs.runs import Output, Run
from mujaz.types import Article

ARABIC = "أعلنت وزارة الصحة تسجيل إصابات جديدة بعد قرار الحكومة رفع القيود عن السفر إلى المحافظات الجنوبية اليوم"
ENGLISH = "the ministry of health said on sunday that new cases were found after the government lifted travel limits"


def sentences(words: str, count: int, seed: int) -> list[str]:
    """`count` sentences of six to sixteen words."""
    chance = default_rng(seed)
    return [" ".join(chance.choice(words.split(), chance.integers(6, 17))) + "." for _ in range(count)]


def damaged(texts: list[str], share: float, seed: int) -> list[str]:
    """`texts` with about that share of their words replaced."""
    chance = default_rng(seed)
    others = " ".join(texts).split()
    return [
        " ".join(str(chance.choice(others)) if chance.random() < share else word for word in text.split())
        for text in texts
    ]


def english(count: int = 40) -> list[str]:
    """English references."""
    return sentences(ENGLISH, count, seed=1)


def arabic(count: int = 40) -> list[str]:
    """Arabic references."""
    return sentences(ARABIC, count, seed=2)


def articles(count: int = 40) -> list[Article]:
    """Articles with one reference in each language and no text."""
    pairs = zip(arabic(count), english(count), strict=True)
    return [
        Article(id=f"n{number:03}", text="", references=(one,), references_en=(other,))
        for number, (one, other) in enumerate(pairs)
    ]


def run(name: str, share: float, count: int = 40) -> Run:
    """A system that got about that share of the words wrong."""
    pairs = zip(damaged(arabic(count), share, seed=3), damaged(english(count), share, seed=4), strict=True)
    return Run(name, {f"n{number:03}": Output(one, other) for number, (one, other) in enumerate(pairs)})
