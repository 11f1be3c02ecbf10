"""What the translator's engine is given for one window of articles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import cast

from mujaz import Briefer
from mujaz.engines.base import Generation, GenerationOptions
from mujaz.engines.seq2seq import Seq2SeqEngine
from mujaz.files.articles import read_articles


def segments_of(files: Sequence[str], articles: int, briefer: Briefer) -> tuple[list[str], GenerationOptions]:
    """Every segment of the first articles of the files, and how they are translated: the first call of all."""
    engine = engine_of(briefer)
    calls: list[tuple[list[str], GenerationOptions]] = []
    generate = engine.generate

    def record(sources: Sequence[str], how: GenerationOptions) -> list[Generation]:
        calls.append((list(sources), how))
        return generate(sources, how)

    engine.generate = record  # type: ignore[method-assign]
    list(briefer.brief_many(islice(read_articles(files), articles), lambda _: None))
    engine.generate = generate  # type: ignore[method-assign]
    return calls[0]


def engine_of(briefer: Briefer) -> Seq2SeqEngine:
    """The engine of its translator."""
    return cast(Seq2SeqEngine, briefer._translator._engine)
