"""The translation models that Firefox itself downloads: found in its records, fetched, unpacked, made a bundle.

The records are those of Mozilla's Remote Settings. The service is Firefox's own, so it is asked once for each pull, and
never afterwards. Its answers are not trusted: every file has a published size and SHA-256, packed and unpacked.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Annotated, Any, Literal
from urllib.request import getproxies, proxy_bypass

from pydantic import BaseModel, Field, StringConstraints, ValidationError

from mujaz.engines.firefox_files import MODEL, SHORTLIST, SOURCE, TARGET
from mujaz.errors import MissingExtraError, ModelError
from mujaz.models.bundle import Bundle, hash_file, open_bundle
from mujaz.models.manifest import MANIFEST, Manifest, Sha256
from mujaz.models.manifest import Source as Origin
from mujaz.models.registry.catalogue import Standard
from mujaz.models.registry.hub import RemoteFile, Snapshot, TransferError
from mujaz.models.registry.store import empty_folder, install
from mujaz.models.registry.terms import Listener, find_terms, require_acceptance
from mujaz.models.registry.transfer import count_missing_bytes, fetch_files, report_write_errors, require_room

RECORDS = "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/translations-models-v2/records"
ADDRESS_VARIABLE = "FXTRANSLATE_RECORDS_URL"
"""Names another address of the records, as for the library's own commands."""

READABLE = 3
"""The major version of models that the engine reads."""

ARCHITECTURES = ("base", "base-memory", "tiny")
"""The best first."""

MAX_RECORDS_BYTES = 16 * 1024 * 1024
MAX_PACKED_BYTES = 128 * 1024 * 1024
MAX_UNPACKED_BYTES = 64 * 1024 * 1024
"""Bounds of an answer and of a file; the largest model has some 50 MB unpacked."""

MAX_POSITIONS = 128
"""Pieces of a source, so that the engine's end of a translation, at 256 pieces, is out of reach."""

_WAIT = 30.0
_BLOCK = 1 << 16
_RELEASED = re.compile(r"(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?")
_LOCATION = re.compile(r"[\w.-]+(?:/[\w.-]+)*", re.ASCII)
_KINDS = {
    "model": (MODEL,),
    "lex": (SHORTLIST,),
    "vocab": (SOURCE, TARGET),
    "srcvocab": (SOURCE,),
    "trgvocab": (TARGET,),
}
"""The files of a bundle that a kind of record becomes."""

_Short = Annotated[str, StringConstraints(max_length=300)]


class _Attachment(BaseModel):
    hash: Sha256
    size: int = Field(gt=0, le=MAX_PACKED_BYTES)
    location: _Short


class Record(BaseModel):
    """A file of a model, as Remote Settings describes it; what else a record holds is not read."""

    file_type: Literal["model", "lex", "vocab", "srcvocab", "trgvocab"] = Field(alias="fileType")
    source: _Short = Field(alias="sourceLanguage")
    target: _Short = Field(alias="targetLanguage")
    version: _Short
    architecture: Literal["base", "base-memory", "tiny"]
    unpacked_hash: Sha256 = Field(alias="decompressedHash")
    unpacked_size: int = Field(alias="decompressedSize", gt=0, le=MAX_UNPACKED_BYTES)
    attachment: _Attachment


@dataclass(frozen=True, slots=True)
class Release:
    """The files of one model.

    Attributes:
        version: As in ``3.0``.
        architecture: One of `ARCHITECTURES`.
        records: One for each kind of file.
    """

    version: str
    architecture: str
    records: dict[str, Record]


def choose_release(records: list[dict[str, Any]], source: str, target: str) -> Release:
    """Choose the newest released version of the best architecture that the engine reads, and that is whole.

    Raises:
        ModelError: There is none.
    """
    releases: dict[tuple[int, tuple[int, ...]], Release] = {}
    for record in _read_records(records, source, target):
        numbers = _RELEASED.fullmatch(record.version)
        if numbers and int(numbers[1]) == READABLE:
            rank = -ARCHITECTURES.index(record.architecture), tuple(int(number or 0) for number in numbers.groups())
            release = releases.setdefault(rank, Release(record.version, record.architecture, {}))
            release.records[record.file_type] = record
    whole = [rank for rank, release in releases.items() if _is_whole(set(release.records))]
    if not whole:
        raise ModelError(
            f"Firefox has no released model from {source} to {target} that this version of Mujaz reads "
            f"(version {READABLE}); nothing was installed"
        )
    return releases[max(whole)]


def _read_records(records: list[dict[str, Any]], source: str, target: str) -> Iterator[Record]:
    for entry in records:
        if (entry.get("sourceLanguage"), entry.get("targetLanguage")) == (source, target):
            try:
                yield Record.model_validate(entry)
            except ValidationError:  # of another kind, or of a later form
                continue


def _is_whole(kinds: set[str]) -> bool:
    return "model" in kinds and ("vocab" in kinds or {"srcvocab", "trgvocab"} <= kinds)


class Site:
    """Remote Settings at one address, as `transfer` reads files from a server.

    Attributes:
        address: As messages have it.
    """

    def __init__(self) -> None:
        import urllib3  # only a pull needs it

        self._records_url = os.environ.get(ADDRESS_VARIABLE) or RECORDS
        self._root = self._records_url.partition("/buckets/")[0] + "/"
        self.address = urllib3.util.parse_url(self._root).host or self._root
        self._locations: dict[str, str] = {}
        self._client = _make_client(self._root, self.address)

    def find_release(self, source: str, target: str) -> Release:
        """Ask for the records, and for the address of attachments.

        Raises:
            ModelError: The service cannot be asked, its answer is none, or it has no such model.
        """
        records = self._read_json(self._records_url).get("data")
        if not isinstance(records, list):
            raise ModelError(self._no_answer("no list of records"))
        release = choose_release([entry for entry in records if isinstance(entry, dict)], source, target)
        capabilities = self._read_json(self._root).get("capabilities")
        try:
            base = str(capabilities["attachments"]["base_url"])  # type: ignore[index]
        except (TypeError, LookupError) as exc:
            raise ModelError(self._no_answer("no address of attachments")) from exc
        for kind, record in release.records.items():
            if not _LOCATION.fullmatch(record.attachment.location):
                raise ModelError(self._no_answer("an attachment of a strange name"))
            self._locations[f"{kind}.zst"] = base.rstrip("/") + "/" + record.attachment.location
        return release

    def read(self, _snapshot: Snapshot, file: RemoteFile, start: int) -> Generator[tuple[int, bytes]]:
        """Yield the bytes of a file, each time after their position: from `start` on, or from 0 if the server can't.

        Raises:
            TransferError: The transfer broke off, or the server is busy.
            ModelError: The server refuses.
        """
        headers = {"Range": f"bytes={start}-"} if start else {}
        with self._open(self._locations[file.name], headers) as response:
            position = start if response.status == 206 else 0
            for data in response.stream(_BLOCK, decode_content=False):
                yield position, data
                position += len(data)

    def _read_json(self, url: str) -> dict[str, Any]:
        with self._open(url, {}) as response:
            data = response.read(MAX_RECORDS_BYTES + 1, decode_content=True)
        try:
            content = json.loads(data) if len(data) <= MAX_RECORDS_BYTES else None
        except (ValueError, RecursionError):
            content = None
        if not isinstance(content, dict):
            raise ModelError(self._no_answer("no JSON that could be read"))
        return content

    @contextmanager
    def _open(self, url: str, headers: dict[str, str]) -> Iterator[Any]:
        import urllib3

        try:
            headers = {"Accept-Encoding": "identity", **headers}
            response = self._client.request("GET", url, headers=headers, preload_content=False)
            try:
                self._require_success(response.status)
                yield response
            finally:
                response.release_conn()
                response.close()
        except (urllib3.exceptions.HTTPError, ValueError, OSError) as exc:
            reason = " ".join(str(exc).split())[:200]
            raise TransferError(
                f"{self.address} cannot be reached, or broke off ({reason}); run the same command again: it goes on. "
                "On a machine without a network, `mujaz models import` takes what `mujaz models export` wrote elsewhere"
            ) from exc

    def _require_success(self, status: int) -> None:
        if status == 429 or status >= 500:
            raise TransferError(f"{self.address} is busy or out of order ({status}); try again later")
        if status not in (200, 206):
            raise ModelError(f"{self.address} refuses with {status}; see to {ADDRESS_VARIABLE} and to proxies")

    def _no_answer(self, problem: str) -> str:
        return f"{self.address} gives {problem}; see to {ADDRESS_VARIABLE} and to proxies"


def _make_client(address: str, host: str) -> Any:
    import urllib3

    timeout = urllib3.Timeout(connect=_WAIT, read=_WAIT)
    settings: dict[str, Any] = {"timeout": timeout, "retries": urllib3.Retry(total=3, connect=0, read=0)}
    proxy = getproxies().get(address.partition(":")[0])
    if proxy and not proxy_bypass(host):
        return urllib3.ProxyManager(proxy, **settings)
    return urllib3.PoolManager(**settings)


def pull_firefox(name: str, model: Standard, work: Path, listener: Listener) -> Bundle:
    """Fetch one of Firefox's models and install its bundle.

    Args:
        name: The bundle's.
        model: Its entry in the catalogue.
        work: The work folder, which is held.
        listener: The user.

    Raises:
        ModelError: The model cannot be had, or is not what was published.
        MissingExtraError: The extra [firefox] is not installed.
        OutputError: The disk is full, or cannot be written to.
    """
    _require_extra()
    site = Site()
    release = site.find_release("ar", "en")
    files = [
        RemoteFile(f"{kind}.zst", record.attachment.size, record.attachment.hash)
        for kind, record in release.records.items()
    ]
    snapshot = Snapshot(model.repository, release.version, model.licence, tuple(files))
    require_acceptance(find_terms(model, snapshot), listener)
    packed = work / f"{release.architecture}-{release.version}"
    empty_folder(work, packed)  # an interrupted pull of this version is continued, other leftovers are not
    unpacked_size = sum(record.unpacked_size for record in release.records.values())
    require_room(work, count_missing_bytes(files, packed) + 2 * unpacked_size)
    size = sum(file.size for file in files) / 1e6
    listener.say(f"{name}: {size:,.1f} MB from {site.address}, {release.architecture}, version {release.version}")
    fetch_files(site, snapshot, files, packed, listener.tell)
    folder = work / name
    with report_write_errors(folder):
        folder.mkdir()
        for kind, record in release.records.items():
            _unpack(packed / f"{kind}.zst", folder, record)
        (folder / MANIFEST).write_text(_make_manifest(name, model, release, folder).to_json(), encoding="utf-8")
    open_bundle(folder).engine()  # what cannot be loaded is not installed
    bundle = install(folder, name)
    empty_folder(work)
    return bundle


def _make_manifest(name: str, model: Standard, release: Release, folder: Path) -> Manifest:
    return Manifest(
        name=name,
        version="1",
        task="translate",
        architecture="marian",
        source=Origin(repository=model.repository, revision=release.version),
        licence=model.licence,
        attribution=list(model.attribution),
        files={path.name: hash_file(path) for path in sorted(folder.iterdir())},
        format="firefox",
        max_positions=MAX_POSITIONS,
        generation=model.generation,
        training={"architecture": release.architecture},
    )


def _require_extra() -> None:
    if find_spec("fxtranslate") is None or _find_zstd() is None:
        raise MissingExtraError("pulling one of Firefox's models", "firefox")


def _find_zstd() -> Any:
    """Return Python's own module for zstd, or the same as a package; None if there is neither."""
    try:
        from compression import zstd  # type: ignore[import-not-found, unused-ignore]  # from Python 3.14 on
    except ImportError:
        try:
            from backports import zstd
        except ImportError:
            return None
    return zstd


def _unpack(packed: Path, folder: Path, record: Record) -> None:
    """Unpack a file to the names that it has in a bundle, up to the published size and no further.

    Raises:
        ModelError: It is no zstd, larger or smaller than published, or its hash differs.
    """
    first, *others = _KINDS[record.file_type]
    zstd = _find_zstd()
    digest, size = hashlib.sha256(), 0
    try:
        with packed.open("rb") as source, (folder / first).open("wb") as target:
            for block in _decompress(zstd, source):
                size += len(block)
                if size > record.unpacked_size:
                    break
                digest.update(block)
                target.write(block)
    except (zstd.ZstdError, EOFError) as exc:
        raise ModelError(f"{packed.name} of Firefox's model cannot be unpacked ({exc}); pull again") from exc
    if size != record.unpacked_size or digest.hexdigest() != record.unpacked_hash:
        raise ModelError(f"{packed.name} of Firefox's model does not unpack to what its record names; not installed")
    for name in others:
        shutil.copyfile(folder / first, folder / name)


def _decompress(zstd: Any, source: IO[bytes]) -> Iterator[bytes]:
    """Yield what a file unpacks to, in blocks of bounded size."""
    decompressor = zstd.ZstdDecompressor()
    while not decompressor.eof:
        data = source.read(_BLOCK) if decompressor.needs_input else b""
        if decompressor.needs_input and not data:
            raise EOFError("it breaks off")
        yield decompressor.decompress(data, _BLOCK)
