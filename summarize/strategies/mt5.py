"""Bullets from mT5: each passage of an article is summarized, all passages of all articles in one batch call.

The model of the papers (mT5 fine-tuned on XL-Sum) writes one or two sentences for an input of up to 512 pieces, so
several bullets come from several passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Self

from mujaz.engines.base import Engine, Generation, GenerationOptions
from mujaz.errors import ModelError
from mujaz.flags.catalogue import make_flag
from mujaz.models.bundle import Bundle, open_bundle
from mujaz.profiles import Profile
from mujaz.summarize.ranking import Ranking
from mujaz.summarize.selection import how_many
from mujaz.summarize.strategies.base import Candidate, Retelling, Strategy
from mujaz.summarize.strategies.extractive import own_words
from mujaz.summarize.strategies.outputs import usable_sentences
from mujaz.text.document import Document
from mujaz.text.passages import pack
from mujaz.text.words import words
from mujaz.types import Passage, Sentence

SHORTEST_INPUT_WORDS = 20
"""A shorter passage is not given to the model, which makes up longer news from it (csebuetnlp/xl-sum#4)."""

SHORTEST_LIMIT = 160
"""Passages are packed to no fewer pieces than this, however many bullets are wanted: some four sentences."""

RETOLD_BEAMS = 4
"""Least hypotheses to choose from where the first one did not hold."""

RETOLD_NO_REPEAT = 3

STAND_IN = -0.5
"""Added to the rank of a source sentence that stands in for what the model failed to write."""

_NO_MODEL = (
    "strategy mt5 needs a summarizer bundle, and profile {name!r} names none; pull one (mujaz models pull mt5-xlsum), "
    "set `summarizer` to a bundle's name or folder (in the profile, or as an option), or use the strategy extractive"
)
_OWN_SENTENCE = make_flag("own-sentence", "ar")
_CUT_INPUT = make_flag("passage-cut", "ar")


class Mt5(Strategy):
    """Proposes what an mT5 summarizer writes for each passage.

    Args:
        engine: A loaded summarizer.
        options: How it generates; the published settings come with the bundle.
        bullets: Bullets wanted of an article; a short article is packed into more, shorter passages for them.
        bundle: Where the engine comes from.
    """

    def __init__(
        self, engine: Engine, options: GenerationOptions, bullets: int = 5, bundle: Bundle | None = None
    ) -> None:
        self.bundles = (bundle,) if bundle else ()
        self._engine = engine
        self._options = options
        self._bullets = bullets

    @classmethod
    def from_profile(cls, profile: Profile) -> Self:
        """Opens the profile's summarizer bundle and loads its engine.

        Raises:
            ModelError: The profile names no summarizer, or the bundle cannot be used or is of another task.
        """
        if profile.summarizer is None:
            raise ModelError(_NO_MODEL.format(name=profile.name))
        bundle = open_bundle(profile.summarizer)
        if bundle.manifest.task != "summarize":
            raise ModelError(f"bundle {bundle.name} is no summarizer: its task is {bundle.manifest.task}")
        engine = bundle.engine(
            engine=profile.engine, device=profile.device, compute_type=profile.compute_type, threads=profile.threads
        )
        return cls(engine, bundle.generation_options(scored=False), profile.bullets, bundle)

    def candidates(self, documents: Sequence[Document]) -> list[list[Candidate]]:
        """One or more bullets a passage; a sentence of the article where the model wrote nothing usable."""
        packed = [self._pack(document) for document in documents]
        sources = [passage.text for passages in packed for passage in passages if _long_enough(passage)]
        generations = iter(self._engine.generate(sources, self._options))
        written = [[_written(p, next(generations)) if _long_enough(p) else [] for p in passages] for passages in packed]
        return [_of_document(*parts) for parts in zip(documents, packed, written, strict=True)]

    def retell(self, requests: Sequence[tuple[Document, Sentence]], how: Retelling) -> list[list[Candidate]]:
        """What the model writes for the passage of each sentence, told otherwise; one call for all."""
        passages = [self._passage(*request) for request in requests]
        long_enough = [passage for passage in passages if _long_enough(passage)]
        generations = iter(self._engine.generate([p.text for p in long_enough], self._otherwise(how)))
        return [_offers(p, next(generations)) if _long_enough(p) else [] for p in passages]

    def _otherwise(self, how: Retelling) -> GenerationOptions:
        beams = max(self._options.beam_size, RETOLD_BEAMS)
        if how == "hypotheses":
            return replace(self._options, beam_size=beams, num_hypotheses=beams)
        # No beams, and no ban on two pieces that stand together in a name: what led astray is gone.
        return replace(self._options, beam_size=1, num_hypotheses=1, no_repeat_ngram_size=RETOLD_NO_REPEAT)

    def _passage(self, document: Document, sentence: Sentence) -> Passage:
        return next(passage for passage in self._pack(document) if sentence in passage.sentences)

    def _pack(self, document: Document) -> list[Passage]:
        pieces = sum(self._engine.count_pieces(sentence.text) for sentence in document.sentences)
        share = ceil(pieces / how_many(len(document.sentences), self._bullets))
        # One piece of the input is </s>.
        limit = min(self._options.max_input_pieces - 1, max(SHORTEST_LIMIT, share))
        return pack(document.sentences, self._engine.count_pieces, limit)


def _long_enough(passage: Passage) -> bool:
    return len(passage.text.split()) >= SHORTEST_INPUT_WORDS


def _written(passage: Passage, generation: Generation) -> list[Candidate]:
    flags = (_CUT_INPUT,) if generation.truncated else ()
    sentences = usable_sentences(generation)
    # More words out than went in is no summary of them.
    if sum(len(words(text)) for text in sentences) > len(words(passage.text)):
        return []
    return [Candidate(text=text, sentences=passage.sentences, flags=flags) for text in sentences]


def _offers(passage: Passage, generation: Generation) -> list[Candidate]:
    """The candidates of all hypotheses, the likeliest first."""
    apart = (replace(generation, hypotheses=(hypothesis,)) for hypothesis in generation.hypotheses)
    return [candidate for one in apart for candidate in _written(passage, one)]


def _of_document(
    document: Document, passages: Sequence[Passage], written: Sequence[list[Candidate]]
) -> list[Candidate]:
    missed = [passage for passage, found in zip(passages, written, strict=True) if not found]
    return [candidate for found in written for candidate in found] + _stand_ins(document, missed)


def _stand_ins(document: Document, missed: Sequence[Passage]) -> list[Candidate]:
    """The best sentence of each passage that the model failed on."""
    if not missed:
        return []
    ranking = Ranking(document)
    best = (max(map(own_words, passage.sentences), key=lambda c: ranking.place(c).rank) for passage in missed)
    return [replace(found, score=STAND_IN, flags=(_OWN_SENTENCE, *found.flags)) for found in best]
