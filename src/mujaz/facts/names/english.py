"""Finds names in English by their capitals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mujaz.facts.base import Name, NameKind
from mujaz.facts.names import cues
from mujaz.facts.names.gazetteer import LONGEST_PHRASE, Phrase, acronyms, english_phrase, gazetteer, is_ordinary
from mujaz.facts.names.letters import latin
from mujaz.facts.tokens import Token, Tokens

_ENDS = frozenset('.!?:;"“”«»([•*|—…')
_JOINTS = frozenset("-‑'’ʿʼ`.&")
_HYPHENS = frozenset("-‑")
_ARTICLES = frozenset({"al", "el", "an", "ar", "as", "ash", "at", "az", "ad"})
_SMALL = frozenset({"the", "of", "and", "for", "in", "on", "at", "to"})
_LONGEST_NAME = 20
"""Tokens of the longest name; more capitals in a row are a headline."""

_MOST_SMALL = 2
"""Small words in a row inside a name ("of the")."""


@dataclass(slots=True)
class _Run:
    """Tokens from `start` to before `end`, the first and the last of them capitalized."""

    start: int
    end: int


def find_english(tokens: Tokens, text: str) -> tuple[Name, ...]:
    """The names in an English text, in its order."""
    found: list[Name] = []
    at = 0
    while at < len(tokens):
        if not _opens(tokens, at):
            at += 1
            continue
        run = _Run(_with_article(tokens, at), _end_of(tokens, at))
        at = run.end
        found += _names(tokens, run, text)
    return tuple(found)


def _with_article(tokens: Tokens, at: int) -> int:
    """As in "al-Shabaab": the Arabic article before the capital belongs to the name."""
    joined = tokens[at].glued and tokens[at - 1].key in _HYPHENS and tokens[at - 1].glued
    return at - 2 if joined and tokens[at - 2].key in _ARTICLES else at


def _names(tokens: Tokens, run: _Run, text: str) -> Iterator[Name]:
    """The name of a run, and before it where somebody is from: "Turkish President Erdogan" has two."""
    if run.end - run.start > _LONGEST_NAME:
        return
    _trim(tokens, run)
    while run.start < run.end:
        origin = _origin(tokens, run)
        if origin is None:
            break
        yield _name(origin, "origin", tokens, text)
        run.start = origin.end
        _strip(tokens, run)
    if run.start < run.end and (run.end - run.start > 1 or len(tokens[run.start].text) > 1):
        yield _name(run, _kind(tokens, run), tokens, text)


def _origin(tokens: Tokens, run: _Run) -> _Run | None:
    """The adjective of origin that the run begins with, unless it is part of a known name ("British Columbia")."""
    longest = _longest_known(tokens, run)
    if not longest:
        return None
    first = _Run(run.start, run.start + longest)
    entities = gazetteer().english[_phrase(tokens, first)]
    hyphen = tokens[first.end].key in _HYPHENS and tokens[first.end].glued
    return first if all(entity.kind == "origin" for entity in entities) and not hyphen else None


def _longest_known(tokens: Tokens, run: _Run) -> int:
    """How many tokens of the run, from its start, make a known name."""
    for count in range(min(run.end - run.start, 2 * LONGEST_PHRASE), 0, -1):
        part = _Run(run.start, run.start + count)
        if tokens[part.end - 1].kind != "word":
            continue
        phrase = _phrase(tokens, part)
        if phrase in gazetteer().english and not _small_acronym(tokens, part, phrase):
            return count
    return 0


def _small_acronym(tokens: Tokens, run: _Run, phrase: Phrase) -> bool:
    return len(phrase) == 1 and phrase[0] in acronyms() and not tokens[run.start].text.isupper()


def _opens(tokens: Tokens, at: int) -> bool:
    contracted = tokens[at + 1].key in {"'", "’"} and tokens[at + 2].key in {"t", "m", "ll", "ve", "re"}
    return tokens[at].capitalized and tokens[at].key != "i" and not contracted


def _end_of(tokens: Tokens, start: int) -> int:
    """Where the name that starts at `start` ends: capitals, joints that nothing parts, small words between capitals."""
    end = start + 1
    while True:
        step = _next_word(tokens, end)
        if step is None:
            return end
        end = step


def _next_word(tokens: Tokens, at: int) -> int | None:
    token = tokens[at]
    if token.capitalized:
        return at + 1
    if token.key in _JOINTS and token.kind == "mark":
        return _over_joint(tokens, at)
    for small in range(1, _MOST_SMALL + 1):
        if tokens[at + small - 1].key not in cues.CONNECTORS - {"and", "in", "on", "at", "to", "for"}:
            return None
        if tokens[at + small].capitalized:
            return None if _begins_another(tokens, at, small) else at + small + 1
        if tokens[at + small].key in {"-", "'", "’"} and tokens[at + small + 1].capitalized:
            return at + small + 2
    return None


def _begins_another(tokens: Tokens, at: int, small: int) -> bool:
    """Tell whether "the" parts two names: "Crimea the Syrian president", but not "Alexander the Great"."""
    after = latin(tokens[at + small].text)
    return small == 1 and tokens[at].key == "the" and (after in cues.TITLES or (after,) in gazetteer().english)


def _over_joint(tokens: Tokens, at: int) -> int | None:
    """As in "Al-Shabaab", "O'Brien", "Sana'a", "J. K.", "U.S."; the possessive is no part of a name."""
    joint, after = tokens[at], tokens[at + 1]
    if joint.key == ".":
        initial = len(tokens[at - 1].text) == 1 or tokens[at - 1].key in {
            "mr",
            "mrs",
            "ms",
            "dr",
            "st",
            "gen",
            "col",
            "lt",
            "jr",
            "prof",
        }
        return at + 2 if initial and joint.glued and after.capitalized else None
    if joint.key == "&":
        return at + 2 if after.capitalized else None
    if not joint.glued or not after.glued or after.kind != "word" or after.key in {"s", "t", "ll", "re", "ve"}:
        return None
    return at + 2 if after.capitalized or joint.key not in "-‑" else None


def _trim(tokens: Tokens, run: _Run) -> None:
    """Leaves out titles, the calendar, and the word whose capital only begins a sentence."""
    if _begins_sentence(tokens, run.start) and not _longest_known(tokens, run) and _plain(tokens, run):
        run.start += 1
    _strip(tokens, run)
    while run.start < run.end and _no_end(tokens, run):
        run.end -= 1


def _begins_sentence(tokens: Tokens, at: int) -> bool:
    before = tokens[at - 1]
    return before.kind == "none" or before.key in _ENDS


def _strip(tokens: Tokens, run: _Run) -> None:
    while run.start < run.end and _no_start(tokens, run):
        run.start += 1


def _phrase(tokens: Tokens, run: _Run) -> Phrase:
    return english_phrase(" ".join(token.key for token in _words(tokens, run)))


def _words(tokens: Tokens, run: _Run) -> list[Token]:
    return [tokens[at] for at in range(run.start, run.end) if tokens[at].kind == "word"]


def _plain(tokens: Tokens, run: _Run) -> bool:
    """Whether the first word of a sentence needs no capital; beside another capital only what opens sentences."""
    token, word = tokens[run.start], latin(tokens[run.start].text)
    if token.text.isupper() and len(token.text) > 1:
        return False
    if token.key in _SMALL or len(word) == 1 or token.key in cues.ENGLISH_OPENERS:
        return True
    beside = run.end > run.start + 1 and tokens[run.start + 1].key not in _SMALL
    return is_ordinary(word) and not beside


def _no_start(tokens: Tokens, run: _Run) -> bool:
    token = tokens[run.start]
    particle = token.key in _ARTICLES and tokens[run.start + 1].key in _HYPHENS
    if token.kind != "word" or (not token.capitalized and not particle) or token.key in cues.CALENDAR:
        return True
    title = (token.key in cues.TITLES or _is_field(tokens, run.start)) and not _longest_known(tokens, run)
    alone = run.end == run.start + 1 or not tokens[run.start + 1].capitalized
    opens = token.key in cues.ENGLISH_OPENERS and alone and not (token.text.isupper() or _longest_known(tokens, run))
    return title or opens or token.key in {"the", "of"}


def _is_field(tokens: Tokens, at: int) -> bool:
    """Tell whether a word says what an office is for: "Culture Minister"."""
    return tokens[at + 1].key in cues.OFFICES and is_ordinary(tokens[at].key)


def _no_end(tokens: Tokens, run: _Run) -> bool:
    token = tokens[run.end - 1]
    month = token.key in cues.CALENDAR and not (run.end - run.start > 1 and tokens[run.end].kind != "digits")
    return token.kind != "word" or not token.capitalized or month


def _name(run: _Run, kind: NameKind, tokens: Tokens, text: str) -> Name:
    start, end = tokens[run.start].start, tokens[run.end - 1].end
    return Name(start, end, text[start:end], kind)


def _kind(tokens: Tokens, run: _Run) -> NameKind:
    words = {token.key for token in _words(tokens, run)}
    entities = gazetteer().english.get(_phrase(tokens, run), ())
    if entities:
        return entities[0].kind
    if cues.ORGANIZATION_HEADS & words:
        return "organization"
    if cues.PLACE_HEADS & words:
        return "place"
    return "person" if tokens[run.start - 1].key in cues.TITLES else "unknown"
