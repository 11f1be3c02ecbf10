"""Briefs and doubles of the models that several tests of the pipeline use."""

from __future__ import annotations

from mujaz.types import Brief, BriefArticle, Bullet, Evidence, Flag, Repair, Severity

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


MIXED_AR = "أعلنت شركة Nile Tech ارتفاع أرباحها بنسبة +18.5% إلى 2.15 مليار دولار، ورقمها +961 1 234-567."
MIXED_EN = "Nile Tech (نايل تك) said its profits rose +18.5% to 2.51 billion dollars; call +961 1 234-567."


def a_mixed_brief(name: str = "profits") -> Brief:
    """A brief with Latin letters and numbers with signs among the Arabic, and with flags on words of each part."""
    return Brief(
        article=BriefArticle(
            id=name,
            title="أرباح Nile Tech ترتفع +18.5%",
            title_en="Profits of Nyle Tech rise +18.5%",
            date="2026-10-18",
            url="https://news.example/profits?a=1&b=2",
        ),
        bullets=(
            Bullet(
                ar=MIXED_AR,
                en=MIXED_EN,
                evidence=(Evidence(start=0, end=len(MIXED_AR), text=MIXED_AR),),
                flags=(
                    _flag("number", "severe", "The English has “2.51”.", "في الإنجليزي «2.51».", "en:52-56"),
                    _flag("unsupported", "warning", "Only some of it is said.", "بعضه فقط مذكور.", "ar"),
                ),
                repairs=(Repair(step="clauses", where="en", taken=True),),
            ),
            Bullet(ar="=وحضر الأهالي الافتتاح.", en="-Families came."),
        ),
        flags=(
            _flag("notice", "info", "machine gist", "ترجمة آلية تقريبية", "en"),
            _flag("name", "severe", "The English has “Nyle”.", "في الإنجليزي «Nyle».", "title_en:11-15"),
        ),
        provenance={"mujaz": "0.1.0", "strategy": "extractive", "bundles": [{"name": "toy", "version": "1.0"}]},
    )


def _flag(kind: str, severity: Severity, message: str, arabic: str, where: str) -> Flag:
    return Flag(kind=kind, severity=severity, message=message, message_ar=arabic, where=where)
