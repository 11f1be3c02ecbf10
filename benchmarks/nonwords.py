"""Counts sentences of people's English in which a word is taken for none: each is a false alarm.

    python benchmarks/nonwords.py FOLDER [--errors]

FOLDER holds `parallel/` as docs/data.md describes it. The sets are those that the list of words was not made from
(tools/build_words.py): test and development sets, and the tenth of news-written that was kept apart. Some alarms
are right: the texts have typing errors of their own.
"""

from __future__ import annotations

import argparse
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from mujaz.facts.lexicon import find_nonwords

SETS = ("news-written.train", "ud-pud.dev", "flores200-devtest.test", "tico19.test")
PARTS = 10


def read_pairs(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a file, Arabic first."""
    with gzip.open(folder / "parallel" / f"{name}.tsv.gz", "rt", encoding="utf-8") as file:
        for line in file:
            arabic, english, *_ = line.rstrip("\n").split("\t")
            yield arabic, english


def is_held_out(arabic: str) -> bool:
    """Tell whether a line of news-written is one of those that are kept apart."""
    return zlib.crc32(arabic.encode()) % PARTS == 0


def held_out(folder: Path, name: str) -> list[tuple[str, str]]:
    """Return the pairs of a set that no list was made from."""
    return [pair for pair in read_pairs(folder, name) if name != "news-written.train" or is_held_out(pair[0])]


def main() -> None:
    """Print a line a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the words")
    options = parser.parse_args()
    for name in SETS:
        pairs = held_out(options.folder, name)
        alarms = [[english[slice(*span)] for span in find_nonwords(arabic, english)] for arabic, english in pairs]
        count = sum(map(bool, alarms))
        print(f"{name}: {count} of {len(pairs)} sentences, {100 * count / len(pairs):.1f}%")
        if options.errors:
            print("  ", *(word for words in alarms for word in words))


if __name__ == "__main__":
    main()
