"""The first way to a model: the records of Mozilla's Remote Settings, which Firefox reads.

The service is Firefox's own, so it is asked once for each pull, and never afterwards. Its answers are not trusted:
every file has a published size and SHA-256, packed and unpacked.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints, ValidationError

from mujaz.errors import ModelError
from mujaz.models.manifest import Sha256
from mujaz.models.registry.firefox.release import (
    ARCHITECTURES,
    MAX_PACKED_BYTES,
    MAX_UNPACKED_BYTES,
    READABLE,
    Kind,
    PackedFile,
    Release,
)
from mujaz.models.registry.web import make_answer_error, read_json

RECORDS = "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/translations-models-v2/records"
RECORDS_VARIABLE = "FXTRANSLATE_RECORDS_URL"
"""Names another address of the records, as for the library's own commands."""

_NUMBERS = re.compile(r"(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?")
_ONE_CHANNEL = "env.channel =="
"""In a record's filter: only those who try out a coming Firefox get it."""
_LOCATION = re.compile(r"[\w.-]+(?:/[\w.-]+)*", re.ASCII)

_Short = Annotated[str, StringConstraints(max_length=300)]


class _Attachment(BaseModel):
    hash: Sha256
    size: int = Field(gt=0, le=MAX_PACKED_BYTES)
    location: _Short


class Record(BaseModel):
    """A file of a model, as Remote Settings describes it; the rest of a record is not read."""

    file_type: Kind = Field(alias="fileType")
    source: _Short = Field(alias="sourceLanguage")
    target: _Short = Field(alias="targetLanguage")
    version: _Short
    architecture: str
    audience: _Short = Field("", alias="filter_expression")
    unpacked_hash: Sha256 = Field(alias="decompressedHash")
    unpacked_size: int = Field(alias="decompressedSize", gt=0, le=MAX_UNPACKED_BYTES)
    attachment: _Attachment


_Rank = tuple[int, tuple[int, ...], str]


def find_in_records(source: str, target: str) -> Release:
    """Ask for the records, and for the address of their attachments.

    Raises:
        ModelError: The service cannot be asked, its answer is no list of records, or it has no such model.
    """
    url = os.environ.get(RECORDS_VARIABLE) or RECORDS
    entries = read_json(url).get("data")
    if not isinstance(entries, list):
        raise make_answer_error(url, "no list of records")
    records = choose_records([entry for entry in entries if isinstance(entry, dict)], source, target)
    root = url.partition("/buckets/")[0] + "/"
    try:
        base = str(read_json(root)["capabilities"]["attachments"]["base_url"])
    except (TypeError, LookupError) as exc:
        raise make_answer_error(root, "no address of attachments") from exc
    if not all(_LOCATION.fullmatch(record.attachment.location) for record in records):
        raise make_answer_error(url, "an attachment of a strange name")
    files = tuple(_describe_file(record, base) for record in records)
    return Release(records[0].version, records[0].architecture, "zst", files)


def choose_records(entries: list[dict[str, Any]], source: str, target: str) -> list[Record]:
    """Choose the files of the newest released version of the best architecture that the engine reads, if it is whole.

    Raises:
        ModelError: There is none.
    """
    releases: dict[_Rank, dict[Kind, Record]] = {}
    for record in _read_records(entries, source, target):
        if rank := _rank_record(record):
            releases.setdefault(rank, {})[record.file_type] = record
    whole = [rank for rank, files in releases.items() if _is_whole(set(files))]
    if not whole:
        raise ModelError(
            f"Firefox has no released model from {source} to {target} that this version of Mujaz reads "
            f"(version {READABLE})"
        )
    return list(releases[max(whole)].values())


def _read_records(entries: list[dict[str, Any]], source: str, target: str) -> Iterator[Record]:
    for entry in entries:
        if (entry.get("sourceLanguage"), entry.get("targetLanguage")) == (source, target):
            try:
                yield Record.model_validate(entry)
            except ValidationError:  # of another kind, or of a later form
                continue


def _rank_record(record: Record) -> _Rank | None:
    """Rank a record, its release's best as the largest; None if it is not released, or nothing that can be read."""
    numbers = _NUMBERS.fullmatch(record.version)  # an alpha has letters
    if not numbers or int(numbers[1]) != READABLE or record.architecture not in ARCHITECTURES:
        return None
    if _ONE_CHANNEL in record.audience:
        return None
    version = tuple(int(number or 0) for number in numbers.groups())
    return -ARCHITECTURES.index(record.architecture), version, record.audience


def _is_whole(kinds: set[Kind]) -> bool:
    return "model" in kinds and ("vocab" in kinds or {"srcvocab", "trgvocab"} <= kinds)


def _describe_file(record: Record, base: str) -> PackedFile:
    attachment = record.attachment
    url = f"{base.rstrip('/')}/{attachment.location}"
    return PackedFile(
        record.file_type, url, attachment.size, attachment.hash, record.unpacked_size, record.unpacked_hash
    )
