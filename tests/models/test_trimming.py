"""Cutting a vocabulary down to the pieces that its texts need."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sentencepiece

from mujaz.engines.base import GenerationOptions
from mujaz.engines.checkpoint import load_checkpoint, read_settings
from mujaz.engines.pieces import Pieces, Vocabulary, read_checkpoint_pieces
from mujaz.engines.transformers_engine import TransformersEngine
from mujaz.errors import ModelError
from mujaz.models import trimming
from mujaz.models.bundle import Bundle
from mujaz.models.convert import About, write_bundle
from mujaz.models.manifest import Source
from mujaz.models.parity import Agreement, compare_trimmed, require_agreement
from mujaz.models.trimming import Trim, choose_pieces, is_indispensable, is_likely, trim_checkpoint
from tests.checkpoints import corpus, samples

pytestmark = pytest.mark.usefixtures("needs_torch")

ABOUT = About(name="tiny", version="1", task="summarize", source=Source(repository="tests"), licence="Apache-2.0")
OPTIONS = GenerationOptions(beam_size=4, num_hypotheses=4, max_output_pieces=48)
MOST = [(source, target) for source, target in corpus() if "أمس" not in source]
"""Sentences without yesterday, which has pieces of its own in both languages."""

TRIM = Trim(pieces=None, texts=[source for source, _ in MOST], target_texts=[target for _, target in MOST])


def _engine(checkpoint: Path) -> TransformersEngine:
    return TransformersEngine(checkpoint, read_checkpoint_pieces(checkpoint, read_settings(checkpoint)), threads=1)


@pytest.fixture(scope="module")
def trimmed_mt5(mt5_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("trimmed") / "checkpoint"
    trim_checkpoint(mt5_checkpoint, made, TRIM)
    return made


@dataclass(frozen=True, slots=True)
class _Forbidding(Pieces):
    """Pieces of which those that `kept` does not hold are never generated."""

    kept: Vocabulary

    def banned_rows(self) -> list[int]:
        gone = [row for row, piece in enumerate(self.target_vocabulary.pieces) if piece not in self.kept]
        return sorted({*gone, *Pieces.banned_rows(self)})


@pytest.mark.parametrize("model", ["mt5_checkpoint", "marian_checkpoint", "split_checkpoint"])
def test_the_trimmed_model_is_the_full_one_with_the_other_pieces_forbidden(
    request: pytest.FixtureRequest, model: str, tmp_path: Path
) -> None:
    checkpoint: Path = request.getfixturevalue(model)
    figures = trim_checkpoint(checkpoint, tmp_path / "trimmed", TRIM)
    assert figures.target_rows[1] < figures.target_rows[0]
    full, trimmed = _engine(checkpoint), _engine(tmp_path / "trimmed")
    sources = [source for source, _ in MOST[:40]]
    agreement = compare_trimmed(full, trimmed, sources, OPTIONS)
    assert agreement.covered == 1.0
    assert agreement.same_where_covered is not None
    assert agreement.same_where_covered >= 0.95
    assert agreement.lowest is not None
    assert agreement.lowest > -1e-4
    known = full.pieces
    full.pieces = _Forbidding(
        known.source, known.target, known.source_vocabulary, known.target_vocabulary, trimmed.pieces.target_vocabulary
    )
    for theirs, ours in zip(full.generate(sources, OPTIONS), trimmed.generate(sources, OPTIONS), strict=True):
        assert [hypothesis.pieces for hypothesis in ours.hypotheses] == [h.pieces for h in theirs.hypotheses]
        assert [h.log_probability for h in ours.hypotheses] == pytest.approx(
            [h.log_probability for h in theirs.hypotheses], rel=1e-4, abs=1e-4
        )


def test_where_they_do_not_suffice_the_share_of_covered_sources_says_so(
    mt5_checkpoint: Path, trimmed_mt5: Path
) -> None:
    sources = [source for source, _ in corpus()[:40]]
    agreement = compare_trimmed(_engine(mt5_checkpoint), _engine(trimmed_mt5), sources, OPTIONS)
    assert agreement.covered == pytest.approx(sum("أمس" not in source for source in sources) / 40)
    assert agreement.same_where_covered is not None
    assert agreement.same_where_covered >= 0.95
    assert agreement.same < agreement.same_where_covered


def test_a_source_with_pieces_that_are_gone_is_still_spelled_in_full(trimmed_mt5: Path, mt5_checkpoint: Path) -> None:
    full, cut = (sentencepiece.SentencePieceProcessor(model_file=str(c / "spiece.model"))
                 for c in (mt5_checkpoint, trimmed_mt5))  # fmt: skip
    source = next(source for source, _ in corpus() if "أمس" in source)
    assert cut.decode(cut.encode(source)) == full.decode(full.encode(source)) == source
    assert cut.unk_id() not in cut.encode(source)
    assert len(cut.encode(source)) > len(full.encode(source))


def test_an_mt5_keeps_one_vocabulary_and_loses_the_rows_that_stand_for_nothing(trimmed_mt5: Path) -> None:
    model = load_checkpoint(trimmed_mt5)
    pieces = read_checkpoint_pieces(trimmed_mt5, read_settings(trimmed_mt5))
    rows = model.config.vocab_size
    assert model.shared.weight.shape[0] == model.lm_head.weight.shape[0] == rows == len(pieces.source_vocabulary)
    assert pieces.source_vocabulary.pieces[:3] == ("<pad>", "</s>", "<unk>")
    assert not any(piece.startswith("<unused_") for piece in pieces.source_vocabulary.pieces)
    assert not (trimmed_mt5 / "target_vocab.json").exists()  # one list of rows serves both sides


def test_a_published_marian_leaves_with_a_vocabulary_a_side(marian_checkpoint: Path, tmp_path: Path) -> None:
    figures = trim_checkpoint(marian_checkpoint, tmp_path / "trimmed", Trim())
    settings = read_settings(tmp_path / "trimmed")
    pieces = read_checkpoint_pieces(tmp_path / "trimmed", settings)
    assert figures.source_rows == (figures.target_rows[0], len(pieces.source_vocabulary))
    assert figures.source_rows[1] + figures.target_rows[1] <= figures.source_rows[0] + 20
    start = settings["decoder_start_token_id"]
    assert pieces.source_vocabulary.pieces[start] == pieces.target_vocabulary.pieces[start] == "<pad>"
    assert settings["eos_token_id"] == pieces.target_vocabulary.numbers(["</s>"])[0]
    agreement = compare_trimmed(_engine(marian_checkpoint), _engine(tmp_path / "trimmed"), samples(20), OPTIONS)
    assert (agreement.covered, agreement.same) == (1.0, 1.0)


def test_a_bundle_says_what_was_trimmed_and_what_that_changed(mt5_checkpoint: Path, tmp_path: Path) -> None:
    sources = [source for source, _ in MOST[:4]]
    bundle = write_bundle(
        mt5_checkpoint, tmp_path / "bundle", ABOUT, quantization="float32", samples=sources, threads=1, trim=TRIM
    )
    said: dict[str, Any] = bundle.manifest.trimming
    assert said["source_rows"][0] == read_settings(mt5_checkpoint)["vocab_size"]
    assert said["source_rows"] == said["target_rows"]
    assert said["source"] == {"texts": 2 * len(MOST), "pieces": 1.0, "whole_texts": 1.0}
    assert said["agreement"]["covered"] == 1.0
    assert said["agreement"]["lowest"] > -1e-4
    best = bundle.engine(threads=1).generate(samples(1), OPTIONS)[0].best
    assert best.text


def test_rows_that_were_mixed_up_are_noticed_and_refused(
    mt5_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = trimming._cut_mt5

    def mixed(state: dict[str, Any], kept: list[int], target: list[int]) -> dict[str, Any]:
        return cut(state, [*kept[:20], *reversed(kept[20:])], target)

    monkeypatch.setattr(trimming, "_cut_mt5", mixed)
    with pytest.raises(ModelError, match="a text that both can spell became less likely"):
        write_bundle(mt5_checkpoint, tmp_path / "bundle", ABOUT, samples=samples(4), threads=1, trim=Trim())
    assert not (tmp_path / "bundle").exists()


def test_agreement_bears_rounding_and_no_more() -> None:
    require_agreement(Agreement(8, 1.0, 1.0, 1.0, lowest=-0.001))
    require_agreement(Agreement(8, 0.0, 0.0, None, lowest=None))
    with pytest.raises(ModelError, match=r"less likely, by 2\.0%"):
        require_agreement(Agreement(8, 1.0, 1.0, 1.0, lowest=-0.02))
    with pytest.raises(ModelError):
        require_agreement(Agreement(8, 1.0, 1.0, 1.0, lowest=float("nan")))


@pytest.mark.parametrize(
    ("piece", "indispensable", "likely"),
    [
        ("▁", True, True),
        ("ا", True, True),
        ("▁و", True, True),
        ("x", True, True),
        ("7", True, True),
        ("،", True, True),
        ("€", True, True),
        ("\u064b", True, True),
        ("▁الوزير", False, True),
        ("▁minister", False, True),
        ("2024", False, True),
        ("☃", True, True),
        ("é", False, False),
        ("Ж", False, False),
        ("▁Präsident", False, False),
        ("新", False, False),
    ],
)
def test_what_arabic_news_needs_is_told_by_characters(piece: str, indispensable: bool, likely: bool) -> None:
    assert (is_indispensable(piece), is_likely(piece)) == (indispensable, likely)


def _model(pieces: dict[str, float], *, kind: int = 1) -> bytes:
    from sentencepiece import sentencepiece_model_pb2 as pb

    proto = pb.ModelProto()
    proto.pieces.add(piece="<unk>", score=0, type=2)
    proto.pieces.add(piece="</s>", score=0, type=3)
    proto.pieces.add(piece="<0x41>", score=0, type=6)
    for piece, score in pieces.items():
        proto.pieces.add(piece=piece, score=score, type=1)
    proto.trainer_spec.model_type = kind
    return bytes(proto.SerializeToString())


PIECES = {"▁و": -1.0, "▁قال": -2.0, "▁the": -3.0, "▁minister": -4.0, "▁وزير": -5.0, "▁Привет": -1.5, "Ж": -1.6,
          "▁<extra_id_0>": -0.5}  # fmt: skip


def test_pieces_are_kept_in_the_order_of_need() -> None:
    always = {"<unk>", "</s>", "<0x41>", "▁و"}
    model = _model(PIECES)
    assert choose_pieces(model, Counter(), None) == always
    assert choose_pieces(model, Counter(), 5) == {*always, "▁قال"}
    assert choose_pieces(model, Counter(), 7) == {*always, "▁قال", "▁وزير", "▁the"}
    assert choose_pieces(model, Counter(), 100) == {*always, "▁قال", "▁وزير", "▁the", "▁minister"}


def test_what_was_seen_is_kept_whatever_its_script_the_most_frequent_first() -> None:
    seen = Counter({"▁Привет": 1, "Ж": 5, "▁minister": 2})
    model = _model(PIECES)
    assert choose_pieces(model, seen, 6) == {"<unk>", "</s>", "<0x41>", "▁و", "Ж", "▁minister"}
    assert choose_pieces(model, seen, None) == {"<unk>", "</s>", "<0x41>", "▁و", "Ж", "▁minister", "▁Привет"}


def test_a_limit_below_what_always_stays_is_refused() -> None:
    with pytest.raises(ModelError, match="3 pieces are too few: 4 spell single characters or are no text"):
        choose_pieces(_model(PIECES), Counter(), 3)


def test_a_model_of_merged_pairs_is_refused() -> None:
    with pytest.raises(ModelError, match="not a unigram model"):
        choose_pieces(_model(PIECES, kind=2), Counter(), None)


def test_a_side_without_texts_stays_whole_where_no_number_is_given(split_checkpoint: Path, tmp_path: Path) -> None:
    figures = trim_checkpoint(split_checkpoint, tmp_path / "trimmed", Trim(pieces=None, texts=samples(2)))
    assert figures.source_rows[1] < figures.source_rows[0]
    assert figures.target_rows[1] == figures.target_rows[0]
    assert figures.target.pieces is None


def test_learned_positions_and_the_biases_of_kept_pieces_come_along(split_checkpoint: Path, tmp_path: Path) -> None:
    trim_checkpoint(split_checkpoint, tmp_path / "trimmed", Trim(pieces=None, texts=samples(2)))
    before, after = load_checkpoint(split_checkpoint), load_checkpoint(tmp_path / "trimmed")
    positions = [model.model.encoder.embed_positions.weight for model in (before, after)]
    assert positions[0].equal(positions[1])
    assert after.final_logits_bias.shape == before.final_logits_bias.shape
    rows = json.loads((tmp_path / "trimmed" / "vocab.json").read_text(encoding="utf-8"))
    assert list(rows.values()) == list(range(after.config.vocab_size))


def test_a_trimmed_bundle_is_smaller(mt5_checkpoint: Path, mt5_bundle: Bundle, tmp_path: Path) -> None:
    trim = Trim(pieces=90)
    made = write_bundle(
        mt5_checkpoint, tmp_path / "b", ABOUT, quantization="float32", samples=samples(2), threads=1, trim=trim
    )
    assert made.manifest.trimming["source_rows"][1] <= 91
    assert (made.path / "model.bin").stat().st_size < (mt5_bundle.path / "model.bin").stat().st_size
