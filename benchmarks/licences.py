"""Lists the licences of all packages of the base install, as their own metadata states them.

    python benchmarks/licences.py                            print the table
    python benchmarks/licences.py --into docs/licences.md    put it into the page

Run it where these packages are installed: after `make demo` or `make test`.
"""

from __future__ import annotations

import argparse
import re
from importlib.metadata import metadata
from pathlib import Path

from marks import put_between

PINS = Path(__file__).resolve().parent.parent / "constraints-base.txt"
MARK = "licences"
_PIN = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)
_LONGEST = 60
_CLASSIFIER = "License :: OSI Approved :: "


def pinned() -> dict[str, str]:
    """Return the packages of the base install and their versions."""
    return dict(_PIN.findall(PINS.read_text(encoding="utf-8")))


def licence(package: str) -> str:
    """Return the licence of an installed package: an SPDX expression if it gives one, else what it says.

    Raises:
        PackageNotFoundError: It is not installed.
    """
    fields = metadata(package)
    expression, words = fields.get("License-Expression"), fields.get("License", "").strip()
    if expression:
        return str(expression)
    if words and "\n" not in words and len(words) <= _LONGEST:
        return words
    classifiers = [line.removeprefix(_CLASSIFIER) for line in fields.get_all("Classifier", []) if _CLASSIFIER in line]
    return " and ".join(classifiers)


def row(package: str) -> str:
    """Return a package's row of the table."""
    return f"| {package} | {licence(package)} |"


def main() -> None:
    """Print the table, or put it into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, metavar="FILE", help="put the table between its marks in FILE")
    asked = parser.parse_args()
    table = "\n".join(["| package | licence |", "| --- | --- |", *map(row, pinned())])
    print(table)
    if asked.into:
        put_between(asked.into, MARK, table)


if __name__ == "__main__":
    main()
