"""Names found in Arabic and English."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.facts.base import Language, Name, Search
from mujaz.facts.find import find_facts
from mujaz.facts.names.kind import Names


def find_names(text: str, language: Language) -> tuple[Name, ...]:
    return tuple(Names().find(Search(text, language)))


def named(text: str, language: Language) -> list[str]:
    return [name.text for name in find_names(text, language)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gilles de Kerchove met officials in Brussels.", ["Gilles de Kerchove", "Brussels"]),
        ("Prices rose again in March, but economists had expected worse.", []),
        ("On Monday, President Salma Haddad flew to Tunis.", ["Salma Haddad", "Tunis"]),
        ("The Bank of Harran cut its rates.", ["Bank of Harran"]),
        ("Fighters of al-Shabaab left Kismayo.", ["al-Shabaab", "Kismayo"]),
        ("Turkish Foreign Minister Kemal Aydin resigned.", ["Turkish", "Kemal Aydin"]),
        ("Lebanon's army said so.", ["Lebanon"]),
        ("I didn't see anybody, the coach said.", []),
        ("The World Bank lent to Mali.", ["World Bank", "Mali"]),
        ("They paid 350,000 Egyptian pounds in May 2020.", []),
        ("The cost was high, What the Germans pay is not.", ["Germans"]),
        ("The match ended late, Which the Spaniards did not like.", ["Spaniards"]),
        ("Fuel ran out and Where it went nobody knows.", []),
        ("The road reopened, Although the Swedes had closed it.", ["Swedes"]),
        ("The chief of the WHO and the US envoy met in Oslo.", ["WHO", "US", "Oslo"]),
        ("", []),
    ],
)
def test_english_names_are_found_by_their_capitals(text: str, names: list[str]) -> None:
    assert [name.text for name in find_facts(text, "en").names] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وصل الوفد إلى بروكسل قادما من القاهرة.", ["بروكسل", "القاهرة"]),
        ("قال الوزير التركي كمال أيدين إن بلاده ملتزمة.", ["التركي", "كمال أيدين"]),
        ("رحبت لندن بالقرار.", ["لندن"]),
        ("سافر إلى لبنان وبغداد.", ["لبنان", "بغداد"]),
        ("أعلن حزب العدالة والتنمية فوزه.", ["حزب العدالة والتنمية"]),
        ("انتقل الفريق من فلوريدا إلى رام الله.", ["فلوريدا", "رام الله"]),
        ("زار مدينة العيون ومخيم جنين.", ["العيون", "جنين"]),
        ("قالت جدة الطفل إنها درست طب العيون.", []),
        ("عقدت اللجنة اجتماعها الدوري لبحث الميزانية الجديدة.", []),
        ("كان كريم الخلق محبوبا من الجميع.", []),
        ("", []),
    ],
)
def test_arabic_names_are_found_where_they_are_known_or_announced(text: str, names: list[str]) -> None:
    assert named(text, "ar") == names


def test_a_proclitic_is_no_part_of_a_name_and_the_article_is() -> None:
    assert find_names("زار باريس وعاد إلى بيروت وبالقاهرة التقى", "ar")[2] == Name(27, 34, "القاهرة", "place")


def test_kinds_are_told_where_they_are_known() -> None:
    names = find_names("Chancellor Ida Brandt of Germany praised the Ministry of Justice and Siemens.", "en")
    assert [(name.text, name.kind) for name in names] == [
        ("Ida Brandt of Germany", "person"),
        ("Ministry of Justice", "organization"),
        ("Siemens", "unknown"),
    ]


@settings(max_examples=200)
@given(st.text(), st.sampled_from(["ar", "en"]))
def test_any_text_gives_names_that_are_its_slices_in_order(text: str, language: str) -> None:
    names = find_names(text, language)  # type: ignore[arg-type]
    assert all(text[name.start : name.end] == name.text and name.text for name in names)
    assert all(one.end <= two.start for one, two in pairwise(names))


def test_a_town_that_is_called_like_a_person_is_no_place_in_the_person_s_name() -> None:
    assert "بشار" not in named("استقبل الرئيس السوري بشار الأسد الوفد", "ar")
