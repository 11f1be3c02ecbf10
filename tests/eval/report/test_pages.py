"""The files of a report, read without a browser."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest

from mujaz.errors import OutputError
from mujaz.eval import Output, Run, Trials, evaluate_inputs, gather_inputs
from mujaz.eval.report import write_report
from mujaz.tables import read_table
from mujaz.types import Article, Brief, BriefArticle, Bullet, Flag, Severity
from tests.eval.report import sample

VOID = {"meta", "link", "img", "input", "br", "hr"}


class Elements(HTMLParser):
    """Collects what a page is made of, and complains of tags that do not match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.inside.setdefault(self._open[-1] if self._open else "", []).append(data)


@pytest.fixture(scope="module")
def pages(reports: tuple[Path, Path], desk: Path) -> list[str]:
    """The single file, then all pages of the folder, then the page of briefs alone."""
    files = [reports[0], *sorted(reports[1].parent.rglob("*.html")), desk]
    assert len(files) == 1 + 1 + len(sample.ARTICLES) + 1
    return [file.read_text(encoding="utf-8") for file in files]


def test_nothing_is_loaded_and_no_style_or_handler_stands_in_an_attribute(pages: list[str]) -> None:
    for page in pages:
        for tag, attributes in Elements(page).found:
            assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
            assert not {"src", "style", "srcset", "action", "background"} & attributes.keys()
            assert not [name for name in attributes if name.startswith("on")]


def test_the_policy_names_the_hashes_of_the_only_style_and_script(pages: list[str]) -> None:
    for page in pages:
        elements = Elements(page)
        metas = [attributes for tag, attributes in elements.found if tag == "meta"]
        (policy,) = [one["content"] or "" for one in metas if one.get("http-equiv") == "Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        for tag in ("style", "script"):
            (source,) = elements.inside[tag]
            digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy


def test_ids_are_unique_and_every_link_within_the_report_leads_somewhere(
    pages: list[str], reports: tuple[Path, Path]
) -> None:
    for page in pages:
        found = Elements(page).found
        ids = [attributes["id"] for _, attributes in found if "id" in attributes]
        assert len(ids) == len(set(ids))
        links = [attributes["href"] or "" for tag, attributes in found if tag == "a"]
        assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
        others = {link for link in links if not link.startswith(("#", "https://"))} - {"../index.html"}
        assert all((reports[1].parent / link.partition("#")[0]).is_file() for link in others)


def test_a_flagged_headline_is_among_what_to_look_at_first_with_its_words_underlined(tmp_path: Path) -> None:
    flag = Flag(kind="name", severity="severe", message="No such name.", where="title_en:0-7", source="title:0-4")
    article = sample.ARTICLES[1]
    brief = Brief(
        article=BriefArticle(id=article.id, title=article.title, title_en="Airport opens"),
        bullets=(Bullet(ar=sample.SHIPS, en="Ships come"),),
        flags=(flag,),
    )
    inputs = gather_inputs([Run("new", {article.id: Output(sample.SHIPS, "Ships come", brief)})], [article])
    evaluation = evaluate_inputs(inputs, metrics=["rouge1"], trials=Trials(samples=40, shuffles=40))
    page = write_report(evaluation, inputs, tmp_path / "r.html").read_text(encoding="utf-8")
    card = page[page.index('<li class="card') :].partition("</section>")[0]
    assert '<a href="#b1-0-title">' in card
    assert '<span class="found severe">Airport</span> opens' in card
    assert '<span class="found severe">افتت</span>اح الميناء' in card
    assert "<details>" not in card  # a headline has no evidence
    assert re.search('<div class="headline judged"[^>]* id="b1-0-title"', page)


def test_every_label_has_both_languages_and_is_used() -> None:
    templates = (Path(__file__).parents[3] / "eval" / "report" / "templates").glob("*.html")
    source = "".join(path.read_text(encoding="utf-8") for path in templates)
    for key, (english, arabic) in read_table("mujaz.eval.report", "templates/labels.toml")["labels"].items():
        assert english
        assert re.search("[ء-ي]", arabic)
        assert re.search(rf'"{key}"|labels\.{key}\b', source) or key in get_args(Severity)


def test_headlines_in_english_stand_above_the_bullets(pages: list[str]) -> None:
    assert "<b>English harbour</b>" in pages[0]


def test_a_report_replaces_an_older_one(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("old")
    inputs = sample.inputs()
    evaluation = evaluate_inputs(inputs, metrics=["rouge1"], trials=Trials(samples=40, shuffles=40))
    assert write_report(evaluation, inputs, str(tmp_path / "report.html")) == tmp_path / "report.html"
    assert "old</" not in (tmp_path / "report.html").read_text(encoding="utf-8")[:3]


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    inputs = sample.inputs()
    evaluation = evaluate_inputs(inputs, metrics=["rouge1"], trials=Trials(samples=40, shuffles=40))
    with pytest.raises(OutputError, match="report/articles cannot be made"):
        write_report(evaluation, inputs, tmp_path / "file" / "report")


def test_a_run_without_arabic_or_texts_has_a_report_too(tmp_path: Path) -> None:
    articles = [Article(id="a", text="", references_en=("The delegation arrived",))]
    inputs = gather_inputs([Run("english", {"a": Output(en="The delegation left")})], articles)
    evaluation = evaluate_inputs(inputs, trials=Trials(samples=40))
    page = write_report(evaluation, inputs, tmp_path / "r.html").read_text(encoding="utf-8")
    assert "The delegation left" in page
    assert "text is not in the files" in page


def test_five_hundred_articles_take_seconds(tmp_path: Path) -> None:
    articles = [sample.ARTICLES[0].model_copy(update={"id": str(number)}) for number in range(500)]
    run = Run("new", {one.id: sample.new_run().outputs["wheat"] for one in articles})
    inputs = gather_inputs([run], articles, leads=False)
    evaluation = evaluate_inputs(inputs, metrics=["rouge1"], trials=Trials(samples=40))
    start = time.process_time()
    write_report(evaluation, inputs, tmp_path / "report")
    assert time.process_time() - start < 20
    assert len(list((tmp_path / "report" / "articles").iterdir())) == 500


def test_what_a_flag_is_about_is_underlined_on_both_sides_and_said_in_both_languages(pages: list[str]) -> None:
    assert pages[0].count('<span class="found severe">21</span>') == 2  # on the front page and in the article
    assert pages[0].count('<span class="found severe">12</span>') == 2
    assert '<bdi dir="ltr" lang="en" class="t-en">number: 21 is not in the article.</bdi>' in pages[0]
    assert '<bdi dir="rtl" lang="ar" class="t-ar">العدد 21 ليس في المقال.</bdi>' in pages[0]
