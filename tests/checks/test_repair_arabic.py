"""The repair ladder of the Arabic."""

from __future__ import annotations

from mujaz.checks.window import WindowChecks
from mujaz.engines.base import GenerationOptions
from mujaz.profiles import Profile
from mujaz.summarize.strategies.mt5 import Mt5
from mujaz.summarize.summarizer import Summarizer
from mujaz.types import Bullet
from tests.checks.articles import COST, TEXT, document
from tests.fakes import FakeEngine

RIGHT = "كلف السد الجديد في الجنوب 350 مليون دولار."
WRONG = "كلف السد الجديد في الجنوب 450 مليون دولار."
PROFILE = Profile(name="test", bullets=1)


def bullets(engine: FakeEngine, profile: Profile = PROFILE) -> list[Bullet]:
    summarizer = Summarizer(profile, strategy=Mt5(engine, GenerationOptions(no_repeat_ngram_size=2), 1))
    read = [document()]
    (made,) = WindowChecks(read, profile).arabic(summarizer.summarize_documents(read), summarizer)
    return made


def steps(bullet: Bullet) -> list[tuple[str, str, bool]]:
    return [(repair.where, repair.step, repair.taken) for repair in bullet.repairs]


def test_a_faithful_bullet_is_left_alone() -> None:
    engine = FakeEngine(lambda _source, _call: RIGHT)
    (bullet,) = bullets(engine)
    assert (bullet.ar, bullet.flags, bullet.repairs, len(engine.calls)) == (RIGHT, (), (), 1)


def test_a_wrong_one_is_written_anew_with_other_options() -> None:
    engine = FakeEngine(lambda _source, call: RIGHT if call else WRONG)
    (bullet,) = bullets(engine)
    assert (bullet.ar, bullet.flags, steps(bullet)) == (RIGHT, (), [("ar", "options", True)])
    assert [options.no_repeat_ngram_size for _, options in engine.calls] == [2, 3]
    assert COST in [evidence.text for evidence in bullet.evidence]


def test_then_the_other_hypotheses_are_looked_through() -> None:
    engine = FakeEngine(lambda _source, call: [WRONG, RIGHT] if call == 2 else WRONG)
    (bullet,) = bullets(engine)
    assert (bullet.ar, steps(bullet)) == (RIGHT, [("ar", "options", False), ("ar", "hypotheses", True)])
    assert engine.calls[2][1].num_hypotheses == 4


def test_what_stays_wrong_becomes_a_sentence_of_the_article_and_says_so() -> None:
    (bullet,) = bullets(FakeEngine(lambda _source, _call: WRONG))
    assert bullet.ar.rstrip(".") in TEXT
    assert [(flag.kind, flag.severity) for flag in bullet.flags] == [("source-sentence", "info")]
    assert [(step, taken) for _, step, taken in steps(bullet)] == [
        ("options", False),
        ("hypotheses", False),
        ("source-sentence", True),
    ]


def test_without_repair_it_is_flagged_only_and_without_checks_not_even_that() -> None:
    engine = FakeEngine(lambda _source, _call: WRONG)
    (bullet,) = bullets(engine, PROFILE.model_copy(update={"repair": False}))
    assert (bullet.ar, [flag.kind for flag in bullet.flags], bullet.repairs) == (WRONG, ["number"], ())
    (bullet,) = bullets(engine, PROFILE.model_copy(update={"checks": False}))
    assert (bullet.ar, bullet.flags) == (WRONG, ())
