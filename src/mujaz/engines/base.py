"""The contract that every engine keeps: a batch of strings in, generations out.

An engine owns a model and its SentencePiece files. It tokenizes, batches by piece count, generates and detokenizes;
results come back in the order of the sources. `tests/engines/test_contract.py` runs the same cases on each engine.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn


@dataclass(frozen=True, slots=True)
class GenerationOptions:
    """How to generate. Every field is passed on explicitly: libraries' defaults differ and change.

    Attributes:
        beam_size: Beams; 1 is greedy.
        num_hypotheses: Hypotheses to return a source, at most `beam_size`.
        max_input_pieces: A longer source is cut here and reported as truncated; counts ``</s>``.
        max_output_pieces: Pieces that may be generated a source; counts ``</s>``, not the decoder's start token.
        length_penalty: Exponent of the length by which a finished hypothesis' log-probability is divided.
        repetition_penalty: 1 is none.
        no_repeat_ngram_size: 0 is none.
        attention: Whether to return the decoder's attention over the source.
        scored: Whether to return log-probabilities. Where the search itself does not give them, that takes a second
            pass over the source; where they are not wanted, they are not a number (NaN).
    """

    beam_size: int = 4
    num_hypotheses: int = 1
    max_input_pieces: int = 512
    max_output_pieces: int = 256
    length_penalty: float = 1.0
    repetition_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    attention: bool = False
    scored: bool = True


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One generated text.

    Attributes:
        text: Detokenized.
        log_probability: Natural logarithm of the probability of all pieces, ``</s>`` included, without length penalty.
        pieces: The generated pieces, without ``</s>``.
        finished: Whether ``</s>`` was reached before `max_output_pieces`.
        attention: A row for each generated piece, a weight for each source piece; None unless asked for.
    """

    text: str
    log_probability: float
    pieces: tuple[str, ...]
    finished: bool
    attention: tuple[tuple[float, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class Generation:
    """What an engine made of one source: hypotheses best first, pieces read (``</s>`` included), whether it was cut."""

    hypotheses: tuple[Hypothesis, ...]
    pieces_in: int
    truncated: bool

    @property
    def best(self) -> Hypothesis:
        """The first hypothesis."""
        return self.hypotheses[0]


class Engine(ABC):
    """A loaded model. Subclasses: `ctranslate2_engine`, `transformers_engine`.

    Attributes:
        offers_hypotheses: Whether it can return several hypotheses for a source; if not, whoever wants to choose among
            them does without.
    """

    offers_hypotheses = True

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled: a process that needs this model loads it."""
        raise TypeError("an engine cannot be pickled; pickle the Briefer, Translator or Summarizer made from a profile")

    @abstractmethod
    def generate(self, sources: Sequence[str], options: GenerationOptions) -> list[Generation]:
        """Generations for `sources`, in their order."""

    @abstractmethod
    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        """Log-probability (natural, ``</s>`` included) of each target given its source."""

    @abstractmethod
    def count_pieces(self, text: str) -> int:
        """How many pieces `text` takes on the source side, without ``</s>``."""
