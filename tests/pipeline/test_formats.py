"""The output formats as streams."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from mujaz.cli.results import choose_format, refuse_terminal, write_results
from mujaz.errors import InputError
from mujaz.pipeline import formats
from mujaz.pipeline.formats import formats_by_name, names_by_suffix
from mujaz.pipeline.formats.base import OutputFormat, Style
from mujaz.types import Brief, Bullet
from tests.pipeline.briefs import TEXT, a_brief, a_mixed_brief


def write(name: str, briefs: Iterable[Brief], **style: Any) -> Iterator[str]:
    return formats_by_name()[name].write(briefs, Style(**style))


def test_one_brief_of_one_article_is_one_json_object() -> None:
    written = "".join(write("json", [a_brief()]))
    assert json.loads(written)["article"]["id"] == "school"
    assert written.endswith("}\n")


def test_briefs_of_several_articles_are_a_json_array_also_when_only_one_succeeded() -> None:
    one = "".join(write("json", [a_brief("a")], is_several=lambda: True))
    assert [b["article"]["id"] for b in json.loads(one)] == ["a"]
    three = "".join(write("json", map(a_brief, "abc")))
    assert [b["article"]["id"] for b in json.loads(three)] == ["a", "b", "c"]


def test_json_lines_hold_one_object_a_line() -> None:
    lines = "".join(write("jsonl", map(a_brief, "ab"))).splitlines()
    assert [json.loads(line)["article"]["id"] for line in lines] == ["a", "b"]


def test_json_holds_the_keys_that_others_build_on() -> None:
    brief = json.loads("".join(write("json", [a_brief()])))
    assert list(brief) == ["schema", "article", "bullets", "flags", "repairs", "provenance"]
    assert brief["schema"] == "mujaz.brief/1"
    assert list(brief["article"]) == ["id", "title", "title_en", "text", "url", "date"]
    assert list(brief["bullets"][0]) == ["ar", "en", "evidence", "flags", "scores", "repairs"]
    assert brief["bullets"][0]["evidence"] == [{"start": 0, "end": 21, "text": TEXT[:21]}]


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_the_text_of_the_article_can_be_left_out(format_: str) -> None:
    assert "text" not in json.loads("".join(write(format_, [a_brief()], text=False)))["article"]


def test_briefs_as_text_are_parted_by_a_blank_line() -> None:
    pieces = list(write("text", map(a_brief, "ab")))
    assert [piece.splitlines()[0] for piece in pieces] == ["a", ""]


@pytest.mark.parametrize("format_", ["text", "markdown", "json", "jsonl", "html", "csv", "xliff", "tmx", "rss"])
def test_no_brief_is_no_output(format_: str) -> None:
    assert list(write(format_, [], is_several=lambda: True)) == []


@pytest.mark.parametrize(
    ("format_", "ahead"),
    [("text", 1), ("markdown", 1), ("jsonl", 1), ("html", 1), ("csv", 1), ("xliff", 1), ("json", 2)],
)
def test_output_begins_before_the_last_brief_is_there(format_: str, ahead: int) -> None:
    asked = []

    def briefs() -> Iterator[Brief]:
        for name in "abcd":
            asked.append(name)
            yield a_brief(name)

    next(write(format_, briefs()))
    assert len(asked) == ahead


@pytest.mark.parametrize(
    ("path", "given", "expected"),
    [
        (None, None, "text"),
        (None, "json", "json"),
        ("a.md", None, "markdown"),
        ("a.JSONL", None, "jsonl"),
        ("a.html", None, "html"),
        ("a.docx", None, "docx"),
        ("a.xliff", None, "xliff"),
        ("a.jsonl", "text", "text"),
    ],
)
def test_the_suffix_chooses_the_format_unless_it_is_given(path: str | None, given: str | None, expected: str) -> None:
    assert choose_format(path, given, names_by_suffix(), "text") == expected


def test_a_suffix_that_tells_no_format_is_an_error() -> None:
    with pytest.raises(InputError, match=r"a\.pdf: the suffix '\.pdf' tells no format"):
        choose_format("a.pdf", None, names_by_suffix(), "text")


def test_briefs_as_html_are_one_page() -> None:
    page = "".join(write("html", map(a_brief, "ab")))
    assert page.startswith("<!doctype html>\n<html")
    assert page.count("<article") == page.count("</article>") == 2
    assert page.count("<html") == page.count("</html>") == 1


def test_a_page_tells_where_a_brief_is_from_and_that_a_machine_wrote_it() -> None:
    page = "".join(write("html", [a_mixed_brief()], labels="ar"))
    assert "<title>أرباح Nile Tech ترتفع +18.5%</title>" in page
    footer = page.partition("<footer>")[2]
    assert '<p dir="ltr" lang="en">2026-10-18 · https://news.example/profits?a=1&amp;b=2 · profits</p>' in footer
    assert '<p dir="rtl" lang="ar">نص آلي لا يُنشر دون مراجعة.</p>' in footer


@pytest.mark.parametrize("format_", ["html", "markdown"])
def test_signs_keep_their_side_among_arabic_letters(format_: str) -> None:
    written = "".join(write(format_, [a_mixed_brief()]))
    assert "بنسبة \u2066+18.5%\u2069 إلى 2.15" in written
    assert "rose +18.5% to" in written


def test_arabic_that_begins_with_a_latin_word_is_marked_in_markdown() -> None:
    bullets = (Bullet(ar="Nile Tech تربح", en="Nile Tech wins"), Bullet(ar="تربح Nile Tech", en="It wins"))
    lines = "".join(write("markdown", [a_brief(bullets=bullets)])).splitlines()
    assert "- \u200fNile Tech تربح" in lines
    assert "- تربح Nile Tech" in lines


@pytest.mark.parametrize("format_", sorted(formats_by_name()))
def test_every_format_writes_a_file_or_says_nothing_without_briefs(format_: str, tmp_path: Path) -> None:
    path = tmp_path / "briefs"
    write_results(write(format_, []), str(path))
    assert not path.exists()
    write_results(write(format_, [a_brief("a"), a_mixed_brief("b")]), str(path))
    assert path.stat().st_size > 400


def test_bytes_are_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mujaz.cli.results.is_on_terminal", lambda output: output is None)
    with pytest.raises(click.UsageError, match=r"docx is not for a terminal: -o FILE\.docx"):
        refuse_terminal("docx", is_binary=True, output=None)
    refuse_terminal("docx", is_binary=True, output="a.docx")
    refuse_terminal("text", is_binary=False, output=None)


def write_titles(briefs: Iterable[Brief], _style: Style) -> Iterator[str]:
    return (f"{brief.article.title_en}\n" for brief in briefs)


def test_a_format_that_is_added_to_the_list_is_found_by_name_and_suffix(monkeypatch: pytest.MonkeyPatch) -> None:
    toy = OutputFormat("titles", (".titles",), write_titles)
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, toy))
    assert choose_format("a.titles", None, names_by_suffix(), "text") == "titles"
    assert list(write("titles", [a_brief()])) == ["School opens\n"]


def test_the_table_of_formats_in_the_docs_has_every_format_with_its_suffixes() -> None:
    page = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    section = page.split("<!-- formats -->")[1].split("<!-- /formats -->")[0]
    rows = [line.split("|")[1:3] for line in section.splitlines() if line.startswith("| `")]
    expected = [(f"`{form.name}`", ", ".join(f"`{suffix}`" for suffix in form.suffixes)) for form in formats.FORMATS]
    assert [(name.strip(), suffixes.strip()) for name, suffixes in rows] == expected
