"""Shows what int8 costs beside float32 on this processor, with CTranslate2's default backend and with MKL.

    python benchmarks/int8_backends.py ud-pud.dev.tsv.gz [--pairs 150]

On x86 processors without VNNI, oneDNN adds two products of 8 bits in 16 bits; the sum overflows if both weights and
activations are large. MKL avoids that. Prints, for one thread, the processor seconds of translating the Arabic with
four beams, and the mean and largest relative difference of the log-probabilities of the English from float32's. Each
way runs in a process of its own, since CTranslate2 chooses its backend once.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from mujaz.engines.base import GenerationOptions
from mujaz.models.bundle import open_bundle
from mujaz.training.text_files import read_table

BUNDLE = "embedded-ar-en"
WAYS = {"float32": ("float32", "0"), "int8": ("int8", "0"), "int8, MKL": ("int8", "1")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pairs_file", type=Path)
    parser.add_argument("--pairs", type=int, default=150)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.way:
        print(json.dumps(measure(arguments.way, arguments.pairs_file, arguments.pairs)))
        return
    print("| compute type | processor seconds | mean difference | largest |\n| --- | ---: | ---: | ---: |")
    reference: list[float] = []
    for way, (_, mkl) in WAYS.items():
        command = [sys.executable, *sys.argv, "--way", way]
        run = subprocess.run(
            command, env={**os.environ, "CT2_USE_MKL": mkl}, check=True, capture_output=True, text=True
        )
        seconds, scores = json.loads(run.stdout)
        reference = reference or scores
        differences = [abs(a - b) / abs(b) for a, b in zip(scores, reference, strict=True)]
        print(
            f"| {way} | {seconds:.1f} | {sum(differences) / len(differences):.2%} | {max(differences):.2%} |",
            flush=True,
        )


def measure(way: str, pairs_file: Path, limit: int) -> tuple[float, list[float]]:
    pairs = list(read_table(pairs_file))[:limit]
    sources, targets = ([pair[side] for pair in pairs] for side in (0, 1))
    bundle = open_bundle(BUNDLE)
    engine = bundle.engine(threads=1, compute_type=WAYS[way][0])
    engine.generate(sources[:4], GenerationOptions(beam_size=4))
    start = time.process_time()
    engine.generate(sources, GenerationOptions(beam_size=4))
    return time.process_time() - start, engine.score(sources, targets)


if __name__ == "__main__":
    main()
