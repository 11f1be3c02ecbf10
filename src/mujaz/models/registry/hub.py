"""The hub, and the one place where its errors and the network's become ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from urllib.request import getproxies

from mujaz.errors import MissingExtraError, ModelError

COMMIT = re.compile(r"[0-9a-f]{40}")
REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/\w[\w.-]{0,95}", re.ASCII)
SHA256 = re.compile(r"[0-9a-f]{64}")

_SCHEME = re.compile(r"^\w+://")
_PASSWORD = re.compile(r"(//|^)[^\s/]*@")
_SIGNED = re.compile(r"(?<=\S)\?[^\s')]+")

_RESUMES = "what has arrived is kept: the same command goes on from there"
_OFFLINE = (
    "this needs the network once; on a machine without it, `mujaz models import` takes what `mujaz models export` "
    "wrote elsewhere"
)


class TransferError(ModelError):
    """A transfer failed for a reason that may pass; it can be tried again."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository.

    Attributes:
        name: Its path there.
        size: In bytes.
        digest: What its contents must hash to: SHA-256 of a large file, git's SHA-1 of another.
    """

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A repository at one commit.

    Attributes:
        repository: As in ``Helsinki-NLP/opus-mt-ar-en``.
        commit: The commit that the revision stands for now.
        licence: What its model card says, as the hub writes it; empty if it says nothing.
        files: What there is.
    """

    repository: str
    commit: str
    licence: str
    files: tuple[RemoteFile, ...]


class Hub:
    """The hub that ``HF_ENDPOINT`` names, huggingface.co without it; ``HF_TOKEN`` and proxies work as everywhere.

    Raises:
        MissingExtraError: The extra [torch], which brings its client, is not installed.
        ModelError: The client cannot make sense of a variable of the environment.
    """

    def __init__(self) -> None:
        try:
            # It takes 0.4 s to import, and only who pulls needs it.
            import huggingface_hub
            from huggingface_hub import constants, utils
        except ImportError as exc:
            raise MissingExtraError("pulling a model", "torch") from exc
        except ValueError as exc:
            raise ModelError(f"a variable of the environment that begins with HF_ is wrong: {exc}") from exc
        self._library: Any = huggingface_hub
        self._utils: Any = utils  # documented there, though not exported for type checkers
        self.endpoint: str = constants.ENDPOINT
        self._timeout = float(constants.HF_HUB_DOWNLOAD_TIMEOUT)

    @property
    def shown(self) -> str:
        """The address as messages have it."""
        return _without_secrets(self.endpoint)

    def snapshot(self, repository: str, revision: str) -> Snapshot:
        """What the repository holds at a revision.

        Raises:
            ModelError: No such repository or revision, no access, no network, or an answer that is not a hub's.
        """
        with self._translated(repository, revision):
            api = self._library.HfApi(endpoint=self.endpoint)
            info = api.model_info(repository, revision=revision, files_metadata=True, timeout=self._timeout)
            files = tuple(map(_remote_file, info.siblings or ()))
        commit = str(info.sha)
        if not COMMIT.fullmatch(commit) or (COMMIT.fullmatch(revision) and commit != revision):
            raise ModelError(f"{repository}: asked for revision {revision}, the hub gives commit {commit}; not pulled")
        return Snapshot(repository, commit, str((info.card_data or {}).get("license") or ""), files)

    def read(self, snapshot: Snapshot, file: RemoteFile, start: int) -> Generator[Chunk]:
        """The bytes of a file from `start` on, or from 0 where the server cannot begin elsewhere.

        Raises:
            TransferError: The transfer broke off, or the server is busy.
            ModelError: No such file, no access, or something else that trying again does not mend.
        """
        address = f"{self.endpoint}/{snapshot.repository}/resolve/{snapshot.commit}/{quote(file.name)}"
        headers = {**self._utils.build_hf_headers(), "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        with (
            self._translated(snapshot.repository, snapshot.commit),
            self._library.get_session().stream("GET", address, headers=headers, timeout=self._timeout) as response,
        ):
            self._utils.hf_raise_for_status(response)
            position = start if response.status_code == 206 else 0
            for data in response.iter_bytes():
                yield Chunk(position, data)
                position += len(data)

    @contextmanager
    def _translated(self, repository: str, revision: str) -> Iterator[None]:
        import httpx2  # comes with huggingface_hub, which lets its errors through
        from huggingface_hub import errors

        try:
            yield
        except errors.OfflineModeIsEnabled as exc:
            raise ModelError("HF_HUB_OFFLINE is set, so nothing can be pulled; unset it") from exc
        except errors.HfHubHTTPError as exc:
            raise _refusal(exc.response.status_code, self.shown, repository, revision) from exc
        except ImportError as exc:
            raise ModelError(f"a SOCKS proxy{_proxies()} needs one more package: pip install socksio") from exc
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, TypeError, KeyError) as exc:
            raise self._failure(exc) from exc

    def _failure(self, exc: Exception) -> ModelError:
        """The error for a request that had no answer, or none of a hub's."""
        import httpx2

        why = f"({_without_secrets(str(exc))})"
        match exc:
            case httpx2.ProxyError():
                way = f"{self.shown} cannot be reached{_proxies()}, which does not let us through"
                return TransferError(f"{way} {why}; {_RESUMES}")
            case httpx2.TimeoutException():
                limit = f"{self._timeout:g} s (HF_HUB_DOWNLOAD_TIMEOUT)"
                return TransferError(f"{self.shown} did not answer within {limit}; {_RESUMES}")
            case httpx2.ConnectError():
                return TransferError(f"{self.shown} cannot be reached{_proxies()} {why}; {_OFFLINE}")
            case httpx2.LocalProtocolError() | UnicodeEncodeError():
                # The error would show what was to be sent.
                return ModelError("HF_TOKEN holds characters that no token has; put the token in anew")
            case httpx2.UnsupportedProtocol() | httpx2.InvalidURL():
                return ModelError(f"{self.shown} cannot be asked {why}; see to HF_ENDPOINT and to proxies")
            case httpx2.HTTPError():
                return TransferError(f"the transfer from {self.shown} broke off {why}; {_RESUMES}")
        other = f"{self.shown} cannot be asked, or what it answers is not a hub's answer"
        return ModelError(f"{other} {why}; see to HF_ENDPOINT and to proxies")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes of a file and where they belong in it."""

    position: int
    data: bytes


def _proxies() -> str:
    """Which proxies the environment names, without passwords."""
    named = (address for kind, address in getproxies().items() if kind != "no")
    hosts = dict.fromkeys(_SCHEME.sub("", address.rpartition("@")[2]).rstrip("/") for address in named)
    return f" by way of the proxy {' or '.join(hosts)}" if hosts else ""


def _without_secrets(text: str) -> str:
    """`text` with no passwords in its addresses, and no signatures behind them."""
    return _SIGNED.sub("", _PASSWORD.sub(r"\1", text))


def _remote_file(sibling: Any) -> RemoteFile:
    digest = sibling.lfs.sha256 if sibling.lfs else sibling.blob_id
    if not isinstance(sibling.size, int) or not isinstance(digest, str):
        raise TypeError(f"{sibling.rfilename} comes without size or hash")
    return RemoteFile(sibling.rfilename, sibling.size, digest)


def _refusal(status: int, endpoint: str, repository: str, revision: str) -> ModelError:
    """The error for an answer that is no success."""
    page = f"{endpoint}/{repository}"
    if status in (401, 403):
        return ModelError(
            f"{repository}: no access ({status}): it does not exist, is private, or its terms must be accepted first, "
            f"at {page}; then put a token of that account into HF_TOKEN and pull again"
        )
    if status == 404:
        return ModelError(
            f"{repository} is not on the hub with revision {revision}, or not any more (404); see what there is at "
            f"{page} and give it as REPO@REVISION"
        )
    if status == 429 or status >= 500:
        return TransferError(f"{endpoint} is busy or out of order ({status}); try again later, {_RESUMES}")
    return ModelError(f"{repository}: {endpoint} refuses with {status}; see to HF_ENDPOINT and to proxies")


Tell = Callable[[str, int, int], None]
"""Told of progress: a file's name, bytes that are here, bytes of the whole file."""
