"""Names of months in Arabic: both traditions' and the Maghreb's, and those of the Hijri calendar."""

from __future__ import annotations

from mujaz.facts.base import Date
from mujaz.facts.dates.calendar import Draft
from mujaz.facts.tokens import Tokens, phrases_of

_MONTH_NAMES = (
    "يناير|كانون الثاني|جانفي",
    "فبراير|شباط|فيفري",
    "مارس|آذار",
    "أبريل|نيسان|أفريل|إبريل",
    "مايو|أيار|ماي",
    "يونيو|يونيه|حزيران|جوان",
    "يوليو|يوليه|تموز|جويلية|يوليوز",
    "أغسطس|آب|أوت|غشت",
    "سبتمبر|أيلول|شتنبر",
    "أكتوبر|تشرين الأول",
    "نوفمبر|تشرين الثاني|نونبر",
    "ديسمبر|كانون الأول|دجنبر",
)
_HIJRI_NAMES = (
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر|ربيع الثاني", "جمادى الأولى", "جمادى الآخرة|جمادى الثانية", "رجب", "شعبان",
    "رمضان", "شوال", "ذي القعدة|ذو القعدة", "ذي الحجة|ذو الحجة",
)  # fmt: skip
MONTHS = {
    key: value
    for number, names in enumerate(_MONTH_NAMES, 1)
    for key, value in phrases_of(names.split("|"), str(number)).items()
}
HIJRI = {
    key: value
    for number, names in enumerate(_HIJRI_NAMES, 1)
    for key, value in phrases_of(names.split("|"), str(number)).items()
}
_PROCLITICS = ("و", "ب", "ل", "ف", "ال")
# Safar is also "nil": «فازوا 3 صفر».
_SAFAR = 2


def read_month_name(tokens: Tokens, at: int) -> Draft | None:
    """A month's name, with its name in the other tradition after it: «يونيو (حزيران)», «أيار/مايو»."""
    number, count, skip = _one_name(tokens, at, MONTHS)
    if not count:
        number, count, skip = _one_name(tokens, at, HIJRI)
        if not count or (number == _SAFAR and tokens[at - 1].key != "شهر" and tokens[at + 1].kind != "digits"):
            return None
        return Draft(at, at + count, Date(0, 0, month=number, hijri=True), skip)
    end = at + count
    bracket = tokens[end].key in {"(", "/", "-"}
    again, more, _ = _one_name(tokens, end + bracket, MONTHS)
    if again == number:
        end += bracket + more + (1 if tokens[end].key == "(" and tokens[end + 1 + more].key == ")" else 0)
    return Draft(at, end, Date(0, 0, month=number), skip)


def _one_name(tokens: Tokens, at: int, names: dict[tuple[str, ...], str]) -> tuple[int, int, int]:
    """Month, how many tokens its name takes, and how many characters its proclitic; zeros where none is named."""
    first = tokens[at]
    if first.kind != "word":
        return 0, 0, 0
    for skip in (0, 1):
        if skip and not first.key.startswith(_PROCLITICS):
            break
        for count in (2, 1):
            keys = (first.key[skip:], *tokens.keys(at + 1, count - 1))
            if keys in names and (keys != ("اب",) or "آ" in first.text):
                return int(names[keys]), count, skip
    return 0, 0, 0
