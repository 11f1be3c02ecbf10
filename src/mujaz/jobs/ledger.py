"""The ledger of a run: its settings and inputs, and after each window how far it has come.

A file of JSON Lines beside the output. Its first line is the `RunRecord`, each further one an `InputPart`, or a
`Checkpoint` that was written once everything it counts was on the disk; the last whole one is valid. Each line has a
digest of itself and of the digest of the last `InputPart` (or record) before it, as the frames of SQLite's write-ahead
log have (https://www.sqlite.org/fileformat2.html#walformat): a line with a changed bit counts for nothing, and no
checkpoint counts without its parts. The file is locked while a run works.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from mujaz.errors import OutputError
from mujaz.files.writing import output_errors, sync_folder, try_lock
from mujaz.jobs.corpus import InputPart
from mujaz.jobs.durable import check_position, read_digest, seal_line, unseal_line, write_through
from mujaz.jobs.record import RunRecord


class Checkpoint(BaseModel):
    """How far a run has come; everything counted here is on the disk.

    Attributes:
        attempt: 1 for the pass over the input, one more for each pass over what failed.
        parts: Parts of the input that earlier passes have read to their end: of them this pass does only failures.
        windows: Windows of this pass that are done.
        articles: Articles of this pass that are done, those that failed among them.
        failed: Articles that have no brief, of those that this pass has come to.
        briefs: Briefs in the output, of all passes.
        output: Bytes of the output.
        output_digest: SHA-256 of them.
        failures: Bytes of the file of failures.
        failures_digest: SHA-256 of them.
        input_digest: SHA-256 of the input up to where this pass has come.
        whole_input: SHA-256 of the whole input, once the first pass is done.
        done: Whether the pass has come to its end.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    attempt: int = 1
    parts: int = 0
    windows: int = 0
    articles: int = 0
    failed: int = 0
    briefs: int = 0
    output: int = 0
    output_digest: str = ""
    failures: int = 0
    failures_digest: str = ""
    input_digest: str = ""
    whole_input: str = ""
    done: bool = False


class Ledger:
    """The ledger at `path`, opened and locked.

    Attributes:
        record: The settings of the run; None if no run has begun.
        part_count: How many parts its input has.
        last: The last checkpoint.

    Raises:
        OutputError: Another run has it, it cannot be written, or it is no ledger.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.record: RunRecord | None = None
        self.part_count = 0
        self.last = Checkpoint()
        self._seed = b""
        with output_errors(str(path)):
            path.touch()
            self._file = path.open("r+b", buffering=0)
            is_ours = _lock_or_close(self._file)
        if not is_ours:
            raise OutputError(f"{path}: another run is writing this output; wait for it, or write to another file")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def read(self) -> list[InputPart]:
        """Read the entries of earlier runs; a line that a power cut left half written is cut off.

        Returns:
            The parts of the input. They are not kept: there may be many files.

        Raises:
            OutputError: It is no ledger of this version, or was changed so that a part of the input is not known.
        """
        parts: list[InputPart] = []
        with output_errors(str(self.path)):
            lines = self._read_lines()
            first = next(lines, None)
            if first is None:
                return parts
            self.record = self._read_record(first)
            position = good = len(first)
            for line in lines:
                position += len(line)
                entry = _read_entry(line, self._seed)
                if entry is None:
                    self._refuse_broken(line, is_second=position - len(line) > good)
                    continue
                good = position
                if isinstance(entry, InputPart):
                    parts.append(entry)
                    self._seed = read_digest(line)
                else:
                    self.last = entry
            self._file.truncate(good)
            self._file.seek(good)
        self.part_count = len(parts)
        return parts

    def begin(self, record: RunRecord) -> None:
        """Start over: nothing of an earlier run counts any more."""
        with output_errors(str(self.path)):
            self._file.seek(0)
            self._file.truncate(0)
            self._seed = b""
            self._seed = self._write(record)
            sync_folder(self.path.parent)
        self.record, self.part_count, self.last = record, 0, Checkpoint()

    def grow(self, part: InputPart) -> None:
        """Write a part of the input, before any of it is worked on."""
        self._seed = self._write(part)
        self.part_count += 1

    def append(self, checkpoint: Checkpoint) -> None:
        """Write how far the run has come.

        Raises:
            OutputError: It cannot be written, or the ledger was removed, replaced or changed.
        """
        self._write(checkpoint)
        self.last = checkpoint

    def _write(self, entry: BaseModel) -> bytes:
        """Write an entry as a line, and return the line's digest."""
        check_position(self.path, self._file)
        line = seal_line(entry.model_dump_json(by_alias=True).encode(), self._seed)
        with output_errors(str(self.path)):
            write_through(self._file, line)
        return read_digest(line)

    def _read_lines(self) -> Iterator[bytes]:
        self._file.seek(0)
        # Through the same descriptor: Windows lets no other read the locked byte.
        with open(self._file.fileno(), "rb", closefd=False) as reader:
            yield from (line for line in reader if line.endswith(b"\n"))

    def _read_record(self, line: bytes) -> RunRecord:
        try:
            record = RunRecord.model_validate_json(unseal_line(line) or b"")
        except ValidationError as exc:
            raise OutputError(
                f"{self.path} is no run record of this version, or was changed; --fresh starts over"
            ) from exc
        self._seed = read_digest(line)
        return record

    def _refuse_broken(self, line: bytes, *, is_second: bool) -> None:
        # A power cut, or a changed bit, spoils one line. If a further line that was once whole does not count either, a
        # part before it is spoilt: to go back behind that could write over briefs of other files.
        if is_second and read_digest(line):
            raise OutputError(f"{self.path} was changed since the run stopped; --fresh starts over")


def _lock_or_close(file: FileIO) -> bool:
    """Take the lock of `file`; close it if another run has the lock, or there are no locks."""
    is_ours = False
    try:
        is_ours = try_lock(file)
    finally:
        if not is_ours:
            file.close()
    return is_ours


_ENTRY: TypeAdapter[InputPart | Checkpoint] = TypeAdapter(InputPart | Checkpoint)


def _read_entry(line: bytes, seed: bytes) -> InputPart | Checkpoint | None:
    record = unseal_line(line, seed)
    try:
        return None if record is None else _ENTRY.validate_json(record)
    except ValidationError:
        return None
