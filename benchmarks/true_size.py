"""The standard models at their true size, with random weights: transformers against our engine, whole and trimmed.

    taskset -c 0 python benchmarks/true_size.py [--models mt5-base opus-mt] [--repeats 2] [--work FOLDER] [--record]

No weights are needed: a checkpoint of the published shape is made up, with a vocabulary of made-up words, and goes
the way that a pulled one goes (conversion to int8, trimming). Each row is measured in a process of its own, with one
thread: seconds of the processor for one article or sentence, the best of so many repeats, loading not counted; and
the most memory that the process held. Beams, lengths and constraints are the published ones; transformers does
nothing but generate, while our engine cuts into pieces, generates and puts together, as summarizer and translator ask.
`--record` puts the table into docs/findings/engines.md.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from marks import put_between

from mujaz.engines.base import GenerationOptions
from mujaz.engines.checkpoint import load_checkpoint, read_settings, save_checkpoint
from mujaz.engines.ctranslate2_engine import CTranslate2Engine
from mujaz.engines.pieces import read_checkpoint_pieces
from mujaz.models.trimming import Trim, trim_checkpoint

PAGE = Path(__file__).parent.parent / "docs" / "findings" / "engines.md"
WAYS = ("transformers float32", "transformers bfloat16", "ours int8", "ours int8, trimmed")
TRIM = Trim(pieces=36_000)
SPM = {"mt5": ["spiece.model"], "marian": ["source.spm", "target.spm"]}


@dataclass(frozen=True)
class Shape:
    """A model of its published size, and what it is given.

    Attributes:
        kind: ``mt5`` or ``marian``.
        pieces: Of the vocabulary.
        read: Pieces of a source.
        batches: Sources at once, few and many.
        options: As published; the output is as long as it may be, since random weights end nothing.
    """

    kind: str
    pieces: int
    read: int
    batches: tuple[int, int]
    options: GenerationOptions


SHAPES = {
    "mt5-base": Shape(
        "mt5", 250_112, 400, (1, 8),
        GenerationOptions(beam_size=4, max_output_pieces=48, length_penalty=0.6, no_repeat_ngram_size=2, scored=False),
    ),
    "opus-mt": Shape("marian", 62_834, 32, (1, 16), GenerationOptions(beam_size=4, max_output_pieces=32)),
}  # fmt: skip


def main() -> None:
    """Measure every way of every model, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", nargs="+", choices=SHAPES, default=list(SHAPES))
    parser.add_argument("--repeats", type=int, default=2)
    parser.add_argument("--work", type=Path, help="where checkpoints are written (6 GB); else a temporary folder")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--one", nargs=2, metavar=("MODEL", "WAY"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.work, *args.one, args.repeats)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        work = args.work or Path(scratch)
        tables = [table(model, rows(work, model, args.repeats)) for model in args.models]
    text = "\n\n".join(tables)
    print(text)
    if args.record:
        put_between(PAGE, "true-size", text)


def rows(work: Path, model: str, repeats: int) -> dict[str, dict[str, Any]]:
    """What each way measured."""
    prepare(work / model, SHAPES[model])
    found = {}
    for way in WAYS:
        command = [sys.executable, __file__, "--one", model, way, "--work", str(work), "--repeats", str(repeats)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found[way] = json.loads(done.stdout.splitlines()[-1])
        print(model, way, found[way], file=sys.stderr, flush=True)
    return found


def table(model: str, found: dict[str, dict[str, Any]]) -> str:
    """In Markdown."""
    few, many = SHAPES[model].batches
    lines = [
        f"| {model} | s each, {few} at once | × float32 | × bfloat16 | s each, {many} at once | × float32 | × bfloat16 "
        "| memory, MB | file, MB |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for way, row in found.items():
        cells = [way]
        for index in (0, 1):
            seconds = row["seconds"][index]
            others = [found[WAYS[kind]]["seconds"][index] / seconds for kind in (0, 1)]
            cells += [f"{seconds:.3f}", *(f"{ratio:.1f}" for ratio in others)]
        lines.append(f"| {' | '.join(cells)} | {row['memory']:,} | {row['file']:,} |")
    return "\n".join(lines)


def measure(work: Path, model: str, way: str, repeats: int) -> dict[str, Any]:
    """Seconds a source at both batch sizes, megabytes held, and megabytes of the weights' file."""
    shape, folder = SHAPES[model], work / model
    checkpoint, trimmed = folder / "checkpoint", folder / "int8-trimmed"
    if way.startswith("transformers"):
        run, file = _transformers(checkpoint, shape, way.split()[1]), checkpoint / "model.safetensors"
    else:
        made = trimmed if way.endswith("trimmed") else folder / "int8"
        run, file = _ours(made, shape), made / "model.bin"
    sources = _sources(shape)
    run(sources[:1], 2)
    seconds = []
    for size in shape.batches:
        best = min(_timed(run, sources[:size], shape.options.max_output_pieces) for _ in range(repeats))
        seconds.append(round(best / size, 4))
    return {"seconds": seconds, "memory": _peak(), "file": file.stat().st_size // 10**6}


def _peak() -> int:
    """Most megabytes that this process held; `getrusage` would count what its parent held when it was started."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) // 1024


Run = Callable[[list[str], int], None]


def _timed(run: Run, sources: list[str], pieces: int) -> float:
    started = time.process_time()
    run(sources, pieces)
    return time.process_time() - started


def _transformers(checkpoint: Path, shape: Shape, dtype: str) -> Run:
    import torch
    from transformers import GenerationConfig

    torch.set_num_threads(1)
    settings = read_settings(checkpoint)
    model = load_checkpoint(checkpoint).to(getattr(torch, dtype))
    if shape.kind == "marian":
        model.set_attn_implementation("sdpa")  # transformers' own default; mT5 has none but the plain one
    pieces = read_checkpoint_pieces(checkpoint, settings)

    def run(sources: list[str], most: int) -> None:
        rows = [pieces.source_vocabulary.numbers(one.pieces) for one in pieces.encode(sources, 512)]
        start, options = settings["decoder_start_token_id"], shape.options
        config = GenerationConfig(
            num_beams=options.beam_size, max_length=most + 1, min_length=most + 1, early_stopping=True,
            length_penalty=options.length_penalty, no_repeat_ngram_size=options.no_repeat_ngram_size,
            decoder_start_token_id=start, pad_token_id=start, eos_token_id=settings["eos_token_id"],
        )  # fmt: skip
        with torch.inference_mode():
            ids = torch.tensor(rows)  # all of one length
            model.generate(input_ids=ids, attention_mask=torch.ones_like(ids), generation_config=config)

    return run


def _ours(folder: Path, shape: Shape) -> Run:
    engine = CTranslate2Engine(folder, threads=1)

    def run(sources: list[str], most: int) -> None:
        engine.generate(sources, replace(shape.options, max_output_pieces=most))

    return run


def _sources(shape: Shape) -> list[str]:
    """Texts of as many words as the model is to read pieces, words that are kept when the vocabulary is trimmed."""
    rng = random.Random(1)  # noqa: S311 (a fixed choice is wanted, not a secret)
    return [" ".join(f"a{rng.randrange(20_000)}" for _ in range(shape.read - 1)) for _ in range(shape.batches[1])]


def prepare(folder: Path, shape: Shape) -> None:
    """Make the checkpoint and convert it, whole and trimmed, unless that was done."""
    checkpoint = folder / "checkpoint"
    if not checkpoint.exists():
        folder.mkdir(parents=True, exist_ok=True)
        made = folder / "partial"
        made.mkdir(exist_ok=True)
        {"mt5": _write_mt5, "marian": _write_marian}[shape.kind](made, shape.pieces)
        made.rename(checkpoint)
    if not (folder / "trimmed").exists():
        print(trim_checkpoint(checkpoint, folder / "trimmed", TRIM), file=sys.stderr)
    for source, made in ((checkpoint, folder / "int8"), (folder / "trimmed", folder / "int8-trimmed")):
        if not made.exists():
            _convert(source, made, shape)


def _convert(checkpoint: Path, made: Path, shape: Shape) -> None:
    """As `write_bundle` does it, without the comparison: beams of random weights tie."""
    from mujaz.models.ctranslate2_files import (
        write_ctranslate2,  # loads torch, which would count as our engine's memory
    )

    made.mkdir()
    write_ctranslate2(
        load_checkpoint(checkpoint), read_checkpoint_pieces(checkpoint, read_settings(checkpoint)), made, "int8"
    )
    for name in SPM[shape.kind]:
        (made / name).write_bytes((checkpoint / name).read_bytes())


def _write_mt5(folder: Path, rows: int) -> None:
    import torch
    from transformers import MT5Config, MT5ForConditionalGeneration

    torch.manual_seed(1)
    config = MT5Config(
        vocab_size=rows, d_model=768, d_kv=64, d_ff=2048, num_layers=12, num_decoder_layers=12, num_heads=12,
        feed_forward_proj="gated-gelu", decoder_start_token_id=0, pad_token_id=0, eos_token_id=1,
    )  # fmt: skip
    model = MT5ForConditionalGeneration(config)
    model.lm_head.weight = torch.nn.Parameter(0.05 * torch.randn(rows, 768))
    save_checkpoint(model, folder)
    (folder / "spiece.model").write_bytes(_sentencepiece(["<pad>", "</s>", "<unk>"], _words("a", rows - 15)))


def _write_marian(folder: Path, rows: int) -> None:
    import torch
    from transformers import MarianConfig, MarianMTModel

    torch.manual_seed(1)
    config = MarianConfig(
        vocab_size=rows, d_model=512, encoder_layers=6, decoder_layers=6, encoder_ffn_dim=2048, decoder_ffn_dim=2048,
        encoder_attention_heads=8, decoder_attention_heads=8, activation_function="swish", scale_embedding=True,
        eos_token_id=0, pad_token_id=rows - 1, decoder_start_token_id=rows - 1, forced_eos_token_id=None,
    )  # fmt: skip
    save_checkpoint(MarianMTModel(config), folder)
    half = (rows - 3) // 2
    sides = {"source.spm": _words("a", half), "target.spm": _words("b", rows - 3 - half)}
    for name, words in sides.items():
        (folder / name).write_bytes(_sentencepiece(["</s>", "<unk>"], words))
    names = ["</s>", "<unk>", *sides["source.spm"], *sides["target.spm"], "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({name: row for row, name in enumerate(names)}), encoding="utf-8")


def _words(letter: str, count: int) -> list[str]:
    return [f"▁{letter}{number}" for number in range(count)]


def _sentencepiece(specials: list[str], words: list[str]) -> bytes:
    from sentencepiece import sentencepiece_model_pb2 as pb

    proto = pb.ModelProto()
    for name in specials:
        proto.pieces.add(piece=name, score=0, type=2 if name == "<unk>" else 3)
    for number, word in enumerate(words):
        proto.pieces.add(piece=word, score=-1 - number / len(words), type=1)
    proto.trainer_spec.model_type = pb.TrainerSpec.UNIGRAM
    proto.normalizer_spec.add_dummy_prefix = True
    proto.trainer_spec.pad_id = -1
    return bytes(proto.SerializeToString())


if __name__ == "__main__":
    main()
