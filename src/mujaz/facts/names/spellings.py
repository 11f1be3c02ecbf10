"""How the name of a person is spelled in Latin letters, the usual spelling first."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice

from rapidfuzz.distance import Levenshtein

from mujaz.facts.names import cues
from mujaz.facts.names.gazetteer import arabic_phrase, english_phrase, gazetteer, print_phrase
from mujaz.facts.names.spelling import arabic_letters, latin_letters, likeness, without_proclitics
from mujaz.facts.tokens import NAMES, WORDS

MOST = 5
"""Spellings of one name that are told."""

_ATTACHED = re.compile(r"\b(عبد)(?=ال\w\w)")
_LONGEST_UNIT = 4
_LIKE, _NEAR = 1.0, 0.4
"""Least log-odds a letter, and most edits a letter, of a word that counts as a spelling."""

_LATIN_WORD = re.compile(r"[^\W\d_]+")
_ARTICLES = frozenset({"al", "el"})
_SMALL = {"Al-": "al-", "El-": "el-", "Al ": "al-", "El ": "el-"}
"""The article as agencies write it inside a name."""


def read_words(name: str) -> list[str]:
    """Return the words of an Arabic name, «عبدالمجيد» as two."""
    return _ATTACHED.sub(r"\1 ", name.replace("-", " ")).split()


@lru_cache(maxsize=NAMES)
def list_spellings(name: str) -> tuple[str, ...]:
    """Return the spellings of a person's name; none if a word of it is in no list.

    A name that the gazetteer has is spelled as there, one of the list of people as there; another one by its words.
    """
    words = tuple(arabic_letters(word) for word in read_words(name))
    spellings = dict.fromkeys((*_of_known(name), *_of_people(words), *_by_words(words)))
    return tuple(islice(spellings, MOST))


def _of_known(name: str) -> Iterator[str]:
    """Yield the English names that the gazetteer has for a person, unless several people have that name."""
    phrase = arabic_phrase(name)
    keys = {entity.key for entity in gazetteer().arabic.get(phrase, ()) if entity.kind == "person"}
    if len(keys) == 1:
        key = keys.pop()
        forms = (form for form in gazetteer().spellings[key] if form in gazetteer().english)
        yield from map(print_phrase, sorted(forms, key=lambda form: form != english_phrase(key)))


def _of_people(words: Sequence[str]) -> Sequence[str]:
    return tuple(map(_with_small_article, _find_whole(" ".join(words))[:1])) if len(words) > 1 else ()


@lru_cache(maxsize=4)
def _read(name: str) -> bytes:
    return gzip.decompress((files("mujaz.facts.names") / "data" / name).read_bytes())


def _find_whole(name: str) -> list[str]:
    """Return the spellings of a whole name: looking through the text takes less time than making a dictionary of it."""
    text = _read("people.tsv.gz")
    start = text.find(f"\n{name}\t".encode())
    return text[start + 1 : text.index(b"\n", start + 1)].decode().split("\t")[1].split("|") if start >= 0 else []


@cache
def _words() -> dict[bytes, tuple[bytes, bytes]]:
    rows = (line.split(b"\t") for line in _read("name-words.tsv.gz").splitlines())
    return {unit: (spellings, ordinary) for unit, spellings, ordinary in rows}


@lru_cache(maxsize=WORDS)
def spellings_of_unit(unit: str) -> tuple[str, ...]:
    """Return the spellings of one or several folded Arabic words that are one name («عبد المجيد»)."""
    row = _words().get(unit.encode(), (b"", b""))
    listed = [spelling.rpartition(":")[0] for spelling in row[0].decode().split("|") if spelling]
    return tuple(dict.fromkeys(map(_with_small_article, listed)))


def is_ordinary_name(unit: str) -> bool:
    """Tell whether a word of names is an ordinary one, too («صلاح», "goodness")."""
    return bool(_words().get(unit.encode(), (b"", b""))[1])


def _with_small_article(spelling: str) -> str:
    for article, small in _SMALL.items():
        spelling = spelling.replace(f" {article}", f" {small}")
        if spelling.startswith(article):
            spelling = small + spelling.removeprefix(article)
    return spelling


def _by_words(words: Sequence[str]) -> Iterator[str]:
    """Yield spellings put together of those of the words: the first of each, then one of the others in turn."""
    units = [spellings_of_unit(unit) for unit in _units(words)]
    if not units or not all(units):
        return
    yield " ".join(unit[0] for unit in units)
    for rank in range(1, MOST):
        for index, unit in enumerate(units):
            if rank < len(unit):
                yield " ".join(other[rank if place == index else 0] for place, other in enumerate(units))


def _units(words: Sequence[str]) -> list[str]:
    """Return the names that words make, the longest that the table has: «عبد المجيد», «نصر الله», «بن سلمان»."""
    units, index = list[str](), 0
    while index < len(words):
        longest = range(min(_LONGEST_UNIT, len(words) - index), 0, -1)
        count = next((count for count in longest if spellings_of_unit(" ".join(words[index : index + count]))), 1)
        units.append(" ".join(words[index : index + count]))
        index += count
    return units


def is_spelled_in(name: str, english: str) -> bool:
    """Tell whether an English text has a name in one of its spellings: whole, or each of its words somewhere.

    Capitals, hyphens and the article do not count. A name that no list has counts as there.
    """
    words = _plain(english)
    if any(_plain(spelling) in words for spelling in list_spellings(name)):
        return True
    units = _units(tuple(map(arabic_letters, read_words(name))))
    return all(any(_plain(form) in words for form in spellings_of_unit(unit)) for unit in units)


def is_rendered_in(name: str, english: str) -> bool:
    """Tell whether an English text has words in capitals that may spell each word of a name: "Jim Mattis", «جيم ماتيس».

    The lists need not have that spelling: a translator often writes a foreign name better than they do. But it must be
    near one of theirs, if they have the word: "Hachm" sounds like «الهاشمي» and is no spelling of it.
    """
    written = [latin_letters(word) for word in _LATIN_WORD.findall(english) if word[0].isupper()]
    words = [arabic_letters(word) for word in read_words(name)]
    return all(any(_may_spell(latin, word) for latin in written) for word in words if word not in cues.PARTICLES)


def _may_spell(latin: str, arabic: str) -> bool:
    forms = without_proclitics(arabic)
    if max(likeness(latin, form) for form in forms) < _LIKE:
        return False
    listed = [
        latin_letters(word) for form in forms for spelling in spellings_of_unit(form) for word in spelling.split()
    ]
    return not listed or min(Levenshtein.normalized_distance(latin, word) for word in listed) <= _NEAR


def find_spelling(name: str, english: str) -> tuple[int, int, str] | None:
    """Return the span of a name's first spelling that an English text has word for word, and the spelling."""
    for spelling in list_spellings(name):
        start = english.casefold().find(spelling.casefold())
        if start >= 0:
            return start, start + len(spelling), spelling
    return None


@lru_cache(maxsize=WORDS)
def _plain(text: str) -> str:
    """Return the words of a text without capitals, hyphens and articles, with a space on either side."""
    words = (latin_letters(word) for word in _LATIN_WORD.findall(text))
    return f" {' '.join(word for word in words if word not in _ARTICLES)} "
