"""Plain text edits that corrupt one number, date, name or negation of a sentence.

They know words and digits only, and nothing of `mujaz.facts`, whose detectors they put to the test. Each edit takes a
text and a random generator and gives the corrupted text, or None where there is nothing of its kind to corrupt.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from random import Random
from types import MappingProxyType
from typing import TypeAlias

Editor: TypeAlias = Callable[[str, Random], str | None]
Finder: TypeAlias = Callable[[str], list[re.Match[str]]]
Marked: TypeAlias = tuple[Sequence[str], Sequence[str]]
"""The tokens of a sentence and their BIO tags."""
Replacer: TypeAlias = Callable[[re.Match[str], Random], str | None]

MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "ar": [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
}
LEVANT = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "ar": ["الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
}
NUMBER_WORDS = {
    "en": [
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        ["hundred", "thousand", "million", "billion"],
    ],
    "ar": [
        ["ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"],
        ["ثلاث", "أربع", "خمس", "سبع", "ثماني", "تسع"],
        ["عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"],
        ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"],
        ["ألف", "مليون", "مليار"],
    ],
}
SEVERAL = {"en": "several", "ar": "عدة"}
PREFIX = {"en": "", "ar": "(?:[وفبل]|ال|وال|بال|لل)?"}
LOST = {
    "en": [
        (r"\b(can)(?:not|['’]t)\b", r"\1"), (r"\bwon['’]t\b", "will"), (r"(?<=[a-z])(?<!\bca)(?<!\bwo)n['’]t\b", ""),
        (r"\b(is|are|was|were|has|have|had|will|would|could|should|did|does|do|may|must) not\b(?! only)", r"\1"),
        (r"\bnever ", ""), (r"\b([Tt]here (?:is|are|was|were)) no\b", r"\1"),
    ],
    "ar": [(r"(?<!\w)([وف]?)(?:لم|لن) (?=[يتن])", r"\1"), (r"(?<!\w)([وف]?)لا (?=[يت]\w)(?!يقل|تقل|[يت]زال)", r"\1"),
           (r"(?<!\w)([وف]?)ليس(?:ت|وا)? (?!فقط)", r"\1")],
}  # fmt: skip
_NO_FUTURE = "سيار|سياس|سياح|سياد|سياق|سيد|سيط|سين|سيف|سيول|سير|سيب|سيم|سيل|سيو|ستري|ستة|ستين|ستون|ستار|ستو|ستان"
GAINED = {
    "en": [(r"\b(is|are|was|were|will|would|could|should|must|can)\b(?! not|n['’]t| no )(?= [a-z])", r"\1 not"),
           (r"\b(has|have|had)(?= been\b)", r"\1 not")],
    "ar": [(r"(?<!\w)([وف]?)كان (?=\w)", r"\1لم يكن "), (r"(?<!\w)([وف]?)كانت (?=\w)", r"\1لم تكن "),
           (r"(?<!\w)([وف]?)أعلن ", r"\1لم يعلن "), (r"(?<!\w)([وف]?)أعلنت ", r"\1لم تعلن "),
           (rf"(?<![\w\u064b-\u0652])(?!{_NO_FUTURE})س(?=[يت]\w{{3}})", "لن "),
           (r"(?<!لا )(?<!لم )(?<!ما )(?<!\w)([وف]?)(?=(?:يمكن|يجب|توجد|يوجد) )", r"\1لا ")],
}  # fmt: skip
UNHEDGED = {
    "en": [(r"\b(?:may|might)(?= [a-z])(?! not)", "will"),
           (r"\b([Rr]eportedly|[Aa]llegedly|[Pp]robably|[Pp]ossibly) ", "")],
    "ar": [(r"(?<!\w)(ف?)قد (?=[يتن])", r"\1"), (r"(?<!\w)([وف]?)ربما ", r"\1")],
}  # fmt: skip
OFFICES = {
    "en": [("minister", "judge"), ("police", "army"), ("president", "ambassador"), ("company", "court"),
           ("government", "bank"), ("experts", "lawyers")],
    "ar": [("وزير", "سفير"), ("الشرطة", "المحكمة"), ("رئيس", "محامي"), ("الشركة", "الشرطة"), ("الجيش", "البنك"),
           ("المتحدث", "المحامي"), ("الحكومة", "المعارضة")],
}  # fmt: skip
_SAYING = {
    "en": r"(?<=[Tt]he ){0}(?= (?:said|says|told|announced|added|confirmed))|(?<=according to the ){0}\b",
    "ar": r"(?<=(?:قال|أكد|علن|ضاف|وضح) ){0}(?!\w)|(?<=(?:قالت|أكدت|علنت|ضافت|وضحت|بحسب) ){0}(?!\w)",
}
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_DIGITS = r"(?<![\w.,/:٫٬+-])\d+(?:[.,٫٬]\d+)*(?![\w/:]|[.,-]\d|-[A-Za-z])"
_NAME = re.compile(r"(?<=[a-z,] )(?>[A-Z][^\W\d_A-Z]{2,}(?: [A-Z][^\W\d_A-Z]{2,})*)(?![\w-])")
_NAMED = {"LOC": 0, "PER": 1, "ORG": 1}
"""Spaces that a name must have to be nothing else: a given name is often an ordinary word."""
_OFTEN, _NEARLY_ALL, _LONGEST_NAME = 2, 0.95, 6
_PEOPLES = re.compile(r"(?:an|ans|ese|ish|ic|s)$")
_WORD = re.compile(r"[^\W\d_]+")
_RARELY = 20
"""So many times oftener with a capital than without, and a word is a name: "Turkey", but not "River"."""


def _words(words: Sequence[str], language: str) -> str:
    listed = "|".join(sorted(words, key=len, reverse=True))
    return rf"(?<!\w){PREFIX[language]}(?:{listed})(?!\w)"


def replace_one(places: Sequence[tuple[re.Match[str], Replacer]], text: str, rng: Random) -> str | None:
    """`text` with one of `places`, drawn at random, replaced; the first that takes a replacement."""
    for match, replacer in rng.sample(places, len(places)):
        new = replacer(match, rng)
        if new is not None and new != match[0]:
            return text[: match.start()] + new + text[match.end() :]
    return None


def _other_of(words: Sequence[str]) -> Replacer:
    """Puts another of `words` in the place of the one that a match ends in."""

    def other(match: re.Match[str], rng: Random) -> str | None:
        old = next((word for word in sorted(words, key=len, reverse=True) if match[0].endswith(word)), None)
        alike = {"الاثنين", "الإثنين"}
        left = [word for word in words if word != old and not {old, word} <= alike]
        return None if old is None else match[0].removesuffix(old) + rng.choice(left)

    return other


def _another_figure(match: re.Match[str], rng: Random) -> str | None:
    """One digit changed, dropped, or two neighbours swapped; thousands keep their commas."""
    old = match[0]
    whole = bool(re.fullmatch(r"\d+|\d{1,3}(?:,\d{3})+", old))
    ways = [_digit_changed] + ([_digit_dropped, _digits_swapped] if whole else [])
    plain = old.replace(",", "") if whole else old
    new = rng.choice(ways)(plain, rng)
    if new is None or new[0] in "0٠":
        new = _digit_changed(plain, rng)
    return f"{int(new):,}" if whole and "," in old else new


def _digit_changed(digits: str, rng: Random) -> str:
    """The leading digit never becomes zero."""
    at = rng.choice([index for index, sign in enumerate(digits) if sign.isdigit()])
    own = int(digits[at])
    new = rng.choice([digit for digit in range(1, 10) if digit != own])
    first = 0x0660 if digits[at] >= "\u0660" else 0x30
    return digits[:at] + chr(first + new) + digits[at + 1 :]


def _digit_dropped(digits: str, rng: Random) -> str | None:
    at = rng.randrange(len(digits))
    return digits[:at] + digits[at + 1 :] if len(digits) > 1 else None


def _digits_swapped(digits: str, rng: Random) -> str | None:
    places = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1]]
    if not places:
        return None
    at = rng.choice(places)
    return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def _another_year(match: re.Match[str], rng: Random) -> str:
    """Another year of the same century; another decade for a decade."""
    if match.string[match.end() : match.end() + 1] == "s":
        return match[0][:2] + rng.choice([digit for digit in "0123456789" if digit != match[0][2]]) + "0"
    return match[0][:2] + rng.choice([f"{year:02}" for year in range(100) if f"{year:02}" != match[0][2:4]])


def _another_day(match: re.Match[str], rng: Random) -> str:
    return rng.choice([str(day) for day in range(1, 29) if str(day) != match[0]])


def _month_names(language: str) -> str:
    levant = LEVANT if language == "ar" else []
    return "|".join([*MONTHS[language], *levant])


def _another_month(language: str) -> Replacer:
    """Another month in place of one, also where Arabic names it twice («يونيو/حزيران»)."""

    def other(match: re.Match[str], rng: Random) -> str:
        names = LEVANT if language == "ar" and match["first"] in LEVANT else MONTHS[language]
        new = rng.choice([name for name in names if name not in match[0]])
        return match["prefix"] + new

    return other


def _date_places(text: str, language: str) -> list[tuple[re.Match[str], Replacer]]:
    names = _month_names(language)
    before = r"(?<!\w)(?P<prefix>[وبل]?)" if language == "ar" else r"(?P<prefix>\b)"
    months = rf"{before}(?P<first>{names})(?:\s?[/(]\s?(?:{names})\)?)?(?!\w)"
    days = rf"\b\d{{1,2}}(?=(?:st|nd|rd|th)?(?: of)? (?:{names})\b)|(?<=[a-z] )\d{{1,2}}(?=, \d{{4}}\b)"
    found: list[tuple[re.Match[str], Replacer]] = [
        (match, _another_month(language))
        for match in re.finditer(months, text)
        if match["first"] not in {"May", "March", "مارس", "آب"} or re.match(r" \d", text[match.end() :])
    ]
    found += [(match, _another_day) for match in re.finditer(days, text)]
    found += [(one, _other_of(WEEKDAYS[language])) for one in re.finditer(_words(WEEKDAYS[language], language), text)]
    years = rf"(?<![\w.,/:$€£+-])(?:{_YEAR.pattern})(?=s\b|\b)(?![/:%]|[.,-]\d| ?(?:%|million|thousand))"
    return found + [(match, _another_year) for match in re.finditer(years, text)]


def _number_places(text: str, language: str) -> list[tuple[re.Match[str], Replacer]]:
    taken = [match.span() for match, _ in _date_places(text, language)]
    found: list[tuple[re.Match[str], Replacer]] = []
    for match in re.finditer(_DIGITS, text):
        dated = any(start < match.end() and match.start() < end for start, end in taken)
        if not dated and not _YEAR.fullmatch(match[0]) and not _beside_month(text, match, language):
            found.append((match, _another_figure))
    for words in NUMBER_WORDS[language]:
        found += [(match, _other_of(words)) for match in re.finditer(_words(words, language), text)]
    return found


def _beside_month(text: str, match: re.Match[str], language: str) -> bool:
    names = _month_names(language)
    around = text[max(0, match.start() - 16) : match.start()], text[match.end() : match.end() + 16]
    return bool(re.search(rf"(?:{names})\s*$", around[0]) or re.match(rf"\s*(?:{names})", around[1]))


def number_editor(language: str) -> Editor:
    """A digit or a number word changed."""
    return lambda text, rng: replace_one(_number_places(text, language), text, rng)


def number_remover(language: str) -> Editor:
    """A number in digits made "several"; not of thousands or millions, of which "several" may be true."""
    scaled = re.compile(rf"[ -](?:{'|'.join(NUMBER_WORDS[language][-1])})")

    def remove(text: str, rng: Random) -> str | None:
        places = [match for match, replacer in _number_places(text, language) if replacer is _another_figure]
        digits = [match for match in places if not scaled.match(text, match.end())]
        return replace_one([(match, lambda *_: SEVERAL[language]) for match in digits], text, rng)

    return remove


def date_editor(language: str) -> Editor:
    """A month, weekday, day or year changed."""
    return lambda text, rng: replace_one(_date_places(text, language), text, rng)


def negation_loser(language: str) -> Editor:
    """A negation taken out."""
    return lambda text, rng: replace_one(_pattern_places(LOST[language], text), text, rng)


def negation_gainer(language: str) -> Editor:
    """A negation put in, where the text has none."""

    def gain(text: str, rng: Random) -> str | None:
        if _pattern_places(LOST[language], text):
            return None
        return replace_one(_pattern_places(GAINED[language], text), text, rng)

    return gain


def hedge_dropper(language: str) -> Editor:
    """A hedge taken out, or made certain."""
    return lambda text, rng: replace_one(_pattern_places(UNHEDGED[language], text), text, rng)


def speaker_swapper(language: str) -> Editor:
    """The office of who is quoted exchanged for another."""
    rules = [(_SAYING[language].format(old), new) for old, new in OFFICES[language]]
    return lambda text, rng: replace_one(_pattern_places(rules, text), text, rng)


def _pattern_places(rules: Sequence[tuple[str, str]], text: str) -> list[tuple[re.Match[str], Replacer]]:
    return [
        (match, lambda found, _, new=new: found.expand(new))  # type: ignore[misc]
        for pattern, new in rules
        for match in re.finditer(pattern, text)
    ]


class Capitals:
    """How often the words of a corpus stand with a capital and without."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(word for text in texts for word in _WORD.findall(text))
        self._small = Counter({word: count for word, count in counts.items() if word.islower()})
        self._capital: Counter[str] = Counter()
        for word, count in counts.items():
            if word[0].isupper():
                self._capital[word.lower()] += count

    def is_name(self, word: str) -> bool:
        """Whether nearly nobody writes `word` without its capital."""
        return self._small[word.lower()] * _RARELY <= self._capital[word.lower()]


def english_names(capitals: Capitals) -> Finder:
    """A finder of runs of capitalized words inside a sentence that all are names; the calendar and peoples left out."""
    calendar = {*MONTHS["en"], *WEEKDAYS["en"]}

    def find(text: str) -> list[re.Match[str]]:
        return [
            match
            for match in _NAME.finditer(text)
            if not _PEOPLES.search(match[0])
            and all(word not in calendar and capitals.is_name(word) for word in match[0].split())
        ]

    return find


def marked_names(sentences: Sequence[Marked]) -> dict[str, str]:
    """Names with their kind (PER, LOC, ORG), of sentences given as tokens with BIO tags.

    Places, and people and organizations of several words, that are marked wherever they stand, twice at least: Arabic
    has no capitals, and «الشعب» is a newspaper once and the people fifty times. Without proclitics, as far as the same
    name is marked without them.
    """
    kinds: dict[str, Counter[str]] = {}
    for name, kind in (one for tokens, tags in sentences for one in _marked(tokens, tags)):
        kinds.setdefault(name, Counter())[kind] += 1
    main = {name: counts.most_common(1)[0][0] for name, counts in kinds.items()}
    total, inside = Counter[str](), Counter[str]()
    for name, marked in _occurrences(sentences, main):
        total[name] += 1
        inside[name] += marked
    sure = {name for name in main if total[name] >= _OFTEN and inside[name] >= _NEARLY_ALL * total[name]}
    plain = {name for name in sure if not name.startswith("لل") and not (name[0] in "وبلفك" and name[1:] in main)}
    return {
        name: main[name] for name in sorted(plain) if main[name] in _NAMED and name.count(" ") >= _NAMED[main[name]]
    }


def _occurrences(sentences: Sequence[Marked], names: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Each place where the words of one of `names` stand, and whether all of them are marked there."""
    for tokens, tags in sentences:
        for start in range(len(tokens)):
            for end in range(start + 1, min(start + _LONGEST_NAME, len(tokens)) + 1):
                name = " ".join(tokens[start:end])
                if name in names:
                    yield name, "O" not in tags[start:end]


def _marked(tokens: Sequence[str], tags: Sequence[str]) -> Iterator[tuple[str, str]]:
    for start, tag in enumerate(tags):
        if tag.startswith("B-"):
            rest = takewhile(lambda at: tags[at].startswith("I-"), range(start + 1, len(tags)))
            yield " ".join([tokens[start], *(tokens[at] for at in rest)]), tag[2:]


def listed_names(listed: Iterable[str]) -> Finder:
    """A finder of the names that are `listed`, the longest first; a name is never found within a word."""
    starts = sorted(listed, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, starts))})(?!\w)")
    return lambda text: list(pattern.finditer(text))


def name_swapper(find: Finder, corpus: Sequence[str], kinds: Mapping[str, str] = MappingProxyType({})) -> Editor:
    """A name exchanged for another of the corpus, of its kind and of as many words, with none of them in the text."""
    pool = sorted({match[0] for text in corpus for match in find(text)})

    def swap(text: str, rng: Random) -> str | None:
        def other(match: re.Match[str], rng: Random) -> str | None:
            kind, words = kinds.get(match[0]), match[0].count(" ")
            new = rng.choice([name for name in pool if name.count(" ") == words and kinds.get(name) == kind])
            return None if any(word in text for word in new.split()) else new

        return replace_one([(match, other) for match in find(text)], text, rng)

    return swap
