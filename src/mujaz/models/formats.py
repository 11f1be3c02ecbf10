"""The files that a bundle may hold. All others are refused, above all pickles, which can run code when read."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterable
from pathlib import Path

from mujaz.engines.firefox_files import MARIAN_VERSION, MODEL, MOST_TENSORS, SHORTLIST
from mujaz.engines.pieces import SHARED_VOCABULARY, SOURCE_VOCABULARY, TARGET_VOCABULARY
from mujaz.errors import BundleError
from mujaz.models.manifest import MANIFEST, Manifest

WEIGHTS = {"ctranslate2": "model.bin", "safetensors": "model.safetensors", "firefox": MODEL}
SENTENCEPIECE = {"marian": {"source.spm", "target.spm"}, "mt5": {"spiece.model"}}
VOCABULARIES = {SHARED_VOCABULARY, SOURCE_VOCABULARY, TARGET_VOCABULARY}
DOCUMENTS = ("LICENSE", "NOTICE", "README.md")

PICKLES = (".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".joblib", ".npz", ".npy")
PICKLE_STARTS = (b"PK", b"\x80")
"""A torch zip, and a bare pickle of protocol 2 and later."""

MAX_OTHER_BYTES = 64 * 1024 * 1024
"""Size limit of all files but the weights, since they are read whole. mT5's vocabulary takes 5 MB."""

CTRANSLATE2_VERSION = 6


def required_files(manifest: Manifest) -> set[str]:
    """Return the files that this kind of bundle must have; the vocabularies come on top, shared or one a side."""
    settings = set() if manifest.format == "firefox" else {"config.json"}
    return {WEIGHTS[manifest.format]} | settings | SENTENCEPIECE[manifest.architecture]


def allowed_files(manifest: Manifest) -> set[str]:
    """Return the files that this kind of bundle may have."""
    others = {SHORTLIST} if manifest.format == "firefox" else VOCABULARIES
    return required_files(manifest).union(others, DOCUMENTS)


def check_names(folder: Path, manifest: Manifest) -> None:
    """Refuse a bundle unless its folder holds exactly the manifest's files, and all are plain files.

    Raises:
        BundleError: A file is missing, unknown, not listed, a pickle by its name, or a link.
    """
    present = {entry.name for entry in folder.iterdir()}
    listed = set(manifest.files)
    for name in sorted(present | listed):
        if problem := _find_problem(folder, manifest, name, present):
            raise BundleError(str(folder), f"{name} {problem}")
    missing = required_files(manifest) - listed
    if missing or not _has_vocabularies(manifest, listed):
        names = ", ".join(sorted(missing)) or "its vocabulary"
        raise BundleError(str(folder), f"the manifest lists no {names}; pull the bundle again")


def _find_problem(folder: Path, manifest: Manifest, name: str, present: set[str]) -> str:
    """Say what is wrong with a file of a bundle; empty if nothing is."""
    if name.endswith(PICKLES) or (name.endswith(".bin") and name not in allowed_files(manifest)):
        return "may run code when read and is refused; bundles hold safetensors, CTranslate2 or a model of Firefox"
    if (folder / name).is_symlink():
        return "is a symbolic link; put the file itself there, or pull the bundle again"
    if name == MANIFEST:
        return ""
    if name not in present:
        return "is missing; pull the bundle again"
    if name not in manifest.files:
        return "is not in the manifest; remove it, or pull the bundle again"
    if name not in allowed_files(manifest) or not (folder / name).is_file():
        return f"has no place in a {manifest.format} bundle; remove it and its manifest entry"
    if name != WEIGHTS[manifest.format] and (folder / name).stat().st_size > MAX_OTHER_BYTES:
        return f"is larger than {MAX_OTHER_BYTES // 2**20} MB; pull the bundle again"
    return ""


def _has_vocabularies(manifest: Manifest, names: set[str]) -> bool:
    if manifest.format == "firefox":  # they are in its SentencePiece files
        return True
    return names & VOCABULARIES in ({SHARED_VOCABULARY}, {SOURCE_VOCABULARY, TARGET_VOCABULARY})


def check_contents(folder: Path, manifest: Manifest) -> None:
    """Refuse weights that are of another format than their name says.

    Raises:
        BundleError: A pickle under another name, another version of CTranslate2's format, or no safetensors header.
    """
    name = WEIGHTS[manifest.format]
    with (folder / name).open("rb") as file:
        start = file.read(64)
    is_right = {"ctranslate2": _is_ctranslate2, "safetensors": _is_safetensors, "firefox": _is_firefox}[manifest.format]
    if is_right(start, (folder / name).stat().st_size):
        return
    if start.startswith(PICKLE_STARTS):
        raise BundleError(str(folder), f"{name} holds a pickle, which may run code when read, and is refused")
    reason = f"{name} is not {manifest.format} as this version of Mujaz reads it; pull the bundle again"
    raise BundleError(str(folder), reason)


def copy_files(folder: Path, target: Path, names: Iterable[str]) -> None:
    """Copy the files of these names to `target`, if they are there."""
    for name in names:
        if (folder / name).is_file():
            shutil.copyfile(folder / name, target / name)


def _is_ctranslate2(start: bytes, _size: int) -> bool:
    # Version, then the length and the name of the specification.
    return start[6:].startswith(b"TransformerSpec\0") and struct.unpack("<I", start[:4])[0] == CTRANSLATE2_VERSION


def _is_safetensors(start: bytes, size: int) -> bool:
    # The header's length, then the header in JSON.
    return start[8:9] == b"{" and struct.unpack("<Q", start[:8])[0] <= size - 8


def _is_firefox(start: bytes, _size: int) -> bool:
    # Marian's version, which is 1, and how many tensors there are.
    version, count = struct.unpack("<2Q", start[:16].ljust(16, b"\0"))
    return bool(version == MARIAN_VERSION and 0 < count <= MOST_TENSORS)
