"""Text files as lines."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from mujaz.cli.translate import read_lines
from mujaz.errors import ArticleError
from mujaz.files.formats import base as sources


def lines(path: Path, data: bytes) -> list[str]:
    path.write_bytes(data)
    return list(read_lines(str(path)))


def test_only_a_newline_ends_a_line(tmp_path: Path) -> None:
    data = "\ufeffأول\r\nثان\x0b\x85\u2028ثان\n\nرابع".encode()
    assert lines(tmp_path / "a.txt", data) == ["أول", "ثان\x0b\x85\u2028ثان", "", "رابع"]


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16", "utf-16-le"])
def test_another_encoding_gives_the_same_lines(tmp_path: Path, encoding: str) -> None:
    text = "قال الوزير إن المدرسة جديدة\nوقالت الوزيرة إنها كبيرة\n"
    assert lines(tmp_path / "a.txt", text.encode(encoding)) == text.splitlines()


def test_a_gzip_file_is_unpacked(tmp_path: Path) -> None:
    assert lines(tmp_path / "a.txt.gz", gzip.compress("أول\nثان".encode())) == ["أول", "ثان"]


def test_bytes_that_are_no_utf8_after_some_that_are_name_their_line(tmp_path: Path) -> None:
    data = "سطر\n".encode() * 3000 + b"\xff\n"
    with pytest.raises(ArticleError, match=r"a\.txt:3001: not UTF-8, unlike what comes before it"):
        lines(tmp_path / "a.txt", data)


def test_a_line_over_the_limit_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 2**20)
    with pytest.raises(ArticleError, match=r"a\.txt:2: line larger than 1 MB"):
        lines(tmp_path / "a.txt", b"a\n" + b"b" * (2**20 + 1))


def test_a_file_over_the_limit_that_must_be_read_whole_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_BYTES", 2**20)
    with pytest.raises(ArticleError, match=r"a\.txt: larger than 1 MB"):
        lines(tmp_path / "a.txt", "قال\n".encode("cp1256") * 300_000)
