"""Headline and deck at either end."""

from __future__ import annotations

import pytest

from mujaz.text.headings import Headings, find_headings

HEADLINE = "وزراء المالية العرب يبحثون إنشاء صندوق للطوارئ"
DECK = "الاجتماع يناقش مساهمات الدول وآلية اتخاذ القرار في الأزمات"
BODY = [
    "بدأ وزراء المالية العرب أمس اجتماعا يستمر يومين لبحث إنشاء صندوق يساعد الدول في أوقات الأزمات.",
    "وقال رئيس الاجتماع إن الصندوق سيبدأ برأس مال يبلغ ثلاثة مليارات دولار تسهم فيه الدول الأعضاء.",
    "ومن المقرر أن يصدر البيان الختامي مساء اليوم.",
]


def test_a_headline_above_the_text() -> None:
    assert find_headings([HEADLINE, *BODY], "") == Headings(HEADLINE, "", frozenset({0}))


def test_headline_and_deck_above_the_text() -> None:
    assert find_headings([HEADLINE, DECK, *BODY], "") == Headings(HEADLINE, DECK, frozenset({0, 1}))


@pytest.mark.parametrize("byline", ["سامي حداد", "سامي حداد – الرياض", "اقتصاد"])
def test_a_byline_between_headline_and_text_goes_and_is_no_deck(byline: str) -> None:
    assert find_headings([HEADLINE, byline, *BODY], "") == Headings(HEADLINE, "", frozenset({0, 1}))


@pytest.mark.parametrize("first", ["سامي حداد – الرياض", "اقتصاد", "بيروت - خاص"])
def test_a_byline_or_section_above_all_is_no_headline(first: str) -> None:
    assert find_headings([first, HEADLINE, *BODY], "").title == HEADLINE
    assert find_headings([first, *BODY], "") == Headings("", "", frozenset({0}))


def test_headline_deck_and_headline_again_after_the_text() -> None:
    assert find_headings([*BODY, HEADLINE, DECK, HEADLINE], "") == Headings(HEADLINE, DECK, frozenset({3, 4, 5}))


def test_a_known_headline_after_the_text_with_its_deck() -> None:
    assert find_headings([*BODY, HEADLINE, DECK], HEADLINE) == Headings(HEADLINE, DECK, frozenset({3, 4}))


def test_a_known_headline_is_recognized_in_other_spelling_and_punctuation() -> None:
    line = "وزراء الماليه العرب يبحثون «إنشاء» صندوق للطوارىء".replace("ىء", "ئ")
    assert find_headings([line, *BODY], HEADLINE) == Headings(HEADLINE, "", frozenset({0}))


def test_a_known_headline_repeated_among_the_paragraphs_goes() -> None:
    assert find_headings([BODY[0], HEADLINE, *BODY[1:]], HEADLINE).lines == {1}


def test_a_headline_above_that_stands_below_again_is_found_at_both_ends() -> None:
    assert find_headings([HEADLINE, *BODY, HEADLINE], "") == Headings(HEADLINE, "", frozenset({0, 4}))


@pytest.mark.parametrize(
    "last",
    ["وغادر رئيس الوفد المدينة صباح اليوم", "سامي حداد", "خطة جديدة لدعم المزارعين في الشمال"],
    ids=["without full stop", "name", "another headline"],
)
def test_a_last_line_that_repeats_no_headline_stays(last: str) -> None:
    assert find_headings([*BODY, last], "") == Headings()
    assert find_headings([*BODY, last], HEADLINE) == Headings(HEADLINE)


def test_a_first_paragraph_stays_where_the_headline_is_known_to_be_another() -> None:
    opening = "بدأ وزراء المالية العرب أمس اجتماعا يستمر يومين لبحث الأزمات"
    assert find_headings([opening, *BODY], HEADLINE) == Headings(HEADLINE)


@pytest.mark.parametrize(
    "opening",
    [BODY[0], BODY[1].rstrip(".") + " على مدى خمس سنوات", "قال الوزير:"],
    ids=["paragraph", "no stop", "colon"],
)
def test_a_first_paragraph_is_no_headline(opening: str) -> None:
    assert find_headings([opening, *BODY], "") == Headings()


def test_lines_of_a_poem_are_no_headlines() -> None:
    assert (
        find_headings(["يا ليل طل أو لا تطل", "لا بد لي أن أسهرك", "لو بات عندي قمري", "ما بت أرعى قمرك"], "")
        == Headings()
    )


@pytest.mark.parametrize(
    "line",
    ["خلافات مستمرة", "وزير المالية: الموازنة جاهزة", "«صندوق الطوارئ» في سطور", 'الموازنة "جاهزة"', '"مهمة صعبة"'],
)
def test_a_cross_heading_or_link_between_paragraphs_goes(line: str) -> None:
    assert find_headings([*BODY[:2], line, BODY[2]], HEADLINE).lines == {2}


@pytest.mark.parametrize(
    "line",
    [
        "1- صندوق الطوارئ",
        "- صندوق الطوارئ",
        "وقالت مصادر في الوزارة",
        "قال رئيس الوفد: «نعم»",
        "خلافات مستمرة.",
        'قال إن الموازنة "جاهزة"',
    ],
)
def test_an_item_of_a_list_or_a_sentence_between_paragraphs_stays(line: str) -> None:
    assert find_headings([*BODY[:2], line, BODY[2]], HEADLINE) == Headings(HEADLINE)


def test_short_lines_under_a_colon_or_many_in_a_row_are_a_list() -> None:
    assert find_headings([BODY[0], "وهذه هي الدول:", "دولة أولى", BODY[1], BODY[2]], HEADLINE) == Headings(HEADLINE)
    four = ["دولة أولى", "دولة ثانية", "دولة ثالثة", "دولة رابعة"]
    assert find_headings([*BODY, *four, *BODY], HEADLINE) == Headings(HEADLINE)


TEASERS = ["مقتل ٩ أشخاص في تصادم على الطريق الساحلي", "ضبط شحنة أدوية مهربة في المرفأ", "نتائج الدوري الممتاز"]


@pytest.mark.parametrize("marks", ["", "• ", "* ", "» "])
@pytest.mark.parametrize("count", [2, 3])
def test_teasers_of_other_stories_below_the_text_go(marks: str, count: int) -> None:
    teasers = [f"{marks}{teaser}" for teaser in TEASERS[:count]]
    assert find_headings([*BODY, *teasers], HEADLINE).lines == set(range(3, 3 + count))


@pytest.mark.parametrize("teaser", TEASERS)
def test_one_teaser_alone_goes_below_a_longer_text(teaser: str) -> None:
    assert find_headings([*BODY, BODY[0], teaser], HEADLINE).lines == {4}
    assert find_headings([*BODY, teaser], HEADLINE) == Headings(HEADLINE)


@pytest.mark.parametrize(
    "lines",
    [
        ["1- إنشاء الصندوق", "2- تعيين مدير له"],
        ["- إنشاء الصندوق", "- تعيين مدير له"],
        ["وغادر رئيس الوفد المدينة", "وعاد وزير المالية إلى العاصمة"],
        ["ولماذا الآن؟", "متى يبدأ العمل؟"],
    ],
)
def test_items_sentences_and_questions_below_the_text_stay(lines: list[str]) -> None:
    assert find_headings([*BODY, *lines], HEADLINE) == Headings(HEADLINE)


@pytest.mark.parametrize("again", [f"{HEADLINE}.", f"«{HEADLINE}».", f"{HEADLINE} .", f"{HEADLINE}!", HEADLINE])
def test_the_headline_again_goes_with_or_without_its_full_stop(again: str) -> None:
    assert find_headings([HEADLINE, again, *BODY], "").lines == {0, 1}


def test_a_lead_that_says_more_than_the_headline_stays() -> None:
    lead = f"{HEADLINE} يوم الأحد."
    assert find_headings([HEADLINE, lead, *BODY], "").lines == {0}


def test_what_is_nothing_but_its_headline_is_left() -> None:
    assert find_headings([HEADLINE], HEADLINE) == Headings(HEADLINE)
    assert find_headings([HEADLINE, HEADLINE], "") == Headings()
    assert find_headings([], "") == Headings()


@pytest.mark.parametrize("label", ["خاص - ", "عاجل | ", "بالفيديو: "])
def test_a_label_is_no_part_of_the_headline(label: str) -> None:
    headline = "عمال ميناء الصخرة يضربون ثلاثة أيام احتجاجا على تأخر الرواتب"
    paragraphs = [
        "أضرب عمال ميناء الصخرة ثلاثة أيام احتجاجا على تأخر الرواتب، فتوقف تفريغ 14 سفينة.",
        "وقال نقيب العمال إن الإدارة لم ترد على أي من مطالبهم حتى مساء الخميس.",
        "وحذرت غرفة التجارة من نقص السلع في الأسواق إذا استمر الإضراب أسبوعا آخر.",
    ]
    assert find_headings([f"{label}{headline}", *paragraphs], "").title == headline
