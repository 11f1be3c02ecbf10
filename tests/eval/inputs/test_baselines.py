"""The lead baselines."""

from __future__ import annotations

from mujaz.eval import Trials, evaluate
from mujaz.eval.inputs.runs import Output, Run
from mujaz.eval.inputs.systems import article_sentences, computed_runs, oracle_summary
from mujaz.types import Article

FIRST = "أعلنت وزارة الزراعة أمس بدء موسم حصاد القمح في المحافظات الشمالية."
SECOND = "وقال الوزير إن المحصول زاد هذا العام بعد أمطار غزيرة في فصل الربيع."
THIRD = "ويبيع المزارعون القمح للدولة بسعر ثابت يعلن قبل كل موسم."
FOURTH = "وتستورد البلاد نصف حاجتها من الخارج."
ARTICLE = Article(
    id="wheat",
    title="بدء حصاد القمح",
    text=f"بدء حصاد القمح\n{FIRST} {SECOND}\n{THIRD}\n{FOURTH}",
    references=(FIRST,),
)


def test_a_lead_is_the_first_sentences_without_the_headline() -> None:
    one, three = computed_runs({ARTICLE.id: ARTICLE})["lead"]
    assert (one.name, three.name) == ("lead-1", "lead-3")
    assert one.outputs["wheat"] == Output(ar=FIRST)
    assert three.outputs["wheat"] == Output(ar=f"{FIRST}\n{SECOND}\n{THIRD}")


def test_an_article_that_cannot_be_read_has_empty_summaries() -> None:
    for group in computed_runs({"x": Article(id="x", text="Not Arabic at all, this one.")}).values():
        for run in group:
            assert run.outputs == {"x": Output(ar="")}


class TestOracle:
    def chosen(self, *references: str, text: str = ARTICLE.text) -> str:
        article = ARTICLE.model_copy(update={"text": text})
        return oracle_summary(article_sentences(article), references)

    def test_it_takes_the_sentences_that_raise_rouge_most_in_the_articles_order(self) -> None:
        assert self.chosen(f"{THIRD}\n{SECOND}") == f"{SECOND}\n{THIRD}"

    def test_it_stops_where_nothing_is_gained(self) -> None:
        assert self.chosen(FOURTH) == FOURTH

    def test_it_takes_no_more_than_three(self) -> None:
        assert len(self.chosen(f"{FIRST}\n{SECOND}\n{THIRD}\n{FOURTH}").split("\n")) == 3

    def test_the_best_of_several_references_guides_it(self) -> None:
        assert self.chosen("لا شيء من هذا", THIRD) == THIRD

    def test_nothing_in_common_or_no_reference_or_no_article_gives_an_empty_summary(self) -> None:
        assert self.chosen("لا شيء") == self.chosen() == self.chosen(FIRST, text="Not Arabic at all.") == ""


class TestInAnEvaluation:
    run = Run("ours", {"wheat": Output(SECOND)})

    def test_leads_stand_beside_the_runs_and_may_be_the_baseline(self) -> None:
        evaluation = evaluate([self.run], [ARTICLE], baseline="lead-1", trials=Trials(samples=40))
        ours, lead, _, _ = evaluation.results
        assert (lead.system, lead.role, lead.scores["rougeL"].value) == ("lead-1", "lead", 100)
        assert ours.comparisons["rougeL"].baseline == "lead-1"

    def test_summaries_are_measured_against_the_articles_texts(self) -> None:
        _, lead, _, _ = evaluate([self.run], [ARTICLE], trials=Trials(samples=40)).results
        assert lead.intrinsic is not None
        assert (lead.intrinsic.words, lead.intrinsic.coverage, lead.intrinsic.density) == (11, 100, 11)

    def test_the_oracle_comes_last(self) -> None:
        oracle = evaluate([self.run], [ARTICLE], trials=Trials(samples=40)).results[-1]
        assert (oracle.system, oracle.role, oracle.scores["rougeL"].value) == ("oracle", "oracle", 100)

    def test_they_are_left_out_when_not_wanted_or_when_texts_are_missing(self) -> None:
        bare = ARTICLE.model_copy(update={"text": ""})
        for evaluation in (
            evaluate([self.run], [ARTICLE], leads=False, trials=Trials(samples=40)),
            evaluate([self.run], [bare], trials=Trials(samples=40)),
        ):
            assert [result.system for result in evaluation.results] == ["ours"]
