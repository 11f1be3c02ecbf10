"""Replaces words of a text, and keeps the places of flags on it true: the one helper for all that edits texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mujaz.flags.catalogue import Place, move_flag
from mujaz.types import Flag


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """New characters for those from `start` to `end`."""

    start: int
    end: int
    new: str

    @property
    def longer_by(self) -> int:
        """Return by how many characters the text becomes longer; less than 0 if it becomes shorter."""
        return len(self.new) - (self.end - self.start)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` after `edits`, which are in its order and do not overlap."""
    pieces, done = list[str](), 0
    for edit in edits:
        pieces += [text[done : edit.start], edit.new]
        done = edit.end
    return "".join([*pieces, text[done:]])


def move_flags(flags: Sequence[Flag], edits: Sequence[Edit]) -> tuple[Flag, ...]:
    """Return flags on an English text as they are after `edits`, on the same words."""
    for edit in reversed(edits):
        changed = Place("en", edit.start, edit.end)
        flags = [move_flag(flag, changed, edit.longer_by) for flag in flags]
    return tuple(flags)
