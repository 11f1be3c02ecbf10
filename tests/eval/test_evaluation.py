"""Runs against references, as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mujaz.errors import InputError
from mujaz.eval import Evaluation, Output, Run, Trials, build_metrics, evaluate
from mujaz.types import Article
from tests.eval import samples

FEW = Trials(samples=100, shuffles=100)
ARTICLES = [
    Article(id="a", text="", references=("وصل الوفد",), references_en=("The delegation has arrived now",)),
    Article(id="b", text="", references=("غادر السفير",)),
]
RUN = Run("ours", {"a": Output("وصل الوفد", "The delegation has arrived now"), "b": Output("بقي السفير", "He stayed")})


def test_each_language_is_scored_where_there_are_references() -> None:
    evaluation = evaluate([RUN], ARTICLES, trials=FEW)
    (result,) = evaluation.results
    assert evaluation.articles == 2
    assert evaluation.scored == {"ar": ("a", "b"), "en": ("a",)}
    assert result.scores["rouge1"].per_item == (100, 50)
    assert result.scores["rouge1"].value == 75
    assert result.scores["chrf"].value == pytest.approx(100)
    assert (result.scores["rouge1"].items, result.scores["chrf"].items) == (2, 1)
    assert result.outputs == {"ar": 2, "en": 1}


@pytest.mark.parametrize("runs", ["briefs.jsonl", Path("briefs.jsonl"), RUN])
def test_a_run_that_is_given_without_a_list_is_refused_in_words(runs: object) -> None:
    with pytest.raises(InputError, match="runs are given as a list, a single one, too"):
        evaluate(runs, ARTICLES, trials=FEW)  # type: ignore[arg-type]


@pytest.mark.parametrize("empty", [{"references": ()}, {"references": ("",)}, {"references": (" \n",)}])
def test_an_article_with_an_empty_reference_is_not_scored_and_the_others_are(empty: dict[str, Any]) -> None:
    articles = [Article(id="a", text="نص", references=("وصل الوفد",)), Article(id="b", text="نص", **empty)]
    found = evaluate([Run("ours", dict.fromkeys("ab", Output("وصل الوفد")))], articles, metrics=["rouge1"], trials=FEW)
    assert (found.articles, found.results[0].scores["rouge1"].value) == (2, 100)
    assert found.scored["ar"] == ("a",)


def test_a_language_without_references_is_left_out() -> None:
    evaluation = evaluate([RUN], [article.model_copy(update={"references_en": ()}) for article in ARTICLES], trials=FEW)
    assert set(evaluation.languages.values()) == {"ar"}
    assert "bleu" not in evaluation.results[0].scores


def test_a_run_without_english_is_scored_in_arabic_only() -> None:
    arabic = Run("ours", {key: Output(output.ar) for key, output in RUN.outputs.items()})
    (result,) = evaluate([arabic], ARTICLES, trials=FEW).results
    assert "rouge1" in result.scores
    assert "bleu" not in result.scores
    assert result.outputs["en"] == 0


def test_an_output_that_a_run_owes_counts_as_empty() -> None:
    articles = [article.model_copy(update={"references_en": ("One two three four",)}) for article in ARTICLES]
    partly = Run("ours", {"a": Output("وصل", "One two three four"), "b": Output("غادر", None)})
    (result,) = evaluate([partly], articles, trials=FEW).results
    assert result.scores["chrf"].per_item == pytest.approx((100, 0))
    assert result.outputs["en"] == 1


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("abc", "1 not in the references: 'c'"),
        ("ac", "1 missing: 'b'; 1 not in the references: 'c'"),
        ("abcdefghi", "7 not in the references: 'c', 'd', 'e', 'f', 'g' and 2 more"),
    ],
)
def test_ids_that_the_references_have_not_are_errors_that_name_them(keys: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        evaluate([Run("ours", dict.fromkeys(keys, Output("وصل")))], ARTICLES, trials=FEW)
    assert str(caught.value) == f"the ids of ours are not those of the references; {message}"


def test_the_baselines_ids_are_checked_too() -> None:
    with pytest.raises(InputError, match="the ids of old are not"):
        evaluate([RUN], ARTICLES, baseline=Run("old", {"z": Output("وصل")}), trials=FEW)


def test_references_without_any_summary_are_refused() -> None:
    with pytest.raises(InputError, match="nothing to compare with"):
        evaluate([RUN], [Article(id=key, text="نص") for key in RUN.outputs], trials=FEW)


class TestBaseline:
    better, worse, articles = samples.run("better", 0.1), samples.run("worse", 0.6), samples.articles()

    def against(self, baseline: Run | str) -> Evaluation:
        return evaluate([self.better, self.worse], self.articles, baseline=baseline, trials=FEW)

    @pytest.mark.parametrize("test", ["bootstrap", "randomization"])
    def test_every_metric_is_compared(self, test: str) -> None:
        trials = Trials(test=test, samples=100, shuffles=200)
        names = [*build_metrics(), *build_metrics(["ter"])]
        evaluation = evaluate([self.better], self.articles, baseline=self.worse, metrics=names, trials=trials)
        ours, theirs = evaluation.results
        assert (ours.role, theirs.role) == ("run", "baseline")
        assert ours.comparisons.keys() == ours.scores.keys()
        for name, comparison in ours.comparisons.items():
            assert comparison.difference == pytest.approx(ours.scores[name].value - theirs.scores[name].value)
            assert (comparison.difference > 0) is evaluation.higher_is_better[name]
            assert comparison.significant
            assert (comparison.baseline, comparison.test) == ("worse", test)
            assert comparison.trials == (100 if test == "bootstrap" else 200)

    def test_it_may_be_one_of_the_runs_by_name(self) -> None:
        evaluation = self.against("worse")
        assert [result.role for result in evaluation.results] == ["run", "run"]
        assert evaluation.baseline == "worse"
        assert evaluation.results[0].comparisons
        assert not evaluation.results[1].comparisons

    def test_it_may_be_one_of_the_runs_itself(self) -> None:
        assert self.against(self.worse) == self.against("worse")

    def test_without_one_nothing_is_compared(self) -> None:
        (result,) = evaluate([self.better], self.articles, trials=FEW).results
        assert not result.comparisons

    def test_another_system_of_the_same_name_is_refused(self) -> None:
        with pytest.raises(InputError, match="two systems are named 'better'"):
            self.against(Run("better", self.worse.outputs))


def test_files_of_one_name_are_told_apart_by_their_paths(tmp_path: Path) -> None:
    paths = [tmp_path / folder / "run.jsonl" for folder in ("old", "new")]
    for path in paths:
        path.parent.mkdir()
        path.write_text('{"id": "a", "summary": "وصل"}\n{"id": "b", "summary": "غادر"}\n', encoding="utf-8")
    evaluation = evaluate(paths, ARTICLES, baseline=paths[0], trials=FEW)
    assert [result.system for result in evaluation.results] == list(map(str, paths))
    assert evaluation.baseline == str(paths[0])


def test_a_metric_may_be_asked_for_only_once() -> None:
    with pytest.raises(InputError, match="asked for twice"):
        evaluate([RUN], ARTICLES, metrics=["rougeL", "rougel"], trials=FEW)


def test_plain_data_holds_counts_and_no_scores_of_single_articles() -> None:
    data = evaluate([RUN], ARTICLES, metrics=["rouge1"], trials=FEW).to_dict()
    assert data["scored"] == {"ar": 2, "en": 1}
    score = data["results"][0]["scores"]["rouge1"]
    assert score["value"] == 75
    assert "per_item" not in score
