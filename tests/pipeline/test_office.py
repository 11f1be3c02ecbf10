"""Word documents as LibreOffice shows and saves them. Word itself cannot run here."""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text

from mujaz.eval.feedback import read_feedback
from mujaz.pipeline.formats import formats_by_name
from mujaz.pipeline.formats.base import Style
from tests.conftest import skip
from tests.pipeline.briefs import MIXED_AR, MIXED_EN, a_mixed_brief

_PDF = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'


def convert(file: Path, target: str, folder: Path) -> Path:
    """Convert a file with a profile of LibreOffice's own, so that no other copy of it is asked."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / f"{file.stem}.{target.partition(':')[0]}"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("soffice") is None:
        skip("there is no LibreOffice")
    file = tmp_path_factory.mktemp("office") / "briefs.docx"
    [data] = formats_by_name()["docx"].write([a_mixed_brief()], Style())
    assert isinstance(data, bytes)
    file.write_bytes(data)
    return file


@pytest.fixture(scope="module")
def shown(document: Path) -> Path:
    return convert(document, _PDF, document.parent)


@pytest.fixture(scope="module")
def page(shown: Path) -> LTPage:
    [page] = extract_pages(shown)
    return page


def lines_of(page: LTPage) -> dict[int, list[LTChar]]:
    """The letters of each line, from left to right, by the height at which it stands."""
    letters: dict[int, list[LTChar]] = defaultdict(list)

    def collect(element: object) -> None:
        if isinstance(element, LTChar) and element.get_text().strip():  # an isolate is shown as a space of no width
            letters[round(element.matrix[5])].append(element)
        elif not isinstance(element, LTChar) and hasattr(element, "__iter__"):
            for child in element:
                collect(child)

    collect(page)
    return {height: sorted(row, key=lambda letter: letter.x0) for height, row in sorted(letters.items(), reverse=True)}


def locate(page: LTPage, text: str) -> list[tuple[float, float, float]]:
    """Where a text that runs from left to right stands: left, right, height."""
    places = []
    for height, row in lines_of(page).items():
        shown = "".join(letter.get_text()[:1] for letter in row)
        start = shown.find(text)
        while start >= 0:
            places.append((row[start].x0, row[start + len(text) - 1].x1, height))
            start = shown.find(text, start + 1)
    return places


def test_the_arabic_headline_is_on_top_at_the_right_margin(page: LTPage) -> None:
    first = next(iter(lines_of(page).values()))
    assert page.width - 57 - 12 < first[-1].x1 < page.width - 57 + 3
    assert first[0].x0 > page.width / 3


def test_the_english_stands_on_the_left_and_the_arabic_beside_it_on_the_right(page: LTPage) -> None:
    [(left, right, height)] = locate(page, "Familiescame.")
    assert 57 < left < right < page.width / 2
    row = [letter for y, letters in lines_of(page).items() if abs(y - height) < 6 for letter in letters]
    arabic = [letter for letter in row if "\u0600" <= letter.get_text()[0] <= "\ufefc"]
    assert len(arabic) > 10
    assert min(letter.x0 for letter in arabic) > page.width / 2


def test_signs_stand_before_their_numbers_in_either_language(page: LTPage) -> None:
    middle = page.width / 2
    places = locate(page, "+18.5%")
    assert sum(left < middle for left, _, _ in places) >= 1
    assert sum(left > middle for left, _, _ in places) >= 2  # headline and bullet
    assert sum(left > middle for left, _, _ in locate(page, "+9611234-567")) >= 1


def test_a_comment_stands_beside_the_word_that_it_is_about(shown: Path, page: LTPage) -> None:
    with shown.open("rb") as file:
        [whole] = PDFPage.get_pages(file)
        notes = [resolve1(note) for note in resolve1(whole.annots)]
        places = {
            decode_text(resolve1(note["Contents"])): resolve1(note["Rect"]) for note in notes if "Contents" in note
        }
    [(_, right, height)] = locate(page, "2.51")
    [place] = [place for text, place in places.items() if "2.51" in text]
    assert abs(place[0] - right) < 30
    assert abs(place[1] - height) < 30


def test_what_libreoffice_saves_comes_back_as_it_was(document: Path) -> None:
    saved = document.parent / "saved"
    saved.mkdir()
    returned = read_feedback([convert(document, "docx", saved)], accept_unchanged=True)
    assert [(verdict.bullet, verdict.verdict) for verdict in returned] == [
        ("headline", "accept"),
        (0, "accept"),
        (1, "accept"),
    ]
    assert (returned[1].ar, returned[1].en) == (MIXED_AR, MIXED_EN)
