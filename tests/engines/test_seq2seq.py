"""How much both engines take at once, on the embedded translator, whose library is not called."""

from __future__ import annotations

import pytest

from mujaz.engines import seq2seq
from mujaz.engines.base import GenerationOptions
from mujaz.engines.seq2seq import Example, SearchResult, Seq2SeqEngine
from mujaz.models import open_bundle

SOURCES = ["زار الوزير المدرسة اليوم"] * 10
ROWS = 16_000
"""Of the embedded translator's output layer."""


@pytest.fixture
def engine() -> Seq2SeqEngine:
    loaded = open_bundle("embedded-ar-en").engine(threads=1)
    assert isinstance(loaded, Seq2SeqEngine)
    assert len(loaded.pieces.target_vocabulary) == ROWS
    return loaded


@pytest.fixture
def sizes(engine: Seq2SeqEngine, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many sources each search has taken, which finds the same for all of them."""
    taken: list[int] = []

    def search(sources: list[list[str]], _options: GenerationOptions) -> list[list[SearchResult]]:
        taken.append(len(sources))
        return [[SearchResult(("▁a",), finished=True, log_probability=-1.0)] for _ in sources]

    monkeypatch.setattr(engine, "_search", search)
    return taken


def test_a_search_takes_no_more_sources_than_the_output_layer_has_room_for_their_beams(
    engine: Seq2SeqEngine, sizes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.generate(SOURCES, GenerationOptions())
    assert sizes == [10]
    sizes.clear()
    monkeypatch.setattr(seq2seq, "MAX_LOGITS", 3 * 4 * ROWS)
    engine.generate(SOURCES, GenerationOptions(beam_size=4))
    assert sizes == [3, 3, 3, 1]


def test_lanes_share_the_room_of_the_output_layer_and_each_takes_one_source_at_least(
    engine: Seq2SeqEngine, sizes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "lanes", 2)
    monkeypatch.setattr(seq2seq, "MAX_LOGITS", 6 * 4 * ROWS)
    engine.generate(SOURCES, GenerationOptions(beam_size=4))
    assert sorted(sizes) == [1, 3, 3, 3]
    sizes.clear()
    monkeypatch.setattr(seq2seq, "MAX_LOGITS", 4 * ROWS)
    engine.generate(SOURCES, GenerationOptions(beam_size=4))
    assert sizes == [1] * 10


def test_scoring_takes_no_more_pieces_than_the_output_layer_has_room_for(
    engine: Seq2SeqEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches: list[list[Example]] = []

    def score(pairs: list[Example]) -> list[float]:
        batches.append(pairs)
        return [0.0] * len(pairs)

    monkeypatch.setattr(engine, "_score", score)
    targets = ["The minister visited the school today."] * 10
    engine.score(SOURCES, targets)
    assert [len(batch) for batch in batches] == [10]
    batches.clear()
    monkeypatch.setattr(seq2seq, "MAX_LOGITS", 40 * ROWS)
    engine.score(SOURCES, targets)
    assert sum(map(len, batches)) == 10
    assert all(len(batch) * max(len(pair.target) for pair in batch) <= 40 for batch in batches)
