"""Measures how many names of people are right in English: by the translator alone, and with the steps for names.

    python benchmarks/people_quality.py [--frames 10] [--people 120] [--translator BUNDLE] [--errors]

names/people.tsv has 60 Arab and 60 foreign people with the spellings that count as right; names/frames.tsv has the
sentences that each is put into. Half of the people are in no list of whole names (tools/build_spellings.py leaves them
out, and a test says so), so that only their words can be known. A name is right within three if the lists offer
it among the first three spellings of a name that was put in.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mujaz.facts.names.spellings import find_spelling, list_spellings
from mujaz.translate import Translator
from mujaz.translate.translation import Translation

FOLDER = Path(__file__).parent / "names"
THREE = 3


class Person(NamedTuple):
    """A person of the benchmark."""

    group: str
    half: str
    gender: str
    arabic: str
    accepted: Sequence[str]

    def is_in(self, english: str) -> bool:
        """Tell whether one of the spellings that count is in an English text; hyphens and capitals do not matter."""
        return any(plain(spelling) in plain(english) for spelling in self.accepted)

    def is_offered(self, english: str) -> bool:
        """Tell whether a right spelling is in a text, or among the first three if the text has one of the lists."""
        first = list_spellings(self.arabic)[:THREE] if find_spelling(self.arabic, english) else ()
        return self.is_in(english) or any(map(self.is_in, first))


def plain(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return f" {' '.join(words)} "


def rows(name: str) -> Iterator[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return (line.split("\t") for line in lines if not line.startswith("#"))


def people() -> list[Person]:
    return [Person(*row[:4], row[4].split("|")) for row in rows("people.tsv")]


def sentences(chosen: Sequence[Person], count: int) -> list[tuple[Person, str]]:
    frames = list(rows("frames.tsv"))[:count]
    return [(person, frame[person.gender == "f"].format(name=person.arabic)) for person in chosen for frame in frames]


def report(name: str, pairs: Sequence[tuple[Person, str]], english: Sequence[Translation], *, errors: bool) -> None:
    counts: Counter[tuple[str, str, str]] = Counter()
    for (person, arabic), translation in zip(pairs, english, strict=True):
        right = person.is_in(translation.text)
        for half in (person.half, "all"):
            counts[person.group, half, "of"] += 1
            counts[person.group, half, "first"] += right
            counts[person.group, half, "three"] += person.is_offered(translation.text)
        if errors and not right:
            print(f"{person.group} {person.half}: {arabic}\n    {translation.text}")
    for group, half in dict.fromkeys(key[:2] for key in sorted(counts)):
        of, first, three = (counts[group, half, what] for what in ("of", "first", "three"))
        print(f"{name}: {group}, {half}: first {first / of:.0%}, within three {three / of:.0%} of {of}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--frames", type=int, default=10)
    parser.add_argument("--people", type=int, default=120)
    parser.add_argument("--translator", default="embedded")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    everybody = people()
    pairs = sentences(everybody[:: len(everybody) // options.people], options.frames)
    for name, checks in (("alone", False), ("with the steps", True)):
        translator = Translator(options.translator, checks=checks)
        english = translator.translate_many([arabic for _, arabic in pairs])
        report(name, pairs, english, errors=options.errors and checks)


if __name__ == "__main__":
    main()
