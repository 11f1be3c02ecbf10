"""The one table of Arabic proclitics, which are written on to the next word, and of the words that negate.

No user takes off every proclitic: the more are taken off, the more words seem to have one that is their own («ولد»,
«بلد»). Each subset says why it has no more. All are folded as `mujaz.text.clean.fold` folds.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from mujaz.tables import read_table
from mujaz.text.clean import fold
from mujaz.text.verbs import VERBS
from mujaz.text.words import folded_words

AND, SO = "و", "ف"
BY, TO, LIKE = "ب", "ل", "ك"
ARTICLE = "ال"
TO_THE = "لل"
"""«ل» and the article in one: «للعراق»."""

CONJUNCTIONS = (AND, SO)
PREPOSITIONS = (BY, TO, LIKE)
LETTERS = CONJUNCTIONS + PREPOSITIONS
"""Every proclitic of one letter: for names, whose host is known or has to look like one."""

DEFINITE = (ARTICLE, TO_THE)
"""Ends of a row of proclitics that makes its word definite."""

CERTAINLY_DEFINITE = (ARTICLE, "وال", TO_THE)
"""With these a word looks definite whatever follows; «بال» and «كال» also begin words («بالغ», «كالي»)."""

AND_THE = (AND + ARTICLE, AND + TO_THE)
"""A conjunction before a noun: it goes on a list, and begins no clause."""

BEGIN_ARABIC = (ARTICLE, AND + ARTICLE, BY + ARTICLE, TO_THE)
"""With these a longer word is Arabic, and of no other language in Arabic letters."""

BEFORE_NUMBERS = (
    AND, BY, TO, SO, LIKE, ARTICLE, TO_THE, "وال", "بال", "فال", "كال", "ولل", "وب", "ول", "وبال",
)  # fmt: skip
"""All rows that news writes before a number or a word of time: the lists of those are closed, so all may come off."""

BEFORE_NOUNS = ("وال", "بال", "فال", "كال", TO_THE, ARTICLE, AND, BY, TO, SO)
"""Longest first, for nouns of any kind: a «ك» alone is mostly a letter of the noun."""

BEFORE_OFFICES = ("وال", "بال", TO_THE, ARTICLE, AND, TO, BY)
"""As offices and bodies are quoted: «بحسب الوزارة», «وللشرطة»; nobody is quoted as «فالوزير» or «كالوزير»."""

BEFORE_TIMES = (AND, TO, BY, SO)
"""Before days and months, and names of people: nobody says «كالثلاثاء»."""

BEFORE_UNITS = (AND, TO, BY)
"""Before units of time that are counted from today: «ولأسبوع»."""

BEFORE_DENIALS = CONJUNCTIONS
"""«لم», «لا» and «ليس» take a conjunction only."""

BEFORE_HEDGES = (AND, SO, TO)
"""«لربما» and «لعل» take «ل» as well."""

BEFORE_DENYING_NOUNS = (AND, SO, BY, TO)
"""«بعدم», «لغير»; with «أ» it is another word («أعدم», "executed"), with the article, too («الغير», "others")."""

BEFORE_SIGNS = (AND, SO, BY, TO, ARTICLE, "وال", "بال", "وب", "ول", "فب", TO_THE, "أ", "ا", LIKE, "من")
"""Everything that may be before a word that possibly denies: a sign too many only keeps a flag back."""

VERB_DENIALS = frozenset({"لم", "لن"})
NOT = frozenset({"لا"})
IS_NOT_SINGULAR = frozenset({"ليس", "ليست"})
IS_NOT_PLURAL = frozenset({"ليسوا", "لسنا"})
IS_NOT = IS_NOT_SINGULAR | IS_NOT_PLURAL | {"ليسا", "ليستا", "لست", "لسن"}
WITHOUT = frozenset({"دون", "بدون"})
DENYING_NOUNS = frozenset({"عدم", "غير"})
DENIALS = VERB_DENIALS | NOT | IS_NOT_SINGULAR | WITHOUT | {"ما", "عدم"}
"""Words after which nearly everything is denied. Not «غير», which denies one adjective."""


def find_host(word: str, known: Container[str], proclitics: Iterable[str]) -> tuple[str, str]:
    """Return the proclitics of `word` and the word of `known` behind them, of several splits the first.

    The word without any comes before all `proclitics`. Two empty strings if nothing behind them is known.
    """
    if word in known:
        return "", word
    for proclitic in proclitics:
        if word.startswith(proclitic) and word[len(proclitic) :] in known:
            return proclitic, word[len(proclitic) :]
    return "", ""


def has_host(word: str, known: Container[str], proclitics: Iterable[str]) -> bool:
    """Tell whether `word`, with or without one of `proclitics`, is in `known`."""
    return find_host(word, known, proclitics)[1] != ""


def is_definite(proclitic: str) -> bool:
    """Tell whether a row of proclitics ends with the article."""
    return proclitic.endswith(DEFINITE)


_WORDS = read_table("mujaz.text", "data/words.toml")["conjunction"]
_PARTICLES, _RADICAL_WORDS = folded_words(_WORDS["particles"]), folded_words(_WORDS["radical"])
# Nouns that only their spelling tells from a verb or particle with the conjunction: «وأدى» "and led", «وإلى» "and to".
_NOUNS = frozenset({"وادي", "وادى", "واديا", "واديان", "والي", "ويلات"})
_RADICAL_STEM = re.compile(
    r"و(?:زير|زار|زرا|كال|كيل|اشنطن|فد|قت|ضع|ثيق|ثائق|طن|احد|فاة|فيات|جه|لاي|لي|لد|صول|سط|سائل|سيل|حد|رش|رق|رث|عد|عي|قف|قوع|قود)"
)
# Few words have a «و» of their own before these: the article, the prefixes of the present and future tense, a hamza.
_AFTER_AND = (AND + ARTICLE, "وي", "وت", "وسي", "وست", "وأ")
# The same of the past tense by its shape: derived verbs («وانتقد», «واستمر»), and the feminine («ولاقت», «وسلطت») if
# «و» cannot be the first of three root letters («وصلت», «وافقت»).
_PAST = re.compile(r"وا(?:ست|نت|[^اوي]ت|ت[^اس])\w{2,}|و[^\Wا]\w*[^\Wا]ت")
_SHORTEST = 5
_SHORTEST_LIKELY = 4


def without_and(word: str) -> str:
    """Return a word without the conjunction if it surely has one: «وقالت», «والوزير», «وينشئ», but not «وزير», «والد».

    The word may be folded; then a few are missed that the hamza would tell («وأحمد»).
    """
    if not word.startswith(AND) or word in _NOUNS:
        return word
    bare, folded = word[1:], fold(word)
    if folded[1:] in VERBS or folded[1:] in _PARTICLES:
        return bare
    looks_so = word.startswith(_AFTER_AND) or _PAST.fullmatch(folded)
    return bare if looks_so and len(folded) >= _SHORTEST and folded not in _RADICAL_WORDS else word


def may_have_and(word: str) -> bool:
    """Tell whether a folded word more likely has the conjunction than not: `without_and` knows it, or most nouns do."""
    return word.startswith(AND) and len(word) >= _SHORTEST_LIKELY and not _RADICAL_STEM.match(word)
