"""What one text has and another has not, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

from mujaz.eval.metrics.tokenization import ArabicTokenizer

LONGEST = 2_000
"""Words of a text that are compared; the time grows with the square."""

_TOKENIZER = ArabicTokenizer(fold=frozenset({"alef", "diacritics", "digits"}))


@dataclass(frozen=True, slots=True)
class Change:
    """Words that both texts have, that only the first has (``del``), or only the second (``ins``)."""

    kind: Literal["same", "del", "ins"]
    text: str


def differences(before: str, after: str) -> list[Change]:
    """How `before` becomes `after`. Words whose stems are alike are the same, punctuation does not count."""
    ours, theirs = before.split()[:LONGEST], after.split()[:LONGEST]
    changes = []
    for step in LCSseq.opcodes(list(map(_TOKENIZER, ours)), list(map(_TOKENIZER, theirs))):
        if step.tag == "equal":
            changes.append(Change("same", " ".join(theirs[step.dest_start : step.dest_end])))
        if step.tag in ("delete", "replace"):
            changes.append(Change("del", " ".join(ours[step.src_start : step.src_end])))
        if step.tag in ("insert", "replace"):
            changes.append(Change("ins", " ".join(theirs[step.dest_start : step.dest_end])))
    return changes
