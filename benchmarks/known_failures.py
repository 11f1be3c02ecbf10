"""Show what a translator gets wrong, with examples, and write them into its manifest, for its model card.

    python benchmarks/known_failures.py                             the default translator
    python benchmarks/known_failures.py --bundle FOLDER --record    into the bundle's manifest

`quality/failures.tsv` holds the kind of mistake, a sentence of the examples, and words of the wrong translation. A line
whose sentence is no longer translated so is told and left out: take it from the file, or find another.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from mujaz.models.bundle import record_failures
from mujaz.models.manifest import Failure
from mujaz.translate import Translator

FAILURES = Path(__file__).resolve().parent / "quality" / "failures.tsv"


def known(translator: Translator, path: Path = FAILURES) -> list[Failure]:
    """The mistakes of a file that the translator still makes."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        what, source, wrong = line.split("\t")
        [translation] = translator.translate_many([source])
        if wrong in translation.text:
            found.append(Failure(what=what, source=source, written=translation.text))
        else:
            print(f"not any more: {what}: {source}\n    {translation.text}")
    return found


def main() -> None:
    """Translate, print, record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bundle", help="name or folder of the translator; the profile's own by default")
    parser.add_argument("--record", action="store_true", help="write the examples into the bundle's manifest")
    asked = parser.parse_args()
    translator = Translator("auto", translator=asked.bundle, threads=1, repair=False)  # what the model itself writes
    failures = known(translator)
    for failure in failures:
        print(f"{failure.what}\n    {failure.source}\n    {failure.written}")
    if asked.record:
        record_failures(translator.bundle, failures)


if __name__ == "__main__":
    main()
