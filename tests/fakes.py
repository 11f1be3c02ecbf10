"""An engine without a model, for the logic around engines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mujaz.engines.base import Engine, Generation, GenerationOptions, Hypothesis

Answer = str | Hypothesis | Generation | Sequence[str | Hypothesis]
"""What the fake says to a source: a text, a hypothesis, several of them best first, or a whole generation."""


def hypothesis(text: str, log_probability: float = -1.0, *, finished: bool = True) -> Hypothesis:
    """A hypothesis with a piece for each word."""
    return Hypothesis(text, log_probability, tuple(text.split()), finished)


class FakeEngine(Engine):
    """Answers as `answer(source, call)` says, `call` counting `generate` calls from 0; a piece is a word.

    Attributes:
        calls: Sources and options of each `generate` call.
    """

    def __init__(self, answer: Callable[[str, int], Answer]) -> None:
        self.answer = answer
        self.calls: list[tuple[list[str], GenerationOptions]] = []

    @classmethod
    def queued(cls, *batches: Sequence[Answer]) -> FakeEngine:
        """An engine whose n-th `generate` call answers with the n-th batch, in order."""
        queues = [iter(batch) for batch in batches]
        return cls(lambda _source, call: next(queues[call]))

    def generate(self, sources: Sequence[str], options: GenerationOptions) -> list[Generation]:
        call = len(self.calls)
        self.calls.append((list(sources), options))
        return [_generation(source, self.answer(source, call), options) for source in sources]

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        return [-float(len(target.split())) for target in targets]

    def count_pieces(self, text: str) -> int:
        return len(text.split())


def _generation(source: str, answer: Answer, options: GenerationOptions) -> Generation:
    if isinstance(answer, Generation):
        return answer
    offered = [answer] if isinstance(answer, str | Hypothesis) else list(answer)
    hypotheses = [hypothesis(one) if isinstance(one, str) else one for one in offered[: options.num_hypotheses]]
    return Generation(tuple(hypotheses), pieces_in=len(source.split()) + 1, truncated=False)
