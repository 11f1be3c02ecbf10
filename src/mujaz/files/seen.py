"""Which ids a run has met, at eight bytes each: a corpus has millions."""

from __future__ import annotations

import hashlib
from array import array

_MOST_FULL = 0.6
_FIRST_SIZE = 1024


class Seen:
    """A set of texts that keeps 64 bits of a hash of each, in a table of 8 bytes a slot: 13 to 27 bytes a text.

    Two of a million different texts meet in those bits with a probability of 3e-8, two of a hundred million with 3e-4.
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST_SIZE))
        self._count = 0

    def add(self, text: str) -> bool:
        """Remember `text`; whether it is new."""
        if self._count >= _MOST_FULL * len(self._slots):
            self._grow()
        key = _key(text)
        slot = self._slot(key)
        if self._slots[slot]:
            return False
        self._slots[slot] = key
        self._count += 1
        return True

    def __contains__(self, text: str) -> bool:
        return bool(self._slots[self._slot(_key(text))])

    def _slot(self, key: int) -> int:
        """Where `key` is, or the free slot where it belongs."""
        mask = len(self._slots) - 1
        slot = key & mask
        while self._slots[slot] not in (0, key):
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        old = self._slots
        self._slots = array("Q", bytes(16 * len(old)))
        for key in old:
            if key:
                self._slots[self._slot(key)] = key


def _key(text: str) -> int:
    # 0 stands for a free slot.
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little") or 1
