"""Briefs and doubles of the models that several tests of the pipeline use."""

from __future__ import annotations

from mujaz.types import Brief, BriefArticle, Bullet, Evidence, Flag

TEXT = "افتتح الوزير المدرسة. وحضر الأهالي."


def a_brief(name: str = "school", **changes: object) -> Brief:
    """A brief with two bullets: the first with a severe flag, the second without evidence."""
    brief = Brief(
        article=BriefArticle(id=name, title="افتتاح المدرسة", title_en="School opens", text=TEXT, date="2024-05-06"),
        bullets=(
            Bullet(
                ar="افتتح الوزير المدرسة.",
                en="The minister opened the school.",
                evidence=(Evidence(start=0, end=21, text=TEXT[:21]),),
                flags=(Flag(kind="number", severity="severe", message="A number differs.", where="en:4-9"),),
                scores={"rank": 0.5},
            ),
            Bullet(ar="وحضر الأهالي.", en="Parents attended."),
        ),
        flags=(Flag(kind="notice", severity="info", message="machine gist", where="en"),),
        provenance={"mujaz": "0.1.0"},
    )
    return brief.model_copy(update=changes)
