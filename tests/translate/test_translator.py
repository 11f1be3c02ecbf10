"""Texts to English: batches, second attempts, flags."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.engines.base import Generation, GenerationOptions
from mujaz.text.markup import plain_text
from mujaz.text.script import has_arabic
from mujaz.translate.translation import NOT_TRANSLATED, Translation
from mujaz.translate.translator import translate_with
from tests.fakes import FakeEngine, hypothesis

OPTIONS = GenerationOptions(beam_size=4)
CLAUSE = "قال الوزير إن الحكومة قررت خفض الضرائب على الشركات الصغيرة في العام المقبل"
IN_ENGLISH = "The minister said the government decided to cut taxes on small firms next year"


def test_translates_all_segments_of_all_texts_in_one_call():
    engine = FakeEngine.queued(["he came.", "he left.", "he slept."])
    first, second = translate_with(engine, OPTIONS, ["جاء. ذهب.", "نام."])
    assert (first.text, second.text) == ("He came. He left.", "He slept.")
    assert [sources for sources, _ in engine.calls] == [["جاء.", "ذهب.", "نام."]]
    assert (first.segments, first.attempts, first.flags) == (2, 1, ())


def test_translates_equal_segments_once():
    engine = FakeEngine.queued(["he came."])
    translations = translate_with(engine, OPTIONS, ["جاء.", "جاء."])
    assert [translation.text for translation in translations] == ["He came.", "He came."]


def test_gives_the_engine_normalized_text():
    engine = FakeEngine.queued(["he said yes"])
    translate_with(engine, OPTIONS, ["قَالَ\u200f «نعـم» ٣"])
    assert engine.calls[0][0] == ['قال "نعم" 3']


@pytest.mark.parametrize("blank", ["", "  ", "\n\n", "\u200f\u00a0"])
def test_gives_blank_for_blank_without_the_engine(blank):
    engine = FakeEngine.queued()
    assert translate_with(engine, OPTIONS, [blank]) == [Translation("")]


@pytest.mark.parametrize(("text", "expected"), [("٢٠٢٤", "2024"), ("BBC", "BBC"), ("؟!", "?!"), ("***", "***")])
def test_copies_what_holds_no_arabic_letters(text, expected):
    engine = FakeEngine.queued()
    assert translate_with(engine, OPTIONS, [text]) == [Translation(expected, segments=1)]


def test_scores_by_piece():
    engine = FakeEngine.queued([hypothesis("he came", -1.5), hypothesis("he left now", -2.0)])
    (translation,) = translate_with(engine, OPTIONS, ["جاء\nذهب"])
    assert translation.score == pytest.approx(-3.5 / 7)


def test_asks_again_without_repetition():
    engine = FakeEngine(lambda _source, call: "he came" if call else "")
    (translation,) = translate_with(engine, GenerationOptions(beam_size=2), ["جاء"])
    assert (translation.text, translation.flags, translation.attempts) == ("He came", (), 2)
    options = engine.calls[1][1]
    assert (options.beam_size, options.num_hypotheses, options.no_repeat_ngram_size) == (2, 1, 3)
    assert options.repetition_penalty > 1


def test_asks_again_for_figures_without_making_their_zeros_unlikely():
    engine = FakeEngine(lambda _source, call: ["", "The ministry counted 3000 and 2000 voters."][call > 0])
    (translation,) = translate_with(engine, OPTIONS, ["أحصت الوزارة 3000 و2000 ناخب."])
    assert translation.text == "The ministry counted 3000 and 2000 voters."
    options = engine.calls[1][1]
    assert (options.no_repeat_ngram_size, options.repetition_penalty) == (6, 1.0)


def test_takes_the_first_good_of_several_hypotheses_in_the_last_attempt():
    offers = ["", "he came came came came", "he came", "he arrived"]
    engine = FakeEngine.queued(["came came came came"], ["came came came came"], [offers])
    (translation,) = translate_with(engine, GenerationOptions(beam_size=2), ["جاء"])
    assert (translation.text, translation.flags, translation.attempts) == ("He came", (), 3)
    options = engine.calls[2][1]
    assert (options.beam_size, options.num_hypotheses, options.no_repeat_ngram_size) == (4, 4, 3)


def test_sends_only_bad_segments_a_second_time_in_one_call():
    answers = {"نعم": "yes", "جاء": "he came", "ذهب": "he left"}
    engine = FakeEngine(lambda source, call: answers[source] if call or source == "نعم" else "")
    texts = [translation.text for translation in translate_with(engine, OPTIONS, ["جاء", "نعم", "ذهب"])]
    assert texts == ["He came", "Yes", "He left"]
    assert [sources for sources, _ in engine.calls] == [["جاء", "نعم", "ذهب"], ["جاء", "ذهب"]]


def test_gives_the_whole_of_a_bad_segment_again_where_its_parts_are_bad():
    engine = FakeEngine(lambda source, call: IN_ENGLISH if call == 2 else "tax tax tax tax tax")
    (translation,) = translate_with(engine, OPTIONS, [f"{CLAUSE}، {CLAUSE}."])
    assert [len(sources) for sources, _ in engine.calls] == [1, 2, 1]
    assert (translation.text, translation.segments, translation.attempts) == (f"{IN_ENGLISH}.", 1, 3)


def test_cuts_a_long_bad_segment_and_joins_its_parts():
    answers = {f"{CLAUSE}،": f"{IN_ENGLISH}.", f"{CLAUSE}.": f"{IN_ENGLISH}."}
    engine = FakeEngine(lambda source, _call: answers.get(source, "tax tax tax tax tax"))
    (translation,) = translate_with(engine, OPTIONS, [f"{CLAUSE}، {CLAUSE}."])
    assert translation.text == f"{IN_ENGLISH}, the minister{IN_ENGLISH.removeprefix('The minister')}."
    assert (translation.flags, translation.segments, translation.attempts) == ((), 2, 2)


def test_flags_what_stays_bad_and_returns_the_least_bad():
    engine = FakeEngine.queued(["came came came came"], [""], [["", "came came came came", "he جاء"]])
    (translation,) = translate_with(engine, OPTIONS, ["جاء"])
    (flag,) = translation.flags
    assert translation.text == "He Ja"
    assert (flag.kind, flag.severity, flag.where) == ("arabic-left", "severe", "en")
    assert flag.message == "Left in Arabic by the translator and spelled in Latin letters: جاء."


def test_returns_the_first_attempt_where_no_other_is_better():
    engine = FakeEngine.queued(["he came ⁇"], ["he arrived ⁇"], [["he was ⁇"]])
    (translation,) = translate_with(engine, OPTIONS, ["جاء"])
    assert [flag.kind for flag in translation.flags] == ["degenerate"]
    assert (translation.text, translation.attempts) == ("He came", 3)


def test_says_that_nothing_was_translated_where_nothing_was():
    engine = FakeEngine(lambda _source, _call: "<pad> ⁇")
    (translation,) = translate_with(engine, OPTIONS, ["جاء"])
    assert translation.text == NOT_TRANSLATED
    assert [flag.kind for flag in translation.flags] == ["degenerate"]


def test_says_where_in_a_text_nothing_was_translated():
    engine = FakeEngine(lambda source, _call: "he came." if source == "جاء." else "")
    assert translate_with(engine, OPTIONS, ["جاء. ذهب."])[0].text == "He came. [Not translated]."


def test_flags_a_cut_source():
    cut = Generation((hypothesis("he came"),), pieces_in=512, truncated=True)
    (translation,) = translate_with(FakeEngine(lambda _source, _call: cut), OPTIONS, ["جاء"])
    assert [flag.kind for flag in translation.flags] == ["truncated"]
    assert translation.text == "He came"


def test_flags_an_unfinished_output():
    engine = FakeEngine(lambda _source, _call: hypothesis("he came and", finished=False))
    (translation,) = translate_with(engine, OPTIONS, ["جاء"])
    assert [flag.message for flag in translation.flags] == ["The translation breaks off before its end."]


def test_reports_one_finding_once():
    engine = FakeEngine(lambda _source, _call: "")
    (translation,) = translate_with(engine, OPTIONS, ["جاء.\nذهب."])
    assert len(translation.flags) == 1


NASTY = "جاء ذهب.،؟\n\r\u2028\x85 x1«»\u200fﻻ\u064b⁇<pad>"
OUTPUT = st.text(alphabet="he ca.\n\u2028جﻻ⁇▁<pad>؟", max_size=20)


@given(st.lists(st.text(alphabet=NASTY, max_size=30), max_size=4), st.data())
def test_keeps_its_promises_whatever_the_model_says(texts, data):
    """One line of English for each text, without Arabic letters, blank only for blank, bad only with a flag."""
    engine = FakeEngine(lambda _source, _call: [data.draw(OUTPUT) for _ in range(2)])
    translations = translate_with(engine, OPTIONS, texts)
    assert len(translations) == len(texts)
    for text, translation in zip(texts, translations, strict=True):
        assert len(translation.text.splitlines()) <= 1
        assert not has_arabic(translation.text)
        assert bool(translation.text.strip()) == bool(re.sub(r"[\s\u200f\u064b]", "", plain_text(text)))
        assert translation.flags or NOT_TRANSLATED not in translation.text.lower()
