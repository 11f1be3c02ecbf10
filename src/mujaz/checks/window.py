"""The checks and repairs on one window of articles, as the pipeline calls them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mujaz.checks.article import ArticleFacts
from mujaz.checks.english import Subject
from mujaz.checks.repair_arabic import check_bullets
from mujaz.checks.repair_english import EnglishJudge
from mujaz.profiles import Profile
from mujaz.summarize.summarizer import Summarizer
from mujaz.text.document import Document
from mujaz.translate.translation import Translation
from mujaz.translate.translator import Translator
from mujaz.types import Bullet, Flag

_HEADLINE = {"en": "title_en", "ar": "title"}
"""What flags call the sides of a headline."""


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
