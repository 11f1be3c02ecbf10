"""Numbers of things in messages."""

from __future__ import annotations


def count_noun(count: int, noun: str) -> str:
    """Return ``1 article``, ``2 articles``: for nouns whose plural is regular."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
