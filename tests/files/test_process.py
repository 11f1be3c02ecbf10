"""A parser that dies, fails or never ends costs the file that it parses, and no other."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import pytest

from mujaz.errors import ArticleError
from mujaz.files.process import ParserProcess


@pytest.fixture
def process() -> Iterator[ParserProcess]:
    process = ParserProcess()
    yield process
    process.close()


def test_a_file_that_ends_its_parser_fails_alone(process: ParserProcess) -> None:
    with pytest.raises(ArticleError, match=r"a\.docx: reading it takes longer than 30 s"):
        process.run(sys.exit, b"", "a.docx")
    assert process.run(json.loads, b'{"a": 1}', "b.docx") == {"a": 1}


def test_what_a_parser_raises_is_an_error_of_its_file(process: ParserProcess) -> None:
    with pytest.raises(ArticleError, match=r"a\.docx: it cannot be read: .*column 2.*\(JSONDecodeError\)"):
        process.run(json.loads, b"{", "a.docx")
