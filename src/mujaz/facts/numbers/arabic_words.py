"""Arabic words for numbers, units and dates, as news spells them, folded.

A word is looked up with its proclitics («وبألفين»), by `stem`.
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

from mujaz.facts.tokens import WORDS, phrase_table, phrases_of, word_set
from mujaz.text.clean import fold
from mujaz.text.proclitics import BEFORE_NUMBERS

# "I am not", "you are not": no proclitic before «ست».
_OTHER_WORDS = word_set("لست لستم لستما")


@lru_cache(maxsize=WORDS)
def _split(word: str) -> tuple[tuple[str, str], ...]:
    proclitics = ("", *BEFORE_NUMBERS)
    return tuple((proclitic, word[len(proclitic) :]) for proclitic in proclitics if word.startswith(proclitic))


def stem(word: str, hosts: Container[str]) -> tuple[str, str]:
    """Return the proclitics of `word` and its rest, if that is among `known`; else two empty strings."""
    if word not in _OTHER_WORDS:
        for proclitic, host in _split(word):
            if host in hosts:
                return proclitic, host
    return "", ""


def _table(entries: str) -> dict[str, int]:
    pairs = (entry.split(":") for entry in entries.split())
    return {fold(word): int(value) for words, value in pairs for word in words.split("/")}


UNITS = _table(
    "واحد/واحدة/واحدا:1 اثنان/اثنين/اثنتان/اثنتين:2 ثلاث/ثلاثة:3 أربع/أربعة:4 خمس/خمسة:5 ست/ستة:6 سبع/سبعة:7 "
    "ثمان/ثماني/ثمانية:8 تسع/تسعة:9 عشر/عشرة:10 ثلاثا:3 أربعا:4 خمسا:5 ستا:6 سبعا:7 ثمانيا:8 تسعا:9"
)
TEEN_HEADS = _table("أحد/إحدى/حادي/حادية:1 اثنا/اثني/اثنتا/اثنتي:2") | {k: v for k, v in UNITS.items() if 2 < v < 10}
TEN = frozenset({"عشر", "عشره"})
TENS = _table(
    "عشرون/عشرين:20 ثلاثون/ثلاثين:30 أربعون/أربعين:40 خمسون/خمسين:50 ستون/ستين:60 سبعون/سبعين:70 "
    "ثمانون/ثمانين:80 تسعون/تسعين:90"
)
HUNDRED = frozenset({"مئه", "مائه"})
HUNDREDS = _table("مئة/مائة:100 مئتان/مئتين/مئتا/مئتي/مائتان/مائتين/مائتا/مائتي:200") | {
    fold(head + tail): 100 * value
    for head, value in [
        ("ثلاث", 3), ("أربع", 4), ("خمس", 5), ("ست", 6), ("سبع", 7), ("ثمان", 8), ("ثماني", 8), ("تسع", 9)
    ]
    for tail in ("مئة", "مائة")
}  # fmt: skip
SCALES = _table(
    "ألف/ألفا:1000 مليون/مليونا:1000000 مليار/مليارا/بليون/بليونا:1000000000 تريليون/تريليونا/ترليون:1000000000000"
)
PLURAL_SCALES = _table("آلاف/ألوف:1000 ملايين:1000000 مليارات/بلايين:1000000000 تريليونات:1000000000000")
DUAL_SCALES = _table(
    "ألفان/ألفين/ألفا/ألفي:2000 مليونان/مليونين/مليونا/مليوني:2000000 "
    "ملياران/مليارين/مليارا/ملياري:2000000000 تريليونين:2000000000000"
)
# «ألفا» and «مليونا» are far oftener the accusative of one than the construct of two.
for _word in ("الفا", "مليونا", "مليارا"):
    del DUAL_SCALES[_word]
VAGUE = _table("عشرات:10 مئات/مائات:100") | PLURAL_SCALES
FRACTIONS = {
    "نصف": (1, 2), "ثلث": (1, 3), "ثلثا": (2, 3), "ثلثي": (2, 3), "ثلثين": (2, 3), "ربع": (1, 4),
}  # fmt: skip
OWNED_FRACTIONS = {share + owner: value for share, value in FRACTIONS.items() for owner in ("ه", "ها", "هم", "هن")}
DUALS = word_set(
    fold(
        "يومان يومين عامان عامين سنتان سنتين شهران شهرين أسبوعان أسبوعين ساعتان ساعتين دقيقتان دقيقتين شخصان شخصين "
        "قتيلان قتيلين جنديان جنديين طفلان طفلين رجلان رجلين امرأتان امرأتين دولتان دولتين هدفان هدفين هزتان هزتين "
        "صاروخان صاروخين شرطيان شرطيين جريحان جريحين مرتين نقطتان نقطتين غارتان غارتين ولايتان ولايتين قرنين "
        "عقدان عقدين مترين كيلومترين"
    )
)
ORDINALS = _table(
    "ثاني/ثانية:2 ثالث/ثالثة:3 رابع/رابعة:4 خامس/خامسة:5 سادس/سادسة:6 سابع/سابعة:7 ثامن/ثامنة:8 تاسع/تاسعة:9 "
    "عاشر/عاشرة:10 أول/أولى:1 حادي/حادية:1 واحد/واحدة:1"
)
ANY_SCALES = SCALES | PLURAL_SCALES
_NUMBER_WORDS = frozenset().union(
    UNITS, TEEN_HEADS, TENS, HUNDREDS, ANY_SCALES, DUAL_SCALES, VAGUE, FRACTIONS, OWNED_FRACTIONS, DUALS, ORDINALS
) | {"دولارين", "دولاران", "كيلومترين", "مترين", "صفر", "صفرا", "ثمن"}


@lru_cache(maxsize=WORDS)
def may_start_number(word: str) -> bool:
    """Tell whether a number may start with `word`; asked of every word, so that the readers are asked of few."""
    return stem(word, _NUMBER_WORDS)[1] != ""


UNIT_PHRASES = phrase_table(
    "percent: في المئة, في المائة, بالمئة, بالمائة, بالمية, %, ٪, في الميه; USD: دولار, دولارا, دولارات, "
    "دولار أمريكي, دولار أميركي, دولارا أمريكيا, $; CAD: دولار كندي; AUD: دولار أسترالي; EUR: يورو, €; "
    "GBP: جنيه إسترليني, جنيها إسترلينيا, £; EGP: جنيه مصري, جنيها مصريا; pound: جنيه, جنيها, جنيهات; "
    "SAR: ريال سعودي, ريالا سعوديا, ريالات سعودية; QAR: ريال قطري, ريالا قطريا; OMR: ريال عماني; YER: ريال يمني; "
    "IRR: ريال إيراني; riyal: ريال, ريالا, ريالات; AED: درهم إماراتي, درهما إماراتيا; MAD: درهم مغربي; dirham: درهم, "
    "درهما, دراهم; KWD: دينار كويتي; DZD: دينار جزائري; TND: دينار تونسي; IQD: دينار عراقي; JOD: دينار أردني; "
    "LYD: دينار ليبي; BHD: دينار بحريني; dinar: دينار, دينارا, دنانير; LBP: ليرة لبنانية; SYP: ليرة سورية; "
    "TRY: ليرة تركية; lira: ليرة, ليرات; RUB: روبل, روبلا; CNY: يوان, يوانا; JPY: ين ياباني, ينا; kg: كيلوغرام, "
    "كيلوغراما, كيلوغرامات, كيلوجرام, كلغ, كغم, كجم, كغ; t: طن, طنا, أطنان; km: كيلومتر, كيلومترا, كيلومترات, كلم, "
    "كم; m: متر, مترا, أمتار; ha: هكتار, هكتارا, هكتارات; celsius: درجة مئوية, درجات مئوية"
)
SMALLER_UNITS = _table(
    "ساعة/ساعات/ساعتين/ساعتان:60 سنة/عام/عاما/سنوات/أعوام/عامين/عامان/سنتين/سنتان:12 يوم/يوما/يومين/أيام:24 "
    "عقد/عقدا/عقود/عقدين/عقدان:10 قرن/قرنا/قرون/قرنين/قرنان:100"
)
"""How many of the next smaller unit make one: half an hour, a decade and a half are often told in it."""
DUAL_UNITS = {fold(k): v for k, v in {"دولارين": "USD", "دولاران": "USD", "كيلومترين": "km", "مترين": "m"}.items()}
UNITS_BEFORE = phrases_of(["$"], "USD") | phrases_of(["€"], "EUR") | phrases_of(["£"], "GBP")

BOUNDS_BEFORE = phrase_table(
    "about: نحو, حوالي, حوالى, قرابة, زهاء, يقارب, قارب, يناهز, ناهز, قرب, قريب من, ونحو, وحوالي, بنحو, بحوالي, لنحو, "
    "وقرابة, يقدر ب, تقريبا; over: أكثر من, لأكثر من, بأكثر من, يزيد على, يزيد عن, تزيد على, تزيد عن, أزيد من, تجاوز, "
    "يتجاوز, تجاوزت, يفوق, فاق, فوق, لا يقل عن, لا تقل عن, أكبر من, تخطى, تخطت; under: أقل من, بأقل من, دون, "
    "لا يزيد على, لا يزيد عن, لا تزيد على, لا تزيد عن, لا يتجاوز, لا تتجاوز, لم يتجاوز, لم تتجاوز"
)
BOUNDS_AFTER = phrases_of(["تقريبا"], "about") | phrases_of(["على الأقل", "أو أكثر", "فأكثر"], "over")
