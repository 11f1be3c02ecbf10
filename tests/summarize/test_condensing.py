"""Sentences are shortened by leaving parts out, and what may stand for a sentence is judged strictly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.summarize.condensing import condense, may_stand_for
from mujaz.text.words import words
from tests.test_docs import examples_in

LONG = (
    "افتتح وزير الثقافة المعرض السنوي للكتاب في الميناء القديم (شمال المدينة) في حزيران/يونيو بحضور مئات الزوار، "
    "فيما أعلنت البلدية تأجيل المهرجان، وقالت إن الطقس لا يسمح بذلك."
)


def test_no_more_is_left_out_than_brings_the_sentence_to_its_length() -> None:
    assert condense(LONG, 22) == LONG.replace("حزيران/يونيو", "يونيو").replace(" (شمال المدينة)", "").replace(
        "، وقالت إن الطقس لا يسمح بذلك", ""
    )
    assert condense(LONG, 14) == "افتتح وزير الثقافة المعرض السنوي للكتاب في الميناء القديم في يونيو بحضور مئات الزوار."
    assert condense(LONG, 40) == LONG


def test_the_examples_of_the_documentation_are_what_condensing_does() -> None:
    examples = examples_in("docs/bullets-and-evidence.md", "### How sentences are shortened")
    assert len(examples) == 4
    assert [condense(long, 6) for long, _ in examples] == [short for _, short in examples]


@pytest.mark.parametrize(
    "sentence",
    [
        "أعلنت الشركة فتح المصنع الجديد في المنطقة الصناعية، لكنها لم تحدد موعدا لبدء الإنتاج فيه حتى اليوم.",
        "سيفتح الجسر أمام السيارات في المدينة الساحلية قريبا، إذا وافقت اللجنة على تقرير المهندسين هذا الأسبوع.",
        "أكد المدير أن المصنع سيعمل في العام المقبل، مشيرا إلى أن ذلك قد لا يحدث قبل وصول الآلات الجديدة.",
        "قال المتحدث باسم البلدية في مؤتمر صحفي عقد صباح اليوم إن المياه ستعود، وفق خطة الطوارئ التي أعدت.",
        'قال الرئيس "سنعود إلى البلدة، فيما يعود الآخرون إلى قراهم، ونبني المدارس من جديد لكل الأطفال".',
        "زار الوفد المدينة القديمة، والمتحف الوطني، والمكتبة العامة، والميناء الكبير، وسوق الصيادين في الشمال.",
    ],
    ids=["but", "if", "a doubt", "a source", "a quotation", "a list"],
)
def test_what_limits_turns_or_belongs_to_the_main_clause_stays(sentence: str) -> None:
    assert condense(sentence, 8) == sentence


SENTENCE = "قال الوزير أحمد سالم إن المستشفى لن يفتح قبل مايو، فيما أكدت النقابة أن الأطباء جاهزون للعمل في المدينة."


@pytest.mark.parametrize(
    ("shorter", "may"),
    [
        ("قال الوزير أحمد سالم إن المستشفى لن يفتح قبل مايو.", True),
        ("قال الوزير أحمد سالم إن المستشفى يفتح قبل مايو.", False),
        ("قال الوزير أحمد سالم إن المستشفى الجديد لن يفتح.", False),
        ("قال المستشفى أحمد سالم إن الوزير لن يفتح قبل مايو.", False),
        ("المستشفى لن يفتح قبل مايو، فيما أكدت النقابة أن الأطباء جاهزون.", False),
        ("قال الوزير أحمد سالم إن المستشفى لن يفتح قبل.", False),
        ("قال الوزير أحمد سالم.", False),
    ],
    ids=["shorter", "a lost denial", "a new word", "another order", "no speaker", "broken off", "too short"],
)
def test_a_shorter_text_is_judged_by_its_sentence_whoever_made_it(shorter: str, *, may: bool) -> None:
    assert may_stand_for(SENTENCE, shorter) is may


@given(st.lists(st.sampled_from([*LONG.split(), "،", "(", ")", "«", "»", "لم", "الذي", "و", '"', "."]), max_size=60))
def test_whatever_comes_in_words_are_only_taken_out(tokens: list[str]) -> None:
    text = " ".join(tokens)
    remaining = iter(words(text))
    assert all(word in remaining for word in words(condense(text, 10)))
