"""Arabic that was read in a wrong encoding and saved again: «Ø§Ù„ÙˆØ²Ø§Ø±Ø©» or «ط§ظ„ظˆط²ط§ط±ط©» for «الوزارة»."""

from __future__ import annotations

import re

# UTF-8 writes Arabic letters as two bytes, of which the first is one of these as Windows-1252, or as Windows-1256.
_LEAD_BYTES = ("ØÙ", "طظ")
_LEAST_LEADS, _LEAST_SHARE = 8, 0.25
"""Characters, and share of all, that are such first bytes: half of them in misread text, one in fifty in Arabic."""

# The article «ال» of Windows-1256, read as Windows-1252.
_ARTICLE = re.compile(r"(?<!\w)[æÈáß]?Çá\w")
_LEAST_ARTICLES = 0.1
"""Share of the words that have the article: about a third in Arabic."""


def is_misread(text: str) -> bool:
    """Return whether `text` is Arabic whose bytes were taken for characters of another encoding."""
    parts = text.split()
    size = sum(map(len, parts))
    leads = max(sum(map(text.count, pair)) for pair in _LEAD_BYTES)
    articles = len(_ARTICLE.findall(text))
    return leads > max(_LEAST_LEADS, _LEAST_SHARE * size) or articles > _LEAST_ARTICLES * len(parts)
