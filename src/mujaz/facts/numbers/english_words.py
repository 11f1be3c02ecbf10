"""English words for numbers, units and bounds."""

from __future__ import annotations

from mujaz.facts.tokens import phrase_table, phrases_of, word_set


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

UNIT_PHRASES = phrase_table(
    "percent: percent, per cent, %, pc, percentage points; USD: dollar, dollars, us dollars, usd; "
    "CAD: canadian dollars; AUD: australian dollars; EUR: euro, euros, eur; GBP: pounds sterling, sterling; "
    "EGP: egyptian pounds; pound: pound, pounds; SAR: saudi riyals, saudi rials; QAR: qatari riyals, qatari rials; "
    "OMR: omani rials, omani riyals; YER: yemeni rials, yemeni riyals; IRR: iranian rials; riyal: riyal, riyals, "
    "rial, rials; AED: uae dirhams, emirati dirhams; MAD: moroccan dirhams; dirham: dirham, dirhams; "
    "KWD: kuwaiti dinars; DZD: algerian dinars; TND: tunisian dinars; IQD: iraqi dinars; JOD: jordanian dinars; "
    "LYD: libyan dinars; BHD: bahraini dinars; dinar: dinar, dinars; LBP: lebanese pounds, lebanese lira; "
    "SYP: syrian pounds, syrian lira; TRY: turkish lira, turkish liras; lira: lira, liras; RUB: rouble, roubles, "
    "ruble, rubles; CNY: yuan; JPY: yen; kg: kg, kilogram, kilograms, kilogramme, kilogrammes, kilos; t: t, ton, "
    "tons, tonne, tonnes; km: km, kilometre, kilometres, kilometer, kilometers; m: metre, metres, meter, meters; "
    "ha: hectare, hectares, ha; celsius: degrees celsius, degrees centigrade, celsius, c, °c, ° c"
)
UNITS_BEFORE = phrase_table("USD: $, us $, usd; EUR: €, eur; GBP: £, gbp; JPY: ¥")
GLUED_UNITS = word_set("c kg km t pc ha ft mg ml cm mm g lb lbs mph kph gb mb tb kw mw gw")

BOUNDS_BEFORE = phrase_table(
    "about: about, around, some, nearly, almost, roughly, approximately, an estimated, estimated, close to, "
    "just under, just over; over: more than, over, at least, exceeding, exceeded, exceeds, exceed, upwards of, "
    "no fewer than, no less than, above, in excess of, not less than; under: less than, fewer than, under, below, "
    "up to, at most, no more than, not more than"
)
BOUNDS_AFTER = phrases_of(["or more", "or so"], "over")
