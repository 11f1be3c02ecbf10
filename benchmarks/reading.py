"""How fast a job reads: pages passed over or taken apart, and lines passed over.

    python benchmarks/reading.py FILE... [--articles 200] [--links 1200] [--record]

Takes the files' articles and makes of each a page of HTML with so many links beside it, and a line of JSON. Printed
are the articles a second of one core's time: of pages as the job reads them, of pages as its workers take them apart,
and of lines as the job reads them. --record puts the table into docs/jobs.md.
"""

from __future__ import annotations

import argparse
import html
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

from marks import put_between

from mujaz.files.articles import read_articles
from mujaz.jobs.corpus import Corpus
from mujaz.types import Article

DOCUMENT = Path(__file__).parent.parent / "docs" / "jobs.md"


def main() -> None:
    """Write pages and lines, read them, print the table."""
    options = _options()
    found = (entry for entry in read_articles(options.files) if isinstance(entry, Article))
    articles = list(islice(found, options.articles))
    with tempfile.TemporaryDirectory() as name:
        pages, lines = Path(name) / "pages", Path(name) / "news.jsonl"
        pages.mkdir()
        for number, article in enumerate(articles):
            (pages / f"{number}.html").write_text(_page(article, options.links), encoding="utf-8")
        lines.write_text(
            "".join(f"{one.model_dump_json(include={'id', 'title', 'text'})}\n" for one in articles), encoding="utf-8"
        )
        size = sum(page.stat().st_size for page in pages.iterdir())
        rows = [
            ("pages, passed over", size, _rate(lambda: _windows(pages))),
            ("pages, taken apart", size, _rate(lambda: read_articles([str(pages)]))),
            ("lines, passed over", lines.stat().st_size, _rate(lambda: _windows(lines))),
        ]
    table = _table(rows, len(articles))
    print(table)
    if options.record:
        put_between(DOCUMENT, "reading", table)


def _windows(path: Path) -> Iterable[object]:
    return (entry for window in Corpus((str(path),), frozenset()).cut(32) for entry in window.entries)


def _rate(read: Callable[[], Iterable[object]]) -> float:
    start = time.process_time()
    count = sum(1 for _ in read())
    return count / (time.process_time() - start)


def _page(article: Article, links: int) -> str:
    menu = "".join(f'<a href="/section/{number}">قسم {number}</a>' for number in range(links))
    body = "".join(f"<p>{html.escape(line)}</p>" for line in article.text.splitlines() if line.strip())
    title = html.escape(article.title)
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body>{menu}<article>{body}</article></body></html>"
    )


def _table(rows: Sequence[tuple[str, int, float]], count: int) -> str:
    lines = [f"| {count} articles | KB each | a second of one core |", "| --- | ---: | ---: |"]
    return "\n".join([*lines, *(f"| {name} | {size / count / 1000:.0f} | {rate:,.0f} |" for name, size, rate in rows)])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--links", type=int, default=1200)
    parser.add_argument("--record", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
