"""Briefs as HTML, and how a brief shows itself."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.types import Brief, BriefArticle, Bullet, Evidence, Flag
from tests.pipeline.briefs import a_brief


class Shown(HTMLParser):
    """Gathers elements with their attributes, and texts with the direction that they have."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._directions = ["none"]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._directions.append(dict(attrs).get("dir") or self._directions[-1])

    def handle_endtag(self, _tag: str) -> None:
        self._directions.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._directions[-1], data))


def test_every_text_stands_in_its_own_direction_and_evidence_can_be_opened() -> None:
    assert Shown(a_brief().to_html()).texts == [
        ("rtl", "افتتاح المدرسة"),
        ("ltr", "School opens"),
        ("ltr", "flagged: 1 severe, of 2 bullets"),
        ("rtl", "افتتح الوزير المدرسة."),
        ("ltr", "The minister opened the school."),
        ("ltr", "evidence: 1 sentence, characters 0–21"),
        ("rtl", "افتتح الوزير المدرسة."),
        ("ltr", "!! number: A number differs."),
        ("rtl", "وحضر الأهالي."),
        ("ltr", "Parents attended."),
        ("ltr", "no sentence of the article supports it"),
        ("ltr", "note: machine gist"),
    ]


def hostile(text: str) -> Brief:
    return Brief(
        article=BriefArticle(id=text, title=text, title_en=text),
        bullets=(
            Bullet(
                ar=text,
                en=text,
                evidence=(Evidence(start=0, end=1, text=text),),
                flags=(Flag(kind=text, severity="severe", message=text, where="en"),),
            ),
        ),
        flags=(Flag(kind="notice", severity="info", message=text, where="en"),),
    )


PLAIN = [tag for tag, _ in Shown(hostile("x").to_html()).elements]


@given(st.text(alphabet=st.sampled_from("<>&\"'/=! -abscriptن\u202e\x1b\n"), min_size=1).filter(str.strip))
def test_no_text_acts_as_mark_up(text: str) -> None:
    html = hostile(f"x{text}").to_html()
    assert [tag for tag, _ in Shown(html).elements] == PLAIN
    assert "\u202e" not in html
    assert "\x1b" not in html


def test_notebooks_show_the_html_and_markdown_is_that_of_the_command_line() -> None:
    brief = a_brief()
    assert brief._repr_html_() == brief.to_html()
    assert brief.to_markdown().startswith("## افتتاح المدرسة\n\n*School opens*\n")


def test_why_there_are_fewer_bullets_is_said_in_every_form() -> None:
    brief = a_brief(provenance={"fewer": "2 bullets, not 3: because"})
    assert ("ltr", "2 bullets, not 3: because") in Shown(brief.to_html()).texts
    assert brief.to_markdown().endswith("> note: machine gist\n> 2 bullets, not 3: because\n")


@pytest.mark.parametrize(
    ("brief", "shown"),
    [
        (a_brief(), "Brief('school', bullets=2, severe=1)"),
        (a_brief(bullets=()), "Brief('school')"),
        (
            a_brief(bullets=(Bullet(ar="x", flags=(Flag(kind="a", severity="warning", message="m", where="en"),)),)),
            "Brief('school', bullets=1, with_a_warning=1)",
        ),
    ],
)
def test_a_brief_is_short_where_python_shows_it(brief: Brief, shown: str) -> None:
    assert repr(brief) == str(brief) == shown
