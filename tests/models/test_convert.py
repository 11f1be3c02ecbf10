"""From a checkpoint to a bundle."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from mujaz.engines.base import Engine, Generation, GenerationOptions, Hypothesis
from mujaz.engines.checkpoint import load_checkpoint, save_checkpoint
from mujaz.engines.pieces import read_checkpoint_pieces
from mujaz.errors import ModelError
from mujaz.models.bundle import Bundle, open_bundle
from mujaz.models.convert import About, write_bundle
from mujaz.models.manifest import GenerationDefaults, Quality, Source
from mujaz.models.parity import INT8_TOLERANCE, Parity, Reference, require_faithful
from tests.checkpoints import bundle as make_bundle
from tests.checkpoints import edit_weights, edited, samples

ABOUT = About(
    name="tiny",
    version="3",
    task="translate",
    source=Source(repository="somebody/something", revision="0123abc"),
    licence="CC-BY-4.0",
    attribution=("Somebody",),
    generation=GenerationDefaults(beam_size=2),
    training={"steps": 150},
    quality=(Quality(test_set="own", metric="chrF2", score=61.5, signature="chrF2|v:2.6"),),
)


@pytest.fixture(scope="module")
def int8(split_checkpoint: Path, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The tiny split Marian, quantized."""
    return write_bundle(
        split_checkpoint, tmp_path_factory.mktemp("made") / "tiny", ABOUT, samples=samples(4), threads=1
    )


def test_the_manifest_holds_what_is_known_of_the_model(int8: Bundle) -> None:
    manifest = int8.manifest
    assert (manifest.name, manifest.version, manifest.task) == ("tiny", "3", "translate")
    assert (manifest.architecture, manifest.format, manifest.max_positions) == ("marian", "ctranslate2", 64)
    assert (manifest.source.revision, manifest.licence, manifest.attribution) == ("0123abc", "CC-BY-4.0", ["Somebody"])
    assert manifest.quality[0].score == 61.5
    assert manifest.training == {"steps": 150}
    assert set(manifest.files) == {
        "config.json", "model.bin", "source.spm", "source_vocabulary.json", "target.spm", "target_vocabulary.json",
    }  # fmt: skip


def test_the_manifest_holds_the_parity_in_float32_and_after_quantization(int8: Bundle) -> None:
    parity = int8.manifest.parity
    assert set(parity) == {"float32", "int8"}
    assert parity["float32"]["largest"] < 0.001
    assert parity["float32"]["same_text"] == 1.0
    assert parity["float32"]["largest"] < parity["int8"]["mean"]


def test_int8_is_smaller_than_float32(int8: Bundle, split_bundle: Bundle) -> None:
    sizes = [(bundle.path / "model.bin").stat().st_size for bundle in (int8, split_bundle)]
    assert sizes[0] < 0.6 * sizes[1]


def test_no_other_folder_is_left_behind(int8: Bundle) -> None:
    assert [path.name for path in int8.path.parent.iterdir()] == ["tiny"]


def test_a_licence_beside_the_checkpoint_comes_along(split_checkpoint: Path, tmp_path: Path) -> None:
    checkpoint = edited(split_checkpoint, tmp_path / "checkpoint")
    (checkpoint / "LICENSE").write_text("Do as you please.", encoding="utf-8")
    bundle = write_bundle(checkpoint, tmp_path / "bundle", ABOUT, format="safetensors")
    assert (bundle.path / "LICENSE").read_text(encoding="utf-8") == "Do as you please."


def test_without_samples_a_conversion_is_compared_on_ours(split_checkpoint: Path, tmp_path: Path) -> None:
    bundle = write_bundle(split_checkpoint, tmp_path / "bundle", ABOUT, quantization="float32", samples=[], threads=1)
    assert bundle.manifest.parity["float32"]["sources"] == 8


def test_a_folder_that_exists_is_not_touched(split_checkpoint: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="exists; give another folder"):
        write_bundle(split_checkpoint, tmp_path, ABOUT)


def test_positions_limit_what_the_converted_model_reads_and_writes(split_bundle: Bundle) -> None:
    long = "الوزير " * 200
    generation = split_bundle.engine(threads=1).generate([long], GenerationOptions(max_output_pieces=5000))[0]
    assert (generation.pieces_in, generation.truncated) == (64, True)
    assert len(generation.best.pieces) <= 64


@pytest.mark.parametrize("constraint", [{}, {"no_repeat_ngram_size": 30}])
def test_a_piece_that_is_banned_has_no_share_in_search_or_score_however_likely(
    split_checkpoint: Path, tmp_path: Path, constraint: dict[str, int]
) -> None:
    # Row 1 is <unk>: the model is made to want nothing else.
    checkpoint = edited(split_checkpoint, tmp_path / "checkpoint")
    edit_weights(checkpoint, lambda state: state["final_logits_bias"][0, 1].fill_(100.0))
    options = GenerationOptions(max_output_pieces=40, **constraint)
    for kind, engine in (("ctranslate2", "ctranslate2"), ("safetensors", "transformers")):
        plain, mad = (make_bundle(c, kind).engine(engine=engine, threads=1) for c in (split_checkpoint, checkpoint))
        wanted, found = (engine.generate(samples(1), options)[0].best for engine in (plain, mad))
        assert found.pieces == wanted.pieces
        assert found.log_probability == pytest.approx(wanted.log_probability, rel=1e-3)
        assert mad.score(samples(1), [found.text]) == pytest.approx(plain.score(samples(1), [found.text]), rel=1e-3)


def test_a_saved_checkpoint_loads_the_same(mt5_checkpoint: Path, split_checkpoint: Path, tmp_path: Path) -> None:
    for checkpoint in (mt5_checkpoint, split_checkpoint):
        model = load_checkpoint(checkpoint)
        save_checkpoint(model, tmp_path / checkpoint.parent.name)
        again = load_checkpoint(tmp_path / checkpoint.parent.name).state_dict()
        assert all(again[name].equal(weight) for name, weight in model.state_dict().items())


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"model_type": "bart"}, "config.json is of a 'bart' model"),
        ({"d_model": 64}, "the weights do not fit config.json"),
        ({"vocab_size": 10}, "pieces for an embedding of 10 rows"),
        ({"activation_function": 7}, "config.json cannot be used"),
        ({"encoder_attention_heads": 0}, "config.json cannot be used"),
    ],
    ids=str,
)
def test_a_configuration_that_does_not_fit_is_refused(
    split_checkpoint: Path, tmp_path: Path, settings: dict[str, object], message: str
) -> None:
    with pytest.raises(ModelError, match=message):
        write_bundle(edited(split_checkpoint, tmp_path / "checkpoint", **settings), tmp_path / "bundle", ABOUT)
    assert not (tmp_path / "bundle").exists()


def test_weights_that_are_not_safetensors_are_refused(split_checkpoint: Path, tmp_path: Path) -> None:
    checkpoint = edited(split_checkpoint, tmp_path / "checkpoint")
    (checkpoint / "model.safetensors").write_bytes(b"PK\x03\x04")
    with pytest.raises(ModelError, match=r"no readable model\.safetensors"):
        write_bundle(checkpoint, tmp_path / "bundle", ABOUT)


def test_a_vocabulary_file_with_gaps_is_refused(marian_checkpoint: Path, tmp_path: Path) -> None:
    checkpoint = edited(marian_checkpoint, tmp_path / "checkpoint")
    (checkpoint / "vocab.json").write_text('{"</s>": 0, "<unk>": 2}', encoding="utf-8")
    with pytest.raises(ModelError, match="its numbers have gaps"):
        write_bundle(checkpoint, tmp_path / "bundle", ABOUT)


def test_published_vocabularies_number_the_rows_and_ours_are_sentencepiece_s(
    marian_checkpoint: Path, split_checkpoint: Path
) -> None:
    joint = read_checkpoint_pieces(marian_checkpoint, {"model_type": "marian", "vocab_size": 500})
    assert joint.source_vocabulary is joint.target_vocabulary
    assert "<pad>" in joint.source_vocabulary.pieces
    assert joint.source_vocabulary.pieces[-1] == "<unused_499>"
    settings = {"model_type": "marian", "vocab_size": 200, "decoder_vocab_size": 300}
    split = read_checkpoint_pieces(split_checkpoint, {**settings, "share_encoder_decoder_embeddings": False})
    assert split.source_vocabulary.pieces[:3] == ("</s>", "<unk>", "<pad>")
    assert (len(split.source_vocabulary), len(split.target_vocabulary)) == (200, 300)


class _Fixed(Engine):
    """Always the same text, always the same score."""

    def __init__(self, score: float) -> None:
        self._score = score

    def generate(self, sources: Sequence[str], options: GenerationOptions) -> list[Generation]:
        hypothesis = Hypothesis("x", self._score, ("x",), finished=True)
        return [Generation((hypothesis,), pieces_in=2, truncated=False) for _ in sources]

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        return [self._score for _ in sources]

    def count_pieces(self, text: str) -> int:
        return 1


def test_parity_is_the_relative_difference_of_scores() -> None:
    parity = Reference(_Fixed(-10.0), ["a", "b"]).compare(_Fixed(-11.0))
    assert parity == Parity(sources=2, hypotheses=2, largest=0.1, mean=0.1, same_text=1.0)


class _Finding(_Fixed):
    """Scores as every other, but finds a text of its own."""

    def __init__(self, text: str) -> None:
        super().__init__(0.0)
        self._text = text

    def generate(self, sources: Sequence[str], options: GenerationOptions) -> list[Generation]:
        return [Generation((Hypothesis(self._text, 0.0, ("x",), finished=True),), 2, truncated=False) for _ in sources]

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        return [{"good": -10.0, "as good": -10.1, "bad": -13.0}[target] for target in targets]


def test_a_search_that_finds_what_is_less_likely_is_refused_though_scores_agree() -> None:
    reference = Reference(_Finding("good"), ["a"])
    require_faithful(reference.compare(_Finding("as good")), "float32")
    bad = reference.compare(_Finding("bad"))
    assert (bad.largest, bad.same_text, bad.lost) == (0.0, 0.0, pytest.approx(0.3))
    with pytest.raises(ModelError, match=r"does not find what the original finds, but texts less likely by 30\.0%"):
        require_faithful(bad, "float32")
    require_faithful(bad, "int8")


def test_bfloat16_converts_within_tolerance(split_checkpoint: Path, split_bundle: Bundle, tmp_path: Path) -> None:
    bundle = write_bundle(
        split_checkpoint, tmp_path / "bundle", ABOUT, quantization="bfloat16", samples=samples(4), threads=1
    )
    assert bundle.manifest.parity["bfloat16"]["mean"] <= INT8_TOLERANCE
    sizes = [(one.path / "model.bin").stat().st_size for one in (bundle, split_bundle)]
    assert sizes[0] < 0.7 * sizes[1]


def test_small_log_probabilities_are_compared_absolutely() -> None:
    assert Reference(_Fixed(-0.02), ["a"]).compare(_Fixed(-0.03)).largest == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("kind", "score", "accepted"),
    [
        ("float32", -10.04, True),
        ("float32", -10.06, False),
        ("int8", -10.06, True),
        ("int8", -11.1, False),
        ("float32", float("nan"), False),
        ("int8", float("nan"), False),
    ],
)
def test_a_conversion_is_accepted_within_tolerance_only(
    kind: str, score: float, accepted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mujaz.models.parity.INT8_TOLERANCE", INT8_TOLERANCE)  # tests/conftest.py has widened it
    parity = Reference(_Fixed(-10.0), ["a"]).compare(_Fixed(score))
    if accepted:
        require_faithful(parity, kind)
    else:
        with pytest.raises(ModelError):
            require_faithful(parity, kind)


def test_a_moved_bundle_still_opens(int8: Bundle, tmp_path: Path) -> None:
    moved = shutil.copytree(int8.path, tmp_path / "moved")
    assert open_bundle(moved).digest == int8.digest
