"""Reads Arabic days, weeks, months and years that are counted from the day of the text: «أمس», «الأسبوع الماضي»."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from mujaz.facts.base import Date, Shift
from mujaz.facts.dates.calendar import Draft
from mujaz.facts.tokens import Tokens, phrases_of, word_set

LAST = word_set("الماضي الماضيه الفائت الفائته المنصرم المنصرمه الاخير الاخيره")
NEXT = word_set("المقبل المقبله القادم القادمه")
THIS = word_set("الجاري الجاريه الحالي الحاليه")
UNITS: dict[str, Literal["week", "month", "year"]] = {
    "الاسبوع": "week", "الشهر": "month", "العام": "year", "السنه": "year",
}  # fmt: skip
DAYS = (
    phrases_of(["أول أمس", "أول من أمس"], "-2")
    | phrases_of(["أمس", "البارحة", "بالأمس", "وأمس"], "-1")
    | phrases_of(["الليلة الماضية", "الليلة الفائتة", "الليلة المنصرمة", "الليلة الفارطة"], "-1")
    | phrases_of(["بعد غد"], "2")
    | phrases_of(["غدا", "الغد"], "1")
)
_OWN_DAY = word_set("في طوال خلال طيله ذلك نفس مدي هذا من كل")


def read_relative(tokens: Tokens, at: int) -> Draft | None:
    """«أمس», «الليلة الماضية», «الأسبوع الماضي», «هذا العام», «اليوم»."""
    days, count = tokens.longest(at, DAYS)
    if count:
        return Draft(at, at + count, Date(0, 0, shift=("day", int(days))))
    if tokens[at].key in {"هذا", "هذه"} and tokens[at + 1].key in UNITS:
        return Draft(at, at + 2, Date(0, 0, shift=(UNITS[tokens[at + 1].key], 0)))
    key, skip = tokens[at].key, 0
    if key[:1] in {"و", "ل", "ب"} and key[1:] in UNITS:
        key, skip = key[1:], 1
    shift = _shift(tokens, at, key) if key in UNITS else None
    if shift is not None:
        return Draft(at, at + 2, Date(0, 0, shift=shift), skip)
    return _today(tokens, at)


def _shift(tokens: Tokens, at: int, key: str) -> Shift | None:
    after = tokens[at + 1].key
    for words, amount in ((LAST - {"الاخير", "الاخيره"}, -1), (NEXT, 1), (THIS, 0)):
        if after in words:
            return UNITS[key], amount
    return None


def _today(tokens: Tokens, at: int) -> Draft | None:
    """«اليوم»; a certain day, or a day as a span of time, is not today."""
    if tokens[at].key != "اليوم" or tokens[at - 1].key in _OWN_DAY or tokens[at + 1].key.startswith("ال"):
        return None
    return Draft(at, at + 1, Date(0, 0, shift=("day", 0)))


def directed(tokens: Tokens, draft: Draft) -> Draft:
    """`draft` with the word after it that says which one: «الماضي», «المقبل», «الجاري»."""
    key = tokens[draft.end].key
    if key in LAST:
        return Draft(draft.start, draft.end + 1, replace(draft.date, direction=-1), draft.skip)
    if key in NEXT:
        return Draft(draft.start, draft.end + 1, replace(draft.date, direction=1), draft.skip)
    return draft if key not in THIS else replace(draft, end=draft.end + 1)
