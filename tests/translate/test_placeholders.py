"""Placeholders come over as they are, or are flagged."""

from __future__ import annotations

import pytest

from mujaz.translate.placeholders import mask, unmask
from mujaz.translate.translation import Translation


@pytest.mark.parametrize(
    "placeholder", ["{0}", "{time}", "{}", "{{name}}", "${path}", "%s", "%d", "%(count)d", "%1$s", "%.2f"]
)
def test_a_placeholder_is_carried_over(placeholder: str) -> None:
    masked = mask(f"وصل {placeholder} إلى الميناء.")
    ((figure, stood),) = masked.figures
    assert stood == placeholder
    assert masked.text == f"وصل {figure} إلى الميناء."
    assert unmask(Translation(f"{figure} reached the port."), masked.figures).text == f"{placeholder} reached the port."


def test_several_keep_their_places_also_when_the_order_changes() -> None:
    masked = mask("وصل {0} إلى {1}.")
    first, second = (figure for figure, _ in masked.figures)
    english = Translation(f"To {second[0]},{second[1:]} came {first}.")
    assert unmask(english, masked.figures) == Translation("To {1} came {0}.")


def test_what_is_lost_is_flagged() -> None:
    masked = mask("وصل %s إلى الميناء.")
    (flag,) = unmask(Translation("He reached the port."), masked.figures).flags
    assert (flag.kind, flag.severity) == ("placeholder", "warning")
    assert "%s" in flag.message


def test_a_figure_that_the_text_has_is_not_taken() -> None:
    masked = mask("وصل 7131 رجلا و{0} إلى الميناء.")
    assert masked.text == "وصل 7131 رجلا و7132 إلى الميناء."


@pytest.mark.parametrize("text", ["ارتفع 5% سنويا", "نسبة 7 % من السكان", "قال {الوزير} نعم", "5%discount"])
def test_percentages_and_brackets_are_no_placeholders(text: str) -> None:
    assert mask(text).figures == ()
