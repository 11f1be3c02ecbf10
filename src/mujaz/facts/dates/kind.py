"""Dates and times as a kind of fact: when two are the same, and which of one text the other does not support."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from mujaz.facts.base import Date, Facts, Kind, Language, Search, with_article
from mujaz.facts.dates import arabic, english
from mujaz.facts.dates.calendar import Draft
from mujaz.facts.meaning.skeletons import Surroundings
from mujaz.facts.numbers.kind import figures_of
from mujaz.facts.tokens import Tokens

_BESIDE = 2
"""Characters between «أمس» and «الثلاثاء», or between "yesterday" and "(Tuesday)"."""

_HALF_DAY = 12 * 60
_FIELDS = ("year", "month", "day", "weekday", "decade", "century", "time", "shift")

_READERS: dict[Language, Callable[[Tokens, int], list[Draft]]] = {"ar": arabic.read_date, "en": english.read_date}


class Dates(Kind[Date]):
    """Dates and times of day."""

    type = Date
    name = noun = "date"
    noun_ar = "التاريخ"
    priority = 2

    def find(self, search: Search) -> Iterable[Date]:
        """Find the dates and times of a text."""
        for draft in _find_drafts(search):
            start, end = search.tokens[draft.start].start + draft.skip, search.tokens[draft.end - 1].end
            yield with_article(replace(draft.date, start=start, end=end), search.text)

    def is_same(self, first: Date, second: Date) -> bool:
        """Tell whether two dates can be the same."""
        return is_same_date(first, second)

    def find_unsupported(self, facts: Facts, source: Facts) -> Iterable[Date]:
        """Find the dates with a field that `source` lacks; "today" and "this year" may be left unsaid."""
        dates = (date for date in facts.dates if date.shift is None or date.shift[1] != 0)
        return (date for date in dates if not _is_stated(date, facts, source))

    def find_misplaced(
        self, facts: Facts, source: Facts, near: Surroundings, source_near: Surroundings
    ) -> Iterable[Date]:
        """Find the dates of other events of `source`."""
        for date in facts.dates:
            is_stated = any(is_same_date(date, stated) for stated in source.dates)
            if is_stated and self.is_misplaced(date, facts.dates, source.dates, near, source_near):
                yield date


def _find_drafts(search: Search) -> Iterator[Draft]:
    read, index = _READERS[search.language], 0
    while index < len(search.tokens):
        drafts = read(search.tokens, index)
        yield from drafts
        index = drafts[-1].end if drafts else index + 1


def is_same_date(first: Date, second: Date) -> bool:
    """Tell whether two dates can be the same: they share a field, and agree in every field that both state."""
    shared = [name for name in _FIELDS if getattr(first, name) is not None and getattr(second, name) is not None]
    if not shared or (first.hijri != second.hijri and {"year", "month", "day"} & set(shared)):
        return False
    if first.direction and second.direction and first.direction != second.direction:
        return False
    return all(_has_same_field(first, second, name) for name in shared)


def _has_same_field(first: Date, second: Date, name: str) -> bool:
    value, second_value = getattr(first, name), getattr(second, name)
    if name == "time" and (first.either_half or second.either_half):
        return bool((value - second_value) % _HALF_DAY == 0)
    return bool(value == second_value)


def _is_stated(date: Date, facts: Facts, source: Facts) -> bool:
    """Tell whether `source` has a date or the same day in other words beside it: of «أمس الثلاثاء» one is enough."""
    if _is_supported(date, source):
        return True
    return any(_is_same_day(date, beside) and _is_supported(beside, source) for beside in facts.dates)


def _is_same_day(first: Date, second: Date) -> bool:
    """Tell whether a weekday and a day counted from the text's own are side by side."""
    dates = sorted((first, second), key=lambda date: date.start)
    kinds = {(date.weekday is not None, date.shift is not None and date.shift[0] == "day") for date in dates}
    return kinds == {(True, False), (False, True)} and 0 <= dates[1].start - dates[0].end <= _BESIDE


def _is_supported(date: Date, source: Facts) -> bool:
    """Tell whether each field of a date is in a date of `source` that it does not contradict."""
    alike = [stated_date for stated_date in source.dates if is_same_date(date, stated_date)]
    stated = [name for name in _FIELDS if getattr(date, name) is not None]
    if alike and all(any(getattr(stated_date, name) is not None for stated_date in alike) for name in stated):
        return True
    figures = set(figures_of(date)) if len(stated) == 1 else set()
    return any(number.low in figures and not number.unit for number in source.numbers)
