"""Recipes for `mujaz train`: TOML, typed, unknown keys rejected."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from mujaz.errors import InputError
from mujaz.models.manifest import GenerationDefaults, Name
from mujaz.text.toml import read_toml
from mujaz.training.templates import TEMPLATES

_RESERVED = {"start", "start.partial", "export"}
"""Names of other folders beside those of the stages."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Objective = Literal["pairs", "titles", "leads", "spans", "gaps"]
"""The target that is learned from an item: its own, or one that `mujaz.training.objectives` makes of an article."""


class Source(_Section):
    """A file of the training data.

    Attributes:
        file: Name inside the data folder: ``.tsv.gz`` for a translator, ``.jsonl.gz`` for a summarizer. ``templates``
            means the pairs that `mujaz.training.templates` makes.
        weight: How often an epoch holds each item; 0.25 draws a quarter of them anew each epoch.
        join: Share of items that are joined with the file's next ones, so that long inputs are seen.
        objective: The target that is learned; all but ``pairs`` are for summarizers.
    """

    file: str
    weight: float = Field(default=1.0, gt=0)
    join: float = Field(default=0.0, ge=0, le=1)
    objective: Objective = "pairs"


class Development(_Section):
    """The items that are evaluated during training; never a test set."""

    file: str
    items: int = Field(default=200, ge=1)
    objective: Objective = "pairs"


class Vocabulary(_Section):
    """SentencePiece unigram vocabularies.

    Attributes:
        source_size: Pieces of the source side; ignored if an encoder is grafted, which brings its own pieces.
        target_size: Pieces of the target side; an mT5 summarizer has one vocabulary, of `source_size`.
        minimum_count: A grafted piece seen less often than this in the training sources is left out.
    """

    source_size: int = Field(default=8000, ge=50)
    target_size: int = Field(default=8000, ge=50)
    minimum_count: int = Field(default=2, ge=1)


class Lora(_Section):
    """Low-rank adapters in place of whole weights.

    Attributes:
        rank: Of the matrices.
        alpha: Their output is multiplied by ``alpha / rank``.
        dropout: Of their input.
        layers: The weights that get one: those of ``attention``, or ``all`` of a block.
    """

    rank: int = Field(default=16, ge=1)
    alpha: float = Field(default=32, gt=0)
    dropout: float = Field(default=0.05, ge=0, lt=1)
    layers: Literal["attention", "all"] = "all"


class Shape(_Section):
    """The model's shape, or the checkpoint that it starts from, which has a shape already.

    Attributes:
        graft: A pretrained encoder to start from, whose width and heads are then used. Together with a checkpoint that
            came from it: only the pieces that the checkpoint lacks.
        checkpoint: Folder of a published checkpoint, or a bundle, to be trained further.
        pieces: Most pieces of each side that such a checkpoint keeps, those of the recipe's data first; None keeps all.
        lora: Train adapters of such a checkpoint; None trains all of its weights.
        copying: Whether a summarizer's fresh weights copy their source (`mujaz.training.copying`).
    """

    graft: Literal["multilingual-e5-small"] | None = None
    checkpoint: str | None = None
    pieces: int | None = Field(default=None, ge=100)
    lora: Lora | None = None
    width: int = 256
    inner: int = 1024
    heads: int = 8
    encoder_layers: int = 4
    decoder_layers: int = 2
    dropout: float = Field(default=0.0, ge=0, lt=1)
    copying: bool = False

    @model_validator(mode="after")
    def _one_beginning(self) -> Shape:
        shape = self.model_fields_set - {"checkpoint", "pieces", "lora", "graft"}
        if self.checkpoint is not None and shape:
            raise ValueError(f"a checkpoint has a shape of its own; leave out {', '.join(sorted(shape))}")
        if self.checkpoint is None and (self.pieces is not None or self.lora is not None):
            raise ValueError("pieces and lora are for a checkpoint; name one")
        if self.checkpoint is not None and self.graft is not None and (self.pieces or self.lora):
            raise ValueError("graft gives a checkpoint pieces to be trained; leave out pieces and lora")
        return self


class Stage(_Section):
    """A run of the trainer; each stage starts from the weights of the one before.

    Attributes:
        name: Names its folder of checkpoints.
        steps: Optimizer steps.
        batch_pieces: Padded source plus target pieces in a batch.
        accumulate: Batches in an optimizer step.
        learning_rate: Of parts that were not grafted.
        encoder_rate: Learning rate of the encoder, as a share of `learning_rate`; 0 freezes it.
        embedding_rate: Learning rate of mT5's shared embedding, as a multiple of `learning_rate`: its fresh weights are
            some twenty times as large as those of other parts.
        warmup: Steps of linear warm-up.
        schedule: ``constant`` or ``linear`` (down to zero) after the warm-up.
        label_smoothing: As in Szegedy et al. 2016.
        evaluate_every: Steps between evaluations and checkpoints.
        patience: Evaluations without a lower loss before the stage stops early; 0 never stops early.
        data: Files of this stage, in place of the recipe's.
        development: Items for this stage's evaluations, in place of the recipe's.
    """

    name: Name
    steps: int = Field(ge=1)
    batch_pieces: int = Field(default=4000, ge=64)
    accumulate: int = Field(default=1, ge=1)
    learning_rate: float = Field(default=5e-4, gt=0)
    encoder_rate: float = Field(default=1.0, ge=0)
    embedding_rate: float = Field(default=1.0, gt=0)
    warmup: int = Field(default=200, ge=0)
    schedule: Literal["constant", "linear"] = "constant"
    label_smoothing: float = Field(default=0.1, ge=0, lt=1)
    evaluate_every: int = Field(default=500, ge=1)
    patience: int = Field(default=0, ge=0)
    data: tuple[Source, ...] = ()
    development: Development | None = None

    @property
    def files(self) -> list[str]:
        """Return the files that only this stage names, each once."""
        held_out = [self.development.file] if self.development else []
        return _files([*(source.file for source in self.data), *held_out])


class Release(_Section):
    """The part of the finished bundle's manifest that training cannot know.

    Attributes:
        version, licence: As written in the manifest.
        attribution: Names of the sources that must be credited.
        trim_to: Data files whose sources decide which source pieces a translator keeps; empty keeps all.
        compute_type: How CTranslate2 stores the weights.
        generation: Options that suit the model.
    """

    version: str = "0.1.0"
    licence: str
    attribution: tuple[str, ...] = ()
    trim_to: tuple[str, ...] = ()
    compute_type: Literal["int8", "float32"] = "int8"
    generation: GenerationDefaults = GenerationDefaults()


class Recipe(_Section):
    """A whole training: data, vocabulary, shape, stages, release.

    Attributes:
        name: Of the finished bundle.
        task: ``translate`` trains MarianMT, ``summarize`` mT5.
        seed: Of weights and of the order of the data.
        bf16: Whether to compute in bfloat16 if that is safe (autocast); ``auto`` does if it is faster on this machine.
        longest: Pieces; a longer sentence pair is left out, a longer article is cut.
    """

    name: Name
    task: Literal["translate", "summarize"]
    seed: int = 1
    bf16: bool | Literal["auto"] = "auto"
    longest: int = Field(default=250, ge=8)
    data: tuple[Source, ...] = Field(min_length=1)
    development: Development
    vocabulary: Vocabulary = Vocabulary()
    model: Shape = Shape()
    stages: tuple[Stage, ...] = Field(min_length=1)
    release: Release

    @model_validator(mode="after")
    def _fits_a_checkpoint(self) -> Recipe:
        if self.model.checkpoint is not None and self.model.graft is None and self.release.trim_to:
            raise ValueError("a checkpoint is trimmed before it is trained: give model.pieces, not release.trim_to")
        if self.model.checkpoint is not None and any(source.objective != "pairs" for source in self.sources):
            raise ValueError("a checkpoint learns from pairs: other objectives need pieces that it does not have")
        return self

    @model_validator(mode="after")
    def _stages_have_folders_of_their_own(self) -> Recipe:
        names = [stage.name for stage in self.stages]
        for name in names:
            if names.count(name) > 1 or name in _RESERVED:
                raise ValueError(f"no two stages may be called {name!r}, nor one {' or '.join(sorted(_RESERVED))}")
        return self

    @model_validator(mode="after")
    def _trims_to_what_it_reads(self) -> Recipe:
        if unknown := set(self.release.trim_to) - {source.file for source in self.sources}:
            raise ValueError(f"release.trim_to names what no stage learns from: {', '.join(sorted(unknown))}")
        return self

    @property
    def files(self) -> list[str]:
        """Return every file of every stage, each once."""
        held_out = [self.development.file, *(name for stage in self.stages for name in stage.files)]
        return _files([*(source.file for source in self.sources), *held_out])

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return every source of every stage; those of the recipe itself come last."""
        return (*(source for stage in self.stages for source in stage.data), *self.data)


def _files(names: Iterable[str]) -> list[str]:
    return sorted(set(names) - {TEMPLATES})


def load_recipe(path: Path, task: str) -> Recipe:
    """Read the recipe in `path`.

    Raises:
        InputError: No such file, not TOML, an unknown key, or a recipe for another task.
    """
    try:
        recipe = Recipe(**read_toml(path.read_text(encoding="utf-8"), str(path)))
    except FileNotFoundError as exc:
        raise InputError(f"{path}: no such recipe") from exc
    except UnicodeDecodeError as exc:
        raise InputError(f"{path}: not valid TOML: {exc}") from exc
    except ValidationError as exc:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in exc.errors())
        raise InputError(f"{path}: {problems}") from exc
    if recipe.task != task:
        raise InputError(f"{path}: a recipe to {recipe.task}, not to {task}")
    return recipe
