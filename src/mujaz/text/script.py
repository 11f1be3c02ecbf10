"""Is it Arabic? Letters of the script and the language behind them; text that is damaged or reversed."""

from __future__ import annotations

import re

from mujaz.errors import ArticleError
from mujaz.text.proclitics import AND, ARTICLE, BEGIN_ARABIC
from mujaz.text.words import folded_words, words

# UTF-8 writes Arabic letters as two bytes, and the first is one of these as Windows-1252, or as Windows-1256.
_LEAD_BYTES = ("ØÙ", "طظ")
_LEAST_LEADS, _LEAST_LEAD_SHARE = 8, 0.25
"""Characters, and share of all, that are such first bytes: half of them in misread text, one in fifty in Arabic."""

# The article «ال» of Windows-1256, read as Windows-1252.
_ARTICLE = re.compile(r"(?<!\w)[æÈáß]?Çá\w")
_LEAST_MISREAD_ARTICLES = 0.1
"""Share of the words that have the article: about a third in Arabic."""


def is_misread(text: str) -> bool:
    """Return whether `text` is Arabic whose bytes were taken for characters of another encoding."""
    tokens = text.split()
    size = sum(map(len, tokens))
    leads = max(sum(map(text.count, lead_bytes)) for lead_bytes in _LEAD_BYTES)
    articles = len(_ARTICLE.findall(text))
    return leads > max(_LEAST_LEADS, _LEAST_LEAD_SHARE * size) or articles > _LEAST_MISREAD_ARTICLES * len(tokens)


# Letters that Arabic does without, but for a name now and then. The Persian kaf and ya also come from keyboards.
_FOREIGN = re.compile("[\u0672-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f]")
_KEYBOARD = "کی"
_MAX_FOREIGN_SHARE = 0.02
_NAMES = {"fa": "Persian", "ur": "Urdu", "ps": "Pashto", "ug": "Uyghur", "ku": "Kurdish", "sd": "Sindhi", "az": "Azeri"}

# Folded words that running text of one language cannot do without, and that the other hardly has.
_ARABIC = folded_words(
    "من على إلى أن إن عن التي الذي الذين كان كانت قال قالت بعد هذا هذه ذلك بين خلال كما لا لم لن قد مع أنه حتى كل"
)
_OTHERS = {
    "fa": folded_words(
        "که از را در این است با برای می شد شده کرد کرده های آن هم یک تا باید گفت خود بود دارد کند اند ای نیز دیگر"
        " خواهد شود پس بر روی ایران اعلام"
    ),
    "ur": folded_words("کے کی میں ہے سے نے کو پر اور یہ ہیں کا اس تھا گیا کیا"),
}
_SHARED = folded_words("من في بعد بر تا هم هاي يك اس كا ان اي شد پس كرد اعلام")
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
    """Return the name of the language of `text`, letters of the Arabic script, if it is not Arabic; else nothing.

    Arabic that was typed on a Persian or Urdu keyboard is Arabic: its words tell, whatever the letters.
    """
    if not _FOREIGN.search(text) and len(_PERSIAN.findall(text)) < _LEAST_VOTES:
        return ""  # nearly every Arabic text, at little cost
    tokens = words(text)
    arabic = sum(word in _ARABIC or (len(word) > 3 and word.startswith(BEGIN_ARABIC)) for word in tokens)
    for code, frequent in _OTHERS.items():
        votes = sum(word in frequent and word not in _SHARED for word in tokens)
        if votes > arabic and votes >= max(_LEAST_VOTES, _LEAST_SHARE * len(tokens)):
            return _NAMES[code]
    letters = sum(map(len, _WORD.findall(text)))
    foreign = len(_FOREIGN.findall(text)) - sum(map(text.count, _KEYBOARD))
    if foreign <= _MAX_FOREIGN_SHARE * letters or 4 * arabic >= len(tokens):
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
    """Return the language's ISO 639-1 code, by statistics; the first call loads 73 MB of them in half a second."""
    import py3langid  # what Arabic articles need not pay for

    code, _ = py3langid.classify(text)
    return str(code)


def _is_straight(word: str) -> bool:
    return word in _STRAIGHT or word.startswith((ARTICLE, AND + ARTICLE)) or word.endswith("ة")


MIN_WORDS = 4
"""A shorter text has nothing to summarize."""

_SCRIPT = re.compile(
    "[\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff"
    "\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+"
)
_MIN_SHARE = 0.5
_LATIN = re.compile(r"[A-Za-zÀ-ɏЀ-ӿ]{2,}")
_LEAST_ARABIC = 2
_SAMPLE = 20_000  # characters that are enough to know a language by


def arabic_letters(text: str) -> int:
    """Count the letters of the Arabic script in `text`."""
    return sum(map(len, _SCRIPT.findall(text)))


def has_arabic(text: str) -> bool:
    """Tell whether `text` has a letter of the Arabic script."""
    return _SCRIPT.search(text) is not None


def is_foreign(text: str) -> bool:
    """Return whether a sentence or paragraph is in another script or language: it has hardly an Arabic word.

    «كشفت Apple عن iPhone 15 Pro Max» is Arabic; what has no words at all is not foreign.
    """
    if _LATIN.search(text):
        arabic = len(_SCRIPT.findall(text))
        if arabic < _LEAST_ARABIC and arabic < len(_LATIN.findall(text)):
            return True
    return other_language(text) != ""


def require_arabic(text: str, where: str) -> None:
    """Refuse what is not an Arabic text of `MIN_WORDS` words.

    Args:
        text: Cleaned text.
        where: The place that the error names.

    Raises:
        ArticleError: Too short, in another script, in another language of the Arabic script, turned round, or of a
            damaged encoding.
    """
    sample = text[:_SAMPLE]
    tokens = [word for word in words(sample) if len(word) > 1 and word.isalpha()]
    arabic = arabic_letters(sample)
    if not tokens:
        raise ArticleError(where, "it has no words")
    if is_misread(sample):
        raise ArticleError(where, "its encoding is damaged: it was read in a wrong one and saved again")
    if arabic < _MIN_SHARE * sum(map(len, tokens)):
        raise ArticleError(where, "not Arabic: most of its letters are of another script")
    if len(tokens) < MIN_WORDS:
        raise ArticleError(where, f"too short to summarize: fewer than {MIN_WORDS} words")
    if is_turned_round(sample):
        raise ArticleError(where, "its letters are in reverse order, as some PDF files and scans give them")
    if (language := other_language(sample)) and _is_mostly_foreign(sample):
        raise ArticleError(where, f"not Arabic: it seems to be {language}, in Arabic letters")


def _is_mostly_foreign(text: str) -> bool:
    """Whether most of a text is in lines of another language; the others are worth reading."""
    foreign = sum(len(line) for line in text.split("\n") if other_language(line))
    return 2 * foreign > len(text)
