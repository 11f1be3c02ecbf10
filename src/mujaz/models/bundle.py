"""A bundle: a model's folder. Every file is checked against the manifest before anything reads it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from mujaz.engines.base import Engine, GenerationOptions
from mujaz.errors import BundleError, ModelError
from mujaz.models.formats import check_contents, check_names
from mujaz.models.manifest import MANIFEST, Failure, Manifest, Quality, read_manifest
from mujaz.models.registry.catalogue import find_standard

EMBEDDED = Path(__file__).parent / "embedded"
"""Bundles that ship with Mujaz."""

FORMATS = {"ctranslate2": "ctranslate2", "transformers": "safetensors"}
"""The format that each engine reads, of those one can choose between."""

FIREFOX = "firefox"
"""A format that is read by an engine of its own name, and by no other: nobody has to choose it."""

_REPLACED = ".old"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified model on disk.

    Attributes:
        path: Its folder.
        manifest: Its name, licence, origin, format and the like.
        digest: SHA-256 of the manifest, in hexadecimal. The manifest names the hash of every other file, so this
            identifies the whole bundle.
    """

    path: Path
    manifest: Manifest
    digest: str

    @property
    def name(self) -> str:
        """Return the bundle's name."""
        return self.manifest.name

    @property
    def size(self) -> int:
        """Return the bytes of its files."""
        return sum(entry.stat().st_size for entry in self.path.iterdir())

    def engine_name(self, chosen: str) -> str:
        """Return the engine that reads this bundle when `chosen` was asked for."""
        return FIREFOX if self.manifest.format == FIREFOX else chosen

    def generation_options(self, **overrides: Any) -> GenerationOptions:
        """Return the options that suit this model, with the `overrides` that are not None on top."""
        overrides = {key: value for key, value in overrides.items() if value is not None}
        return GenerationOptions(**{**self.manifest.generation.model_dump(exclude_none=True), **overrides})

    def check(self) -> None:
        """Compare the files with the manifest again: they may have changed since the bundle was opened.

        Raises:
            BundleError: A file is missing, altered or unreadable.
        """
        try:
            _check_hashes(self.path, self.manifest)
        except OSError as exc:
            raise BundleError(str(self.path), f"cannot be read: {exc.strerror}; pull it again") from exc

    def engine(
        self, *, engine: str = "ctranslate2", device: str = "cpu", compute_type: str = "auto", threads: int = 0
    ) -> Engine:
        """Load the model.

        Args:
            engine: ``ctranslate2`` or ``transformers``; the bundle's format must suit it. A bundle in the format
                ``firefox`` has an engine of its own, whatever is given.
            device: ``cpu``, ``cuda`` or ``auto``.
            compute_type: One of CTranslate2's types; ``auto`` keeps the type that the bundle was saved with.
            threads: Threads of the engine; 0 uses all cores. The firefox engine has one.

        Raises:
            ModelError: The engine cannot read this bundle, or the device or compute type is not available.
            MissingExtraError: The engine is not installed.
        """
        # Engines are heavy, and some come with an extra: only the one that is asked for is loaded.
        if self.manifest.format == FIREFOX:
            from mujaz.engines.firefox_engine import FirefoxEngine

            most = self.manifest.max_positions
            return FirefoxEngine(
                self.path, max_positions=most, device=device, compute_type=compute_type, check=self.check
            )
        self._check_engine(engine, compute_type)
        if engine == "transformers":
            from mujaz.engines.pieces import read_pieces
            from mujaz.engines.transformers_engine import TransformersEngine

            pieces = read_pieces(self.path)
            return TransformersEngine(self.path, pieces, device=device, compute_type=compute_type, threads=threads)
        from mujaz.engines.ctranslate2_engine import CTranslate2Engine

        return CTranslate2Engine(
            self.path,
            max_positions=self.manifest.max_positions,
            device=device,
            compute_type=compute_type,
            threads=threads,
            check=self.check,
        )

    def _check_engine(self, engine: str, compute_type: str) -> None:
        if engine not in FORMATS:
            raise ModelError(f"no engine {engine!r}; there are {', '.join(FORMATS)}")
        if self.manifest.format != FORMATS[engine]:
            suitable = next(name for name, kind in FORMATS.items() if kind == self.manifest.format)
            raise ModelError(
                f"bundle {self.name} is in {self.manifest.format} format, which the {engine} engine does not read; "
                f"use --engine {suitable}, or a bundle in {FORMATS[engine]} format"
            )
        if self.manifest.architecture == "mt5" and "float16" in compute_type.replace("bfloat16", ""):
            raise ModelError(f"bundle {self.name}: mT5 gives NaN in float16; use bfloat16, int8 or float32")


def user_folder() -> Path:
    """Return the folder of pulled bundles: ``MUJAZ_HOME/bundles``, or one in the user's data folder."""
    home = os.environ.get("MUJAZ_HOME")
    return (Path(home).expanduser() if home else platformdirs.user_data_path("mujaz")) / "bundles"


def replaced_folder(name: str) -> Path:
    """Return the path that a pulled bundle has while another takes its place; no bundle can have such a name."""
    return user_folder() / f".{name}{_REPLACED}"


def list_bundles() -> list[str]:
    """List the names of the embedded and the pulled bundles, sorted."""
    return sorted(bundle_folders())


def bundle_folders() -> dict[str, Path]:
    """Return the folder of each embedded and each pulled bundle, by name; an embedded name hides a pulled one.

    A process that is killed while it replaces a bundle may leave the older one under `replaced_folder`, and nothing in
    its place. The older one is found there, until a command that changes bundles puts it back.
    """
    folders: dict[str, Path] = {}
    for path in [*_folders(user_folder()), *_folders(EMBEDDED)]:
        name = path.name
        if name.startswith(".") and name.endswith(_REPLACED):
            folders.setdefault(name[1 : -len(_REPLACED)], path)
        elif not name.startswith("."):
            folders[name] = path
    return folders


def _folders(parent: Path) -> Iterator[Path]:
    if parent.is_dir():
        yield from (entry for entry in parent.iterdir() if (entry / MANIFEST).is_file())


def open_bundle(name_or_path: str | Path) -> Bundle:
    """Verify a bundle and open it.

    Args:
        name_or_path: The name of an embedded or pulled bundle, or a folder. A name is looked up among the embedded
            bundles first, so that nothing pulled can take an embedded one's place. A standard model's name never means
            a folder in the working directory, since a checkpoint may have that name.

    Raises:
        BundleError: There is no such bundle, or a file in it is missing, altered, unknown, a link, too large,
            unreadable, or of a format that can run code.
    """
    try:
        folder = _find(name_or_path)
        manifest, data = read_manifest(folder)
        check_names(folder, manifest)
        _check_hashes(folder, manifest)
        check_contents(folder, manifest)
    except OSError as exc:
        raise BundleError(str(name_or_path), f"cannot be read: {exc.strerror}; check its permissions") from exc
    return Bundle(folder, manifest, hashlib.sha256(data).hexdigest())


def _find(name_or_path: str | Path) -> Path:
    if isinstance(name_or_path, str):
        if folder := bundle_folders().get(name_or_path):
            return folder
        if find_standard(name_or_path):
            reason = f"not pulled yet; `mujaz models pull {name_or_path}` fetches it, once"
            if Path(name_or_path).is_dir():
                reason += f" (the folder of that name is ./{name_or_path})"
            raise BundleError(name_or_path, reason)
    if Path(name_or_path).is_dir():
        return Path(name_or_path)
    reason = f"not found; there are {', '.join(list_bundles()) or 'none'}, or give a folder"
    raise BundleError(str(name_or_path), reason)


def _check_hashes(folder: Path, manifest: Manifest) -> None:
    for name, expected in manifest.files.items():
        if hash_file(folder / name) != expected:
            reason = f"{name} is not the file that the manifest names (its SHA-256 differs); pull the bundle again"
            raise BundleError(str(folder), reason)


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal; the file is read as a stream."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def record_quality(bundle: Bundle, scores: Sequence[Quality]) -> Bundle:
    """Write scores into a bundle's manifest; they replace older ones of the same test set and metric.

    Raises:
        BundleError: The bundle is no longer whole, or its folder cannot be written to.
    """
    measured = {(score.test_set, score.metric) for score in scores}
    older = [score for score in bundle.manifest.quality if (score.test_set, score.metric) not in measured]
    return _update_manifest(bundle, quality=[*older, *scores])


def record_failures(bundle: Bundle, failures: Sequence[Failure]) -> Bundle:
    """Write examples of a bundle's mistakes into its manifest; they replace older ones.

    Raises:
        BundleError: As for `record_quality`.
    """
    return _update_manifest(bundle, failures=list(failures))


def _update_manifest(bundle: Bundle, **fields: object) -> Bundle:
    manifest = bundle.manifest.model_copy(update=fields)
    # Beside the bundle: a file that a killed process left inside would be unknown, and the bundle refused.
    temporary = bundle.path.with_name(f".{bundle.path.name}.{MANIFEST}.partial")
    try:
        temporary.write_text(manifest.to_json(), encoding="utf-8")
        temporary.replace(bundle.path / MANIFEST)
    except OSError as exc:
        raise BundleError(str(bundle.path), f"its manifest cannot be written: {exc.strerror}") from exc
    finally:
        temporary.unlink(missing_ok=True)
    return open_bundle(bundle.path)
