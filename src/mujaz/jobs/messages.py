"""Messages between a runner and its worker processes: one JSON object a line, nothing that can hold code."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from mujaz.errors import ArticleError
from mujaz.files.formats.base import Entry
from mujaz.jobs.work import Failure, Result, Task
from mujaz.profiles import Profile
from mujaz.types import Article, Page

Message = dict[str, Any]


def encode_message(message: Message) -> bytes:
    """Return a message as a line."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def decode_message(line: bytes) -> Message:
    """Return the message of a line."""
    message: Message = json.loads(line)
    return message


def pack_task(task: Task) -> Message:
    """Return a task as a message."""
    return {"profile": task.profile.model_dump(mode="json"), "text": task.text}


def unpack_task(message: Message) -> Task:
    """Return the task of a message."""
    return Task(Profile(**message["profile"]), message["text"])


def pack_entries(entries: Iterable[Entry]) -> list[Message]:
    """Return articles, pages, and errors in place of articles, as messages."""
    return [_pack_entry(entry) for entry in entries]


def unpack_entries(messages: Iterable[Message]) -> list[Entry]:
    """Return the entries of messages."""
    return [_unpack_entry(message) for message in messages]


def pack_results(results: Sequence[Result]) -> list[str | Message]:
    """Return results as messages."""
    return [result if isinstance(result, str) else asdict(result) for result in results]


def unpack_results(messages: Iterable[str | Message]) -> list[Result]:
    """Return the results of messages."""
    return [message if isinstance(message, str) else Failure(**message) for message in messages]


def _pack_entry(entry: Entry) -> Message:
    if isinstance(entry, ArticleError):
        return {"where": entry.where, "reason": entry.reason, "stage": entry.stage, "article_id": entry.article_id}
    if isinstance(entry, Page):
        return {"page": entry.model_dump(exclude={"data"}), "data": b64encode(entry.data).decode("ascii")}
    return {"article": entry.model_dump(mode="json", exclude={"references", "references_en"}), "source": entry.source}


def _unpack_entry(message: Message) -> Entry:
    if "page" in message:
        return Page(**message["page"], data=b64decode(message["data"]))
    if "article" in message:
        return Article(**message["article"], source=message["source"])
    return ArticleError(**message)
