"""Documents that are not read say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from mujaz.files.articles import read_articles


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.odt", b"PK\x03\x04mimetype", "an OpenDocument text (ODT)"),
        ("a.rtf", rb"{\rtf1\ansi }", "an RTF document"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of Word before 2007"),
        ("a.doc", rb"{\rtf1\ansi }", "an RTF document"),
        ("a", rb"{\rtf1\ansi }", "an RTF document"),
    ],
)
def test_a_document_that_is_not_read_says_what_to_do(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    (error,) = read_articles([str(tmp_path / name)])
    assert str(error) == f"{tmp_path / name}: this is {kind}, which is not read: save it as DOCX or PDF"
