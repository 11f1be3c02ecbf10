"""Any Arabic text held against its English: from this translator, another engine, or a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mujaz.checks.article import ArticleFacts
from mujaz.checks.english import Subject, check_english
from mujaz.errors import ArticleError
from mujaz.files.pairs.base import Pair, PairEntry
from mujaz.flags.catalogue import make_flag
from mujaz.text.document import read_document
from mujaz.text.script import has_arabic
from mujaz.translate.degenerate import find_problem
from mujaz.translate.normalize import normalize_source
from mujaz.types import Article, Flag


@dataclass(frozen=True, slots=True)
class CheckedPair:
    """A pair with what an editor should know about its English.

    Attributes:
        pair: The pair.
        flags: The findings; spans count the characters of ``ar`` and ``en``.
    """

    pair: Pair
    flags: tuple[Flag, ...]

    def to_record(self) -> dict[str, Any]:
        """Return the pair and its findings as JSON takes them."""
        return {
            "id": self.pair.id,
            "ar": self.pair.arabic,
            "en": self.pair.english,
            "flags": [flag.model_dump(exclude_defaults=True) for flag in self.flags],
            "scores": {},
            "unsure": [],
        }


def check(arabic: str, english: str, *, article: str = "") -> CheckedPair:
    """Hold an English text against the Arabic that it should render.

    Args:
        arabic: A sentence, a headline, a bullet.
        english: Its translation.
        article: The text of the article that the Arabic is from, if there is one: then a number or a name that stands
            elsewhere in the article is told apart from one that was made up.

    Raises:
        ArticleError: The article cannot be used, for instance since it is not Arabic.
    """
    return check_pair(Pair("", "the article", arabic, english, article))


def check_pair(pair: Pair) -> CheckedPair:
    """Return the pair with its flags.

    Raises:
        ArticleError: The article cannot be used, or the Arabic is none while the English is.
    """
    if has_arabic(pair.english) and not has_arabic(pair.arabic):
        raise ArticleError(pair.where, "the English stands in the place of the Arabic; exchange the two")
    if not pair.arabic.strip() or not pair.english.strip():
        return CheckedPair(pair, (make_flag("empty", "en"),) if pair.arabic.strip() else ())
    article = Article(id=pair.id, text=pair.article, source=pair.where)
    facts = ArticleFacts(read_document(article)) if pair.article.strip() else None
    problem = find_problem(normalize_source(pair.arabic), pair.english)
    flags = check_english(Subject(pair.arabic, facts), pair.english)
    return CheckedPair(pair, (*((problem.flag,) if problem else ()), *flags))


def check_pairs(pairs: Iterable[PairEntry]) -> Iterator[CheckedPair | ArticleError]:
    """Yield each pair with its flags, and each error in its place."""
    for pair in pairs:
        if isinstance(pair, ArticleError):
            yield pair
            continue
        try:
            yield check_pair(pair)
        except ArticleError as exc:
            yield exc
