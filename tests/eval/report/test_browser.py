"""The report as an editor meets it, in a real browser."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.eval.report import sample
from tests.eval.report.exports import exported

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Playwright's event loop talks to itself through a socket; that the pages ask for nothing is what `page` checks.
pytestmark = pytest.mark.enable_socket

SHADES = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
}


def lit(page: Page) -> list[str]:
    return page.locator("mark.lit").all_inner_texts()


def shown(page: Page) -> list[str]:
    return [row.get_attribute("data-id") or "" for row in page.locator("#articles tbody tr:visible").all()]


class TestEvidence:
    def test_a_bullet_under_the_mouse_lights_up_its_evidence_and_no_other(self, one: Page) -> None:
        one.hover("#b3-0-1")
        assert lit(one) == [sample.SECOND]
        one.hover("#b3-0-2")
        assert lit(one) == [sample.FIRST, sample.THIRD]

    def test_so_does_a_bullet_that_has_the_focus(self, one: Page) -> None:
        one.focus("#b3-0-0")
        assert lit(one) == [sample.FIRST]

    @pytest.mark.parametrize("context", [SHADES["phone"]], indirect=True)
    def test_so_does_a_tap(self, one: Page) -> None:
        one.tap("#b3-0-1 p")
        assert lit(one) == [sample.SECOND]

    def test_evidence_under_the_mouse_shows_its_bullets(self, one: Page) -> None:
        one.hover("mark >> text=أعلنت وزارة الزراعة")
        assert one.locator(".bullet.active").count() >= 1


class TestFinding:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("الميناء", ["harbour"]),
            ("إفتتاح الميناءُ", ["harbour"]),  # spelled with a hamza and a vowel
            ("300 وظيفة", ["harbour"]),  # stands in the article and in a bullet
            ("المزارعون sell", ["wheat"]),
            ("لا يوجد", []),
        ],
    )
    def test_a_search_finds_words_of_article_bullets_and_references(
        self, one: Page, words: str, found: list[str]
    ) -> None:
        one.fill("#search", words)
        assert shown(one) == found
        assert one.inner_text("#count") == str(len(found))
        assert one.locator("article:visible").count() == len(found)

    def test_flags_sources_dates_and_scores_filter(self, one: Page) -> None:
        one.select_option("#flag", "number")
        assert shown(one) == ["wheat"]
        one.click("#clear")
        assert len(shown(one)) == 3
        one.select_option("#source", "daily.example.com")
        assert shown(one) == ["harbour"]
        one.click("#clear")
        one.fill("#from", "2026-05-02")
        one.fill("#to", "2026-06-09")
        assert shown(one) == ["wheat"]
        one.click("#clear")
        one.fill("#highest", "1")
        assert shown(one) == ["harbour"]

    def test_flagged_bullets_are_met_first_and_filter_by_kind_and_severity(self, one: Page) -> None:
        assert one.locator("main > section").first.get_attribute("id") == "flagged"
        assert "It grew by 21 percent" in one.locator(".card").first.inner_text()
        one.select_option("#bullet-severity", "warning")
        assert one.locator(".card:visible").count() == 1
        one.select_option("#bullet-kind", "number")
        assert one.locator(".card:visible").count() == 0
        assert one.inner_text("#bullet-count") == "0"

    def test_the_front_of_a_folder_finds_words_of_articles(self, page: Page, reports: tuple[Path, Path]) -> None:
        page.goto(reports[1].as_uri())
        page.fill("#search", "البلدية")  # stands in an article only
        assert shown(page) == ["harbour"]

    def test_a_heading_sorts_up_and_then_down(self, one: Page) -> None:
        one.click("th button >> text=Score")
        assert shown(one)[0] == "harbour"
        assert one.get_attribute("#articles th:nth-child(4)", "aria-sort") == "ascending"
        one.click("th button >> text=Score")
        assert shown(one)[-1] == "harbour"


class TestVerdicts:
    def test_the_export_is_json_with_texts_and_corrections(self, one: Page) -> None:
        one.check("#b3-0-0 input[value=accept]")
        one.check("#b3-0-1 input[value=fix]")
        one.fill("#b3-0-1 textarea[lang=en]", "It grew by 12 percent")
        content = exported(one)
        assert content["schema"] == "mujaz.feedback/1"
        kept = {"article": "wheat", "system": "new"}
        assert content["verdicts"] == [
            {**kept, "bullet": 0, "verdict": "accept", "ar": sample.FIRST, "en": "The wheat harvest began"},
            {
                **kept,
                "bullet": 1,
                "verdict": "fix",
                "ar": sample.SECOND,
                "en": "It grew by 21 percent",
                "edited_ar": sample.SECOND,
                "edited_en": "It grew by 12 percent",
            },
        ]

    def test_verdicts_outlive_the_page(self, one: Page) -> None:
        one.check("#b3-0-2 input[value=reject]")
        one.reload()
        assert one.is_checked("#b3-0-2 input[value=reject]")
        assert one.inner_text("#judged") == "1"

    def test_the_export_holds_what_was_written_and_not_how_it_is_shown(self, one: Page) -> None:
        one.check("article:has-text('gnp.exe') .bullet.judged input[value=accept]")
        (verdict,) = exported(one)["verdicts"]
        assert (verdict["article"], verdict["ar"]) == (sample.ARTICLES[2].id, sample.HOSTILE)

    def test_keys_move_and_judge(self, one: Page) -> None:
        one.focus("#b3-0-0")
        one.keyboard.press("ArrowDown")
        one.keyboard.press("r")
        assert one.is_checked("#b3-0-1 input[value=reject]")

    def test_in_the_folder_verdicts_of_article_pages_are_exported_from_the_front(
        self, page: Page, reports: tuple[Path, Path]
    ) -> None:
        page.goto(reports[1].as_uri())
        page.click("a >> text=بدء حصاد القمح")
        page.check("#b3-0-0 input[value=accept]")
        page.click("a >> text=All articles")
        assert [one["article"] for one in exported(page)["verdicts"]] == ["wheat"]


class TestLanguages:
    def test_the_article_runs_from_right_to_left_in_either_language_of_the_labels(self, one: Page) -> None:
        for language, direction in (("en", "ltr"), ("ar", "rtl")):
            assert (one.get_attribute("html", "lang"), one.get_attribute("html", "dir")) == (language, direction)
            styles = one.locator(".text").first.evaluate("e => [getComputedStyle(e).direction, e.lang]")
            assert styles == ["rtl", "ar"]
            english = one.locator(".bullet p[lang=en]").first
            assert english.evaluate("e => getComputedStyle(e).direction") == "ltr"
            one.click("#language")

    def test_the_switch_shows_arabic_labels_and_is_remembered(self, one: Page) -> None:
        one.click("#language")
        one.reload()
        assert one.locator("h1 .t-ar").is_visible()
        assert not one.locator("h1 .t-en").is_visible()
        assert one.locator("#flag option").first.inner_text() == "الكل"


@pytest.mark.parametrize("is_scored", [True, False])
def test_injections_show_as_text_and_do_nothing(one: Page, desk: Path, is_scored: bool) -> None:
    if not is_scored:
        one.goto(desk.as_uri())
    for bullet in one.locator(".bullet:visible").all():
        bullet.hover()
    assert one.evaluate("window.hacked") is None
    assert one.locator("img, [onmouseover], [onfocus], [onload]").count() == 0
    assert one.locator("a[href^='javascript']").count() == 0
    assert sample.SCRIPT in one.locator("article h2").first.inner_text()
    assert one.locator(".control").first.inner_text() == "U+202E"
    assert sample.OVERRIDE not in one.inner_text("body")


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_without_javascript_the_page_still_reads(one: Page) -> None:
    assert one.locator(".text >> text=أعلنت وزارة الزراعة").first.is_visible()
    assert one.locator("#b3-0-0").is_visible()
    assert one.locator(".filters >> visible=true").count() == 0
    assert one.locator("#flagged .card").first.is_visible()
    one.click("#b3-0-1 .anchors a")
    marked = one.locator("mark", has_text=sample.SECOND)
    assert marked.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 213, 77)"


@pytest.mark.parametrize(("context", "name"), [(SHADES[name], name) for name in SHADES], indirect=["context"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_no_serious_violation(one: Page, axe: str, name: str, language: str) -> None:
    if language == "ar":
        one.click("#language")
    one.check("#b3-0-1 input[value=fix]")
    for details in one.locator("details:visible > summary").all():
        details.click()
    one.evaluate(axe)
    found = one.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice']})")
    assert found["passes"]
    assert [v["id"] for v in found["violations"] if v["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize(("context", "name"), [(SHADES[name], name) for name in SHADES], indirect=["context"])
def test_pictures_can_be_taken_and_nothing_sticks_out_sideways(one: Page, name: str, tmp_path: Path) -> None:
    folder = Path(os.environ.get("MUJAZ_SCREENSHOTS", tmp_path))
    one.hover("#b3-0-1")
    taken = one.screenshot(path=folder / f"report-{name}.png", full_page=True)
    assert taken.startswith(b"\x89PNG")
    assert one.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    background = one.evaluate("getComputedStyle(document.body).backgroundColor")
    light = sum(map(int, re.findall(r"\d+", background)[:3])) > 3 * 128
    assert light is (name != "dark")


@pytest.mark.parametrize("context", [SHADES["dark"]], indirect=True)
def test_in_print_there_are_no_controls_and_each_bullet_stands_once(one: Page, tmp_path: Path) -> None:
    folder = Path(os.environ.get("MUJAZ_SCREENSHOTS", tmp_path))
    one.emulate_media(media="print")
    for hidden in ("#language", ".filters", ".verdict", ".copy", ".text", "#flagged", "#list"):
        assert not one.locator(hidden).first.is_visible()
    assert one.locator("p:visible >> text=It grew by 21 percent").count() == 1
    assert one.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    one.screenshot(path=folder / "report-print.png", full_page=True)
    assert one.pdf().startswith(b"%PDF")
