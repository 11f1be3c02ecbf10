"""Doubles of the summarizer and the translator, for the logic around them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from mujaz.models.bundle import Bundle
from mujaz.models.manifest import Manifest, Source
from mujaz.profiles import Profile
from mujaz.text.document import Document
from mujaz.translate.ladder import Judge
from mujaz.translate.translation import Translation
from mujaz.types import Bullet, Evidence, Flag, Sentence

BUNDLE = Bundle(
    Path("double"),
    Manifest(
        name="double",
        version="1.0",
        task="translate",
        architecture="marian",
        source=Source(repository="none"),
        licence="none",
        files={},
        format="ctranslate2",
    ),
    "d" * 64,
)
UNUSABLE = "بلا نقاط"
"""A headline that makes the double find no bullet."""


class SummarizerDouble:
    """Takes an article's first sentences as its bullets."""

    bundles: tuple[Bundle, ...] = ()

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.windows: list[list[str]] = []

    def summarize_documents(self, documents: Sequence[Document]) -> list[list[Bullet]]:
        self.windows.append([document.article.id for document in documents])
        return [self._bullets(document) for document in documents]

    def _bullets(self, document: Document) -> list[Bullet]:
        if document.article.title == UNUSABLE:
            return []
        return [_bullet(document, sentence) for sentence in document.sentences[: self.profile.bullets]]


def _bullet(document: Document, sentence: Sentence) -> Bullet:
    span = document.article.text[sentence.start : sentence.end]
    evidence = Evidence(start=sentence.start, end=sentence.end, text=span)
    return Bullet(ar=sentence.text, evidence=(evidence,), scores={"rank": 0.5})


class TranslatorDouble:
    """Says how many words a text has, and flags what has digits."""

    bundle = BUNDLE
    glossary = None
    notice: str | None = "machine gist, not for publication"

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.calls: list[list[str]] = []

    def translate_many(
        self, texts: Sequence[str], judges: Sequence[Judge[Translation]] | None = None
    ) -> list[Translation]:
        self.calls.append(list(texts))
        translations = [_translation(text) for text in texts]
        if judges is None:
            return translations
        return [judge.examine(one) for judge, one in zip(judges, translations, strict=True)]


def _translation(text: str) -> Translation:
    if not text.strip():
        return Translation("")
    flag = Flag(kind="number", severity="warning", message="Check the number.", where="en")
    return Translation(f"English of {len(text.split()) * 'w'}", (flag,) if any(map(str.isdigit, text)) else (), -0.25)


def use_doubles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the doubles in the place of the models, for the pipeline and the commands."""
    replacements: dict[str, Any] = {
        "mujaz.translate.translator.Translator": TranslatorDouble,
        "mujaz.summarize.summarizer.Summarizer": SummarizerDouble,
    }
    for name, double in replacements.items():
        monkeypatch.setattr(name, double)
