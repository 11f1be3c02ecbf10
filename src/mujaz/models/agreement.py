"""How often a trimmed model writes what the full one writes, and that it never scores worse what both can spell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mujaz.engines.base import Generation, GenerationOptions
from mujaz.engines.seq2seq import Seq2SeqEngine
from mujaz.errors import ModelError
from mujaz.models.parity import FLOAT_TOLERANCE, OPTIONS, SMALL


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a comparison found; shares are None where there was nothing to share.

    Attributes:
        sources: Sources compared.
        covered: Share of them whose pieces, and the pieces of what the full model writes, are all kept.
        same: Share of all sources whose best hypothesis is the same text.
        same_where_covered: The same, among the covered.
        lowest: Smallest relative change of the log-probability of a covered hypothesis. It cannot be negative but for
            rounding: the share of the pieces that are gone falls to those that stayed.
    """

    sources: int
    covered: float
    same: float
    same_where_covered: float | None
    lowest: float | None

    def figures(self) -> dict[str, Any]:
        """As they go into a manifest."""
        return {key: value if value is None else round(value, 6) for key, value in asdict(self).items()}


def compare_trimmed(
    full: Seq2SeqEngine, trimmed: Seq2SeqEngine, sources: Sequence[str], options: GenerationOptions = OPTIONS
) -> Agreement:
    """Let both write and score; see `Agreement`."""
    theirs = full.generate(sources, options)
    ours = trimmed.generate(sources, options)
    same = [a.best.text == b.best.text for a, b in zip(theirs, ours, strict=True)]
    covered = [_is_covered(full, trimmed, pair) for pair in zip(sources, theirs, strict=True)]
    both = [one for one, is_covered in zip(same, covered, strict=True) if is_covered]
    texts = [(s, g.best.text) for s, g, is_covered in zip(sources, theirs, covered, strict=True) if is_covered]
    return Agreement(
        sources=len(sources),
        covered=sum(covered) / len(sources),
        same=sum(same) / len(sources),
        same_where_covered=sum(both) / len(both) if both else None,
        lowest=_lowest_change(full, trimmed, texts) if texts else None,
    )


def _is_covered(full: Seq2SeqEngine, trimmed: Seq2SeqEngine, written: tuple[str, Generation]) -> bool:
    source, generation = written
    read, kept = full.pieces.source.encode([source])[0], trimmed.pieces
    return all(piece in kept.source_vocabulary for piece in read) and all(
        piece in kept.target_vocabulary for piece in generation.best.pieces
    )


def _lowest_change(full: Seq2SeqEngine, trimmed: Seq2SeqEngine, pairs: Sequence[tuple[str, str]]) -> float:
    sources, texts = [source for source, _ in pairs], [text for _, text in pairs]
    scores = zip(full.score(sources, texts), trimmed.score(sources, texts), strict=True)
    return min((ours - theirs) / max(abs(theirs), SMALL) for theirs, ours in scores)


def require_agreement(agreement: Agreement) -> None:
    """Refuse a trimmed model that scores worse what it can spell: its rows were mixed up.

    Raises:
        ModelError: So.
    """
    if agreement.lowest is not None and not agreement.lowest >= -FLOAT_TOLERANCE:
        raise ModelError(
            f"the trimmed model is not the same: a text that both can spell became less likely, "
            f"by {-agreement.lowest:.1%}; do not use it, and report the checkpoint"
        )
