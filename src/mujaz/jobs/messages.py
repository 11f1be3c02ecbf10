"""What a runner and its worker processes say to each other: one JSON object a line, nothing that can hold code."""

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


def packed(message: Message) -> bytes:
    """A message as a line."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def unpacked(line: bytes) -> Message:
    """The message that a line holds."""
    message: Message = json.loads(line)
    return message


def of_task(task: Task) -> Message:
    """A task as a message."""
    return {"profile": task.profile.model_dump(mode="json"), "text": task.text}


def to_task(message: Message) -> Task:
    """The task that a message holds."""
    return Task(Profile(**message["profile"]), message["text"])


def of_entries(entries: Iterable[Entry]) -> list[Message]:
    """Articles, pages, and errors in place of articles, as messages."""
    return [_of_entry(entry) for entry in entries]


def to_entries(messages: Iterable[Message]) -> list[Entry]:
    """The entries that messages hold."""
    return [_to_entry(message) for message in messages]


def of_results(results: Sequence[Result]) -> list[str | Message]:
    """Results as messages."""
    return [result if isinstance(result, str) else asdict(result) for result in results]


def to_results(messages: Iterable[str | Message]) -> list[Result]:
    """The results that messages hold."""
    return [message if isinstance(message, str) else Failure(**message) for message in messages]


def _of_entry(entry: Entry) -> Message:
    if isinstance(entry, ArticleError):
        return {"where": entry.where, "reason": entry.reason, "stage": entry.stage, "article_id": entry.article_id}
    if isinstance(entry, Page):
        return {"page": b64encode(entry.data).decode("ascii"), "id": entry.id, "source": entry.source}
    return {"article": entry.model_dump(mode="json", exclude={"references", "references_en"}), "source": entry.source}


def _to_entry(message: Message) -> Entry:
    if "page" in message:
        return Page(id=message["id"], data=b64decode(message["page"]), source=message["source"])
    if "article" in message:
        return Article(**message["article"], source=message["source"])
    return ArticleError(**message)
