"""The checks and repairs on one window of articles, as the pipeline calls them."""

from __future__ import annotations

from collections.abc import Sequence

from mujaz.checks.arabic import check_arabic
from mujaz.checks.article import ArticleFacts
from mujaz.checks.checked import Checked, checked, unchecked
from mujaz.checks.english import Subject
from mujaz.checks.repair_arabic import mend_arabic
from mujaz.checks.repair_english import mend_english
from mujaz.profiles import Profile
from mujaz.summarize.summarizer import Summarizer
from mujaz.text.document import Document
from mujaz.translate.translation import Translation
from mujaz.translate.translator import Translator
from mujaz.types import Bullet


class WindowChecks:
    """Checks what is made of some documents, and mends it, as far as the profile wants that.

    The facts of an article are found once, when they are first needed, for the Arabic as for the English.
    """

    def __init__(self, documents: Sequence[Document], profile: Profile) -> None:
        self._profile = profile
        self._documents = documents
        self._articles = [ArticleFacts(document) for document in documents]

    def arabic(self, bullets: Sequence[list[Bullet]], summarizer: Summarizer) -> list[list[Bullet]]:
        """The bullets of each document, flagged, and mended where something severe was found."""
        if not self._profile.checks:
            return list(bullets)
        flagged = [
            [bullet.model_copy(update={"flags": bullet.flags + check_arabic(bullet, article)}) for bullet in own]
            for own, article in zip(bullets, self._articles, strict=True)
        ]
        return mend_arabic(self._documents, self._articles, flagged, summarizer) if self._profile.repair else flagged

    def english(self, bullets: Sequence[list[Bullet]], translator: Translator) -> list[list[Checked]]:
        """For each document its headline, then its bullets, in English; translated and mended in one batch a step."""
        subjects = [
            [Subject(document.title, article, "title_en"), *(Subject(bullet.ar, article) for bullet in own)]
            for document, article, own in zip(self._documents, self._articles, bullets, strict=True)
        ]
        flat = [subject for group in subjects for subject in group]
        made = iter(self._checked(flat, translator.translate_many([subject.arabic for subject in flat]), translator))
        return [[next(made) for _ in group] for group in subjects]

    def _checked(
        self, subjects: Sequence[Subject], translations: Sequence[Translation], translator: Translator
    ) -> list[Checked]:
        if not self._profile.checks:
            return [unchecked(*pair) for pair in zip(subjects, translations, strict=True)]
        first = [checked(*pair) for pair in zip(subjects, translations, strict=True)]
        return mend_english(subjects, first, translator) if self._profile.repair else first
