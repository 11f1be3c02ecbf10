"""Bullets from mT5: each passage of an article is summarized, all passages of all articles in one batch call.

The model of the papers (mT5 fine-tuned on XL-Sum) writes one or two sentences for an input of up to 512 pieces, so
several bullets come from several passages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from math import ceil
from typing import Self

from mujaz.engines.base import Engine, Generation, GenerationOptions
from mujaz.errors import ModelError
from mujaz.flags.catalogue import make_flag
from mujaz.models.bundle import Bundle, open_bundle
from mujaz.profiles import Profile
from mujaz.summarize.ranking import Ranking, how_many
from mujaz.summarize.strategies.base import Candidate, Retelling, Strategy
from mujaz.summarize.strategies.extractive import quote_sentence
from mujaz.summarize.trimming import close
from mujaz.text.clean import for_model
from mujaz.text.document import Document
from mujaz.text.passages import pack
from mujaz.text.script import has_arabic
from mujaz.text.sentences import split_sentences
from mujaz.text.words import looping_phrase, words
from mujaz.types import Passage, Sentence

LEAST_WORDS = 4
"""A shorter output is no sentence."""

LEAST_DISTINCT = 0.5
"""An output whose different words are a smaller share of all goes round in circles."""

LONGEST_PHRASE = 4
"""Loops of phrases up to this many words are looked for."""

_SENTINEL = re.compile(r"<extra_id_\d+>")
_ENDS = (".", "؟", "?", "!", "…", "»", '"')


def usable_sentences(generation: Generation) -> list[str]:
    """Return the sentences of the best hypothesis that can be bullets; none when it is empty, loops or has no Arabic.

    A text that was cut at the limit of output pieces loses its unfinished last sentence.
    """
    if not generation.hypotheses:
        return []
    text = for_model(_SENTINEL.sub(" ", generation.best.text))
    sentences = [] if loops(text) else split_sentences(text)
    if sentences and not generation.best.finished and not sentences[-1].endswith(_ENDS):
        sentences = sentences[:-1]
    return [close(sentence) for sentence in sentences if has_arabic(sentence) and len(words(sentence)) >= LEAST_WORDS]


def loops(text: str) -> bool:
    """Tell whether one to four words come three times in a row, or hardly any word is new."""
    tokens = words(text)
    if len(set(tokens)) < LEAST_DISTINCT * len(tokens):
        return True
    return looping_phrase(tokens, LONGEST_PHRASE) is not None


SHORTEST_INPUT_WORDS = 20
"""A shorter passage is not given to the model, which makes up longer news from it (csebuetnlp/xl-sum#4)."""

SHORTEST_LIMIT = 160
"""Passages are packed to no fewer pieces than this, however many bullets are wanted: some four sentences."""

RETOLD_BEAMS = 4
"""Least hypotheses to choose from if the first one did not hold."""

RETOLD_NO_REPEAT = 3

STAND_IN = -0.5
"""Added to the rank of a source sentence that replaces what the model failed to write."""

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
        """Open the profile's summarizer bundle and loads its engine.

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
        """Return one or more bullets a passage; a sentence of the article if the model wrote nothing usable."""
        packed = [self._pack(document) for document in documents]
        sources = [passage.text for passages in packed for passage in passages if _long_enough(passage)]
        generations = iter(self._engine.generate(sources, self._options))
        written = [[_written(p, next(generations)) if _long_enough(p) else [] for p in passages] for passages in packed]
        proposed = []
        for document, passages, offers in zip(documents, packed, written, strict=True):
            missed = [passage for passage, candidates in zip(passages, offers, strict=True) if not candidates]
            proposed.append([*chain.from_iterable(offers), *_stand_ins(document, missed)])
        return proposed

    def retell(self, requests: Sequence[tuple[Document, Sentence]], retelling: Retelling) -> list[list[Candidate]]:
        """Return other bullets for the passage of each sentence; one call for all."""
        passages = [next(p for p in self._pack(document) if sentence in p.sentences) for document, sentence in requests]
        long_enough = [passage for passage in passages if _long_enough(passage)]
        generations = iter(self._engine.generate([p.text for p in long_enough], self._otherwise(retelling)))
        return [_offers(p, next(generations)) if _long_enough(p) else [] for p in passages]

    def _otherwise(self, retelling: Retelling) -> GenerationOptions:
        beams = max(self._options.beam_size, RETOLD_BEAMS)
        if retelling == "hypotheses":
            return replace(self._options, beam_size=beams, num_hypotheses=beams)
        # No beams, and no ban on two pieces that stand together in a name: what led astray is gone.
        return replace(self._options, beam_size=1, num_hypotheses=1, no_repeat_ngram_size=RETOLD_NO_REPEAT)

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
    return [candidate for alternative in apart for candidate in _written(passage, alternative)]


def _stand_ins(document: Document, missed: Sequence[Passage]) -> list[Candidate]:
    """The best sentence of each passage that the model failed on."""
    if not missed:
        return []
    ranking = Ranking(document)
    best = (max(map(quote_sentence, passage.sentences), key=lambda c: ranking.place(c).rank) for passage in missed)
    return [replace(candidate, score=STAND_IN, flags=(_OWN_SENTENCE, *candidate.flags)) for candidate in best]


class Mt5Single(Mt5):
    """Proposes one bullet: all that the model writes for as much of the article as it reads.

    Only this can be compared with published scores (Hasan et al. 2021); several bullets come from several passages.
    """

    def candidates(self, documents: Sequence[Document]) -> list[list[Candidate]]:
        """One bullet a document, its sentences joined."""
        joined = []
        for candidates in super().candidates(documents):
            flags = tuple(dict.fromkeys(flag for candidate in candidates for flag in candidate.flags))
            text = " ".join(candidate.text for candidate in candidates)
            joined.append([replace(candidates[0], text=text, flags=flags)])
        return joined

    def _pack(self, document: Document) -> list[Passage]:
        read = self._beginning(document.sentences)
        return [Passage(text=" ".join(for_model(sentence.text) for sentence in read), sentences=read)]

    def _beginning(self, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
        """The sentences that the model reads, the last of them in part."""
        pieces = 0
        for index, sentence in enumerate(sentences):
            if pieces >= self._options.max_input_pieces:
                return tuple(sentences[:index])
            pieces += self._engine.count_pieces(for_model(sentence.text))
        return tuple(sentences)
