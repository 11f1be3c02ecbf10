"""Trimming takes off connectives and empty attributions, and never what carries a fact."""

from __future__ import annotations

import re
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.summarize.overlong import drop_clauses, shorten
from mujaz.summarize.trimming import close, trim


@pytest.mark.parametrize(
    ("sentence", "bullet"),
    [
        ("من جانبها، قالت الوزارة إن الأعمال بدأت أمس.", "قالت الوزارة إن الأعمال بدأت أمس."),
        ("ومن جهته أعلن المدرب قائمة الفريق للمباراة.", "أعلن المدرب قائمة الفريق للمباراة."),
        ("كما تغطي الإجراءات مناطق أخرى من البلاد.", "تغطي الإجراءات مناطق أخرى من البلاد."),
        ("كما يخصص القانون مبالغ للمدارس والمستشفيات.", "يخصص القانون مبالغ للمدارس والمستشفيات."),
        ("كما شهدت القمة خلافات حادة، بعضها قديم.", "شهدت القمة خلافات حادة، بعضها قديم."),
        ("وكانت القمة طالبت بتسريع تنفيذ الإجراءات.", "كانت القمة طالبت بتسريع تنفيذ الإجراءات."),
        ("والوزير عضو في اللجنة منذ عامين كاملين.", "الوزير عضو في اللجنة منذ عامين كاملين."),
        ("وينشئ القانون هيئة مستقلة لإدارة الموانئ.", "ينشئ القانون هيئة مستقلة لإدارة الموانئ."),
        ("ولم يصدر أي تعليق من الشركة المصنعة.", "لم يصدر أي تعليق من الشركة المصنعة."),
        ("يُذكر أن المدينة استضافت البطولة عام 2010.", "المدينة استضافت البطولة عام 2010."),
        ("والجدير بالذكر أن الجسر بني قبل قرن.", "الجسر بني قبل قرن."),
        ("غير أن الحكومة نفت هذه الأنباء اليوم.", "الحكومة نفت هذه الأنباء اليوم."),
        ("ولكن النقابة رفضت عرض الشركة الأخير.", "النقابة رفضت عرض الشركة الأخير."),
        ("هذا وكانت الهيئة نشرت تقريرها السنوي أمس.", "كانت الهيئة نشرت تقريرها السنوي أمس."),
        ("هذا وقد أعلنت الهيئة نتائج المسابقة أمس.", "أعلنت الهيئة نتائج المسابقة أمس."),
        ("وقد أسفرت الحملة عن إغلاق عشرة متاجر.", "أسفرت الحملة عن إغلاق عشرة متاجر."),
        ("ولاقت الخطة ترحيبا من سكان المدينة.", "لاقت الخطة ترحيبا من سكان المدينة."),
        ("واستبعد المدرب ثلاثة من لاعبي الفريق.", "استبعد المدرب ثلاثة من لاعبي الفريق."),
        ("و قال الوزير إن العمل بدأ أمس.", "قال الوزير إن العمل بدأ أمس."),
        ("من ناحية أخرى ، قال المدرب إن الفريق جاهز.", "قال المدرب إن الفريق جاهز."),
        ("وَقال الوزير إن العمل بدأ أمس.", "قال الوزير إن العمل بدأ أمس."),
        ("إلى ذلك، أعلنت البلدية فتح حديقة جديدة.", "أعلنت البلدية فتح حديقة جديدة."),
    ],
)
def test_connectives_at_the_beginning_go(sentence: str, bullet: str) -> None:
    assert trim(sentence) == bullet


@pytest.mark.parametrize(
    "sentence",
    [
        "وزير الداخلية زار المنطقة المتضررة أمس.",
        "والد الطفل تحدث إلى الصحافة بعد الحادث.",
        "ويليام هيغ وصل إلى العاصمة مساء أمس.",
        "وقع الانفجار قرب السوق المركزية صباح اليوم.",
        "وعد الرئيس بخفض الضرائب قبل نهاية العام.",
        "وسيط من الأمم المتحدة يصل غدا إلى المدينة.",
        "وإن كانت النتائج جيدة فالطريق ما زال طويلا.",
        "كما قال الوزير، فإن الأسعار ستنخفض قريبا.",
        "كما يقول الوزير، الأسعار ستنخفض قريبا.",
        "كما جرت العادة، افتتح الوزير المعرض أمس.",
        "كما كان متوقعا فاز الفريق بالمباراة النهائية.",
        "إلى ذلك الحين تبقى المدارس مغلقة في المدينة.",
        "أضاف أن الأسعار ستنخفض قبل نهاية العام.",
        "قد ترتفع الأسعار مرة أخرى في الربيع.",
        "هذا واقع جديد يفرض نفسه على المدينة.",
        "وقد ترتفع الأسعار مرة أخرى في الربيع.",
        "وصلت الطائرة إلى المطار صباح اليوم.",
        "وافقت الحكومة على خطة السنوات الخمس.",
        "ولايات الجنوب تطلب المساعدة من العاصمة.",
        "فضلا عن ذلك فإن الأسعار ارتفعت في الأسواق.",
        "يذكر أن عددا من السكان غادروا المدينة أمس.",
        "إلا أن المسؤولين رفضوا التعليق على الخبر.",
    ],
)
def test_what_only_looks_like_a_connective_stays(sentence: str) -> None:
    assert trim(sentence) == sentence


def test_reported_speech_never_becomes_the_papers_own_words() -> None:
    assert trim("وأضاف أن الأسعار ستنخفض قبل نهاية العام.") == "أضاف أن الأسعار ستنخفض قبل نهاية العام."


@pytest.mark.parametrize(
    ("sentence", "bullet"),
    [
        ("ارتفعت أسعار القمح في الأسواق العالمية، وفق رويترز.", "ارتفعت أسعار القمح في الأسواق العالمية."),
        ("أغلق المطار مدرجه الشمالي أمس بحسب وكالة فرانس برس.", "أغلق المطار مدرجه الشمالي أمس."),
        ("أغلق المطار مدرجه الشمالي أمس، حسبما ذكرت وكالة «رويترز» للأنباء.", "أغلق المطار مدرجه الشمالي أمس."),
        ("غادر الوفد العاصمة مساء الثلاثاء (رويترز).", "غادر الوفد العاصمة مساء الثلاثاء."),
        ("غادر الوفد العاصمة مساء الثلاثاء، بحسب بيان.", "غادر الوفد العاصمة مساء الثلاثاء."),
    ],
)
def test_an_attribution_to_an_agency_or_to_nobody_goes(sentence: str, bullet: str) -> None:
    assert trim(sentence) == bullet


@pytest.mark.parametrize(
    "sentence",
    [
        "غادر الوفد العاصمة مساء الثلاثاء، بحسب بيان للوزارة.",
        "غادر الوفد العاصمة مساء الثلاثاء، بحسب البيان.",
        "غادر الوفد العاصمة مساء الثلاثاء، وفق وكالة الأنباء السورية.",
        "غادر الوفد العاصمة مساء الثلاثاء، وفق وزير الخارجية.",
        "«لن نعود إلى طاولة الحوار أبدا»، بحسب رويترز.",
        "قتل جنديان، بحسب بيان.",
    ],
)
def test_an_attribution_that_says_who_said_it_stays(sentence: str) -> None:
    assert trim(sentence) == sentence


_MAIN = (
    "أعلنت الوزارة أن العمل في بناء السد الجديد على النهر الكبير قرب المدينة القديمة سيبدأ في مطلع الشهر المقبل بمشاركة"
    " شركات محلية وأجنبية من دول كثيرة وبتمويل من المصرف المركزي وصندوق التنمية"
)


def test_a_long_sentence_loses_a_closing_additive_clause() -> None:
    tail = "، هذا إلى جانب مشاريع أخرى في مجال النقل والصحة والتعليم العالي."
    assert trim(_MAIN + tail) == f"{_MAIN}."


@pytest.mark.parametrize(
    "tail",
    [
        "، وذلك بعد أن لم تجد الحكومة حلا آخر لأزمة المياه.",
        "، حيث قد ترتفع الكلفة كثيرا في السنوات المقبلة كلها.",
        "، وذلك بكلفة 300 مليون دينار من موازنة العام المقبل.",
        "، وذلك في ثلاث محافظات من محافظات الجنوب والوسط.",
        "، حيث قال المهندس «سنبني هنا أكبر سد في المنطقة».",
        "، حيث يعيش الناس، إلا إذا رفض البرلمان الاتفاق مع الشركات.",
        "، حيث يعيش آلاف الناس، بعد موافقة البرلمان على الاتفاق.",
    ],
)
def test_a_clause_with_a_fact_a_doubt_or_a_resumption_stays(tail: str) -> None:
    assert trim(_MAIN + tail) == _MAIN + tail


def test_a_sentence_that_may_still_wait_for_its_main_clause_keeps_all() -> None:
    sentence = f"بعد أن {_MAIN}، حيث يعيش كثير من الناس في قرى صغيرة."
    assert drop_clauses(sentence) == sentence


def test_trimming_stops_where_too_little_would_be_left() -> None:
    assert trim("من جانبه رفض الاتفاق.") == "من جانبه رفض الاتفاق."


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("وصل الوفد..", "وصل الوفد."),
        ("- وصل الوفد،", "وصل الوفد."),
        ("هل وصل؟", "هل وصل؟"),
        ("قال «نعم»", "قال «نعم»."),
        (" . ", ""),
    ],
)
def test_a_bullet_is_closed_by_one_mark(text: str, closed: str) -> None:
    assert close(text) == closed


def test_an_endless_sentence_breaks_off_at_a_comma() -> None:
    assert shorten("كلمة " * 6 + "كلمة، كلمة كلمة كلمة", 9) == "كلمة " * 6 + "كلمة…"


def test_what_has_no_spaces_breaks_off_too() -> None:
    assert shorten("ا" * 1_000_000, 2) == "ا" * 40 + "…"


def test_a_sentence_of_five_thousand_words_is_trimmed_in_no_time() -> None:
    sentence = "أعلنت الوزارة أن " + "العمل بدأ، حيث قالت، وذلك " * 1000 + "انتهى."
    started = time.process_time()
    trim(sentence)
    assert time.process_time() - started < 2.0


_WORDS = st.sampled_from(
    [
        "وقالت",
        "قال",
        "أن",
        "إن",
        "الوزارة",
        "كما",
        "من",
        "جانبها،",
        "لم",
        "لا",
        "قد",
        "ربما",
        "2000",
        "ثلاثة",
        "ألف",
        "«نعم»",
        "السوق،",
        "حيث",
        "وذلك",
        "هذا",
        "إلى",
        "جانب",
        "الأسعار",
        "ارتفعت",
        "بحسب",
        "رويترز",
        "بيان",
        "ولم",
        "وقد",
        "غير",
        "يذكر",
        "المدينة،",
        "مشيرا",
        "ليس",
        "يعتقد",
        "الوزير",
        "والوزير",
    ]
)
# «قد» is a hedge except before the past tense, where only «وقد» at the beginning goes.
_KEPT = re.compile(r"\d+|[«»]|\b[وف]?(?:لم|لا|ليس|قد(?!\W+(?:وقالت|قال|ارتفعت)\b)|ربما|يعتقد|ثلاثة)\b")


@given(st.lists(_WORDS, min_size=1, max_size=70).map(" ".join))
def test_no_negation_hedge_number_or_quotation_is_ever_lost(sentence: str) -> None:
    def count_protected(text: str) -> Counter[str]:
        return Counter(found.lstrip("وف") for found in _KEPT.findall(text))

    assert count_protected(trim(sentence)) == count_protected(sentence)


@given(st.lists(_WORDS, min_size=1, max_size=70).map(" ".join))
def test_a_trimmed_sentence_is_a_piece_of_the_original(sentence: str) -> None:
    assert trim(sentence).rstrip(".") in sentence


@pytest.mark.parametrize("text", ["", "و", "كما", "كما ", "من جانبها،", "هذا ", "،،،", "«", "وقال"])
def test_scraps_are_survived(text: str) -> None:
    assert trim(text).rstrip(".") in text
