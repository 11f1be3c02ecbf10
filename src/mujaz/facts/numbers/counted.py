"""Nouns that news counts, in both languages: two numbers are compared by whether both count the same.

Measures are not listed, only things that come whole: «1.500 شخص» are 1,500 people, as nobody counts half a person.
"""

from __future__ import annotations

from mujaz.facts.tokens import Tokens, word_set
from mujaz.text.clean import fold

_THINGS = """
شخص شخصا أشخاص نسمة فرد فردا أفراد إنسان: people person persons individuals inhabitants residents population
قتيل قتيلا قتلى قتيلة: dead killed deaths fatalities
جريح جريحا جرحى مصاب مصابا مصابين إصابة إصابات: wounded injured injuries hurt
وفاة وفيات: deaths fatalities dead died
ضحية ضحايا: victims casualties dead
مدني مدنيا مدنيين مدنيون: civilians civilian
جندي جنديا جنود عسكري عسكريا عسكريين عسكريون: soldiers soldier troops servicemen
مقاتل مقاتلا مقاتلين مقاتلون مسلح مسلحا مسلحين مسلحون: fighters fighter gunmen militants
شرطي شرطيا شرطيين شرطيون: policemen police officers
نازح نازحا نازحين نازحون مشرد مشردا مشردين: displaced
لاجئ لاجئا لاجئين لاجئون: refugees refugee
مهاجر مهاجرا مهاجرين مهاجرون: migrants migrant immigrants
أسير أسيرا أسرى معتقل معتقلا معتقلين سجين سجينا سجناء: prisoners detainees prisoner detainee inmates
رهينة رهائن: hostages hostage
عامل عاملا عمال موظف موظفا موظفين موظفون: workers worker employees employee labourers laborers staff
طالب طالبا طلاب طلبة تلميذ تلميذا تلاميذ: students student pupils pupil
طفل طفلا أطفال: children child
امرأة نساء سيدة: women woman
رجل رجلا رجال: men man
راكب راكبا ركاب مسافر مسافرا مسافرين: passengers passenger travellers travelers
سائح سائحا سياح زائر زائرا زوار: tourists visitors tourist visitor
حاج حاجا حجاج: pilgrims pilgrim
ناخب ناخبا ناخبين: voters voter
صوت صوتا أصوات: votes vote
متظاهر متظاهرا متظاهرين محتج محتجا محتجين: protesters demonstrators protestors
مندوب مندوبا مندوبين مشارك مشاركا مشاركين: delegates participants delegate participant
نائب نائبا نواب: deputies lawmakers members
لاعب لاعبا لاعبين: players player
متفرج متفرجا متفرجين مشجع مشجعا مشجعين: spectators fans
مريض مريضا مرضى: patients patient
طبيب طبيبا أطباء: doctors doctor physicians
حالة حالات: cases case
أسرة أسر عائلة عائلات: families family households
منزل منزلا منازل بيت بيتا بيوت: homes houses home house
وحدة وحدات شقة شقق: units apartments unit flats
مبنى مباني مبان: buildings building
مدرسة مدارس: schools school
مستشفى مستشفيات: hospitals hospital
مدينة مدن: cities city towns
قرية قرى: villages village
دولة دول بلدا بلد: countries states country nations state
شركة شركات: companies firms company
فرصة فرص وظيفة وظائف: jobs opportunities job posts
سيارة سيارات مركبة مركبات عربة عربات: cars vehicles car vehicle
شاحنة شاحنات: trucks lorries truck
حافلة حافلات: buses bus
طائرة طائرات: planes aircraft plane jets
سفينة سفن: ships ship vessels
رحلة رحلات: flights trips flight
صاروخ صاروخا صواريخ: missiles rockets missile rocket
قذيفة قذائف: shells shell mortars
غارة غارات: strikes raids airstrikes raid
قنبلة قنابل: bombs bomb
برميل برميلا براميل: barrels barrel
كتاب كتابا كتب نسخة نسخ: books copies book copy
فيلم فيلما أفلام: films movies film
مباراة مباريات: matches games match game
هدف هدفا أهداف: goals goal
نقطة نقاط: points point
مقعد مقعدا مقاعد: seats seat
مشروع مشروعا مشاريع: projects project
سهم سهما أسهم: shares stocks share
قطعة قطع: pieces items
رأس رؤوس: head
شجرة أشجار: trees tree
ثانية ثوان ثواني: seconds second
دقيقة دقائق: minutes minute
ساعة ساعات: hours hour
يوم يوما أيام: days day
أسبوع أسبوعا أسابيع: weeks week
شهر شهرا أشهر شهور: months month
عام عاما أعوام سنة سنوات سنين: years year
درجة درجات: degrees degree
مرة مرات: times
"""
_PARTED = frozenset(["نقطه", "نقاط", "سهم", "سهما", "اسهم", "برميل", "برميلا", "براميل", "درجه", "درجات"])
"""Nouns that are counted in parts too: "1.125 points", «1.250 درجة»."""

_ARABIC: dict[str, frozenset[str]] = {}
for _line in _THINGS.strip().splitlines():
    _arabic, _, _english = _line.partition(":")
    for _word in _arabic.split():
        _ARABIC[fold(_word)] = _ARABIC.get(fold(_word), frozenset()) | word_set(_english)
_ENGLISH = frozenset().union(*_ARABIC.values())

_FAR = 3
"""Words between an English number and the noun that it counts: "12,000 newly hired workers"."""
_LINKS = word_set("in of on at by for from with and or to who that which were was have had has are is after since")


def is_whole(word: str) -> bool:
    """Tell whether a folded Arabic word is a noun that is counted and never parted."""
    return word in _ARABIC and word not in _PARTED


def counted_in_arabic(tokens: Tokens, end: int) -> frozenset[str]:
    """Return the English names of what a number that ends before token `end` counts; empty if that is not known."""
    return _ARABIC.get(tokens[end].key, frozenset())


def counted_in_english(tokens: Tokens, end: int) -> str:
    """Return the noun that a number counts, empty if none is near enough."""
    for index in range(end, end + _FAR):
        token = tokens[index]
        if token.kind != "word" or token.key in _LINKS:
            break
        if token.key in _ENGLISH:
            return token.key
    return ""
