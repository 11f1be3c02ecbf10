"""How much of what must be copied a translator copies: alone, in `mujaz translate`, and in a brief.

    python benchmarks/copying_quality.py               the sixty sentences of this folder
    python benchmarks/copying_quality.py --data FOLDER [--into PAGE]    flores200-devtest and tico19 too
    python benchmarks/copying_quality.py --data FOLDER --sets ud-pud     what it was developed on

FOLDER holds the test sets as docs/data.md describes them. "Alone" is a text in segments, with further attempts
at what is no translation. `mujaz translate` looks after numbers, dates and Latin
words as well. A brief then checks and repairs; here each sentence is an article of its own.
Only pairs that have something to copy are translated, so chrF2 and BLEU are those of these.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from copy_rate import CopyRate, copy_rate
from marks import put_between
from translation_quality import HERE, METRICS, OWN_SET, TEST_SETS, TITLES, WINDOW, read_pairs

from mujaz.checks.article import ArticleFacts
from mujaz.checks.english import Subject
from mujaz.checks.repair_english import EnglishJudge
from mujaz.engines.base import Engine, Generation, GenerationOptions
from mujaz.eval.metrics.registry import build_metrics
from mujaz.text.document import Document
from mujaz.translate import Translator
from mujaz.translate.translator import translate_with
from mujaz.types import Article, Sentence

MARK = "copying-table"
SYSTEMS = ("translator alone", "`mujaz translate`", "in a brief")


class Remembering(Engine):
    """An engine that is asked the same thing only once in a window, since the systems begin alike."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._made: dict[tuple[tuple[str, ...], GenerationOptions], list[Generation]] = {}

    def forget(self) -> None:
        """Begin a new window."""
        self._made.clear()

    def generate(self, sources: Sequence[str], options: GenerationOptions) -> list[Generation]:
        """As the engine that it stands for."""
        key = (tuple(sources), options)
        if key not in self._made:
            self._made[key] = self._engine.generate(sources, options)
        return self._made[key]

    def score(self, sources: Sequence[str], targets: Sequence[str]) -> list[float]:
        """As the engine that it stands for."""
        return self._engine.score(sources, targets)

    def count_pieces(self, text: str) -> int:
        """As the engine that it stands for."""
        return self._engine.count_pieces(text)


class Systems:
    """The three ways to the English of some texts, on one engine."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self._options: GenerationOptions = vars(translator)["_options"]
        self._engine = vars(translator)["_engine"] = Remembering(vars(translator)["_engine"])

    def outputs(self, texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """For each text the English of each of `SYSTEMS`."""
        for at in range(0, len(texts), WINDOW):
            self._engine.forget()
            yield from self._window(texts[at : at + WINDOW])

    def _window(self, texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
        alone = translate_with(self._engine, self._options, texts)
        first = self._translator.translate_many(texts)
        judges = [EnglishJudge(Subject(text, ArticleFacts(_document(text)))) for text in texts]
        checked = self._translator.translate_many(texts, judges)
        for outputs in zip(alone, first, checked, strict=True):
            yield tuple(translation.text for translation in outputs)


def _document(text: str) -> Document:
    sentence = Sentence(text=text, start=0, end=len(text))
    return Document(Article(id="sentence", text=text), "", "", (sentence,), ())


def rows(name: str, pairs: Sequence[tuple[str, str]], systems: Systems) -> Iterator[str]:
    """The rows of one set of pairs that have something to copy."""
    sources, references = [arabic for arabic, _ in pairs], [english for _, english in pairs]
    columns = list(zip(*systems.outputs(sources), strict=True))
    rates = [copy_rate(zip(sources, column, references, strict=True)) for column in columns]
    yield _row(f"{name}, {len(pairs):,} pairs", "numbers", [_numbers(rate) for rate in rates])
    yield _row(name, "Latin words", [_latin(rate) for rate in rates])
    for metric, title in zip(build_metrics(METRICS), TITLES, strict=True):
        scores = [metric.score(list(column), [[one] for one in references]).value for column in columns]
        yield _row(name, title, [f"{score:.1f}" for score in scores])


def _share(count: int, total: int) -> str:
    return f"{count:,} of {total:,} ({count / total:.1%})" if total else "none to copy"


def asks(source: str, reference: str) -> bool:
    """Whether there is something to copy in that pair."""
    rate = copy_rate([(source, "", reference)])
    return bool(rate.numbers_asked or rate.latin_asked)


def _numbers(rate: CopyRate) -> str:
    return _share(rate.numbers, rate.numbers_asked)


def _latin(rate: CopyRate) -> str:
    return _share(rate.latin, rate.latin_asked)


def _row(*cells: str | Sequence[str]) -> str:
    flat = [cell for one in cells for cell in ([one] if isinstance(one, str) else one)]
    return f"| {' | '.join(flat)} |"


def find_pairs(folder: Path, name: str) -> list[tuple[str, str]]:
    """The pairs of that test or development set."""
    for path in (folder / f"{name}.{split}.tsv{end}" for split in ("test", "dev") for end in ("", ".gz")):
        if path.is_file():
            return read_pairs(path)
    raise SystemExit(f"{folder} holds no {name}.test.tsv.gz or {name}.dev.tsv.gz; see docs/data.md")


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", help="name or folder of the translator; the profile's own by default")
    parser.add_argument("--profile", default="auto")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="where the published sets are")
    parser.add_argument("--sets", nargs="+", default=TEST_SETS, metavar="NAME", help="which of them")
    parser.add_argument("--into", type=Path, metavar="FILE", help="put the table between its marks in FILE")
    parser.add_argument("--limit", type=int, help="only so many pairs of each set, for a quick look")
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    asked = options()
    systems = Systems(Translator(asked.profile, translator=asked.bundle, threads=asked.threads))
    sets = {OWN_SET: read_pairs(HERE / "quality" / "translation.tsv")}
    if asked.data:
        sets |= {name: find_pairs(asked.data, name) for name in asked.sets}
    lines = [_row("test set", "", SYSTEMS), "| --- | --- | ---: | ---: | ---: |"]
    for name, pairs in sets.items():
        made = list(rows(name, [pair for pair in pairs if asks(*pair)][: asked.limit], systems))
        print("\n".join(made), flush=True)  # a set takes minutes
        lines += made
    if asked.into:
        put_between(asked.into, MARK, "\n".join(lines))


if __name__ == "__main__":
    main()
