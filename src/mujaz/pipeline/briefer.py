"""`Briefer`: the main job, from an article to a brief."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any, Unpack

from mujaz.checks.strict import without_severe
from mujaz.checks.window import WindowChecks
from mujaz.errors import ArticleError, InputError
from mujaz.files.formats.base import Entry
from mujaz.flags.catalogue import make_flag
from mujaz.pipeline.duplicates import once
from mujaz.pipeline.provenance import provenance
from mujaz.pipeline.why_fewer import FEWER, why_fewer
from mujaz.pipeline.windows import OnError, in_window, in_windows, usable, without_bullets
from mujaz.profiles import Profile, ProfileOptions, as_profile, require_pulled
from mujaz.summarize.summarizer import Summarizer
from mujaz.text.document import Document
from mujaz.translate.translation import Translation
from mujaz.translate.translator import Translator
from mujaz.types import Article, Brief, BriefArticle, Bullet, Flag
from mujaz.wording import count_noun


class Briefer:
    """Makes briefs of articles. Models are loaded once, when the first article needs them.

    Pickled, its profile travels and its models do not: the copy loads them when it needs them. So does a forked child.

    Args:
        profile: A profile, its name, or a TOML file.
        on_stage: Told when the work on a window enters a stage: ``summarizing``, ``translating``.
        options: Fields of the profile to change; None means: not given.

    Raises:
        InputError: No such profile, or a field or value that a profile does not have.
        ModelError: A standard model that the profile uses is not pulled.
    """

    def __init__(
        self,
        profile: Profile | str = "auto",
        *,
        on_stage: Callable[[str], object] | None = None,
        **options: Unpack[ProfileOptions],
    ) -> None:
        self.profile = as_profile(profile, **options)
        require_pulled(self.profile)
        self._enter: Callable[[str], object] = on_stage or str
        self._work = once(self._briefs) if self.profile.dedupe else self._briefs

    def __reduce__(self) -> tuple[Callable[..., Briefer], tuple[Profile]]:
        """Return how a copy is made: of the profile, and of `on_stage`, which must be picklable if it is given."""
        return partial(type(self), on_stage=self._enter), (self.profile,)

    def brief(self, article: Article | str) -> Brief:
        """The brief of one article, or of a plain text.

        Raises:
            ArticleError: The article cannot be used.
            InputError: It is no article and no text.
            ModelError: A bundle or an extra is missing or refused.
        """
        (result,) = in_window([_with_id(article, "article")], self._work)
        if isinstance(result, ArticleError):
            raise result
        return result

    def brief_many(
        self, articles: Iterable[Article | str | ArticleError], on_error: OnError | None = None
    ) -> Iterator[Brief]:
        """Briefs of a stream of articles, in order; memory does not grow with the stream.

        Args:
            articles: Articles, plain texts, and errors of articles that could not be read (as `read_articles` gives
                them). What has no id gets one by its place: ``article-1`` for the first of the stream.
            on_error: Told of each article that cannot be used; without it, a warning is logged. The others go on.

        Raises:
            InputError: One of them is no article and no text, or a single one was given.
            ModelError: A bundle or an extra is missing or refused.
        """
        if isinstance(articles, Article | str):
            raise InputError("brief_many takes several articles, as in a list; brief takes one")
        entries = (_with_id(article, f"article-{number}") for number, article in enumerate(articles, start=1))
        return usable(in_windows(entries, self.profile.window, self._work), on_error)

    def load(self) -> None:
        """Load the models now.

        Raises:
            ModelError: A bundle or an extra is missing or refused.
        """
        _ = self._translator, self._summarizer

    def brief_window(self, entries: Sequence[Entry]) -> list[Brief | ArticleError]:
        """What becomes of each of `entries`, in order, all of them in one window whatever their number.

        Raises:
            ModelError: A bundle or an extra is missing or refused.
        """
        return list(in_window(entries, self._work))

    @cached_property
    def _summarizer(self) -> Summarizer:
        return Summarizer(self.profile)

    @cached_property
    def _translator(self) -> Translator:
        return Translator(self.profile)

    @cached_property
    def _provenance(self) -> dict[str, Any]:
        return provenance(self.profile, [*self._summarizer.bundles, self._translator.bundle], self._translator.glossary)

    def _briefs(self, documents: list[Document]) -> list[Brief | ArticleError]:
        translator = self._translator  # a missing bundle is found before the work of summarizing
        self._enter("summarizing")
        bullets = self._summarizer.summarize_documents(documents)
        checks = WindowChecks(documents, self.profile)
        bullets = checks.arabic(bullets, self._summarizer)
        self._enter("translating")
        english = checks.english(bullets, translator)
        return [self._assembled(*parts) for parts in zip(documents, bullets, english, strict=True)]

    def _assembled(self, document: Document, bullets: list[Bullet], english: list[Translation]) -> Brief | ArticleError:
        article, (title, *rest) = document.article, english
        if not bullets:
            return without_bullets(document)
        brief = Brief(
            article=BriefArticle(
                id=article.id,
                title=document.title,
                title_en=title.text,
                text=article.text,
                url=article.url,
                date=article.date,
            ),
            bullets=tuple(_rendered(*pair) for pair in zip(bullets, rest, strict=True)),
            flags=(*self._notices(document), *title.all_flags),
            repairs=title.repairs,
            provenance={**self._provenance, **self._fewer(document, bullets)},
        )
        return without_severe(brief) if self.profile.strict else brief

    def _fewer(self, document: Document, bullets: list[Bullet]) -> dict[str, str]:
        why = why_fewer(len(bullets), self.profile.bullets, len(document.sentences))
        return {FEWER: why} if why else {}

    def _notices(self, document: Document) -> tuple[Flag, ...]:
        notices = [make_flag("notice", "en")] if self._translator.notice else []
        if document.foreign:
            said = count_noun(document.foreign, "sentence")
            notices.append(make_flag("foreign", "ar", sentences=said, sentences_ar=document.foreign))
        return tuple(notices)


def _with_id(article: Entry | str, name: str) -> Entry:
    """Return an article, or a plain text as one, under that name if it has no id; anything else itself."""
    if isinstance(article, str):
        return Article(id=name, text=article)
    if isinstance(article, Article) and not article.id:
        return article.model_copy(update={"id": name})
    return article


def _rendered(bullet: Bullet, english: Translation) -> Bullet:
    return bullet.model_copy(
        update={
            "en": english.text,
            "flags": bullet.flags + english.all_flags,
            "scores": {**bullet.scores, "translation": english.score},
            "repairs": bullet.repairs + english.repairs,
        }
    )
