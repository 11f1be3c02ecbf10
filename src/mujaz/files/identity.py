"""What identifies the files that a run reads, so that another one is noticed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from mujaz.errors import ArticleError
from mujaz.files.inputs import Place
from mujaz.files.opening import STDIN
from mujaz.wording import count_noun


class FileIdentity(NamedTuple):
    """One file that is read, or the folder or pattern in whose place there is none.

    Attributes:
        name: Its name within the folder or pattern that was given; the file's own name if it was given itself.
        bytes: Its size; 0 if it cannot be read, and of standard input.
        digest: SHA-256 of its content; empty if it cannot be read, and of standard input, which can be read only once.
        problem: What is wrong with a folder or a pattern; empty for a file.
    """

    name: str
    bytes: int
    digest: str
    problem: str = ""

    @property
    def described(self) -> str:
        """Describe its content in words, short."""
        return f"{count_noun(self.bytes, 'byte')}, SHA-256 {self.digest[:12]}" if self.digest else "unreadable"


def identify(place: Place | ArticleError) -> FileIdentity:
    """Return the identity of a file. Every byte is read; what cannot be read is reported when it is to be used."""
    if isinstance(place, ArticleError):
        return FileIdentity(place.where, 0, "", place.reason)
    return FileIdentity(_recordable(place.inner), *_content(place.path))


def _recordable(name: str) -> str:
    # A name need not be UTF-8, and JSON holds nothing else. Two names must not become one.
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _content(name: str) -> tuple[int, str]:
    path = Path(name)
    try:
        if name == STDIN or not path.is_file():  # a pipe can be read only once
            return 0, ""
        with path.open("rb") as file:
            return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return 0, ""
