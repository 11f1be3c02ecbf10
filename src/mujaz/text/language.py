"""The language behind letters of the Arabic script: Arabic itself, another language, or Arabic turned round."""

from __future__ import annotations

import re

from mujaz.text.words import words

# Letters that Arabic does without, but for a name now and then. The Persian kaf and ya also come from keyboards.
_FOREIGN = re.compile("[\u0672-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]")
_KEYBOARD = "کی"
_MAX_FOREIGN_SHARE = 0.02
_NAMES = {"fa": "Persian", "ur": "Urdu", "ps": "Pashto", "ug": "Uyghur", "ku": "Kurdish", "sd": "Sindhi", "az": "Azeri"}

# Folded words that running text of one language cannot do without, and that the other hardly has.
_ARABIC = frozenset(
    words(
        "من على إلى أن إن عن التي الذي الذين كان كانت قال قالت بعد هذا هذه ذلك بين خلال كما لا لم لن قد مع أنه حتى كل"
    )
)
_OTHERS = {
    "fa": frozenset(
        words(
            "که از را در این است با برای می شد شده کرد کرده های آن هم یک تا باید گفت خود بود دارد کند اند ای نیز دیگر"
            " خواهد شود پس بر روی ایران اعلام"
        )
    ),
    "ur": frozenset(words("کے کی میں ہے سے نے کو پر اور یہ ہیں کا اس تھا گیا کیا")),
}
_SHARED = frozenset(words("من في بعد بر تا هم هاي يك اس كا ان اي شد پس كرد اعلام"))
"""Words that are of either language, or are written alike."""

# Persian that was written with the letters of Arabic.
_PERSIAN = re.compile(r"(?<!\w)(?:كه|است|اين|براي|كرد|كرده|شد|شده|دارد|خواهد|گفت|نيز|ديگر|بايد|مي)(?!\w)")
_LEAST_VOTES, _LEAST_SHARE = 2, 0.12

# No Arabic word begins with these, few that are not turned round end in the article.
_TURNED = re.compile(r"(?<!\w)(?:[ةىؤئ]\w+|نم|يف|نع|يتلا|يذلا|تناك|لاق|تلاق)(?!\w)")
_TURNED_ARTICLE = re.compile(r"(?<!\w)\w{2,}لا(?!\w)")  # and «مثلا», «كاملا»
_STRAIGHT = frozenset({"من", "في", "على", "إلى", "الى", "عن", "حتى", "كانت", "قال", "قالت"})
_LEAST_TURNED, _LEAST_ARTICLES = 2, 3
_WORD = re.compile(r"[^\W\d_]+")


def other_language(text: str) -> str:
    """Return the name of the language of `text`, letters of the Arabic script, where it is not Arabic; else nothing.

    Arabic that was typed on a Persian or Urdu keyboard is Arabic: its words tell, whatever the letters.
    """
    if not _FOREIGN.search(text) and len(_PERSIAN.findall(text)) < _LEAST_VOTES:
        return ""  # nearly every Arabic text, at little cost
    found = words(text)
    arabic = sum(map(_is_arabic, found))
    for code, own in _OTHERS.items():
        votes = sum(word in own and word not in _SHARED for word in found)
        if votes > arabic and votes >= max(_LEAST_VOTES, _LEAST_SHARE * len(found)):
            return _NAMES[code]
    letters = sum(map(len, _WORD.findall(text)))
    foreign = len(_FOREIGN.findall(text)) - sum(map(text.count, _KEYBOARD))
    if foreign <= _MAX_FOREIGN_SHARE * letters or 4 * arabic >= len(found):
        return ""
    code = language(text)
    return "" if code.startswith("ar") else _NAMES.get(code, f"another language ({code})")


def is_turned_round(text: str) -> bool:
    """Return whether the letters of `text` stand in reverse order, as PDF and scans give them: «ةرازولا» for «الوزارة».

    Args:
        text: Cleaned, not folded: the final ta marbuta tells the most.
    """
    turned = len(_TURNED.findall(text))
    articles = len(_TURNED_ARTICLE.findall(text))
    if turned + articles < _LEAST_TURNED or (not turned and articles < _LEAST_ARTICLES):
        return False
    return turned + articles > sum(map(_is_straight, _WORD.findall(text)))


def language(text: str) -> str:
    """The language's ISO 639-1 code, by statistics; the first call loads them, in half a second, into some 73 MB."""
    import py3langid  # what Arabic articles need not pay for

    code, _ = py3langid.classify(text)
    return str(code)


def _is_arabic(word: str) -> bool:
    return word in _ARABIC or (len(word) > 3 and word.startswith(("ال", "وال", "بال", "لل")))


def _is_straight(word: str) -> bool:
    return word in _STRAIGHT or word.startswith(("ال", "وال")) or word.endswith("ة")
