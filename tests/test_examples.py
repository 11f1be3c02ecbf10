"""The examples and the quality set are texts that we wrote: these tests keep them true to themselves."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mujaz.files.articles import read_articles
from mujaz.text.clean import for_model
from mujaz.types import Article

ROOT = Path(__file__).resolve().parent.parent
IDS = ["politics", "economy", "feature"]

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
IN_WORDS = {"21": "واحدا وعشرين", "60": "ستين"}
"""Numbers that a reference gives in digits and its article in words."""

ENGLISH_WORDS = {
    "Nine": "تسعة",
    "nine": "تسعة",
    "two": "قناتين",
    "three": "ثلاث سنوات",
    "third": "ثالث",
}
MONTHS = {
    "January": "يناير (كانون الثاني)",
    "February": "فبراير (شباط)",
    "June": "يونيو (حزيران)",
    "July": "يوليو (تموز)",
    "September": "سبتمبر (أيلول)",
    "November": "نوفمبر (تشرين الثاني)",
}


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    found = read_articles([str(ROOT / "examples" / "articles.jsonl")])
    return {article.id: article for article in found if isinstance(article, Article)}


@pytest.fixture(params=IDS)
def article(request: pytest.FixtureRequest, articles: dict[str, Article]) -> Article:
    return articles[request.param]


def plain(text: str) -> str:
    """For comparing: cleaned, ASCII digits, without the endings that reference and article may differ in."""
    return for_model(text).replace("اً", "ا")


def bullets(article: Article) -> list[str]:
    return article.references[0].splitlines()


def bullets_en(article: Article) -> list[str]:
    return article.references_en[0].splitlines()


def missing_numbers(bullet: str, article: str) -> list[str]:
    present = set(NUMBER.findall(plain(article)))
    return [n for n in NUMBER.findall(plain(bullet)) if n not in present and IN_WORDS.get(n, "?") not in plain(article)]


def missing_words(bullet: str, article: str, table: dict[str, str]) -> list[str]:
    return [word for word, arabic in table.items() if re.search(rf"\b{word}\b", bullet) and arabic not in article]


def test_the_three_articles_are_read_in_their_order(articles: dict[str, Article]) -> None:
    assert list(articles) == IDS


def test_each_line_keeps_to_the_keys_of_xl_sum() -> None:
    lines = (ROOT / "examples" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    keys = {"id", "title", "text", "summary", "summary_en", "date"}
    assert [set(json.loads(line)) for line in lines] == [keys, keys, keys]


@pytest.mark.parametrize(
    ("name", "least", "most"), [("politics", 250, 350), ("economy", 250, 350), ("feature", 900, 1300)]
)
def test_each_article_has_the_length_of_its_kind(
    articles: dict[str, Article], name: str, least: int, most: int
) -> None:
    assert least <= len(articles[name].text.split()) <= most


def test_both_languages_have_the_same_number_of_reference_bullets(article: Article) -> None:
    assert 3 <= len(bullets(article)) <= 5
    assert len(bullets(article)) == len(bullets_en(article))


def test_each_number_in_a_reference_bullet_stands_in_the_article(article: Article) -> None:
    for bullet in [*bullets(article), *bullets_en(article)]:
        assert missing_numbers(bullet, f"{article.title}\n{article.text}") == []


def test_each_pair_of_bullets_holds_the_same_numbers(article: Article) -> None:
    for ar, en in zip(bullets(article), bullets_en(article), strict=True):
        assert sorted(NUMBER.findall(plain(ar))) == sorted(NUMBER.findall(en))


def test_each_month_and_number_word_of_the_english_bullets_stands_in_the_article(article: Article) -> None:
    for bullet in bullets_en(article):
        assert missing_words(bullet, article.text, ENGLISH_WORDS | MONTHS) == []


def test_no_reference_bullet_is_copied_from_the_article(article: Article) -> None:
    assert [b for b in bullets(article) if b.rstrip(".") in article.text] == []


def test_the_checks_above_find_a_wrong_number_a_wrong_month_and_a_wrong_number_word(
    articles: dict[str, Article],
) -> None:
    article = articles["politics"].text
    assert missing_numbers("بأغلبية 88 صوتاً", article) == ["88"]
    assert missing_words("before the end of September", article, MONTHS) == ["September"]
    assert missing_words("drained by two canals", article, ENGLISH_WORDS) == ["two"]


def test_the_plain_text_is_the_politics_article_as_a_page_would_be_scraped(articles: dict[str, Article]) -> None:
    lines = (ROOT / "examples" / "politics.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == articles["politics"].title
    assert "\n".join(lines[1:-3]) == articles["politics"].text
    assert lines[-3].startswith("اقرأ أيضاً")
    assert lines[-2] == "لم تشترك بعد؟"


def test_the_page_gives_the_economy_article_without_navigation_advertising_and_footer(
    articles: dict[str, Article],
) -> None:
    (page,) = read_articles([str(ROOT / "examples" / "economy.html")])
    assert isinstance(page, Article)
    kept = plain(page.text)
    assert all(plain(paragraph) in kept for paragraph in articles["economy"].text.splitlines())
    assert not any(word in kept for word in ("سياسة الخصوصية", "جميع الحقوق", "tracker", "اشترك"))


def test_the_quality_set_holds_sixty_pairs_of_distinct_sentences_of_news_length() -> None:
    lines = (ROOT / "benchmarks" / "quality" / "translation.tsv").read_text(encoding="utf-8").splitlines()
    arabic, english = zip(*(line.split("\t") for line in lines), strict=True)
    assert (len(lines), len(set(arabic)), len(set(english))) == (60, 60, 60)
    assert all(8 <= len(sentence.split()) <= 30 for sentence in arabic)
