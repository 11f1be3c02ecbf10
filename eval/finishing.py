"""Finished briefs: as editors judged them, with what was rejected, or must not be used unseen, left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from mujaz.errors import InputError
from mujaz.eval.feedback import RETURNED, Verdict, join_line
from mujaz.eval.inputs.read import read_run
from mujaz.pipeline.formats.directions import clean
from mujaz.pipeline.provenance import REVIEWED
from mujaz.types import Brief, Bullet, Flag

_Verdicts = dict[tuple[str, int | str], Verdict]


def read_briefs(path: str | Path) -> Iterator[Brief]:
    """Yield the briefs of a file that `mujaz brief` wrote as JSON or JSON Lines.

    Raises:
        InputError: The file cannot be read, or holds summaries that are no briefs.
    """
    for key, output in read_run(path).outputs.items():
        if output.brief is None:
            raise InputError(f"{path}: {key!r} is a summary and no brief; `mujaz brief` writes briefs")
        yield output.brief


def finish_briefs(briefs: Iterable[Brief], verdicts: Iterable[Verdict], name: str) -> Iterator[Brief]:
    """Yield the briefs as their verdicts say.

    A corrected text takes the place of the old one, and a judged line loses its flags. A line that was rejected, or
    that has a severe flag and no verdict, is left out; the Arabic headline, which is the article's own, only if it was
    rejected.

    Args:
        briefs: As they were judged.
        verdicts: Of one system or of several; those of others than `name` and of documents do not count.
        name: The system, which is the stem of the file of briefs.

    Raises:
        InputError: A verdict is about another text than the brief has.
    """
    by_place: _Verdicts = {
        (verdict.article, verdict.bullet): verdict for verdict in verdicts if verdict.system in (name, RETURNED)
    }
    return (_finish(brief, by_place) for brief in briefs)


def _finish(brief: Brief, verdicts: _Verdicts) -> Brief:
    article = brief.article
    judged = [verdicts.get((article.id, number)) for number in range(len(brief.bullets))]
    bullets = [_finish_bullet(bullet, verdict) for bullet, verdict in zip(brief.bullets, judged, strict=True)]
    headline = verdicts.get((article.id, "headline"))
    of_headline = [flag for flag in brief.flags if flag.part in ("title", "title_en")]
    title, title_en = article.title, article.title_en
    if headline is not None:
        _require_same(headline, title, title_en)
        title, title_en = headline.approved
    elif _is_severe(of_headline):
        title_en = ""
    has_verdicts = all(verdict for verdict, bullet in zip(judged, bullets, strict=True) if bullet)
    is_reviewed = has_verdicts and (headline is not None or not title_en)
    dropped = of_headline if headline is not None or not title_en else []
    flags = tuple(flag for flag in brief.flags if flag not in dropped and not (is_reviewed and flag.severity == "info"))
    return brief.model_copy(
        update={
            "article": article.model_copy(update={"title": title, "title_en": title_en}),
            "bullets": tuple(bullet for bullet in bullets if bullet),
            "flags": flags,
            "provenance": brief.provenance | ({REVIEWED: True} if is_reviewed else {}),
        }
    )


def _finish_bullet(bullet: Bullet, verdict: Verdict | None) -> Bullet | None:
    """Return a bullet as it may be published; None if it may not."""
    if verdict is None:
        return None if _is_severe(bullet.flags) else bullet
    _require_same(verdict, bullet.ar, bullet.en)
    arabic, english = verdict.approved
    return bullet.model_copy(update={"ar": arabic, "en": english, "flags": ()}) if arabic or english else None


def _require_same(verdict: Verdict, arabic: str, english: str) -> None:
    judged, present = (
        [join_line(clean(text)) for text in texts] for texts in ((verdict.ar, verdict.en), (arabic, english))
    )
    if judged != present:
        raise InputError(f"the verdict on {verdict.subject} of {verdict.article!r} is about another text")


def _is_severe(flags: Iterable[Flag]) -> bool:
    return any(flag.severity == "severe" for flag in flags)
