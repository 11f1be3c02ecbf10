"""Pairs made of templates: figures, dates, places and institutions of news, which open corpora lack.

A translator that has seen few numbers mangles them. Here each is drawn anew, so that only copying can be learned.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache

from mujaz.tables import read_rows

Pair = tuple[str, str]

TEMPLATES = "templates"
"""The name that a recipe gives instead of a file."""

PAIRS = 20_000

_SLOT = re.compile(r"\{(\w+)\}")
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def make_template_pairs(seed: int, count: int = PAIRS) -> Iterator[Pair]:
    """Yield `count` Arabic and English sentences, equal for equal seeds."""
    rng = random.Random(seed)  # noqa: S311 (no secret)
    templates = _templates()
    for _ in range(count):
        yield _fill(*rng.choice(templates), rng)


@cache
def _words(kind: str) -> list[list[str]]:
    return [columns for group, *columns in read_rows("mujaz.training", "data/words.tsv") if group == kind]


@cache
def _templates() -> list[Pair]:
    return [(arabic, english) for arabic, english in read_rows("mujaz.training", "data/templates.tsv")]


@cache
def _names(kind: str) -> list[tuple[list[str], str]]:
    return [
        (forms.split("|"), english)
        for group, english, forms in read_rows("mujaz.training", "data/names.tsv")
        if group == kind
    ]


def _fill(arabic: str, english: str, rng: random.Random) -> Pair:
    values: dict[str, Pair] = {}
    for name in dict.fromkeys(_SLOT.findall(arabic)):
        values[name] = _FILLERS[name.rstrip("2")](rng)
    capital = {name.capitalize(): (ar, en[0].upper() + en[1:]) for name, (ar, en) in values.items()}
    arabic = _SLOT.sub(lambda slot: values[slot[1]][0], arabic)
    english = _SLOT.sub(lambda slot: {**capital, **values}[slot[1]][1], english)
    # A sixth of them has Eastern digits.
    return (arabic.translate(_ARABIC_DIGITS) if rng.random() < 1 / 6 else arabic), english[0].upper() + english[1:]


def _figure(rng: random.Random) -> int:
    """Draw a whole number, small ones and round ones more often."""
    value = int(10 ** rng.uniform(0.5, 5.5))
    digits = len(str(value))
    return round(value, -rng.randrange(digits)) if digits > 2 and rng.random() < 0.6 else value


def _written(value: int, rng: random.Random) -> Pair:
    """Write a number: from a thousand on Arabic has separators or not, and English always has them."""
    if value < 1000:
        return str(value), str(value)
    arabic = rng.choice((str(value), f"{value:,}"))
    if value % 1000 == 0 and rng.random() < 0.5:
        arabic = f"{value // 1000} ألف"
    return arabic, f"{value:,}"


def _number(rng: random.Random) -> Pair:
    return _written(max(11, _figure(rng)), rng)


def _people(rng: random.Random) -> Pair:
    few, tens, hundreds, english = rng.choice(_words("people"))
    value = max(3, _figure(rng) % 2000)
    if value <= 10 and rng.random() < 0.7:
        arabic, figure = _words("small")[value - 3]
        return f"{arabic} {few}", f"{figure} {english}"
    last = value % 100
    noun = few if 3 <= last <= 10 else tens if last > 10 else hundreds
    arabic, figure = _written(value, rng)
    return f"{arabic} {hundreds if 'ألف' in arabic else noun}", f"{figure} {english}"


def _decimal(rng: random.Random, most: int) -> str:
    return f"{rng.randrange(most)}.{rng.randrange(1, 10)}"


def _percent(rng: random.Random) -> Pair:
    figure = rng.choice((str(rng.randrange(1, 101)), _decimal(rng, 60)))
    arabic = rng.choice((f"{figure}%", f"{figure} في المئة", f"{figure} بالمئة", f"{figure} في المائة"))
    return arabic, rng.choice((f"{figure}%", f"{figure} percent"))


def _scaled(rng: random.Random) -> Pair:
    figure = rng.choice((str(rng.randrange(11, 1000)), _decimal(rng, 90)))
    arabic, english = rng.choice(_words("scale"))
    return f"{figure} {arabic}", f"{figure} {english}"


def _money(rng: random.Random) -> Pair:
    currency, coins = rng.choice(_words("currency"))
    arabic, english = rng.choice((_scaled, _number))(rng)
    return f"{arabic} {currency}", f"{english} {coins}"


def _million(rng: random.Random) -> Pair:
    figure = rng.choice((str(rng.randrange(11, 200)), _decimal(rng, 90)))
    return f"{figure} مليون", f"{figure} million"


def _year(rng: random.Random) -> Pair:
    year = str(rng.randrange(1900, 2031))
    return year, year


def _month(rng: random.Random) -> Pair:
    west, east, english = rng.choice(_words("month"))
    return rng.choice((west, east, f"{west} ({east})", f"{west}/{east}", f"{east}/{west}")), english


def _date(rng: random.Random) -> Pair:
    arabic, english = _month(rng)
    day = rng.randrange(1, 29)
    year = f" {_year(rng)[0]}" if rng.random() < 0.6 else ""
    return f"{day} {arabic}{year}", rng.choice((f"{day} {english}{year}", f"{english} {day}{year and ',' + year}"))


def _weekday(rng: random.Random) -> Pair:
    arabic, english = rng.choice(_words("weekday"))
    return arabic, english


def _time(rng: random.Random) -> Pair:
    time = f"{rng.randrange(1, 13)}:{rng.randrange(60):02}"
    half = rng.choice((("صباحا", "a.m."), ("مساء", "p.m.")))
    return f"{time} {half[0]}", f"{time} {half[1]}"


def _same(make: Callable[[random.Random], str]) -> Callable[[random.Random], Pair]:
    def both(rng: random.Random) -> Pair:
        text = make(rng)
        return text, text

    return both


def _score(rng: random.Random) -> Pair:
    more, less = sorted((rng.randrange(1, 6), rng.randrange(5)), reverse=True)
    return f"{more}-{less}", f"{more}-{less}"


def _years(rng: random.Random) -> Pair:
    value = rng.randrange(3, 41)
    return f"{value} {'سنوات' if value <= 10 else 'عاما'}", f"{value} years"


def _name(kind: str, ending: str = "") -> Callable[[random.Random], Pair]:
    def draw(rng: random.Random) -> Pair:
        forms, english = rng.choice(_names(kind))
        return rng.choice(forms) + ending, english

    return draw


_FILLERS: dict[str, Callable[[random.Random], Pair]] = {
    "people": _people,
    "n": _number,
    "million": _million,
    "percent": _percent,
    "price": _same(lambda rng: f"{rng.randrange(11, 150)}.{rng.randrange(10, 100)}"),
    "money": _money,
    "year": _year,
    "month": _month,
    "date": _date,
    "weekday": _weekday,
    "age": _same(lambda rng: str(rng.randrange(11, 100))),
    "years": _years,
    "magnitude": _same(lambda rng: f"{rng.randrange(3, 9)}.{rng.randrange(1, 10)}"),
    "score": _score,
    "time": _time,
    "country": _name("country"),
    "town": _name("town"),
    "org": _name("organization"),
    "demonym": _name("demonym"),
    "demonymf": _name("demonym", "ة"),
}
