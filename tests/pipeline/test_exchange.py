"""Briefs as XLIFF and TMX: by the specifications, and as translate-toolkit and our own readers see them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from mujaz.errors import InputError
from mujaz.eval.feedback import Verdict, read_feedback
from mujaz.files.pairs import read_pairs
from mujaz.files.pairs.base import Pair
from mujaz.pipeline.formats import formats_by_name
from mujaz.pipeline.formats.base import Language, Style
from mujaz.types import Bullet
from tests.pipeline.briefs import MIXED_AR, MIXED_EN, a_brief, a_mixed_brief
from tests.pipeline.toolkit import run_toolkit

PAIRS = [
    ("أرباح Nile Tech ترتفع +18.5%", "Profits of Nyle Tech rise +18.5%"),
    (MIXED_AR, MIXED_EN),
    ("=وحضر الأهالي الافتتاح.", "-Families came."),
]
SCHEMAS = Path(__file__).parent / "schemas"
CORE = {"x": "urn:oasis:names:tc:xliff:document:2.0"}


def write(name: str, *ids: str, labels: Language = "en") -> bytes:
    return "".join(map(str, formats_by_name()[name].write(map(a_mixed_brief, ids), Style(labels=labels)))).encode()


def come_back(data: bytes, folder: Path, **options: bool) -> list[Verdict]:
    (folder / "briefs.xlf").write_bytes(data)
    return read_feedback([folder / "briefs.xlf"], **options)


@pytest.mark.parametrize(("name", "suffix"), [("xliff", "xlf"), ("tmx", "tmx")])
def test_translate_toolkit_and_mujaz_check_read_the_same_pairs(name: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"briefs.{suffix}"
    path.write_bytes(write(name, "a", "b"))
    assert run_toolkit(path) == PAIRS * 2
    assert [(pair.arabic, pair.english) for pair in read_pairs(str(path)) if isinstance(pair, Pair)] == PAIRS * 2


def test_xliff_keeps_the_order_of_elements_and_the_values_of_the_specification() -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMAS / "xliff21.rng"))
    schema.assertValid(etree.fromstring(write("xliff", "a", "b")))


def test_tmx_keeps_the_order_of_elements_and_the_attributes_of_the_specification() -> None:
    with (SCHEMAS / "tmx14.dtd").open("rb") as file:
        etree.DTD(file).assertValid(etree.fromstring(write("tmx", "a", "b")))


def test_segments_to_look_at_are_initial_and_others_translated() -> None:
    units = etree.fromstring(write("xliff", "a")).iterfind(".//x:unit", CORE)
    states = {unit.get("id"): unit.find("x:segment", CORE).get("state") for unit in units}
    assert states == {"headline": "initial", "b1": "initial", "b2": "translated"}


def test_flags_are_notes_on_the_side_that_they_are_about() -> None:
    root = etree.fromstring(write("xliff", "a", labels="ar"))
    notes = [
        (note.get("appliesTo"), note.get("priority"), note.text) for note in root.iterfind(".//x:unit//x:note", CORE)
    ]
    assert notes == [
        ("target", "1", "اسم (خطير): في الإنجليزي «Nyle»."),
        ("target", "1", "عدد (خطير): في الإنجليزي «2.51»."),
        ("source", "3", "بلا سند (تحذير): بعضه فقط مذكور."),
    ]


def test_the_article_id_and_the_notice_are_in_both() -> None:
    root = etree.fromstring(write("xliff", "من & إلى"))
    assert root.find("x:file", CORE).get("original") == "من & إلى"
    assert root.findtext("x:file/x:notes/x:note", "", CORE) == "Machine output. Not for publication unseen."
    memory = etree.fromstring(write("tmx", "a"))
    assert memory.findtext("header/note") == "Machine output. Not for publication unseen."
    assert [unit.get("tuid") for unit in memory.iter("tu")] == ["a#headline", "a#1", "a#2"]


def test_a_bullet_without_english_is_a_unit_without_target_and_no_pair_of_the_memory() -> None:
    brief = a_brief(bullets=(Bullet(ar="وحضر الأهالي."),))
    root = etree.fromstring("".join(map(str, formats_by_name()["xliff"].write([brief], Style()))).encode())
    [segment] = root.iterfind(".//x:unit[@id='b1']/x:segment", CORE)
    assert segment.get("state") == "initial"
    assert segment.find("x:target", CORE) is None
    memory = etree.fromstring("".join(map(str, formats_by_name()["tmx"].write([brief], Style()))).encode())
    assert len(list(memory.iter("tu"))) == 1


def test_what_a_tool_changed_is_a_correction_and_what_it_approved_is_accepted(tmp_path: Path) -> None:
    path = tmp_path / "briefs.xlf"
    path.write_bytes(write("xliff", "a"))
    run_toolkit(path, "2", "Families attended.")
    run_toolkit(path, "1")
    approved, changed = read_feedback([path])
    assert (approved.bullet, approved.verdict, approved.ar, approved.en) == (0, "accept", MIXED_AR, MIXED_EN)
    assert (changed.article, changed.bullet, changed.verdict) == ("a", 1, "fix")
    assert (changed.en, changed.edited_en) == ("-Families came.", "Families attended.")


def test_a_target_that_was_emptied_is_a_rejection(tmp_path: Path) -> None:
    root = etree.fromstring(write("xliff", "a"))
    target = root.find(".//x:unit[@id='b2']//x:target", CORE)
    target.getparent().remove(target)
    [verdict] = come_back(etree.tostring(root), tmp_path)
    assert (verdict.bullet, verdict.verdict) == (1, "reject")


def test_a_unit_that_a_tool_cut_in_two_and_marked_up_is_one_text(tmp_path: Path) -> None:
    cut = (
        '<segment id="s1" state="final"><source>=وحضر </source>'
        '<target>Families <mrk id="m">came</mrk> </target></segment>'
        '<segment id="s2" state="final"><source>الأهالي الافتتاح.</source><target>to it.</target></segment>'
    )
    before, _, rest = write("xliff", "a").decode().rpartition("<segment")
    data = before + cut + rest.partition("</segment>")[2]
    [verdict] = come_back(data.encode(), tmp_path)
    assert verdict.edited_en == "Families came to it."
    assert verdict.edited_ar == "=وحضر الأهالي الافتتاح."


def test_what_was_not_touched_has_no_verdict_unless_it_is_to_be_accepted(tmp_path: Path) -> None:
    assert come_back(write("xliff", "a"), tmp_path) == []
    accepted = come_back(write("xliff", "a", "b"), tmp_path, accept_unchanged=True)
    assert [(verdict.ar, verdict.en) for verdict in accepted] == PAIRS * 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no", "damaged"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', "declares a type or entities"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"/>', "no XLIFF that Mujaz wrote"),
        (write("xliff", "a").replace(b">headline<", b">-1<"), "damaged"),
        (write("xliff", "a").replace(b">headline<", b">first<"), "damaged"),
    ],
)
def test_other_files_are_refused(data: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        come_back(data, tmp_path)
