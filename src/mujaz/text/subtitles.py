"""Subtitles (SubRip, WebVTT): the text of the cues, joined to sentences."""

from __future__ import annotations

import re

_CLOCK = r"(?:\d{1,3}:)?\d{2}:\d{2}[.,]\d{3}"
_TIMES = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}")
_NO_SPEECH = re.compile(r"\s*(?:\d+|WEBVTT|NOTE|STYLE|REGION|Kind:|Language:|X-TIMESTAMP-MAP)")
_STYLE = re.compile(r"\{\\[^{}]*\}|</?[vc](?:[.\s][^<>]*)?>")
_DASH = re.compile(r"^[-–—]\s*")
_SENTENCE_END = re.compile(r"[.!؟?…][»\"”)\]]*$")


def is_subtitles(text: str) -> bool:
    """Return whether `text` begins as a file of subtitles does: times of a cue stand in its first lines."""
    return "-->" in text and any(map(_TIMES.match, text.lstrip("\ufeff\n ").split("\n", 12)[:12]))


def spoken_text(text: str) -> str:
    """Return what the cues of `text` say, a sentence a line: numbers, times, notes and styles are gone."""
    said: list[str] = []
    goes_on = False
    for line in _speech(text):
        if goes_on and not _DASH.match(line):
            said.append(f" {line}")
        else:
            said.append(f"\n{_DASH.sub('', line)}")
        goes_on = _SENTENCE_END.search(line) is None
    return "".join(said).removeprefix("\n")


def _speech(text: str) -> list[str]:
    found = []
    for block in re.split(r"\n[^\S\n]*\n", text):
        lines = block.strip("\n").split("\n")
        times = next((at for at, line in enumerate(lines) if _TIMES.match(line)), None)
        if times is None and _NO_SPEECH.match(lines[0]):
            continue
        spoken = lines if times is None else lines[times + 1 :]
        found += [line for line in (_STYLE.sub("", line).strip() for line in spoken) if line]
    return found
