"""Judging and copying briefs, in a real browser."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mujaz.eval.feedback import read_feedback
from mujaz.eval.report import write_briefs
from tests.eval.report import sample
from tests.eval.report.exports import copied, exported

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

pytestmark = pytest.mark.enable_socket  # Playwright's event loop talks to itself

NOTICE = ("نص آلي لا يُنشر دون مراجعة.", "Machine output. Not for publication unseen.")
# In the order of the file: the hostile article, the harbour, the wheat.
HARBOUR, WHEAT = "b2-0", "b3-0"


@pytest.fixture
def open_desk(page: Page, desk: Path) -> Page:
    """The page of briefs, opened."""
    page.goto(desk.as_uri())
    return page


def box(page: Page, article: str) -> Locator:
    return page.locator(f".system:has(#{article}-0)")


class TestFirst:
    def test_a_verdict_on_a_card_is_the_verdict_in_the_article(self, open_desk: Page) -> None:
        open_desk.check(f"#first-{WHEAT}-1 input[value=reject]")
        assert open_desk.is_checked(f"#{WHEAT}-1 input[value=reject]")
        assert open_desk.inner_text("#judged") == "1"

    def test_a_verdict_in_the_article_is_the_verdict_on_its_card(self, open_desk: Page) -> None:
        open_desk.check(f"#{WHEAT}-1 input[value=accept]")
        assert open_desk.is_checked(f"#first-{WHEAT}-1 input[value=accept]")

    def test_a_correction_on_a_card_stands_in_the_article_and_in_the_export(self, open_desk: Page) -> None:
        open_desk.check(f"#first-{WHEAT}-1 input[value=fix]")
        open_desk.fill(f"#first-{WHEAT}-1 textarea[lang=en]", "It grew by 12 percent")
        assert open_desk.input_value(f"#{WHEAT}-1 textarea[lang=en]") == "It grew by 12 percent"
        (verdict,) = exported(open_desk)["verdicts"]
        assert (verdict["article"], verdict["bullet"], verdict["edited_en"]) == ("wheat", 1, "It grew by 12 percent")

    def test_keys_judge_a_card(self, open_desk: Page) -> None:
        open_desk.focus(f"#first-{WHEAT}-1")
        open_desk.keyboard.press("a")
        assert open_desk.is_checked(f"#first-{WHEAT}-1 input[value=accept]")

    def test_letters_typed_into_a_correction_judge_nothing(self, open_desk: Page) -> None:
        open_desk.check(f"#first-{WHEAT}-1 input[value=fix]")
        open_desk.focus(f"#first-{WHEAT}-1 textarea[lang=en]")
        open_desk.keyboard.type("far")
        assert open_desk.is_checked(f"#first-{WHEAT}-1 input[value=fix]")

    def test_in_a_folder_a_verdict_on_a_card_is_there_on_the_page_of_its_article(
        self, page: Page, tmp_path: Path
    ) -> None:
        front = write_briefs(sample.written_briefs(tmp_path / "today.jsonl"), tmp_path / "pages")
        page.goto(front.as_uri())
        page.check(f"#first-{WHEAT}-1 input[value=reject]")
        page.click("#articles a >> text=بدء حصاد القمح")
        assert page.is_checked(f"#{WHEAT}-1 input[value=reject]")

    def test_a_verdict_given_on_another_page_that_is_open_shows_at_once(
        self, page: Page, context: BrowserContext, tmp_path: Path
    ) -> None:
        front = write_briefs(sample.written_briefs(tmp_path / "today.jsonl"), tmp_path / "pages")
        page.goto(front.as_uri())
        other = context.new_page()
        other.goto((front.parent / "articles" / "00003.html").as_uri())
        other.check(f"#{WHEAT}-1 input[value=accept]")
        page.locator("#judged", has_text="1").wait_for()
        assert page.is_checked(f"#first-{WHEAT}-1 input[value=accept]")
        assert [one["verdict"] for one in exported(page)["verdicts"]] == ["accept"]


class TestHeadlines:
    def test_they_are_judged_like_bullets_and_feedback_reads_them(self, open_desk: Page, tmp_path: Path) -> None:
        open_desk.check(f"#{HARBOUR}-title input[value=fix]")
        open_desk.fill(f"#{HARBOUR}-title textarea[lang=en]", "Harbour opens after two years")
        open_desk.check(f"#{HARBOUR}-0 input[value=accept]")
        (tmp_path / "f.json").write_text(json.dumps(exported(open_desk)), encoding="utf-8")
        headline, bullet = read_feedback([tmp_path / "f.json"])
        assert (headline.bullet, headline.approved) == ("headline", ("افتتاح الميناء", "Harbour opens after two years"))
        assert (bullet.bullet, bullet.approved) == (0, (sample.SHIPS, "Ships come"))

    def test_a_flagged_one_is_judged_on_its_card_too(self, open_desk: Page) -> None:
        open_desk.check(f"#first-{HARBOUR}-title input[value=reject]")
        assert open_desk.is_checked(f"#{HARBOUR}-title input[value=reject]")

    def test_keys_move_from_the_headline_to_the_bullets(self, open_desk: Page) -> None:
        open_desk.focus(f"#{HARBOUR}-title")
        open_desk.keyboard.press("ArrowDown")
        assert open_desk.evaluate("document.activeElement.id") == f"{HARBOUR}-0"


class TestCopying:
    def test_a_judged_brief_is_copied_as_text_with_what_was_corrected_and_without_what_was_rejected(
        self, open_desk: Page
    ) -> None:
        open_desk.check(f"#{WHEAT}-title input[value=accept]")
        open_desk.check(f"#{WHEAT}-0 input[value=accept]")
        open_desk.check(f"#{WHEAT}-1 input[value=fix]")
        open_desk.fill(f"#{WHEAT}-1 textarea[lang=en]", "It grew by\n12 percent ")
        open_desk.check(f"#{WHEAT}-2 input[value=reject]")
        text, _ = copied(open_desk, box(open_desk, WHEAT))
        assert text == (
            f"بدء حصاد القمح\n\n• {sample.FIRST}\n• {sample.SECOND}\n\n"
            "English title\n\n• The wheat harvest began\n• It grew by 12 percent\n"
        )
        said = box(open_desk, WHEAT).locator(".copied").inner_text()
        assert re.sub(r"\s+", " ", said).strip() == "Copied, bullets: 2 rejected and left out: 1"

    def test_as_html_each_language_has_its_direction(self, open_desk: Page) -> None:
        for unit in ("title", "0"):
            open_desk.check(f"#{HARBOUR}-{unit} input[value=accept]")
        _, html = copied(open_desk, box(open_desk, HARBOUR))
        assert html == (
            f'<div lang="ar" dir="rtl"><h2>افتتاح الميناء</h2><ul><li>{sample.SHIPS}</li></ul></div>\n'
            '<div lang="en" dir="ltr"><h2>Harbour opened</h2><ul><li>Ships come</li></ul></div>'
        )

    def test_what_is_severe_and_has_no_verdict_is_left_out_and_the_rest_says_that_it_was_not_reviewed(
        self, open_desk: Page
    ) -> None:
        text, html = copied(open_desk, box(open_desk, WHEAT))
        assert "21 percent" not in text + html
        assert text.count("•") == 4
        assert all(notice in text and f"<p>{notice}</p>" in html for notice in NOTICE)
        assert "severe, not judged and left out: 1" in box(open_desk, WHEAT).locator(".copied").inner_text()

    def test_a_severe_english_headline_without_a_verdict_is_left_out_and_the_articles_own_stays(
        self, open_desk: Page
    ) -> None:
        text, _ = copied(open_desk, box(open_desk, HARBOUR))
        assert text.startswith("افتتاح الميناء\n")
        assert "Harbour opened" not in text

    def test_hostile_text_is_text_in_either_form_and_turns_no_line(self, open_desk: Page) -> None:
        text, html = copied(open_desk, open_desk.locator(".system:has-text('gnp.exe')"))
        assert sample.SCRIPT in text
        assert sample.OVERRIDE not in text + html
        tags: list[str] = []
        parser = HTMLParser()
        parser.handle_starttag = lambda tag, attrs: tags.append(tag)  # type: ignore[method-assign]
        parser.feed(html)
        assert set(tags) <= {"div", "h2", "ul", "li", "p"}

    def test_a_browser_without_the_newer_way_copies_by_the_older_one(self, page: Page, desk: Path) -> None:
        page.add_init_script("delete window.ClipboardItem")
        page.goto(desk.as_uri())
        text, html = copied(page, box(page, HARBOUR))
        assert sample.SHIPS in text
        assert f"<li>{sample.SHIPS}</li>" in html

    def test_a_browser_that_refuses_is_told_of(self, page: Page, desk: Path) -> None:
        page.add_init_script("delete window.ClipboardItem; document.execCommand = () => false")
        page.goto(desk.as_uri())
        box(page, HARBOUR).locator(".copy").click()
        said = box(page, HARBOUR).locator(".copied .t-en")
        said.wait_for()
        assert said.inner_text() == "The browser does not let the page copy; mark the text and copy it by hand."

    def test_only_what_is_asked_about_has_the_button(self, one: Page) -> None:
        assert one.locator(".copy").count() == len(sample.ARTICLES)


class TestPrint:
    def test_a_correction_is_printed_and_a_rejected_bullet_is_struck_out(self, open_desk: Page) -> None:
        open_desk.check(f"#{WHEAT}-1 input[value=fix]")
        open_desk.fill(f"#{WHEAT}-1 textarea[lang=en]", "It grew by 12 percent")
        open_desk.check(f"#{WHEAT}-2 input[value=reject]")
        open_desk.emulate_media(media="print")
        assert open_desk.locator(f"#{WHEAT}-1 .corrected p[lang=en]").inner_text() == "It grew by 12 percent"
        line = open_desk.locator(f"#{WHEAT}-2 > p").first.evaluate("e => getComputedStyle(e).textDecorationLine")
        assert line == "line-through"

    def test_thirty_briefs_take_few_pages(self, page: Page, tmp_path: Path) -> None:
        (line,) = [line for line in _lines(tmp_path) if '"id":"wheat"' in line]
        many = (line.replace('"id":"wheat"', f'"id":"wheat-{number}"') for number in range(30))
        (tmp_path / "many.jsonl").write_text("".join(many), encoding="utf-8")
        page.goto(write_briefs(tmp_path / "many.jsonl", tmp_path / "many.html").as_uri())
        pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))
        assert pages <= 10


def _lines(folder: Path) -> list[str]:
    return sample.written_briefs(folder / "today.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)


@pytest.mark.parametrize(
    "context",
    [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}, "has_touch": True}],
    ids=["light", "dark", "phone"],
    indirect=True,
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_no_serious_violation_and_nothing_sticks_out(open_desk: Page, axe: str, language: str) -> None:
    if language == "ar":
        open_desk.click("#language")
    open_desk.check(f"#first-{WHEAT}-1 input[value=fix]")
    open_desk.check(f"#{WHEAT}-2 input[value=reject]")
    copied(open_desk, box(open_desk, WHEAT))
    open_desk.evaluate(axe)
    found = open_desk.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice']})")
    assert found["passes"]
    assert [v["id"] for v in found["violations"] if v["impact"] in ("serious", "critical")] == []
    assert open_desk.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
