"""Reads Arabic weekdays: «الثلاثاء», «الأحد المقبل»."""

from __future__ import annotations

from dataclasses import replace

from mujaz.facts.base import Date
from mujaz.facts.dates.calendar import Draft
from mujaz.facts.tokens import Tokens, word_set
from mujaz.text.clean import fold

WEEKDAYS = {
    fold(name): number
    for number, names in enumerate(["الاثنين/الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"], 1)
    for name in names.split("/")
}
# A mosque, market or village named after a weekday.
_PLACES = word_set("مسجد جامع طريق سوق حي قريه بلده مدينه شارع ساحه ميدان باب وادي")
# «الاثنين» is also "both".
_BOTH = frozenset({"بين", "شمل"})


def read_weekday(tokens: Tokens, at: int) -> Draft | None:
    """The weekday at `at`, with «اليوم» before it; not in names of places («سوق الخميس»), nor «الاثنين» as "both"."""
    if tokens[at].key == "اليوم" and tokens[at + 1].key in WEEKDAYS:
        following = read_weekday(tokens, at + 1)
        return None if following is None else replace(following, start=at)
    key = tokens[at].key
    skip = 1 if key.startswith(("و", "ل", "ب", "ف")) and key[1:] in WEEKDAYS else 0
    if key.startswith("لل") and "ا" + key[1:] in WEEKDAYS:
        key, skip = "ا" + key[1:], 1
        number = WEEKDAYS[key]
    else:
        found = WEEKDAYS.get(key[skip:])
        if found is None:
            return None
        number = found
    if tokens[at - 1].key in _PLACES or (number == 1 and tokens[at - 1].key in _BOTH):
        return None
    return Draft(at, at + 1, Date(0, 0, weekday=number), skip)
