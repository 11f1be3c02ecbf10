"""Nasty texts, pages and files cost processor time about in proportion to their size.

Each family is tried at n, 2n and 4n; the time may grow by n^1.3. What takes less than a floor is not judged: that is
start and noise. Ratios, so that no figure of a machine is in here.
"""

from __future__ import annotations

import csv
import gc
import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mujaz.errors import MujazError
from mujaz.eval.feedback import read_feedback, to_pairs, to_references
from mujaz.eval.inputs.read import read_run
from mujaz.files.pages import extraction as page_extraction
from mujaz.files.pages.bounds import measure_page
from mujaz.files.pages.extraction import extract_article
from mujaz.profiles import load_profile
from mujaz.text.clean import fold
from mujaz.text.decode import decode
from mujaz.text.document import read_document
from mujaz.text.markup import plain_text
from mujaz.text.toml import read_toml
from mujaz.translate.glossary import read, read_tbx
from mujaz.types import Article, Page

FLOOR = 0.12
"""Seconds of processor time under which nothing is judged."""

EXPONENT = 1.3
TRIES = 3
"""How often the time is taken before a family is said to be slow; the least of them counts."""

SENTENCE = "أبحرت عبّارة المرجان من رصيف الزعفران بعد الظهر وعليها مئتا راكب. "
ARTICLE = f"<article>{f'<p>{SENTENCE * 2}</p>' * 5}</article>"


def _page(body: str) -> None:
    data = f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{ARTICLE}{body}</body></html>".encode()
    extract_article(Page(id="p", data=data, source="p"), measure_page(data))


def _text(text: str) -> None:
    fold(text)
    read_document(Article(id="a", text=plain_text(decode(text.encode(), "a"))))


PAGES: dict[str, Callable[[int], str]] = {
    "headings": lambda n: "<h1>عنوان</h1>" * n,
    "lines of a paragraph": lambda n: f"<p>{'سطر<br/><br/>' * n}</p>",
    "formatted letters": lambda n: f"<p>{'<em>ك</em>لمة ' * n}</p>",
    "formatted words at the body": lambda n: "<b>كلمة</b> و" * n,
    "links of a paragraph": lambda n: f"<p>{SENTENCE}{'<a href=x>رابط</a> ' * n}</p>",
    "unknown elements": lambda n: f"<p>{'<x-y>كلمة</x-y> ' * n}</p>",
    "short paragraphs": lambda n: "<p>خبر عاجل" * n,
    "list": lambda n: f"<ul>{f'<li>{SENTENCE}</li>' * n}</ul>",
    "blocks": lambda n: "<div>قطعة</div>" * n,
    "cells": lambda n: f"<table>{'<tr><td>خلية</td></tr>' * n}</table>",
    "open blocks": lambda n: "<div>" * n,
    "open quotations": lambda n: "<blockquote>" * n,
    "scripts": lambda n: "<script>x</script>" * n,
    "comments": lambda n: "<!-- x -->" * n,
    "open comments": lambda n: "<!--" * n,
    "open values": lambda n: "<p title='" * n,
    "signs": lambda n: "<" * n,
    "references": lambda n: "&#1575;" * n,
    "dates": lambda n: f"<div class=date>{'<span>17 مايو 2026</span>' * n}</div>",
}

TEXTS: dict[str, Callable[[int], str]] = {
    "marks": lambda n: "ب" + "\u0651\u064b" * n,
    "composed": lambda n: "e" + "\u0301\u0327" * n,
    "strokes": lambda n: "ـ" * n,
    "digits": lambda n: "1" * n,
    "numbers": lambda n: "مئة و " * n,
    "months": lambda n: "17 مايو " * n,
    "quotes": lambda n: "«" * n,
    "brackets": lambda n: "(" * n,
    "stops": lambda n: "د. " * n,
    "dots": lambda n: "." * n,
    "spaces": lambda n: " " * n + "نص",
    "lines": lambda n: "س\n" * n,
    "bullets": lambda n: "• بند\n" * n,
    "rows": lambda n: "| أ | ب |\n" * n,
    "tags": lambda n: "<b>" * n,
    "entities": lambda n: "&amp;" * n,
    "nested entities": lambda n: "&" + "amp;" * n + "lt;",
    "links": lambda n: "[x](" * n,
    "stars": lambda n: "*" * n,
    "controls": lambda n: "\u202e" * n,
    "one word": lambda n: "ب" * n,
    "sentences": lambda n: SENTENCE * (n // 20),
}


def _toml(text: str) -> None:
    read_toml(text, "f")


def _load_as_profile(folder: Path) -> Callable[[str], None]:
    def load(text: str) -> None:
        (folder / "own.toml").write_text(text, encoding="utf-8")
        load_profile(str(folder / "own.toml"))

    return load


def _write_and(read: Callable[[Path], object], name: str) -> Callable[[str], None]:
    def write_and_read(text: str) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8")
            read(path)

    return write_and_read


def _run(bullets: list[dict[str, object]]) -> str:
    return json.dumps({"schema": "mujaz.brief/1", "article": {"id": "a"}, "bullets": bullets})


def _judge(path: Path) -> None:
    verdicts = read_feedback([path])
    list(to_references(verdicts, {}))
    to_pairs(verdicts)


def _verdicts(numbers: Iterable[int], key: str = "bullet") -> str:
    verdict = {"article": "a", "system": "s", "bullet": 0, "verdict": "accept", "ar": "بند", "en": "An item"}
    judged = [{**verdict, key: number if key == "bullet" else str(number)} for number in numbers]
    return json.dumps({"schema": "mujaz.feedback/1", "report": "r", "verdicts": judged})


FILES: dict[str, tuple[Callable[[str], object], Callable[[int], str]]] = {
    "dotted keys": (_toml, lambda n: ".".join("a" * n) + " = 1"),
    "dots of many lines": (_toml, lambda n: "".join(f"a{at}.b.c.d = 1\n" for at in range(n // 4))),
    "open strings": (_toml, lambda n: 'x = """' + '\\"""' * n),
    "open lists": (_toml, lambda n: "x = " + "[" * n),
    "terms of a table": (lambda text: read.read_csv(text, "f"), lambda n: "ar,en\n" + "ميناء,port\n" * n),
    "quotes of a table": (lambda text: read.read_csv(text, "f"), lambda n: 'ar,en\n"' + '""' * n),
    "terms of TBX": (
        lambda text: read_tbx.read_tbx(text.encode(), "f"),
        lambda n: "<tbx>" + "<termEntry><langSet xml:lang='ar'><tig><term>م</term></tig></langSet></termEntry>" * n,
    ),
    "bullets of a run": (
        _write_and(read_run, "run.jsonl"),
        lambda n: _run([{"ar": "بند", "en": "An item"}] * (n // 2)),
    ),
    "evidence of a run": (
        _write_and(read_run, "run.jsonl"),
        lambda n: _run([{"ar": "بند", "evidence": [{"start": 0, "end": 3, "text": "بند"}] * (n // 2)}]),
    ),
    "wrong bullets of a run": (_write_and(read_run, "run.jsonl"), lambda n: _run([{}] * n)),
    "a long line of a run": (
        _write_and(read_run, "run.jsonl"),
        lambda n: f'{{"id": "a", "summary": "{SENTENCE * n}"}}',
    ),
    "lines of a run": (
        _write_and(read_run, "run.jsonl"),
        lambda n: "".join(f'{{"id": "{number}", "summary": "بند"}}\n' for number in range(n)),
    ),
    "entries of a run": (_write_and(read_run, "run.json"), lambda n: json.dumps([{"summary": "بند"}] * n)),
    "verdicts of an article": (_write_and(_judge, "verdicts.json"), lambda n: _verdicts(range(n))),
    "the same verdict": (_write_and(_judge, "verdicts.json"), lambda n: _verdicts([0] * n)),
    "verdicts of systems": (_write_and(_judge, "verdicts.json"), lambda n: _verdicts(range(n), "system")),
    "verdicts of articles": (_write_and(_judge, "verdicts.json"), lambda n: _verdicts(range(n), "article")),
    "open elements of TBX": (lambda text: read_tbx.read_tbx(text.encode(), "f"), lambda n: "<a>" * n),
}


def _seconds(read: Callable[[str], object], text: str) -> float:
    gc.disable()  # a collection takes as long as all that the tests before have left in memory
    start = time.process_time()
    try:
        with suppress(MujazError, csv.Error):
            read(text)
        return time.process_time() - start
    finally:
        gc.enable()


def _grows_too_fast(read: Callable[[str], object], make: Callable[[int], str], size: int, tries: int = TRIES) -> str:
    """What is wrong with a family; empty if nothing is."""
    least: dict[int, float] = {}
    for _ in range(tries):
        for factor in (1, 2, 4):
            least[factor] = min(least.get(factor, 1e9), _seconds(read, make(size * factor)))
        if least[4] < FLOOR or least[4] <= max(least[1], FLOOR / 4) * 4**EXPONENT:
            return ""
    return ", ".join(f"{size * factor}: {seconds:.2f} s" for factor, seconds in least.items())


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Have everything loaded before the time is taken."""
    _page("<p>x</p>")
    _text(SENTENCE)


@pytest.mark.parametrize("family", PAGES)
def test_nasty_pages_take_time_in_proportion(family: str) -> None:
    assert _grows_too_fast(_page, PAGES[family], 700) == ""


def test_a_long_page_of_plain_paragraphs_takes_time_in_proportion() -> None:
    assert _grows_too_fast(_page, lambda n: f"<article>{'<p>وصل الزورق.</p>' * n}</article>", 15_000) == ""


def test_without_the_remedy_a_crowd_of_formatted_letters_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_extraction, "MOST_SIBLINGS", 10**9)
    _page(PAGES["formatted letters"](600))  # it loads more than a page without such a crowd
    assert _grows_too_fast(_page, PAGES["formatted letters"], 600, tries=1) != ""


@pytest.mark.parametrize("family", TEXTS)
def test_nasty_texts_take_time_in_proportion(family: str) -> None:
    assert _grows_too_fast(_text, TEXTS[family], 2_500) == ""


@pytest.mark.parametrize("family", FILES)
def test_nasty_files_take_time_in_proportion(family: str) -> None:
    assert _grows_too_fast(*FILES[family], 5_000) == ""


def test_nasty_profiles_take_time_in_proportion(tmp_path: Path) -> None:
    load = _load_as_profile(tmp_path)
    assert _grows_too_fast(load, lambda n: "".join(f"k{at} = 1\n" for at in range(n)), 1_000) == ""
