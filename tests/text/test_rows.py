"""Rows of tables in plain text are no sentences."""

from __future__ import annotations

import pytest

from mujaz.text.document import read_document
from mujaz.text.wrapping import table_rows
from mujaz.types import Article

TABLES = [
    ["السلعة\tاليوم\tأمس", "القمح\t310\t305", "السكر\t520\t518"],
    ["السلعة | اليوم | أمس", "القمح | 310 | 305", "| السكر | 520 | 518 |"],
    ["السلعة     اليوم     أمس", "القمح      310       305", "السكر      520       518"],
    ["السلعة اليوم أمس", "القمح 310 305", "السكر الأبيض 520.5 518.2"],
    ["| السلعة | اليوم | أمس |", "| --- | --- | --- |", "| القمح | 310 | 305 |"],
    ["المدينة\tالعظمى\tالصغرى\tالحالة", "الواحة\t٣٨\t٢٤\tصحو", "المرسى\t٣١\t٢٢\tغائم جزئيا"],
]
TEXT = "وقال متعاملون إن الطلب على القمح ارتفع قبل موسم الزراعة.\nوتوقعت الوزارة استقرار الأسعار حتى نهاية العام."


@pytest.mark.parametrize("table", TABLES)
def test_the_rows_of_a_table_are_set_aside(table: list[str]) -> None:
    text = "\n".join(["أسعار السلع في مرسى الفضة هذا الأسبوع", *table, TEXT])
    document = read_document(Article(id="one", text=text))
    assert [sentence.text for sentence in document.sentences] == TEXT.split("\n")
    assert document.title == "أسعار السلع في مرسى الفضة هذا الأسبوع"


@pytest.mark.parametrize(
    "lines",
    [
        TEXT.split("\n"),
        ["القمح 310 305", "ثم قال الوزير نعم."],
        ["شباب الوادي 2 – نجوم الساحل 1", "اتحاد الجبل 0 – أهلي المرج 3"],
        ["أسواق | اقتصاد | محليات", TEXT],
        ["1- صرف الرواتب", "2- تعيين 40 عاملا"],
        ["فاز في 2024 و 2025", "وخسر في 2026 و 2027 النهائي"],
    ],
)
def test_other_lines_are_no_rows(lines: list[str]) -> None:
    assert not any(table_rows(lines))
