"""English forms in English text."""

from __future__ import annotations

import pytest

from mujaz.translate.glossary.violations import find_mentions, pluralize


def _said(form: str, text: str, *, case_sensitive: bool = False) -> list[str]:
    return [text[one.start : one.end] for one in find_mentions([form], text, case_sensitive=case_sensitive)]


def test_plurals_and_possessives_are_mentions() -> None:
    assert _said("refugee", "Refugees, a refugee's tent, the refugees’ tents") == ["Refugees", "refugee's", "refugees’"]
    assert _said("ministry", "two ministries, the ministry's men") == ["ministries", "ministry's"]
    assert _said("United Nations", "the United Nations' men") == ["United Nations'"]


def test_a_part_of_a_word_is_no_mention() -> None:
    assert _said("port", "reports, airport, portal, port-side") == ["port"]


def test_a_hyphen_or_a_line_may_part_the_words() -> None:
    assert _said("cease fire", "a cease-fire; a cease\nfire") == ["cease-fire", "cease\nfire"]


def test_case_matters_only_where_it_is_asked_for_and_in_abbreviations() -> None:
    assert _said("Coral Coast", "the coral coast") == ["coral coast"]
    assert _said("Coral Coast", "the coral coast", case_sensitive=True) == []
    assert _said("WHO", "those who; the WHO") == ["WHO"]
    assert _said("U.S.", "the U.S. said to us.") == ["U.S."]


def test_a_sentence_may_begin_with_a_case_sensitive_form() -> None:
    assert _said("rial", "Rials; RIALS", case_sensitive=True) == ["Rials"]


def test_of_two_forms_at_one_place_the_longer_counts() -> None:
    found = find_mentions(["Union", "European Union", "European"], "The European Union", case_sensitive=False)
    assert [(one.start, one.end) for one in found] == [(4, 18)]


@pytest.mark.parametrize(
    ("form", "plural"),
    [("refugee", "refugees"), ("ministry", "ministries"), ("ray", "rays"), ("bus", "buses"), ("coach", "coaches")],
)
def test_the_regular_plural(form: str, plural: str) -> None:
    assert pluralize(form) == plural
