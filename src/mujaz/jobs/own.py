"""A job's own files, and the files that it must not take for its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from mujaz.errors import InputError
from mujaz.files.inputs import InputFile, find_files, is_single
from mujaz.files.opening import STDIN
from mujaz.jobs.job import Job


def refuse_inputs(job: Job) -> None:
    """Make sure that the job writes over nothing that it reads.

    Of a folder or a pattern the job's own files are no part. But before it has begun, a file of such a name is
    somebody's, and to leave it out and write over it would lose it.

    Raises:
        InputError: A file is an input and the job's own.
    """
    own = [path for path in job.files if path.is_file() and path.stat().st_size]
    begun = job.ledger in own
    for path in _read(job, own, begun):
        if mine := next((one for one in own if one.samefile(path)), None):
            raise InputError(f"{path} is an input, and the job would write its own {mine.name}: take another -o")


def _read(job: Job, own: list[Path], begun: bool) -> Iterator[Path]:
    for name in job.inputs if own else ():
        if name == STDIN or (begun and not is_single(name)):
            continue
        for place in find_files(name):  # what cannot be read is told when it is read
            if isinstance(place, InputFile) and os.path.exists(place.path):  # noqa: PTH110 - pathlib's raises there
                yield Path(place.path)
