"""What ROUGE counts as a word."""

from __future__ import annotations

import re

import pytest

from mujaz.errors import InputError
from mujaz.eval.metrics.tokenization import FOLDS, ArabicTokenizer

plain = ArabicTokenizer(stem=False)


def folding(*names: str) -> ArabicTokenizer:
    return ArabicTokenizer(stem=False, fold=frozenset(names))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param("قال: نعم، غداً؟", ["قال", "نعم", "غداً"], id="Arabic punctuation is dropped and separates"),
        pytest.param("«القاهرة»-الجيزة", ["القاهرة", "الجيزة"], id="quotation marks and hyphens too"),
        pytest.param("كوفيد19", ["كوفيد", "19"], id="letters and digits are set apart"),
        pytest.param("12.5 و١٢٫٥", ["12", "5", "و", "١٢", "٥"], id="decimal separators are punctuation"),
        pytest.param("100€", ["100", "€"], id="a symbol is a token"),
        pytest.param("5$ + 3", ["5", "3"], id="an ASCII symbol counts as punctuation"),
        pytest.param("مصر\u200f\u200c\ufeff", ["مصر"], id="bidi marks and other controls vanish"),
        pytest.param("مُحَمَّد", ["مُحَمَّد"], id="diacritics belong to the word"),
        pytest.param("COVID", ["covid"], id="Latin letters are lowered"),
        pytest.param("قمة\nباريس\tاليوم\u00a0ظهرا", ["قمة", "باريس", "اليوم", "ظهرا"], id="any white space separates"),
        pytest.param(" ؟!… ", [], id="nothing but punctuation is no token"),
    ],
)
def test_a_text_becomes_tokens(text: str, tokens: list[str]) -> None:
    assert plain(text) == tuple(tokens)


@pytest.mark.parametrize(
    ("fold", "text", "tokens"),
    [
        ("alef", "أحمد إلا آخر ٱلعام", ["احمد", "الا", "اخر", "العام"]),
        ("ya", "مستشفى", ["مستشفي"]),
        ("ta", "حكومة", ["حكومه"]),
        ("diacritics", "مُحَمَّد الرئيـــس", ["محمد", "الرئيس"]),
        ("digits", "٢٠٢٦ ۲۰۲۶", ["2026", "2026"]),
    ],
)
def test_each_folding_changes_its_letters_and_no_others(fold: str, text: str, tokens: list[str]) -> None:
    assert folding(fold)(text) == tuple(tokens)
    assert all(folding(other)(text) == plain(text) for other in set(FOLDS) - {fold})


def test_only_tokens_of_more_than_three_characters_are_stemmed() -> None:
    # Snowball would make امن of أمن, which has three; حكوم of الحكومة is its published output.
    assert ArabicTokenizer()("أمن الحكومة") == ("أمن", "حكوم")


def test_folding_comes_before_stemming() -> None:
    assert ArabicTokenizer(fold=frozenset({"alef"}))("أمن") == ("امن",)


def test_an_unknown_folding_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="unknown folding hamza; there are alef, ya, ta, diacritics, digits"):
        folding("hamza")


def test_the_signature_names_stemmer_and_foldings_in_a_fixed_order() -> None:
    stem, norm = ArabicTokenizer(fold=frozenset({"ta", "alef"})).signature
    assert stem[0] == "stem"
    assert re.fullmatch(r"snowball-\d+\.\d+\.\d+", stem[1])
    assert norm == ("norm", "alef+ta")
    assert plain.signature == (("stem", "no"), ("norm", "none"))
