"""A bundle's manifest: the model's name, origin, licence, files and measured quality."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from mujaz.errors import BundleError

Format = Literal["ctranslate2", "safetensors", "firefox"]
Quantization = Literal["int8", "bfloat16", "float32"]
Task = Literal["summarize", "translate"]

SCHEMA: Literal["mujaz.bundle/1"] = "mujaz.bundle/1"
MANIFEST = "manifest.json"
MAX_BYTES = 1_000_000
"""A manifest is a page or two; a larger file is refused."""

NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
"""A file's or a bundle's name: no folder, no leading dot."""

Name = Annotated[str, StringConstraints(pattern=f"^{NAME}$")]

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Frozen):
    """The origin of a model: a repository and its revision, or `mujaz train` and a recipe."""

    repository: str
    revision: str = ""


class Quality(_Frozen):
    """One measured score, 0 to 100, with the signature that makes it reproducible.

    Attributes:
        test_set: The set that it was measured on.
        metric: Name of the score.
        score: The figure.
        signature: Every setting of the metric.
        note: A remark on the set, as that options were chosen on it; may be empty.
    """

    test_set: str
    metric: str
    score: float
    signature: str
    note: str = ""


class Failure(_Frozen):
    """An example of a mistake that the model is known to make.

    Attributes:
        what: The kind of mistake.
        source: The text that the model was given.
        written: The text that it wrote.
    """

    what: str
    source: str
    written: str


MOST_PIECES = 100_000
"""Most pieces of a text that a bundle may ask for."""

_Pieces = Annotated[int, Field(le=MOST_PIECES)]


class GenerationDefaults(_Frozen):
    """Options that suit the model, as in `GenerationOptions`; None leaves the field to `GenerationOptions`."""

    beam_size: int | None = Field(default=None, ge=1, le=32)
    num_hypotheses: int | None = Field(default=None, ge=1, le=32)
    max_input_pieces: _Pieces | None = Field(default=None, ge=2)
    max_output_pieces: _Pieces | None = Field(default=None, ge=1)
    length_penalty: float | None = Field(default=None, ge=-10, le=10)  # beyond it, powers of lengths overflow
    repetition_penalty: float | None = Field(default=None, ge=0.01, le=100)  # CTranslate2 reads less as 0 and gives up
    no_repeat_ngram_size: _Pieces | None = Field(default=None, ge=0)


class Manifest(_Frozen):
    """The description of a bundle.

    Attributes:
        name: The bundle's name.
        version: The bundle's own version.
        task: ``summarize`` or ``translate``.
        architecture: ``mt5`` or ``marian``.
        source: Origin of the weights.
        licence: Licence of the weights, as an SPDX identifier if it has one.
        attribution: Names that must be credited, and the terms of the training data.
        files: SHA-256 of every other file of the bundle.
        format: The engine that reads it: ``ctranslate2``, ``safetensors`` for transformers, or ``firefox``.
        max_positions: Most pieces that the model can take on either side; None if it has no such limit.
        generation: Options that suit the model.
        training: How it was trained: recipe, data, steps.
        quality: Measured scores.
        failures: Examples of known mistakes.
        parity: How near the converted model is to the original, by type of weights; the bundle's own type is last.
            See `mujaz.models.parity`.
        trimming: The share of the vocabulary that was cut away, and its effect: see `mujaz.models.trimming`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["mujaz.bundle/1"] = Field(default=SCHEMA, alias="schema")
    name: Name
    version: str
    task: Task
    architecture: Literal["mt5", "marian"]
    source: Source
    licence: str
    attribution: list[str] = []
    files: dict[Name, Sha256]
    format: Format
    max_positions: _Pieces | None = Field(default=None, ge=2)
    generation: GenerationDefaults = GenerationDefaults()
    training: dict[str, Any] = {}
    quality: list[Quality] = []
    failures: list[Failure] = []
    parity: dict[str, Any] = {}
    trimming: dict[str, Any] = {}

    @property
    def weights_type(self) -> str:
        """Return the type of a converted bundle's weights, as ``int8``; empty if it was not converted."""
        return next(reversed(self.parity), "")

    @model_validator(mode="after")
    def _not_its_own_file(self) -> Manifest:
        if MANIFEST in self.files:
            raise ValueError("the manifest cannot list itself")
        return self

    def to_json(self) -> str:
        """Return the manifest as it is written to disk."""
        return self.model_dump_json(by_alias=True, indent=2) + "\n"


def read_manifest(folder: Path) -> tuple[Manifest, bytes]:
    """Read the manifest of a bundle's folder; return it with its bytes.

    Raises:
        BundleError: No manifest, too large, not JSON, unknown schema or key, a value that does not fit.
    """
    path = folder / MANIFEST
    if path.is_symlink() or not path.is_file():
        raise BundleError(str(folder), f"no {MANIFEST} in it; give a bundle's folder, or pull the bundle again")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise BundleError(str(folder), f"{MANIFEST} is larger than {MAX_BYTES:,} bytes; pull the bundle again")
    try:
        return Manifest.model_validate_json(data), data
    except ValidationError as exc:
        problems = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'whole file'}: {e['msg']}" for e in exc.errors())
        advice = "undo the edit, pull the bundle again, or use the version of Mujaz that wrote it"
        raise BundleError(str(folder), f"{MANIFEST} is not valid ({problems}); {advice}") from exc
