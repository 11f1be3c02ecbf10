"""Names of two texts compared, across scripts and within one."""

from __future__ import annotations

import pytest

from mujaz.facts.compare import find_omitted, find_unsupported
from mujaz.facts.find import find_facts
from mujaz.facts.names.kind import is_same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("غوغل", "Google"),
        ("جوجل", "Google"),
        ("جيل دو كيرشوف", "Gilles de Kerchove"),
        ("كيرشوف", "Gilles de Kerchove"),
        ("سيسليا مالمستروم", "Cecilia Malmström"),
        ("ديغول", "Charles de Gaulle"),
        ("عبد الرحمن", "Abdulrahman"),
        ("القاهرة", "Cairo"),
        ("ألمانيا", "Germany"),
        ("الألمانية", "German"),
        ("الألماني", "Germany"),
        ("النمساويين", "Austrians"),
        ("حلف شمال الأطلسي", "NATO"),
        ("الأمم المتحدة", "UN"),
        ("بورتسودان", "Port Sudan"),
        ("جيل كيرشوف", "جيل دو كيرشوف"),
        ("دو كيرشوف", "جيل كيرشوف"),
        ("Kerchove", "Gilles de Kerchove"),
    ],
)
def test_two_names_of_one_thing_are_the_same_both_ways(one: str, other: str) -> None:
    assert is_same_name(one, other)
    assert is_same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("القاهرة", "Beirut"),
        ("ألمانيا", "Austria"),
        ("العراقي", "Iranian"),
        ("جيل دو كيرشوف", "Federica Mogherini"),
        ("إيران", "Iraq"),
        ("النيجر", "Mali"),
        ("غوغل", "Twitter"),
        ("البرتقال", "WHO"),
        ("جيل كيرشوف", "سيسليا مالمستروم"),
        ("Paris", "Berlin"),
    ],
)
def test_names_of_two_things_are_not_the_same(one: str, other: str) -> None:
    assert not is_same_name(one, other)
    assert not is_same_name(other, one)


def extra(arabic: str, english: str) -> list[str]:
    return [name.text for name in find_unsupported(find_facts(english, "en"), find_facts(arabic, "ar")).names]


def test_a_name_is_borne_out_by_words_that_were_not_recognized_as_a_name() -> None:
    assert extra("مدد زيمبرانو عقده عاما آخر", "Zembrano extended his contract for another year") == []


def test_another_name_is_noticed() -> None:
    assert extra("مدد زيمبرانو عقده عاما آخر", "Kowalski extended his contract for another year") == ["Kowalski"]


def test_another_country_is_noticed_though_its_name_is_alike() -> None:
    assert extra("قال مسؤول عراقي إن الحدود مغلقة", "The border is closed, an Iranian official said") == ["Iranian"]


def test_words_that_are_translated_are_not_missed() -> None:
    assert extra("أدانت المحكمة العليا الهجوم", "The Supreme Court and the Human Rights Office condemned it") == []


def test_a_latin_name_in_arabic_text_bears_out_itself() -> None:
    assert extra("ظهر في فيلم Karwaan عام 2018", "He appeared in Karwaan in 2018") == []


def test_a_name_that_the_translation_leaves_out_is_noticed() -> None:
    arabic = find_facts("وصل الوفد إلى دمشق ثم غادر إلى بيروت", "ar")
    lost = find_omitted(arabic, find_facts("The delegation arrived and left for Beirut", "en")).names
    assert [name.text for name in lost] == ["دمشق"]


def test_an_acronym_that_is_not_all_capitals_is_passed_over_like_the_others() -> None:
    assert extra("أجهزة إنترنت الأشياء رخيصة", "The IoT devices are cheap") == []


def test_an_origin_before_a_hyphen_is_a_name_without_the_hyphen() -> None:
    assert extra("زار الحي أمس", "He visited the Asian-American quarter") == ["Asian-American"]


def test_a_latin_name_glued_to_an_arabic_particle_is_found() -> None:
    assert extra("خبيران يعلقان لـCNN", "Two experts talk to CNN") == []
    assert extra("يعمل على Windows وLinux", "It runs on Windows and Linux") == []


def test_a_country_is_not_borne_out_by_a_word_that_is_spelled_alike() -> None:
    assert extra("أكد السعوديين أنهم سعوديين", "They flew to Sudan") == ["Sudan"]
