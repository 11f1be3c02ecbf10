"""Every flag speaks both languages, and names places that can be read back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mujaz.facts.kinds import KINDS
from mujaz.flags.catalogue import Place, Wording, make_flag, read_place, wordings
from mujaz.flags.grouping import group_flags

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [ROOT / name for name in ("src", "summarize", "translate")]
FIELD = re.compile(r"\{(\w+)[^}]*\}")


@pytest.mark.parametrize("name", wordings())
def test_a_wording_has_a_sentence_in_each_language_that_needs_the_same(name: str) -> None:
    wording = wordings()[name]
    assert set(FIELD.findall(wording.ar)) <= set(FIELD.findall(wording.en))
    assert re.search("[ء-ي]{3}", wording.ar)
    assert re.search("[a-z]{3}", wording.en)


def test_a_new_flag_is_an_entry_of_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    shouting = Wording("shouting", "warning", "All in capitals: “{text}”.", "كل حروفها كبيرة: «{text}».")
    monkeypatch.setitem(wordings(), "shouting", shouting)
    flag = make_flag("shouting", Place("en", 0, 4), text="STOP")
    assert (flag.kind, flag.severity, flag.where) == ("shouting", "warning", "en:0-4")
    assert (flag.message, flag.message_ar) == ("All in capitals: “STOP”.", "كل حروفها كبيرة: «STOP».")
    (finding,) = group_flags([flag])
    assert finding.message == flag.message


def test_every_flag_is_found_where_it_is_made_by_searching_for_its_name() -> None:
    sources = [path.read_text(encoding="utf-8") for folder in SOURCES for path in folder.rglob("*.py")]
    unfound = [name for name in wordings() if not any(f'"{name}"' in source for source in sources)]
    assert unfound == []


def test_what_was_found_may_be_said_otherwise_in_arabic() -> None:
    flag = make_flag("dropped", "en", number=2, kind="date", reason="It differs.", reason_ar="يختلف.")
    assert flag.message == "Bullet 2 was left out (date): It differs."
    assert flag.message_ar == "حُذفت النقطة 2 (date): يختلف."


def test_braces_in_an_article_are_only_text() -> None:
    flag = make_flag("loop", "en", phrase="{share} {0.__class__}")
    assert flag.message == "The translation says “{share} {0.__class__}” over and over."


def test_a_place_is_read_back_as_it_was_written() -> None:
    place = Place("title_en", 4, 9)
    assert str(place) == "title_en:4-9"
    assert read_place("title_en:4-9") == place


NOWHERE = ["", "en", "en:9-4", "en:4-4", "en:-1-4", "en:4", "fr:4-9", "en:4-9 ", "en:1-" + "9" * 99]


@pytest.mark.parametrize("where", NOWHERE)
def test_what_names_no_span_is_no_place(where: str) -> None:
    assert read_place(where) is None


def test_every_kind_is_explained_with_its_severities() -> None:
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    rows = [
        line.split(" | ") for line in page.splitlines() if re.match(r"\| `[a-z-]+`.* \| (?:severe|warning|info)", line)
    ]
    explained = {
        (kind, severity) for row in rows for kind in re.findall("`(.+?)`", row[0]) for severity in row[1].split(", ")
    }
    kinds = {wording.kind: [wording.kind] for wording in wordings().values()}
    kinds["{kind}"] = [kind.name for kind in KINDS]
    assert explained == {(kind, wording.severity) for wording in wordings().values() for kind in kinds[wording.kind]}
