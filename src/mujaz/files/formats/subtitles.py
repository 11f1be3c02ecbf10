"""Subtitles (SRT, WebVTT): what the cues say is one article; the article's `times` say when."""

from __future__ import annotations

import io
from collections.abc import Iterator

from mujaz.errors import ArticleError
from mujaz.files.formats.base import Entry, InputFormat, Reading, read_whole
from mujaz.text.decode import decode
from mujaz.text.markup import is_subtitles, join_cues, plain_line, read_cues
from mujaz.types import Article


def read_subtitles(stream: io.BufferedReader, name: str, _reading: Reading) -> Iterator[Entry]:
    """Yield the article of a file of subtitles, a sentence a line.

    Raises:
        ArticleError: It is too large, no text, or has no cues.
    """
    text = decode(read_whole(stream, name), name)
    if not is_subtitles(text):
        raise ArticleError(name, "no subtitles: no times as 00:01:02,500 --> 00:01:05,000 in its first lines")
    spoken, times = join_cues((second, plain_line(line)) for second, line in read_cues(text))
    yield Article(id="", text=spoken, times=times, source=name)


FORMAT = InputFormat(suffixes=(".srt", ".vtt"), read=read_subtitles, matches=lambda head: head.startswith(b"WEBVTT"))
