"""Glossaries from files."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mujaz.errors import InputError
from mujaz.translate.glossary import Glossary, Term, read_glossary
from mujaz.translate.glossary import read as reading

TABLE = "ar,en,admitted,forbidden,case_sensitive\n"
MARTIF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="c1">
 <langSet xml:lang="ar"><tig><term>هيئة  المياه</term></tig>
  <tig><term>سلطة المياه</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
 <langSet xml:lang="en-GB">
  <tig><term>Water Office</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
  <ntig><termGrp><term>Water <hi>Authority</hi></term>
   <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
  <tig><term>Water Board</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig></langSet>
</termEntry>
<termEntry id="c2"><langSet xml:lang="fr"><tig><term>eau</term></tig></langSet></termEntry>
</body></text></martif>
"""
DCT = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
<conceptEntry id="c1"><langSec xml:lang="ar"><termSec><term>لاجئ</term></termSec></langSec>
 <langSec xml:lang="en"><termSec><term>refugee</term></termSec><termSec><term>migrant</term>
 <basic:administrativeStatus>deprecatedTerm-admn-sts</basic:administrativeStatus></termSec></langSec></conceptEntry>
</body></text></tbx>
"""


def _read(tmp_path: Path, name: str, content: str | bytes) -> Glossary:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_glossary(file)


def _refused(tmp_path: Path, name: str, content: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        _read(tmp_path, name, content)
    return str(caught.value)


def test_a_table_gives_names_forms_and_the_digest_of_its_bytes(tmp_path: Path) -> None:
    content = TABLE + "هيئة المياه|الهيئة,Water Authority,,Water Board|Water  Office,yes\n\nلاجئ,refugee\n"
    glossary = _read(tmp_path, "terms.csv", content)
    assert glossary.terms == (
        Term(
            ("هيئة المياه", "الهيئة"),
            "Water Authority",
            forbidden=("Water Board", "Water Office"),
            case_sensitive=True,
            where="terms.csv:2",
        ),
        Term(("لاجئ",), "refugee", where="terms.csv:4"),
    )
    assert (glossary.name, glossary.sha256) == ("terms.csv", hashlib.sha256(content.encode()).hexdigest())


@pytest.mark.parametrize("mark", [";", "\t"])
def test_semicolons_and_tabs_part_columns_too(tmp_path: Path, mark: str) -> None:
    (term,) = _read(tmp_path, "terms.tsv", f"en{mark}ar\nrefugee, displaced{mark}لاجئ\n").terms
    assert (term.arabic, term.english) == (("لاجئ",), "refugee, displaced")


def test_a_table_may_be_in_an_arabic_newsrooms_encoding(tmp_path: Path) -> None:
    (term,) = _read(tmp_path, "terms.csv", "ar,en\nوزارة الموارد المائية,Ministry of Water\n".encode("cp1256")).terms
    assert term.arabic == ("وزارة الموارد المائية",)


def test_toml_gives_the_same_terms_as_a_table(tmp_path: Path) -> None:
    content = (
        '# ours\n[[term]]\nar = ["هيئة المياه", "الهيئة"]\nen = "Water Authority"\nforbidden = "Water Board"\n'
        '\n[[term]]\nar = "لاجئ"\nen = "refugee"\ncase_sensitive = true\n'
    )
    assert _read(tmp_path, "terms.toml", content).terms == (
        Term(("هيئة المياه", "الهيئة"), "Water Authority", forbidden=("Water Board",), where="terms.toml:2"),
        Term(("لاجئ",), "refugee", case_sensitive=True, where="terms.toml:7"),
    )


def test_tbx_of_2008_gives_forms_by_their_status_and_passes_over_other_languages(tmp_path: Path) -> None:
    assert _read(tmp_path, "terms.tbx", MARTIF).terms == (
        Term(("هيئة المياه",), "Water Authority", ("Water Office",), ("Water Board",), where="terms.tbx:4"),
    )


def test_tbx_of_2019_in_the_style_with_namespaces_is_read_too(tmp_path: Path) -> None:
    (term,) = _read(tmp_path, "terms.xml", DCT).terms
    assert (term.arabic, term.english, term.forbidden) == (("لاجئ",), "refugee", ("migrant",))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "arabic,en\nلاجئ,refugee\n", "a.csv:1: the first line must name columns among ar, en, admitted"),
        ("a.csv", TABLE + "لاجئ,\n", "a.csv:2: a term needs Arabic in ar and one English form in en"),
        ("a.csv", TABLE + "لاجئ,refugee,,,maybe\n", "a.csv:2: case_sensitive is yes or no, not “maybe”"),
        ("a.csv", TABLE + "لاجئ,refugee,,,,x\n", "a.csv:2: 6 cells for 5 columns"),
        ("a.csv", TABLE + 'لاجئ,"refugee\n', "a.csv:2: not a table"),
        ("a.csv", TABLE + "refugee,لاجئ\n", "a.csv:2: “refugee” is given as Arabic and has no Arabic letter"),
        ("a.csv", TABLE + "لاجئ,refugee,,Refugee\n", "a.csv:2: “Refugee” is both allowed and forbidden"),
        ("a.csv", TABLE + "لاجئ,refugee\nلاجىء,x\nلاجئ,migrant\n", "a.csv:4: «لاجئ» is in a.csv:2 already"),
        ("a.csv", TABLE + f"لاجئ,{'x ' * 13}\n", "a.csv:2: “x x x"),
        ("a.csv", TABLE, "a.csv has no terms"),
        ("a.csv", b"\xff\x00\x81", "a.csv: not a text file"),
        ("a.toml", "[[term]]\nar = 1\nen = 'x'\n", "a.toml:1: ar is a text or a list of texts"),
        ("a.toml", "\n[[term]]\nar = 'لاجئ'\n", "a.toml:2: en is needed"),
        ("a.toml", "[[term]]\nar = 'لاجئ'\nen = 'x'\nde = 'y'\n", "a.toml:1: unknown key 'de'"),
        ("a.toml", "term = [{ar = 'لاجئ', en = 'x', case_sensitive = 1}]", "a.toml: term 1: case_sensitive is true"),
        ("a.toml", "title = 'x'\n", "a.toml: a glossary has tables [[term]] and nothing else"),
        ("a.toml", "[[term", "a.toml: not valid TOML"),
        ("a.tbx", "<martif>\n<text>", "a.tbx:2: not well-formed XML: no element found"),
        ("a.tbx", "<martif/>", "a.tbx has no terms"),
        ("a.tbx", "<a>" * 40 + "</a>" * 40, "a.tbx:1: nested deeper than 32 elements"),
        ("a.docx", "x", "its suffix must be one of .csv, .tsv, .toml, .tbx, .xml"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    assert message in _refused(tmp_path, name, content)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE m [<!ENTITY a "b">]>',
        '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE m [<!ENTITY % p SYSTEM "http://localhost/x"> %p;]>',
    ],
)
def test_xml_that_declares_entities_is_refused(tmp_path: Path, doctype: str) -> None:
    assert "a.tbx:1: declarations in the document are not read" in _refused(tmp_path, "a.tbx", f"{doctype}<m>&a;</m>")


def test_an_entity_that_a_named_document_type_might_declare_is_refused(tmp_path: Path) -> None:
    content = '<!DOCTYPE m SYSTEM "x.dtd">\n<m>&secret;</m>'
    assert "a.tbx:2: entities are not read" in _refused(tmp_path, "a.tbx", content)


def test_a_term_without_an_end_takes_no_memory(tmp_path: Path) -> None:
    long = MARTIF.replace("Water Board", "Water\n" * 5_000)
    assert "longer than any term" in _refused(tmp_path, "a.tbx", long)


def test_a_concept_whose_english_is_all_deprecated_is_an_error(tmp_path: Path) -> None:
    content = DCT.replace("<termSec><term>refugee</term></termSec>", "")
    assert "a.tbx:3: all English terms of «لاجئ» are deprecated" in _refused(tmp_path, "a.tbx", content)


_SCRAPS = ["ar", "en", "لاجئ", "refugee", ",", "|", "\n", '"', "[[term]]", "=", "'", "<term>", "<langSet lang='ar'>"]
_LISTS = st.lists(st.sampled_from(_SCRAPS), max_size=12)
_FILES = st.binary(max_size=60) | _LISTS.map(lambda scraps: "".join(scraps).encode())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.sampled_from(["a.csv", "a.toml", "a.tbx"]), _FILES)
def test_whatever_the_bytes_there_is_a_glossary_or_our_error(tmp_path: Path, name: str, content: bytes) -> None:
    with suppress(InputError):
        assert _read(tmp_path, name, content).terms


def test_a_missing_file_and_one_too_large_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r"glossary none\.csv cannot be read: No such file"):
        read_glossary(tmp_path / "none.csv")
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    assert "larger than" in _refused(tmp_path, "a.csv", TABLE)


def test_more_terms_than_are_read_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_TERMS", 1)
    assert "has 2 terms; 1 are read at most" in _refused(tmp_path, "a.csv", TABLE + "لاجئ,refugee\nوزارة,ministry\n")
