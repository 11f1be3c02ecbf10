"""A phrase said over and over, as generators do that have lost their way."""

from __future__ import annotations

from collections.abc import Sequence


def looping_phrase(words: Sequence[str], longest: int) -> str | None:
    """The shortest phrase of at most `longest` words that stands three times in a row; None where none does.

    One of three words or more may lack its last word the third time.
    """
    for size in range(1, longest + 1):
        enough = 2 * size - (size > 2)
        same = 0
        for here in range(size, len(words)):
            same = same + 1 if words[here] == words[here - size] else 0
            if same == enough:
                start = here - enough - size + 1
                return " ".join(words[start : start + size])
    return None
