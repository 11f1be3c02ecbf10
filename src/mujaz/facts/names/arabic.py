"""Finds names in Arabic, which has no capitals: known names, what stands beside names, and how names look."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mujaz.facts.base import Name, NameKind
from mujaz.facts.names import cues
from mujaz.facts.names.gazetteer import arabic_starts, gazetteer, given_names
from mujaz.facts.names.letters import arabic, bare
from mujaz.facts.names.shapes import nameness
from mujaz.facts.tokens import WORDS, Token, Tokens
from mujaz.text.words import stopwords

_AFTER_CUE, _ALONE = 0.0, 0.5
"""How much a word must look like a name where a name is to be expected, and where nothing speaks for one."""

_AFTER_FIRST = -1.5
"""The same after a title and a first name."""

_SURER = 3.0
"""By how much more a word must look like a name without what may be a proclitic."""

_STRIKING = 2.0
"""The same for a single word."""

_CALLED = frozenset({"person", "unknown"})
"""Kinds of names whose last word may stand for all of it."""

_SURNAME = 4
"""Letters that it must have."""

_TANWIN = "\u064b"
"""The sign of an indefinite noun in the accusative, which names of places do not have."""

_ARTICLE = "ال"
_CONTRACTED = "لل"
_ON = "على"
_LONGEST_NAME = 6
_LEAST = 4
"""Letters that must be left of a known name where a proclitic without the article is taken off."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Tokens from `start` to before `end`; `skip` letters of the first are proclitics."""

    start: int
    end: int
    skip: int
    kind: NameKind
    sure: bool = False


def find_arabic(tokens: Tokens, text: str) -> tuple[Name, ...]:
    """The names in an Arabic text, in its order; surnames of full names also where they stand alone."""
    found = _first_pass(tokens)
    taken = {at for one in found for at in range(one.start, one.end)}
    called = [one for one in found if one.kind in _CALLED and one.end - one.start > 1]
    surnames = {_key(tokens[one.end - 1]) for one in called} - cues.ARABIC_NOT_NAMES - {"الله"}
    found += [
        _Found(at, at + 1, _skip_to(tokens[at], surnames), "person")
        for at in range(len(tokens))
        if at not in taken and _skip_to(tokens[at], surnames) >= 0
    ]
    spans = [(tokens[one.start].start + one.skip, tokens[one.end - 1].end, one.kind) for one in found]
    return tuple(Name(start, end, _article(text, start) + text[start:end], kind) for start, end, kind in sorted(spans))


def _article(text: str, start: int) -> str:
    """The article of a name that begins at `start`, where «لل» has swallowed it: «للأردن» is "to" and «الأردن»."""
    return _ARTICLE if text.endswith(_CONTRACTED, 0, start) else ""


def _first_pass(tokens: Tokens) -> list[_Found]:
    found: list[_Found] = []
    at = 0
    while at < len(tokens):
        here = _at(tokens, at)
        found += [here] if here else []
        at = here.end if here else at + 1
    return found


def _key(token: Token) -> str:
    return arabic(token.text) if token.kind == "word" else ""


def _skip_to(token: Token, surnames: set[str]) -> int:
    """How many letters of a word stand before a surname; -1 where it is none."""
    key = _key(token)
    skips = (skip for skip in (0, 1) if key[skip:] in surnames and (not skip or key[0] in "ولبف"))
    return next(skips, -1) if len(key) >= _SURNAME else -1


def _at(tokens: Tokens, at: int) -> _Found | None:
    if tokens[at].kind != "word":
        return None
    return _known(tokens, at) or _organization(tokens, at) or _person(tokens, at)


def _known(tokens: Tokens, at: int) -> _Found | None:
    """The longest known name that starts here."""
    key = arabic(tokens[at].text)
    starts = [(form, skip) for form, skip in _starts(key) if form in arabic_starts()]
    if not starts or _TANWIN in tokens[at].text:
        return None
    following = _following(tokens, at, max(arabic_starts()[form] for form, _ in starts))
    for count in range(len(following), -1, -1):
        if count and _is_preposition(tokens, at + count):
            continue
        for form, skip in starts:
            entities = gazetteer().arabic.get((form, *following[:count]))
            if entities and (count or _stands_alone(tokens, at, form, entities[0].kind)):
                return _Found(at, at + count + 1, skip, entities[0].kind, entities[0].sure)
    return None


def _is_preposition(tokens: Tokens, at: int) -> bool:
    """Tell whether «على» is "on" here and not Ali: another word follows, and none that people are called by."""
    after = tokens[at + 1]
    return tokens[at].text == _ON and after.kind == "word" and arabic(after.text) not in given_names()


def _stands_alone(tokens: Tokens, at: int, form: str, kind: NameKind) -> bool:
    """Tell whether a known word names something here, without another word of a name behind it."""
    if tokens[at + 1].key in cues.ARABIC_FOLLOWED.get(form, ()):
        return False
    if form in cues.ARABIC_VERBS:
        return _placed(tokens, at) or not cues.ARABIC_WHERE.isdisjoint({tokens[at - 1].key, tokens[at - 1].key[1:]})
    return _placed(tokens, at) or not _doubtful(form, kind)


def _placed(tokens: Tokens, at: int) -> bool:
    """Whether a word after which a place is named stands before: «مدينة العيون»."""
    return not cues.ARABIC_PLACES.isdisjoint(bare(arabic(tokens[at - 1].text)))


def _following(tokens: Tokens, at: int, most: int) -> list[str]:
    """The words after `at` that nothing parts from it, as many as make a name of `most` words."""
    words: list[str] = []
    while len(words) + 1 < most and tokens[at + len(words) + 1].kind == "word":
        words.append(arabic(tokens[at + len(words) + 1].text))
    return words


def _doubtful(form: str, kind: NameKind) -> bool:
    """Whether a known word is mostly an ordinary one; first names are names beside others."""
    plain = form.removeprefix(_ARTICLE)
    return (
        kind in {"person", "unknown"}
        or form in cues.ARABIC_PEOPLE
        or not cues.ARABIC_WORDS.isdisjoint({plain, _ARTICLE + plain})
    )


def _row(tokens: Tokens, at: int, count: int) -> list[Token]:
    row = [tokens[at + step] for step in range(count)]
    return row if all(token.kind == "word" for token in row) else []


@lru_cache(maxsize=WORDS)
def _starts(key: str) -> list[tuple[str, int]]:
    """The forms in which a name may begin with this word, each with the letters that are left out before it.

    The article belongs to the name, a proclitic does not, nor both where they are written as one («للعراق»).
    """
    forms = []
    for form in bare(key):
        skip = len(key) - len(form)
        defined = skip >= len(_ARTICLE) and key[skip - len(_ARTICLE) : skip] == _ARTICLE
        certain = form.startswith(_ARTICLE) or (len(form) >= _LEAST and not key.startswith("ك"))
        if key.endswith(form) and (not skip or defined or certain):
            forms.append((form, skip - len(_ARTICLE) if defined else skip))
    contracted = key.find("لل", 0, len("ولل"))
    return [*forms, (_ARTICLE + key[contracted + 2 :], contracted + 2)] if contracted in {0, 1} else forms


def _organization(tokens: Tokens, at: int) -> _Found | None:
    """As in «حزب العدالة والتنمية»: a word for what it is, and definite words after it."""
    forms = [(form, skip) for form, skip in _starts(arabic(tokens[at].text)) if form in cues.ARABIC_HEADS]
    if forms and arabic(tokens[at].text[forms[0][1] :]).startswith(_ARTICLE) and forms[0][0] not in cues.ARABIC_BODIES:
        return None
    if not forms:
        return None
    end = at + 1
    while end < at + _LONGEST_NAME and _definite(tokens[end]):
        end += 1
    return _Found(at, end, forms[0][1], "organization") if end > at + 1 else None


def _definite(token: Token) -> bool:
    key = arabic(token.text) if token.kind == "word" else ""
    return key.startswith(("ال", "وال", "لل")) and key not in cues.ARABIC_NOT_NAMES


def _person(tokens: Tokens, at: int) -> _Found | None:
    """A row of words that look like a name: one after a title, two or more anywhere."""
    expected = _cued(tokens, at)
    end = at
    while end < at + _LONGEST_NAME and _goes_into(tokens, at, end, expected):
        end += 1
    while end > at and arabic(tokens[end - 1].text) in cues.PARTICLES:
        end -= 1
    if end == at or (end == at + 1 and not expected and not _striking(tokens[at])):
        return None
    return _Found(at, end, _skip(tokens[at]), "person" if expected else "unknown")


def _goes_into(tokens: Tokens, start: int, at: int, expected: bool) -> bool:
    """Whether the word at `at` belongs to a person's name that begins at `start`."""
    if at == start:
        return _looks(tokens, at, first=True, expected=expected)
    if _surname(tokens, at, expected):
        return True
    known = _known(tokens, at)
    return (known is None or not known.sure) and _looks(tokens, at, first=False, expected=expected)


def _surname(tokens: Tokens, at: int, expected: bool) -> bool:
    """A word after a first name that is part of the name: «سعد الحريري», «عبد الفتاح البرهان», «عزيز أخنوش»."""
    key, before = arabic(tokens[at].text), arabic(tokens[at - 1].text)
    if tokens[at].kind != "word" or key in stopwords or cues.ARABIC_NOT_NAMES & set(bare(key)):
        return False
    if key.startswith(_ARTICLE):
        particle = before in cues.PARTICLES
        return particle or (before in given_names() and (expected or key.endswith("ي")))
    return expected and before in given_names() and nameness(key) >= _AFTER_FIRST


def _cued(tokens: Tokens, at: int) -> bool:
    """Whether a title, or a title with the adjectives after it, or a verb of saying stands before."""
    before = at - 1
    while before > at - 5 and _goes_on(tokens[before]):
        before -= 1
    key = arabic(tokens[before].text)
    return tokens[before].kind == "word" and bool((cues.ARABIC_TITLES | cues.ARABIC_SAYING) & set(bare(key)))


def _goes_on(token: Token) -> bool:
    """Whether it stands between a title and the name: an adjective, or an office («وزير الخارجية الياباني»)."""
    key = arabic(token.text)
    return token.kind == "word" and (key.endswith(("ي", "يه")) or key in cues.ARABIC_OFFICES)


def _skip(token: Token) -> int:
    """Letters of the first word of a name that are proclitics: where what is left looks more like a name."""
    key = arabic(token.text)
    if key in given_names() or not key.startswith(("و", "ل", "ب", "ف")):
        return 0
    rest = key[1:]
    better = rest in given_names() or nameness(rest) > nameness(key) + (1 if key[0] == "و" else _SURER)
    return 1 if better and len(rest) > 2 and len(key) == len(token.text) else 0


def _looks(tokens: Tokens, at: int, first: bool, expected: bool) -> bool:
    token = tokens[at]
    if token.kind != "word":
        return False
    key = arabic(token.text)
    if key in cues.PARTICLES:
        return not first or key in cues.ARABIC_FIRST_PARTICLES
    if key in cues.ARABIC_DAY_PARTS and tokens[at + 1].key in cues.ARABIC_DAYS:
        return False
    if key in stopwords or cues.ARABIC_NOT_NAMES & set(bare(key)):
        return False
    if not first and key.startswith("و") and key not in given_names():
        return False
    score = max(nameness(form) for form in ((key, key[_skip(token) :]) if first else (key,)))
    return key in given_names() or score >= (_AFTER_CUE if expected else _ALONE)


def _striking(token: Token) -> bool:
    return nameness(arabic(token.text)) >= _STRIKING
