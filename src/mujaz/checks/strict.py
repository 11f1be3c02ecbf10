"""`--strict`: bullets with a severe flag are left out, and the brief says so."""

from __future__ import annotations

from mujaz.flags.catalogue import make_flag
from mujaz.translate.translation import count_severe
from mujaz.types import Brief, Bullet, Flag


def without_severe(brief: Brief) -> Brief:
    """Return `brief` without bullets that have a severe flag, and without an English headline that has one."""
    faithful = tuple(bullet for bullet in brief.bullets if not count_severe(bullet.flags))
    dropped = [
        _flag_dropped(number, bullet) for number, bullet in enumerate(brief.bullets, 1) if count_severe(bullet.flags)
    ]
    headline = [flag for flag in brief.flags if flag.severity == "severe" and flag.where.startswith("title_en")]
    remaining = tuple(flag for flag in brief.flags if flag not in headline)
    notes = [make_flag("dropped-headline", "title_en", **_quote_reason(headline[0]))] if headline else []
    article = brief.article.model_copy(update={"title_en": ""}) if headline else brief.article
    return brief.model_copy(update={"article": article, "bullets": faithful, "flags": (*remaining, *notes, *dropped)})


def _flag_dropped(number: int, bullet: Bullet) -> Flag:
    first = next(flag for flag in bullet.flags if flag.severity == "severe")
    return make_flag("dropped", first.where.partition(":")[0], number=number, **_quote_reason(first))


def _quote_reason(flag: Flag) -> dict[str, str]:
    return {"kind": flag.kind, "reason": flag.message, "reason_ar": flag.message_ar or flag.message}
