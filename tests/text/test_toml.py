"""TOML that somebody else may have written: what would take the parser's memory or stack is refused before or in it."""

from __future__ import annotations

import pytest

from mujaz.errors import InputError
from mujaz.text.toml import MOST_DOTS, read_toml


@pytest.mark.parametrize(
    "text",
    [
        "window = 1\n" + ".".join("a" * 40_000) + " = 1",
        "[" + " . ".join("b" * 30_000) + "]\nx = 1",
        "x = {" + ".".join(f"k{number}" for number in range(20_000)) + " = 2}",
        ".".join(['"a b"'] * 9_000) + " = 1",
        ".".join(["'c'"] * 9_000) + " = 1",
        '"\\"".' * 9_000 + 'd = "."',
    ],
)
def test_a_key_of_many_parts_is_refused_and_its_line_named(text: str) -> None:
    with pytest.raises(InputError, match=r"^f.toml:[12]: more than 16 dots outside of quotes on one line$"):
        read_toml(text, "f.toml")


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 3_000 + "]" * 3_000,
        "x = " + "{a = " * 3_000 + "1" + "}" * 3_000,
        "x = " + "7" * 5_000,
        "x = 'never closed",
        'x = """' + '\\"""' * 50_000,
    ],
)
def test_what_the_parser_cannot_take_is_no_valid_toml(text: str) -> None:
    with pytest.raises(InputError, match=r"^f.toml: not valid TOML: "):
        read_toml(text, "f.toml")


@pytest.mark.parametrize(
    "value",
    [
        '"' + "a.b." * 100 + '"',
        "'" + "." * 100 + "'",
        '"""\n' + "x . y\n" * 100 + '"""',
        '"a \\" ' + ". " * 100 + '"',
        "1 # " + "." * 100,
        "[\n" + "1.5,\n" * 100 + "]",
    ],
)
def test_dots_in_texts_comments_and_on_other_lines_are_no_key(value: str) -> None:
    assert list(read_toml(f"x = {value}\n", "f.toml")) == ["x"]


def test_as_many_dots_as_allowed_are_read() -> None:
    key = ".".join("k" * (MOST_DOTS + 1))
    assert list(read_toml(f"{key} = 1", "f.toml")) == ["k"]
