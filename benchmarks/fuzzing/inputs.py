"""Inputs as an attacker would make them: from sound ones, cut, repeated, mixed, with what breaks parsers put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

LARGEST = 300_000
"""Bytes of an input."""

_TOKENS = (
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b"\t", b"\x1a", b"\x80", b"\xed\xa0\x80", b"\xc3"),
    *("\u202e\u2066", "\u0651\u064b", "\u0640", "\ufefb", "\u2028", "\U0001f600", "ـ", "٪٪", "؟؟", "«", "ﷲ", "a\u0327"),
    *(".", ",", ";", ":", "|", "'", '"', '""', "'''", "\\", "\\u", "\\ud800", "\\udfff", "/", "#", "=", "-", "&"),
    *("[", "]", "{", "}", "(", "[[", "[{", '{"a":', "a.", '"a".', "null", "true", "NaN", "Infinity", "1e999", "-1"),
    *("9" * 400, "0x", "1_", "2026-13-45", "1970-01-01T00:00:00Z", "17 مايو 2026", "ألف ألف مليون", "2½", "٣٫٥٪"),
    *(
        "<",
        "</",
        ">",
        "/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?xml version='1.0'?>",
        "<!DOCTYPE x [",
        "<!ENTITY a 'b'>",
    ),
    *("<h1>", "<p>", "</p>", "<br/><br/>", "<em>", "</em>", "<a href='x'>", "</a>", "<div>", "</div>", "<li>", "<td>"),
    *("<table>", "<script>", "</script>", "<meta name='date' content='", "<b a=1 ", " a=1", " class='x'", "<title>"),
    *(
        "&#0;",
        "&#x110000;",
        "&#1575;",
        "&amp;lt;",
        "&a;",
        "<term>",
        "<langSet xml:lang='ar'>",
        "<termEntry>",
        "charset=utf-7",
    ),
    *(
        '"text":',
        '"id":',
        '"schema":',
        '"bullets":',
        '"verdicts":',
        '"files":',
        '"generation":',
        "[[term]]",
        "ar =",
        "../",
    ),
    *("اب", "قال ", "http://", "**", "```", "| a |", "• ", "1. ", "00:00:01,000 --> ", "e\u0301", "خبر عاجل\n"),
)
TOKENS = tuple(token if isinstance(token, bytes) else token.encode() for token in _TOKENS)
"""What breaks parsers, and what means something in one of the formats."""

_SHARES = 1 << 16
_TIMES = (1, 1, 2, 7, 60, 1_000, 20_000)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an input.

    Attributes:
        kind: ``put`` a token in so many times, ``cut`` a stretch out, ``repeat`` it so many times, ``flip`` a bit, or
            ``mix`` in another input's stretch.
        start: Where, as a share of the input's length in 1/65536.
        length: How much, likewise.
        times: How often.
        token: What is put in.
    """

    kind: str
    start: int
    length: int
    times: int
    token: bytes


def changed(data: bytes, changes: Sequence[Change], other: bytes) -> bytes:
    """Return `data` after the changes, at most `LARGEST` bytes of it."""
    for change in changes:
        start = len(data) * change.start // _SHARES
        end = min(len(data), start + len(data) * change.length // _SHARES)
        head, middle, tail = data[:start], data[start:end], data[end:]
        if change.kind == "put":
            data = head + change.token * change.times + middle + tail
        elif change.kind == "cut":
            data = head + tail
        elif change.kind == "repeat":
            data = head + middle * min(change.times, LARGEST // max(1, len(middle)) + 1) + tail
        elif change.kind == "flip" and tail:
            data = head + middle + bytes([tail[0] ^ (1 << change.times % 8)]) + tail[1:]
        elif change.kind == "mix":
            data = head + other[start:end] + tail
        data = data[:LARGEST]
    return data


def hostile(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Return a strategy of inputs that are made from `seeds`."""
    changes = st.builds(
        Change,
        kind=st.sampled_from(("put", "cut", "repeat", "flip", "mix")),
        start=st.integers(0, _SHARES),
        length=st.integers(0, _SHARES) | st.integers(0, 600),
        times=st.sampled_from(_TIMES),
        token=st.sampled_from(TOKENS) | st.binary(max_size=8),
    )
    return st.builds(changed, st.sampled_from(seeds), st.lists(changes, min_size=1, max_size=5), st.sampled_from(seeds))
