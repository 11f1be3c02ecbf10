"""Arabic letters in Latin ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.translate.normalize import ARABIC_WORD, latinize

CASES = {
    "a consonant skeleton": ("محمد", "Mhmd"),
    "long vowels": ("تونس", "Tuns"),
    "a glide at the start": ("وليد يوسف", "Wlid Yusf"),
    "a glide beside a vowel": ("بيان", "Byan"),
    "the article": ("الشرق", "al-Shrq"),
    "two letters are no article": ("ال", "Al"),
    "digraphs": ("خالد غازي", "Khald Ghazi"),
    "presentation forms": ("ﻻ", "La"),
    "vowel marks and tatweel go": ("مُـحَمَّد", "Mhmd"),
    "Arabic punctuation and digits": ("١٢٪، «نعم»؟", '12%, "Nam"?'),
    "a lone hamza": ("ء", ""),
    "letters of other languages go": ("ٹ", ""),
    "Latin stays": ("Reuters, 5.2 - é", "Reuters, 5.2 - é"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_spells(text, expected):
    assert latinize(text) == expected


@given(st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x8FF) | st.sampled_from("aﷺﻼﺔ ﭐﷲ")))
def test_leaves_no_arabic_letter(text):
    assert not ARABIC_WORD.search(latinize(text))
