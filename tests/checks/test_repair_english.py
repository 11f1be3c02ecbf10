"""The repair ladder of the English."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from mujaz.checks.checked import Checked, checked
from mujaz.checks.english import check_english
from mujaz.checks.repair_english import mend_english
from mujaz.engines.base import GenerationOptions
from mujaz.flags.catalogue import make_flag, read_place
from mujaz.translate.retry import best_hypotheses
from mujaz.translate.translation import Translation
from mujaz.translate.translator import translate_with
from tests.checks.articles import COST, DAM, PLANS, subject
from tests.fakes import FakeEngine

GOOD = "The dam cost 350 million dollars, and about 2,000 workers took part in building it."
WRONG = "The dam cost 530 million dollars, and about 3,000 workers took part in building it."
HALF_WRONG = GOOD.replace("2,000", "3,000")


class Ladder:
    """A translator whose other translations are given; it keeps what it was asked for."""

    def __init__(self, clauses: str = WRONG, best: str = WRONG) -> None:
        self._clauses, self._best = clauses, best
        self.asked: list[tuple[str, list[str]]] = []

    def translate_in_clauses(self, texts: Sequence[str]) -> list[Translation]:
        self.asked.append(("clauses", list(texts)))
        return [Translation(self._clauses) for _ in texts]

    def translate_best(self, texts: Sequence[str], faults: Callable[[str, str], int]) -> list[Translation]:
        self.asked.append(("hypotheses", list(texts)))
        return [Translation(self._best) for _ in texts]


def mended(first: str, ladder: Ladder) -> Checked:
    one = subject(COST)
    (result,) = mend_english([one], [checked(one, Translation(first))], ladder)
    return result


def steps(result: Checked) -> list[tuple[str, bool]]:
    return [(repair.step, repair.taken) for repair in result.repairs]


def test_what_has_nothing_severe_is_left_alone() -> None:
    ladder = Ladder()
    lossy = "The dam cost 350 million dollars, and many workers took part in building it."
    assert mended(lossy, ladder).translation.text == lossy
    assert ladder.asked == []


def test_the_first_rung_that_makes_it_clean_ends_the_climb() -> None:
    ladder = Ladder(clauses=GOOD)
    result = mended(WRONG, ladder)
    assert (result.translation.text, result.flags, steps(result)) == (GOOD, (), [("clauses", True)])
    assert [step for step, _ in ladder.asked] == ["clauses"]


def test_what_clauses_do_not_mend_the_best_hypothesis_may() -> None:
    result = mended(WRONG, Ladder(best=GOOD))
    assert (result.translation.text, steps(result)) == (GOOD, [("clauses", False), ("hypotheses", True)])


def test_the_last_rung_corrects_the_best_that_there_is() -> None:
    result = mended(WRONG, Ladder(best=HALF_WRONG))
    assert result.translation.text == GOOD
    assert steps(result) == [("clauses", False), ("hypotheses", True), ("corrected", True)]
    assert [flag.kind for flag in result.flags] == ["corrected"]


def test_a_wrong_number_is_corrected_rather_than_left_out() -> None:
    silent = "The dam cost 350 million dollars, and workers took part in building it."
    result = mended(HALF_WRONG, Ladder(clauses=silent))
    assert result.translation.text == GOOD
    assert steps(result) == [("clauses", False), ("hypotheses", False), ("corrected", True)]


def test_a_number_and_a_place_may_be_corrected_in_one_text_and_flags_keep_their_places() -> None:
    one = subject("وصل نحو 2000 عامل إلى القاهرة.")
    english = "About 30 workers arrived in London."
    first = Checked(Translation(english, (make_flag("term-missing", "en:9-16", wanted="staff", other="عامل"),)))
    worse = "In 1999 there were 12 dams and 99 workers in Paris."
    ladder = Ladder(worse, worse)
    (result,) = mend_english([one], [replace(first, found=check_english(one, english))], ladder)
    text = result.translation.text
    assert text == "About 2,000 workers arrived in Cairo."
    places = [read_place(flag.where) for flag in result.flags]
    assert [text[place.start : place.end] for place in places if place] == ["workers", "2,000", "Cairo"]


def test_a_number_is_not_put_where_another_thing_is_counted() -> None:
    one = subject("أصيب تسعة عمال بجروح حين أغلقت الأبواب.")
    english = "Workers were hurt when 30 doors were closed."
    (result,) = mend_english([one], [checked(one, Translation(english))], Ladder(english, english))
    assert result.translation.text == english
    assert [flag.severity for flag in result.flags if flag.kind == "number"] == ["severe"]


def test_a_half_is_never_put_into_another_half() -> None:
    one = subject("تراجعت الأسعار إلى أدنى مستوى منذ عامين ونصف العام.")
    for english in (
        "Prices fell to the lowest in 2 years and a year.",
        "Prices fell to the lowest in 2 and half years.",
    ):
        (result,) = mend_english([one], [checked(one, Translation(english))], Ladder(english, english))
        assert result.translation.text == english


def test_what_no_rung_mends_stays_as_it_was_and_flagged() -> None:
    result = mended(
        WRONG, Ladder("In 1877 there were 12 dams and 99 workers", "In 1878 there were 13 dams and 97 workers")
    )
    assert result.translation.text == WRONG
    assert [flag.severity for flag in result.flags][:2] == ["severe", "severe"]
    assert [taken for _, taken in steps(result)] == [False, False, False]


def test_each_rung_is_one_call_for_all_that_is_still_bad() -> None:
    subjects = [subject(COST), subject(DAM), subject(COST)]
    english = "The minister of irrigation opened a new dam on Tuesday in the south after work that took four years."
    first = [checked(*pair) for pair in zip(subjects, map(Translation, (WRONG, english, WRONG)), strict=True)]
    ladder = Ladder()
    mend_english(subjects, first, ladder)
    assert ladder.asked == [("clauses", [COST, COST]), ("hypotheses", [COST, COST])]


def test_what_the_translator_itself_found_bad_does_not_climb() -> None:
    ladder = Ladder()
    one = subject(PLANS)
    (result,) = mend_english([one], [Checked(Translation("[not translated]", (make_flag("empty", "en"),)))], ladder)
    assert (ladder.asked, result.repairs) == ([], ())


SAID = st.sampled_from(["350 million dollars", "2,000 workers", "3,000 workers", "on Friday", "in 1999", "no dam", ""])
SENTENCES = st.lists(SAID, min_size=1, max_size=4).map(lambda parts: f"The dam, {', '.join(parts)}.")


@given(first=SENTENCES, clauses=SENTENCES, best=SENTENCES)
def test_a_repair_never_leaves_more_severe_findings_than_there_were(first: str, clauses: str, best: str) -> None:
    one = subject(COST)
    before = checked(one, Translation(first))
    (after,) = mend_english([one], [before], Ladder(clauses, best))
    assert after.severe <= before.severe
    assert after.badness <= before.badness


def test_of_hypotheses_the_one_with_the_fewest_faults_is_taken_and_of_equals_the_likeliest() -> None:
    engine = FakeEngine.queued([["one fault", "no faults", "no faults here"], ["he came.", "he has come."]])
    way = partial(best_hypotheses, faults=lambda _source, text: int("one" in text))
    translations = translate_with(engine, GenerationOptions(beam_size=2), ["جاء الوزير", "ذهب."], way)
    assert [translation.text for translation in translations] == ["No faults", "He came."]
    assert engine.calls[0][1].num_hypotheses == engine.calls[0][1].beam_size == 8
