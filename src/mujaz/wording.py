"""Numbers of things in messages, and untrusted text made fit for a terminal, without numpy: it must not steer it."""

from __future__ import annotations

import re

# C0 and C1 controls (terminal escapes among them), and the bidi marks, embeddings, overrides and isolates.
CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that change how a terminal or a reader shows the text around them."""


def count_noun(count: int, noun: str) -> str:
    """Return ``1 article``, ``2 articles``: for nouns whose plural is regular."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def one_line(text: str) -> str:
    """Return `text` without control characters, its white space runs turned to single spaces."""
    return " ".join(CONTROLS.sub("", text).split())
