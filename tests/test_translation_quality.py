"""The script that fills the README's quality table."""

from __future__ import annotations

import gzip
import importlib
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from mujaz.translate import Translation
from tests.conftest import ROOT

ENGLISH = {"نعم": "Yes, it is so today.", "لا": "No, it is not so at all."}


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    return importlib.import_module("translation_quality")


class PerfectTranslator:
    """Knows two sentences."""

    bundle = SimpleNamespace(name="perfect", manifest=SimpleNamespace(version="1"))

    def translate_many(self, texts: Sequence[str]) -> list[Translation]:
        return [Translation(ENGLISH[text]) for text in texts]


def test_a_perfect_translation_scores_100_and_the_row_carries_both_signatures(script: ModuleType) -> None:
    row = script.measure(PerfectTranslator(), "two", list(ENGLISH.items()))
    assert (row.system, row.test_set, row.pairs, row.flagged) == ("perfect 1", "two", 2, 0)
    assert row.scores == pytest.approx((100.0, 100.0))
    assert [signature.split("|")[0] for signature in row.signatures] == ["chrF2", "BLEU"]


def test_published_figures_stand_below_the_measured_ones(script: ModuleType) -> None:
    row = script.Row("ours 1", "flores200-devtest", 1012, (41.26, 12.04), ("chrF2|a", "BLEU|b"), 31.7, 3)
    lines = script.table([row]).splitlines()
    assert lines[2] == "| ours 1, measured | flores200-devtest | 1,012 | 41.3 | 12.0 | 32 |"
    assert "published" in lines[3]
    assert lines[-2:] == [
        "Flagged as no proper translation: 3 of 1,012.",
        "Signatures: `BLEU|b`, `chrF2|a`.",
    ]


def test_the_table_replaces_what_stands_between_the_marks_and_nothing_else(script: ModuleType, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- quality-table -->\nold\n<!-- /quality-table -->\nafter\n", encoding="utf-8")
    script.put_between(page, "quality-table", "new")
    assert page.read_text(encoding="utf-8") == ("before\n<!-- quality-table -->\nnew\n<!-- /quality-table -->\nafter\n")


def test_a_page_without_the_marks_is_refused(script: ModuleType, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing here\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="has no place"):
        script.put_between(page, "quality-table", "new")


def test_test_sets_are_found_and_read_gzipped_too(script: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "tico19.test.tsv.gz").write_bytes(gzip.compress("نعم\tYes\n".encode()))
    assert script.read_pairs(script.find_test_set(tmp_path, "tico19")) == [("نعم", "Yes")]
    with pytest.raises(SystemExit, match="holds no flores200-devtest"):
        script.find_test_set(tmp_path, "flores200-devtest")


def test_scores_go_into_a_manifest_under_their_usual_names(script: ModuleType) -> None:
    row = script.Row("ours 1", "flores200-devtest", 1012, (41.256, 12.04), ("chrF2|a", "BLEU|b"), 31.7, 3)
    recorded = [(q.test_set, q.metric, q.score, q.signature) for q in script.qualities(row)]
    assert recorded == [
        ("flores200-devtest", "chrF2", 41.26, "chrF2|a"),
        ("flores200-devtest", "BLEU", 12.04, "BLEU|b"),
    ]
