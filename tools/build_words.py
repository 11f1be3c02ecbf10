"""Writes the English words of `mujaz.facts.lexicon` that the list of ordinary words of the names lacks.

    apt-get install wamerican wbritish wordnet-base
    python tools/build_words.py FOLDER

FOLDER holds `parallel/` as docs/data.md describes it. Words come from SCOWL, from WordNet and, where people write them
often enough, from the English sides of open training files: five times, or twice and in two files. Of news-written
every tenth line is kept apart, by a hash of its Arabic: benchmarks/nonwords.py measures on it. What a regular ending
gives is not listed.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from nonwords import is_held_out, read_pairs

from mujaz.facts.lexicon import is_listed

TARGET = Path(__file__).parents[1] / "src/mujaz/facts/data/words.txt.gz"
SCOWL = [Path("/usr/share/dict") / name for name in ("american-english", "british-english")]
WORDNET = Path("/usr/share/wordnet")
PARTS = ("noun", "verb", "adj", "adv")
SOURCES = (
    "un-conflict.train", "syrian-archive.train", "xquad.train", "sdg.train", "udhr.train", "mmlu-ar-gpt35.train",
    "msdocs-mt.train", "msdynamics.train", "tatoeba.train", "stsb-mt.train", "tico19-dev.train",
    "opensource-guide.train", "mt-geneval-context.dev", "bible.train", "news-written.train",
)  # fmt: skip
OFTEN, AGAIN = 5, 2

WORD = re.compile(r"[a-z]{2,24}")
RUNNING = re.compile(r"(?<![\w'’.@/&-])[a-z]{4,24}(?![\w@/'’]|\.\w)")


def plain(words: Iterable[str]) -> set[str]:
    """Return those of `words` that are of small letters only."""
    return {word for word in words if WORD.fullmatch(word)}


def of_wordnet(folder: Path) -> set[str]:
    """Return the lemmas of WordNet in the letters in which it writes them, and irregular forms."""
    return plain(word for part in PARTS for word in _lemmas(folder, part))


def _lemmas(folder: Path, part: str) -> Iterator[str]:
    for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):  # the licence
            fields = line.split()
            yield from (fields[4 + 2 * at].split("(")[0] for at in range(int(fields[3], 16)))
    yield from (folder / f"{part}.exc").read_text(encoding="utf-8").split()


def of_texts(folder: Path) -> set[str]:
    """Return the words that the open files have often enough."""
    counts, sources = Counter[str](), defaultdict[str, set[str]](set)
    for name in SOURCES:
        for arabic, english in read_pairs(folder, name):
            if name != "news-written.train" or not is_held_out(arabic):
                for word in RUNNING.findall(english):
                    counts[word] += 1
                    sources[word].add(name)
    return {word for word, count in counts.items() if count >= OFTEN or (count >= AGAIN and len(sources[word]) > 1)}


def without_inflected(words: set[str]) -> list[str]:
    """Return the words that no shorter one of them gives by a regular ending."""
    kept: set[str] = set()
    for word in sorted(words, key=lambda word: (len(word), word)):
        if not is_listed(word, kept):
            kept.add(word)
    return sorted(kept)


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wordnet", type=Path, default=WORDNET, help="where data.noun and its like are")
    parser.add_argument("--scowl", type=Path, nargs="*", default=SCOWL, help="word lists, one word a line")
    options = parser.parse_args()
    scowl = plain(word for path in options.scowl for word in path.read_text(encoding="utf-8").split())
    words = without_inflected(scowl | of_wordnet(options.wordnet) | of_texts(options.folder))
    packed = gzip.compress("\n".join(words).encode("ascii"), 9, mtime=0)
    TARGET.write_bytes(packed)
    print(f"{len(words)} words, {len(packed)} bytes")


if __name__ == "__main__":
    main()
