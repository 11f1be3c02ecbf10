"""Reads the tables of words and patterns that are data files of their packages."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any


@lru_cache(maxsize=64)
def read_table(package: str, path: str) -> dict[str, Any]:
    """Return what a TOML file in the folder of a package holds."""
    return tomllib.loads((files(package) / path).read_text(encoding="utf-8"))


def read_lines(package: str, path: str) -> list[str]:
    """Return the lines of a text file in the folder of a package, without those that begin with ``#``."""
    lines = (files(package) / path).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def read_rows(package: str, path: str) -> list[list[str]]:
    """Return the cells of each line of a file of tab-separated values, without lines that begin with ``#``."""
    return [line.split("\t") for line in read_lines(package, path)]
