"""One article that failed does not keep the others from being measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mujaz.cli.main import cli
from mujaz.errors import InputError
from mujaz.eval import Evaluation, Output, Run, Trials, evaluate
from mujaz.eval.inputs.read import open_references
from mujaz.eval.inputs.runs import LeftOut, recorded_failures
from mujaz.eval.render import as_json, as_latex, as_text
from mujaz.types import Article

FEW = Trials(samples=40, shuffles=40)
TEXTS = {"dam": "امتلأ السد الشرقي", "fair": "بدأ معرض الكتاب", "train": "تأخر قطار الشمال"}
ARTICLES = [Article(id=key, text=f"{text} أمس.", references=(text,)) for key, text in TEXTS.items()]
WHY = "too short to summarize: fewer than 4 words"


def run(*keys: str, name: str = "new", file: str = "") -> Run:
    return Run(name, {key: Output(TEXTS[key]) for key in keys}, file)


def written(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def failures(path: Path, *keys: str) -> Path:
    return written(path, *({"id": key, "where": f"in:{key}", "reason": WHY, "stage": "reading"} for key in keys))


def measured(*runs: Run, baseline: Run | str | None = None) -> Evaluation:
    return evaluate(runs, ARTICLES, baseline=baseline, metrics=["rouge1"], trials=FEW)


class TestArticles:
    @pytest.mark.parametrize("keys", [("dam", "fair"), ("dam", "train"), ("fair", "train"), ("fair",)])
    def test_those_that_a_run_has_are_measured_and_the_rest_is_named(self, keys: tuple[str, ...]) -> None:
        found = measured(run(*keys))
        assert (found.articles, found.asked, found.scored["ar"]) == (len(keys), 3, keys)
        assert found.results[0].scores["rouge1"].value == 100
        assert found.left_out == tuple(LeftOut(key, "new") for key in TEXTS if key not in keys)

    def test_those_that_one_of_two_runs_lacks_are_measured_for_neither(self) -> None:
        found = measured(run("dam", "fair", "train"), run("dam", "fair", name="old"))
        assert found.scored["ar"] == ("dam", "fair")
        assert {result.scores["rouge1"].items for result in found.results} == {2}

    def test_those_that_the_baseline_lacks_are_left_out_too_and_the_length_to_cut_to_follows(self) -> None:
        longer = [*ARTICLES, Article(id="long", text="نص", references=("كلمة " * 30,))]
        outputs = {key: Output(text) for key, text in TEXTS.items()}
        new = Run("new", outputs | {"long": Output("نص")})
        found = evaluate([new], longer, baseline=Run("old", outputs), metrics=["rouge1"], trials=FEW)
        assert (found.articles, found.cut_to["ar"], found.left_out) == (3, 3, (LeftOut("long", "old"),))

    def test_leads_are_compared_with_even_when_only_the_failed_article_has_no_text(self) -> None:
        articles = [*ARTICLES[:2], ARTICLES[2].model_copy(update={"text": ""})]
        found = evaluate([run("dam", "fair")], articles, baseline="lead-1", metrics=["rouge1"], trials=FEW)
        assert found.results[0].comparisons["rouge1"].baseline == "lead-1"

    def test_a_run_that_has_none_of_them_is_refused(self) -> None:
        with pytest.raises(InputError, match="the ids of new are not those of the references; 3 missing"):
            measured(Run("new", {}))

    def test_runs_that_share_none_are_refused(self) -> None:
        with pytest.raises(InputError, match="new and old have no article in common"):
            measured(run("dam"), run("fair", name="old"))


class TestReasons:
    @pytest.mark.parametrize("name", ["new.jsonl", "new.jsonl.gz"])
    def test_they_come_from_the_file_of_failures_beside_the_run(self, tmp_path: Path, name: str) -> None:
        file = failures(tmp_path / "new.failures.jsonl", "fair")
        found = measured(run("dam", "train", file=str(tmp_path / name)))
        assert found.left_out == (LeftOut("fair", "new", WHY, str(file)),)
        assert found.unexplained == ()

    def test_an_article_that_is_not_in_that_file_is_unexplained(self, tmp_path: Path) -> None:
        failures(tmp_path / "new.failures.jsonl", "fair")
        found = measured(run("dam", file=str(tmp_path / "new.jsonl")))
        assert [one.article for one in found.unexplained] == ["train"]

    def test_what_succeeded_later_and_what_is_no_failure_is_passed_over(self, tmp_path: Path) -> None:
        path = tmp_path / "new.failures.jsonl"
        path.write_text('{"id": "dam", "reason": "x"}\n[1]\n{"id": "fair"\n{"id": "train", "reason": "y"}\n')
        assert recorded_failures(run("dam", file=str(tmp_path / "new.jsonl"))) == {"train": "y"}


class TestReferences:
    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ('{"id": "b", "summ', "not valid JSON"),
            ('["b"]', "not a JSON object"),
            ('{"summary": "x"}', 'the key "id" is missing'),
            ('{"id": "a", "summary": "x"}', "the id 'a' was given before"),
            ('{"id": "b", "text": 5}', 'the key "text" must hold a string'),
            ('{"id": "b", "text": null}', 'the key "text" is missing'),
        ],
    )
    def test_a_line_that_cannot_be_read_is_named_beside_those_that_can(
        self, tmp_path: Path, line: str, reason: str
    ) -> None:
        path = tmp_path / "refs.jsonl"
        path.write_text(f'{{"id": "a", "summary": "وصل"}}\n{line}\n{{"id": "c", "summary": "عاد"}}\n', "utf-8")
        articles, (unreadable,) = open_references(path)
        assert [articles[key].references for key in articles] == [("وصل",), ("عاد",)]
        assert unreadable.where.endswith("refs.jsonl:2")
        assert unreadable.reason.startswith(reason)

    def test_a_file_of_which_nothing_can_be_read_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "refs.jsonl").write_text("no\nJSON\n")
        with pytest.raises(InputError, match=r"refs\.jsonl:1: not valid JSON"):
            open_references(tmp_path / "refs.jsonl")


class TestForms:
    def test_the_head_of_the_table_counts_and_names(self, tmp_path: Path) -> None:
        file = failures(tmp_path / "new.failures.jsonl", "fair")
        text = as_text(measured(run("dam", file=str(tmp_path / "new.jsonl"))))
        assert text.startswith(
            "Articles: 1 of 3; with Arabic references: 1; with English references: 0\n"
            "Left out:\n"
            f"  fair: new has nothing of it; {file} says: {WHY}\n"
            "  train: new has nothing of it; no file of failures says why\n\n"
        )

    def test_of_many_only_some_are_named(self) -> None:
        articles = [Article(id=str(number), text="", references=("وصل",)) for number in range(9)]
        text = as_text(evaluate([Run("new", {"0": Output("وصل")})], articles, metrics=["rouge1"], trials=FEW))
        assert [line.strip().partition(":")[0] for line in text.split("\n")[2:8]] == [*"12345", "and 3 more"]

    def test_json_and_latex_say_it_too(self) -> None:
        found = measured(run("dam", "fair"))
        assert json.loads(as_json(found))["left_out"] == [
            {"article": "train", "system": "new", "reason": "", "file": ""}
        ]
        assert "% train: new has nothing of it; no file of failures says why\n" in as_latex(found)


class TestCommand:
    @pytest.fixture
    def references(self, tmp_path: Path) -> Path:
        return written(tmp_path / "in.jsonl", *({"id": key, "summary": text} for key, text in TEXTS.items()))

    def mujaz(self, *arguments: str | Path) -> Result:
        quick = ("--metrics", "rouge1", "--samples", "40", "--no-leads")
        return CliRunner().invoke(cli, ["evaluate", *map(str, arguments), *quick])

    def outputs(self, path: Path, *keys: str) -> Path:
        return written(path, *({"id": key, "summary": TEXTS[key]} for key in keys))

    def test_failures_that_a_job_recorded_exit_with_0(self, references: Path, tmp_path: Path) -> None:
        failures(tmp_path / "out.failures.jsonl", "fair")
        result = self.mujaz(self.outputs(tmp_path / "out.jsonl", "dam", "train"), "--references", references)
        assert result.exit_code == 0
        assert "Articles: 2 of 3" in result.stdout
        assert f"says: {WHY}" in result.stdout

    def test_an_article_that_is_missing_without_a_word_exits_with_1_after_the_table(
        self, references: Path, tmp_path: Path
    ) -> None:
        result = self.mujaz(self.outputs(tmp_path / "out.jsonl", "dam", "train"), "--references", references)
        assert result.exit_code == 1
        assert "100.00 ±" in result.stdout
        assert result.stderr == "mujaz: fair: out has nothing of it; no file of failures says why\n"

    def test_the_closing_line_counts_what_was_left_out(self, references: Path, tmp_path: Path) -> None:
        failures(tmp_path / "out.failures.jsonl", "fair")
        output = self.outputs(tmp_path / "out.jsonl", "dam", "train")
        result = self.mujaz(output, "--references", references, "-o", tmp_path / "s.csv")
        assert result.stderr == f"1 system on 2 of 3 articles: {tmp_path / 's.csv'}\n"

    def test_a_report_is_about_the_articles_that_were_measured(self, references: Path, tmp_path: Path) -> None:
        failures(tmp_path / "out.failures.jsonl", "fair")
        output = self.outputs(tmp_path / "out.jsonl", "dam", "train")
        assert self.mujaz(output, "--references", references, "--report", tmp_path / "r.html").exit_code == 0
        assert TEXTS["train"] in (tmp_path / "r.html").read_text(encoding="utf-8")
