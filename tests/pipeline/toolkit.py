"""translate-toolkit, run as a program of its own: here its package `translate` is hidden by our folder of that name.

python -I toolkit.py FILE                     print the pairs of an XLIFF or TMX file as JSON
python -I toolkit.py FILE NUMBER TEXT         set the target of a unit, counted from 0
python -I toolkit.py FILE NUMBER              approve a unit
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def run_toolkit(file: Path, *arguments: str) -> list[tuple[str, str]]:
    """Change a file if there are arguments, and return its pairs."""
    command = [sys.executable, "-I", __file__, str(file), *arguments]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=120).stdout
    return [(source, target) for source, target in json.loads(printed)]


def _read(file: Path) -> Any:
    from translate.storage.tmx import tmxfile
    from translate.storage.xliff2 import Xliff2File

    with file.open("rb") as stream:
        return tmxfile(stream, "ar", "en") if file.suffix == ".tmx" else Xliff2File(stream)


def _main(file: Path, number: str = "", text: str = "") -> None:
    units = _read(file)
    if text:
        units.units[int(number)].target = text
    elif number:
        units.units[int(number)].markapproved()
    if number:
        file.write_bytes(bytes(units))
    pairs = [(str(unit.source), str(unit.target)) for unit in units.units if unit.istranslatable()]
    sys.stdout.buffer.write(json.dumps(pairs).encode())


if __name__ == "__main__":
    _main(Path(sys.argv[1]), *sys.argv[2:])
