"""Briefs as text and Markdown."""

from __future__ import annotations

from mujaz.pipeline.render import to_markdown, to_text
from mujaz.pipeline.visual import visual_lines
from mujaz.types import BriefArticle, Bullet, Flag
from tests.pipeline.briefs import a_brief


def test_text_shows_each_arabic_bullet_with_its_english_evidence_and_flags_below() -> None:
    assert to_text(a_brief()) == (
        "school\n"
        "افتتاح المدرسة\n"
        "School opens\n"
        "note: machine gist\n"
        "\n"
        "• افتتح الوزير المدرسة.\n"
        "  The minister opened the school.\n"
        "  evidence: 1 sentence, characters 0–21\n"
        "  !! A number differs. [number, en:4-9]\n"
        "\n"
        "• وحضر الأهالي.\n"
        "  Parents attended.\n"
        "  no sentence of the article supports it\n"
    )


def test_markdown_nests_the_english_in_the_arabic_list() -> None:
    assert to_markdown(a_brief()) == (
        "## افتتاح المدرسة\n"
        "\n"
        "*School opens*\n"
        "\n"
        "- افتتح الوزير المدرسة.\n"
        "  - The minister opened the school. (evidence: 1 sentence, characters 0–21)\n"
        "  - !! A number differs. \\[number, en:4-9\\]\n"
        "- وحضر الأهالي.\n"
        "  - Parents attended. (no sentence of the article supports it)\n"
        "\n"
        "> note: machine gist\n"
    )


def test_a_brief_without_headline_and_notice_shows_neither() -> None:
    brief = a_brief(article=BriefArticle(id="x"), flags=(), bullets=(Bullet(ar="نص", en="text"),))
    assert to_text(brief).splitlines()[:3] == ["x", "", "• نص"]
    assert to_markdown(brief).splitlines()[:3] == ["## x", "", "- نص"]


def test_terminal_escapes_bidi_overrides_and_line_breaks_do_not_reach_the_reader() -> None:
    hostile = "a\x1b[31m\u202eb\nc\x07\u2066d\u200f\x9be"
    brief = a_brief(
        article=BriefArticle(id=hostile, title=hostile, title_en=hostile),
        bullets=(Bullet(ar=hostile, en=hostile),),
        flags=(Flag(kind=hostile, severity="info", message=hostile, where=hostile),),
    )
    for rendered in (to_text(brief), to_markdown(brief)):
        assert not set(rendered) & set("\x1b\u202e\x07\u2066\u200f\x9b")
        assert "[31mb cde" in rendered.replace("\\", "")


def test_markup_in_an_article_shows_as_text_in_markdown() -> None:
    hostile = "1. <script>x</script> [a](b) `c` *d* _e_ # f | g ~~h~~ ![i](j) &amp; \\"
    brief = a_brief(bullets=(Bullet(ar=hostile, en="- [ ] + item"),))
    bullet, english = to_markdown(brief).splitlines()[4:6]
    assert bullet == (
        "- 1\\. \\<script\\>x\\</script\\> \\[a\\](b) \\`c\\` \\*d\\* \\_e\\_ \\# f \\| g \\~\\~h\\~\\~ "
        "!\\[i\\](j) \\&amp; \\\\"
    )
    assert english.startswith("  - \\- \\[ \\] + item")


def test_numbers_within_a_sentence_are_not_escaped_in_markdown() -> None:
    brief = a_brief(bullets=(Bullet(ar="بلغ 5.2 في المئة", en="It reached 5.2 percent - a record."),))
    assert "It reached 5.2 percent - a record." in to_markdown(brief)


def test_visual_order_shapes_reverses_and_breaks_lines_before_it_reverses_them() -> None:
    visual = visual_lines(80)
    assert visual("سلام 15") == "15 \ufee1\ufefc\ufeb3"
    first, second = visual_lines(22)("كلمة كلمة كلمة كلمة كلمة").splitlines()
    assert len(first.split()) == 4
    assert second.startswith("  ")
