"""Messages that one can read, whatever the input calls itself."""

from __future__ import annotations

import pytest

from mujaz.errors import LONGEST_MESSAGE, ArticleError, BundleError, InputError, shorten


@pytest.mark.parametrize(
    "error",
    [
        InputError("m" * 10**6),
        BundleError("b" * 10**6, "reason"),
        ArticleError("w" * 10**6, "reason"),
        ArticleError("where", "r" * 10**6),
        ArticleError("w" * 10**6, "r" * 10**6, article_id="i" * 10**6),
    ],
)
def test_a_message_has_a_length_that_one_can_read(error: Exception) -> None:
    assert len(str(error)) <= LONGEST_MESSAGE


def test_an_error_of_an_article_holds_no_endless_id() -> None:
    assert len(ArticleError("file:1", "reason", article_id="7" * 10**6).article_id) == 300


def test_of_a_long_text_beginning_and_end_are_kept() -> None:
    assert shorten("a" * 400 + "b" * 400, 10) == "aaaaaa…bbb"


@pytest.mark.parametrize("text", ["", "short", "x" * 300])
def test_what_can_be_read_stays_as_it_is(text: str) -> None:
    assert shorten(text) == text
