"""The ledger of a run: what it is made of, and after each window how far it has come.

A file of JSON Lines beside the output. Its first line is the `RunRecord`, each further one a `Part` of the input, or a
`Checkpoint` that was written once everything it speaks of was on the disk; the last whole one counts. Each line carries
a digest of itself and of the digest of the last `Part` (or record) before it, as the frames of SQLite's write-ahead log
do (https://www.sqlite.org/fileformat2.html#walformat): a line with a changed bit counts for nothing, and no checkpoint
counts without the parts that it speaks of. The file is try_lock while a run works.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from mujaz.errors import OutputError
from mujaz.files.writing import output_errors, sync_folder, try_lock
from mujaz.jobs.durable import write_through
from mujaz.jobs.intact import check_place
from mujaz.jobs.parts import Part
from mujaz.jobs.record import RunRecord
from mujaz.jobs.seals import digest_on, seal, unseal


class Checkpoint(BaseModel):
    """How far a run has come; everything counted here is on the disk.

    Attributes:
        attempt: 1 for the pass over the input, one more for each pass over what failed.
        parts: Parts of the input that earlier passes have read to their end: of them this pass does only what failed.
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
    """The ledger at `path`, opened and try_lock.

    Attributes:
        record: What the run is made of; None where no run has begun.
        parts: How many parts its input has.
        last: The last checkpoint.

    Raises:
        OutputError: Another run has it, it cannot be written, or it is no ledger.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.record: RunRecord | None = None
        self.parts = 0
        self.last = Checkpoint()
        self._seed = b""
        with output_errors(str(path)):
            path.touch()
            self._file = path.open("r+b", buffering=0)
            is_ours = _try_lock(self._file)
        if not is_ours:
            raise OutputError(f"{path}: another run is writing this output; wait for it, or write to another file")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def read(self) -> list[Part]:
        """Read what earlier runs wrote; what a power cut left half written is cut off.

        Returns:
            The parts of the input. They are not kept: there may be many files.

        Raises:
            OutputError: It is no ledger of this version, or was changed so that a part of the input is not known.
        """
        parts: list[Part] = []
        with output_errors(str(self.path)):
            lines = self._whole_lines()
            first = next(lines, None)
            if first is None:
                return parts
            self.record = self._first_entry(first)
            position = good = len(first)
            for line in lines:
                position += len(line)
                entry = _entry(line, self._seed)
                if entry is None:
                    self._refuse_broken(line, is_second=position - len(line) > good)
                    continue
                good = position
                if isinstance(entry, Part):
                    parts.append(entry)
                    self._seed = digest_on(line)
                else:
                    self.last = entry
            self._file.truncate(good)
            self._file.seek(good)
        self.parts = len(parts)
        return parts

    def begin(self, record: RunRecord) -> None:
        """Start over: from here on nothing of an earlier run counts."""
        with output_errors(str(self.path)):
            self._file.seek(0)
            self._file.truncate(0)
            self._seed = b""
            self._seed = self._write(record)
            sync_folder(self.path.parent)
        self.record, self.parts, self.last = record, 0, Checkpoint()

    def grow(self, part: Part) -> None:
        """Say what the input has, or has gained, before any of it is worked on."""
        self._seed = self._write(part)
        self.parts += 1

    def append(self, checkpoint: Checkpoint) -> None:
        """Say how far the run has come, once it has.

        Raises:
            OutputError: It cannot be written, or the ledger was removed, replaced or changed.
        """
        self._write(checkpoint)
        self.last = checkpoint

    def _write(self, entry: BaseModel) -> bytes:
        """Write an entry as a line, and return the line's digest."""
        check_place(self.path, self._file)
        line = seal(entry.model_dump_json(by_alias=True).encode(), self._seed)
        with output_errors(str(self.path)):
            write_through(self._file, line)
        return digest_on(line)

    def _whole_lines(self) -> Iterator[bytes]:
        self._file.seek(0)
        with self.path.open("rb") as reader:
            yield from (line for line in reader if line.endswith(b"\n"))

    def _first_entry(self, line: bytes) -> RunRecord:
        try:
            record = RunRecord.model_validate_json(unseal(line) or b"")
        except ValidationError as exc:
            raise OutputError(
                f"{self.path} is no run record of this version, or was changed; --fresh starts over"
            ) from exc
        self._seed = digest_on(line)
        return record

    def _refuse_broken(self, line: bytes, *, is_second: bool) -> None:
        # One line is what a power cut tears or a bit spoils. When a further one that was once whole does not count
        # either, then a part before it is spoilt: to go back behind that could write over what other files gave.
        if is_second and digest_on(line):
            raise OutputError(f"{self.path} was changed since the run stopped; --fresh starts over")


def _try_lock(file: FileIO) -> bool:
    """Take the lock of `file`; where that cannot be had, or not at all, it is closed."""
    is_ours = False
    try:
        is_ours = try_lock(file)
    finally:
        if not is_ours:
            file.close()
    return is_ours


_ENTRY: TypeAdapter[Part | Checkpoint] = TypeAdapter(Part | Checkpoint)


def _entry(line: bytes, seed: bytes) -> Part | Checkpoint | None:
    record = unseal(line, seed)
    try:
        return None if record is None else _ENTRY.validate_json(record)
    except ValidationError:
        return None
