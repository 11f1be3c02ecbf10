"""The English on the ladder, with the judge of the checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from mujaz.checks.english import Subject
from mujaz.checks.repair_english import EnglishJudge
from mujaz.engines.base import Capabilities, GenerationOptions
from mujaz.flags.catalogue import make_flag, read_place
from mujaz.translate import steps as translator_steps
from mujaz.translate.answers import Answers
from mujaz.translate.ladder import Climb, try_steps
from mujaz.translate.segments import split
from mujaz.translate.steps.base import Text
from mujaz.translate.translation import Translation, assemble
from tests.checks.articles import COST, DAM, PLANS, subject
from tests.fakes import FakeEngine

GOOD = "The dam cost 350 million dollars, and about 2,000 workers took part in building it."
WRONG = "The dam cost 530 million dollars, and about 3,000 workers took part in building it."
HALF_WRONG = GOOD.replace("2,000", "3,000")


class Engine(FakeEngine):
    """Says one thing if asked for one hypothesis, another if asked for several; keeps what it was asked for."""

    def __init__(self, clauses: str = WRONG, best: str = WRONG) -> None:
        super().__init__(lambda _source, call: best if self.calls[call][1].num_hypotheses > 1 else clauses)

    @property
    def asked(self) -> list[tuple[int, list[str]]]:
        """How many hypotheses it was asked for, and of which sources."""
        return [(options.num_hypotheses, sources) for sources, options in self.calls]


def repair_all(subjects: Sequence[Subject], first: Sequence[Translation], engine: FakeEngine) -> list[Translation]:
    climbs = [
        Climb(Text(one.arabic, split(one.arabic, engine.count_pieces), assemble), translation, EnglishJudge(one))
        for one, translation in zip(subjects, first, strict=True)
    ]
    try_steps(climbs, translator_steps.CHECKS, Answers(engine, GenerationOptions(beam_size=4)))
    return [replace(one.candidate, repairs=one.list_repairs("en")) for one in climbs]


def repair(first: str, engine: FakeEngine, arabic: str = COST) -> Translation:
    (result,) = repair_all([subject(arabic)], [Translation(first)], engine)
    return result


def steps(result: Translation) -> list[tuple[str, bool]]:
    return [(repair.step, repair.taken) for repair in result.repairs]


def test_what_has_nothing_severe_is_left_alone() -> None:
    engine = Engine()
    lossy = "The dam cost 350 million dollars, and many workers took part in building it."
    assert repair(lossy, engine).text == lossy
    assert engine.asked == []


def test_the_first_step_that_makes_it_clean_ends_the_climb() -> None:
    engine = Engine(clauses=GOOD)
    result = repair(WRONG, engine)
    assert (result.text, result.all_flags, steps(result)) == (GOOD, (), [("clauses", True)])
    assert engine.asked == [(1, [COST])]


def test_what_clauses_do_not_repair_the_best_hypothesis_may() -> None:
    result = repair(WRONG, Engine(best=GOOD))
    assert (result.text, steps(result)) == (GOOD, [("clauses", False), ("hypotheses", True)])


def test_the_last_step_corrects_the_best_that_there_is() -> None:
    result = repair(WRONG, Engine(best=HALF_WRONG))
    assert result.text == GOOD
    assert steps(result) == [("clauses", False), ("hypotheses", True), ("corrected", True)]
    assert [flag.kind for flag in result.all_flags] == ["corrected"]


def test_a_wrong_number_is_corrected_rather_than_left_out() -> None:
    silent = "The dam cost 350 million dollars, and workers took part in building it."
    result = repair(HALF_WRONG, Engine(clauses=silent))
    assert result.text == GOOD
    assert steps(result) == [("clauses", False), ("hypotheses", False), ("corrected", True)]


def test_a_number_and_a_place_may_be_corrected_in_one_text_and_flags_keep_their_places() -> None:
    one = subject("وصل نحو 2000 عامل إلى القاهرة.")
    flag = make_flag("term-missing", "en:9-16", wanted="staff", other="عامل")
    worse = "In 1999 there were 12 dams and 99 workers in Paris."
    (result,) = repair_all([one], [Translation("About 30 workers arrived in London.", (flag,))], Engine(worse, worse))
    text = result.text
    assert text == "About 2,000 workers arrived in Cairo."
    places = [read_place(flag.where) for flag in result.all_flags]
    assert [text[place.start : place.end] for place in places if place] == ["workers", "2,000", "Cairo"]


def test_a_number_is_not_put_where_another_thing_is_counted() -> None:
    arabic = "أصيب تسعة عمال بجروح حين أغلقت الأبواب."
    english = "Workers were hurt when 30 doors were closed."
    result = repair(english, Engine(english, english), arabic)
    assert result.text == english
    assert [flag.severity for flag in result.all_flags if flag.kind == "number"] == ["severe"]


def test_a_half_is_never_put_into_another_half() -> None:
    arabic = "تراجعت الأسعار إلى أدنى مستوى منذ عامين ونصف العام."
    for english in (
        "Prices fell to the lowest in 2 years and a year.",
        "Prices fell to the lowest in 2 and half years.",
    ):
        result = repair(english, Engine(english, english), arabic)
        assert result.text == english


def test_what_no_step_repairs_stays_as_it_was_and_flagged() -> None:
    result = repair(
        WRONG, Engine("In 1877 there were 12 dams and 99 workers", "In 1878 there were 13 dams and 97 workers")
    )
    assert result.text == WRONG
    assert [flag.severity for flag in result.all_flags][:2] == ["severe", "severe"]
    assert [taken for _, taken in steps(result)] == [False, False, False]


def test_each_step_is_one_call_for_all_that_is_still_bad_and_equal_texts_are_asked_once() -> None:
    subjects = [subject(COST), subject(DAM), subject(COST)]
    english = "The minister of irrigation opened a new dam on Tuesday in the south after work that took four years."
    engine = Engine()
    repair_all(subjects, list(map(Translation, (WRONG, english, WRONG))), engine)
    assert engine.asked == [(1, [COST]), (8, [COST])]


def test_what_the_translator_itself_found_bad_does_not_climb() -> None:
    engine = Engine()
    first = Translation("[not translated]", (make_flag("empty", "en"),))
    (result,) = repair_all([subject(PLANS)], [first], engine)
    assert (engine.asked, result.repairs) == ([], ())


def test_an_engine_without_hypotheses_takes_the_other_steps() -> None:
    engine = Engine()
    engine.capabilities = Capabilities(several_hypotheses=False)
    result = repair(HALF_WRONG, engine)
    assert (result.text, steps(result)) == (GOOD, [("clauses", False), ("corrected", True)])
    assert [count for count, _ in engine.asked] == [1]


SAID = st.sampled_from(["350 million dollars", "2,000 workers", "3,000 workers", "on Friday", "in 1999", "no dam", ""])
SENTENCES = st.lists(SAID, min_size=1, max_size=4).map(lambda parts: f"The dam, {', '.join(parts)}.")


@given(first=SENTENCES, clauses=SENTENCES, best=SENTENCES)
def test_a_repair_never_leaves_more_severe_findings_than_there_were(first: str, clauses: str, best: str) -> None:
    judge = EnglishJudge(subject(COST))
    before = judge.examine(Translation(first))
    after = repair(first, Engine(clauses, best))
    assert after.severe <= before.severe
    assert after.badness <= before.badness
