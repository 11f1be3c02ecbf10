"""`mujaz evaluate` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mujaz.cli.main import cli
from mujaz.types import Brief, BriefArticle, Bullet

REFERENCES = [
    {"id": "a", "summary": "وصل الوفد إلى العاصمة", "summary_en": "The delegation arrived in the capital"},
    {"id": "b", "summary": ["غادر السفير المدينة", "السفير يغادر"]},
]


def written(path: Path, *entries: object) -> str:
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    return str(path)


@pytest.fixture
def references(tmp_path: Path) -> str:
    return written(tmp_path / "refs.jsonl", *REFERENCES)


@pytest.fixture
def briefs(tmp_path: Path) -> str:
    """Briefs of both articles; that of the first is right in both languages, the other shares one word of three."""
    bullets = {
        "a": (Bullet(ar="وصل الوفد إلى العاصمة", en="The delegation arrived in the capital"),),
        "b": (Bullet(ar="بقي السفير هنا"),),
    }
    made = [Brief(article=BriefArticle(id=key), bullets=some) for key, some in bullets.items()]
    return written(tmp_path / "briefs.jsonl", *(json.loads(brief.to_json()) for brief in made))


def mujaz(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["evaluate", "--samples", "40", "--no-leads", *arguments])


def test_it_prints_a_table_with_intervals_and_signatures(briefs: str, references: str) -> None:
    result = mujaz(briefs, "--references", references)
    assert result.exit_code == 0
    # (100 + 40) / 2: of «السفير يغادر» one word of two, precision one of three, so F = 2 / 5.
    assert "70.00 ±" in result.stdout
    assert "refs:var-best|boot:40-seed12345|" in result.stdout
    assert "with English references: 1" in result.stdout


def test_options_of_rouge_reach_its_signature(briefs: str, references: str) -> None:
    options = ("--no-stem", "--fold", "alef,ta", "--several", "jackknife", "--metrics", "rouge1")
    result = mujaz(briefs, "--references", references, *options)
    assert "rouge1: rouge|lang:ar|stem:no|norm:alef+ta|refs:var-jackknife|" in result.stdout


def test_an_output_of_unknown_suffix_needs_a_format_and_is_refused_before_the_work(
    briefs: str, references: str, tmp_path: Path
) -> None:
    output = tmp_path / "scores.pdf"
    refused = mujaz("missing.jsonl", "--references", "missing.jsonl", "-o", str(output))
    message = "the suffix '.pdf' tells no format; give --format text|json|csv|xlsx|latex"
    assert (refused.exit_code, refused.stderr) == (2, f"mujaz: {output}: {message}\n")
    assert mujaz(briefs, "--references", references, "-o", str(output), "--format", "csv").exit_code == 0


def test_tables_in_files_are_for_excel(briefs: str, references: str, tmp_path: Path) -> None:
    for name in ("scores.csv", "scores.xlsx"):
        assert mujaz(briefs, "--references", references, "-o", str(tmp_path / name)).exit_code == 0
    table = (tmp_path / "scores.csv").read_bytes()
    assert table.startswith(b"\xef\xbb\xbfsystem,metric,")
    assert table.count(b"\r\n") == table.count(b"\n") > 3
    assert (tmp_path / "scores.xlsx").read_bytes().startswith(b"PK")


def test_json_goes_to_a_file_by_its_suffix(briefs: str, references: str, tmp_path: Path) -> None:
    result = mujaz(briefs, "--references", references, "-o", str(tmp_path / "scores.json"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 system on 2 articles" in result.stderr
    assert json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))["articles"] == 2


def test_a_baseline_is_compared_with(briefs: str, references: str, tmp_path: Path) -> None:
    old = written(tmp_path / "old.jsonl", *({"id": key, "summary": "لا شيء"} for key in "ab"))
    result = mujaz(briefs, "--references", references, "--baseline", old, "--test", "randomization")
    assert "old (baseline)" in result.stdout
    assert "approximate randomization, 400 shuffles" in result.stdout


def test_a_missed_bound_exits_with_1_after_the_table_and_says_by_how_much(briefs: str, references: str) -> None:
    result = mujaz(briefs, "--references", references, "--fail-under", "rouge1=72.5,chrf=40")
    assert result.exit_code == 1
    assert "70.00 ±" in result.stdout
    assert result.stderr == "mujaz: briefs: rouge1 is 70.00, which misses 72.5 by 2.50\n"


def test_bounds_that_are_met_exit_with_0(briefs: str, references: str) -> None:
    assert mujaz(briefs, "--references", references, "--fail-under", "rouge1=69.5,chrf=40").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--fail-under", "rougeL"], "'rougeL' is not a bound"),
        (["--metrics", "rouge7"], "unknown metric 'rouge7'"),
        (["--fold", "hamza"], "unknown folding hamza"),
        (["--baseline", "none.jsonl"], "none.jsonl: no such file"),
    ],
)
def test_wrong_use_exits_with_2_and_says_what_is_wrong(
    briefs: str, references: str, arguments: list[str], message: str
) -> None:
    result = mujaz(briefs, "--references", references, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_ids_that_the_references_have_not_exit_with_2_and_are_named(references: str, tmp_path: Path) -> None:
    entries = ({"id": key, "summary": "وصل"} for key in "az")
    result = mujaz(written(tmp_path / "r.jsonl", *entries), "--references", references)
    assert result.exit_code == 2
    assert "1 missing: 'b'; 1 not in the references: 'z'" in result.stderr


def test_an_unknown_metric_is_reported_before_any_file_is_read(tmp_path: Path) -> None:
    result = mujaz(str(tmp_path / "none"), "--references", str(tmp_path / "none"), "--metrics", "rouge7")
    assert "unknown metric" in result.stderr


def test_an_output_that_cannot_be_written_exits_with_4(briefs: str, references: str, tmp_path: Path) -> None:
    assert mujaz(briefs, "--references", references, "-o", str(tmp_path / "none" / "x.csv")).exit_code == 4


@pytest.mark.parametrize(("name", "page"), [("report.html", "report.html"), ("report", "report/index.html")])
def test_a_report_is_written_beside_the_table(
    briefs: str, references: str, tmp_path: Path, name: str, page: str
) -> None:
    result = mujaz(briefs, "--references", references, "--report", str(tmp_path / name))
    assert "70.00 ±" in result.stdout
    assert result.stderr == f"report: {tmp_path / page}\n"
    assert "وصل الوفد إلى العاصمة" in (tmp_path / page).read_text(encoding="utf-8")
