"""Files that grow by whole windows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mujaz.errors import OutputError
from mujaz.jobs.durable import DurableFile

SHA256_OF_AB = "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603"


def test_what_is_appended_is_there_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with DurableFile(path) as file:
        assert not path.exists()
        file.append(b"a")
        file.append(b"")
        file.append(b"b")
        assert (file.size, file.digest) == (2, SHA256_OF_AB)
    assert path.read_bytes() == b"ab"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.jsonl"]


def test_what_stands_behind_the_good_part_is_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"ab and what a power cut left")
    with DurableFile(path, 2, SHA256_OF_AB) as file:
        file.append(b"c")
    assert path.read_bytes() == b"abc"


@pytest.mark.parametrize("content", [b"", b"a", b"xb"])
def test_a_file_that_is_not_what_was_left_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(content)
    with pytest.raises(OutputError, match="was changed since the run stopped"):
        DurableFile(path, 2, SHA256_OF_AB)
    assert path.read_bytes() == content


def test_a_window_that_does_not_fit_on_the_disk_leaves_no_part_of_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.jsonl"

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with DurableFile(path) as file:
        file.append(b"ab")
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match=r"out\.jsonl cannot be written: No space left on device"):
            file.append(b"cd")
        assert path.read_bytes() == b"ab"
        monkeypatch.undo()
        file.append(b"ef")
    assert path.read_bytes() == b"abef"


def test_a_replaced_file_stays_as_open_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"old")
    path.chmod(0o600)
    with DurableFile(path) as file:
        file.append(b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o600)
