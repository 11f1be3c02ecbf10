"""Our pipeline beside the loops that people write: same bundle, same articles, same beam, same cores, one run.

    python benchmarks/side_by_side.py NEWS [--translator BUNDLE] [--articles 128] [--rounds 2] [--cores N] [--record]
    taskset -c 0 python benchmarks/side_by_side.py NEWS --articles 40 --cores 1 --record
    python benchmarks/side_by_side.py --firefox [--rounds 5] [--record]

The bundle, in CTranslate2's format, is made a checkpoint for transformers again (float32). The articles are briefed
once; their Arabic bullets and titles are what every loop translates, so that the loops get reading, cleaning and
summarizing for nothing, and our pipeline does all of it within its time. Models are loaded before the clock starts.
Then each way for the clock, `--rounds` times in turn, but those with transformers once; the least time counts:

- ours, as a job (`mujaz brief -o FILE.jsonl`): as many workers as cores, one thread each, writing and syncing included;
- transformers `generate`, torch with as many threads as cores: text by text, the texts of an article at once, those of
  eight articles at once;
- CTranslate2's `translate_batch`, as many threads as cores: the texts of an article at once, and all at once with its
  own batching; the same with a batch for each thread (`inter_threads`), which nobody gets who does not ask for it;
- the translation half alone, in the shape of EasyNMT (all sentences sorted by length, batches of 16, `generate`) and
  of LibreTranslate and Argos Translate (paragraph by paragraph, its sentences at once, batches of 32, CTranslate2),
  written here in that shape, not run; sentences are cut at their ends by one regular expression. Beside them stands
  our `Translator`, in this process, with as many threads as cores.

Ratios are of the time on the clock, and processor time stands beside it; `--record` puts the table into docs/speed.md.
`--firefox` measures something else: Firefox's kind of model beside ours, see architectures.py.
"""

from __future__ import annotations

import argparse
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import ctranslate2
import torch
from architectures import measure_architectures
from marks import put_between

from mujaz import Briefer
from mujaz.engines.checkpoint import load_checkpoint
from mujaz.engines.pieces import END, read_pieces
from mujaz.files.articles import read_articles
from mujaz.jobs.job import Job
from mujaz.jobs.local import LocalRunner
from mujaz.jobs.observer import Observer
from mujaz.jobs.run import run_job
from mujaz.machine import cores
from mujaz.models.bundle import open_bundle
from mujaz.models.ctranslate2_files import restore_marian
from mujaz.profiles import Profile, load_profile
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

    def __init__(self, checkpoint: Path, bundle: Path, threads: int) -> None:
        torch.set_num_threads(threads)
        self._pieces = read_pieces(bundle)
        checkpoint.mkdir()
        restore_marian(bundle, self._pieces, checkpoint)
        self._model = load_checkpoint(checkpoint)
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

    def __init__(self, bundle: Path, threads: int, batches: int = 1) -> None:
        self._translator = ctranslate2.Translator(str(bundle), inter_threads=batches, intra_threads=threads)
        self._pieces = read_pieces(bundle)

    def translate(self, texts: Group, **options: Any) -> list[str]:
        """One call of `translate_batch`; what is not given is the library's default."""
        sources = [one.pieces for one in self._pieces.encode(texts, LONGEST)]
        found = self._translator.translate_batch(sources, beam_size=BEAMS, max_decoding_length=LONGEST, **options)
        return [self._pieces.target.decode(one.hypotheses[0]) for one in found]


class Ours:
    """A job over a corpus, with workers of one thread."""

    def __init__(self, corpus: Path, profile: Profile, workers: int) -> None:
        self._job = Job((str(corpus),), corpus.with_name("briefs.jsonl"), profile, text=False, fresh=True)
        self._workers = workers

    def prepare(self) -> None:
        """Start the workers and have their models loaded."""
        self._runner = LocalRunner(self._job.task, self._workers)
        self._runner.load()

    def brief(self) -> None:
        """The job, which ends its workers."""
        run_job(self._job, lambda _task: self._runner, Observer())


@dataclass(frozen=True)
class Way:
    """What is measured.

    Attributes:
        name: In words.
        against: The way of ours that it is compared with.
        work: The work.
        prepare: What comes before the clock starts.
        is_slow: Whether one time is enough.
    """

    name: str
    against: str
    work: Callable[[], object]
    prepare: Callable[[], object] = lambda: None
    is_slow: bool = False


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
    if options.firefox:
        mark, text = "firefox", measure_architectures(options.rounds)
    else:
        mark, text = "side by side" if options.cores > 1 else "side by side, one core", _measure_loops(options)
    print(text)
    if options.record:
        put_between(PAGE, mark, text)


def _measure_loops(options: argparse.Namespace) -> str:
    articles = list(islice(_usable(options.news), options.articles))
    with tempfile.TemporaryDirectory() as scratch:
        rows = _rows(_ways(articles, options.translator, options.cores, Path(scratch)), options.rounds)
    return _table(rows, len(articles), options.cores)


def _ways(articles: Sequence[Article], translator: str, threads: int, scratch: Path) -> list[Way]:
    corpus = scratch / "news.jsonl"
    lines = (one.model_dump_json(include={"id", "title", "text", "date"}) for one in articles)
    corpus.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    profile = load_profile("embedded", translator=translator, threads=1, beam_size=BEAMS)
    unchecked = profile.model_copy(update={"checks": False})
    groups = _groups(unchecked, articles)
    texts = [text for group in groups for text in group]
    bundle = open_bundle(translator).path
    slow, fast = Transformers(scratch / "checkpoint", bundle, threads), Plain(bundle, threads)
    broad = Plain(bundle, 1, batches=threads)
    half = Translator(profile.model_copy(update={"threads": threads}))
    for warm_up in (slow.translate, fast.translate, broad.translate, half.translate_many):
        warm_up(groups[0][:1])
    sentences = [[part for text in group for part in SENTENCE_END.split(text)] for group in groups]
    plainly, wholly = Ours(corpus, unchecked, threads), Ours(corpus, profile, threads)
    return [
        Way(OURS, OURS, plainly.brief, plainly.prepare),
        Way(CHECKED, OURS, wholly.brief, wholly.prepare),
        Way(HALF, HALF, lambda: half.translate_many(texts)),
        Way("CTranslate2, article by article", OURS, lambda: [fast.translate(group) for group in groups]),
        Way("CTranslate2, its own batching", OURS, lambda: fast.translate(texts, max_batch_size=32)),
        Way(
            "CTranslate2, its own batching, a batch a thread",
            OURS,
            lambda: broad.translate(texts, max_batch_size=32),
        ),
        Way("LibreTranslate's and Argos's loop", HALF, lambda: _argos(fast, groups)),
        Way("EasyNMT's loop", HALF, lambda: _easynmt(slow, sentences), is_slow=True),
        Way(
            "transformers, 8 articles at once",
            OURS,
            lambda: [slow.translate(eight) for eight in _eights(groups)],
            is_slow=True,
        ),
        Way("transformers, article by article", OURS, lambda: [slow.translate(one) for one in groups], is_slow=True),
        Way("transformers, text by text", OURS, lambda: [slow.translate([text]) for text in texts], is_slow=True),
    ]


def _rows(ways: Sequence[Way], rounds: int) -> list[Row]:
    best: dict[str, Row] = {}
    for number in range(rounds):
        for way in ways:
            if number == 0 or not way.is_slow:
                row = _timed(way)
                best[way.name] = min(row, best.get(way.name, row), key=lambda row: row.wall)
    return list(best.values())


def _groups(profile: Profile, articles: Sequence[Article]) -> list[list[str]]:
    briefs = Briefer(profile).brief_many(articles)
    groups = ([brief.article.title, *(bullet.ar for bullet in brief.bullets)] for brief in briefs)
    return [[text for text in group if text] for group in groups]


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


def _timed(way: Way) -> Row:
    way.prepare()
    wall, processor = time.perf_counter(), _processor_time()
    way.work()
    row = Row(way.name, time.perf_counter() - wall, _processor_time() - processor, way.against)
    print(f"{way.name}: {row.wall:.1f} s, {row.processor:.1f} s of the processor", flush=True)
    return row


def _processor_time() -> float:
    """Of this process, and of those that it has started and that have ended."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _table(rows: Sequence[Row], articles: int, threads: int) -> str:
    seconds = {row.way: row.wall for row in rows}
    lines = [
        f"{articles} articles, beam {BEAMS}, {'one core' if threads == 1 else f'{threads} cores'}:",
        "",
        "| way | s | processor s | times as long as | |",
        "| --- | ---: | ---: | --- | ---: |",
    ]
    for row in rows:
        ratio = row.wall / seconds[row.against]
        lines.append(f"| {row.way} | {row.wall:.1f} | {row.processor:.1f} | {row.against} | {ratio:.2f} |")
    return "\n".join(lines)


def _usable(news: Sequence[str]) -> Iterator[Article]:
    return (entry for entry in read_articles(news) if isinstance(entry, Article) and len(entry.text.split()) >= 50)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="*")
    parser.add_argument("--translator", default="embedded-ar-en")
    parser.add_argument("--articles", type=int, default=128)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--cores", type=int, default=cores())
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--firefox", action="store_true", help="Firefox's kind of model beside ours; takes no NEWS")
    options = parser.parse_args()
    if bool(options.news) == options.firefox:
        parser.error("give articles, or --firefox")
    return options


if __name__ == "__main__":
    main()
