"""A kind of fact is one class in one file, and a line in `KINDS`: nothing else has to know of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest

from mujaz.checks.arabic import check_arabic
from mujaz.checks.english import Subject, check_english
from mujaz.facts.base import Fact, Kind, Search
from mujaz.facts.compare import keeps_facts
from mujaz.facts.find import find_facts
from mujaz.facts.kinds import KINDS, kind_of
from mujaz.types import Bullet
from tests.checks.articles import facts as article_of

ARABIC = "للاستفسار يرجى مراسلة info@bahr.example حول افتتاح المتحف."
ENGLISH = "For questions about the opening of the museum, write to info@bahr.example."


@dataclass(frozen=True, slots=True)
class Address:
    """An e-mail address."""

    start: int
    end: int
    text: str


class Addresses(Kind[Address]):
    """E-mail addresses, which are written alike in both languages."""

    type = Address
    name = "address"
    noun = "e-mail address"
    noun_ar = "البريد الإلكتروني"
    priority = 3

    def find(self, search: Search) -> Iterable[Address]:
        """Find the addresses of a text."""
        for match in re.finditer(r"[a-z0-9.]{1,64}@[a-z0-9.]{1,64}[a-z]", search.text):
            yield Address(*match.span(), match[0])

    def is_same(self, first: Address, second: Address) -> bool:
        """Tell whether two are written alike."""
        return first.text == second.text


@pytest.fixture(autouse=True)
def _with_addresses() -> Iterator[None]:
    KINDS.append(Addresses())
    yield
    KINDS.pop()


def test_a_new_kind_is_found_in_both_languages() -> None:
    for text, language in ((ARABIC, "ar"), (ENGLISH, "en")):
        (address,) = find_facts(text, language).of(Address)  # type: ignore[arg-type]
        assert address.text == "info@bahr.example"


def test_what_a_kind_of_higher_priority_finds_is_no_fact_of_another() -> None:
    assert not find_facts("Write to office24@bahr.example.", "en").numbers


def test_an_english_text_with_another_fact_of_the_new_kind_is_flagged_in_both_languages() -> None:
    subject = Subject(ARABIC, article_of(ARABIC))
    assert check_english(subject, ENGLISH) == ()
    (flag,) = check_english(subject, ENGLISH.replace("info@", "press@"))
    assert (flag.kind, flag.severity, flag.where, flag.source) == ("address", "severe", "en:56-74", "ar:22-39")
    assert flag.message == (
        "The English has the e-mail address “press@bahr.example” where the Arabic has «info@bahr.example»."
    )
    assert "البريد الإلكتروني" in flag.message_ar


def test_a_translation_without_a_fact_of_the_new_kind_is_flagged_and_loses_it() -> None:
    without = "For questions about the opening of the museum, write to us."
    (flag,) = check_english(Subject(ARABIC, article_of(ARABIC)), without)
    assert (flag.kind, flag.severity) == ("address", "warning")
    assert not keeps_facts(ARABIC, ENGLISH, without)


def test_an_arabic_bullet_with_a_fact_that_the_article_lacks_is_flagged() -> None:
    bullet = Bullet(ar="يرجى مراسلة press@bahr.example حول الافتتاح.", evidence=())
    (flag,) = check_arabic(bullet, article_of(ARABIC))
    assert (flag.kind, flag.severity, flag.where) == ("address", "severe", "ar:12-30")


def test_a_class_that_is_no_kind_is_refused() -> None:
    fact: Fact = find_facts("7", "en").numbers[0]
    assert kind_of(fact).name == "number"
    with pytest.raises(LookupError, match="Shares is no kind of fact"):
        kind_of(Shares())


class Shares:
    """A class that no kind has."""

    start = end = 0
