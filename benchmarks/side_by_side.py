"""Our pipeline beside the loops that people write: same weights, same articles, same beam, one thread, one run.

    taskset -c 0 python benchmarks/side_by_side.py NEWS --checkpoint FOLDER --pieces FOLDER [--articles 40] [--record]

`--checkpoint` has ``config.json`` and ``model.safetensors`` of a Marian, `--pieces` its ``source.spm`` and
``target.spm``; a training's work folder has both. The bundle (int8) is made of them here. The articles are briefed
once; their Arabic bullets and titles are what every loop translates, so that the loops get reading, cleaning and
summarizing for nothing, and our pipeline does all of it within its time. Then each way once more for the clock:

- transformers `generate` in float32: text by text, the texts of an article at once, those of eight articles at once;
- CTranslate2's `translate_batch` with the int8 bundle: the texts of an article at once, and all at once with its own
  batching;
- the translation half alone, in the shape of EasyNMT (all sentences sorted by length, batches of 16, `generate`) and
  of LibreTranslate and Argos Translate (paragraph by paragraph, its sentences at once, batches of 32, CTranslate2),
  written here in that shape, not run; sentences are cut at their ends by one regular expression.

Ratios are of the processor's seconds, which other work on the machine leaves mostly alone; `--record` puts the table
into docs/speed.md.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import ctranslate2
import torch
from marks import put_between

from mujaz import Briefer
from mujaz.engines.checkpoint import load_checkpoint
from mujaz.engines.pieces import END, read_pieces
from mujaz.models.bundle import Bundle
from mujaz.models.convert import About, write_bundle
from mujaz.models.manifest import GenerationDefaults, Source
from mujaz.pipeline.read import read_articles
from mujaz.translate.translator import Translator
from mujaz.types import Article

PAGE = Path(__file__).parent.parent / "docs" / "speed.md"
BEAMS = 4
LONGEST = 200
SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+")

Group = Sequence[str]
"""Texts that belong to one article."""


class Transformers:
    """A plain use of `generate`: texts into pieces, padded, generated, put together."""

    def __init__(self, checkpoint: Path, bundle: Path) -> None:
        torch.set_num_threads(1)
        self._model = load_checkpoint(checkpoint)
        self._pieces = read_pieces(bundle)
        self._end = self._pieces.target_vocabulary.numbers([END])[0]

    def translate(self, texts: Group) -> list[str]:
        """One call of `generate`."""
        rows = [self._pieces.source_vocabulary.numbers(one.pieces) for one in self._pieces.encode(texts, LONGEST)]
        width = max(map(len, rows))
        numbers = torch.tensor([row + [0] * (width - len(row)) for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
        with torch.inference_mode():
            made = self._model.generate(
                input_ids=numbers, attention_mask=mask, num_beams=BEAMS, max_new_tokens=LONGEST, do_sample=False,
                use_cache=True, early_stopping=True, eos_token_id=self._end, forced_eos_token_id=None,
            )  # fmt: skip
        return [self._text(row) for row in made.tolist()]

    def _text(self, row: list[int]) -> str:
        length = row.index(self._end) if self._end in row else len(row)
        return self._pieces.target.decode([self._pieces.target_vocabulary.pieces[n] for n in row[1:length]])


class Plain:
    """A plain use of CTranslate2's translator."""

    def __init__(self, bundle: Path) -> None:
        self._translator = ctranslate2.Translator(str(bundle), inter_threads=1, intra_threads=1)
        self._pieces = read_pieces(bundle)

    def translate(self, texts: Group, **options: Any) -> list[str]:
        """One call of `translate_batch`; what is not given is the library's default."""
        sources = [one.pieces for one in self._pieces.encode(texts, LONGEST)]
        found = self._translator.translate_batch(sources, beam_size=BEAMS, max_decoding_length=LONGEST, **options)
        return [self._pieces.target.decode(one.hypotheses[0]) for one in found]


@dataclass(frozen=True)
class Row:
    """How long one way took.

    Attributes:
        way: In words.
        wall: Seconds on the clock.
        processor: Seconds of the processor.
        against: The way of ours that it is compared with.
    """

    way: str
    wall: float
    processor: float
    against: str


OURS = "ours, `--no-checks`"
CHECKED = "ours, with checks and repair"
HALF = "ours, translation alone"


def main() -> None:
    """Measure every way, print the table."""
    options = _options()
    articles = list(islice(_usable(options.news), options.articles))
    with tempfile.TemporaryDirectory() as scratch:
        checkpoint = _gathered(Path(scratch) / "checkpoint", options.checkpoint, options.pieces)
        bundle = _bundle(checkpoint, Path(scratch) / "bundle").path
        rows = _rows(articles, checkpoint, bundle)
    text = _table(rows, len(articles))
    print(text)
    if options.record:
        put_between(PAGE, "side by side", text)


def _rows(articles: Sequence[Article], checkpoint: Path, bundle: Path) -> list[Row]:
    unchecked, checked = (_briefer(bundle, checks=checks) for checks in (False, True))
    briefs = list(unchecked.brief_many(articles))
    groups = [[brief.article.title, *(bullet.ar for bullet in brief.bullets)] for brief in briefs]
    groups = [[text for text in group if text] for group in groups]
    texts = [text for group in groups for text in group]
    slow, fast = Transformers(checkpoint, bundle), Plain(bundle)
    for one in (slow, fast):  # ours was warmed up by the briefs
        one.translate(groups[0][:1])
    half = Translator("embedded", translator=str(bundle), threads=1)
    sentences = [[part for text in group for part in SENTENCE_END.split(text)] for group in groups]
    ways: list[tuple[str, str, Callable[[], object]]] = [
        (OURS, OURS, lambda: list(unchecked.brief_many(articles))),
        (CHECKED, OURS, lambda: list(checked.brief_many(articles))),
        (HALF, HALF, lambda: half.translate_many(texts)),
        ("CTranslate2, article by article", OURS, lambda: [fast.translate(group) for group in groups]),
        ("CTranslate2, its own batching", OURS, lambda: fast.translate(texts, max_batch_size=32)),
        ("LibreTranslate's and Argos's loop", HALF, lambda: _argos(fast, groups)),
        ("EasyNMT's loop", HALF, lambda: _easynmt(slow, sentences)),
        ("transformers, 8 articles at once", OURS, lambda: [slow.translate(eight) for eight in _eights(groups)]),
        ("transformers, article by article", OURS, lambda: [slow.translate(group) for group in groups]),
        ("transformers, text by text", OURS, lambda: [slow.translate([text]) for text in texts]),
    ]
    return [_timed(*way) for way in ways]


def _argos(plain: Plain, groups: Iterable[Group]) -> None:
    for group in groups:
        for paragraph in group:
            plain.translate(SENTENCE_END.split(paragraph), max_batch_size=32, replace_unknowns=True, length_penalty=0.2)


def _easynmt(slow: Transformers, sentences: Iterable[Group]) -> None:
    ordered = sorted((one for group in sentences for one in group), key=len, reverse=True)
    for start in range(0, len(ordered), 16):
        slow.translate(ordered[start : start + 16])


def _eights(groups: Sequence[Group]) -> Iterator[list[str]]:
    for start in range(0, len(groups), 8):
        yield [text for group in groups[start : start + 8] for text in group]


def _timed(way: str, against: str, work: Callable[[], object]) -> Row:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    row = Row(way, time.perf_counter() - wall, time.process_time() - processor, against)
    print(f"{way}: {row.wall:.1f} s, {row.processor:.1f} s of the processor", flush=True)
    return row


def _table(rows: Sequence[Row], articles: int) -> str:
    seconds = {row.way: row.processor for row in rows}
    lines = [
        f"{articles} articles, beam {BEAMS}, one thread:",
        "",
        "| way | processor s | wall s | times as long as | |",
        "| --- | ---: | ---: | --- | ---: |",
    ]
    for row in rows:
        ratio = row.processor / seconds[row.against]
        lines.append(f"| {row.way} | {row.processor:.1f} | {row.wall:.1f} | {row.against} | {ratio:.2f} |")
    return "\n".join(lines)


def _usable(news: Sequence[str]) -> Iterator[Article]:
    return (entry for entry in read_articles(news) if isinstance(entry, Article) and len(entry.text.split()) >= 50)


def _briefer(bundle: Path, *, checks: bool) -> Briefer:
    briefer = Briefer("embedded", translator=str(bundle), threads=1, beam_size=BEAMS, checks=checks)
    briefer.load()
    return briefer


def _gathered(folder: Path, checkpoint: Path, pieces: Path) -> Path:
    folder.mkdir()
    for name in ("config.json", "model.safetensors"):
        shutil.copyfile(checkpoint / name, folder / name)
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(pieces / name, folder / name)
    return folder


def _bundle(checkpoint: Path, folder: Path) -> Bundle:
    about = About(
        name="side-by-side",
        version="1",
        task="translate",
        source=Source(repository="benchmarks/side_by_side.py"),
        licence="as the checkpoint's",
        generation=GenerationDefaults(beam_size=BEAMS, max_input_pieces=LONGEST, max_output_pieces=LONGEST),
    )
    return write_bundle(checkpoint, folder, about, threads=1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+")
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--pieces", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--record", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
