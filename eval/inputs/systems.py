"""The systems that are measured: their names, parts and ids, and those that are worked out from the articles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from statistics import median_low

from mujaz.errors import ArticleError, InputError
from mujaz.eval.inputs.read import read_run
from mujaz.eval.inputs.runs import Output, Run, copied
from mujaz.eval.metrics.tokenization import ArabicTokenizer
from mujaz.eval.results import Role
from mujaz.text.document import read_document
from mujaz.types import Article

RunLike = Run | str | Path
"""A system's outputs, or the file that holds them."""

_NAMED = 5  # ids that an error names before it only counts


@dataclass(frozen=True, slots=True)
class System:
    """A run and its part in an evaluation."""

    run: Run
    role: Role
    is_baseline: bool = False


def read_runs(asked: Sequence[RunLike]) -> list[Run]:
    """Read the runs that are files; those of one name in several folders are told apart by their paths.

    Raises:
        InputError: A file cannot be read.
    """
    runs = [_read(source) for source in asked]
    names = [run.name for run in runs]
    return [
        replace(run, name=str(source)) if names.count(run.name) > 1 and source is not run else run
        for source, run in zip(asked, runs, strict=True)
    ]


def gather_systems(
    asked: Sequence[RunLike], read: Sequence[Run], baseline: RunLike | None, computed: Mapping[Role, Sequence[Run]]
) -> list[System]:
    """Return the runs, then the baseline if it is a system of its own, then what was `computed`.

    Args:
        asked: The runs as they were asked for.
        read: The same runs, read.
        baseline: One of the runs, the name of a run or of a computed one, or a system or file of its own.
        computed: Systems that were worked out from the articles.

    Raises:
        InputError: The baseline cannot be read, or two systems have one name.
    """
    candidates = [*read, *(run for group in computed.values() for run in group)]
    against = next((run for source, run in zip(asked, read, strict=True) if source == baseline), None)
    against = against or next((run for run in candidates if run.name == str(baseline)), None)
    apart = [_read(baseline)] if baseline is not None and against is None else []
    systems = [System(run, "run", run is against) for run in read]
    systems += [System(run, "baseline", is_baseline=True) for run in apart]
    systems += [System(run, role, run is against) for role, group in computed.items() for run in group]
    names = [system.run.name for system in systems]
    if shared := sorted({name for name in names if names.count(name) > 1}):
        raise InputError(f"two systems are named {shared[0]!r}; rename one of the files")
    return systems


def check_ids(run: Run, expected: Set[str]) -> None:
    """Make sure that `run` holds outputs for some of the `expected` ids and for no others.

    An article that it lacks is left out of the measuring and named there (`LeftOut`): one that failed does not keep the
    others from being measured.

    Raises:
        InputError: An id is not expected, or the run has none of them; names them.
    """
    missing, extra = expected - run.outputs.keys(), run.outputs.keys() - expected
    problems = [f"{len(missing)} missing: {_listed(missing)}"] if missing else []
    problems += [f"{len(extra)} not in the references: {_listed(extra)}"] if extra else []
    if extra or len(missing) == len(expected):
        raise InputError(f"the ids of {run.name} are not those of the references; {'; '.join(problems)}")


def _read(run: RunLike) -> Run:
    return run if isinstance(run, Run) else read_run(run)


def _listed(ids: Set[str]) -> str:
    rest = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return ", ".join(map(repr, sorted(ids)[:_NAMED])) + rest


_WORD = re.compile(r"\S+")


def count_words(text: str) -> int:
    """Return the length of `text` in words."""
    return len(text.split())


def median_length(lengths: Iterable[int]) -> int:
    """Return the length in the middle, the shorter one of two; at least one."""
    return max(median_low(lengths), 1)


def cut(text: str, words: int) -> str:
    """Return the first `words` words of `text`, its lines kept."""
    for number, match in enumerate(_WORD.finditer(text), start=1):
        if number == words:
            return text[: match.end()]
    return text


LEADS = (1, 3)
"""Lengths of the lead baselines, in sentences."""


def lead(sentences: Sequence[str], length: int) -> str:
    """Return the first `length` of an article's sentences, one a line."""
    return "\n".join(sentences[:length])


def article_sentences(article: Article) -> list[str]:
    """Return the sentences of an article without headline and boilerplate; none if it cannot be read."""
    try:
        return [sentence.text for sentence in read_document(article).sentences]
    except ArticleError:
        return []


NAME = "oracle"
SENTENCES = 3
"""Most sentences of an oracle's summary, as in Liu and Lapata (2019)."""

_TOKENIZER = ArabicTokenizer()


def oracle_summary(sentences: Sequence[str], references: Sequence[str]) -> str:
    """Return the sentences of an article that its references make look best, in the article's order, one a line.

    Sentences are taken one by one, each time the one that raises the sum of ROUGE-1 and ROUGE-2 (F) most, until none
    raises it or there are `SENTENCES` (Nallapati et al., 2017; the sum and the sets of n-grams as in Liu and Lapata,
    2019). Without a reference the summary is empty.
    """
    if not references:
        return ""
    places = _greedy([_grams(text) for text in sentences], [_grams(text) for text in references])
    return "\n".join(sentences[place] for place in places)


@dataclass(frozen=True, slots=True)
class _Grams:
    """The words and the pairs of words in a text, each once."""

    words: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()

    def __or__(self, grams: _Grams) -> _Grams:
        return _Grams(self.words | grams.words, self.pairs | grams.pairs)

    def likeness(self, reference: _Grams) -> float:
        return _f_measure(self.words, reference.words) + _f_measure(self.pairs, reference.pairs)


def _greedy(sentences: Sequence[_Grams], references: Sequence[_Grams]) -> list[int]:
    summary, places, reached = _Grams(), set[int](), 0.0
    while len(places) < min(SENTENCES, len(sentences)):
        likeness = {
            place: max((summary | grams).likeness(reference) for reference in references)
            for place, grams in enumerate(sentences)
            if place not in places
        }
        best = max(likeness, key=lambda place: likeness[place])
        if likeness[best] <= reached:
            break
        reached, summary = likeness[best], summary | sentences[best]
        places.add(best)
    return sorted(places)


def _grams(text: str) -> _Grams:
    tokens = _TOKENIZER(text)
    return _Grams(frozenset(tokens), frozenset(pairwise(tokens)))


def _f_measure(chosen: frozenset[object], wanted: frozenset[object]) -> float:
    return 2 * len(chosen & wanted) / max(len(chosen) + len(wanted), 1)


_Texts = Mapping[str, str]
"""The output of each computed system for an article, by the system's name."""


def computed_runs(articles: Mapping[str, Article], *, with_oracle: bool = True) -> dict[Role, list[Run]]:
    """Runs ``lead-1``, ``lead-3`` and, if wanted, ``oracle``; an article that cannot be read has empty summaries."""
    computed = _Computed(articles, with_oracle)
    names: dict[Role, list[str]] = {
        "lead": [f"lead-{length}" for length in LEADS],
        "oracle": [NAME] if with_oracle else [],
    }
    return {role: [Run(name, _System(computed, name)) for name in group] for role, group in names.items()}


class _Computed:
    """The texts of all computed systems, worked out when the first is asked for and kept in a temporary file."""

    def __init__(self, articles: Mapping[str, Article], with_oracle: bool) -> None:
        self.articles = articles
        self._with_oracle = with_oracle

    @cached_property
    def texts(self) -> Mapping[str, _Texts]:
        records = ((key, json.dumps([key, self._texts(article)]).encode()) for key, article in self.articles.items())
        return copied("what was computed", records, _parse)

    def _texts(self, article: Article) -> _Texts:
        sentences = article_sentences(article)
        texts = {f"lead-{length}": lead(sentences, length) for length in LEADS}
        return {**texts, NAME: oracle_summary(sentences, article.references)} if self._with_oracle else texts


@dataclass(frozen=True, eq=False)
class _System(Mapping[str, Output]):
    computed: _Computed
    name: str

    def __getitem__(self, key: str) -> Output:
        return Output(ar=self.computed.texts[key][self.name])

    def __contains__(self, key: object) -> bool:
        return key in self.computed.articles

    def __iter__(self) -> Iterator[str]:
        return iter(self.computed.articles)

    def __len__(self) -> int:
        return len(self.computed.articles)


def _parse(_name: str, line: bytes) -> tuple[str, _Texts]:
    key, texts = json.loads(line)
    return key, texts
