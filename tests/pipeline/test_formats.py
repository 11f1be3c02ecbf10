"""The output formats as streams."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from mujaz.errors import InputError
from mujaz.pipeline.formats import Form, format_of
from mujaz.types import Brief
from tests.pipeline.briefs import TEXT, a_brief


def test_one_brief_of_one_article_is_one_json_object() -> None:
    written = "".join(Form("json").pieces([a_brief()]))
    assert json.loads(written)["article"]["id"] == "school"
    assert written.endswith("}\n")


def test_briefs_of_several_articles_are_a_json_array_also_when_only_one_succeeded() -> None:
    several = Form("json", several=lambda: True)
    assert [b["article"]["id"] for b in json.loads("".join(several.pieces([a_brief("a")])))] == ["a"]
    three = "".join(Form("json").pieces(map(a_brief, "abc")))
    assert [b["article"]["id"] for b in json.loads(three)] == ["a", "b", "c"]


def test_json_lines_hold_one_object_a_line() -> None:
    lines = "".join(Form("jsonl").pieces(map(a_brief, "ab"))).splitlines()
    assert [json.loads(line)["article"]["id"] for line in lines] == ["a", "b"]


def test_json_holds_the_keys_that_others_build_on() -> None:
    brief = json.loads("".join(Form("json").pieces([a_brief()])))
    assert list(brief) == ["schema", "article", "bullets", "flags", "repairs", "provenance"]
    assert brief["schema"] == "mujaz.brief/1"
    assert list(brief["article"]) == ["id", "title", "title_en", "text", "url", "date"]
    assert list(brief["bullets"][0]) == ["ar", "en", "evidence", "flags", "scores", "repairs"]
    assert brief["bullets"][0]["evidence"] == [{"start": 0, "end": 21, "text": TEXT[:21]}]


@pytest.mark.parametrize("format_", ["json", "jsonl"])
def test_the_text_of_the_article_can_be_left_out(format_: str) -> None:
    assert "text" not in json.loads("".join(Form(format_, text=False).pieces([a_brief()])))["article"]


def test_briefs_as_text_are_parted_by_a_blank_line() -> None:
    pieces = list(Form("text").pieces(map(a_brief, "ab")))
    assert [piece.splitlines()[0] for piece in pieces] == ["a", ""]


@pytest.mark.parametrize("format_", ["text", "markdown", "json", "jsonl"])
def test_no_brief_is_no_output(format_: str) -> None:
    assert list(Form(format_, several=lambda: True).pieces([])) == []


@pytest.mark.parametrize(("format_", "ahead"), [("text", 1), ("markdown", 1), ("jsonl", 1), ("json", 2)])
def test_output_begins_before_the_last_brief_is_there(format_: str, ahead: int) -> None:
    asked = []

    def briefs() -> Iterator[Brief]:
        for name in "abcd":
            asked.append(name)
            yield a_brief(name)

    next(Form(format_).pieces(briefs()))
    assert len(asked) == ahead


@pytest.mark.parametrize(
    ("path", "given", "expected"),
    [
        (None, None, "text"),
        (None, "json", "json"),
        ("a.md", None, "markdown"),
        ("a.JSONL", None, "jsonl"),
        ("a.jsonl", "text", "text"),
    ],
)
def test_the_suffix_chooses_the_format_unless_it_is_given(path: str | None, given: str | None, expected: str) -> None:
    assert format_of(path, given) == expected


def test_a_suffix_that_tells_no_format_is_an_error() -> None:
    with pytest.raises(InputError, match=r"a\.pdf: the suffix '\.pdf' tells no format"):
        format_of("a.pdf", None)
