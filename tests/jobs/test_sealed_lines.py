"""Lines that carry a digest of themselves."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from mujaz.jobs.durable import read_digest, seal_line, unseal_line

RECORD = b'{"done": false, "failed": 2}'
LINE = seal_line(RECORD, b"0123456789abcdef")


def test_a_sealed_record_is_json_with_a_digest_as_its_last_key() -> None:
    assert seal_line(RECORD) == b'{"done": false, "failed": 2, "digest": "41711f96bcfcd00a"}\n'
    assert unseal_line(seal_line(RECORD)) == RECORD
    assert read_digest(seal_line(RECORD)) == b"41711f96bcfcd00a"
    assert json.loads(LINE)["failed"] == 2


def test_no_bit_can_be_flipped_unseen() -> None:
    for bit in range(8 * len(LINE)):
        flipped = bytearray(LINE)
        flipped[bit // 8] ^= 1 << bit % 8
        assert unseal_line(bytes(flipped), b"0123456789abcdef") is None


def test_a_line_counts_only_behind_what_it_rests_on() -> None:
    assert unseal_line(LINE, b"0123456789abcdef") == RECORD
    assert unseal_line(LINE, b"0123456789abcdee") is None
    assert unseal_line(LINE) is None


@given(st.binary(max_size=80))
def test_what_was_never_sealed_is_no_record_and_has_no_digest(data: bytes) -> None:
    assert unseal_line(data) is None
    assert read_digest(data) == b""


@given(st.integers(0, len(LINE) - 1))
def test_a_line_that_was_cut_short_counts_for_nothing(length: int) -> None:
    assert unseal_line(LINE[:length], b"0123456789abcdef") is None
