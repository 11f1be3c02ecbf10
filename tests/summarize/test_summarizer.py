"""From articles to bullets with the extractive strategy."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.errors import ArticleError, InputError
from mujaz.profiles import load_profile
from mujaz.summarize import STRATEGIES, Summarizer
from mujaz.summarize.ranking import SAME
from mujaz.summarize.terms import TermSpace, cosine
from mujaz.types import Article, Bullet
from tests.summarize.documents import document

HARBOUR = (
    "أعلنت هيئة الموانئ أمس افتتاح رصيف جديد في ميناء المدينة الشمالي يتسع لخمس سفن.",
    "وقال مدير الهيئة سامي الحداد إن الرصيف كلف 40 مليون دينار.",
    "كما أوضح الحداد أن الهيئة ستوظف 200 عامل قبل نهاية العام.",
    "وأضاف أن العمل لن يتوقف في الشتاء.",
    "هل يكفي ذلك؟",
    "من جانبها، رحبت غرفة التجارة بالمشروع، وفق رويترز.",
    "أعلنت هيئة الموانئ أمس افتتاح رصيف جديد في ميناء المدينة الشمالي يتسع لخمس سفن.",
    "وكانت الغرفة طالبت بتوسيع الميناء منذ عشرة أعوام.",
)


def _texts(bullets: list[Bullet]) -> list[str]:
    return [bullet.ar for bullet in bullets]


def test_bullets_are_the_articles_sentences_trimmed_and_in_order() -> None:
    (bullets,) = Summarizer().summarize_documents([document(*HARBOUR, title="رصيف جديد في الميناء الشمالي")])
    trimmed = [
        "أعلنت هيئة الموانئ أمس افتتاح رصيف جديد في ميناء المدينة الشمالي يتسع لخمس سفن.",
        "قال مدير الهيئة سامي الحداد إن الرصيف كلف 40 مليون دينار.",
        "أوضح الحداد أن الهيئة ستوظف 200 عامل قبل نهاية العام.",
        "رحبت غرفة التجارة بالمشروع.",
        "كانت الغرفة طالبت بتوسيع الميناء منذ عشرة أعوام.",
    ]
    assert _texts(bullets)[:2] == trimmed[:2]
    assert _texts(bullets)[2] in trimmed[2:]


def test_what_does_not_stand_alone_gives_way() -> None:
    small = document("هل يكفي ذلك؟", "وأضاف أن العمل سيتوقف.", HARBOUR[1], title="رصيف بأربعين مليون دينار")
    (bullets,) = Summarizer().summarize_documents([small])
    assert _texts(bullets) == ["قال مدير الهيئة سامي الحداد إن الرصيف كلف 40 مليون دينار."]


def test_each_bullets_evidence_is_the_whole_untrimmed_sentence() -> None:
    (bullets,) = Summarizer().summarize_documents([document(*HARBOUR)])
    assert [[one.text for one in bullet.evidence] for bullet in bullets][1] == [HARBOUR[1]]
    assert all(bullet.scores["support"] == 1 and not bullet.flags for bullet in bullets)


@pytest.mark.parametrize(
    "sentences",
    [
        ("أغلق ميناء الصخرة أبوابه مساء الأحد بسبب العاصفة.", "وتستأنف الرحلات البحرية صباح الثلاثاء."),
        ("رفع المصرف المركزي سعر الفائدة ربع نقطة.", "وتوقع محللون رفعا آخر قبل نهاية العام."),
        ("قتل عاملان في انهيار سقف مستودع بحي الدباغين.", "وتحقق الشرطة مع مالك المستودع."),
    ],
)
def test_two_sentences_that_stand_alone_are_two_bullets(sentences: tuple[str, str]) -> None:
    (bullets,) = Summarizer().summarize_documents([document(*sentences)])
    assert len(bullets) == 2


def test_one_sentence_gives_one_bullet_however_poor() -> None:
    (bullets,) = Summarizer().summarize_documents([document("وأضاف أن العمل لن يتوقف.")])
    assert _texts(bullets) == ["أضاف أن العمل لن يتوقف."]


def test_a_document_without_sentences_gives_no_bullet_and_spoils_no_other() -> None:
    found = Summarizer().summarize_documents([document(), document(*HARBOUR)])
    assert [len(bullets) for bullets in found] == [0, 3]


def test_the_profile_says_how_many_bullets_at_most() -> None:
    assert len(Summarizer(bullets=1).summarize_documents([document(*HARBOUR)])[0]) == 1
    assert len(Summarizer(load_profile("auto"), bullets=2).summarize_documents([document(*HARBOUR)])[0]) == 2


def test_a_sentence_without_end_makes_a_bullet_that_breaks_off_and_says_so() -> None:
    (bullets,) = Summarizer().summarize_documents([document("قال الوزير إن العمل بدأ، " + "ثم تابع الحديث " * 100)])
    assert bullets[0].ar.endswith("…")
    assert len(bullets[0].ar.split()) <= 120
    assert [flag.kind for flag in bullets[0].flags] == ["truncated"]


def test_an_unknown_strategy_is_named_with_those_that_there_are() -> None:
    with pytest.raises(InputError, match="no strategy 'best'; there are condensed, extractive, mt5"):
        Summarizer(strategy="best")


def test_every_strategy_of_the_registry_says_what_it_is() -> None:
    assert all(made.__doc__ for made in STRATEGIES.values())


_NOUNS = [
    "الوزير",
    "المدير",
    "الجسر",
    "المدينة",
    "النفط",
    "القمح",
    "السوق",
    "الميناء",
    "المطار",
    "المدرسة",
    "البرلمان",
    "القانون",
    "الشركة",
    "المصنع",
    "الطريق",
]
_SENTENCE = st.lists(st.sampled_from(_NOUNS), min_size=1, max_size=12).map(lambda nouns: f"زار {' '.join(nouns)}.")


@settings(max_examples=60, deadline=None)
@given(st.lists(_SENTENCE, min_size=1, max_size=20), st.integers(1, 8))
def test_laws_of_every_summary(sentences: list[str], most: int) -> None:
    small = document(*sentences)
    (bullets,) = Summarizer(bullets=most).summarize_documents([small])
    assert 1 <= len(bullets) <= most
    evidence = [one for bullet in bullets for one in bullet.evidence]
    assert all(one.text == small.article.text[one.start : one.end] for one in evidence)
    starts = [bullet.evidence[0].start for bullet in bullets]
    assert starts == sorted(starts)
    space = TermSpace(sentences)
    vectors = [space.vector(bullet.ar) for bullet in bullets]
    assert all(cosine(a, b) < SAME for i, a in enumerate(vectors) for b in vectors[:i])
    assert Summarizer(bullets=most).summarize_documents([small]) == [bullets]


_ODD = st.sampled_from(
    ["\u202e", "\x00", "\ud800", "ﷺ", "«", ")", "..", "\n", " - ", "(رويترز)", "؟", "د.", "ـ", "9" * 50]
)
_PIECE = st.one_of(_SENTENCE, _ODD, st.text(max_size=5))


@settings(max_examples=100, deadline=None)
@given(st.lists(_PIECE, max_size=20).map(" ".join), st.text(max_size=10))
def test_any_text_gives_bullets_with_exact_evidence_or_is_refused(text: str, title: str) -> None:
    try:
        bullets = Summarizer().summarize(Article(id="odd", title=title, text=text))
    except ArticleError:
        return
    assert bullets
    assert all(bullet.ar and bullet.evidence for bullet in bullets)
    assert all(one.text == text[one.start : one.end] for bullet in bullets for one in bullet.evidence)


def test_an_article_of_fifty_thousand_words_takes_under_two_seconds() -> None:
    summarizer = Summarizer()
    words = [f"كلمة{chr(0x627 + a)}{chr(0x628 + b)}" for a in range(20) for b in range(20)]
    sentences = [" ".join(words[(7 * i + i * j) % 400] for j in range(20)) + "." for i in range(2500)]
    long = document(*sentences)
    started = time.process_time()
    (bullets,) = summarizer.summarize_documents([long])
    assert time.process_time() - started < 2
    assert len(bullets) == 5


def test_a_scraped_page_gives_bullets_without_headline_deck_or_subscription_prompt(shared: Path) -> None:
    text = (shared / "samples" / "asharq-alawsat-2014.txt").read_text(encoding="utf-8")
    bullets = Summarizer().summarize(Article(id="sample", text=text))
    assert 3 <= len(bullets) <= 7
    tail = text.index("تويتر وفيسبوك وغوغل ومايكروسوفت تشارك")
    assert all(one.end <= tail for bullet in bullets for one in bullet.evidence)
    assert all(one.text == text[one.start : one.end] for bullet in bullets for one in bullet.evidence)


QUESTIONS = [
    "هل ينتهي الإضراب قبل نهاية الأسبوع؟",
    "متى تصرف الرواتب المتأخرة لعمال الميناء؟",
    "وماذا عن السفن التي تنتظر خارج الميناء منذ ثلاثة أيام؟",
    "كيف تصف موقف الإدارة؟",
    "لماذا لم ترد الوزارة؟",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_no_bullet_where_there_are_answers(question: str) -> None:
    answers = ["أضربنا ثلاثة أيام، وتنتظر 14 سفينة خارج الميناء.", "ننتظر رواتب شهرين قيمتها 3 ملايين دينار."]
    others = [other for other in QUESTIONS if other != question]
    text = f"{question}\n- {answers[0]}\n* {others[0]}\n- {answers[1]}\n* {others[1]}"
    bullets = Summarizer(strategy="extractive").summarize(text)
    assert [bullet.ar for bullet in bullets] == answers


def test_an_article_of_questions_still_has_a_bullet() -> None:
    assert Summarizer(strategy="extractive").summarize("\n".join(QUESTIONS))


def test_a_statement_that_ends_in_a_question_may_be_a_bullet() -> None:
    text = (
        "لم يبق أمام عمال الميناء بعد ثلاثة أيام من الإضراب الطويل إلا سؤال واحد لا جواب عنه حتى اليوم: هل ترد الإدارة؟"
    )
    bullets = Summarizer(strategy="extractive").summarize(f"{text}\nوقال النقيب إنه لا يعرف متى تنتهي الأزمة.")
    assert bullets[0].ar == text
