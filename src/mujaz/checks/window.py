"""The checks and repairs on one window of articles, as the pipeline calls them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mujaz.checks.article import ArticleFacts
from mujaz.checks.english import Subject
from mujaz.checks.repair_arabic import check_bullets
from mujaz.checks.repair_english import EnglishJudge
from mujaz.flags.catalogue import make_flag
from mujaz.profiles import Profile
from mujaz.summarize.summarizer import Summarizer
from mujaz.text.document import Document
from mujaz.translate.translation import Translation, count_severe
from mujaz.translate.translator import Translator
from mujaz.types import Brief, Bullet, Flag

_HEADLINE = {"en": "title_en", "ar": "title"}
"""The names that flags have for the sides of a headline."""


class WindowChecks:
    """Checks what is made of some documents, and repairs it, as far as the profile wants that.

    The facts of an article are found once, when they are first needed, for the Arabic as for the English.
    """

    def __init__(self, documents: Sequence[Document], profile: Profile) -> None:
        self._profile = profile
        self._documents = documents
        self._articles = [ArticleFacts(document) for document in documents]

    def arabic(self, bullets: Sequence[list[Bullet]], summarizer: Summarizer) -> list[list[Bullet]]:
        """Return the bullets of each document, flagged, and repaired if something severe was found."""
        if not self._profile.checks:
            return list(bullets)
        return check_bullets(self._documents, self._articles, bullets, summarizer, repair=self._profile.repair)

    def english(self, bullets: Sequence[list[Bullet]], translator: Translator) -> list[list[Translation]]:
        """Return for each document its headline, then its bullets, in English; one batch a step."""
        groups = [
            [Subject(arabic, article) for arabic in (document.title, *(bullet.ar for bullet in group))]
            for document, article, group in zip(self._documents, self._articles, bullets, strict=True)
        ]
        subjects = [subject for group in groups for subject in group]
        judges = [EnglishJudge(subject) for subject in subjects] if self._profile.checks else None
        translations = iter(translator.translate_many([subject.arabic for subject in subjects], judges))
        return [[label_headline(next(translations)), *(next(translations) for _ in group[1:])] for group in groups]


def label_headline(translation: Translation) -> Translation:
    """Return the translation of a headline with flags and repairs that say so."""
    return replace(
        translation,
        flags=tuple(map(_label, translation.flags)),
        findings=tuple(map(_label, translation.findings)),
        notes=tuple(map(_label, translation.notes)),
        repairs=tuple(repair.model_copy(update={"where": "title_en"}) for repair in translation.repairs),
    )


def _label(flag: Flag) -> Flag:
    return flag.model_copy(update={"where": _rename(flag.where), "source": _rename(flag.source)})


def _rename(place: str) -> str:
    part, colon, span = place.partition(":")
    return f"{_HEADLINE.get(part, part)}{colon}{span}"


def without_severe(brief: Brief) -> Brief:
    """Return `brief` without bullets that have a severe flag, nor an English headline that has one, and notes on each.

    This is what `--strict` asks for.
    """
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
