"""The parts of a job's input: what there was when the job began, and what has come since.

Each part is read and cut into windows by itself, after those before it. So the output does not depend on how far a run
had come when new files arrived, and what is written stays as it is.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from mujaz.errors import ArticleError
from mujaz.files.inputs import FileIdentity, InputFile
from mujaz.wording import count_noun

_NAMED = 3
"""Changed or vanished files that a message names."""

Found = tuple[InputFile | ArticleError, FileIdentity]
"""A file, or what is wrong in the place of a folder or a pattern, with what identifies it."""


class Part(BaseModel):
    """A part of the input, as the ledger records it.

    Attributes:
        files: In the order in which they are read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: tuple[FileIdentity, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What there is now, held against the recorded parts.

    Attributes:
        parts: The recorded parts, as far as their files are there.
        new: What is in no recorded part.
        lost: The recorded files that are gone or not what they were, in words.
    """

    parts: list[list[Found]]
    new: list[Found]
    lost: list[str]


def arrange(found: Sequence[Found], recorded: Sequence[Part]) -> Arrangement:
    """Find the files of the recorded parts among those that were `found`, by name within the input and by content."""
    left: dict[FileIdentity, deque[int]] = defaultdict(deque)
    for index, (_, identity) in enumerate(found):
        left[identity].append(index)
    parts: list[list[Found]] = []
    missing: list[FileIdentity] = []
    for part in recorded:
        parts.append([])
        for identity in part.files:
            if same := left.get(identity):
                parts[-1].append(found[same.popleft()])
            elif identity.problem:  # a folder that could not be read then may be readable now: its files are new
                parts[-1].append((ArticleError(identity.name, identity.problem), identity))
            else:
                missing.append(identity)
    new = [found[index] for index in sorted(index for indices in left.values() for index in indices)]
    return Arrangement(parts, new, _lost(missing, new))


def _lost(missing: Sequence[FileIdentity], new: Sequence[Found]) -> list[str]:
    now = {identity.name: identity for _, identity in new}
    lost = [_change(before, now.get(before.name)) for before in missing[:_NAMED]]
    return [*lost, f"and {count_noun(len(missing) - _NAMED, 'more file')}"] if len(missing) > _NAMED else lost


def _change(before: FileIdentity, now: FileIdentity | None) -> str:
    if now is None:
        return f"file {before.name}: gone"
    return f"file {before.name}: {before.description} then, {now.description} now"
