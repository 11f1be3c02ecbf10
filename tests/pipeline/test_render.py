"""Briefs as text and Markdown."""

from __future__ import annotations

import pytest

from mujaz.pipeline.formats.markdown import to_markdown
from mujaz.pipeline.formats.text import make_visual, to_text
from mujaz.types import BriefArticle, Bullet, Flag, Repair, Severity
from tests.pipeline.briefs import a_brief


def test_text_shows_each_arabic_bullet_with_its_english_evidence_and_flags_below() -> None:
    assert to_text(a_brief()) == (
        "school\n"
        "افتتاح المدرسة\n"
        "School opens\n"
        "note: machine gist\n"
        "flagged: 1 severe, of 2 bullets\n"
        "\n"
        "• افتتح الوزير المدرسة.\n"
        "  The minister opened the school.\n"
        "  evidence: 1 sentence, characters 0–21\n"
        "  !! number: A number differs.\n"
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
        "**flagged: 1 severe, of 2 bullets**\n"
        "\n"
        "- افتتح الوزير المدرسة.\n"
        "  - The minister opened the school. (evidence: 1 sentence, characters 0–21)\n"
        "  - !! number: A number differs.\n"
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
    visual = make_visual(80)
    assert visual("سلام 15") == "15 \ufee1\ufefc\ufeb3"
    first, second = make_visual(22)("كلمة كلمة كلمة كلمة كلمة").splitlines()
    assert len(first.split()) == 4
    assert second.startswith("  ")


def lost(name: str) -> Flag:
    return Flag(kind="name", severity="warning", message=f"The Arabic has the name «{name}»; it is lost.", where="en")


def test_a_bullet_with_many_flags_says_the_worst_first_and_the_same_once() -> None:
    wrong = Flag(
        kind="number", severity="severe", message="The English has “21” where the Arabic has «12».", where="en"
    )
    brief = a_brief(flags=(), bullets=(Bullet(ar="نص", en="text", flags=(lost("دمشق"), wrong, lost("حلب"))),))
    assert to_text(brief).splitlines()[-2:] == [
        "  !! number: The English has “21” where the Arabic has «12».",
        "  ! name: The Arabic has the name «دمشق» and «حلب»; it is lost.",
    ]


@pytest.mark.parametrize(
    ("headline", "bullets", "said"),
    [
        (["severe", "warning"], [["warning"], []], "flagged: the headline severely; 1 with a warning, of 2 bullets"),
        (
            ["warning"],
            [["severe"], ["warning"]],
            "flagged: the headline with a warning; 1 severe, 1 with a warning, of 2 bullets",
        ),
        (["severe"], [[], []], "flagged: the headline severely"),
        ([], [["severe"]], "flagged: 1 severe, of 1 bullet"),
        (["info"], [["info"], []], ""),
    ],
)
def test_what_is_flagged_is_counted_in_a_line_the_headline_first(
    headline: list[Severity], bullets: list[list[Severity]], said: str
) -> None:
    def flags(severities: list[Severity], where: str) -> tuple[Flag, ...]:
        return tuple(Flag(kind="name", severity=one, message=one, where=where) for one in severities)

    brief = a_brief(
        flags=flags(headline, "title_en:0-6"),
        bullets=tuple(Bullet(ar="نص", en="text", flags=flags(found, "en")) for found in bullets),
    )
    for shown in (to_text(brief), to_markdown(brief)):
        assert [line.strip("*") for line in shown.splitlines() if "flagged: " in line] == ([said] if said else [])


def test_a_headline_that_was_left_out_is_not_counted() -> None:
    left_out = Flag(kind="dropped", severity="warning", message="The headline was left out.", where="title_en")
    brief = a_brief(article=BriefArticle(id="x"), flags=(left_out,), bullets=(Bullet(ar="نص"),))
    assert "flagged: " not in to_text(brief)


def test_repairs_that_were_taken_are_said_in_words() -> None:
    steps = (Repair(step="clauses", where="en", taken=True), Repair(step="hypotheses", where="en", taken=False))
    brief = a_brief(bullets=(Bullet(ar="نص", en="text", repairs=steps),))
    assert to_text(brief).splitlines()[-1] == "  repaired: English: translated again, clause by clause"
    assert to_markdown(brief).splitlines()[6] == "  - repaired: English: translated again, clause by clause"


def test_colours_tell_severity_and_are_there_only_when_asked_for() -> None:
    coloured = to_text(a_brief(), colours=True)
    assert "  \x1b[1;31m!! number: A number differs.\x1b[0m\n" in coloured
    assert "\x1b" not in to_text(a_brief())


def test_arabic_names_in_an_english_message_keep_their_places_in_visual_order() -> None:
    brief = a_brief(flags=(lost("حلب"), lost("دمشق")))
    shown = to_text(brief, make_visual(100))
    assert "! name: The Arabic has the name «\ufe90\ufee0\ufea3» and «\ufed6\ufeb8\ufee3\ufea9»; it is lost." in shown
