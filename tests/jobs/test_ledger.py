"""The ledger counts no line that was changed, and no checkpoint without the parts that it speaks of."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mujaz.errors import OutputError
from mujaz.files.inputs import FileIdentity
from mujaz.jobs.corpus import InputPart
from mujaz.jobs.ledger import Checkpoint, Ledger
from mujaz.jobs.record import RunRecord

RECORD = RunRecord(profile={"window": 3}, text=True, bundles={}, versions={})
PARTS = [InputPart(files=(FileIdentity(f"{name}.jsonl", 9, "d" * 64),)) for name in "ab"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of six lines: record, part, two checkpoints, another part, a checkpoint."""
    path = tmp_path / "briefs.run.jsonl"
    with Ledger(path) as ledger:
        ledger.begin(RECORD)
        ledger.grow(PARTS[0])
        ledger.append(Checkpoint(windows=1, failed=2))
        ledger.append(Checkpoint(windows=2, failed=2, done=True))
        ledger.grow(PARTS[1])
        ledger.append(Checkpoint(windows=1, parts=1, failed=2))
    return path


def read(path: Path) -> tuple[list[InputPart], Checkpoint]:
    with Ledger(path) as ledger:
        return ledger.read(), ledger.last


def change(path: Path, number: int, old: bytes, new: bytes) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    assert old in lines[number]
    lines[number] = lines[number].replace(old, new)
    path.write_bytes(b"".join(lines))


def test_what_was_written_is_read(path: Path) -> None:
    assert read(path) == (PARTS, Checkpoint(windows=1, parts=1, failed=2))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"failed":2', b'"failed":0'),
        (b'"done":false', b'"done":true'),
        (b'"windows":1', b'"windows":3'),
        (b'"parts":1', b'"parts":0'),
        (b'"digest": "', b'"digest": "0'),
    ],
)
def test_a_changed_last_line_counts_for_nothing_and_is_cut_off(path: Path, old: bytes, new: bytes) -> None:
    change(path, 5, old, new)
    assert read(path) == (PARTS, Checkpoint(windows=2, failed=2, done=True))
    assert len(path.read_bytes().splitlines()) == 5


def test_a_changed_checkpoint_before_the_last_costs_nothing(path: Path) -> None:
    change(path, 2, b'"failed":2', b'"failed":0')
    assert read(path) == (PARTS, Checkpoint(windows=1, parts=1, failed=2))


@pytest.mark.parametrize(("number", "name"), [(0, b"window"), (1, b"a.jsonl")])
def test_a_ledger_whose_record_or_part_was_changed_is_refused_and_stays(path: Path, number: int, name: bytes) -> None:
    change(path, number, name, name.upper())
    before = path.read_bytes()
    with Ledger(path) as ledger, pytest.raises(OutputError, match=r"was changed.*; --fresh starts over"):
        ledger.read()
    assert path.read_bytes() == before


def test_a_part_that_nothing_was_done_of_yet_is_looked_for_again(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:5]))
    change(path, 4, b"b.jsonl", b"c.jsonl")
    assert read(path) == (PARTS[:1], Checkpoint(windows=2, failed=2, done=True))


def test_a_removed_ledger_is_not_written_to(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.read()
        path.unlink()
        with pytest.raises(OutputError, match=r"briefs\.run\.jsonl was removed while the job ran: put it back"):
            ledger.append(Checkpoint(done=True))


def test_a_ledger_that_was_cut_short_is_not_written_to(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.read()
        os.truncate(path, 100)
        with pytest.raises(OutputError, match=r"briefs\.run\.jsonl was changed while the job ran: put it back"):
            ledger.append(Checkpoint(done=True))
    assert path.stat().st_size == 100
