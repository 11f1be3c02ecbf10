"""Two models compared: a converted one with its checkpoint, and a trimmed one with the whole.

Greedy text proves little about a conversion: a wrongly scaled output leaves it unchanged, while log-probabilities and
beams go wrong. So the scores of several hypotheses a source decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mujaz.engines.base import Engine, Generation, GenerationOptions
from mujaz.engines.seq2seq import Seq2SeqEngine
from mujaz.errors import ModelError

FLOAT_TOLERANCE = 0.005
"""Largest relative difference of a log-probability between the same weights in two libraries, both in float32."""

INT8_TOLERANCE = 0.10
"""Largest mean relative difference that quantization may bring; beyond it the conversion is broken, not coarse."""

BEAM_TOLERANCE = 0.05
"""How much less likely, in float32, the converted model's best text may be than the checkpoint's best.

Rounding can turn a beam if two hypotheses are equally likely; the text is hardly worse then.
"""

SMALL = 1.0
"""Log-probabilities nearer to zero are compared as if they were this large: 0.02 against 0.03 is no fault."""

OPTIONS = GenerationOptions(beam_size=4, num_hypotheses=4, max_output_pieces=64)
"""Several hypotheses, so that unlikely ones are compared too; short ones suffice."""

SAMPLES = (
    "أعلنت الحكومة اليوم خطة جديدة لدعم التعليم في القرى.",
    "ارتفعت أسعار النفط بنسبة 3 في المئة خلال الأسبوع الماضي.",
    "قال الوزير إن المفاوضات مستمرة وإن الاتفاق قريب.",
    "وصل الفريق إلى النهائي بعد فوزه على منافسه بهدفين.",
    "حذر الأطباء من انتشار المرض في فصل الشتاء.",
    "افتتح الرئيس معرض الكتاب وسط حضور كبير.",
    "لم تعلق الشركة على الأنباء التي نشرتها الصحيفة.",
    "تسببت الأمطار الغزيرة في إغلاق الطرق ومقتل شخصين.",
)
"""Sources for a comparison, if the caller gives none."""


@dataclass(frozen=True, slots=True)
class Parity:
    """The result of comparing a conversion with its checkpoint.

    Attributes:
        sources: Number of sources.
        hypotheses: Number of hypotheses that both scored.
        largest: Largest relative difference of a log-probability.
        mean: Mean relative difference.
        same_text: Share of sources whose best hypothesis reads the same.
        lost: How much worse, by the checkpoint's own scores, the worst of the best hypotheses found is: relative
            difference of log-probabilities a piece.
    """

    sources: int
    hypotheses: int
    largest: float
    mean: float
    same_text: float
    lost: float = 0.0

    def figures(self) -> dict[str, Any]:
        """Return the figures for a manifest."""
        return {key: round(value, 6) for key, value in asdict(self).items()}


class Reference:
    """The checkpoint's own generations, with which each conversion is compared."""

    def __init__(self, engine: Engine, sources: Sequence[str]) -> None:
        self._engine = engine
        self._sources = sources
        self._generations = engine.generate(sources, OPTIONS)

    def compare(self, converted: Engine) -> Parity:
        """Let both engines score the hypotheses of either."""
        generations = converted.generate(self._sources, OPTIONS)
        pairs = dict.fromkeys(self._pairs(self._generations) + self._pairs(generations))
        sources, texts = [source for source, _ in pairs], [text for _, text in pairs]
        scores = self._engine.score(sources, texts)
        both = zip(scores, converted.score(sources, texts), strict=True)
        differences = [abs(a - b) / max(abs(a), SMALL) for a, b in both]
        same = [a.best.text == b.best.text for a, b in zip(self._generations, generations, strict=True)]
        return Parity(
            sources=len(self._sources),
            hypotheses=len(pairs),
            largest=max(differences),
            mean=sum(differences) / len(differences),
            same_text=sum(same) / len(same),
            lost=self._lost(generations, dict(zip(pairs, scores, strict=True))),
        )

    def _lost(self, generations: Sequence[Generation], scores: Mapping[tuple[str, str], float]) -> float:
        losses = [0.0]
        for source, reference, converted in zip(self._sources, self._generations, generations, strict=True):
            before, after = (scores[source, g.best.text] / (len(g.best.pieces) + 1) for g in (reference, converted))
            losses.append((before - after) / max(abs(before), SMALL / (len(reference.best.pieces) + 1)))
        return max(losses)

    def _pairs(self, generations: Sequence[Generation]) -> list[tuple[str, str]]:
        return [(s, h.text) for s, g in zip(self._sources, generations, strict=True) for h in g.hypotheses]


def require_faithful(parity: Parity, kind: str) -> None:
    """Refuse a conversion whose scores went wrong.

    Args:
        parity: From `Reference.compare`.
        kind: ``float32``, or the type that the weights were quantized to.

    Raises:
        ModelError: In float32, a log-probability differs by more than `FLOAT_TOLERANCE`, or the search finds a text
            that is less likely by more than `BEAM_TOLERANCE`; in another type, the mean difference is above
            `INT8_TOLERANCE`. A figure that is not a number is refused too.
    """
    if kind == "float32" and not parity.largest <= FLOAT_TOLERANCE:
        raise ModelError(
            f"the converted model is not the same: log-probabilities differ by up to {parity.largest:.1%} "
            f"(rounding explains {FLOAT_TOLERANCE:.1%}); do not use it, and report the checkpoint"
        )
    if kind == "float32" and not parity.lost <= BEAM_TOLERANCE:
        raise ModelError(
            f"the converted model does not find what the original finds, but texts less likely by {parity.lost:.1%} "
            f"({BEAM_TOLERANCE:.0%} is allowed); do not use it, and report the checkpoint"
        )
    if not parity.mean <= INT8_TOLERANCE:
        raise ModelError(
            f"{kind} broke the model: log-probabilities differ by {parity.mean:.1%} in the mean "
            f"(at most {INT8_TOLERANCE:.0%} is allowed); convert it to float32"
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """The result of comparing a trimmed model with the whole one.

    Attributes:
        sources: Number of sources.
        covered: Share of sources whose pieces, and the pieces of the full model's text, all stay.
        same: Share of all sources whose best hypothesis is the same text.
        same_where_covered: The same, among the covered; None without any.
        lowest: Smallest relative change of the log-probability of a covered hypothesis; None without any. Apart from
            rounding it cannot be negative: the share of the pieces that are gone falls to those that stay.
    """

    sources: int
    covered: float
    same: float
    same_where_covered: float | None
    lowest: float | None

    def figures(self) -> dict[str, Any]:
        """Return the figures for a manifest."""
        return {key: value if value is None else round(value, 6) for key, value in asdict(self).items()}


def compare_trimmed(
    full: Seq2SeqEngine, trimmed: Seq2SeqEngine, sources: Sequence[str], options: GenerationOptions = OPTIONS
) -> Agreement:
    """Let both engines write and score; see `Agreement`."""
    generations = full.generate(sources, options)
    shortened = trimmed.generate(sources, options)
    same = [a.best.text == b.best.text for a, b in zip(generations, shortened, strict=True)]
    covered = [_is_covered(full, trimmed, s, g) for s, g in zip(sources, generations, strict=True)]
    same_covered = [is_same for is_same, is_covered in zip(same, covered, strict=True) if is_covered]
    texts = [(s, g.best.text) for s, g, is_covered in zip(sources, generations, covered, strict=True) if is_covered]
    return Agreement(
        sources=len(sources),
        covered=sum(covered) / len(sources),
        same=sum(same) / len(sources),
        same_where_covered=sum(same_covered) / len(same_covered) if same_covered else None,
        lowest=_lowest_change(full, trimmed, texts) if texts else None,
    )


def _is_covered(full: Seq2SeqEngine, trimmed: Seq2SeqEngine, source: str, generation: Generation) -> bool:
    pieces = trimmed.pieces
    return all(piece in pieces.source_vocabulary for piece in full.pieces.source.encode([source])[0]) and all(
        piece in pieces.target_vocabulary for piece in generation.best.pieces
    )


def _lowest_change(full: Seq2SeqEngine, trimmed: Seq2SeqEngine, pairs: Sequence[tuple[str, str]]) -> float:
    sources, texts = [source for source, _ in pairs], [text for _, text in pairs]
    scores = zip(full.score(sources, texts), trimmed.score(sources, texts), strict=True)
    return min((after - before) / max(abs(before), SMALL) for before, after in scores)


def require_agreement(agreement: Agreement) -> None:
    """Refuse a trimmed model that gives a text which it can spell a lower score: its rows were mixed up.

    Raises:
        ModelError: It does.
    """
    if agreement.lowest is not None and not agreement.lowest >= -FLOAT_TOLERANCE:
        raise ModelError(
            f"the trimmed model is not the same: a text that both can spell became less likely, "
            f"by {-agreement.lowest:.1%}; do not use it, and report the checkpoint"
        )
