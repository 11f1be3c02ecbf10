"""Lines of JSON that carry a digest of themselves, so that one changed bit is seen."""

from __future__ import annotations

import hashlib
import re

_DIGITS = 16
_SEAL = re.compile(rb', "digest": "([0-9a-f]{16})"}\n\Z')


def seal(record: bytes, seed: bytes = b"") -> bytes:
    """Return the JSON object `record` as a line whose last key is a digest of `seed` and of all before that key.

    Args:
        record: An object that is not empty, on one line.
        seed: What else the line rests on, as the digest of the line before it.
    """
    digest = hashlib.sha256(seed + record).hexdigest()[:_DIGITS].encode()
    return b'%b, "digest": "%b"}\n' % (record[:-1], digest)


def unseal(line: bytes, seed: bytes = b"") -> bytes | None:
    """Return the object that was sealed; None when the line, or what it rests on, is not what it was."""
    record = _SEAL.sub(b"}", line)
    return record if seal(record, seed) == line else None


def digest_on(line: bytes) -> bytes:
    """Return the digest that a line says it has; empty when it has none."""
    match = _SEAL.search(line)
    return match[1] if match else b""
