"""How often a trimmed model writes what the whole one writes.

    python benchmarks/trimming.py CHECKPOINT FILE [--pieces 36000] [--count FILE...] [--items 100] [--threads 1]

CHECKPOINT is a folder with a published model, or one that `mujaz train` kept. FILE holds what it is to read: the
texts of a .jsonl, the first column of a .tsv, gzip'd or not. Both models run in float32, on transformers; printed is
what was cut, which share of the sources the kept pieces suffice for (to read it, and to write what the whole model
writes), and how often both write the same.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from itertools import islice
from pathlib import Path

from mujaz.engines.base import GenerationOptions
from mujaz.engines.checkpoint import read_settings
from mujaz.engines.pieces import read_checkpoint_pieces
from mujaz.engines.transformers_engine import TransformersEngine
from mujaz.models.layouts import normalize_checkpoint
from mujaz.models.parity import compare_trimmed
from mujaz.models.trimming import DEFAULT_PIECES, Trim, trim_checkpoint
from mujaz.text.clean import for_model
from mujaz.training.text_files import read_pairs
from mujaz.translate.normalize import normalize_source

NORMALIZE = {"marian": normalize_source, "mt5": for_model}
OPTIONS = {
    "marian": GenerationOptions(beam_size=4),
    "mt5": GenerationOptions(beam_size=4, max_output_pieces=83, length_penalty=0.6, no_repeat_ngram_size=2),
}


def main() -> None:
    """Trim, run both, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pieces", type=int, default=DEFAULT_PIECES)
    parser.add_argument("--count", nargs="*", type=Path, default=[])
    parser.add_argument("--items", type=int, default=100)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        found = normalize_checkpoint(args.checkpoint, Path(scratch))
        kind = read_settings(found)["model_type"]
        counted = [pair for file in args.count for pair in _pairs(file, kind, None)]
        trim = Trim(args.pieces, [source for source, _ in counted], [target for _, target in counted])
        trimmed = trim_checkpoint(found, Path(scratch) / "trimmed", trim)
        print(json.dumps(trimmed.figures()))
        engines = [_engine(folder, args.threads) for folder in (found, Path(scratch) / "trimmed")]
        sources = [source for source, _ in _pairs(args.file, kind, args.items)]
        print(json.dumps(compare_trimmed(*engines, sources, OPTIONS[kind]).figures()))


def _engine(folder: Path, threads: int) -> TransformersEngine:
    return TransformersEngine(folder, read_checkpoint_pieces(folder, read_settings(folder)), threads=threads)


def _pairs(file: Path, kind: str, limit: int | None) -> list[tuple[str, str]]:
    normalize = NORMALIZE[kind]
    return [(normalize(source), normalize(target)) for source, target in islice(read_pairs(file), limit)]


if __name__ == "__main__":
    main()
