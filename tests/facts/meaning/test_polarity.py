"""Negations, hedges and speakers that a rendering loses, adds or changes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.facts.base import Language
from mujaz.facts.meaning.compare import compare_polarity


def kinds(source: str, target: str, language: Language = "en") -> list[str]:
    return [change.kind for change in compare_polarity(source, target, "ar", language)]


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("لم تصل الشاحنات.", "The trucks have not arrived."),
        ("لم تنجح المحاولة.", "The attempt failed."),
        ("العمال غير قادرين على العودة.", "The workers are unable to return."),
        ("لا يزال الطريق مغلقا.", "The road is still closed."),
        ("لم يحضر سوى عضوين.", "Only two members came."),
        ("لا يقل العدد عن مئة.", "There were at least a hundred."),
        ("غير أن الطريق مفتوح.", "But the road is open."),
        ("لم شمل العائلات.", "Families were reunited."),
        ("رفض النواب الخطة.", "Lawmakers did not approve the plan."),
        ("وصلت الشاحنات ليلا.", "Not only trucks arrived by night."),
        ("قد يعود الوفد.", "The delegation may return."),
        ("قد وصل الوفد.", "The delegation arrived."),
        ("قد تصاعدت المخاوف.", "Fears have risen."),
        ("قالت الشرطة إن الطريق مغلق.", "The road is closed, police said."),
        ("قال سامي إن الطريق مغلق.", "The minister said the road was closed."),
        ("لم يفتح الطريق حتى الخميس.", "The road was opened only on Thursday."),
        ("فشلت الشركتان في الاندماج.", "The two companies did not merge."),
        ("أعدم السجين أمس.", "The prisoner was executed yesterday."),
        ("وكان قد يسر المهمة.", "He had made the task easier."),
        ("ذكرت تقارير غير مؤكدة أن السد انهار.", "The dam reportedly broke."),
        ("وقعت نور على العقد.", "Nor signed the contract."),
        ("باعت شركة نور مصنعها.", "Nor's firm sold its plant."),
        ("وصل مركب نور إلى الميناء.", "The boat Nor reached the port."),
    ],
)
def test_a_true_rendering_is_left_alone(arabic: str, english: str) -> None:
    assert kinds(arabic, english) == []


@pytest.mark.parametrize(
    ("arabic", "english", "kind"),
    [
        ("لم تصل الشاحنات.", "The trucks have arrived.", "negation-lost"),
        ("لا أحد في المبنى.", "Somebody is in the building.", "negation-lost"),
        ("وصلت الشاحنات.", "The trucks didn’t arrive.", "negation-gained"),
        ("وصلت الشاحنات.", "No trucks arrived.", "negation-gained"),
        ("وصلت الشاحنات.", "Nor did the trucks arrive.", "negation-gained"),
        ("ربما يعود الوفد.", "The delegation will return.", "hedge-dropped"),
        ("من المرجح أن يعود الوفد.", "The delegation will return.", "hedge-dropped"),
        ("قالت الشرطة إن الطريق مغلق.", "The army said the road was closed.", "speaker-changed"),
        ("قال وزير المالية إن الطريق مغلق.", "The foreign minister said the road was closed.", "speaker-changed"),
        ("لم تصل الشاحنات ولم يصل الوفد.", "The trucks have arrived and the delegation has not.", "negation-lost"),
        ("لم تصل الشاحنات إلى الميناء.", "The trucks have arrived at the port.", "negation-lost"),
        ("لا يملك النادي حافلة، لديه دراجتان فقط.", "The club has a bus, it has only two bicycles.", "negation-lost"),
        ("انتهى العرض دون خسائر.", "The show did not end without losses.", "negation-gained"),
        ("ذكرت تقارير غير مؤكدة أن السد انهار.", "The dam broke.", "hedge-dropped"),
    ],
)
def test_a_changed_rendering_is_noticed(arabic: str, english: str, kind: str) -> None:
    assert kinds(arabic, english) == [kind]


def test_a_summary_may_leave_a_negated_sentence_out() -> None:
    article = "أعلنت البلدية فتح الجسر الجديد أمام السيارات. ولم تحدد البلدية موعدا لفتح النفق."
    assert kinds(article, "أعلنت البلدية فتح الجسر الجديد.", "ar") == []


def test_a_summary_that_turns_the_verb_of_its_source_is_noticed() -> None:
    article = "وصل الوزير مساء. ولم تحدد البلدية موعدا لفتح النفق الجديد أمام السيارات."
    assert kinds(article, "حددت البلدية موعدا لفتح النفق الجديد.", "ar") == ["negation-lost"]
    article = "حددت البلدية موعدا لفتح النفق الجديد أمام السيارات."
    assert kinds(article, "لم تحدد البلدية موعدا لفتح النفق الجديد.", "ar") == ["negation-gained"]


def test_within_arabic_a_negation_is_put_in_where_its_words_stand_without_one_only() -> None:
    source = "يعقد مجلس البلدية جلسة علنية حول ميزانية النفق الجديد مساء الخميس. ولم يصل الضيوف."
    assert kinds(source, "ليس لدى مجلس البلدية جلسة علنية حول ميزانية النفق.", "ar") == ["negation-gained"]
    denied = "لم يحدد مجلس البلدية جلسة علنية حول ميزانية النفق الجديد."
    assert kinds(denied, "ليس لدى مجلس البلدية جلسة علنية حول ميزانية النفق.", "ar") == []


def test_spans_show_the_cue_and_what_it_was_turned_into() -> None:
    source, target = "أمس لم تحدد البلدية موعدا لفتح النفق.", "حددت البلدية موعدا لفتح النفق."
    (change,) = compare_polarity(source, target, "ar", "ar")
    assert change.source is not None
    assert change.target is not None
    assert source[slice(*change.source)] == "لم"
    assert target[slice(*change.target)] == "حددت"


@given(st.text(alphabet="لم قد يعتقد أن ليس قال الوزير إن not may said. ", max_size=200))
def test_a_text_changes_nothing_of_itself(text: str) -> None:
    assert compare_polarity(text, text, "ar", "ar") == ()


def test_a_sentence_of_many_negations_takes_no_longer_than_its_length_allows() -> None:
    text = "لم يحدد المجلس موعدا جديدا للاجتماع ولا " * 800
    start = time.process_time()
    compare_polarity(text, text, "ar", "ar")
    assert time.process_time() - start < 5


def test_a_perfect_verb_after_the_particle_is_no_hedge() -> None:
    assert compare_polarity("قالت إن الأسر قد نزحت أمس", "Families fled yesterday, it said", "ar", "en") == ()


def test_a_perfect_verb_after_had_and_its_subject_is_no_hedge() -> None:
    assert compare_polarity("كان الوفد الياباني قد توقف هنا", "The delegation had stopped here", "ar", "en") == ()


def test_officials_may_be_any_of_those_who_are_quoted() -> None:
    arabic, english = "قال محافظ المدينة ومسؤولون أمنيون إن الجسر أغلق", "Security officials said the bridge was closed"
    assert compare_polarity(arabic, english, "ar", "en") == ()


def test_an_idiom_that_english_may_negate_raises_no_alarm() -> None:
    assert compare_polarity("قتل ما لا يقل عن تسعة", "Not less than nine were killed", "ar", "en") == ()


def test_a_foreign_article_is_no_negation() -> None:
    assert compare_polarity("وصل القارب إلى لا روشيل", "The boat reached La Rochelle", "ar", "en") == ()


def test_a_relative_is_no_negation() -> None:
    assert compare_polarity("أعربت عن أسفها لما تم تداوله", "She regretted what was said", "ar", "en") == ()
