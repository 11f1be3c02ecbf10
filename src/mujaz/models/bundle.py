"""A bundle: a model's folder, every file of which is checked against the manifest before anything reads it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from mujaz.engines.base import Engine, GenerationOptions
from mujaz.errors import BundleError
from mujaz.models.formats import check_contents, check_names
from mujaz.models.manifest import MANIFEST, Failure, Manifest, Quality, read_manifest
from mujaz.models.registry.aside import put_all_back
from mujaz.models.registry.catalogue import standard

EMBEDDED = Path(__file__).parent / "embedded"
"""Bundles that ship with Mujaz."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified model on disk.

    Attributes:
        path: Its folder.
        manifest: What is known of it.
        digest: SHA-256 of the manifest's bytes, which names every other file's: it stands for the whole bundle.
    """

    path: Path
    manifest: Manifest
    digest: str

    @property
    def name(self) -> str:
        """The bundle's name."""
        return self.manifest.name

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(entry.stat().st_size for entry in self.path.iterdir())

    def generation_options(self, **overrides: Any) -> GenerationOptions:
        """The options that suit this model, with `overrides` (None means: not given) on top."""
        given = {key: value for key, value in overrides.items() if value is not None}
        return GenerationOptions(**{**self.manifest.generation.model_dump(exclude_none=True), **given})

    def check(self) -> None:
        """Compare the files with the manifest anew: much may have happened since the bundle was opened.

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
            engine: ``ctranslate2`` or ``transformers``; the bundle's format must suit it.
            device: ``cpu``, ``cuda`` or ``auto``.
            compute_type: As CTranslate2 names them; ``auto`` keeps what the bundle was saved with.
            threads: Threads of the engine; 0 uses all cores.

        Raises:
            ModelError: The engine cannot read this bundle, or the device or compute type is not to be had.
            MissingExtraError: The transformers engine is asked for and not installed.
        """
        from mujaz.models.loading import load  # ctranslate2 is loaded only by who needs an engine

        return load(self, engine=engine, device=device, compute_type=compute_type, threads=threads)


def user_folder() -> Path:
    """Where pulled bundles live: ``MUJAZ_HOME/bundles``, else in the user's data folder."""
    home = os.environ.get("MUJAZ_HOME")
    return (Path(home).expanduser() if home else platformdirs.user_data_path("mujaz")) / "bundles"


def bundle_names() -> list[str]:
    """Names of the embedded and the pulled bundles, sorted."""
    put_all_back(user_folder())
    folders = [folder for folder in (EMBEDDED, user_folder()) if folder.is_dir()]
    entries = (entry for folder in folders for entry in folder.iterdir() if not entry.name.startswith("."))
    return sorted({entry.name for entry in entries if (entry / MANIFEST).is_file()})


def open_bundle(name_or_path: str | Path) -> Bundle:
    """Verify a bundle and open it.

    Args:
        name_or_path: The name of an embedded or pulled bundle, or a folder. A name is looked up among the embedded
            bundles first, so that nothing pulled can take an embedded one's place. A standard model's name never means
            a folder that happens to be here: a checkpoint may be called so.

    Raises:
        BundleError: No such bundle; a file is missing, altered, unknown, a link, too large, unreadable, or of a format
            that can run code.
    """
    try:
        folder = _find(name_or_path)
        manifest, data = read_manifest(folder)
        check_names(folder, manifest)
        _check_hashes(folder, manifest)
        check_contents(folder, manifest)
    except OSError as exc:
        raise BundleError(str(name_or_path), f"cannot be read: {exc.strerror}; see to its permissions") from exc
    return Bundle(folder, manifest, hashlib.sha256(data).hexdigest())


def _find(name_or_path: str | Path) -> Path:
    if isinstance(name_or_path, str) and name_or_path in bundle_names():
        embedded = EMBEDDED / name_or_path
        return embedded if (embedded / MANIFEST).is_file() else user_folder() / name_or_path
    if isinstance(name_or_path, str) and standard(name_or_path):
        reason = f"not pulled yet; `mujaz models pull {name_or_path}` fetches it, once"
        if Path(name_or_path).is_dir():
            reason += f" (the folder of that name is ./{name_or_path})"
        raise BundleError(name_or_path, reason)
    if Path(name_or_path).is_dir():
        return Path(name_or_path)
    reason = f"not found; there are {', '.join(bundle_names()) or 'none'}, or give a folder"
    raise BundleError(str(name_or_path), reason)


def _check_hashes(folder: Path, manifest: Manifest) -> None:
    for name, expected in manifest.files.items():
        if file_sha256(folder / name) != expected:
            reason = f"{name} is not the file that the manifest names (its SHA-256 differs); pull the bundle again"
            raise BundleError(str(folder), reason)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, read as a stream."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def record_quality(bundle: Bundle, measured: Sequence[Quality]) -> Bundle:
    """Write scores into a bundle's manifest, in place of older ones on the same test set and metric.

    Raises:
        BundleError: The bundle is no longer whole, or its folder cannot be written to.
    """
    new = {(quality.test_set, quality.metric) for quality in measured}
    kept = [quality for quality in bundle.manifest.quality if (quality.test_set, quality.metric) not in new]
    return _amended(bundle, quality=[*kept, *measured])


def record_failures(bundle: Bundle, failures: Sequence[Failure]) -> Bundle:
    """Write examples of what a bundle gets wrong into its manifest, in place of older ones.

    Raises:
        BundleError: As for `record_quality`.
    """
    return _amended(bundle, failures=list(failures))


def _amended(bundle: Bundle, **fields: object) -> Bundle:
    manifest = bundle.manifest.model_copy(update=fields)
    # Beside the bundle: within it, what a kill leaves would be an unknown file, and the bundle refused.
    temporary = bundle.path.with_name(f".{bundle.path.name}.{MANIFEST}.partial")
    try:
        temporary.write_text(manifest.to_json(), encoding="utf-8")
        temporary.replace(bundle.path / MANIFEST)
    except OSError as exc:
        raise BundleError(str(bundle.path), f"its manifest cannot be written: {exc.strerror}") from exc
    finally:
        temporary.unlink(missing_ok=True)
    return open_bundle(bundle.path)
