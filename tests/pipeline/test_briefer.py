"""From articles to briefs: windows, errors, provenance, and what belongs to what."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from mujaz import Article, Briefer, Profile, __version__
from mujaz.errors import ArticleError, InputError, ModelError
from mujaz.pipeline.provenance import make_provenance
from mujaz.translate.glossary import Glossary
from tests.pipeline.doubles import UNUSABLE, SummarizerDouble, TranslatorDouble, use_doubles

TEXT = (
    "افتتح وزير التعليم ثلاث مدارس جديدة في العاصمة صباح اليوم. "
    "وحضر الحفل عدد كبير من الأهالي والمسؤولين المحليين. "
    "وقال الوزير إن المدارس الجديدة تتسع لنحو 900 تلميذ."
)


@pytest.fixture(autouse=True)
def _doubles(monkeypatch: pytest.MonkeyPatch) -> None:
    use_doubles(monkeypatch)


def article(name: str, text: str = TEXT, title: str = "") -> Article:
    return Article(id=name, text=text, title=title)


def summarizer(briefer: Briefer) -> SummarizerDouble:
    double = briefer._summarizer
    assert isinstance(double, SummarizerDouble)
    return double


def translator(briefer: Briefer) -> TranslatorDouble:
    double = briefer._translator
    assert isinstance(double, TranslatorDouble)
    return double


def test_a_brief_holds_article_bullets_english_and_evidence() -> None:
    source = Article(id="a", text=TEXT, title="افتتاح ثلاث مدارس", url="https://example.org/1", date="2024-05-06")
    brief = Briefer(checks=False).brief(source)
    assert brief.article.model_dump() == {
        "id": "a",
        "title": "افتتاح ثلاث مدارس",
        "title_en": "English of " + 3 * "w",
        "text": TEXT,
        "url": "https://example.org/1",
        "date": "2024-05-06",
    }
    assert [bullet.en for bullet in brief.bullets] == [
        "English of " + 10 * "w",
        "English of " + 8 * "w",
        "English of " + 9 * "w",
    ]
    for bullet in brief.bullets:
        assert [TEXT[evidence.start : evidence.end] for evidence in bullet.evidence] == [bullet.ar]
        assert bullet.scores == {"rank": 0.5, "translation": -0.25}
    assert [[flag.kind for flag in bullet.flags] for bullet in brief.bullets] == [[], [], ["number"]]


def test_a_flag_on_the_english_headline_says_so() -> None:
    brief = Briefer(checks=False).brief(article("a", title="افتتاح 3 مدارس"))
    assert [(flag.kind, flag.where) for flag in brief.flags] == [("notice", "en"), ("number", "title_en")]


def test_a_brief_carries_the_translator_s_notice_once_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    (notice,) = Briefer().brief(TEXT).flags
    assert notice.model_dump() == {
        "kind": "notice",
        "severity": "info",
        "message": "machine gist, not for publication",
        "where": "en",
        "message_ar": "ترجمة آلية تقريبية لا تصلح للنشر",
        "source": "",
    }
    monkeypatch.setattr(TranslatorDouble, "notice", None)
    assert Briefer().brief(TEXT).flags == ()


def test_provenance_names_version_profile_strategy_engine_and_bundles() -> None:
    brief = Briefer("embedded", threads=1).brief(TEXT)
    assert brief.provenance == {
        "mujaz": __version__,
        "strategy": "extractive",
        "engine": "ctranslate2",
        "profile": Profile(name="embedded", threads=1).model_dump(),
        "bundles": [{"task": "translate", "name": "double", "version": "1.0", "digest": "d" * 64}],
        "fewer": "3 bullets, not 5: the article has 3 sentences",
    }


def test_provenance_names_the_glossary_by_its_digest() -> None:
    glossary = Glossary((), "terms.csv", "a" * 64)
    assert make_provenance(Profile(name="p"), [], glossary)["glossary"] == {"name": "terms.csv", "sha256": "a" * 64}


def test_the_same_article_gives_the_same_json() -> None:
    assert Briefer().brief(TEXT).to_json() == Briefer().brief(TEXT).to_json()


def test_one_bad_article_is_reported_and_the_others_go_on() -> None:
    errors: list[ArticleError] = []
    entries = [
        article("a"),
        article("short", "ثلاث كلمات فقط"),
        ArticleError("news.jsonl:3", "not valid JSON"),
        article("english", "This is an English article about schools. " * 3),
        article("none", title=UNUSABLE),
        article("b"),
    ]
    briefs = list(Briefer().brief_many(entries, errors.append))
    assert [brief.article.id for brief in briefs] == ["a", "b"]
    assert [error.where for error in errors] == ["short", "news.jsonl:3", "english", "none"]


def test_an_error_names_the_file_and_line_that_an_article_came_from() -> None:
    errors: list[ArticleError] = []
    list(Briefer().brief_many([Article(id="a", text="قصير", source="news.jsonl:7")], errors.append))
    assert [error.where for error in errors] == ["news.jsonl:7"]


def test_without_a_listener_a_bad_article_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert [b.article.id for b in Briefer().brief_many([article("x", "قصير"), article("a")])] == ["a"]
    assert [record.message.startswith("x: ") for record in caplog.records] == [True]


def test_a_single_bad_article_is_raised() -> None:
    with pytest.raises(ArticleError, match=r"^article: "):
        Briefer().brief("قصير")


def test_what_is_no_article_is_refused_in_words() -> None:
    with pytest.raises(InputError, match=r"an article is a mujaz\.Article or a string; this is of type NoneType"):
        Briefer().brief(None)  # type: ignore[arg-type]
    with pytest.raises(InputError, match=r"an article is a mujaz\.Article or a string; this is of type dict"):
        list(Briefer().brief_many([{"text": TEXT}]))  # type: ignore[list-item]


@pytest.mark.parametrize("single", [TEXT, article("a")])
def test_a_single_article_in_the_place_of_several_is_refused_at_once(single: Article | str) -> None:
    with pytest.raises(InputError, match="brief_many takes several articles, as in a list; brief takes one"):
        Briefer().brief_many(single)  # type: ignore[arg-type]


def test_texts_and_articles_without_an_id_are_named_by_their_place_in_the_stream() -> None:
    errors: list[ArticleError] = []
    entries = [TEXT, article("a"), "قصير", Article(text=TEXT, id=None), ArticleError("x", "bad")]
    assert [brief.article.id for brief in Briefer().brief_many(entries, errors.append)] == [
        "article-1",
        "a",
        "article-4",
    ]
    assert [error.where for error in errors] == ["article-3", "x"]
    assert Briefer().brief(Article(text=TEXT)).article.id == "article"


def test_a_brief_with_fewer_bullets_than_asked_for_says_why() -> None:
    asked = Briefer(bullets=4, dedupe=False).brief_many([TEXT, f"{TEXT} {TEXT}"])
    assert [brief.provenance.get("fewer") for brief in asked] == [
        "3 bullets, not 4: the article has 3 sentences",
        None,
    ]


def test_batches_form_inside_windows_of_consecutive_entries_bad_ones_counted() -> None:
    briefer = Briefer(window=2, dedupe=False)
    entries = [article("a"), article("b"), ArticleError("c", "bad"), article("d"), article("e")]
    assert len(list(briefer.brief_many(entries, lambda _: None))) == 4
    assert summarizer(briefer).windows == [["a", "b"], ["d"], ["e"]]
    assert len(translator(briefer).calls) == 3


def test_a_window_of_bad_articles_only_asks_no_model() -> None:
    briefer = Briefer(window=1)
    assert list(briefer.brief_many([ArticleError("c", "bad")], lambda _: None)) == []
    assert "_translator" not in vars(briefer)


def test_a_window_is_read_only_when_its_turn_comes() -> None:
    read = []

    def stream() -> Iterator[Article]:
        for name in "abcdef":
            read.append(name)
            yield article(name)

    next(Briefer(window=2).brief_many(stream()))
    assert read == ["a", "b"]


def test_models_are_loaded_with_the_first_article_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []

    class Counted(TranslatorDouble):
        def __init__(self, profile: Profile) -> None:
            loaded.append(profile.name)
            super().__init__(profile)

    monkeypatch.setattr("mujaz.translate.translator.Translator", Counted)
    briefer = Briefer()
    assert loaded == []
    briefer.brief(TEXT)
    briefer.brief(TEXT)
    assert loaded == ["auto"]


def test_a_missing_model_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_profile: Profile) -> TranslatorDouble:
        raise ModelError("no translator")

    monkeypatch.setattr("mujaz.translate.translator.Translator", missing)
    with pytest.raises(ModelError, match="no translator"):
        list(Briefer().brief_many([article("a")], lambda _: None))


def test_fields_of_the_profile_are_overridden_and_unknown_ones_refused() -> None:
    assert len(Briefer(bullets=1).brief(TEXT).bullets) == 1
    assert Briefer(Profile(name="own", window=7), bullets=2).profile == Profile(name="own", window=7, bullets=2)
    with pytest.raises(InputError, match="there is no key 'bulets'; did you mean 'bullets'"):
        Briefer(bulets=1)


def test_a_brief_says_how_many_sentences_in_another_language_were_left_unread() -> None:
    brief = Briefer(checks=False).brief(
        article("a", f"{TEXT}\nThe minister opened three new schools.\nHe spoke briefly to parents.")
    )
    assert [(flag.kind, flag.severity) for flag in brief.flags if flag.kind == "foreign"] == [("foreign", "info")]
    assert "2 sentences" in brief.flags[-1].message
    assert all(flag.kind != "foreign" for flag in Briefer(checks=False).brief(article("b")).flags)
