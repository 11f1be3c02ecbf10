"""An evaluation as text, JSON, CSV and LaTeX."""

from __future__ import annotations

import csv
import io
import json
import re

import openpyxl
import pytest

from mujaz.eval import Comparison, Evaluation, Output, Run, Trials, evaluate
from mujaz.eval.render import as_csv, as_json, as_latex, as_text, as_xlsx
from mujaz.types import Article

ARTICLES = [
    Article(id="a", text="", references=("وصل الوفد",), references_en=("one two three four five",)),
    Article(id="b", text="", references=("غادر السفير",)),
]
HALF = Run("half_[red]", {"a": Output("وصل السفير", "one two three four six"), "b": Output("غادر الوفد", "six")})
WHOLE = Run("whole", {"a": Output("وصل الوفد"), "b": Output("غادر السفير")})


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    trials = Trials(test="bootstrap", samples=40)
    return evaluate([HALF], ARTICLES, baseline=WHOLE, metrics=["rouge1", "rougeL", "ter"], trials=trials)


def test_the_text_has_counts_scores_comparison_gaps_and_signatures(evaluation: Evaluation) -> None:
    text = as_text(evaluation)
    for part in (
        "Articles: 2; with Arabic references: 2; with English references: 1\n",
        "half_[red]",
        "whole (baseline)",
        "50.00 ± 0.00",
        "-50.00, p = 0.024 *",  # 1 / 41
        "ter (lower is better)",
        "20.00 ± 0.00",
        "* differs from whole, p < 0.05 (paired bootstrap, 40 resamples).",
        "whole: no English summary of 1 of 1 article.",
        "rouge1, rougeL: rouge|lang:ar|",
        "ter: TER|nrefs:1|bs:40|seed:12345|",
    ):
        assert part in text


def test_a_very_small_p_value_is_not_called_zero() -> None:
    shown = [Comparison("old", 1.0, p_value, "randomization", 10_000).chance for p_value in (0.0001, 0.001, 0.0496)]
    assert shown == ["p < 0.001", "p = 0.001", "p = 0.050"]


def test_the_text_has_a_table_only_for_a_language_that_was_scored() -> None:
    arabic = evaluate([WHOLE], ARTICLES, trials=Trials(samples=40))
    assert "Arabic\n" in as_text(arabic)
    assert "English\n" not in as_text(arabic)


def test_measures_against_the_articles_have_a_table_of_their_own_where_there_are_texts() -> None:
    articles = [article.model_copy(update={"text": "وصل الوفد أمس"}) for article in ARTICLES]
    text = as_text(evaluate([WHOLE], articles, leads=False, trials=Trials(samples=40)))
    # «غادر السفير» is new, «وصل الوفد» is copied: of four words half.
    assert re.search(r"novel words +50\.0", text)
    assert re.search(r"compression +1\.5", text)


def test_json_is_the_plain_data(evaluation: Evaluation) -> None:
    assert json.loads(as_json(evaluation)) == evaluation.to_dict()


def test_csv_has_a_row_for_each_system_and_metric(evaluation: Evaluation) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(evaluation))))
    assert [(row["system"], row["metric"], row["score"]) for row in rows if not row["cut_to"]] == [
        ("half_[red]", "rouge1", "50.0000"),
        ("half_[red]", "rougeL", "50.0000"),
        ("half_[red]", "ter", "20.0000"),
        ("whole", "rouge1", "100.0000"),
        ("whole", "rougeL", "100.0000"),
    ]
    assert (rows[0]["difference"], rows[0]["baseline"], rows[0]["articles"]) == ("-50.0000", "whole", "2")
    assert (rows[0]["precision"], rows[2]["precision"]) == ("50.0000", "")
    assert rows[0]["signature"].startswith("rouge|lang:ar|")


def test_a_workbook_has_the_rows_of_csv_with_numbers_as_numbers(evaluation: Evaluation) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(evaluation))).active
    head, first, *rest = sheet.iter_rows(values_only=True)
    row = dict(zip(head, first, strict=True))
    assert (row["system"], row["score"], row["difference"], row["articles"]) == ("half_[red]", 50, -50, 2)
    assert len(rest) + 1 == len(as_csv(evaluation).splitlines()) - 1


def test_a_run_whose_name_is_a_formula_is_none_in_a_table() -> None:
    run = Run("=1+1", {"a": Output("وصل الوفد")})
    evaluation = evaluate([run], ARTICLES, metrics=["rouge1"], cut=False, trials=Trials(samples=40))
    assert "\n'=1+1,rouge1," in as_csv(evaluation)
    assert openpyxl.load_workbook(io.BytesIO(as_xlsx(evaluation))).active.cell(2, 1).data_type == "s"


def test_scores_at_the_references_length_have_tables_and_rows_of_their_own() -> None:
    trials = Trials(samples=40)
    run = Run("long", {"a": Output("وصل الوفد إلى هنا"), "b": Output("غادر السفير هذه المدينة")})
    evaluation = evaluate([run], ARTICLES, metrics=["rouge1"], trials=trials)
    # Two words of four are the reference's: F = 2 * 2 / 6; cut to two words nothing is wrong.
    assert re.search(r"Arabic, every summary cut to 2 words\n +long\n.*\n +rouge1 +100\.00 ±", as_text(evaluation))
    rows = list(csv.DictReader(io.StringIO(as_csv(evaluation))))
    assert [(row["cut_to"], row["score"]) for row in rows] == [("", "66.6667"), ("2", "100.0000")]
    data = json.loads(as_json(evaluation))
    assert data["cut_to"] == {"ar": 2, "en": 5}
    assert data["results"][0]["cut_scores"]["rouge1"]["value"] == 100
    assert "per_item" not in data["results"][0]["cut_scores"]["rouge1"]


def test_nothing_is_cut_where_that_is_not_wanted() -> None:
    evaluation = evaluate([WHOLE], ARTICLES, cut=False, trials=Trials(samples=40))
    assert "cut to" not in as_text(evaluation)
    assert evaluation.results[0].cut_scores == {}


def test_latex_escapes_names_and_keeps_signatures_as_comments(evaluation: Evaluation) -> None:
    lines = as_latex(evaluation).splitlines()
    assert r"half\_[red] & 50.00 & 50.00 & 20.00 \\" in lines
    assert r"whole & 100.00 & 100.00 & -- \\" in lines
    assert any(line.startswith("% rouge1, rougeL: rouge|lang:ar|") for line in lines)
    assert lines[-1] == r"\end{tabular}"
