"""Keeping standard output for results alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path


@contextmanager
def silenced_stdout() -> Iterator[None]:
    """Let nothing through that is printed on standard output, also by what is no Python.

    Standard error is no place for it either: there may be a log that machines read.
    """
    sys.stdout.flush()
    kept = os.dup(1)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        try:
            with redirect_stdout(nowhere):
                yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)
