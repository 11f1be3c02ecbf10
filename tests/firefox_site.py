"""A stand-in for Firefox's Remote Settings, and for the repository of its models: the real forms, with faults.

Records and attachments are those of Remote Settings; files are packed with gzip as in the repository.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from backports import zstd

from mujaz.models.registry.firefox.release import Kind, PackedFile

RECORDS = "/v1/buckets/main/collections/translations-models-v2/records"
ATTACHMENTS = "/attachments/"
FILES = "/files/"


def make_record(kind: str, unpacked: bytes, packed: bytes, **changes: Any) -> dict[str, Any]:
    """Make the record of a file, from Arabic to English unless `changes` say otherwise."""
    name = f"{kind}.aren.bin"
    record = {
        "name": name,
        "schema": 1751900000000,
        "version": "3.0",
        "fileType": kind,
        "architecture": "base-memory",
        "sourceLanguage": "ar",
        "targetLanguage": "en",
        "decompressedHash": hashlib.sha256(unpacked).hexdigest(),
        "decompressedSize": len(unpacked),
        "filter_expression": "",
        "attachment": {
            "hash": hashlib.sha256(packed).hexdigest(),
            "size": len(packed),
            "filename": f"{name}.zst",
            "location": f"main-workspace/translations-models-v2/{hashlib.sha256(packed).hexdigest()[:32]}.zst",
            "mimetype": "application/zstd",
        },
        "id": hashlib.sha256(name.encode()).hexdigest()[:32],
        "last_modified": 1751900000001,
    }
    return {**record, **changes}


@dataclass
class Faults:
    """What is to go wrong.

    Attributes:
        status: Answer every request with this status.
        records_status: Answer the request for records with this status.
        cut: Break each file off after so many bytes, that many times.
        answer: Answer the request for records with these bytes.
        drip: Seconds between a byte of a file and the next.
    """

    status: int = 0
    records_status: int = 0
    cut: tuple[int, int] = (0, 0)
    answer: bytes | None = None
    drip: float = 0


@dataclass
class FirefoxSite:
    """The server.

    Attributes:
        records: What it lists.
        attachments: Contents by location.
        files: Contents of the repository's folder by name.
        faults: What goes wrong.
        requests: The path and the Range of each request.
    """

    records: list[dict[str, Any]] = field(default_factory=list)
    attachments: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    requests: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""

    def add(self, kind: str, unpacked: bytes, *, packed: bytes | None = None, **changes: Any) -> dict[str, Any]:
        """Publish a file, packed with zstd unless it comes packed; return its record."""
        packed = zstd.compress(unpacked) if packed is None else packed
        record = make_record(kind, unpacked, packed, **changes)
        self.records.append(record)
        self.attachments[record["attachment"]["location"]] = packed
        return record

    def add_file(self, kind: Kind, unpacked: bytes) -> PackedFile:
        """Put a file into the repository's folder, packed with gzip; return how it is to be pinned."""
        packed, name = gzip.compress(unpacked, 1), f"{kind}.gz"
        self.files[name] = packed
        return PackedFile(kind, name, len(packed), hashlib.sha256(packed).hexdigest())

    @contextmanager
    def running(self) -> Iterator[FirefoxSite]:
        """Serve until the block ends."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        server.daemon_threads = True
        self.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _handler(site: FirefoxSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            span = self.headers.get("Range", "")
            site.requests.append((self.path, span))
            if site.faults.status:
                return self._send(site.faults.status, b"")
            if self.path == "/v1/":
                base = {"base_url": site.address + ATTACHMENTS}
                return self._send(200, json.dumps({"capabilities": {"attachments": base}}).encode())
            if self.path == RECORDS and site.faults.records_status:
                return self._send(site.faults.records_status, b"")
            if self.path == RECORDS:
                answer = site.faults.answer
                return self._send(200, json.dumps({"data": site.records}).encode() if answer is None else answer)
            data = site.attachments.get(
                self.path.removeprefix(ATTACHMENTS), site.files.get(self.path.removeprefix(FILES))
            )
            return self._send(404, b"") if data is None else self._send_file(data, span)

        def _send_file(self, data: bytes, span: str) -> None:
            start = int(span.removeprefix("bytes=").rstrip("-") or 0)
            if site.faults.drip:
                return self._drip(data[start:])
            most, times = site.faults.cut
            if not times:
                return self._send(206 if start else 200, data[start:])
            site.faults.cut = (most, times - 1)
            self._send(206 if start else 200, data[start : start + most], length=len(data) - start)
            self.close_connection = True
            return None

        def _send(self, status: int, body: bytes, length: int | None = None) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) if length is None else length))
            self.end_headers()
            self.wfile.write(body)

        def _drip(self, body: bytes) -> None:
            self._send(200, b"", length=len(body))
            self.close_connection = True
            with suppress(OSError):  # the client has gone
                for byte in body:
                    self.wfile.write(bytes([byte]))
                    time.sleep(site.faults.drip)

    return Handler
