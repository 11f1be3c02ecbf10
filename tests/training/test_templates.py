"""Pairs made of templates."""

from __future__ import annotations

import re

from mujaz.facts.find import find_facts
from mujaz.training.templates import make_template_pairs

_EASTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def test_equal_seeds_make_equal_pairs() -> None:
    assert list(make_template_pairs(7, 50)) == list(make_template_pairs(7, 50))
    assert list(make_template_pairs(7, 50)) != list(make_template_pairs(8, 50))


def test_no_slot_stays_open_and_every_sentence_begins_with_a_capital_or_a_figure() -> None:
    for arabic, english in make_template_pairs(1, 2000):
        assert "{" not in arabic + english
        assert english[0].isupper() or english[0].isdigit(), english


def test_figures_of_both_sides_are_the_same() -> None:
    """Thousands in words («40 ألف») and numbers in words aside, each figure is on both sides."""
    for arabic, english in make_template_pairs(2, 2000):
        if "ألف" in arabic or re.search("ثلاثة|أربعة|خمسة|ستة|سبعة|ثمانية|تسعة|عشرة", arabic):
            continue
        ours, theirs = (
            sorted(re.findall(r"\d+(?:\.\d+)?", side.replace(",", "")))
            for side in (arabic.translate(_EASTERN), english)
        )
        assert ours == theirs, (arabic, english)


def _figures(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:\.\d+)?", text.replace(",", "")))


def test_facts_of_both_sides_agree_as_our_own_detectors_read_them() -> None:
    """Nearly all: what remains are the detectors' own gaps."""
    pairs = list(make_template_pairs(3, 500))
    same = [len(find_facts(ar, "ar").numbers) == len(find_facts(en, "en").numbers) for ar, en in pairs]
    assert sum(same) >= 450
