"""Which sentences need the one before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.summarize.dependence import leans_on_context


@pytest.mark.parametrize(
    "text",
    [
        "هذا القرار يدخل حيز التنفيذ.",
        "هو أول من وصل إلى المكان.",
        "وحينها، كان الجسر مغلقا.",
        "لذلك قررت البلدية إغلاق الجسر.",
        "في تلك الليلة فاض النهر.",
        "بعد ذلك غادر الوفد المدينة.",
        "رغم هذا الرفض يستمر العمل.",
        "ويأتي ذلك بعد أسابيع من الحادث.",
        "لأن أمن المدينة مهم.",
    ],
)
def test_a_sentence_that_opens_by_pointing_back_leans(text: str) -> None:
    assert leans_on_context(text)


@pytest.mark.parametrize(
    "text",
    [
        "أضاف أن الأسعار سترتفع.",
        "وتابع: «سنعود قريبا».",
        "قال إنه سيعود غدا.",
        "أشار إلى أن الأسعار سترتفع.",
        "وقال في بيان إن العمل انتهى.",
        "قال وفق ما نقلت عنه الصحف إن العمل انتهى.",
        "أوضحت أيضا أن العمل انتهى.",
        "لافتا إلى أن العمل انتهى.",
        "معتبرة أن العمل انتهى قبل موعده.",
    ],
)
def test_speech_without_a_speaker_leans(text: str) -> None:
    assert leans_on_context(text)


@pytest.mark.parametrize(
    "text",
    [
        "يخصص 240 مليون دينار لإصلاح الشبكات.",
        "وبلغت 3.5 مليارات دولار في عام واحد.",
        "ينص على إنشاء هيئة مستقلة.",
        "أصروا على مواصلة العمل.",
        "جاءت تصريحاته بعد لقاء الوفد.",
        "قالت زوجته إن الحادث وقع فجرا.",
        "قالت إحداهم إن الحادث وقع فجرا.",
        "فالمدينة تعيش بلا ماء منذ عام.",
    ],
)
def test_a_sentence_whose_subject_stands_before_it_leans(text: str) -> None:
    assert leans_on_context(text)


@pytest.mark.parametrize("text", ["هل يعود الوزير؟", "لن نعود أبدا».", "«لن نعود.", "(كما قيل أمس.", 'قال "نعم.'])
def test_a_question_and_a_part_of_a_quotation_lean(text: str) -> None:
    assert leans_on_context(text)


@pytest.mark.parametrize(
    "text",
    [
        "أضاف الوزير أن الأسعار سترتفع.",
        "أشار الوزير إلى أن الأسعار سترتفع.",
        "افتتح الوزير الجسر.",
        "قال «نادي الأمل» إنه سيشارك.",
        "في هذا العام ارتفعت الأسعار.",
        "لقي 24 طفلا مصرعهم في حادث غرق.",
        "يشارك 50 وزيرا في المؤتمر.",
        "فالنسيا تفوز على ضيفها بهدفين.",
        "في كلمته أمام البرلمان قال الوزير إن العمل انتهى.",
        "شارك في المؤتمر وزراء من عشر دول.",
        "مدينة عن يمين النهر تغرق.",
        "",
        "«»",
    ],
)
def test_a_sentence_that_names_its_subject_stands_alone(text: str) -> None:
    assert not leans_on_context(text)


@given(st.text(max_size=40))
def test_any_text_is_judged(text: str) -> None:
    assert leans_on_context(text) in (True, False)
