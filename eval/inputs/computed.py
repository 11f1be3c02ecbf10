"""Systems that are computed from the articles and their references: leads and oracle, Arabic only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from mujaz.eval.inputs.baselines import LEADS, article_sentences, lead
from mujaz.eval.inputs.oracle import NAME, oracle_summary
from mujaz.eval.inputs.run import Output, Run
from mujaz.eval.inputs.stored import copied
from mujaz.eval.results import Role
from mujaz.types import Article

_Texts = Mapping[str, str]
"""What each computed system makes of an article, by the system's name."""


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
