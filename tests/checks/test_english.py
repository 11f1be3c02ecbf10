"""English against its Arabic and against the article."""

from __future__ import annotations

import pytest

from mujaz.checks.english import LONGEST, Subject, check_english, compare_lengths, count_faults
from mujaz.checks.repair_english import EnglishJudge
from mujaz.checks.window import label_headline
from mujaz.flags.catalogue import read_place
from mujaz.translate.translation import Translation
from mujaz.types import Flag
from tests.checks.articles import COST, DAM, PLANS, TEXT, facts, subject

GOOD = "The dam cost 350 million dollars, and about 2,000 workers took part in building it."


def summary(flags: tuple[Flag, ...]) -> list[tuple[str, str, str, str]]:
    return [(flag.kind, flag.severity, flag.where, flag.source) for flag in flags]


def cut(text: str, place: str) -> str:
    found = read_place(place)
    assert found is not None
    return text[found.start : found.end]


def test_a_faithful_rendering_has_no_flag() -> None:
    assert check_english(subject(COST), GOOD) == ()


def test_a_number_in_the_place_of_another_is_severe_and_both_are_shown() -> None:
    english = GOOD.replace("2,000", "3,000")
    (flag,) = check_english(subject(COST), english)
    assert (flag.kind, flag.severity) == ("number", "severe")
    assert (cut(english, flag.where), cut(COST, flag.source)) == ("3,000", "2000")
    assert flag.message == "The English has the number “3,000” where the Arabic has «2000»."
    assert flag.message_ar == "في النص الإنجليزي العدد «3,000» حيث جاء في النص العربي «2000»."


def test_a_number_that_neither_bullet_nor_article_has_is_severe() -> None:
    (flag,) = check_english(subject(PLANS), "The minister did not say when the 70 gates of the second dam come.")
    assert (flag.kind, flag.severity, flag.source) == ("number", "severe", "")
    assert flag.message == "The English has the number “70”; neither the Arabic nor the article does."


def test_a_number_that_the_article_has_elsewhere_is_a_warning_that_shows_where() -> None:
    english = "The minister did not say when building of the second dam of 2,000 workers begins."
    (flag,) = check_english(subject(PLANS), english)
    assert (flag.kind, flag.severity) == ("number", "warning")
    assert (cut(english, flag.where), cut(TEXT, flag.source)) == ("2,000", "2000")


def test_a_number_that_is_left_out_is_a_warning_with_its_place_in_the_arabic() -> None:
    (flag,) = check_english(subject(COST), "The dam cost 350 million dollars, and many workers took part in it.")
    assert (flag.kind, flag.severity, flag.where) == ("number", "warning", "en")
    assert cut(COST, flag.source) == "2000"


def test_a_wrong_weekday_is_a_severe_date() -> None:
    english = "The minister opened a new dam in the south on Friday after four years of work."
    found = [flag for flag in check_english(subject(DAM), english) if flag.kind == "date"]
    assert [(flag.severity, cut(english, flag.where), cut(DAM, flag.source)) for flag in found] == [
        ("severe", "Friday", "الثلاثاء")
    ]


def test_a_month_named_twice_is_one_date_and_one_month_in_english() -> None:
    arabic = "وافق المجلس على الخطة في يونيو (حزيران) الماضي."
    assert check_english(subject(arabic), "The council approved the plan last June.") == ()
    (flag,) = check_english(subject(arabic), "The council approved the plan last May.")
    assert (flag.kind, cut(arabic, flag.source)) == ("date", "يونيو (حزيران) الماضي")


VISIT = "وصل المبعوث إلى القاهرة أمس قادما من الخرطوم."


def test_a_name_in_the_place_of_another_is_severe() -> None:
    english = "The envoy arrived in London yesterday from Khartoum."
    found = [flag for flag in check_english(subject(VISIT), english) if flag.kind == "name"]
    assert [(flag.severity, cut(english, flag.where), cut(VISIT, flag.source)) for flag in found] == [
        ("severe", "London", "القاهرة")
    ]


def test_a_name_that_the_article_has_elsewhere_is_a_warning_that_shows_where() -> None:
    english = "The minister did not say in Cairo when building of the second dam begins."
    text = f"{TEXT}\n{VISIT}"
    (flag,) = check_english(subject(PLANS, text), english)
    assert (flag.kind, flag.severity, cut(english, flag.where)) == ("name", "warning", "Cairo")
    assert cut(text, flag.source) == "القاهرة"


def test_a_negation_that_is_lost_is_a_warning() -> None:
    (flag,) = check_english(subject(PLANS), "The minister said when the building of the second dam begins.")
    assert (flag.kind, flag.severity, cut(PLANS, flag.source)) == ("negation", "warning", "ولم")
    assert flag.message == "The Arabic denies this («ولم»); the English does not."


def test_english_much_longer_may_add_and_much_shorter_may_leave_out() -> None:
    long = "word " * 40
    assert [(flag.kind, flag.severity) for flag in check_english(subject(PLANS), long)][-1:] == [
        ("addition", "warning")
    ]
    short = check_english(subject(PLANS), "He did not say.")
    assert [(flag.kind, flag.severity) for flag in short] == [("omission", "warning")]


def test_a_headline_is_checked_like_a_bullet_and_its_flags_name_it() -> None:
    headline = Subject("افتتاح سد كلف 350 مليون دولار", facts(title="افتتاح سد كلف 350 مليون دولار"))
    english = "A dam of 530 million dollars opens"
    translation = label_headline(EnglishJudge(headline).examine(Translation(english)))
    assert summary(translation.all_flags) == [("number", "severe", "title_en:9-28", "title:14-29")]


def test_a_blank_text_has_no_flags() -> None:
    assert check_english(subject("  "), "") == ()


def test_what_english_adds_counts_three_times_what_it_loses() -> None:
    assert count_faults(COST, GOOD) == 0
    assert count_faults(COST, "The dam cost 350 million dollars.") == 1
    assert count_faults(DAM, "There are 70 gates and it costs 90 euros.") == 8


def test_a_headline_of_any_length_is_compared_up_to_a_bound() -> None:
    numbers = "1234 " * LONGEST
    headline = Subject(f"{DAM} {numbers}", facts())
    assert max(number.end for number in headline.facts.numbers) <= LONGEST


def test_a_person_is_not_said_to_stand_in_the_place_of_a_town() -> None:
    flags = check_english(subject("عاد الوفد إلى القاهرة أمس."), "Kowalski came back yesterday.")
    assert sorted((flag.kind, flag.severity, flag.source) for flag in flags) == [
        ("name", "severe", ""),
        ("name", "warning", "ar:14-21"),
    ]


def test_a_name_is_elsewhere_in_the_article_only_where_one_sentence_has_it() -> None:
    text = f"{DAM}\nقال سمير حداد إن السد آمن.\nورحب نبيل خوري بالقرار.\n(2014)"
    scattered, whole = (
        check_english(
            Subject(PLANS, facts(text)), f"The minister did not say when, {name} said, the second dam starts."
        )
        for name in ("Samir Khoury", "Samir Haddad")
    )
    assert [(flag.kind, flag.severity) for flag in scattered] == [("name", "severe")]
    assert [(flag.kind, flag.severity) for flag in whole] == [("name", "warning")]


def test_words_that_are_only_spelled_like_a_name_are_not_pointed_at() -> None:
    english = "The minister did not say when, Thaman said, the building of the second dam begins."
    (flag,) = check_english(Subject(PLANS, facts(f"{DAM}\nارتفع ثمن الإسمنت كثيرا.\n(2014)")), english)
    assert (flag.kind, flag.severity, cut(english, flag.where), flag.source) == ("name", "warning", "Thaman", "")
    assert (
        flag.message
        == "The English has the name “Thaman”; the Arabic does not, and whether the article does is not sure."
    )


VOWELLED = [
    "أَضْرَبَ عُمَّالُ مِينَاءِ الصَّخْرَةِ ثَلَاثَةَ أَيَّامٍ احْتِجَاجًا عَلَى تَأَخُّرِ الرَّوَاتِبِ.",
    "دَشَّنَ وَزِيرُ الرَّيِّ سَدًّا جَدِيدًا عَلَى وَادِي الْغِزْلَانِ صَبَاحَ الْأَحَدِ.",
    "وَقَالَ النَّقِيبُ إِنَّ الْإِدَارَةَ لَمْ تَرُدَّ عَلَى أَيٍّ مِنْ مَطَالِبِهِمْ.",
    "تَتَوَقَّعُ الْهَيْئَةُ عَوَاصِفَ رَمْلِيَّةً عَلَى الْمَنَاطِقِ الْجَنُوبِيَّةِ غَدًا.",
    "فَازَ النَّادِي عَلَى ضَيْفِهِ بِثَلَاثَةِ أَهْدَافٍ مُقَابِلَ هَدَفٍ وَاحِدٍ.",
]


@pytest.mark.parametrize("arabic", VOWELLED)
def test_a_vowel_sign_parts_no_word_when_words_are_counted(arabic: str) -> None:
    count = len(arabic.split())
    assert compare_lengths(arabic, " ".join(["word"] * count)) == []
    assert [flag.kind for flag in compare_lengths(arabic, "one two")] == ["omission"]


TWICE = {
    "a name that is left out": ("زار الوفد دمشق ثم غادر دمشق.", "The delegation visited it and then left it."),
    "a name that is added": (PLANS, "Oslo did not say when building of the second dam in Oslo begins."),
    "a number that is added": (
        PLANS,
        "The minister did not say when 70 gates and the 70 pumps of the second come.",
    ),
    "a number that is left out": ("وصل 70 عاملا وغادر 70 عاملا.", "Workers came and workers left."),
    "a word that is none": (PLANS, "The minister did not say when the plorters begin, nor the plorters of the second."),
}


@pytest.mark.parametrize(("arabic", "english"), TWICE.values(), ids=TWICE)
def test_the_same_is_said_once(arabic: str, english: str) -> None:
    messages = [flag.message for flag in check_english(subject(arabic), english)]
    assert len(messages) == len(set(messages))
    assert messages


@pytest.mark.parametrize("english", ["The track is 4.75 km long.", "The track is 4,750 km long."])
def test_a_figure_of_two_readings_is_a_warning_that_shows_both(english: str) -> None:
    (flag,) = check_english(subject("يبلغ طول المضمار 4.750 كلم."), english)
    assert (flag.kind, flag.severity) == ("number", "warning")
    assert "«4.750 كلم» may be read as 4.75 or as 4,750" in flag.message


def test_neither_of_two_readings_is_severe() -> None:
    (flag,) = check_english(subject("يبلغ طول المضمار 4.750 كلم."), "The track is 47 km long.")
    assert (flag.kind, flag.severity) == ("number", "severe")


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("تظاهر ٣،٤٠٠ طالب في العاصمة.", "3,400 students demonstrated in the capital."),
        ("أعيد 000 45 لاجئ إلى القرى.", "45,000 refugees were returned to the villages."),
        ("بلغ الإنتاج 275ر8 مليون برميل.", "Output reached 8.275 million barrels."),
        ("استمر الإضراب نصف قرن.", "The strike lasted 50 years."),
        ("انطلق القطار عند التاسعة والنصف صباحا.", "The train left at half past nine in the morning."),
        ("خصصت 5 ملايين و120 ألف يورو.", "It set aside 5 million and 120 thousand euros."),
        ("أعيد بناء مئة و ستة و ثلاثين منزلا.", "136 homes were rebuilt."),
        ("ينتهي العقد في 25 ذي القعدة 1443.", "The contract ends on 25 Dhu al-Qi'dah 1443."),
    ],
)
def test_right_figures_have_no_flag(arabic: str, english: str) -> None:
    assert [flag for flag in check_english(subject(arabic), english) if flag.kind in {"number", "date"}] == []
