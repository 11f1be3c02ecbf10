"""`Briefer`: the main job, from an article to a brief."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import starmap
from typing import TYPE_CHECKING, Any, Unpack

from mujaz.errors import ArticleError, InputError
from mujaz.files.formats.base import Entry
from mujaz.flags.catalogue import make_flag
from mujaz.pipeline.windows import (
    OnError,
    divert_errors,
    make_no_bullets_error,
    skip_duplicates,
    work_in_windows,
    work_on_window,
)
from mujaz.profiles import Profile, ProfileOptions, as_profile, require_pulled
from mujaz.types import Article, Brief, BriefArticle, Bullet, Flag
from mujaz.wording import count_noun

# What makes a brief is imported when the first one is made: `from mujaz import Briefer` loads no word list.
if TYPE_CHECKING:
    from mujaz.summarize.summarizer import Summarizer
    from mujaz.text.document import Document
    from mujaz.translate.translation import Translation
    from mujaz.translate.translator import Translator


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
        self._work = skip_duplicates(self._make_briefs) if self.profile.dedupe else self._make_briefs

    def __reduce__(self) -> tuple[Callable[..., Briefer], tuple[Profile]]:
        """Return how a copy is made: from the profile, and from `on_stage`, which must be picklable if it is given."""
        return partial(type(self), on_stage=self._enter), (self.profile,)

    def brief(self, article: Article | str) -> Brief:
        """Return the brief of one article, or of a plain text.

        Raises:
            ArticleError: The article cannot be used.
            InputError: It is no article and no text.
            ModelError: A bundle or an extra is missing or refused.
        """
        (result,) = work_on_window([_with_id(article, "article")], self._work)
        if isinstance(result, ArticleError):
            raise result
        return result

    def brief_many(
        self, articles: Iterable[Article | str | ArticleError], on_error: OnError | None = None
    ) -> Iterator[Brief]:
        """Yield briefs of a stream of articles, in order; memory does not grow with the stream.

        Args:
            articles: Articles, plain texts, and errors of articles that could not be read (as `read_articles` gives
                them). An article without an id gets its number: ``article-1`` for the first of the stream.
            on_error: Told of each article that cannot be used; without it, a warning is logged. The others go on.

        Raises:
            InputError: One of them is no article and no text, or a single one was given.
            ModelError: A bundle or an extra is missing or refused.
        """
        if isinstance(articles, Article | str):
            raise InputError("brief_many takes several articles, as in a list; brief takes one")
        entries = (_with_id(article, f"article-{number}") for number, article in enumerate(articles, start=1))
        return divert_errors(work_in_windows(entries, self.profile.window, self._work), on_error)

    def load(self) -> None:
        """Load the models now.

        Raises:
            ModelError: A bundle or an extra is missing or refused.
        """
        _ = self._translator, self._summarizer

    def brief_window(self, entries: Sequence[Entry]) -> list[Brief | ArticleError]:
        """Return the brief of each of `entries`, or its error, in order; all are one window, whatever their number.

        Raises:
            ModelError: A bundle or an extra is missing or refused.
        """
        return list(work_on_window(entries, self._work))

    @cached_property
    def _summarizer(self) -> Summarizer:
        from mujaz.summarize.summarizer import Summarizer

        return Summarizer(self.profile)

    @cached_property
    def _translator(self) -> Translator:
        from mujaz.translate.translator import Translator

        return Translator(self.profile)

    @cached_property
    def _provenance(self) -> dict[str, Any]:
        from mujaz.pipeline.provenance import make_provenance

        bundles = [*self._summarizer.bundles, self._translator.bundle]
        return make_provenance(self.profile, bundles, self._translator.glossary)

    def _make_briefs(self, documents: list[Document]) -> list[Brief | ArticleError]:
        from mujaz.checks.window import WindowChecks

        translator = self._translator  # a missing bundle is found before the work of summarizing
        self._enter("summarizing")
        bullets = self._summarizer.summarize_documents(documents)
        checks = WindowChecks(documents, self.profile)
        bullets = checks.arabic(bullets, self._summarizer)
        self._enter("translating")
        english = checks.english(bullets, translator)
        return [self._assemble(*texts) for texts in zip(documents, bullets, english, strict=True)]

    def _assemble(self, document: Document, bullets: list[Bullet], english: list[Translation]) -> Brief | ArticleError:
        from mujaz.checks.window import without_severe

        article, (title, *translations) = document.article, english
        if not bullets:
            return make_no_bullets_error(document)
        brief = Brief(
            article=BriefArticle(
                id=article.id,
                title=document.title,
                title_en=title.text,
                text=article.text,
                url=article.url,
                date=article.date,
            ),
            bullets=tuple(starmap(_add_english, zip(bullets, translations, strict=True))),
            flags=(*self._make_notices(document), *title.all_flags),
            repairs=title.repairs,
            provenance={**self._provenance, **self._explain_fewer(document, bullets)},
        )
        return without_severe(brief) if self.profile.strict else brief

    def _explain_fewer(self, document: Document, bullets: list[Bullet]) -> dict[str, str]:
        from mujaz.pipeline.provenance import FEWER, explain_fewer

        reason = explain_fewer(len(bullets), self.profile.bullets, len(document.sentences))
        return {FEWER: reason} if reason else {}

    def _make_notices(self, document: Document) -> tuple[Flag, ...]:
        notices = [make_flag("notice", "en")] if self._translator.notice else []
        if document.foreign:
            sentences = count_noun(document.foreign, "sentence")
            notices.append(make_flag("foreign", "ar", sentences=sentences, sentences_ar=document.foreign))
        return tuple(notices)


def _with_id(article: Entry | str, name: str) -> Entry:
    """Return an article, or a plain text as one, under that name if it has no id; anything else itself."""
    if isinstance(article, str):
        return Article(id=name, text=article)
    if isinstance(article, Article) and not article.id:
        return article.model_copy(update={"id": name})
    return article


def _add_english(bullet: Bullet, english: Translation) -> Bullet:
    return bullet.model_copy(
        update={
            "en": english.text,
            "flags": bullet.flags + english.all_flags,
            "scores": bullet.scores | ({} if english.score is None else {"translation": english.score}),
            "repairs": bullet.repairs + english.repairs,
        }
    )
