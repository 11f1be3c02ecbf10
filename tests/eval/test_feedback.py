"""Editors' verdicts and what becomes of them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mujaz.cli.main import cli
from mujaz.errors import InputError
from mujaz.eval import read_references
from mujaz.eval.feedback import Verdict, read_feedback, to_pairs, to_references
from mujaz.types import Article

ACCEPTED = {"article": "a", "system": "new", "bullet": 0, "verdict": "accept", "ar": "وصل الوفد", "en": "They came"}
FIXED = {
    **ACCEPTED,
    "bullet": 1,
    "verdict": "fix",
    "edited_ar": "غادر\tالسفير\nالمدينة ",
    "edited_en": "The envoy left town",
}
HEADLINE = {**ACCEPTED, "bullet": "headline", "ar": "زيارة الوفد", "en": "The delegation’s visit"}
REJECTED = {**ACCEPTED, "bullet": 2, "verdict": "reject"}
LINES = "وصل الوفد\nغادر السفير المدينة"


def written(path: Path, *verdicts: dict[str, Any], **others: Any) -> Path:
    content = {"schema": "mujaz.feedback/1", "report": "5f", "verdicts": verdicts, **others}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def verdicts(*entries: dict[str, Any]) -> list[Verdict]:
    return [Verdict.model_validate(entry) for entry in entries]


def mujaz(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["feedback", *map(str, arguments)])


def test_approved_bullets_make_a_reference_in_their_order_whatever_that_of_the_file(tmp_path: Path) -> None:
    found = read_feedback([written(tmp_path / "f.json", REJECTED, FIXED, ACCEPTED)])
    assert list(to_references(found, {})) == [
        {"id": "a", "summary": [LINES], "summary_en": ["They came\nThe envoy left town"]}
    ]


def test_articles_add_what_is_known_of_them() -> None:
    article = Article(id="a", text="نص", title="عنوان", date="2026-01-01", references=("قديم",))
    (record,) = to_references(verdicts(ACCEPTED), {"a": article})
    assert record == {
        "id": "a",
        "title": "عنوان",
        "text": "نص",
        "date": "2026-01-01",
        "summary": ["وصل الوفد"],
        "summary_en": ["They came"],
    }


class TestHeadlines:
    def test_an_approved_one_is_the_title_and_no_bullet(self) -> None:
        (record,) = to_references(verdicts(HEADLINE, ACCEPTED), {})
        assert record == {
            "id": "a",
            "title": "زيارة الوفد",
            "title_en": "The delegation’s visit",
            "summary": ["وصل الوفد"],
            "summary_en": ["They came"],
        }

    def test_a_corrected_one_takes_the_place_of_the_articles_own(self) -> None:
        fixed = {**HEADLINE, "verdict": "fix", "edited_ar": "الوفد يزور المدينة", "edited_en": "A visit"}
        article = Article(id="a", text="نص", title="زيارة الوفد")
        (record,) = to_references(verdicts(fixed, ACCEPTED), {"a": article})
        assert (record["title"], record["title_en"]) == ("الوفد يزور المدينة", "A visit")

    def test_a_rejected_one_leaves_the_articles_own(self) -> None:
        rejected = {**HEADLINE, "verdict": "reject"}
        (record,) = to_references(verdicts(rejected, ACCEPTED), {"a": Article(id="a", text="نص", title="عنوان")})
        assert (record["title"], "title_en" in record) == ("عنوان", False)

    def test_alone_it_makes_no_reference_but_a_pair(self) -> None:
        assert list(to_references(verdicts(HEADLINE), {})) == []
        assert to_pairs(verdicts(HEADLINE)) == [("زيارة الوفد", "The delegation’s visit")]

    def test_it_is_read_before_the_bullets_and_two_files_must_agree_on_it(self, tmp_path: Path) -> None:
        one = written(tmp_path / "one.json", FIXED, ACCEPTED, HEADLINE)
        assert [verdict.bullet for verdict in read_feedback([one])] == ["headline", 0, 1]
        other = written(tmp_path / "other.json", {**HEADLINE, "verdict": "reject"})
        with pytest.raises(InputError, match=r"other\.json: the headline of 'a' by new has another verdict"):
            read_feedback([one, other])

    def test_another_word_in_its_place_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"no exported verdicts: verdicts\.0\.bullet"):
            read_feedback([written(tmp_path / "f.json", {**HEADLINE, "bullet": "title"})])


def test_an_article_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InputError, match="the article 'a' has verdicts but"):
        list(to_references(verdicts(ACCEPTED), {"b": Article(id="b", text="")}))


def test_each_system_makes_a_reference_of_its_own() -> None:
    other = {**ACCEPTED, "system": "old", "ar": "حضر الوفد", "en": ""}
    (record,) = to_references(verdicts(ACCEPTED, other), {})
    assert (record["summary"], record["summary_en"]) == (["وصل الوفد", "حضر الوفد"], ["They came"])


def test_an_article_whose_bullets_are_all_rejected_has_no_reference() -> None:
    assert list(to_references(verdicts(REJECTED), {})) == []


def test_pairs_have_both_sides_on_one_line_and_come_once() -> None:
    without = {**ACCEPTED, "bullet": 5, "en": ""}
    assert to_pairs(verdicts(ACCEPTED, FIXED, REJECTED, without, {**ACCEPTED, "article": "b"})) == [
        ("وصل الوفد", "They came"),
        ("غادر السفير المدينة", "The envoy left town"),
    ]


def test_a_correction_that_empties_a_bullet_removes_it() -> None:
    (fixed,) = verdicts({**FIXED, "edited_ar": "", "edited_en": ""})
    assert fixed.approved == ("", "")


def test_files_that_agree_are_joined_and_files_that_differ_are_refused(tmp_path: Path) -> None:
    one = written(tmp_path / "one.json", ACCEPTED, FIXED)
    same = written(tmp_path / "same.json", ACCEPTED, REJECTED)
    assert len(read_feedback([one, same])) == 3
    other = written(tmp_path / "other.json", {**FIXED, "edited_en": "He left"})
    with pytest.raises(InputError, match=r"other\.json: bullet 2 of 'a' by new has another verdict"):
        read_feedback([one, other])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ("[]", "no exported verdicts"),
        ('{"schema": "mujaz.feedback/2", "report": "", "verdicts": []}', "no exported verdicts: schema"),
        (json.dumps({"schema": "mujaz.feedback/1", "report": "", "verdicts": [{**ACCEPTED, "bullet": -1}]}), "bullet"),
    ],
)
def test_a_file_that_is_no_export_exits_with_2_and_says_why(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "f.json").write_text(content)
    result = mujaz(tmp_path / "f.json")
    assert result.exit_code == 2
    assert message in result.stderr


def test_the_command_writes_references_that_evaluate_reads_and_pairs_that_train_reads(tmp_path: Path) -> None:
    feedback = written(tmp_path / "f.json", ACCEPTED, FIXED, REJECTED)
    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps({"id": "a", "text": "نص المقال"}) + "\n", encoding="utf-8")
    result = mujaz(feedback, "--articles", articles, "-o", tmp_path / "refs.jsonl", "--pairs", tmp_path / "p.train.tsv")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "3 verdicts on 1 article: 1 with references" in result.stderr
    (reference,) = read_references(tmp_path / "refs.jsonl")
    assert (reference.text, reference.references) == ("نص المقال", (LINES,))
    with (tmp_path / "p.train.tsv").open(encoding="utf-8", newline="") as file:
        assert [len(row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)] == [2, 2]


def test_references_go_to_standard_output_unless_told_otherwise(tmp_path: Path) -> None:
    result = mujaz(written(tmp_path / "f.json", ACCEPTED))
    assert json.loads(result.stdout)["summary"] == ["وصل الوفد"]


def test_an_input_is_not_overwritten(tmp_path: Path) -> None:
    feedback = written(tmp_path / "f.json", ACCEPTED)
    assert mujaz(feedback, "--pairs", feedback).exit_code == 2


@pytest.mark.parametrize("place", ["article", "system", "ar", "en", "edited_ar"])
def test_half_a_surrogate_pair_is_refused(tmp_path: Path, place: str) -> None:
    path = written(tmp_path / "f.json", {**FIXED, place: "ط\udc8f"})
    with pytest.raises(InputError, match="half of a surrogate pair"):
        read_feedback([path])


def test_a_whole_pair_written_as_escapes_is_a_character(tmp_path: Path) -> None:
    assert read_feedback([written(tmp_path / "f.json", {**ACCEPTED, "en": "😀"})])[0].en == "😀"


def test_only_the_first_of_many_bad_verdicts_is_told(tmp_path: Path) -> None:
    path = written(tmp_path / "f.json", *({"bullet": 0} for _ in range(50_000)))
    with pytest.raises(InputError, match=r"verdicts\.0\.article: Field required$"):
        read_feedback([path])


@pytest.mark.parametrize("content", ["[]", '{"verdicts": {}}', "3", '"verdicts"'])
def test_a_file_without_a_list_of_verdicts_is_no_export(tmp_path: Path, content: str) -> None:
    path = tmp_path / "f.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="no exported verdicts"):
        read_feedback([path])
