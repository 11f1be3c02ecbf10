"""Bytes to text."""

from __future__ import annotations

import pytest

from mujaz.errors import ArticleError
from mujaz.text.decode import decode

NEWS = "أعلنت وزارة المالية أن النمو بلغ 5.2 في المئة.\nوقال الوزير إن «الأرقام مشجعة»."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859-6"]
)
def test_every_encoding_of_a_newsroom_gives_the_same_text(encoding: str) -> None:
    text = NEWS.replace("«", '"').replace("»", '"') if encoding == "iso8859-6" else NEWS
    assert decode(text.encode(encoding), "news.txt") == text


def test_a_short_windows_1256_headline_is_read_as_arabic() -> None:
    assert decode("فوز المنتخب التونسي".encode("cp1256"), "x") == "فوز المنتخب التونسي"


def test_windows_1256_with_latin_names_and_french_letters_is_read() -> None:
    text = "قال المدير في شركة Société Générale إن الأرباح ارتفعت"
    assert decode(text.encode("cp1256"), "x") == text


def test_utf_16_without_bom_and_with_latin_words_is_read() -> None:
    text = "قالت شركة Microsoft إنها ستفتح مكتبا في الرياض"
    assert decode(text.encode("utf-16-be"), "x") == text


def test_newlines_of_every_system_become_lf() -> None:
    assert decode("سطر\r\nسطر\rسطر\n".encode(), "x") == "سطر\nسطر\nسطر\n"


def test_plain_english_is_decoded_since_refusing_it_is_not_up_to_decoding() -> None:
    assert decode(b"Hello, world.", "x") == "Hello, world."


@pytest.mark.parametrize("data", [b"", b"   \n\t", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(ArticleError, match=r"^empty\.txt: .*"):
        decode(data, "empty.txt")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" * 20,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"\x93\x8c\x1f\x00" * 50,
        b"\x00" * 100,
        NEWS.encode() + b"\xff\xfe\x00\x01" * 30,
        NEWS.encode("utf-8")[:-2],
        NEWS.encode("utf-8") + NEWS.encode("cp1256"),
    ],
    ids=["all bytes", "png", "pdf", "zeros", "text then binary", "cut inside a letter", "two encodings"],
)
def test_what_is_not_text_throughout_is_refused(data: bytes) -> None:
    with pytest.raises(ArticleError, match=r"photo\.txt: not a text file, or damaged"):
        decode(data, "photo.txt")


def test_ten_megabytes_are_decoded() -> None:
    data = (NEWS + "\n").encode("cp1256") * (10_000_000 // len(NEWS))
    assert decode(data, "x").count("الوزير") == 10_000_000 // len(NEWS)
