"""Mail: a message (EML) is one article, a mailbox (mbox) one article a message. Attached files are read when asked."""

from __future__ import annotations

import email.policy
import io
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Any

from mujaz.errors import ArticleError
from mujaz.files.formats.base import (
    MAX_BYTES,
    Attached,
    Entry,
    InputFormat,
    Reading,
    read_bounded_lines,
    read_whole,
)
from mujaz.files.process import PARSER
from mujaz.text.decode import decode
from mujaz.text.markup import plain_text
from mujaz.types import Article
from mujaz.wording import count_noun

MOST_ATTACHED = 100
"""Files attached to a message that are read."""

MOST_MIME = 2_000
"""Parts of a message, its text and its pictures among them."""

LONGEST_HEADER = 8_192
"""Characters of a header that is looked at: some take time by their square."""

_HEADERS = re.compile(r"content-|(?:subject|date|message-id|mime-version)$", re.IGNORECASE)
_MAIL = re.compile(rb"(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|X-[\w-]+):\s", re.IGNORECASE)
_MAILBOX = re.compile(rb"From \S+ .*\d{4}")
_BEGINNING, _QUOTED_BEGINNING = b"From ", re.compile(rb">+From ")


def read_mail(stream: io.BufferedReader, name: str, reading: Reading) -> Iterator[Entry | Attached]:
    """Yield the article of a message, and the files attached to it if they are asked for.

    Raises:
        ArticleError: It is too large, or has no text.
    """
    yield from _read_message(read_whole(stream, name), name, reading, has_id=False)


def read_mailbox(stream: io.BufferedReader, name: str, reading: Reading) -> Iterator[Entry | Attached]:
    """Yield the article of each message, with the message's id, or what is wrong with it."""
    for number, message in enumerate(_cut_mailbox(read_bounded_lines(stream, name)), start=1):
        where = f"{name}: message {number}"
        if message is None:
            yield ArticleError(where, f"larger than {MAX_BYTES // 2**20} MB")
            continue
        try:
            yield from _read_message(message, where, reading, has_id=True)
        except ArticleError as exc:
            yield exc


def _cut_mailbox(lines: Iterable[bytes | None]) -> Iterator[bytes | None]:
    """Yield the messages of a mailbox; None for one that is too large. A line «>From» loses its first sign."""
    message = bytearray()
    size, is_blank = 0, True
    for line in lines:
        if is_blank and line is not None and line.startswith(_BEGINNING):
            if message:
                yield bytes(message) if size <= MAX_BYTES else None
            message, size = bytearray(), 0
        elif line is not None and size <= MAX_BYTES:
            message += line[1:] if _QUOTED_BEGINNING.match(line) else line
        size += MAX_BYTES + 1 if line is None else len(line)
        is_blank = line is not None and not line.strip()
    if message:
        yield bytes(message) if size <= MAX_BYTES else None


def _read_message(data: bytes, where: str, reading: Reading, *, has_id: bool) -> Iterator[Entry | Attached]:
    values = PARSER.run(parse_message, data, where, attachments=reading.attachments)
    attached = values.pop("attached")
    article = Article(**values, source=where) if has_id else Article(**(values | {"id": ""}), source=where)
    if article.text.strip():
        yield article
    elif not reading.attachments:
        advice = f"; --attachments reads the {count_noun(attached, 'file')} attached to it" if attached else ""
        yield ArticleError(where, f"the message has no text{advice}", article_id=article.id)
    for name, content in attached if reading.attachments else ():
        yield Attached(name, b64decode(content), where)


def parse_message(data: bytes, *, attachments: bool) -> dict[str, Any]:
    """Return the id, title, text and date of a message, and its attached files, or how many they are.

    Args:
        data: The message.
        attachments: Whether the attached files are returned, each as its name and its content in base 64.

    Raises:
        ArticleError: More parts, or a longer header, than any mail has.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    _refuse_long_headers(message)
    bodies = [message.get_body((kind,)) for kind in ("plain", "html")]
    plain, html = (_read_text(body) if isinstance(body, EmailMessage) else "" for body in bodies)
    from_html = plain_text(html)
    attached = [part for part in message.walk() if part.get_filename() and not part.is_multipart()]
    return {
        "id": str(message.get("Message-ID", "")).strip("<> \t\r\n"),
        "title": _read_subject(message),
        # Of some newsletters the plain text says no more than that there is HTML.
        "text": plain_text(plain) if 2 * len(plain) >= len(from_html) else from_html,
        "date": _read_date(message),
        "attached": [_pack(part) for part in attached[:MOST_ATTACHED]] if attachments else len(attached),
    }


def _refuse_long_headers(message: EmailMessage) -> None:
    for number, part in enumerate(message.walk()):
        if number > MOST_MIME:
            raise ArticleError("", f"more than {MOST_MIME:,} parts in the message")
        for name, value in part.raw_items():
            if len(value) > LONGEST_HEADER and _HEADERS.match(name):
                raise ArticleError("", f"the header {name} is longer than {LONGEST_HEADER:,} characters")


def _pack(part: Any) -> tuple[str, str]:
    return part.get_filename(), b64encode(part.get_payload(decode=True) or b"").decode("ascii")


def _read_text(part: EmailMessage) -> str:
    data: Any = part.get_payload(decode=True) or b""
    try:
        return decode(data, "") if data.strip() else ""  # what a message says of its encoding is often not true
    except ArticleError:
        charset = part.get_content_charset("utf-8")
    try:
        return str(data.decode(charset, "replace"))
    except LookupError:
        return str(data.decode("utf-8", "replace"))


def _read_subject(message: EmailMessage) -> str:
    """Return the subject, also when it is in raw bytes, or cut within a letter by the encoding of headers."""
    raw = next((value for name, value in message.raw_items() if name.lower() == "subject"), "")
    line = " ".join(_decode_raw(str(raw)).split())
    try:
        return str(make_header(decode_header(line)))
    except (HeaderParseError, LookupError, ValueError):
        return str(message["Subject"])


def _decode_raw(value: str) -> str:
    data = value.encode("utf-8", "surrogateescape")
    try:
        return decode(data, "") if data.strip() else ""
    except ArticleError:
        return data.decode("utf-8", "replace")


def _read_date(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message["Date"])).isoformat()
    except (TypeError, ValueError):
        return ""


FORMAT = InputFormat(suffixes=(".eml",), read=read_mail, matches=lambda head: _MAIL.match(head) is not None)
MAILBOX = InputFormat(suffixes=(".mbox",), read=read_mailbox, matches=lambda head: _MAILBOX.match(head) is not None)
