"""Names that are known in both languages: countries and who comes from there, towns, institutions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TypeAlias

from mujaz.facts.base import NameKind
from mujaz.facts.names.letters import arabic, latin
from mujaz.facts.tokens import WORDS

Phrase: TypeAlias = tuple[str, ...]

LONGEST_PHRASE = 6
"""Words of the longest known name that is looked for."""


@dataclass(frozen=True, slots=True)
class Entity:
    """What a name stands for.

    Attributes:
        key: The same for a country and its people, so that "Turkey" is borne out by «التركي».
        sure: Whether all its forms are listed, so that it is not looked for by its spelling.
    """

    key: str
    kind: NameKind
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known names by their words: English in lower case letters, Arabic folded and without the article."""

    english: Mapping[Phrase, tuple[Entity, ...]]
    arabic: Mapping[Phrase, tuple[Entity, ...]]
    spellings: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)
    """Every form of an entity, in both languages, by its key."""


def english_phrase(text: str) -> Phrase:
    """The words of an English name as the gazetteer has them; hyphens part words."""
    words = (latin(word) for word in text.replace("-", " ").replace("‑", " ").split())
    return tuple(word for word in words if word)


def arabic_phrase(text: str) -> Phrase:
    """The words of an Arabic name as the gazetteer has them: folded, with the article where there is one."""
    return tuple(arabic(word) for word in text.replace("-", " ").split())


def _rows(name: str) -> list[list[str]]:
    lines = (files("mujaz.facts.names") / "data" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


_LISTS = ("own.tsv", "places.tsv", "gazetteer.tsv")
_LISTED = frozenset({"place", "organization"})


@cache
def gazetteer() -> Gazetteer:
    """The lists of the package, read once."""
    english: dict[Phrase, dict[Entity, None]] = {}
    arabic: dict[Phrase, dict[Entity, None]] = {}
    spellings: dict[str, dict[Phrase, None]] = {}
    peoples = {row[0] for name in _LISTS for row in _rows(name) if row[1] == "origin"}
    for name in _LISTS:
        for key, kind, names, forms in _rows(name):
            sure = key in peoples or (name == "own.tsv" and kind in _LISTED)
            entity = Entity(key, kind, sure)  # type: ignore[arg-type]
            their = spellings.setdefault(key, {})
            for phrase in map(english_phrase, _with_plurals(names.split("|"), entity.kind)):
                english.setdefault(phrase, {})[entity] = None
                their[phrase] = None
            phrases = [arabic_phrase(form) for form in _inflected(forms.split("|"), entity.kind)]
            for phrase in phrases:
                if kind != "place" or (_ARTICLE + phrase[0], *phrase[1:]) not in phrases:
                    arabic.setdefault(phrase, {})[entity] = None  # «قاهرة» is "compelling", only «القاهرة» the town
                their[phrase] = None
                their[_without_articles(phrase)] = None
    return Gazetteer(
        {phrase: tuple(them) for phrase, them in english.items()},
        {phrase: tuple(them) for phrase, them in arabic.items()},
        {key: tuple(phrases) for key, phrases in spellings.items()},
    )


def _inflected(forms: Sequence[str], kind: str) -> list[str]:
    """Adjectives of origin with the endings that the lists leave out («نمساويين»)."""
    adjectives = [form for form in forms if kind == "origin" and form.endswith("ي")]
    return [*forms, *(form + ending for form in adjectives for ending in _ORIGIN_ENDINGS)]


_ORIGIN_ENDINGS = ("ة", "ون", "ين", "ات", "ان", "تان", "تين")


def _with_plurals(names: Sequence[str], kind: str) -> list[str]:
    """English adjectives of origin with the plural that the lists leave out ("Jordanians")."""
    plurals = (f"{name}s" for name in names if kind == "origin" and name.endswith(("an", "i")))
    return [*names, *plurals]


_ARTICLE = "ال"


def _without_articles(phrase: Phrase) -> Phrase:
    """As «ألعاب أولمبية» beside «الألعاب الأولمبية»; a name of one word keeps its article."""
    defined = len(phrase) > 1 and all(word.startswith("ال") for word in phrase)
    return tuple(word[2:] for word in phrase) if defined else phrase


@cache
def acronyms() -> frozenset[str]:
    """Known names that are one only in capitals (WHO, US), in small letters."""
    return frozenset(name.lower() for row in _rows("own.tsv") for name in row[2].split("|") if name.isupper())


@cache
def arabic_starts() -> Mapping[str, int]:
    """The first words of known Arabic names, each with how many words the longest of its names has."""
    longest: dict[str, int] = {}
    for phrase in gazetteer().arabic:
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
    return longest


@cache
def translations() -> Mapping[str, tuple[Phrase, ...]]:
    """English words that are translated where they stand in names, and what by."""
    return {word: tuple(arabic_phrase(form) for form in forms.split("|")) for word, forms in _rows("words.tsv")}


@cache
def given_names() -> frozenset[str]:
    """Arabic words that people are called by."""
    own = (arabic(word) for line in _words("own-given.txt") for word in line.split())
    return _words("given.txt") | frozenset(own)


@cache
def _ordinary() -> frozenset[str]:
    return _words("ordinary.txt")


@lru_cache(maxsize=WORDS)
def is_ordinary(word: str, *, inflected: bool = True) -> bool:
    """Whether an English word, in small letters, is one that needs no capital, as it stands or by its parts."""
    if word in _ordinary() or not inflected:
        return word in _ordinary()
    return any(stem in _ordinary() for stem in ordinary_stems(word)) or _is_learned(word)


def _is_learned(word: str) -> bool:
    """Whether a word is put together as only terms of science are ("adenoviruses", "macroeconomic")."""
    if _LEARNED.search(word):
        return True
    rests = (word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix))
    return any(len(rest) >= _LONG_REST and is_ordinary(rest) for rest in rests)


def ordinary_stems(word: str) -> list[str]:
    """What an English word may be without its ending."""
    cut = [(ending, more) for ending, more in _ENDINGS if word.endswith(ending) and len(word) > len(ending) + 2]
    return [word.removesuffix(ending) + more for ending, more in cut]


_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("ally", ""),
    ("edly", ""), ("ingly", ""), ("ists", "ism"), ("ist", "ism"), ("ness", ""), ("less", ""), ("ers", "e"),
    ("ers", ""), ("ments", "ment"), ("ive", ""), ("ive", "e"),
)  # fmt: skip

# Of the 15,000 names that the spelling was fitted to, these take one for an ordinary word; words put together of any
# two ordinary ones would be 66 ("Goldstein", "Fairchild").
_PREFIXES = (
    "adeno", "alpha", "anti", "auto", "beta", "bio", "cardio", "counter", "cyber", "eco", "electro", "gastro", "geo",
    "hydro", "hyper", "immuno", "infra", "inter", "intra", "macro", "mega", "meta", "micro", "mono", "multi", "nano",
    "neo", "neuro", "non", "over", "paleo", "photo", "poly", "post", "pre", "proto", "pseudo", "psycho", "re", "semi",
    "socio", "sub", "super", "tele", "thermo", "trans", "ultra", "under", "uni",
)  # fmt: skip
_LONG_REST = 5
_LEARNED = re.compile(
    "[a-z]{3}(?:virus(?:es)?|olog(?:y|ies|ists?|ical)|coccus|cocci|bacteri(?:um|a)|graphers?|graphic|scopy|ectomy|"
    "therapy|path(?:y|ies)|genic|phobia|cellular|vascular|ability|i[sz]ation|i[sz]ed)$"
)


def _words(name: str) -> frozenset[str]:
    text = (files("mujaz.facts.names") / "data" / name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
