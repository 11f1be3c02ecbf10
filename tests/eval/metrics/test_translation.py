"""Our way to sacreBLEU's metrics against its public one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sacrebleu.metrics.base import Metric as SacreMetric
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from mujaz.eval.metrics.base import Trials
from mujaz.eval.metrics.registry import build_metrics
from tests.eval import samples

PUBLIC: dict[str, tuple[str, Callable[[], SacreMetric]]] = {
    "bleu": ("BLEU", BLEU),
    "bleu-ar": ("BLEU", lambda: BLEU(tokenize="intl")),
    "chrf": ("chrF2", CHRF),
    "chrf++": ("chrF2++", lambda: CHRF(word_order=2)),
    "chrf++-ar": ("chrF2++", lambda: CHRF(word_order=2)),
    "ter": ("TER", TER),
}
REFERENCES = samples.english()
OUTPUTS = samples.damaged(REFERENCES, 0.4, seed=5)


@pytest.mark.parametrize("name", PUBLIC)
def test_score_and_signature_are_those_of_sacrebleu(name: str) -> None:
    title, build = PUBLIC[name]
    (metric,) = build_metrics([name])
    public = build()
    score = metric.score(OUTPUTS, [[reference] for reference in REFERENCES])
    assert score.value == pytest.approx(public.corpus_score(OUTPUTS, [REFERENCES]).score)
    assert score.signature == f"{title}|{public.get_signature()}"


@pytest.mark.parametrize("name", PUBLIC)
def test_the_score_of_an_article_is_sacrebleus_sentence_score(name: str) -> None:
    _, build = PUBLIC[name]
    (metric,) = build_metrics([name])
    public = build()
    if isinstance(public, BLEU):
        public.effective_order = True
    expected = [public.sentence_score(text, [one]).score for text, one in zip(OUTPUTS, REFERENCES, strict=True)]
    assert metric.score(OUTPUTS, [[one] for one in REFERENCES]).per_item == pytest.approx(expected)


@pytest.mark.parametrize("name", PUBLIC)
def test_a_number_of_references_that_varies_is_sacrebleus_var(name: str) -> None:
    title, build = PUBLIC[name]
    (metric,) = build_metrics([name])
    public = build()
    second = [*samples.damaged(REFERENCES, 0.2, seed=6)[:-1], None]
    groups = [[one for one in pair if one is not None] for pair in zip(REFERENCES, second, strict=True)]
    score = metric.score(OUTPUTS, groups)
    assert score.value == pytest.approx(public.corpus_score(OUTPUTS, [REFERENCES, second]).score)
    assert score.signature == f"{title}|{public.get_signature()}"
    assert "nrefs:var" in score.signature


def test_the_signature_names_resamples_and_seed() -> None:
    (metric,) = build_metrics(["chrf"])
    assert "|bs:200|seed:7|" in metric.signature([["a"]], Trials(samples=200, seed=7))


def test_bullets_count_as_one_segment_and_their_line_ends_as_spaces() -> None:
    # sacreBLEU itself would join a line that ends in a hyphen with the next one.
    (metric,) = build_metrics(["bleu"])
    assert metric.score(["a well-\nknown man said so"], [["a well- known man said so"]]).value == pytest.approx(100)


def test_arabic_bleu_sets_the_arabic_comma_apart() -> None:
    # With 13a «نعم،» and «نعم» would be two words, and nothing but the last four words would match.
    arabic, english = build_metrics(["bleu-ar", "bleu"])
    text, reference = "نعم، وصل الوفد إلى العاصمة", "نعم وصل الوفد إلى العاصمة"
    # intl: 5 of 6 words, 4 of 5 pairs less the two beside the comma, and so on; 13a: 4 of 5 words, 3 of 4 pairs...
    assert arabic.score([text], [[reference]]).value == pytest.approx(100 * (5 / 6 * 3 / 5 * 2 / 4 * 1 / 3) ** (1 / 4))
    assert english.score([text], [[reference]]).value == pytest.approx(100 * (4 / 5 * 3 / 4 * 2 / 3 * 1 / 2) ** (1 / 4))
