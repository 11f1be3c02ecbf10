"""What a translator reads, in training and in use."""

import subprocess
import sys
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mujaz.text.clean import for_model
from mujaz.translate.normalize import normalize_source

CASES = {
    "Arabic punctuation stays": ("قال: نعم، لا؛ هل؟", "قال: نعم، لا؛ هل؟"),
    "quotation marks become plain": ("«نعم» “لا” „هل‟", '"نعم" "لا" "هل"'),
    "curly apostrophes become plain": ("ال‘بيت’", "ال'بيت'"),
    "two apostrophes are a quotation mark": ("''نعم''", '"نعم"'),
    "short dashes become hyphens": ("2010–2015 و−5", "2010-2015 و-5"),
    "a long dash stands alone": ("الوزير—كما قال—غادر", "الوزير - كما قال - غادر"),
    "the ellipsis is three dots": ("ربما…", "ربما..."),
    "two dots end a sentence": ("وصل الوفد.. ثم غادر..", "وصل الوفد. ثم غادر."),
    "long runs of dots are three": ("ربما.....", "ربما..."),
    "vowel marks go": ("قَالَ مُحَمَّدٌ", "قال محمد"),
    "tatweel goes": ("الـــوزير 1445هـ", "الوزير 1445ه"),
    "a tatweel between spaces is a dash": ("الوزير ـ كما قال", "الوزير - كما قال"),
    "forms of alef stay": ("أحمد إلى آخر ٱلبيت", "أحمد إلى آخر البيت"),
    "a decomposed hamza joins its alef": ("\u0627\u0654حمد", "أحمد"),
    "presentation forms become letters": ("ﻻ ﺑﻴﺖ", "لا بيت"),
    "a vowel mark as a presentation form goes": ("ق\ufe76ال", "قال"),
    "Persian letters typed for Arabic ones become Arabic": ("کتاب فی", "كتاب في"),
    "Arabic-Indic digits become ASCII": ("٢٠٢٤ و۱۲", "2024 و12"),
    "Arabic separators become ASCII": ("٣٬٠٠٠٫٥ ٪٥", "3,000.5 %5"),
    "full-width letters become ASCII": ("ＡＢ１", "AB1"),
    "bidi and zero-width marks go": ("\u200fقال\u202b نعم\u2069\ufeff \u061cلا\u00ad", "قال نعم لا"),
    "all spaces are squeezed into one": ("  قال\u00a0\u2003نعم\n\tلا\u2028", "قال نعم لا"),
    "no space before a mark": ("قال ، نعم . 5 % !", "قال، نعم. 5%!"),
    "a space after an Arabic mark": ("قال،نعم ؛لا", "قال، نعم؛ لا"),
    "a mark inside a number stays": ("1،5 و 3.2", "1،5 و 3.2"),
    "a leading dot of a name stays": ("نطاق .com", "نطاق .com"),
    "blank is blank": (" \n\u200f ", ""),
}


@pytest.mark.parametrize(("given_text", "expected"), CASES.values(), ids=CASES)
def test_normalizes(given_text, expected):
    assert normalize_source(given_text) == expected


LETTERS = "ابتثأإآءئىةيوهـ\u064b\u0651\u0654٠٣٫٬٪0159،؛؟.…-–—«»“”'’\"!:%,() \n\t\u00a0\u200f\ufefbaeé\u0301"
NEWS = st.text(alphabet=LETTERS, max_size=60)


@given(NEWS)
def test_is_idempotent(text):
    assert normalize_source(normalize_source(text)) == normalize_source(text)


@given(NEWS)
@example("ـ\u064b")
def test_makes_no_difference_to_text_that_was_cleaned_for_a_model(text):
    assert normalize_source(for_model(text)) == normalize_source(text)


def test_loads_nothing_heavy():
    code = "import sys, mujaz.translate.normalize; print(*{'numpy', 'pydantic', 'ctranslate2'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


@given(st.text())
def test_gives_one_line_without_outer_spaces(text):
    result = normalize_source(text)
    assert result == result.strip()
    assert len(result.splitlines()) <= 1


@pytest.mark.parametrize("unit", ["كلمة ", " ", ".", " .", "ـ", "،", "''", "\u200f"])
def test_takes_linear_time_on_two_million_characters(unit):
    text = unit * (2_000_000 // len(unit))
    start = time.process_time()
    normalize_source(text)
    assert time.process_time() - start < 5
