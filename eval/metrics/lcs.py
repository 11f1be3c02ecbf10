"""Longest common subsequences of token sequences, by rapidfuzz."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

Tokens = Sequence[str]


def lcs_length(one: Tokens, other: Tokens) -> int:
    """Length of the longest common subsequence."""
    return int(LCSseq.similarity(one, other))


def union_lcs(reference: Tokens, lines: Sequence[Tokens]) -> list[str]:
    """Tokens of `reference` that stand in its longest common subsequence with any of `lines` (Lin, 2004, section 3.2).

    Where a line has several longest subsequences with `reference`, the one that rapidfuzz finds counts.
    """
    positions: set[int] = set()
    for line in lines:
        for step in LCSseq.opcodes(reference, line):
            if step.tag == "equal":
                positions.update(range(step.src_start, step.src_end))
    return [reference[position] for position in sorted(positions)]


def summary_lcs(reference: Sequence[Tokens], lines: Sequence[Tokens]) -> int:
    """Tokens of all union subsequences; none counts more often than it occurs in `lines`, as in ROUGE 1.5.5."""
    left = Counter(token for line in lines for token in line)
    hits = Counter(token for sentence in reference for token in union_lcs(sentence, lines))
    return (left & hits).total()
