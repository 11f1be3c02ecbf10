"""Escapes, tags, shortcodes, Markdown and subtitles are undone; plain text is left as it is."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.text.markup import markdown_title, plain_line, plain_text

DAM = "دشن الوزير سدا جديدا."
PORT = "وأضرب عمال الميناء."


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (f"{DAM}\\n{PORT}", f"{DAM}\n{PORT}"),
        (f"{DAM}\\r\\n{PORT}", f"{DAM}\n{PORT}"),
        (f"{DAM}\\n\\n{PORT}", f"{DAM}\n{PORT}"),
        (f"{DAM}\\\\n{PORT}", f"{DAM}\n{PORT}"),
        ("قال\\tالوزير", "قال الوزير"),
        ('قال \\"نعم\\" ثم مضى', 'قال "نعم" ثم مضى'),
        (f"{DAM}\\nCNN نقلت الخبر", f"{DAM}\nCNN نقلت الخبر"),
        (json.dumps(DAM).strip('"'), DAM),
        (json.dumps("سد 😀 كبير").strip('"'), "سد 😀 كبير"),
        ("في المجلد C:\\news\\titles ملف", "في المجلد C:\\news\\titles ملف"),
    ],
)
def test_escapes_that_were_written_out_become_characters(written: str, plain: str) -> None:
    assert plain_text(written) == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (f"<p>{DAM}</p><p>{PORT}</p>", f"{DAM}\n\n{PORT}"),
        (f"{DAM}<br>{PORT}", f"{DAM}\n{PORT}"),
        (f"{DAM}<br />{PORT}", f"{DAM}\n{PORT}"),
        (f"<div class='a'>{DAM}</div>\n<div>{PORT}</div>", f"{DAM}\n\n\n{PORT}"),
        ("قال <b>الوزير</b> إن <a href='/x'>السد</a> كبير", "قال الوزير إن السد كبير"),
        ("<ul><li>سد أول</li><li>سد ثان</li></ul>", "• سد أول\n• سد ثان"),
        (f"{DAM}<script>var a = '<p>لا</p>';</script> {PORT}", f"{DAM} {PORT}"),
        (f"{DAM}<!-- إعلان <p> --> {PORT}", f"{DAM} {PORT}"),
        ("قال&nbsp;الوزير&#58; &quot;نعم&quot;", 'قال\xa0الوزير: "نعم"'),
        ("&lt;p&gt;دشن الوزير سدا جديدا.&lt;/p&gt;", DAM),
        ("كلف &#1635;&#x660; مليون &amp;amp; أكثر", "كلف ٣٠ مليون & أكثر"),
        (f"[caption id='7' width='300']<img src='a.jpg'/> الوزير في السد[/caption]{DAM}", DAM),
        (f"[gallery ids='1,2']{DAM}[/gallery]", DAM),
        ("راسلونا على <writer@example.com> أو 5 < 6 و7 > 3", "راسلونا على <writer@example.com> أو 5 < 6 و7 > 3"),
    ],
)
def test_tags_entities_and_shortcodes_go(written: str, plain: str) -> None:
    assert plain_text(written) == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (f"**{DAM}**", DAM),
        ("قال *الوزير* و__النائب__ و~~الرئيس~~", "قال الوزير والنائب والرئيس"),
        (f"## سد جديد\n{DAM}", f"سد جديد\n{DAM}"),
        (f"> {DAM}\n> {PORT}", f"{DAM}\n{PORT}"),
        ("انظر [الخبر](https://example.org/a) كاملا", "انظر الخبر كاملا"),
        (f"![الوزير](https://example.org/a.jpg) {DAM}", DAM),
        (f"سد جديد\n=====\n{DAM}", f"سد جديد\n\n{DAM}"),
        ("2*3*4 و«أ» [غامض] و#سد_جديد", "2*3*4 و«أ» [غامض] و#سد_جديد"),
    ],
)
def test_markdown_goes(written: str, plain: str) -> None:
    assert plain_text(written) == plain


SUBTITLES = [
    "1\n00:00:01,000 --> 00:00:03,000\nدشن الوزير\nسدا جديدا.\n\n2\n00:00:04,000 --> 00:00:06,000\nوأضرب "
    "عمال\nالميناء.\n",
    "WEBVTT\n\n00:01.000 --> 00:03.000\nدشن الوزير سدا\n\n00:04.000 --> 00:06.000 align:start\nجديدا."
    "\nوأضرب عمال الميناء.\n",
    "WEBVTT - نشرة\nKind: captions\n\nNOTE كتبه سامي\n\n00:01.000 --> 00:03.000\n<v سامي>دشن الوزير سدا جديدا.\n\n"
    "00:04.000 --> 00:06.000\n<v منى>وأضرب عمال الميناء.</v>\n",
    "1\n00:00:01,000 --> 00:00:03,000\n{\\an8}<i>دشن الوزير سدا جديدا.</i>\n\n2\n00:00:04,000 --> "
    "00:00:06,000\n- وأضرب عمال\n"
    "الميناء.",
    "\ufeff1\n00:00:01,000 --> 00:00:03,000\nدشن الوزير سدا\n\n2\n00:00:03,100 --> 00:00:04,000\nجديدا. وأضرب\n\n3\n"
    "00:00:04,100 --> 00:00:06,000\nعمال الميناء.",
]


@pytest.mark.parametrize("subtitles", SUBTITLES)
def test_subtitles_are_what_is_said(subtitles: str) -> None:
    assert plain_text(subtitles).split() == f"{DAM} {PORT}".split()
    assert "دشن الوزير سدا جديدا." in plain_text(subtitles)


def test_a_headline_in_markdown_is_known() -> None:
    assert markdown_title("\n# **سد** جديد\n\nدشن") == "سد جديد"
    assert markdown_title("#سد_جديد دشن") == markdown_title(DAM) == ""


def test_a_line_stays_a_line() -> None:
    assert plain_line("<p>سد</p><p>جديد</p>") == "سد جديد"
    assert plain_line("  سد  جديد ") == "  سد  جديد "


@given(st.text(st.sampled_from('قال ودم.«»"()!؟…،: \n٣5ab/-'), max_size=60))
def test_text_without_markup_is_left_as_it_is(text: str) -> None:
    assert plain_text(text) == text or "-->" in text or "---" in text


UNITS = ["<", "<b", "<script>", "<!--", "[", "[caption]", "**a", "*a* ", "`", "\\u", "\\n", "\\",
    "&a", "&#1;", "> ", "[a](",
         "__a", "00:00:01,000 --> 00:00:04,000\n", "# ", "[a b", "~~", "<p ", "---"]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_any_text_is_undone_in_linear_time(unit: str) -> None:
    assert plain_text(unit * 40_000) is not None
