"""Choose a translator's generation defaults on a development set, one option at a time.

    python tools/tune_decoding.py BUNDLE DEVELOPMENT.tsv.gz [--pairs 200]

Prints chrF2, BLEU and seconds of each setting; never give it a test set. What is chosen goes into the recipe's
`release.generation`.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from mujaz.engines.base import Engine, GenerationOptions
from mujaz.eval.metrics.registry import build_metrics
from mujaz.models import open_bundle
from mujaz.training.text_files import Pair, read_pairs
from mujaz.translate.translator import translate_with

TRIED: tuple[dict[str, Any], ...] = (
    {"beam_size": 1},
    {"beam_size": 2},
    {"beam_size": 4},
    {"beam_size": 6},
    {"length_penalty": 0.6},
    {"length_penalty": 1.4},
    {"no_repeat_ngram_size": 3},
    {"no_repeat_ngram_size": 4},
    {"repetition_penalty": 1.1},
    {"repetition_penalty": 1.2},
)
METRICS = build_metrics(("chrf", "bleu"))


def main() -> None:
    """Measure the bundle's own defaults, then each change of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle")
    parser.add_argument("development", type=Path)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--threads", type=int, default=0)
    asked = parser.parse_args()
    bundle = open_bundle(asked.bundle)
    engine, defaults = bundle.engine(threads=asked.threads), bundle.generation_options()
    pairs = list(islice(read_pairs(asked.development), asked.pairs))
    for change in ({}, *TRIED):
        print(f"{change or 'defaults'!s:32}", measure(engine, replace(defaults, **change), pairs), flush=True)


def measure(engine: Engine, options: GenerationOptions, pairs: list[Pair]) -> str:
    """Scores and time with these options, through the translator's own segments and second attempts."""
    start = time.perf_counter()
    translations = translate_with(engine, options, [source for source, _ in pairs])
    seconds = time.perf_counter() - start
    references = [[target] for _, target in pairs]
    chrf, bleu = (metric.score([t.text for t in translations], references).value for metric in METRICS)
    retried = sum(translation.attempts > 1 for translation in translations)
    return f"chrF2 {chrf:5.2f}  BLEU {bleu:5.2f}  retried {retried:4d}  {seconds:6.1f} s"


if __name__ == "__main__":
    main()
