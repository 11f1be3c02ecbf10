"""What editors change in documents comes back as verdicts."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from docx.document import Document
from docx.oxml import OxmlElement

from mujaz.cli.main import cli
from mujaz.errors import InputError
from mujaz.eval.feedback import Verdict, read_feedback
from mujaz.pipeline.formats import formats_by_name
from mujaz.pipeline.formats.base import Style
from mujaz.pipeline.formats.word.names import qualify
from tests.pipeline.briefs import MIXED_AR, MIXED_EN, a_mixed_brief


@pytest.fixture(scope="module")
def sent() -> bytes:
    [data] = formats_by_name()["docx"].write([a_mixed_brief("a"), a_mixed_brief("b")], Style())
    assert isinstance(data, bytes)
    return data


def text_of(document: Document, table: int, row: int, column: int) -> Any:
    """The last text element of a cell."""
    return list(document.tables[table].cell(row, column)._tc.iter(qualify("t")))[-1]


def come_back(document: Document, folder: Path, **options: bool) -> list[Verdict]:
    document.save(str(folder / "returned.docx"))
    return read_feedback([folder / "returned.docx"], **options)


def test_a_text_that_was_changed_is_a_correction_with_the_text_as_it_was(sent: bytes, tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(sent))
    text_of(document, 1, 2, 1).text = "Families attended."
    [verdict] = come_back(document, tmp_path)
    assert verdict == Verdict(
        article="b",
        system="mujaz",
        bullet=1,
        verdict="fix",
        ar="=وحضر الأهالي الافتتاح.",
        en="-Families came.",
        edited_ar="=وحضر الأهالي الافتتاح.",
        edited_en="Families attended.",
    )


def test_a_row_that_was_deleted_is_a_rejection(sent: bytes, tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(sent))
    row = document.tables[0].rows[1]._tr
    row.getparent().remove(row)
    [verdict] = come_back(document, tmp_path)
    assert (verdict.article, verdict.bullet, verdict.verdict) == ("a", 0, "reject")


def test_a_row_whose_deletion_is_tracked_is_a_rejection(sent: bytes, tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(sent))
    document.tables[0].rows[2]._tr.trPr.append(OxmlElement("w:del"))
    [verdict] = come_back(document, tmp_path)
    assert (verdict.article, verdict.bullet, verdict.verdict) == ("a", 1, "reject")


def test_a_headline_that_was_changed_is_a_correction(sent: bytes, tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(sent))
    [headline, *_] = [text for text in document.element.body.iter(qualify("t")) if text.text == "Nyle"]
    headline.text = "Nile"
    [verdict] = come_back(document, tmp_path)
    assert (verdict.article, verdict.bullet) == ("a", "headline")
    assert verdict.edited_en == "Profits of Nile Tech rise +18.5%"


def test_tracked_changes_count_as_accepted(sent: bytes, tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(sent))
    run = text_of(document, 0, 2, 1).getparent()
    deletion, insertion, added, text = (OxmlElement(f"w:{name}") for name in ("del", "ins", "r", "t"))
    run.addprevious(deletion)
    deletion.append(run)
    text.text = "Relatives came."
    added.append(text)
    insertion.append(added)
    deletion.addnext(insertion)
    [verdict] = come_back(document, tmp_path)
    assert verdict.edited_en == "Relatives came."


def test_a_text_in_several_paragraphs_and_without_its_control_is_still_the_text_of_its_row(
    sent: bytes, tmp_path: Path
) -> None:
    document = docx.Document(io.BytesIO(sent))
    cell = document.tables[0].cell(2, 1)
    for paragraph in cell.paragraphs:
        for child in list(paragraph._p):
            paragraph._p.remove(child)
    cell.paragraphs[0].add_run("Families")
    cell.add_paragraph("came along.")
    [verdict] = come_back(document, tmp_path)
    assert verdict.edited_en == "Families came along."


def test_nothing_changed_is_no_verdict_unless_it_is_to_be_accepted(sent: bytes, tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(sent))
    assert come_back(document, tmp_path) == []
    accepted = come_back(document, tmp_path, accept_unchanged=True)
    assert {verdict.verdict for verdict in accepted} == {"accept"}
    assert [verdict.bullet for verdict in accepted] == ["headline", 0, 1] * 2
    assert (accepted[1].ar, accepted[1].en) == (MIXED_AR, MIXED_EN)


def test_a_row_that_no_longer_tells_which_bullet_it_is_is_refused(sent: bytes, tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(sent))
    document.tables[0].add_row().cells[0].text = "جديد"
    with pytest.raises(InputError, match="a row of a table has no mark"):
        come_back(document, tmp_path)


def test_a_document_of_somebody_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a document that Mujaz wrote"):
        come_back(docx.Document(), tmp_path)
    (tmp_path / "no.docx").write_bytes(b"PK\x03\x04 no")
    with pytest.raises(InputError, match=r"no\.docx: not a Word document"):
        read_feedback([tmp_path / "no.docx"])


@pytest.mark.parametrize("content", ["{", '[{"article": 1}]', "[" * 5000])
def test_damaged_originals_are_refused(content: str, sent: bytes, tmp_path: Path) -> None:
    target = tmp_path / "damaged.docx"
    with zipfile.ZipFile(io.BytesIO(sent)) as source, zipfile.ZipFile(target, "w") as damaged:
        for name in source.namelist():
            part = source.read(name)
            is_ours = b"urn:mujaz:lines:1" in part and b"<lines" in part
            damaged.writestr(name, f'<lines xmlns="urn:mujaz:lines:1">{content}</lines>' if is_ours else part)
    with pytest.raises(InputError, match="is damaged"):
        read_feedback([target])


def test_the_command_makes_references_of_a_document(sent: bytes, tmp_path: Path) -> None:
    (tmp_path / "b.docx").write_bytes(sent)
    shown = CliRunner().invoke(cli, ["feedback", str(tmp_path / "b.docx"), "--accept-unchanged"])
    assert shown.exit_code == 0
    assert '"id": "a"' in shown.stdout
