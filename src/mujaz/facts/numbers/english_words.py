"""English words for numbers, units and bounds."""

from __future__ import annotations

from mujaz.facts.tokens import phrases_of, word_set


def _numbered(words: str, start: int, step: int = 1) -> dict[str, int]:
    return {word: start + step * index for index, word in enumerate(words.split())}


UNITS = _numbered(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    1,
)
TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
MULTIPLES = _numbered("threefold fourfold fivefold sixfold sevenfold eightfold ninefold tenfold", 3) | {
    "tripled": 3, "quadrupled": 4, "quintupled": 5,
}  # fmt: skip
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SUFFIXES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
VAGUE = {
    "tens": 10, "dozens": 10, "scores": 10, "hundreds": 100, "thousands": 10**3, "millions": 10**6,
    "billions": 10**9, "trillions": 10**12,
}  # fmt: skip
ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth",
    1,
) | _numbered("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth", 20, 10)
SMALLER_UNITS = (
    dict.fromkeys(word_set("hour hours"), 60)
    | dict.fromkeys(word_set("year years"), 12)
    | dict.fromkeys(word_set("day days"), 24)
    | dict.fromkeys(word_set("decade decades"), 10)
    | dict.fromkeys(word_set("century centuries"), 100)
)
"""How many of the next smaller unit make one: half an hour, a decade and a half are often told in it."""
ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
FRACTIONS = {
    "half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10,
}  # fmt: skip

UNIT_PHRASES = (
    phrases_of(["percent", "per cent", "%", "pc", "percentage points"], "percent")
    | phrases_of(["dollar", "dollars", "us dollars", "usd"], "USD")
    | phrases_of(["canadian dollars"], "CAD")
    | phrases_of(["australian dollars"], "AUD")
    | phrases_of(["euro", "euros", "eur"], "EUR")
    | phrases_of(["pounds sterling", "sterling"], "GBP")
    | phrases_of(["egyptian pounds"], "EGP")
    | phrases_of(["pound", "pounds"], "pound")
    | phrases_of(["saudi riyals", "saudi rials"], "SAR")
    | phrases_of(["qatari riyals", "qatari rials"], "QAR")
    | phrases_of(["omani rials", "omani riyals"], "OMR")
    | phrases_of(["yemeni rials", "yemeni riyals"], "YER")
    | phrases_of(["iranian rials"], "IRR")
    | phrases_of(["riyal", "riyals", "rial", "rials"], "riyal")
    | phrases_of(["uae dirhams", "emirati dirhams"], "AED")
    | phrases_of(["moroccan dirhams"], "MAD")
    | phrases_of(["dirham", "dirhams"], "dirham")
    | phrases_of(["kuwaiti dinars"], "KWD")
    | phrases_of(["algerian dinars"], "DZD")
    | phrases_of(["tunisian dinars"], "TND")
    | phrases_of(["iraqi dinars"], "IQD")
    | phrases_of(["jordanian dinars"], "JOD")
    | phrases_of(["libyan dinars"], "LYD")
    | phrases_of(["bahraini dinars"], "BHD")
    | phrases_of(["dinar", "dinars"], "dinar")
    | phrases_of(["lebanese pounds", "lebanese lira"], "LBP")
    | phrases_of(["syrian pounds", "syrian lira"], "SYP")
    | phrases_of(["turkish lira", "turkish liras"], "TRY")
    | phrases_of(["lira", "liras"], "lira")
    | phrases_of(["rouble", "roubles", "ruble", "rubles"], "RUB")
    | phrases_of(["yuan"], "CNY")
    | phrases_of(["yen"], "JPY")
    | phrases_of(["kg", "kilogram", "kilograms", "kilogramme", "kilogrammes", "kilos"], "kg")
    | phrases_of(["t", "ton", "tons", "tonne", "tonnes"], "t")
    | phrases_of(["km", "kilometre", "kilometres", "kilometer", "kilometers"], "km")
    | phrases_of(["metre", "metres", "meter", "meters"], "m")
    | phrases_of(["hectare", "hectares", "ha"], "ha")
    | phrases_of(["degrees celsius", "degrees centigrade", "celsius", "c", "°c", "° c"], "celsius")
)
UNITS_BEFORE = (
    phrases_of(["$", "us $", "usd"], "USD")
    | phrases_of(["€", "eur"], "EUR")
    | phrases_of(["£", "gbp"], "GBP")
    | phrases_of(["¥"], "JPY")
)
GLUED_UNITS = word_set("c kg km t pc ha ft mg ml cm mm g lb lbs mph kph gb mb tb kw mw gw")

BOUNDS_BEFORE = (
    phrases_of(
        ["about", "around", "some", "nearly", "almost", "roughly", "approximately", "an estimated", "estimated",
         "close to", "just under", "just over"],
        "about",
    )
    | phrases_of(
        ["more than", "over", "at least", "exceeding", "exceeded", "exceeds", "exceed", "upwards of", "no fewer than",
         "no less than", "above", "in excess of", "not less than"],
        "over",
    )
    | phrases_of(
        ["less than", "fewer than", "under", "below", "up to", "at most", "no more than", "not more than"], "under"
    )
)  # fmt: skip
BOUNDS_AFTER = phrases_of(["or more", "or so"], "over")
