"""Words that negate or hold back a statement, in Arabic and English: certain ones, and signs of them.

A negation of one language is often a word of the other: «لم ينجح» is "failed", "without" is «دون», "unable" is
«غير قادر». So two kinds are told apart: certain negations and hedges are those that a faithful rendering shows in some
way, and signs are all the words by which it may do so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from mujaz.facts.base import Language
from mujaz.facts.names.spelling import nameness
from mujaz.facts.tokens import Tokens, word_set
from mujaz.tables import read_table
from mujaz.text.clean import fold
from mujaz.text.proclitics import (
    ARTICLE,
    BEFORE_DENIALS,
    BEFORE_DENYING_NOUNS,
    BEFORE_HEDGES,
    BEFORE_SIGNS,
    DENYING_NOUNS,
    IS_NOT,
    NOT,
    SO,
    VERB_DENIALS,
    has_host,
)
from mujaz.text.words import folded_words

_CUES = read_table("mujaz.facts.meaning", "cues.toml")
_AR = {name: folded_words(listed) for name, listed in _CUES["arabic"].items()}
_EN = {name: word_set(listed) for name, listed in _CUES["english"].items()}

_PRESENT_TENSE = tuple("يتنا")
_NO_NEGATION, _LITERAL = _AR["no_negation"], _AR["literal"]
_ONLY, _ONLY_IN_CLAUSE = _AR["only"], _AR["only_in_clause"]
_CLAUSE_ENDS = frozenset('،,.؛;:"()«»')
_REACH = 14
_FOREIGN = 2.0
"""How much a word after «لا» must look like a name to belong to one: «لا ليغا»."""
_DENIAL_SIGNS, _DENIAL_STEMS = _AR["denial_signs"], tuple(_AR["denial_stems"])
_NOT_FIRM, _BUT_THAT = tuple(_AR["not_firm"]), _AR["but_that"]
# «غير اتجاهه» is "changed its course", «غير أهله» "other than its people".
_OTHER, _OWNERS = frozenset({"غير"}), ("ه", "ها", "هم", "نا")

_NOT_EN, _AFTER_NOR = _EN["not"], _EN["after_nor"]
_IDLE_NOT, _NO_NOUN = _EN["idle_not"], _EN["no_noun"]
_DENIAL_SIGNS_EN, _DENIAL_STEMS_EN = _EN["denial_signs"], tuple(_EN["denial_stems"])
_RESTRICTIONS_EN = _EN["restrictions"]
# As in "unable"; not "under", "united", "unique".
_UN, _UNCLES, _NO_UN = "un", _EN["uncles"], tuple(_EN["no_un"])

_MAY = frozenset({"قد"})
_IMPERFECT = tuple("يتن")
_HAD, _HAD_REACH = _AR["had"], 4
_PERFECT = _AR["perfect"]
_UNCONFIRMED = fold("مؤكد")
_PERHAPS, _BELIEVED = _AR["perhaps"], _AR["believed"]
_THAT, _THAT_REACH = _AR["that"], 3
_HEDGE_SIGNS, _HEDGE_STEMS = _PERHAPS | _AR["hedge_signs"], tuple(_AR["hedge_stems"])

_HEDGES_EN, _BELIEVED_EN = _EN["hedges"], _EN["believed"]
_IS = word_set("is are was were be been")
_HEDGE_SIGNS_EN, _HEDGE_STEMS_EN = _HEDGES_EN | _EN["hedge_signs"], tuple(_EN["hedge_stems"])


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that negates or hedges.

    Attributes:
        start: Its first character in the text.
        end: Its end.
        index: The token that it is, or the last one that it is made of.
        certain: Whether it does so beyond doubt; others count only as a sign that the text may do so.
        restricted: Whether a word after it takes most of it back: «لم … سوى» is "only".
    """

    start: int
    end: int
    index: int
    certain: bool
    restricted: bool = False


def certain_cues(cues: Sequence[Cue]) -> list[Cue]:
    """Return the cues that are beyond doubt."""
    return [cue for cue in cues if cue.certain]


def find_negations(tokens: Tokens, language: Language) -> list[Cue]:
    """Find the words that negate in a text, and those that may, in order."""
    return _find_cues(tokens, _read_arabic_denial if language == "ar" else _read_english_denial)


def find_hedges(tokens: Tokens, language: Language) -> list[Cue]:
    """Find the words that hold back a statement («قد», «يُعتقد», "may"), and those that may, in order."""
    return _find_cues(tokens, _read_arabic_hedge if language == "ar" else _read_english_hedge)


def _find_cues(tokens: Tokens, read: Callable[[Tokens, int], Cue | None]) -> list[Cue]:
    words = (index for index, token in enumerate(tokens) if token.kind == "word")
    return [cue for index in words if (cue := read(tokens, index)) is not None]


def _cue(tokens: Tokens, index: int, *, certain: bool, restricted: bool = False, count: int = 1) -> Cue:
    """Return the cue that `count` tokens from `index` on make."""
    last = index + count - 1
    return Cue(tokens[index].start, tokens[last].end, last, certain, restricted)


def _read_arabic_denial(tokens: Tokens, index: int) -> Cue | None:
    word, after = tokens[index], tokens[index + 1]
    if _denies(tokens, index):
        return _cue(tokens, index, certain=True, restricted=_is_restricted(tokens, index))
    if has_host(word.key, NOT, BEFORE_DENIALS) and after.key in _LITERAL:
        return _cue(tokens, index, certain=False)
    if after.key in _BUT_THAT:
        return None
    prefixed = word.key.startswith(("لاي", "لات")) or _has_denial_stem(word.key)
    sign = prefixed or has_host(word.key, _DENIAL_SIGNS, BEFORE_SIGNS)
    owned = after.text.endswith(_OWNERS) and not after.text.startswith(ARTICLE)
    firm = has_host(word.key, DENYING_NOUNS, BEFORE_DENYING_NOUNS) and not after.key.startswith(_NOT_FIRM)
    firm = firm and not (owned and has_host(word.key, _OTHER, BEFORE_DENYING_NOUNS))
    return _cue(tokens, index, certain=firm) if sign else None


def _denies(tokens: Tokens, index: int) -> bool:
    """Tell whether a word denies the next: «لم», «لن», «ليس», and «لا» before a verb or in «لا يوجد», «لا أحد».

    Not «لا يزال» and its like.
    """
    key, after = tokens[index].key, tokens[index + 1]
    if after.kind != "word" or after.key in _NO_NEGATION:
        return False
    if has_host(key, IS_NOT, BEFORE_DENIALS):
        return True
    if not after.key.startswith(_PRESENT_TENSE):
        named = after.key.startswith(ARTICLE) or tokens[index - 1].key in {"ام", "او"}
        return has_host(key, NOT, BEFORE_DENIALS) and not named and nameness(after.key) < _FOREIGN
    return has_host(key, VERB_DENIALS | NOT, BEFORE_DENIALS)


def _is_restricted(tokens: Tokens, index: int) -> bool:
    """Tell whether English says it with "only" or another turn: «لم … سوى», «لا … إلا», «ليس … فحسب», «لم … بعد».

    «فقط» and its like only before a comma: in «لا يملك أدوات، لديه فقط دفتر» they belong to the next clause.
    """
    following = tokens.keys(index + 1, _REACH)
    clause = takewhile(lambda key: key not in _CLAUSE_ENDS, following)
    only_in_clause = any(has_host(key, _ONLY_IN_CLAUSE, BEFORE_DENIALS) for key in clause)
    return only_in_clause or any(has_host(key, _ONLY, BEFORE_DENIALS) for key in following)


def _has_denial_stem(key: str) -> bool:
    starts = (key, *(key[len(proclitic) :] for proclitic in BEFORE_SIGNS if key.startswith(proclitic)))
    return any(start.startswith(_DENIAL_STEMS) for start in starts)


def _read_english_denial(tokens: Tokens, index: int) -> Cue | None:
    word, after = tokens[index], tokens[index + 1]
    if _is_contracted(tokens, index):
        return _cue(tokens, index, certain=tokens[index + 3].key not in _IDLE_NOT, count=3)
    if word.text == "Nor" and after.key not in _AFTER_NOR:
        return None
    if word.key in _NOT_EN or (word.key == "no" and after.key in {"one", "evidence"}):
        idle = after.key in _IDLE_NOT or tokens[index - 1].key in {"if", "or"}
        return _cue(tokens, index, certain=not idle)
    if word.key == "no" and after.kind == "word" and after.key not in _NO_NOUN:
        return _cue(tokens, index, certain=True)
    if _may_deny(word.key) or (word.key == "out" and after.key == "of"):
        return _cue(tokens, index, certain=False)
    return _cue(tokens, index, certain=False, restricted=True) if word.key in _RESTRICTIONS_EN else None


def _is_contracted(tokens: Tokens, index: int) -> bool:
    """Tell whether a word is as in "didn't": the words "didn" and "t" with an apostrophe between."""
    return tokens[index].key.endswith("n") and tokens[index + 1].text in {"'", "’"} and tokens[index + 2].key == "t"


def _may_deny(key: str) -> bool:
    prefixed = key.startswith(_UN) and not key.startswith(_NO_UN) and key not in _UNCLES
    return key in _DENIAL_SIGNS_EN or prefixed or key.startswith(_DENIAL_STEMS_EN) or key.endswith(("less", "lessly"))


def _read_arabic_hedge(tokens: Tokens, index: int) -> Cue | None:
    key = tokens[index].key
    if _hedges(tokens, index):
        return _cue(tokens, index, certain=True)
    stemmed = key.startswith(_HEDGE_STEMS) or key[1:].startswith(_HEDGE_STEMS)
    sign = stemmed or has_host(key, _HEDGE_SIGNS, BEFORE_HEDGES)
    return _cue(tokens, index, certain=False) if sign else None


def _hedges(tokens: Tokens, index: int) -> bool:
    """Tell whether a word holds back what follows: «قد» before an imperfect verb, «ربما», «يعتقد أن», «غير مؤكد».

    «قد تصاعدت», «كان قد تطلق», «كان الوفد قد توقف» are perfect.
    """
    key, after = tokens[index].key, tokens[index + 1]
    if has_host(key, _MAY, (SO,)):
        had = not _HAD.isdisjoint(tokens.keys(index - _HAD_REACH, _HAD_REACH))
        perfect = after.key.startswith(("ت", "ن")) and (had or after.key.endswith(("ت", "وا")))
        perfect = perfect or tokens[index - 1].key in _HAD or after.key in _PERFECT
        return after.key.startswith(_IMPERFECT) and after.kind == "word" and not perfect
    if has_host(key, _PERHAPS, BEFORE_HEDGES) or (key in _OTHER and after.key.startswith(_UNCONFIRMED)):
        return True
    return has_host(key, _BELIEVED, BEFORE_HEDGES) and bool(_THAT.intersection(tokens.keys(index + 1, _THAT_REACH)))


def _read_english_hedge(tokens: Tokens, index: int) -> Cue | None:
    word = tokens[index]
    may = word.key == "may" and not word.capitalized and tokens[index + 1].key != "not"
    passive = word.key in _BELIEVED_EN and tokens[index - 1].key in _IS
    if word.key in _HEDGES_EN or may or passive:
        return _cue(tokens, index, certain=True)
    said_to = word.key == "said" and tokens[index + 1].key == "to"
    sign = said_to or word.key in _HEDGE_SIGNS_EN or word.key.startswith(_HEDGE_STEMS_EN)
    return _cue(tokens, index, certain=False) if sign else None
