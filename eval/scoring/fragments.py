"""The pieces of a summary that are copied from its article (Grusky et al., 2018), in linear time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def copied_fragments(summary: Sequence[str], article: Iterable[str]) -> list[int]:
    """Lengths of the extractive fragments, in the order of the summary.

    From its start on, the longest run of words that also stands in the article is a fragment; a word that does not
    stand there is passed over.
    """
    automaton = _SubstringAutomaton(summary)
    automaton.read(article)
    fragments, start = [], 0
    while start < len(summary):
        length = automaton.longest_seen(summary, start)
        fragments += [length] if length else []
        start += max(length, 1)
    return fragments


class _SubstringAutomaton:
    """The suffix automaton of a short sequence, with a note at each state of what a long one has in common with it.

    It is built of the summary and not of the article, so that memory is bounded by the former.
    """

    def __init__(self, tokens: Iterable[str]) -> None:
        self._steps: list[dict[str, int]] = [{}]
        self._links = [-1]
        self._lengths = [0]
        last = 0
        for token in tokens:
            last = self._extend(last, token)
        self._seen = [0] * len(self._steps)

    def read(self, tokens: Iterable[str]) -> None:
        """Note at each state how much of its longest string occurs in `tokens`."""
        state = length = 0
        for token in tokens:
            while state and token not in self._steps[state]:
                state = self._links[state]
                length = self._lengths[state]
            if token in self._steps[state]:
                state, length = self._steps[state][token], length + 1
            self._seen[state] = max(self._seen[state], length)
        # What a state has seen its suffixes have seen in full.
        for state in sorted(range(1, len(self._steps)), key=lambda one: -self._lengths[one]):
            if self._seen[state]:
                self._seen[self._links[state]] = self._lengths[self._links[state]]

    def longest_seen(self, tokens: Sequence[str], start: int) -> int:
        """How many of the automaton's own `tokens` from `start` on were read in one piece."""
        state = length = 0
        while start + length < len(tokens):
            state = self._steps[state][tokens[start + length]]
            if self._seen[state] < length + 1:
                break
            length += 1
        return length

    def _extend(self, last: int, token: str) -> int:
        new = self._add({}, self._lengths[last] + 1, 0)
        state = last
        while state != -1 and token not in self._steps[state]:
            self._steps[state][token] = new
            state = self._links[state]
        if state != -1:
            self._links[new] = self._split(state, token)
        return new

    def _split(self, state: int, token: str) -> int:
        """The state that `token` leads to from `state`, made to stand for that one length."""
        target = self._steps[state][token]
        if self._lengths[target] == self._lengths[state] + 1:
            return target
        clone = self._add(dict(self._steps[target]), self._lengths[state] + 1, self._links[target])
        self._links[target] = clone
        while state != -1 and self._steps[state].get(token) == target:
            self._steps[state][token] = clone
            state = self._links[state]
        return clone

    def _add(self, steps: dict[str, int], length: int, link: int) -> int:
        self._steps.append(steps)
        self._lengths.append(length)
        self._links.append(link)
        return len(self._steps) - 1
