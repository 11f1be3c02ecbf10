"""Making a source sentence fit to stand alone, without changing what it says.

Precision first. Three things are taken off, and nothing else is touched:

- connectives that point at the sentence before: «من جانبها،», «كما» before a verb, «و», «يذكر أن»;
- a closing attribution that names only a news agency or nobody: «، وفق رويترز», «، بحسب بيان»;
- from long sentences, closing additive or circumstantial clauses (`overlong`): «، هذا إلى جانب …», «، حيث …».

The parts that go never hold a negation, a hedge, a condition, a number or a quotation. «أضاف أن» stays: without it
somebody's words would become the paper's own.
"""

from __future__ import annotations

import re

from mujaz.summarize.overlong import drop_clauses
from mujaz.summarize.phrases import QUOTES, any_of, bare, find_place, phrase, strip_marks
from mujaz.text.proclitics import AND, without_and
from mujaz.text.verbs import PAST_VERBS, SAYING_VERBS, VERBS

_STACKED = 4
"""Openers come stacked: «ومن جانبها»، «هذا وكانت»، «كما أن»."""

_ASIDE = any_of("من جانب|من جهت|من ناحيت") + any_of("ه|ها|هم|هما|هن")
_ELSEWHERE = any_of(
    "من جهة أخرى|من جهة ثانية|من جانب آخر|من ناحية أخرى|من ناحية ثانية|على صعيد آخر|على صعيد متصل|في سياق متصل"
    "|في سياق آخر|في سياق ذي صلة|في السياق نفسه|في السياق ذاته|في السياق|في هذا السياق|في هذا الصدد|في هذا الإطار"
    "|في الإطار ذاته|في الإطار نفسه|في غضون ذلك|في هذه الأثناء|في الأثناء|في المقابل|بالمقابل|إلى ذلك|إلى جانب ذلك"
    "|إضافة إلى ذلك|بالإضافة إلى ذلك|علاوة على ذلك|فضلا عن ذلك|كذلك"
)
# Without a comma an opener must not be read into the noun phrase that follows («إلى ذلك الحين»); «فإن» answers to it.
_ASIDE_OPENER = re.compile(rf"و?(?:{_ASIDE}|{_ELSEWHERE})(?:\s*[،,]\s*|\s+(?!ال))(?!ف[إا]ن|فقد)")

_THAT = any_of(
    "يذكر أن|يشار إلى أن|تجدر الإشارة إلى أن|الجدير بالذكر أن|جدير بالذكر أن|من الجدير بالذكر أن|كما أن|غير أن|إلا أن"
    "|بيد أن|لكن"
)
# After «أن» and «لكن» the subject is in the accusative: its «-ين» or «-ا» would be wrong once they are gone.
_THAT_OPENER = re.compile(rf"و?{_THAT}\s+(?=(?:هذا|ما|لا|هنا)\b|(?!\S*(?:ين|ا)\b))")
_THIS = re.compile(rf"{phrase('هذا')}[،,]?\s+")
_AND = re.compile(phrase("و") + r"\s*")
_AND_HAS = re.compile(rf"{phrase('وقد')}\s+")
_ALSO = re.compile(rf"و?{phrase('كما')}\s+")

_BEING = frozenset({"كان", "كانت", "يكون", "تكون", "جاء", "سبق", "يبدو", "تبدو", "بدا"})
_ASIDE_WORDS = 8
_SHORTEST_PRESENT = 4


def drop_openers(text: str) -> str:
    """Return `text` without the connectives that it opens with."""
    for _ in range(_STACKED):
        shorter = _drop_one(text.lstrip(" •*-–—"))
        if shorter == text:
            break
        text = shorter
    return text


def _drop_one(text: str) -> str:
    return text[find_place(text, _find_opener_end(strip_marks(text))) :]


def _find_opener_end(text: str) -> int:
    if match := _ASIDE_OPENER.match(text) or _THAT_OPENER.match(text) or _this_and(text):
        return match.end()
    if match := _ALSO.match(text):
        return match.end() if _means_also(text[match.end() :]) else 0
    if match := _AND_HAS.match(text):
        return match.end() if _has_happened(text[match.end() :]) else 0
    match = _AND.match(text) if _opens_with_and(text) else None
    return match.end() if match else 0


def _this_and(text: str) -> re.Match[str] | None:
    """«هذا» of «هذا وقد أعلن», not that of «هذا واقع جديد»."""
    match = _THIS.match(text)
    verb = bare(text[match.end() :].split(maxsplit=1)[0]) if match and match.end() < len(text) else ""
    return match if verb.startswith(AND) and (verb[1:] in VERBS or verb == "وقد") else None


def _means_also(text_after: str) -> bool:
    """«كما» before a verb means "also"; not in «كما قال الوزير، فإن», «كما جرت العادة، افتتح» and «كما كان متوقعا»."""
    opening = text_after.split(maxsplit=_ASIDE_WORDS + 1)[: _ASIDE_WORDS + 1]
    verb = bare(opening[0]) if opening else ""
    aside = next((index for index, word in enumerate(opening[:-1]) if word.endswith(("،", ","))), None)
    if aside is not None:
        resumed = bare(opening[aside + 1])
        if verb in SAYING_VERBS or resumed in VERBS or resumed.startswith("ف"):  # a main clause may begin so
            return False
    present = verb.startswith(("ي", "ت")) and len(verb) >= _SHORTEST_PRESENT
    return (verb in VERBS or present) and verb not in _BEING


def _has_happened(text_after: str) -> bool:
    """«قد» says nothing more before the past tense; before the present it says "may"."""
    verb = bare(text_after.split(maxsplit=1)[0])
    return verb in PAST_VERBS and not verb.startswith(("ي", "ت"))


def _opens_with_and(text: str) -> bool:
    first = text.split(maxsplit=1)[0].rstrip("،,:") if text else ""
    return first == AND or without_and(first) != first


_TAIL = 120
"""Characters from the end in which an attribution is looked for."""

# Agencies that report on others. National ones (SPA, SANA, TASS, Xinhua) speak for their state: who said it matters.
_AGENCY = any_of(
    "رويترز|فرانس برس|الصحافة الفرنسية|أسوشيتد برس|أسوشييتد برس|الأسوشيتد برس|أ ف ب|أ.ف.ب|د ب أ|د.ب.أ|الألمانية"
)
_ACCORDING = any_of("وفق|وفقا ل|بحسب|حسب|نقلا عن|حسبما ذكرت|حسب ما ذكرت|بحسب ما ذكرت|وفق ما ذكرت")
_BUREAU = rf"(?:{any_of('وكالة|وكالة أنباء|وكالة الأنباء')}\s+)?"
_CARRIER = f"{_BUREAU}[{QUOTES}]?{_AGENCY}[{QUOTES}]?(?:\\s+{phrase('للأنباء')})?"
_NOBODY = phrase("بيان")
_CLOSING = re.compile(
    rf"[،,]?\s+{_ACCORDING}\s*(?:{_CARRIER}|{_NOBODY})[\s.]*$|\s*(?:[-–—]\s*|\(\s*){_AGENCY}\s*\)?[\s.]*$"
)


def drop_attribution(text: str) -> str:
    """Return `text` without a closing attribution to an agency or to an unnamed statement.

    A text with quotation marks keeps it: without it a quotation could seem the paper's own words.
    """
    plain = strip_marks(text)
    match = _CLOSING.search(plain, max(0, len(plain) - _TAIL))
    if not match or any(mark in plain[: match.start()] for mark in QUOTES):
        return text
    return text[: find_place(text, match.start())]


LEAST_WORDS = 4
"""A step that would leave fewer words is not taken."""


def trim(text: str) -> str:
    """Return `text`, a cleaned sentence, without what does not stand alone, closed as `close` does."""
    for step in (drop_openers, drop_attribution, drop_clauses):
        shorter = step(text)
        if len(shorter.split()) >= LEAST_WORDS:
            text = shorter
    return close(text)


def close(text: str) -> str:
    """Return `text` without list marks before it and loose punctuation after it, closed by a full stop, «؟» or «!»."""
    text = text.strip().lstrip("•*-–— ").rstrip(" .،,؛;:")
    return text if not text or text.endswith(("؟", "?", "!", "…")) else f"{text}."
