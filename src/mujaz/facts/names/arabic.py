"""Finds names in Arabic, which has no capitals: known names, words beside names, and how names look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mujaz.facts.base import Name, NameKind
from mujaz.facts.names import cues
from mujaz.facts.names.gazetteer import arabic_starts, gazetteer, given_names
from mujaz.facts.names.spelling import arabic_letters, nameness, without_proclitics
from mujaz.facts.tokens import WORDS, Token, Tokens
from mujaz.text.proclitics import AND, ARTICLE, BEFORE_TIMES, CERTAINLY_DEFINITE, LIKE, TO_THE
from mujaz.text.words import stopwords

_AFTER_CUE, _ALONE = 0.0, 0.5
"""How much a word must look like a name if one is expected there, and if nothing speaks for one."""

_AFTER_FIRST = -1.5
"""The same after a title and a first name."""

_SURER = 3.0
"""By how much more a word must look like a name without what may be a proclitic."""

_STRIKING = 2.0
"""The same for a single word."""

_CALLED = frozenset({"person", "unknown"})
"""Kinds of names that may be called by their last word."""

_SURNAME = 4
"""Letters that it must have."""

_TANWIN = "\u064b"
"""The sign of an indefinite noun in the accusative, which names of places do not have."""

_ON = "على"
_LONGEST_NAME = 6
_LEAST = 4
"""Letters that must be left of a known name if a proclitic without the article is taken off."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Tokens from `start` to before `end` that are a name; `skip` letters of the first are proclitics."""

    start: int
    end: int
    skip: int
    kind: NameKind
    sure: bool = False


def find_arabic(tokens: Tokens, text: str) -> tuple[Name, ...]:
    """Find the names in an Arabic text, in its order; surnames of full names also if they are alone."""
    names = _find_certain(tokens)
    covered = {index for name in names for index in range(name.start, name.end)}
    full = [name for name in names if name.kind in _CALLED and name.end - name.start > 1]
    surnames = {_key(tokens[name.end - 1]) for name in full} - cues.ARABIC_NOT_NAMES - {"الله"}
    for index, token in enumerate(tokens):
        skip = _skip_to_surname(token, surnames)
        if index not in covered and skip is not None:
            names.append(_Span(index, index + 1, skip, "person"))
    spans = [(tokens[name.start].start + name.skip, tokens[name.end - 1].end, name.kind) for name in names]
    return tuple(_make_name(text, *span) for span in sorted(spans))


def _make_name(text: str, start: int, end: int, kind: NameKind) -> Name:
    """Return a name, with the article if «لل» has swallowed it: «للأردن» is "to" and «الأردن»."""
    article = ARTICLE if text.endswith(TO_THE, 0, start) else ""
    return Name(start, end, article + text[start:end], kind)


def _find_certain(tokens: Tokens) -> list[_Span]:
    names: list[_Span] = []
    index = 0
    while index < len(tokens):
        name = _read_name(tokens, index)
        names += [name] if name else []
        index = name.end if name else index + 1
    return names


def _key(token: Token) -> str:
    return arabic_letters(token.text) if token.kind == "word" else ""


def _skip_to_surname(token: Token, surnames: set[str]) -> int | None:
    """Return how many letters of a word are proclitics of a surname; None if it is no surname."""
    key = _key(token)
    if len(key) < _SURNAME:
        return None
    if key in surnames:
        return 0
    return 1 if key.startswith(BEFORE_TIMES) and key[1:] in surnames else None


def _read_name(tokens: Tokens, index: int) -> _Span | None:
    if tokens[index].kind != "word":
        return None
    return _read_known(tokens, index) or _read_organization(tokens, index) or _read_person(tokens, index)


def _read_known(tokens: Tokens, index: int) -> _Span | None:
    """Return the longest known name that starts at a token."""
    key = arabic_letters(tokens[index].text)
    starts = [(form, skip) for form, skip in _starts(key) if form in arabic_starts()]
    if not starts or _TANWIN in tokens[index].text:
        return None
    following = _following(tokens, index, max(arabic_starts()[form] for form, _ in starts))
    for count in range(len(following), -1, -1):
        if count and _is_preposition(tokens, index + count):
            continue
        for form, skip in starts:
            entities = gazetteer().arabic.get((form, *following[:count]))
            if entities and (count or _is_name_alone(tokens, index, form, entities[0].kind)):
                return _Span(index, index + count + 1, skip, entities[0].kind, entities[0].sure)
    return None


def _is_preposition(tokens: Tokens, index: int) -> bool:
    """Tell whether «على» is "on" here and not Ali: another word follows, and none that people are called by."""
    after = tokens[index + 1]
    return tokens[index].text == _ON and after.kind == "word" and arabic_letters(after.text) not in given_names()


def _is_name_alone(tokens: Tokens, index: int, form: str, kind: NameKind) -> bool:
    """Tell whether a known word is a name without another word of a name behind it."""
    if tokens[index + 1].key in cues.ARABIC_FOLLOWED.get(form, ()):
        return False
    if form in cues.ARABIC_VERBS:
        before = tokens[index - 1].key
        return _is_announced(tokens, index) or not cues.BEFORE_PLACES.isdisjoint({before, before[1:]})
    return _is_announced(tokens, index) or not _is_doubtful(form, kind)


def _is_announced(tokens: Tokens, index: int) -> bool:
    """Tell whether the word before announces a place: «مدينة العيون»."""
    return not cues.ARABIC_PLACES.isdisjoint(without_proclitics(arabic_letters(tokens[index - 1].text)))


def _following(tokens: Tokens, index: int, most: int) -> list[str]:
    """Return the words after a token that nothing parts from it, as many as make a name of `most` words."""
    words: list[str] = []
    while len(words) + 1 < most and tokens[index + len(words) + 1].kind == "word":
        words.append(arabic_letters(tokens[index + len(words) + 1].text))
    return words


def _is_doubtful(form: str, kind: NameKind) -> bool:
    """Tell whether a known word is mostly an ordinary one; first names are names beside others."""
    plain = form.removeprefix(ARTICLE)
    return (
        kind in {"person", "unknown"}
        or form in cues.ARABIC_PEOPLE
        or not cues.ARABIC_WORDS.isdisjoint({plain, ARTICLE + plain})
    )


@lru_cache(maxsize=WORDS)
def _starts(key: str) -> list[tuple[str, int]]:
    """Return the forms in which a name may begin with a word, each with the letters that are left out before it.

    The article belongs to the name; a proclitic does not, nor both if they are written as one («للعراق»).
    """
    forms = []
    for form in without_proclitics(key):
        skip = len(key) - len(form)
        defined = skip >= len(ARTICLE) and key[skip - len(ARTICLE) : skip] == ARTICLE
        certain = form.startswith(ARTICLE) or (len(form) >= _LEAST and not key.startswith(LIKE))
        if key.endswith(form) and (not skip or defined or certain):
            forms.append((form, skip - len(ARTICLE) if defined else skip))
    contracted = key.find(TO_THE, 0, len(AND + TO_THE))
    return [*forms, (ARTICLE + key[contracted + 2 :], contracted + 2)] if contracted in {0, 1} else forms


def _read_organization(tokens: Tokens, index: int) -> _Span | None:
    """Read the name of a body and definite words after it: «حزب العدالة والتنمية»."""
    text = tokens[index].text
    heads = [(form, skip) for form, skip in _starts(arabic_letters(text)) if form in cues.ARABIC_HEADS]
    if not heads:
        return None
    form, skip = heads[0]
    if arabic_letters(text[skip:]).startswith(ARTICLE) and form not in cues.ARABIC_BODIES:
        return None
    end = index + 1
    while end < index + _LONGEST_NAME and _is_definite(tokens[end]):
        end += 1
    return _Span(index, end, skip, "organization") if end > index + 1 else None


def _is_definite(token: Token) -> bool:
    key = arabic_letters(token.text) if token.kind == "word" else ""
    return key.startswith(CERTAINLY_DEFINITE) and key not in cues.ARABIC_NOT_NAMES


def _read_person(tokens: Tokens, index: int) -> _Span | None:
    """Read a row of words that look like a name: a single one after a title, two or more anywhere."""
    expected = _is_cued(tokens, index)
    end = index
    while end < index + _LONGEST_NAME and _is_in_name(tokens, index, end, expected):
        end += 1
    while end > index and arabic_letters(tokens[end - 1].text) in cues.PARTICLES:
        end -= 1
    if end == index or (end == index + 1 and not expected and nameness(arabic_letters(tokens[index].text)) < _STRIKING):
        return None
    return _Span(index, end, _skip(tokens[index]), "person" if expected else "unknown")


def _is_in_name(tokens: Tokens, start: int, index: int, expected: bool) -> bool:
    """Tell whether a word belongs to a person's name that begins at `start`."""
    if index == start:
        return _looks_like_name(tokens, index, first=True, expected=expected)
    if _is_surname(tokens, index, expected):
        return True
    certain = _read_known(tokens, index)
    return (certain is None or not certain.sure) and _looks_like_name(tokens, index, first=False, expected=expected)


def _is_surname(tokens: Tokens, index: int, expected: bool) -> bool:
    """Tell whether a word after a first name is part of the name: «سعد الحريري», «عبد الفتاح البرهان», «عزيز أخنوش»."""
    key, before = arabic_letters(tokens[index].text), arabic_letters(tokens[index - 1].text)
    if tokens[index].kind != "word" or key in stopwords or cues.ARABIC_NOT_NAMES & set(without_proclitics(key)):
        return False
    if key.startswith(ARTICLE):
        particle = before in cues.PARTICLES
        return particle or (before in given_names() and (expected or key.endswith("ي")))
    return expected and before in given_names() and nameness(key) >= _AFTER_FIRST


def _is_cued(tokens: Tokens, index: int) -> bool:
    """Tell whether a title, with or without adjectives after it, or a verb of saying is before a token."""
    before = index - 1
    while before > index - 5 and _is_between(tokens[before]):
        before -= 1
    key = arabic_letters(tokens[before].text)
    announces = not (cues.ARABIC_TITLES | cues.ARABIC_SAYING).isdisjoint(without_proclitics(key))
    return tokens[before].kind == "word" and announces


def _is_between(token: Token) -> bool:
    """Tell whether a word may be between a title and the name: adjectives, offices («وزير الخارجية الياباني»)."""
    key = arabic_letters(token.text)
    return token.kind == "word" and (key.endswith(("ي", "يه")) or key in cues.ARABIC_OFFICES)


def _skip(token: Token) -> int:
    """Return how many letters of a name are proclitics: those without which it looks more like a name."""
    key = arabic_letters(token.text)
    if key in given_names() or not key.startswith(BEFORE_TIMES):
        return 0
    host = key[1:]
    better = host in given_names() or nameness(host) > nameness(key) + (1 if key[0] == AND else _SURER)
    return 1 if better and len(host) > 2 and len(key) == len(token.text) else 0


def _looks_like_name(tokens: Tokens, index: int, first: bool, expected: bool) -> bool:
    token = tokens[index]
    if token.kind != "word":
        return False
    key = arabic_letters(token.text)
    if key in cues.PARTICLES:
        return not first or key in cues.ARABIC_FIRST_PARTICLES
    if key in cues.ARABIC_DAY_PARTS and tokens[index + 1].key in cues.ARABIC_DAYS:
        return False
    if key in stopwords or cues.ARABIC_NOT_NAMES & set(without_proclitics(key)):
        return False
    if not first and key.startswith(AND) and key not in given_names():
        return False
    score = max(nameness(form) for form in ((key, key[_skip(token) :]) if first else (key,)))
    return key in given_names() or score >= (_AFTER_CUE if expected else _ALONE)
