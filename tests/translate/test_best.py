"""The best of several hypotheses for a segment."""

from __future__ import annotations

from mujaz.engines.base import GenerationOptions
from mujaz.translate.answers import Answers, Request
from mujaz.translate.segments import Segment
from tests.fakes import FakeEngine

REQUEST = Request(Segment("جاء ثلاثة عمال الى المدينة يوم الاحد"), GenerationOptions(beam_size=4, num_hypotheses=4))


def choose(offers: list[str], faults: dict[str, int]) -> tuple[str, list[str]]:
    """Return the English that is taken of `offers`, and which of them were asked for faults."""
    asked: list[str] = []

    def count(_source: str, english: str) -> int:
        asked.append(english)
        return faults[english]

    answers = Answers(FakeEngine.queued([offers]), REQUEST.options)
    answers.ask([REQUEST])
    part = answers.choose(REQUEST, count)
    assert part is not None
    return part.text, asked


def test_takes_the_one_with_the_fewest_faults_and_of_equals_the_likeliest() -> None:
    offers = ["two workers came on Sunday", "three workers came on Sunday", "three men came on Sunday"]
    assert choose(offers, dict(zip(offers, (3, 1, 1), strict=True)))[0] == "three workers came on Sunday"


def test_takes_none_that_is_no_translation_however_few_its_faults() -> None:
    offers = ["came came came came came came came came", "two workers came on Sunday"]
    assert choose(offers, {offers[0]: 0, offers[1]: 3}) == (offers[1], [])


def test_looks_at_none_behind_one_without_a_fault() -> None:
    offers = ["two workers came on Sunday", "three workers came on Sunday", "three men came on Sunday"]
    assert choose(offers, dict(zip(offers, (3, 0, 0), strict=True))) == (offers[1], offers[:2])
