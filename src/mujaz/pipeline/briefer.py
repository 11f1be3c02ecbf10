"""`Briefer`: the main job, from an article to a brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from mujaz.errors import ArticleError
from mujaz.pipeline.provenance import provenance
from mujaz.pipeline.windows import OnError, in_windows, usable, without_bullets
from mujaz.profiles import Profile, as_profile
from mujaz.summarize.summarizer import Summarizer
from mujaz.text.document import Document
from mujaz.translate.translation import Translation
from mujaz.translate.translator import Translator
from mujaz.types import Article, Brief, BriefArticle, Bullet, Flag


class Briefer:
    """Makes briefs of articles. Models are loaded once, when the first article needs them.

    Args:
        profile: A profile, its name, or a TOML file.
        overrides: Fields of the profile to change; None means: not given.

    Raises:
        InputError: No such profile, or a field or value that a profile does not have.
    """

    def __init__(self, profile: Profile | str = "auto", **overrides: Any) -> None:
        self.profile = as_profile(profile, **overrides)

    def brief(self, article: Article | str) -> Brief:
        """The brief of one article, or of a plain text.

        Raises:
            ArticleError: The article cannot be used.
            ModelError: A bundle or an extra is missing or refused.
        """
        if isinstance(article, str):
            article = Article(id="article", text=article)
        (result,) = in_windows([article], 1, self._briefs)
        if isinstance(result, ArticleError):
            raise result
        return result

    def brief_many(
        self, articles: Iterable[Article | ArticleError], on_error: OnError | None = None
    ) -> Iterator[Brief]:
        """Briefs of a stream of articles, in order; memory does not grow with the stream.

        Args:
            articles: Articles, and errors of articles that could not be read (as `read_articles` gives them).
            on_error: Told of each article that cannot be used; without it, a warning is logged. The others go on.

        Raises:
            ModelError: A bundle or an extra is missing or refused.
        """
        return usable(in_windows(articles, self.profile.window, self._briefs), on_error)

    @cached_property
    def _summarizer(self) -> Summarizer:
        return Summarizer(self.profile)

    @cached_property
    def _translator(self) -> Translator:
        return Translator(self.profile)

    @cached_property
    def _provenance(self) -> dict[str, Any]:
        return provenance(self.profile, [*self._summarizer.bundles, self._translator.bundle])

    def _briefs(self, documents: list[Document]) -> list[Brief | ArticleError]:
        translator = self._translator  # a missing bundle is found before the work of summarizing
        bullets = self._summarizer.summarize_documents(documents)
        texts = [
            [document.title, *(bullet.ar for bullet in own)] for document, own in zip(documents, bullets, strict=True)
        ]
        english = iter(translator.translate_many([text for group in texts for text in group]))
        return [
            self._assembled(document, own, next(english), [next(english) for _ in own])
            for document, own in zip(documents, bullets, strict=True)
        ]

    def _assembled(
        self, document: Document, bullets: list[Bullet], title: Translation, english: list[Translation]
    ) -> Brief | ArticleError:
        article = document.article
        if not bullets:
            return without_bullets(document)
        return Brief(
            article=BriefArticle(
                id=article.id,
                title=document.title,
                title_en=title.text,
                text=article.text,
                url=article.url,
                date=article.date,
            ),
            bullets=tuple(_rendered(bullet, text) for bullet, text in zip(bullets, english, strict=True)),
            flags=(*self._notices(), *(flag.model_copy(update={"where": "title_en"}) for flag in title.flags)),
            provenance=self._provenance,
        )

    def _notices(self) -> tuple[Flag, ...]:
        notice = self._translator.notice
        return (Flag(kind="notice", severity="info", message=notice, where="en"),) if notice else ()


def _rendered(bullet: Bullet, english: Translation) -> Bullet:
    scores = {**bullet.scores, "translation": english.score}
    return bullet.model_copy(update={"en": english.text, "flags": bullet.flags + english.flags, "scores": scores})
