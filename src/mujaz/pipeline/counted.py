"""Numbers of things in words."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """``1 article``, ``2 articles``: for nouns whose plural is regular."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
