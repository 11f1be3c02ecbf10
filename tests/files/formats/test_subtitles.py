"""Subtitles: cues become sentences, and each knows when it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from mujaz import Briefer
from mujaz.errors import ArticleError
from mujaz.files.articles import read_articles
from mujaz.pipeline.formats.base import describe_evidence
from mujaz.types import Article

SRT = """1
00:00:01,000 --> 00:00:03,500
أعلنت هيئة السكك الحديدية

2
00:00:03,500 --> 00:00:06,000
افتتاح محطة الياسمين يوم الأحد.

3
00:01:05,250 --> 00:01:09,000
- وتخدم المحطة ألف راكب.
- ومتى تفتح أبوابها؟
"""
SPOKEN = "أعلنت هيئة السكك الحديدية افتتاح محطة الياسمين يوم الأحد.\nوتخدم المحطة ألف راكب.\nومتى تفتح أبوابها؟"


def read(folder: Path, data: bytes | str, name: str = "a.srt") -> Article:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (article,) = read_articles([str(path)])
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.srt", SRT),
        ("a.srt", SRT.replace("\n", "\r\n")),
        ("a.srt", SRT.encode("cp1256")),
        ("a.srt", SRT.encode("utf-16")),
        ("a.vtt", "WEBVTT\n\nNOTE ملاحظة\n\n" + SRT.replace(",", ".")),
        ("a", "WEBVTT - أخبار\n\n" + SRT.replace(",", ".").replace("00:00:", "00:").replace("00:01:", "01:")),
        ("a.vtt", "WEBVTT\n\nSTYLE\n::cue {}\n\n" + SRT.replace(",", ".").replace("أعلنت", "<v المذيع><i>أعلنت</i>")),
        ("a.srt", SRT.replace("أعلنت", r"{\an8}<font color='red'>أعلنت</font>")),
    ],
    ids=range(8),
)
def test_cues_are_joined_into_sentences(tmp_path: Path, name: str, data: str) -> None:
    article = read(tmp_path, data, name)
    assert article.text == SPOKEN
    assert article.times == ((0, 1), (26, 3), (58, 65), (81, 65))


def test_lines_that_roll_are_read_once(tmp_path: Path) -> None:
    cues = ("أعلنت الهيئة", "أعلنت الهيئة\nافتتاح المحطة", "افتتاح المحطة\nيوم الأحد.")
    text = "\n\n".join(f"00:0{number}.000 --> 00:0{number}.900\n{cue}" for number, cue in enumerate(cues))
    assert read(tmp_path, f"WEBVTT\n\n{text}", "a.vtt").text == "أعلنت الهيئة افتتاح المحطة يوم الأحد."


def test_evidence_says_when_it_is_said_and_other_briefs_stay_as_they_were(tmp_path: Path) -> None:
    briefer = Briefer(bullets=3)
    brief = briefer.brief(read(tmp_path, SRT))
    assert {evidence.second for bullet in brief.bullets for evidence in bullet.evidence} <= {1, 65}
    assert ", said at 0:0" in describe_evidence(brief.bullets[0])
    assert '"second":' in brief.to_json()
    assert '"second"' not in briefer.brief(Article(id="a", text=SPOKEN)).to_json()


@pytest.mark.parametrize("text", ["نص بلا أوقات.", "\n" * 10_000 + "-->", "00:00 --> 00:01\nنص"])
def test_what_is_no_subtitles_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.srt").write_text(text, encoding="utf-8")
    (error,) = read_articles([str(tmp_path / "a.srt")])
    assert isinstance(error, ArticleError)
    assert error.reason.startswith("no subtitles: ")
