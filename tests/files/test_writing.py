"""A file is replaced at once or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mujaz.errors import OutputError
from mujaz.files.writing import write_file, write_stream


def failing(*pieces: str, error: BaseException) -> Iterator[str]:
    yield from pieces
    raise error


def test_a_file_holds_all_pieces_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    write_file(str(target), ["أول\n", "two\n"])
    assert target.read_bytes() == "أول\ntwo\n".encode()
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.txt"]


@pytest.mark.parametrize("error", [RuntimeError("x"), KeyboardInterrupt()])
def test_an_old_file_stays_when_the_work_breaks_off(tmp_path: Path, error: BaseException) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(type(error)):
        write_file(str(target), failing("new", error=error))
    assert target.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.txt"]


def test_an_old_file_stays_when_there_is_nothing_to_write(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")
    write_file(str(target), [])
    assert target.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.txt"]


def test_the_old_file_is_there_until_the_new_one_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")

    def pieces() -> Iterator[str]:
        yield "new"
        assert target.read_text(encoding="utf-8") == "old"

    write_file(str(target), pieces())
    assert target.read_text(encoding="utf-8") == "new"


def test_what_replaces_a_private_file_is_private_from_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o600)
    asked: list[int] = []
    really = os.open

    def watched(path: Path, flags: int, mode: int = 0o777) -> int:
        asked.append(mode)
        return really(path, flags, mode)

    monkeypatch.setattr(os, "open", watched)
    write_file(str(target), ["new"])
    assert asked[0] == 0o600


def test_a_new_file_is_as_open_as_the_umask_and_a_replaced_one_as_it_was(tmp_path: Path) -> None:
    new, old = tmp_path / "new.txt", tmp_path / "old.txt"
    old.write_text("old", encoding="utf-8")
    old.chmod(0o604)
    before = os.umask(0o027)
    try:
        write_file(str(new), ["x"])
        write_file(str(old), ["x"])
    finally:
        os.umask(before)
    assert (new.stat().st_mode & 0o777, old.stat().st_mode & 0o777) == (0o640, 0o604)


def test_a_link_goes_on_pointing_where_it_points(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    write_file(str(link), ["new"])
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


def test_a_missing_folder_is_named_before_the_work_begins(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"no/out\.txt cannot be written: No such file or directory"):
        write_file(str(tmp_path / "no" / "out.txt"), failing(error=AssertionError("worked for nothing")))


def test_a_folder_is_no_file_to_write_to(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written: Is a directory"):
        write_file(str(tmp_path), ["x"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_an_output_error() -> None:
    with pytest.raises(OutputError, match="/dev/full cannot be written: No space left on device"):
        write_file("/dev/full", ["x"])
    stream = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115 - closing fails as well
    with pytest.raises(OutputError, match="standard output cannot be written: No space left"):
        write_stream(stream, ["x\n"])
    with pytest.raises(OSError, match="No space left"):
        stream.close()


def test_a_disk_that_fills_up_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out.txt"
    target.write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"out\.txt cannot be written: No space left on device"):
        write_file(str(target), ["new"])
    assert target.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.txt"]


def test_a_reader_that_has_gone_is_no_output_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    stream = os.fdopen(writer, "w", encoding="utf-8")
    with pytest.raises(BrokenPipeError):
        write_stream(stream, ["x"])
    with pytest.raises(BrokenPipeError):
        stream.close()


def test_what_a_killed_run_left_is_removed_by_the_next_one_to_that_file(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    script = (
        "import os, sys\nfrom mujaz.files.writing import write_file\n"
        "def pieces():\n    yield 'half'\n    os.kill(os.getpid(), 9)\nwrite_file(sys.argv[1], pieces())"
    )
    subprocess.run([sys.executable, "-c", script, str(target)], check=False, timeout=60)
    assert [entry.suffix for entry in tmp_path.iterdir()] == [".part"]
    write_file(str(target), ["whole"])
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.txt"]


def test_the_unfinished_file_of_a_run_that_is_at_work_stays(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"

    def pieces() -> Iterator[str]:
        yield "first"
        write_file(str(target), ["second"])
        assert target.read_text(encoding="utf-8") == "second"

    write_file(str(target), pieces())
    assert target.read_text(encoding="utf-8") == "first"
