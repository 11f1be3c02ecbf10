"""Stages of training on transformers' Seq2SeqTrainer: batches by pieces, checkpoints, resume, early stopping."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import DataLoader, Dataset
from transformers import (
    PreTrainedModel,
    Seq2SeqTrainer,
    Seq2SeqTrainingArguments,
)

from mujaz.errors import InputError, OutputError
from mujaz.training.callbacks import Clock, Patience, read_hours
from mujaz.training.corpus import Corpus, PieceBatches
from mujaz.training.loss import IGNORED, compute_decoder_states, compute_vocabulary_loss
from mujaz.training.machine import computes_bfloat16_faster, keep_freed_memory
from mujaz.training.model import MARK, has_adapters
from mujaz.training.recipe import Recipe, Stage
from mujaz.training.vocabulary import SPECIALS, Specials
from mujaz.training.work_folder import DONE, is_done, last_checkpoint, load_weights, save_weights

log = logging.getLogger(__name__)


Example = tuple[list[int], list[int]]


class _Examples(Dataset[Example]):
    """Joins an example's items; the index is a tuple of item numbers, from `PieceBatches`."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def __len__(self) -> int:
        return int(self.corpus.bounds[-1])

    def __getitem__(self, items: tuple[int, ...]) -> Example:
        sides = (self.corpus.source, self.corpus.target)
        source, target = (np.concatenate([side[i] for i in items]).tolist() for side in sides)
        return source, target


class Collator:
    """Makes a batch: padded ids, mask, labels with ``</s>``, decoder inputs (labels shifted right after ``<pad>``)."""

    def __init__(self, specials: Specials) -> None:
        self.eos = specials.eos
        self.pad = specials.pad

    def __call__(self, examples: Sequence[Example]) -> dict[str, torch.Tensor]:
        """Return the batch, each tensor of shape (examples, longest)."""
        sources = [torch.tensor([*source, self.eos]) for source, _ in examples]
        targets = [torch.tensor([*target, self.eos]) for _, target in examples]
        inputs = pad_sequence(sources, batch_first=True, padding_value=self.pad)
        labels = pad_sequence(targets, batch_first=True, padding_value=IGNORED)
        shifted = labels.new_full(labels.shape, self.pad)
        shifted[:, 1:] = labels[:, :-1].masked_fill(labels[:, :-1] == IGNORED, self.pad)
        mask = (inputs != self.pad).long()
        return {"input_ids": inputs, "attention_mask": mask, "decoder_input_ids": shifted, "labels": labels}


class _StageTrainer(Seq2SeqTrainer):  # type: ignore[misc]  # transformers is untyped
    """Seq2SeqTrainer with our batches and two learning rates (the encoder's, and the rest's)."""

    def __init__(self, recipe: Recipe, stage: Stage, corpus: Corpus, **kwargs: Any) -> None:
        self.stage = stage
        batches = stage.steps * stage.accumulate
        # Another order in each stage: with one seed for all, each would begin with the same items.
        seed = recipe.seed + recipe.stages.index(stage)
        self.batches = PieceBatches(corpus, batches, stage.batch_pieces, recipe.longest, seed)
        super().__init__(train_dataset=_Examples(corpus), **kwargs)

    def get_train_dataloader(self) -> DataLoader[Any]:
        """Return batches by pieces instead of by count."""
        return DataLoader(self.train_dataset, batch_sampler=self.batches, collate_fn=self.data_collator)

    def compute_loss(
        self,
        model: Any,
        inputs: dict[str, torch.Tensor],
        return_outputs: bool = False,
        num_items_in_batch: torch.Tensor | int | None = None,
    ) -> Any:
        """Compute the loss in nats a target piece; evaluation asks without a count, and gets it without smoothing."""
        smoothing = self.stage.label_smoothing if torch.is_grad_enabled() else 0.0
        bias = getattr(model, "final_logits_bias", None)
        labels = inputs["labels"]
        # The trainer has autocast around the model's own forward only, which is not called here.
        with torch.autocast(labels.device.type, torch.bfloat16, enabled=self.args.bf16):
            total = compute_vocabulary_loss(
                compute_decoder_states(model, inputs), model.lm_head.weight, bias, labels, smoothing
            )
        loss = total / (num_items_in_batch if num_items_in_batch is not None else (labels != IGNORED).sum())
        return (loss, {}) if return_outputs else loss

    def create_optimizer(self, model: Any = None) -> torch.optim.Optimizer:  # noqa: ARG002 (Trainer passes it)
        """Return AdamW, in which the encoder has a rate of its own."""
        self.optimizer: torch.optim.Optimizer | None
        if self.optimizer is None:
            groups = _rates(self.model, self.stage)
            self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True)
        return self.optimizer


def _rates(model: PreTrainedModel, stage: Stage) -> list[dict[str, Any]]:
    encoder = {id(parameter) for parameter in model.get_encoder().parameters()}
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    # Only mT5's two sides share one.
    shared = {id(parameter) for name, parameter in model.named_parameters() if name == "shared.weight"}
    groups = [
        {"params": [p for p in trained if id(p) not in encoder | shared], "lr": stage.learning_rate},
        {"params": [p for p in trained if id(p) in encoder - shared], "lr": stage.learning_rate * stage.encoder_rate},
        {"params": [p for p in trained if id(p) in shared], "lr": stage.learning_rate * stage.embedding_rate},
    ]
    return [group for group in groups if group["params"]]


Corpora = Callable[[Stage], tuple[Corpus, Corpus]]
"""Returns a stage's training items, and those of its evaluations."""


def run_stages(model: PreTrainedModel, recipe: Recipe, corpora: Corpora, work: Path) -> dict[str, Any]:
    """Train `model` in place through all stages; a stage that is done is loaded, one that was cut off is resumed.

    Args:
        model: The model to train.
        recipe: Its stages.
        corpora: Loads the items of a stage; called only for stages that are not done.
        work: Folder of the checkpoints, one folder a stage.

    Returns:
        For the manifest: steps and development loss of each stage.
    """
    # Denormal numbers slow a processor down many times; none matters here.
    torch.set_flush_denormal(True)
    keep_freed_memory()
    return {stage.name: _run_stage(model, recipe, stage, corpora, work / stage.name) for stage in recipe.stages}


def _run_stage(
    model: PreTrainedModel, recipe: Recipe, stage: Stage, corpora: Corpora, folder: Path
) -> dict[str, float]:
    if not is_done(folder):
        _freeze(model, frozen=stage.encoder_rate == 0)
        trainer = _trainer(model, recipe, stage, *corpora(stage), folder)
        with report_stage_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            trainer.train(resume_from_checkpoint=last_checkpoint(folder))
            _finish(trainer, folder)
    return load_weights(model, folder / DONE)


@contextmanager
def report_stage_errors(folder: Path) -> Iterator[None]:
    """Turn errors with a stage's files into ours; libraries report a full disk in three ways."""
    from safetensors import SafetensorError

    try:
        yield
    except (OSError, SafetensorError, RuntimeError) as exc:
        if isinstance(exc, RuntimeError) and "inline_container" not in str(exc):
            raise
        advice = "make room and start again: it goes on from its last checkpoint"
        raise OutputError(f"{folder} cannot be read or written ({exc}); {advice}") from exc


def _trainer(
    model: PreTrainedModel, recipe: Recipe, stage: Stage, corpus: Corpus, development: Corpus, folder: Path
) -> _StageTrainer:
    held_out = _Examples(development)
    if not len(held_out):
        raise InputError(f"stage {stage.name}: its development file holds nothing to learn from; name another")
    return _StageTrainer(
        recipe,
        stage,
        corpus,
        model=model,
        args=_arguments(recipe, stage, folder),
        data_collator=Collator(_specials(model, recipe)),
        eval_dataset=[held_out[(i,)] for i in range(len(held_out))],
        callbacks=[Clock(folder), *([Patience(stage.patience)] if stage.patience else [])],
    )


def _arguments(recipe: Recipe, stage: Stage, folder: Path) -> Seq2SeqTrainingArguments:
    return Seq2SeqTrainingArguments(
        output_dir=str(folder),
        max_steps=stage.steps,
        gradient_accumulation_steps=stage.accumulate,
        learning_rate=stage.learning_rate,
        lr_scheduler_type="linear" if stage.schedule == "linear" else "constant_with_warmup",
        warmup_steps=stage.warmup,
        max_grad_norm=1.0,
        bf16=_computes_in_bfloat16(recipe),
        eval_strategy="steps",
        eval_steps=stage.evaluate_every,
        save_strategy="steps",
        save_steps=stage.evaluate_every,
        save_total_limit=2,
        load_best_model_at_end=stage.patience > 0,
        metric_for_best_model="eval_loss",
        per_device_eval_batch_size=16,
        prediction_loss_only=True,
        logging_steps=50,
        logging_first_step=True,
        report_to=[],
        disable_tqdm=True,
        remove_unused_columns=False,
        dataloader_num_workers=0,
        dataloader_pin_memory=False,
        seed=recipe.seed,
        data_seed=recipe.seed,
        use_cpu=not torch.cuda.is_available(),
    )


def _computes_in_bfloat16(recipe: Recipe) -> bool:
    chosen = computes_bfloat16_faster() if recipe.bf16 == "auto" else recipe.bf16
    log.info("computing in %s", "bfloat16" if chosen else "float32")
    return chosen


def _specials(model: PreTrainedModel, recipe: Recipe) -> Specials:
    """Return the special pieces of this model: those of published models differ from ours."""
    config = model.config
    return replace(SPECIALS[recipe.task], eos=config.eos_token_id, pad=config.decoder_start_token_id)


def _freeze(model: PreTrainedModel, *, frozen: bool) -> None:
    adapted = has_adapters(model)
    for name, parameter in model.get_encoder().named_parameters():
        parameter.requires_grad_(not frozen and (MARK in name or not adapted))
    # Positions are a constant of the architecture, learned or not.
    for name, parameter in model.named_parameters():
        if "embed_positions" in name:
            parameter.requires_grad_(False)


def _finish(trainer: _StageTrainer, folder: Path) -> None:
    state = trainer.state
    losses = [entry["eval_loss"] for entry in state.log_history if "eval_loss" in entry] or [float("nan")]
    # With patience these are the best weights, else the last.
    loss = min(losses) if trainer.stage.patience else losses[-1]
    save_weights(
        trainer.model,
        folder / DONE,
        {
            "steps": float(state.global_step),
            "development_loss": round(loss, 4),
            "hours": round(read_hours(folder), 2),
        },
    )
    for checkpoint in folder.glob("checkpoint-*"):
        shutil.rmtree(checkpoint)
