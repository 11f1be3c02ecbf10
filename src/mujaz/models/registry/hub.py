"""The hub: the files of a repository, which of its files make a checkpoint, and their bytes.

Its errors and the network's become ours here, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from urllib.request import getproxies

from mujaz.errors import MissingExtraError, ModelError
from mujaz.models.formats import DOCUMENTS, MAX_OTHER_BYTES

COMMIT = re.compile(r"[0-9a-f]{40}")
REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/\w[\w.-]{0,95}", re.ASCII)
SHA256 = re.compile(r"[0-9a-f]{64}")

SETTINGS = ("config.json", "generation_config.json")
PIECES = ("source.spm", "target.spm", "vocab.json", "target_vocab.json", "spiece.model")
TOKENIZER = ("tokenizer.json",)

WEIGHTS = (
    re.compile(r"model\.safetensors"),
    re.compile(r"model(-\d{5}-of-\d{5}\.safetensors|\.safetensors\.index\.json)"),
    re.compile(r"pytorch_model\.bin"),
    re.compile(r"pytorch_model(-\d{5}-of-\d{5}\.bin|\.bin\.index\.json)"),
)
"""Ways in which weights are stored, the best first: one file that cannot hold code, the same in parts, a pickle, which
is read weights-only."""


_SCHEME = re.compile(r"^\w+://")
_PASSWORD = re.compile(r"(//|^)[^\s/]*@")
_SIGNED = re.compile(r"(?<=\S)\?[^\s')]+")

_RESUMES = "what has arrived is kept: the same command goes on from there"


Tell = Callable[[str, int, int], None]
"""Called with progress: a file's name, its bytes that have arrived, bytes of the whole file."""


class TransferError(ModelError):
    """A transfer failed for a reason that may pass; it can be tried again."""


class UnreachableError(TransferError):
    """A server does not answer at all: perhaps there is no network here."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository.

    Attributes:
        name: Its path there.
        size: In bytes.
        digest: Hash of its contents: SHA-256 of a large file, git's SHA-1 of another.
    """

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A repository at one commit.

    Attributes:
        repository: As in ``Helsinki-NLP/opus-mt-ar-en``.
        commit: The present commit of the revision.
        licence: As the hub reads it in the model card; empty if the card names none.
        files: All files.
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
    def address(self) -> str:
        """Return the address as messages have it, without secrets."""
        return _without_secrets(self.endpoint)

    def snapshot(self, repository: str, revision: str) -> Snapshot:
        """Ask what the repository holds at a revision.

        Raises:
            ModelError: No such repository or revision, no access, no network, or an answer that is not a hub's.
        """
        with self._report_errors(repository, revision):
            api = self._library.HfApi(endpoint=self.endpoint)
            info = api.model_info(repository, revision=revision, files_metadata=True, timeout=self._timeout)
            files = tuple(map(_remote_file, info.siblings or ()))
        commit = str(info.sha)
        if not COMMIT.fullmatch(commit) or (COMMIT.fullmatch(revision) and commit != revision):
            raise ModelError(f"{repository}: asked for revision {revision}, the hub gives commit {commit}; not pulled")
        return Snapshot(repository, commit, str((info.card_data or {}).get("license") or ""), files)

    def read(self, snapshot: Snapshot, file: RemoteFile, start: int) -> Generator[tuple[int, bytes]]:
        """Yield the bytes of a file, each time after their position: from `start` on, or from 0 if the server can't.

        Raises:
            TransferError: The transfer broke off, or the server is busy.
            ModelError: No such file, no access, or another fault that stays if it is tried again.
        """
        url = f"{self.endpoint}/{snapshot.repository}/resolve/{snapshot.commit}/{quote(file.name)}"
        headers = {**self._utils.build_hf_headers(), "Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        with (
            self._report_errors(snapshot.repository, snapshot.commit),
            self._library.get_session().stream("GET", url, headers=headers, timeout=self._timeout) as response,
        ):
            self._utils.hf_raise_for_status(response)
            position = start if response.status_code == 206 else 0
            for data in response.iter_bytes():
                yield position, data
                position += len(data)

    @contextmanager
    def _report_errors(self, repository: str, revision: str) -> Iterator[None]:
        import httpx2  # comes with huggingface_hub, which lets its errors through
        from huggingface_hub import errors

        try:
            yield
        except errors.OfflineModeIsEnabled as exc:
            raise ModelError("HF_HUB_OFFLINE is set, so nothing can be pulled; unset it") from exc
        except errors.HfHubHTTPError as exc:
            raise _explain_status(exc.response.status_code, self.address, repository, revision) from exc
        except ImportError as exc:
            raise ModelError(f"a SOCKS proxy{_proxies()} needs one more package: pip install socksio") from exc
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, TypeError, KeyError) as exc:
            raise self._explain_failure(exc) from exc

    def _explain_failure(self, exc: Exception) -> ModelError:
        """Return the error for a request that had no answer, or an answer that is not a hub's."""
        import httpx2

        reason = f"({_without_secrets(str(exc))})"
        match exc:
            case httpx2.ProxyError():
                problem = f"{self.address} cannot be reached{_proxies()}, which does not let us through"
                return TransferError(f"{problem} {reason}; {_RESUMES}")
            case httpx2.TimeoutException():
                limit = f"{self._timeout:g} s (HF_HUB_DOWNLOAD_TIMEOUT)"
                return TransferError(f"{self.address} did not answer within {limit}; {_RESUMES}")
            case httpx2.ConnectError():
                return UnreachableError(f"{self.address} cannot be reached{_proxies()} {reason}")
            case httpx2.LocalProtocolError() | UnicodeEncodeError():
                # The error would show what was to be sent.
                return ModelError("HF_TOKEN holds characters that no token has; put the token in anew")
            case httpx2.UnsupportedProtocol() | httpx2.InvalidURL():
                return ModelError(f"{self.address} cannot be asked {reason}; see to HF_ENDPOINT and to proxies")
            case httpx2.HTTPError():
                return TransferError(f"the transfer from {self.address} broke off {reason}; {_RESUMES}")
        problem = f"{self.address} cannot be asked, or what it answers is not a hub's answer"
        return ModelError(f"{problem} {reason}; see to HF_ENDPOINT and to proxies")


def _proxies() -> str:
    """Name the proxies of the environment, without passwords."""
    addresses = (address for kind, address in getproxies().items() if kind != "no")
    hosts = dict.fromkeys(_SCHEME.sub("", address.rpartition("@")[2]).rstrip("/") for address in addresses)
    return f" by way of the proxy {' or '.join(hosts)}" if hosts else ""


def _without_secrets(text: str) -> str:
    """Return `text` with no passwords in its addresses, and no signatures behind them."""
    return _SIGNED.sub("", _PASSWORD.sub(r"\1", text))


def _remote_file(sibling: Any) -> RemoteFile:
    digest = sibling.lfs.sha256 if sibling.lfs else sibling.blob_id
    if not isinstance(sibling.size, int) or not isinstance(digest, str):
        raise TypeError(f"{sibling.rfilename} comes without size or hash")
    return RemoteFile(sibling.rfilename, sibling.size, digest)


def _explain_status(status: int, endpoint: str, repository: str, revision: str) -> ModelError:
    """Return the error for an answer that is no success."""
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


def choose_files(snapshot: Snapshot) -> list[RemoteFile]:
    """Choose the files of a checkpoint: ``config.json``, the other small ones, the weights.

    Raises:
        ModelError: There are no settings or no weights, or one of the small files is far too large.
    """
    files = {file.name: file for file in snapshot.files}
    # tokenizer.json repeats at length what SentencePiece's own file says.
    tokenizer = () if "spiece.model" in files or "source.spm" in files else TOKENIZER
    small = [files[name] for name in (*SETTINGS, *PIECES, *tokenizer, *DOCUMENTS) if name in files]
    for file in small:
        if file.size > MAX_OTHER_BYTES:
            raise ModelError(
                f"{snapshot.repository}: {file.name} has {file.size:,} bytes, far more than such a file has"
            )
    if SETTINGS[0] not in files:
        raise ModelError(f"{snapshot.repository} holds no {SETTINGS[0]}: it is no transformers checkpoint")
    return [*small, *choose_weights(snapshot)]


def choose_weights(snapshot: Snapshot) -> list[RemoteFile]:
    """Choose the files with the weights, in the best way in which they are stored.

    Raises:
        ModelError: The repository has no such file.
    """
    for pattern in WEIGHTS:
        files = [file for file in snapshot.files if pattern.fullmatch(file.name)]
        if files:
            return sorted(files, key=lambda file: file.name)
    raise ModelError(
        f"{snapshot.repository} holds no weights that can be converted: no model.safetensors, no pytorch_model.bin"
    )
