"""Names that are known in both languages: countries and who comes from there, towns, institutions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from mujaz.facts.base import NameKind
from mujaz.facts.names.spelling import arabic_letters, latin_letters
from mujaz.facts.tokens import WORDS
from mujaz.tables import read_lines, read_rows
from mujaz.text.proclitics import ARTICLE

Phrase: TypeAlias = tuple[str, ...]

LONGEST_PHRASE = 6
"""Words of the longest known name that is looked for."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A country, town, institution or person that names stand for.

    Attributes:
        key: The same for a country and its people, so that «التركي» supports "Turkey".
        sure: Whether all its forms are listed, so that it is not looked for by its spelling.
    """

    key: str
    kind: NameKind
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known names by their words: English in lower case letters, Arabic folded and without the article."""

    english: dict[Phrase, tuple[Entity, ...]]
    arabic: dict[Phrase, tuple[Entity, ...]]
    spellings: dict[str, tuple[Phrase, ...]]
    """Every form of an entity, in both languages, by its key."""


def english_phrase(text: str) -> Phrase:
    """Return the words of an English name as the gazetteer has them; hyphens part words."""
    words = (latin_letters(word) for word in text.replace("-", " ").replace("‑", " ").split())
    return tuple(word for word in words if word)


def arabic_phrase(text: str) -> Phrase:
    """Return the words of an Arabic name as the gazetteer has them: folded, with the article if there is one."""
    return tuple(arabic_letters(word) for word in text.replace("-", " ").split())


_PACKAGE = "mujaz.facts.names"
_LISTS = ("data/own.tsv", "data/places.tsv", "data/own-people.tsv", "data/gazetteer.tsv")
_FOLDED = _LISTS[-1]
"""The list whose Arabic is folded when it is built: folding 10,000 forms again would take longer than all the rest."""

_SMALL_WORDS = frozenset({"and", "bin", "da", "de", "della", "der", "di", "ibn", "of", "the", "van", "von"})
"""Words of names that are printed in small letters."""

_LISTED = frozenset({"place", "organization"})


@cache
def gazetteer() -> Gazetteer:
    """Read the lists of the package, once."""
    lists = Gazetteer({}, {}, {})
    rows = [(name, row) for name in _LISTS for row in read_rows(_PACKAGE, name)]
    peoples = {row[0] for _, row in rows if row[1] == "origin"}
    for name, (key, kind, names, forms) in rows:
        sure = key in peoples or (name == _LISTS[0] and kind in _LISTED)
        entity = Entity(key, kind, sure)  # type: ignore[arg-type]
        english = list(map(english_phrase, _add_plurals(names.split("|"), kind)))
        inflected = _add_inflections(forms.split("|"), kind)
        arabic = [tuple(form.split()) if name == _FOLDED else arabic_phrase(form) for form in inflected]
        for phrase in english:
            lists.english[phrase] = _add(lists.english.get(phrase, ()), entity)
        for phrase in arabic:
            if kind != "place" or (ARTICLE + phrase[0], *phrase[1:]) not in arabic:
                # «قاهرة» is "compelling", only «القاهرة» the town
                lists.arabic[phrase] = _add(lists.arabic.get(phrase, ()), entity)
        both = [form for phrase in arabic for form in (phrase, _without_articles(phrase))]
        lists.spellings[key] = tuple(dict.fromkeys([*lists.spellings.get(key, ()), *english, *both]))
    return lists


def _add(entities: tuple[Entity, ...], entity: Entity) -> tuple[Entity, ...]:
    return entities if entity in entities else (*entities, entity)


def _add_inflections(forms: Sequence[str], kind: str) -> list[str]:
    """Return names and, of adjectives of origin, the endings that the lists leave out («نمساويين»)."""
    adjectives = [form for form in forms if kind == "origin" and form.endswith("ي")]
    return [*forms, *(form + ending for form in adjectives for ending in _ORIGIN_ENDINGS)]


_ORIGIN_ENDINGS = ("ه", "ون", "ين", "ات", "ان", "تان", "تين")


def _add_plurals(names: Sequence[str], kind: str) -> list[str]:
    """Return names and, of English adjectives of origin, the plural that the lists leave out ("Jordanians")."""
    plurals = (f"{name}s" for name in names if kind == "origin" and name.endswith(("an", "i")))
    return [*names, *plurals]


def _without_articles(phrase: Phrase) -> Phrase:
    """Return «ألعاب أولمبية» for «الألعاب الأولمبية»; a name of one word keeps its article."""
    definite = len(phrase) > 1 and all(word.startswith(ARTICLE) for word in phrase)
    return tuple(word.removeprefix(ARTICLE) for word in phrase) if definite else phrase


@cache
def _printed() -> Mapping[Phrase, str]:
    """Return the names that a list has with capitals, as it has them."""
    return {
        english_phrase(name): name for row in read_rows(_PACKAGE, "data/own-people.tsv") for name in row[2].split("|")
    }


@cache
def acronyms() -> frozenset[str]:
    """Return known names that are one only in capitals (WHO, US), in small letters."""
    names = (name for row in read_rows(_PACKAGE, _LISTS[0]) for name in row[2].split("|"))
    return frozenset(name.lower() for name in names if name.isupper())


def print_phrase(phrase: Phrase) -> str:
    """Return a name of the lists, which have small letters only, as it is printed."""
    if phrase in _printed():
        return _printed()[phrase]
    if " ".join(phrase) in acronyms():
        return " ".join(phrase).upper()
    first, *following = phrase
    return " ".join([first.capitalize(), *(word if word in _SMALL_WORDS else word.capitalize() for word in following)])


@cache
def arabic_starts() -> Mapping[str, int]:
    """Return the first words of known Arabic names, each with the count of words of its longest name."""
    longest: dict[str, int] = {}
    for phrase in gazetteer().arabic:
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
    return longest


@cache
def translations() -> Mapping[str, tuple[Phrase, ...]]:
    """Return English words that are translated in names, each with its translations."""
    rows = read_rows(_PACKAGE, "data/words.tsv")
    return {word: tuple(arabic_phrase(form) for form in forms.split("|")) for word, forms in rows}


@cache
def given_names() -> frozenset[str]:
    """Return Arabic words that people are called by."""
    additions = (arabic_letters(word) for line in read_lines(_PACKAGE, "data/own-given.txt") for word in line.split())
    return frozenset(read_lines(_PACKAGE, "data/given.txt")) | frozenset(additions)


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(read_lines(_PACKAGE, "data/ordinary.txt"))


@lru_cache(maxsize=WORDS)
def is_ordinary(word: str, *, inflected: bool = True) -> bool:
    """Tell whether an English word, in small letters, needs no capital, as it is or by its parts."""
    if word in _ordinary() or not inflected:
        return word in _ordinary()
    return any(stem in _ordinary() for stem in ordinary_stems(word)) or _is_learned(word)


def _is_learned(word: str) -> bool:
    """Tell whether a word is put together as only terms of science are ("adenoviruses", "macroeconomic")."""
    if _LEARNED.search(word):
        return True
    roots = (word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix))
    return any(len(root) >= _LONG_REST and is_ordinary(root) for root in roots)


def ordinary_stems(word: str) -> list[str]:
    """Return the words that an English word may be without its ending."""
    fitting = ((end, instead) for end, instead in _ENDINGS if word.endswith(end) and len(word) > len(end) + 2)
    return [word.removesuffix(end) + instead for end, instead in fitting]


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
