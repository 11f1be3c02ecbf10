"""Untrusted text on a page: nothing in it is mark-up, nothing in it turns the direction of what is around it."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# Embeddings, overrides and isolates, and control characters that mean nothing in a text.
_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def shown(text: str) -> Markup:
    """`text` escaped, characters that would act unseen replaced by their names, as in U+202E."""
    return Markup(_CONTROL.sub(_named, str(escape(text))))  # noqa: S704 - escaped, and what is put in is ours


def _named(found: re.Match[str]) -> str:
    return f'<span class="control" dir="ltr">U+{ord(found[0]):04X}</span>'
