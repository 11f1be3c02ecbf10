"""Facts taken from another place of the source."""

from __future__ import annotations

from mujaz.facts.base import Facts
from mujaz.facts.compare import find_misplaced
from mujaz.facts.find import find_facts

ARTICLE = (
    "أعلنت إدارة الميناء الثلاثاء أن الحريق أدى إلى إصابة 9 عمال بجروح طفيفة. وكانت سفينة قد اصطدمت بالرصيف قبل 5 "
    "أشهر. ويجتمع مجلس الميناء الأحد."
)


def compare(text: str) -> Facts:
    return find_misplaced(text, find_facts(text, "ar"), ARTICLE, find_facts(ARTICLE, "ar"))


def test_a_number_that_stands_elsewhere_among_other_words_is_misplaced() -> None:
    found = compare("الحريق أدى إلى إصابة 5 عمال بجروح")
    assert [number.low for number in found.numbers] == [5]


def test_a_one_that_no_digit_of_the_source_bears_out_is_misplaced() -> None:
    found = compare("الحريق أدى إلى إصابة 1 عمال بجروح")
    assert [number.low for number in found.numbers] == [1]


def test_a_number_that_never_counts_what_another_counts_is_misplaced() -> None:
    assert [number.low for number in compare("إصابة 5 عمال في حريق").numbers] == [5]
    assert not compare("عاد 5 عمال إلى الميناء").numbers


def test_a_weekday_of_another_sentence_is_misplaced() -> None:
    found = compare("أعلنت إدارة الميناء الأحد أن الحريق أدى إلى إصابة عمال")
    assert [date.weekday for date in found.dates] == [7]


def test_a_name_beside_the_words_of_another_is_misplaced() -> None:
    article = (
        "وصل وفد من القاهرة إلى مدينة دمشق صباح الأحد للتفاوض. ثم زار الوفد بيروت حيث التقى رئيس الحكومة اللبنانية."
    )
    source = find_facts(article, "ar")
    for text, names in (
        ("وصل وفد من القاهرة إلى مدينة بيروت صباح الأحد للتفاوض", ["بيروت"]),
        ("وصل وفد من القاهرة إلى مدينة باريس صباح الأحد للتفاوض", ["باريس"]),
        ("وصل وفد من القاهرة إلى مدينة دمشق صباح الأحد للتفاوض", []),
        ("زار الوفد دمشق وبيروت", []),
    ):
        found = find_misplaced(text, find_facts(text, "ar"), article, source)
        assert [name.text for name in found.names] == names, text


def test_facts_among_their_own_words_are_left_alone() -> None:
    for text in (
        "الحريق أدى إلى إصابة 9 عمال بجروح",
        "أعلنت إدارة الميناء الثلاثاء أن الحريق أصاب 9",
        "اصطدمت سفينة بالرصيف قبل 5 أشهر والمجلس يجتمع الأحد",
        "إصابة 9 عمال، بعد اصطدام سفينة قبل 5 أشهر",
    ):
        assert not compare(text), text


def test_what_the_source_does_not_state_at_all_is_left_to_unsupported() -> None:
    assert not compare("الحريق أدى إلى إصابة 7 عمال بجروح طفيفة")
