"""From a transformers checkpoint to a verified bundle."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from mujaz.engines.checkpoint import load_checkpoint, read_settings
from mujaz.engines.ctranslate2_engine import CTranslate2Engine
from mujaz.engines.pieces import Pieces, read_checkpoint_pieces, write_vocabularies
from mujaz.engines.transformers_engine import TransformersEngine
from mujaz.errors import ModelError
from mujaz.models.bundle import Bundle, hash_file, open_bundle
from mujaz.models.ctranslate2_files import write_ctranslate2
from mujaz.models.formats import DOCUMENTS, SENTENCEPIECE, copy_files
from mujaz.models.layouts import normalize_checkpoint
from mujaz.models.manifest import MANIFEST, Format, GenerationDefaults, Manifest, Quality, Quantization, Source, Task
from mujaz.models.parity import SAMPLES, Reference, compare_trimmed, require_agreement, require_faithful
from mujaz.models.trimming import Trim, trim_checkpoint


@dataclass(frozen=True)
class About:
    """The part of a manifest that the weights do not tell; see `Manifest` for the fields."""

    name: str
    version: str
    task: Task
    source: Source
    licence: str
    attribution: Sequence[str] = ()
    generation: GenerationDefaults = field(default_factory=GenerationDefaults)
    training: Mapping[str, Any] = field(default_factory=dict)
    quality: Sequence[Quality] = ()


def write_bundle(
    checkpoint: Path,
    folder: Path,
    about: About,
    *,
    quantization: Quantization = "int8",
    format: Format = "ctranslate2",  # noqa: A002 (the manifest's word for it)
    samples: Sequence[str] = SAMPLES,
    threads: int = 0,
    trim: Trim | None = None,
) -> Bundle:
    """Write a bundle from a checkpoint, and make sure that it scores and searches as the checkpoint does.

    Args:
        checkpoint: Folder with ``config.json``, weights in any layout that `normalize_checkpoint` reads, SentencePiece
            files (``source.spm`` and ``target.spm``, or ``spiece.model``) or mT5's ``tokenizer.json``, and, if rows are
            not SentencePiece's own numbers, ``vocab.json`` and ``target_vocab.json``.
        folder: The bundle's folder; must not exist. Nothing is left there if the bundle is refused.
        about: Its name, licence and the like.
        quantization: Of a CTranslate2 bundle.
        format: ``ctranslate2``, or ``safetensors`` for the transformers engine.
        samples: Sources, ten or so, on which the conversion is compared with the checkpoint; if there are none, our
            own.
        threads: Threads of the engines that are compared; 0 uses all cores.
        trim: The pieces of the vocabulary to keep; None keeps all.

    Raises:
        ModelError: The checkpoint cannot be used, `folder` exists, or the conversion or the trimming is not faithful.
        MissingExtraError: The extra [torch] is not installed.
    """
    if folder.exists():
        raise ModelError(f"{folder} exists; give another folder, or remove it")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".bundle-") as scratch:
        target = Path(scratch) / folder.name
        target.mkdir()
        normalized = normalize_checkpoint(checkpoint, Path(scratch))
        conversion = Conversion(normalized, Path(scratch), about, samples or SAMPLES, threads)
        if trim is not None:
            conversion.trim(trim)
        if format == "safetensors":
            parity = conversion.write_safetensors(target)
        else:
            parity = conversion.write_ctranslate2(target, quantization)
        conversion.copy_documents(target)
        manifest = conversion.build_manifest(target, format, parity)
        (target / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
        open_bundle(target)
        target.rename(folder)
    return open_bundle(folder)


class Conversion:
    """The steps from one checkpoint to a bundle."""

    def __init__(self, checkpoint: Path, scratch: Path, about: About, samples: Sequence[str], threads: int) -> None:
        self._checkpoint = checkpoint
        self._scratch = scratch
        self._about = about
        self._samples = samples
        self._threads = threads
        self._settings = read_settings(checkpoint)
        self._pieces: Pieces = read_checkpoint_pieces(checkpoint, self._settings)
        self._trimming: dict[str, Any] = {}

    @property
    def architecture(self) -> Literal["mt5", "marian"]:
        """Return the architecture as the manifest names it."""
        return "mt5" if self._settings["model_type"] == "mt5" else "marian"

    @property
    def max_positions(self) -> int | None:
        """Return the most pieces that the model takes on either side."""
        positions = self._settings.get("max_position_embeddings")
        return None if positions is None else int(positions)

    def trim(self, trim: Trim) -> None:
        """Go on with a copy that has fewer pieces, after it was compared with the whole."""
        full = self._engine()
        trimmed = trim_checkpoint(self._checkpoint, self._scratch / "trimmed", trim)
        self._checkpoint = self._scratch / "trimmed"
        self._settings = read_settings(self._checkpoint)
        self._pieces = read_checkpoint_pieces(self._checkpoint, self._settings)
        agreement = compare_trimmed(full, self._engine(), self._samples)
        require_agreement(agreement)
        self._trimming = {**trimmed.figures(), "agreement": agreement.figures()}

    def _engine(self) -> TransformersEngine:
        return TransformersEngine(self._checkpoint, self._pieces, threads=self._threads)

    def write_ctranslate2(self, target: Path, quantization: Quantization) -> dict[str, Any]:
        """Write CTranslate2's files into `target`, and return the parity figures.

        The weights are first converted in float32, in which any difference is a fault of the conversion.
        """
        reference = Reference(self._engine(), self._samples)
        figures: dict[str, Any] = {}
        for kind, folder in {"float32": self._scratch / "float32", quantization: target}.items():
            folder.mkdir(exist_ok=True)
            write_ctranslate2(load_checkpoint(self._checkpoint), self._pieces, folder, kind)
            self._copy_sentencepiece(folder)
            engine = CTranslate2Engine(folder, max_positions=self.max_positions, threads=self._threads)
            parity = reference.compare(engine)
            require_faithful(parity, kind)
            figures[kind] = parity.figures()
        return figures

    def write_safetensors(self, target: Path) -> dict[str, Any]:
        """Copy the checkpoint's own weights into `target`, with the vocabularies; nothing is converted."""
        for name in ("model.safetensors", "config.json"):
            shutil.copyfile(self._checkpoint / name, target / name)
        write_vocabularies(self._pieces, target)
        self._copy_sentencepiece(target)
        TransformersEngine(target, self._pieces).score(self._samples[:1], self._samples[:1])
        return {}

    def copy_documents(self, target: Path) -> None:
        """Copy the checkpoint's licence and the like, if it has them."""
        copy_files(self._checkpoint, target, DOCUMENTS)

    def build_manifest(self, target: Path, kind: Format, parity: dict[str, Any]) -> Manifest:
        """Build the manifest of the files in `target`."""
        return Manifest(
            **vars(self._about),
            architecture=self.architecture,
            files={path.name: hash_file(path) for path in sorted(target.iterdir())},
            format=kind,
            max_positions=self.max_positions,
            parity=parity,
            trimming=self._trimming,
        )

    def _copy_sentencepiece(self, target: Path) -> None:
        copy_files(self._checkpoint, target, SENTENCEPIECE[self.architecture])
