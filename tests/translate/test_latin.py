"""Words in Latin letters that the English spells wrongly."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.flags.catalogue import make_flag
from mujaz.models.bundle import Bundle
from mujaz.profiles import Profile
from mujaz.translate import Translation, Translator, translator
from mujaz.translate.glossary.terms import Glossary, Term
from mujaz.translate.glossary.violations import keep_to
from mujaz.translate.latin import count_lost_words, find_slips, put_right, respell


def put_names_right(arabic: str, english: str) -> str:
    return put_right(english, find_slips(arabic, english))


@pytest.mark.parametrize(
    ("arabic", "english", "right"),
    [
        ("عملت في منطقة Wapping.", "She worked in the Waping area.", "She worked in the Wapping area."),
        ("تكتب في مجلة (Architect Magazine).", "She writes in Actct Magaziine.", "She writes in Architect Magazine."),
        ("برنامج Le Banquier الكندي", "The Canadian Leanquier", "The Canadian Le Banquier"),
        ("شبكة (ESPN) الرياضية", "the sports network (ESNP)", "the sports network (ESPN)"),
        ("منزل Münch", "M.nch's house", "Münch's house"),
    ],
)
def test_a_misspelled_name_is_spelled_as_in_the_arabic(arabic: str, english: str, right: str) -> None:
    assert put_names_right(arabic, english) == right


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("قال Keira إنه مسرور", "Keira's friend said he was glad."),  # copied
        ("زارت Toyota المعرض", "He visited the exhibition."),  # dropped, and nothing like it
        ("تدرس Computers اليوم", "It studies the computer today."),  # a common word
        ("منظمة WTO تجتمع", "The WHO meets."),  # another abbreviation
        ("اجتمع ترامب مع Trumbo", "Trump met him."),  # owed to the Arabic name
        ("نشرت Heimat وHaimat معا", "Haimat was published."),  # another word of the Arabic
        ("وكالة UNDP هنا", "The UN is here."),
    ],
)
def test_what_may_be_right_stays(arabic: str, english: str) -> None:
    assert put_names_right(arabic, english) == english


def test_a_name_far_from_where_it_stood_is_another() -> None:
    before = "قال الوزير في مؤتمر صحفي عقد أمس في المدينة إن الحكومة"
    assert find_slips(f"Wapping {before}", "The minister said at a press conference on Monday that Waping") == []


def test_of_two_alike_places_the_likest_is_taken_and_the_word_used_once() -> None:
    assert put_names_right("حي Wapping", "Wappin, Waping") == "Wapping, Waping"


def test_a_name_does_not_reach_over_brackets() -> None:
    slips = find_slips("جامعة (Semashko State University) في موسكو", "Semasko State (Universty) in Moscow")
    pairs = [(slip.written.text, slip.right.text) for slip in slips]
    assert pairs == [("Semasko", "Semashko"), ("Universty", "University")]


def test_places_are_those_of_the_texts() -> None:
    arabic, english = "عملت في Wapping أمس.", "She worked in Waping."
    (slip,) = find_slips(arabic, english)
    assert arabic[slip.right.start : slip.right.end] == "Wapping"
    assert english[slip.written.start : slip.written.end] == "Waping"


def test_lost_words_are_counted_without_case_and_possessive() -> None:
    lost = count_lost_words("بين Toyota وToyota وBMW وMG4", "TOYOTA's, bmw")
    assert dict(lost) == {"toyota": 1, "mg4": 1}


@pytest.mark.parametrize("text", ["ab ش " * 700, "Wapping " * 400, "ش".join(f"name{n}" for n in range(300))])
def test_a_long_text_takes_no_long_time(text: str) -> None:
    start = time.process_time()
    find_slips(text[:3_000], text[:3_000].replace("a", "e"))
    assert time.process_time() - start < 5


ANY = st.text(alphabet="abcAB. ('’s)-&ش", max_size=40)


@given(ANY, ANY)
def test_only_words_of_the_arabic_are_put_in(arabic: str, english: str) -> None:
    """Slips stand in order and apart, each is what it says, and none makes more words missing."""
    slips = find_slips(arabic, english)
    assert all(one.there.end <= two.there.start for one, two in pairwise(slips))
    assert all(english[slip.written.start : slip.written.end] == slip.written.text for slip in slips)
    assert all(arabic[slip.right.start : slip.right.end] == slip.right.text for slip in slips)
    if slips:
        assert count_lost_words(arabic, put_right(english, slips)).total() < count_lost_words(arabic, english).total()


def test_a_flag_tells_what_stood_there_and_where_it_stands_now() -> None:
    arabic = "انتقل من Wapping إلى Heimatschutz."
    made = respell(arabic, Translation("He went from Waping to Haimattschutz.", score=-0.5))
    assert made.text == "He went from Wapping to Heimatschutz."
    assert [(flag.kind, flag.severity, flag.where, flag.source) for flag in made.flags] == [
        ("corrected", "info", "en:13-20", "ar:9-16"),
        ("corrected", "info", "en:24-36", "ar:21-33"),
    ]
    assert made.flags[0].message == (
        "The translator had spelled “Waping”; the Arabic has “Wapping” in Latin letters, which was put in its place."
    )
    assert made.score == -0.5


def test_a_translation_without_slips_is_the_same_object() -> None:
    translation = Translation("He went to Wapping.", (make_flag("empty", "en"),))
    assert respell("ذهب إلى Wapping.", translation) is translation


def test_places_follow_what_the_glossary_changes_before_them() -> None:
    glossary = Glossary((Term(("وزارة الصحة",), "Health Ministry", forbidden=("Ministry of Hygiene",)),))
    arabic = "زارت وزارة الصحة Wapping"
    made = keep_to(glossary, arabic, respell(arabic, Translation("The Ministry of Hygiene visited Waping")))
    assert made.text == "The Health Ministry visited Wapping"
    (flag,) = made.flags
    assert flag.where == "en:28-35"


@pytest.mark.parametrize(
    ("setting", "english"), [({}, "Wapping"), ({"repair": False}, "Waping"), ({"checks": False}, "Waping")]
)
def test_the_profile_may_say_no(
    marian_bundle: Bundle, monkeypatch: pytest.MonkeyPatch, setting: dict[str, bool], english: str
) -> None:
    def translate(*_: object, repair: bool, **_more: object) -> list[Translation]:
        return [Translation("Wapping" if repair else "Waping")]

    monkeypatch.setattr(translator, "translate_with", translate)
    profile = Profile(name="tiny", translator=str(marian_bundle.path), threads=1, **setting)
    assert Translator(profile).translate("حي Wapping").text == english
