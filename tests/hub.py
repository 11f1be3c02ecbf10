"""A stand-in for the hub: a server on loopback that speaks what huggingface_hub asks, with faults to switch on."""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

LARGE = 4096
"""Files from this size on are kept as the hub keeps large ones: named by SHA-256, served from another address."""

API = re.compile(r"/api/models/(?P<repository>[^/]+/[^/]+)(/revision/(?P<revision>[^/]+))?")
RESOLVE = re.compile(r"/(?P<repository>[^/]+/[^/]+)/resolve/(?P<revision>[^/]+)/(?P<name>.+)")
BLOB = re.compile(r"/blobs/(?P<repository>[^/]+/[^/]+)/(?P<name>.+)")


@dataclass
class Repository:
    """A repository at one commit.

    Attributes:
        files: Contents by name.
        commit: What ``main`` and itself stand for.
        licence: What its model card says.
    """

    files: dict[str, bytes]
    commit: str = "c0ffee" + 34 * "0"
    licence: str = ""

    @classmethod
    def of(cls, folder: Path, **fields: str) -> Repository:
        """The files of a folder, with some that no checkpoint needs."""
        files = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        extra = {
            "modeling.py": b"raise SystemExit('code of a repository was run')",
            "tf_model.h5": b"x",
            ".gitattributes": b"",
        }
        return cls({**files, **extra}, **fields)


@dataclass
class Faults:
    """What is to go wrong; each takes names of files, or a repository's name.

    Attributes:
        status: Answer with this status, by file or repository.
        status_after: The same for a file, once it has been asked for so many times.
        corrupt: Change a byte.
        wrong_hash: State a hash that the file does not have.
        cut: Break off after so many bytes, that many times.
        slow: Wait so many seconds before answering.
        no_ranges: Begin at the beginning whatever is asked.
        any_revision: Take every revision for the one commit.
        nonsense: Answer with a page that is no hub's.
    """

    status: dict[str, int] = field(default_factory=dict)
    status_after: dict[str, tuple[int, int]] = field(default_factory=dict)
    corrupt: set[str] = field(default_factory=set)
    wrong_hash: set[str] = field(default_factory=set)
    cut: dict[str, tuple[int, int]] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)
    no_ranges: bool = False
    any_revision: bool = False
    nonsense: bool = False


class StandInHub:
    """The server.

    Attributes:
        endpoint: Its address.
        repositories: What it holds.
        faults: What goes wrong.
        requests: Method, address and Range of each request.
        tokens: What each request had for authorization.
        storage: Where it says that large files are; here, unless it is set to another server.
    """

    def __init__(self) -> None:
        self.storage = ""
        self.tokens: list[str] = []
        self.repositories: dict[str, Repository] = {}
        self.faults = Faults()
        self.requests: list[tuple[str, str, str]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def running(self) -> Iterator[StandInHub]:
        """Serve until the block ends."""
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def served(self, name: str) -> list[str]:
        """The Range of each request for a file, empty where it was asked for whole."""
        return [
            span
            for method, path, span in self.requests
            if method == "GET" and "/resolve/" in path and path.endswith(f"/{name}")
        ]


def _handler(hub: StandInHub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, *, body: bool) -> None:
            path = unquote(urlsplit(self.path).path)
            hub.requests.append((self.command, unquote(self.path), self.headers.get("Range", "")))
            hub.tokens.append(self.headers.get("Authorization", ""))
            if hub.faults.nonsense:
                return self._send(200, b"<html>Please log in to the hotel's network</html>", body=body)
            for pattern, serve in ((API, self._model), (RESOLVE, self._resolve), (BLOB, self._blob)):
                if found := pattern.fullmatch(path):
                    return serve(body=body, **found.groupdict())
            return self._refuse(404, "RepoNotFound")

        def _model(self, *, body: bool, repository: str, revision: str | None) -> None:
            if (found := self._repository(repository, revision)) is None:
                return
            siblings = [_sibling(name, data, name in hub.faults.wrong_hash) for name, data in found.files.items()]
            card = {"license": found.licence} if found.licence else {}
            plain = {"tags": [], "private": False, "downloads": 0, "likes": 0}
            answer = {"id": repository, "sha": found.commit, "siblings": siblings, "cardData": card, **plain}
            self._send(200, json.dumps(answer).encode(), body=body, **{"Content-Type": "application/json"})

        def _resolve(self, *, body: bool, repository: str, revision: str, name: str) -> None:
            found = self._repository(repository, revision)
            if found is None:
                return None
            if name not in found.files:
                return self._refuse(404, "EntryNotFound")
            if status := self._status(name):
                return self._refuse(status)
            data = found.files[name]
            headers = {"X-Repo-Commit": found.commit, "ETag": f'"{_git_sha1(data)}"'}
            if len(data) < LARGE:
                return self._contents(name, data, body=body, **headers)
            linked = {"X-Linked-Etag": f'"{_sha256(data)}"', "X-Linked-Size": str(len(data))}
            return self._send(
                302, b"", body=body, Location=f"{hub.storage}/blobs/{repository}/{name}", **headers, **linked
            )

        def _blob(self, *, body: bool, repository: str, name: str) -> None:
            data = hub.repositories[repository].files[name]
            self._contents(name, data, body=body, ETag=f'"{_sha256(data)}"')

        def _contents(self, name: str, data: bytes, *, body: bool, **headers: str) -> None:
            time.sleep(hub.faults.slow.get(name, 0))
            if name in hub.faults.corrupt:
                data = bytes([data[0] ^ 1]) + data[1:]
            start = int(self.headers.get("Range", "bytes=0-")[6:].split("-")[0])
            if not start or hub.faults.no_ranges:
                return self._send(200, data, body=body, cut=self._cut(name), **headers)
            span = f"bytes {start}-{len(data) - 1}/{len(data)}"
            return self._send(206, data[start:], body=body, cut=self._cut(name), **headers, **{"Content-Range": span})

        def _status(self, name: str) -> int | None:
            times, later = hub.faults.status_after.get(name, (0, 0))
            return later if later and len(hub.served(name)) > times else hub.faults.status.get(name)

        def _cut(self, name: str) -> int | None:
            size, times = hub.faults.cut.get(name, (0, 0))
            if not times:
                return None
            hub.faults.cut[name] = (size, times - 1)
            return size

        def _repository(self, name: str, revision: str | None) -> Repository | None:
            found = hub.repositories.get(name)
            if status := hub.faults.status.get(name):
                self._refuse(status, "GatedRepo" if status == 403 else "")
            elif found is None:
                self._refuse(401, "RepoNotFound")  # as the hub answers whoever is not logged in
            elif revision not in (None, "main", found.commit) and not hub.faults.any_revision:
                self._refuse(404, "RevisionNotFound")
            else:
                return found
            return None

        def _refuse(self, status: int, code: str = "") -> None:
            self._send(status, b"", body=True, **({"X-Error-Code": code} if code else {}))

        def _send(self, status: int, data: bytes, *, body: bool, cut: int | None = None, **headers: str) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if body:
                self.wfile.write(data[:cut])
            if cut is not None:
                self.close_connection = True

    return Handler


def _sibling(name: str, data: bytes, wrong: bool) -> dict[str, Any]:
    plain = {"rfilename": name, "size": len(data), "blobId": 40 * "0" if wrong else _git_sha1(data)}
    if len(data) < LARGE:
        return plain
    return {**plain, "lfs": {"sha256": 64 * "0" if wrong else _sha256(data), "size": len(data), "pointerSize": 130}}


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _git_sha1(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
