"""Finds names in English by their capitals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mujaz.facts.base import Name, NameKind
from mujaz.facts.names import cues
from mujaz.facts.names.gazetteer import LONGEST_PHRASE, Phrase, acronyms, english_phrase, gazetteer, is_ordinary
from mujaz.facts.names.spelling import latin_letters
from mujaz.facts.tokens import Token, Tokens, word_set

_ENDS = frozenset('.!?:;"“”«»([•*|—…')
_JOINTS = frozenset("-‑'’ʿʼ`.&")
_HYPHENS = frozenset("-‑")
_ARTICLES = frozenset({"al", "el", "an", "ar", "as", "ash", "at", "az", "ad"})
_SMALL = frozenset({"the", "of", "and", "for", "in", "on", "at", "to"})
_LONGEST_NAME = 20
"""Tokens of the longest name; more capitals in a row are a headline."""

_INSIDE_NAMES = cues.CONNECTORS - {"and", "in", "on", "at", "to", "for"}
_SHORTENED = word_set("mr mrs ms dr st gen col lt jr prof")
_MOST_SMALL = 2
"""Small words in a row inside a name ("of the")."""


@dataclass(slots=True)
class _Run:
    """A row of tokens from `start` to before `end`; the first and the last are capitalized."""

    start: int
    end: int


def find_english(tokens: Tokens, text: str) -> tuple[Name, ...]:
    """Find the names in an English text, in its order."""
    names: list[Name] = []
    index = 0
    while index < len(tokens):
        if not _opens(tokens, index):
            index += 1
            continue
        run = _Run(_with_article(tokens, index), _find_end(tokens, index))
        index = run.end
        names += _read_run(tokens, run, text)
    return tuple(names)


def _with_article(tokens: Tokens, index: int) -> int:
    """Return the first token of a name, with the Arabic article before its capital ("al-Shabaab")."""
    joined = tokens[index].glued and tokens[index - 1].key in _HYPHENS and tokens[index - 1].glued
    return index - 2 if joined and tokens[index - 2].key in _ARTICLES else index


def _read_run(tokens: Tokens, run: _Run, text: str) -> Iterator[Name]:
    """Yield the name of a run, and adjectives of origin before it: "Turkish President Erdogan" has two names."""
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
    """Return the adjective of origin that a run begins with, unless it is part of a known name ("British Columbia")."""
    count = _count_known(tokens, run)
    if not count:
        return None
    first = _Run(run.start, run.start + count)
    entities = gazetteer().english[_phrase(tokens, first)]
    hyphen = tokens[first.end].key in _HYPHENS and tokens[first.end].glued
    return first if all(entity.kind == "origin" for entity in entities) and not hyphen else None


def _count_known(tokens: Tokens, run: _Run) -> int:
    """Return how many tokens of the run, from its start, make a known name."""
    for count in range(min(run.end - run.start, 2 * LONGEST_PHRASE), 0, -1):
        phrase_run = _Run(run.start, run.start + count)
        if tokens[phrase_run.end - 1].kind == "word":
            phrase = _phrase(tokens, phrase_run)
            small_acronym = len(phrase) == 1 and phrase[0] in acronyms() and not tokens[run.start].text.isupper()
            if phrase in gazetteer().english and not small_acronym:
                return count
    return 0


def _opens(tokens: Tokens, index: int) -> bool:
    contracted = tokens[index + 1].key in {"'", "’"} and tokens[index + 2].key in {"t", "m", "ll", "ve", "re"}
    return tokens[index].capitalized and tokens[index].key != "i" and not contracted


def _find_end(tokens: Tokens, start: int) -> int:
    """Find the end of a name: capitals, joints that nothing parts, small words between capitals."""
    end = start + 1
    while (following := _next_end(tokens, end)) is not None:
        end = following
    return end


def _next_end(tokens: Tokens, index: int) -> int | None:
    """Return the end of a name that goes on at `index`; None if it does not."""
    token = tokens[index]
    if token.capitalized:
        return index + 1
    if token.key in _JOINTS and token.kind == "mark":
        return _over_joint(tokens, index)
    for small in range(1, _MOST_SMALL + 1):
        if tokens[index + small - 1].key not in _INSIDE_NAMES:
            return None
        if tokens[index + small].capitalized:
            return None if _begins_another(tokens, index, small) else index + small + 1
        if tokens[index + small].key in {"-", "'", "’"} and tokens[index + small + 1].capitalized:
            return index + small + 2
    return None


def _begins_another(tokens: Tokens, index: int, small: int) -> bool:
    """Tell whether "the" parts two names: "Crimea the Syrian president", but not "Alexander the Great"."""
    after = latin_letters(tokens[index + small].text)
    return small == 1 and tokens[index].key == "the" and (after in cues.TITLES or (after,) in gazetteer().english)


def _over_joint(tokens: Tokens, index: int) -> int | None:
    """Return the end of a name behind a joint: "Al-Shabaab", "O'Brien", "Sana'a", "J. K.", "U.S.", no possessive."""
    joint, after = tokens[index], tokens[index + 1]
    if joint.key == ".":
        initial = len(tokens[index - 1].text) == 1 or tokens[index - 1].key in _SHORTENED
        return index + 2 if initial and joint.glued and after.capitalized else None
    if joint.key == "&":
        return index + 2 if after.capitalized else None
    if not joint.glued or not after.glued or after.kind != "word" or after.key in {"s", "t", "ll", "re", "ve"}:
        return None
    return index + 2 if after.capitalized or joint.key not in "-‑" else None


def _trim(tokens: Tokens, run: _Run) -> None:
    """Leave out titles, the calendar, and the word whose capital only begins a sentence."""
    if _begins_sentence(tokens, run.start) and not _count_known(tokens, run) and _needs_no_capital(tokens, run):
        run.start += 1
    _strip(tokens, run)
    while run.start < run.end and _is_no_end(tokens, run):
        run.end -= 1


def _begins_sentence(tokens: Tokens, index: int) -> bool:
    before = tokens[index - 1]
    return before.kind == "none" or before.key in _ENDS


def _strip(tokens: Tokens, run: _Run) -> None:
    while run.start < run.end and _is_no_start(tokens, run):
        run.start += 1


def _phrase(tokens: Tokens, run: _Run) -> Phrase:
    return english_phrase(" ".join(token.key for token in _words(tokens, run)))


def _words(tokens: Tokens, run: _Run) -> list[Token]:
    return [tokens[index] for index in range(run.start, run.end) if tokens[index].kind == "word"]


def _needs_no_capital(tokens: Tokens, run: _Run) -> bool:
    """Tell whether the first word of a sentence needs no capital; beside another capital only openers of sentences."""
    token, word = tokens[run.start], latin_letters(tokens[run.start].text)
    if token.text.isupper() and len(token.text) > 1:
        return False
    if token.key in _SMALL or len(word) == 1 or token.key in cues.ENGLISH_OPENERS:
        return True
    beside = run.end > run.start + 1 and tokens[run.start + 1].key not in _SMALL
    return is_ordinary(word) and not beside


def _is_no_start(tokens: Tokens, run: _Run) -> bool:
    token = tokens[run.start]
    particle = token.key in _ARTICLES and tokens[run.start + 1].key in _HYPHENS
    if token.kind != "word" or (not token.capitalized and not particle) or token.key in cues.CALENDAR:
        return True
    field = tokens[run.start + 1].key in cues.OFFICES and is_ordinary(token.key)  # "Culture Minister"
    title = (token.key in cues.TITLES or field) and not _count_known(tokens, run)
    alone = run.end == run.start + 1 or not tokens[run.start + 1].capitalized
    opens = token.key in cues.ENGLISH_OPENERS and alone and not (token.text.isupper() or _count_known(tokens, run))
    return title or opens or token.key in {"the", "of"}


def _is_no_end(tokens: Tokens, run: _Run) -> bool:
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
