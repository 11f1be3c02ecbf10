"""Answers that were fetched before, so that a server need only say that it is still the same."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from mujaz.files.fetching.door import Answer

MOST_KEPT = 256 * 1024 * 1024
"""Bytes of all that is kept; the oldest goes first."""

_KEPT_HEADERS = ("etag", "last-modified", "content-type")
_HEAD_END = b"\n"


class Cache:
    """Answers of servers in a folder, one file each.

    Args:
        folder: Made when the first answer is kept; None for the cache folder of the user.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def find(self, url: str) -> Answer | None:
        """Return what was answered before; None if nothing whole was kept."""
        try:
            head, _, body = self._find_path(url).read_bytes().partition(_HEAD_END)
            kept = json.loads(head)
            if kept["url"] != url or kept["digest"] != hashlib.sha256(body).hexdigest():
                return None
            return Answer(200, {name: str(kept["headers"][name]) for name in kept["headers"]}, body)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, url: str, answer: Answer) -> None:
        """Keep an answer, if the server gave a sign by which it can tell changes; a full disk keeps none."""
        headers = {name: answer.headers[name] for name in _KEPT_HEADERS if name in answer.headers}
        if not headers.keys() - {"content-type"} or len(answer.body) > MOST_KEPT // 8:
            return
        head = {"url": url, "digest": hashlib.sha256(answer.body).hexdigest(), "headers": headers}
        path = self._find_path(url)
        part = path.with_suffix(f".{secrets.token_hex(6)}.part")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            part.write_bytes(json.dumps(head).encode() + _HEAD_END + answer.body)
            part.replace(path)
            self._drop_oldest(path.parent)

    def _find_path(self, url: str) -> Path:
        if self._folder is None:
            from platformdirs import user_cache_path  # only for addresses

            self._folder = user_cache_path("mujaz") / "addresses"
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()}.kept"

    def _drop_oldest(self, folder: Path) -> None:
        files = sorted(((path.stat(), path) for path in folder.iterdir()), key=lambda file: -file[0].st_mtime)
        total = 0
        for status, path in files:
            total += status.st_size
            if total > MOST_KEPT:
                path.unlink(missing_ok=True)


def make_conditions(kept: Answer | None) -> Mapping[str, str]:
    """Return the headers that ask for an answer only if it is not the one that was kept."""
    if kept is None:
        return {}
    names = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
    return {name: kept.headers[header] for name, header in names.items() if header in kept.headers}
