"""What honest pages of very many plain paragraphs cost, read as any large page is: by a process that can be ended.

python benchmarks/long_pages.py [--paragraphs 100000 300000 1000000]

Printed are, for each: megabytes, lines of the article, seconds of processor time and most memory of that process.
"""

from __future__ import annotations

import argparse
import resource

from mujaz.files.formats.html import extract_values
from mujaz.files.process import ParserProcess
from mujaz.types import Page

WORDS = ["أعلنت", "هيئة", "الموانئ", "عن", "توسعة", "الرصيف", "الشرقي", "في", "ميناء", "الصدف"]
_WORDS_OF_PARAGRAPH = 3


def make_page(paragraphs: int) -> Page:
    """Return a page of so many paragraphs of three words and a number."""
    lines = (
        f"<p>{' '.join(WORDS[(number + word) % len(WORDS)] for word in range(_WORDS_OF_PARAGRAPH))} {number}.</p>\n"
        for number in range(paragraphs)
    )
    html = f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><article>{''.join(lines)}</article></body>"
    return Page(id="long", data=html.encode(), source="long.html")


def main() -> None:
    """Read a page of each size, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paragraphs", type=int, nargs="+", default=[100_000, 300_000, 1_000_000])
    print(f"{'paragraphs':>10}{'MB':>6}{'lines':>9}{'seconds':>9}{'most MB':>9}")
    before = 0.0
    for paragraphs in parser.parse_args().paragraphs:
        page, process = make_page(paragraphs), ParserProcess()
        lines = process.run(extract_values, page.data, page.where)["text"].count("\n") + 1
        process.close()
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = usage.ru_utime + usage.ru_stime
        row = f"{paragraphs:10}{len(page.data) / 2**20:6.0f}{lines:9}{seconds - before:9.1f}"
        print(f"{row}{usage.ru_maxrss / 1024:9.0f}", flush=True)
        before = seconds


if __name__ == "__main__":
    main()
