"""Arabic of a damaged encoding is known for what it is."""

from __future__ import annotations

import pytest

from mujaz.errors import ArticleError
from mujaz.text.script import is_misread, require_arabic

TEXTS = (
    "أضرب عمال ميناء الصخرة ثلاثة أيام احتجاجا على تأخر الرواتب.",
    "ارتفع سعر القمح في البورصة بنسبة 6 في المئة، وفق وزارة التموين.",
    "هبطت الطائرة الصغيرة اضطراريا في مطار طبرق بعد عطل في محركها.",
)
WAYS = (("utf-8", "cp1252"), ("utf-8", "latin-1"), ("utf-8", "cp1256"), ("cp1256", "cp1252"))


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("written", "read"), WAYS)
def test_text_that_was_read_in_a_wrong_encoding_is_told_so(text: str, written: str, read: str) -> None:
    damaged = text.encode(written).decode(read, errors="ignore")
    with pytest.raises(ArticleError, match="its encoding is damaged"):
        require_arabic(damaged, "a.txt")


@pytest.mark.parametrize(
    "text", [*TEXTS, "Die Ärztin kam spät.", "Øl og brød på bordet i Århus.", "Le garçon a mangé.", "ظل الطقس طيبا", ""]
)
def test_text_in_its_own_encoding_is_not(text: str) -> None:
    assert not is_misread(text)
