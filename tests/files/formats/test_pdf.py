"""PDF: every word that a reader sees, in the order of reading, from two producers; hostile files cost themselves."""

from __future__ import annotations

import shutil
import subprocess
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mujaz.errors import ArticleError
from mujaz.files.articles import read_articles
from mujaz.files.formats.pdf import parse_pdf
from mujaz.types import Article
from tests.conftest import skip
from tests.files.formats.documents import document, paragraph

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TITLE = "افتتاح مستشفى الرمان في مدينة الزيتون"
PARAGRAPHS = (
    "افتتح وزير الصحة صباح الأحد 17 مايو 2026 مستشفى الرمان (وهو الأول من نوعه)، بكلفة بلغت 12.5 مليون دولار.",
    "وأضاف الوزير: «لا مجال للتأخير»، وأكد أن المستشفى يضم ٢٠٠ سرير، وأن أجهزته (MRI) من شركة Siemens AG وصلت كلها.",
    "ولاحظ الأهالي أن الوصول إليه لا يزال صعبا، ولأن الطريق ضيقة طالبوا بتوسيعها، فالإسعاف يتأخر عشرين دقيقة.",
    "وقالت الإدارة إن نسبة الإشغال بلغت ٦٠٪، وإن الهاتف هو 06-555-0100 والبريد info@hospital.example لمن أراد.",
)
WORDS = " ".join(PARAGRAPHS[2:3] * 2).split()
LONG = tuple(" ".join([*WORDS[number:], *WORDS[:number], f"{number}."]) for number in range(36))
FONTS = ("Noto Naskh Arabic", "Noto Sans Arabic", "Noto Kufi Arabic")
HEAD = "صحيفة الوادي - العدد 512"


def make_page(font: str, paragraphs: Sequence[str] = PARAGRAPHS, style: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    css = f"body{{font-family:'{font}';font-size:12pt;text-align:justify}} h1{{font-size:20pt;column-span:all}} {style}"
    head = f'<!doctype html><html dir="rtl" lang="ar"><meta charset="utf-8"><style>{css}</style>'
    return f"{head}<body><h1>{TITLE}</h1>{body}</body></html>"


PAGES = {
    **{f"font{number}": make_page(font) for number, font in enumerate(FONTS)},
    "long": make_page(FONTS[0], LONG),
    "columns": make_page(FONTS[1], LONG[:9], style="body{column-count:2;column-gap:1cm}"),
    "three-columns": make_page(FONTS[0], LONG[:12], style="body{column-count:3;column-gap:1cm}"),
}
EXPECTED = {"long": LONG, "columns": LONG[:9], "three-columns": LONG[:12]}
BY_CHROMIUM = (*PAGES, "scanned")
BY_LIBREOFFICE = ("font0", "font1", "font2", "long")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdf")
    for name, html in PAGES.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    picture = "<svg width='200' height='100'><rect width='150' height='80'/></svg>"
    (folder / "scanned.html").write_text(f"<html><body>{picture}</body></html>", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def chromium(folder: Path, browser: Browser) -> Path:
    head = f"<span style='font-size:9px'>{HEAD}</span>"
    foot = "<span style='font-size:9px' class='pageNumber'></span>"
    page = browser.new_page()
    for name in BY_CHROMIUM:
        page.goto((folder / f"{name}.html").as_uri())
        options = {"display_header_footer": name == "long", "header_template": head, "footer_template": foot}
        page.pdf(path=folder / f"{name}.pdf", **options, margin=dict.fromkeys(("top", "bottom"), "2cm"))
    page.close()
    return folder


@pytest.fixture(scope="module")
def libreoffice(folder: Path) -> Path:
    if not (soffice := shutil.which("soffice")):
        skip("there is no LibreOffice")
    out = folder / "libreoffice"
    for name in BY_LIBREOFFICE:
        body = paragraph(TITLE, style="T") + "".join(map(paragraph, EXPECTED.get(name, PARAGRAPHS)))
        (folder / f"{name}.docx").write_bytes(document(body, font=FONTS[BY_LIBREOFFICE.index(name) % len(FONTS)]))
    files = [str(folder / f"{name}.docx") for name in BY_LIBREOFFICE]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ("--headless", profile, "--convert-to", "pdf", "--outdir", str(out))
    subprocess.run([soffice, *convert, *files], check=True, capture_output=True, timeout=300)
    return out


def expect(name: str) -> list[str]:
    return f"{TITLE} {' '.join(EXPECTED.get(name, PARAGRAPHS))}".split()


@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_a_page_that_chromium_prints(chromium: Path, name: str) -> None:
    read = parse_pdf((chromium / f"{name}.pdf").read_bytes())
    assert " ".join(read["text"].split()) == " ".join(expect(name))
    assert read["title"] == TITLE


@pytest.mark.parametrize("name", BY_LIBREOFFICE)
def test_every_word_of_a_page_that_libreoffice_prints(libreoffice: Path, name: str) -> None:
    read = parse_pdf((libreoffice / f"{name}.pdf").read_bytes())
    assert " ".join(read["text"].split()) == " ".join(expect(name))
    assert read["title"] == TITLE


def test_paragraphs_are_parted_by_a_blank_line(chromium: Path) -> None:
    read = parse_pdf((chromium / "three-columns.pdf").read_bytes())["text"].split("\n\n")
    begins = {" ".join(paragraph.split()[:3]) for paragraph in read}
    assert sum(" ".join(paragraph.split()[:3]) in begins for paragraph in LONG[:12]) >= 10  # others begin a column
    assert len(read) <= 15


def test_an_article_is_read_by_its_suffix_and_by_its_first_bytes(chromium: Path, tmp_path: Path) -> None:
    for name in ("news.pdf", "news"):
        shutil.copy(chromium / "font1.pdf", tmp_path / name)
        (article,) = read_articles([str(tmp_path / name)])
        assert isinstance(article, Article)
        assert (article.id, article.title) == ("news", TITLE)


def test_a_scanned_document_says_that_it_has_no_text(chromium: Path) -> None:
    (error,) = read_articles([str(chromium / "scanned.pdf")])
    assert isinstance(error, ArticleError)
    assert error.reason.startswith("no text in it: its pages are pictures, as of a scanner")


def make_pdf(content: bytes, *, pages: int = 1, catalog: str = "", trailer: str = "") -> bytes:
    """Return a PDF without a table of its objects, which readers then look for; all pages have the same content."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    kids = " ".join(f"{number} 0 R" for number in range(5, 5 + pages))
    stream = zlib.compress(content, 9)
    objects = (
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *(page for _ in range(pages)),
    )
    body = b"".join(b"%d 0 obj%b endobj\n" % pair for pair in enumerate(objects, start=1))
    return b"%PDF-1.4\n" + body + f"trailer\n<</Root 1 0 R{trailer}>>\nstartxref\n0\n%%EOF\n".encode()


def write_line(y: int, text: str, size: int = 12) -> bytes:
    return f"BT /F {size} Tf 1 0 0 1 50 {y} Tm ({text}) Tj ET ".encode()


def test_latin_words_that_were_cut_at_the_end_of_a_line_are_made_whole() -> None:
    content = write_line(700, "The hospi-") + write_line(685, "tal has North-") + write_line(670, "South wards \\(2\\)")
    assert parse_pdf(make_pdf(content))["text"] == "The hospital has North-\nSouth wards (2)"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.4\n", "it cannot be read"),
        (make_pdf(b"")[:60], "it cannot be read"),
        (make_pdf(b"", trailer="/Encrypt<</Filter/Standard/V 9>>/ID[<00><00>]"), "the PDF is encrypted"),
        (make_pdf(b"", pages=501), "more than 500 pages"),
        (make_pdf(b"[" * 20_000), "no text in it"),
        (make_pdf(b"q " * 20_000), "no text in it"),
    ],
    ids=["empty", "cut", "encrypted", "pages", "brackets", "states"],
)
def test_a_hostile_pdf_is_refused_in_one_line(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    (error,) = read_articles([str(tmp_path / "a.pdf")])
    assert isinstance(error, ArticleError)
    assert reason in error.reason
    assert "\n" not in error.reason
