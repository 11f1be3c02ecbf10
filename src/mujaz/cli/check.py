"""`mujaz check`: English held against its Arabic, whoever translated it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, get_args

import click

from mujaz.checks.pairs import CheckedPair, check_pairs
from mujaz.cli.console import note, warn
from mujaz.cli.options import console_options
from mujaz.cli.progress import choose_exit_code, show_progress
from mujaz.cli.results import choose_format, is_on_terminal, parse_output, refuse_overwriting, write_results
from mujaz.errors import ArticleError
from mujaz.files.pairs import read_pairs
from mujaz.flags.grouping import group_flags
from mujaz.pipeline.formats.base import describe_finding
from mujaz.types import Severity
from mujaz.wording import count_noun, one_line

FormatName = Literal["text", "jsonl", "json"]

_RANKS = {"none": 0, "info": 1, "warning": 2, "severe": 3}
_BY_SUFFIX: Mapping[str, str] = {".txt": "text", ".jsonl": "jsonl", ".json": "json"}

Results = Iterator[CheckedPair]


@click.command("check")
@click.argument("pairs", default="-", metavar="[PAIRS|-]")
@click.option("-o", "--output", metavar="FILE", callback=parse_output, help="Write to FILE.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(get_args(FormatName)),
    help="How to write; by default what FILE's suffix says, else text.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["severe", "warning"]),
    help="End with 1 if a pair has a finding of this severity, or a worse one.",
)
@console_options
@click.pass_context
def command(
    ctx: click.Context, pairs: str, output: str | None, format_name: FormatName | None, fail_on: Severity | None
) -> None:
    """Hold English translations against their Arabic, whoever made them.

    PAIRS is a table (Arabic, tab, English), JSON Lines with "ar" and "en" (perhaps "id" and the text of the "article"),
    a TMX or an XLIFF file, also gzip'd; without it, or with -, standard input is read. Numbers, dates, names,
    negations, hedges, speakers and lengths are compared. No finding does not mean that a translation is right.

    As text, the pairs with findings are shown; as JSON Lines or JSON, all of them.
    """
    refuse_overwriting([pairs], output)
    name = choose_format(output, format_name, _BY_SUFFIX, "text")
    tally = _Tally()
    shown = show_progress(_WRITERS[name](tally.count(pairs)), results_on_terminal=is_on_terminal(output))
    write_results(shown, output)
    ctx.exit(tally.close(fail_on))


class _Tally:
    """Counts the pairs of a run by their worst finding, and those that cannot be read; reports these as they come."""

    def __init__(self) -> None:
        self._failed = 0
        self._worst = Counter[str]()

    def count(self, path: str) -> Results:
        """Yield the pairs of a file that could be checked, each counted."""
        for result in check_pairs(read_pairs(path)):
            if isinstance(result, ArticleError):
                self._failed += 1
                warn(str(result))
            else:
                self._worst[max((flag.severity for flag in result.flags), key=_RANKS.__getitem__, default="none")] += 1
                yield result

    def close(self, fail_on: Severity | None) -> int:
        """Say how many pairs have findings; return the exit code."""
        checked = self._worst.total()
        if checked:
            note(
                f"{count_noun(checked, 'pair')}: {self._worst['severe']} severe, "
                f"{self._worst['warning']} with a warning, {self._failed} that could not be read"
            )
        least = _RANKS[fail_on] if fail_on else len(_RANKS)
        found = any(_RANKS[severity] >= least for severity in self._worst)
        return choose_exit_code(checked + self._failed, self._failed, int(found))


def _write_text(results: Results) -> Iterator[str]:
    for result in results:
        if result.flags:
            findings = map(describe_finding, group_flags(result.flags))
            lines = map(one_line, (result.pair.arabic, result.pair.english, *findings))
            yield "\n  ".join([one_line(result.pair.id), *lines]) + "\n\n"


def _write_jsonl(results: Results) -> Iterator[str]:
    for result in results:
        yield json.dumps(result.to_record(), ensure_ascii=False) + "\n"


def _write_json(results: Results) -> Iterator[str]:
    yield "["
    for number, result in enumerate(results):
        yield ("," if number else "") + "\n" + json.dumps(result.to_record(), ensure_ascii=False)
    yield "\n]\n"


_WRITERS: Mapping[str, Callable[[Results], Iterator[str]]] = {
    "text": _write_text,
    "jsonl": _write_jsonl,
    "json": _write_json,
}
