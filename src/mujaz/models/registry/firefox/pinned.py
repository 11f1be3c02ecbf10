"""The second way to a model, and the release that is pinned by hash.

Mozilla's repository of models is no longer added to, so a commit of it stays as it is. It names the SHA-256 of every
file as it is packed (in Git LFS), and of the model unpacked. Mozilla's present registry (`db/models.json`) names the
model's hash alone and none of its vocabulary, so it is not read.
"""

from __future__ import annotations

import os
from dataclasses import replace

from mujaz.engines.firefox_files import MODEL
from mujaz.models.bundle import FIREFOX
from mujaz.models.manifest import Manifest
from mujaz.models.registry.catalogue import find_by_repository
from mujaz.models.registry.firefox.release import PackedFile, Release

COMMIT = "e7957fc407441a5e3e35bbcbf9d60d9b35764618"
FILES = (
    f"https://media.githubusercontent.com/media/mozilla/firefox-translations-models/{COMMIT}/models/base-memory/aren"
)
FILES_VARIABLE = "MUJAZ_FIREFOX_FILES_URL"
"""Names another address of a folder that holds the pinned release's files."""

ARCHITECTURE = "base-memory"
MODEL_DIGEST = "7b7af0282dc5f4d8805b9a298c2fa828967e3f09ca10f1942ebeea0b2cfc12fa"
"""SHA-256 of the pinned release's model, unpacked; the published scores are those of this model."""

PINNED_FILES = (
    PackedFile(
        "model",
        "model.aren.intgemm.alphas.bin.gz",
        23_224_456,
        "31e032a402a8463a1e19c8e355529f73c0732926b22b1eadc8bade39ecc23a80",
        31_561_787,
        MODEL_DIGEST,
    ),
    PackedFile(
        "lex",
        "lex.50.50.aren.s2t.bin.gz",
        2_259_861,
        "59335a02934f19f5e9bf171de9db8b73b5e95a69dce03a7d2fe6e9e43e3f849e",
    ),
    PackedFile(
        "vocab", "vocab.aren.spm.gz", 416_700, "c379c52857c2f0886ae52a255ac770e5992524782ee20bb0966deca079e9595f"
    ),
)
"""Its files, each with its name in the place of its address."""


def describe_pinned() -> Release:
    """Return the pinned release, at the address that the environment names or else in Mozilla's repository."""
    folder = (os.environ.get(FILES_VARIABLE) or FILES).rstrip("/")
    files = (replace(file, url=f"{folder}/{file.url}") for file in PINNED_FILES)
    return Release(COMMIT, ARCHITECTURE, "gz", tuple(files))


def describe_difference(manifest: Manifest) -> str:
    """Say that a bundle holds another release of Firefox's model than the pinned one; empty if it does not."""
    standard = find_by_repository(manifest.source.repository)
    if standard is None or standard.format != FIREFOX or manifest.files.get(MODEL) == MODEL_DIGEST:
        return ""
    architecture = manifest.training.get("architecture", "unknown")
    return (
        f"version {manifest.source.revision}, architecture {architecture}: another release than the pinned one, whose "
        "scores are published; it was taken by the hashes of its own record"
    )
