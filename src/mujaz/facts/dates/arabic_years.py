"""Reads Arabic years, decades and centuries: «عام 1958», «2003 و2011», «التسعينيات», «القرن التاسع عشر»."""

from __future__ import annotations

from mujaz.facts.base import Date
from mujaz.facts.dates.calendar import Draft, is_year
from mujaz.facts.numbers.arabic import read_cardinal, read_digits, read_ordinal
from mujaz.facts.tokens import Tokens, word_set
from mujaz.facts.words import arabic
from mujaz.facts.words.arabic import stem
from mujaz.text.clean import fold

YEAR_WORDS = word_set("عام العام سنه السنه عامي اعوام الاعوام سنوات عامين صيف شتاء خريف موسم")
_BEFORE_YEAR = YEAR_WORDS | word_set(
    "في منذ بحلول حتي قبل بعد مونديال انتخابات دوره نسخه وفي ومنذ وحتي العالم طواف لعام لسنه بعام مطلع نهايه اوائل "
    "اواخر خلال مستهل منتصف"
)
DECADES = {
    fold(stem_ + ending): decade
    for stem_, decade in [
        ("عشرين", 20), ("ثلاثين", 30), ("أربعين", 40), ("خمسين", 50), ("ستين", 60), ("سبعين", 70), ("ثمانين", 80),
        ("تسعين", 90),
    ]
    for ending in ("يات", "ات", "ييات")
}  # fmt: skip
_OWNERS = word_set("القرن العمر عمره عمرها عمري عمرهم")


_EARLY = word_set("بدايه بدايات مطلع اوائل مستهل")
_NEW = word_set("الجديده الثالثه")


def read_decade(tokens: Tokens, at: int) -> Draft | None:
    """«التسعينيات», «ستينيات القرن الماضي»; not the years of a life."""
    if tokens[at].key == "الالفيه" and (tokens[at - 1].key in _EARLY or tokens[at + 1].key in _NEW):
        return Draft(at, at + 2 if tokens[at + 1].key in _NEW else at + 1, Date(0, 0, decade=2000))
    proclitic, word = stem(tokens[at].key, DECADES)
    end = at + 2 if tokens[at + 1].key == "من" and tokens[at + 2].key in _OWNERS else at + 1
    if not word or tokens[end].key in _OWNERS - {"القرن"}:
        return None
    century, first = read_century(tokens, end), 1900
    if century is not None and century.date.century is not None:
        end, first = century.end, (century.date.century - 1) * 100
    elif tokens.keys(end, 2) == ("القرن", "الماضي"):
        end += 2
    elif not proclitic.endswith("ال"):
        return None
    return Draft(at, end, Date(0, 0, decade=first + DECADES[word]), len(proclitic))


def read_century(tokens: Tokens, at: int) -> Draft | None:
    """«القرن التاسع عشر», «القرن الـ21»."""
    proclitic, word = stem(tokens[at].key, {"قرن"})
    if not word or not proclitic.endswith(("ال", "لل")):
        return None
    end = at + 2 if tokens[at + 1].key == "ال" else at + 1
    if tokens[end].kind == "digits" and tokens[end].key.isdigit() and len(tokens[end].key) <= 2:
        return Draft(at, end + 1, Date(0, 0, century=int(tokens[end].key)), len(proclitic))
    ordinal = read_ordinal(tokens, end)
    if ordinal is not None:
        return Draft(at, ordinal[1], Date(0, 0, century=ordinal[0]), len(proclitic))
    twentieth = tokens[end].key == "العشرين"
    return Draft(at, end + 1, Date(0, 0, century=20), len(proclitic)) if twentieth else None


def read_year(tokens: Tokens, at: int) -> Draft | None:
    """A year that a word before it, or what is not after it, tells from a count."""
    if tokens[at].kind != "digits":
        return _year_in_words(tokens, at)
    token, before, after = tokens[at], tokens[at - 1].key, tokens[at + 1]
    if not is_year(token.key, hijri=False) or read_digits(tokens, at) is None or _is_unit(tokens, at + 1):
        return None
    stated = stem(before, YEAR_WORDS)[1] != ""
    cued = stated or before in _BEFORE_YEAR or _follows_year(tokens, at)
    likely = is_year(token.key, hijri=False, near=True)
    if not (stated or (likely and (cued or (not token.key.endswith("00") and after.kind != "word")))):
        return None
    end = at + 2 if after.glued and after.key in {"م", "ه"} else at + 1
    return Draft(at, end, Date(0, 0, year=int(token.key), hijri=after.glued and after.key == "ه"))


def _is_unit(tokens: Tokens, at: int) -> bool:
    scale = stem(tokens[at].key, arabic.ANY_SCALES)[1]
    return bool(scale) or bool(tokens.longest(at, arabic.UNIT_PHRASES)[1])


def _follows_year(tokens: Tokens, at: int) -> bool:
    """«2003 و2011», «1975-1990»."""
    return tokens[at - 1].key in {"و", "-", "–", "الي", "حتي", "/"} and is_year(
        tokens[at - 2].key, hijri=False, near=True
    )


def _year_in_words(tokens: Tokens, at: int) -> Draft | None:
    """«عام ألف وتسعمئة وثمانية وخمسين»."""
    if tokens[at - 1].key not in YEAR_WORDS or tokens[at].kind != "word":
        return None
    reading = read_cardinal(tokens, at)
    if reading is None or reading.scale != 1000 or reading.end - at == 1:
        return None
    value = int(reading.value)
    return Draft(at, reading.end, Date(0, 0, year=value)) if is_year(str(value), hijri=False) else None
