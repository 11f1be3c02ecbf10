"""The contract that every engine keeps: a batch of strings in, generations out.

An engine owns a model and its tokenizer. It tokenizes, batches, generates and detokenizes; results come back in the
order of the sources. `tests/engines/test_contract.py` runs the same cases on each engine.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NoReturn

from mujaz.errors import InputError


@dataclass(frozen=True, slots=True)
class GenerationOptions:
    """How to generate. Every field is passed on explicitly: libraries' defaults differ and change.

    Attributes:
        beam_size: Beams; 1 is greedy.
        num_hypotheses: Hypotheses to return a source, at most `beam_size`.
        max_input_pieces: A longer source is cut here and reported as truncated; counts ``</s>``.
        max_output_pieces: Pieces that may be generated a source; counts ``</s>``, not the decoder's start token.
        length_penalty: Exponent of the length by which a finished hypothesis' log-probability is divided.
        repetition_penalty: 1 turns it off.
        no_repeat_ngram_size: 0 turns it off.
        attention: Whether to return the decoder's attention over the source.
        scored: Whether to return log-probabilities. If the search itself does not give them, that takes a second
            pass over the source; if they are not wanted, they are not a number (NaN).
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

    @property
    def forbids_repetition(self) -> bool:
        """Tell whether something is banned, or made less likely, because it was generated before."""
        return self.repetition_penalty != 1 or self.no_repeat_ngram_size > 0


@dataclass(frozen=True, slots=True)
class Capabilities:
    """The parts of the contract that an engine may lack. Code that needs one asks the engine first.

    Attributes:
        several_hypotheses: It returns as many hypotheses as `GenerationOptions.num_hypotheses` asks for; else one.
        scores: Its hypotheses have log-probabilities; else they are NaN.
        forced_scoring: `Engine.score` gives the log-probability of any target; else it raises.
        attention: It returns attention, which aligns source and target pieces; else None.
        repetition: It honours `repetition_penalty` and `no_repeat_ngram_size`; else to ask for one is an error.
    """

    several_hypotheses: bool = True
    scores: bool = True
    forced_scoring: bool = True
    attention: bool = True
    repetition: bool = True


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
    """The hypotheses for one source.

    Attributes:
        hypotheses: Best first.
        pieces_in: Source pieces that were read, ``</s>`` included.
        truncated: Whether the source was cut.
    """

    hypotheses: tuple[Hypothesis, ...]
    pieces_in: int
    truncated: bool

    @property
    def best(self) -> Hypothesis:
        """Return the first hypothesis."""
        return self.hypotheses[0]


class Engine(ABC):
    """A loaded model.

    Attributes:
        capabilities: The parts of the contract that it keeps; a subclass that lacks some says so.
    """

    capabilities = Capabilities()

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled: a process that needs this model loads it."""
        raise TypeError("an engine cannot be pickled; pickle the Briefer, Translator or Summarizer made from a profile")

    @abstractmethod
    def generate(self, sources: Sequence[str], options: GenerationOptions) -> list[Generation]:
        """Generate texts for `sources`, in their order.

        Raises:
            InputError: Options that this engine cannot honour, see `check_options`.
        """

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[float]:  # noqa: ARG002 (for subclasses)
        """Compute the log-probability (natural, ``</s>`` included) of each target given its source.

        Raises:
            InputError: The engine has no forced scoring, or a target is too long.
        """
        raise InputError("this engine cannot score a given text")

    @abstractmethod
    def count_pieces(self, text: str) -> int:
        """Count the pieces of `text` on the source side, without ``</s>``."""

    def check_options(self, options: GenerationOptions) -> None:
        """Make sure that this engine can honour `options`. `generate` calls it first.

        Raises:
            InputError: It cannot. Scores are no reason: an engine without them returns NaN.
        """
        if not 1 <= options.num_hypotheses <= options.beam_size:
            raise InputError(f"{options.num_hypotheses} hypotheses cannot come from {options.beam_size} beams")
        if options.max_input_pieces < 2 or options.max_output_pieces < 1:
            raise InputError("max_input_pieces must be 2 or more, max_output_pieces 1 or more")
        if options.num_hypotheses > 1 and not self.capabilities.several_hypotheses:
            raise InputError("this engine gives one hypothesis a source; ask for one")
        if options.attention and not self.capabilities.attention:
            raise InputError("this engine gives no attention; do not ask for it")
        if options.forbids_repetition and not self.capabilities.repetition:
            raise InputError("this engine cannot forbid repetition; do not ask for it")
