"""Tiny checkpoints of the real architectures, made and trained here: Marian and mT5, with their SentencePiece files.

They are trained for some hundred steps on sentences from a small grammar, because the beams of an untrained model tie.
Everything is seeded: the same machine gives the same checkpoint.
"""

from __future__ import annotations

import itertools
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sentencepiece

from mujaz.engines.checkpoint import read_settings, save_checkpoint
from mujaz.models.bundle import Bundle, open_bundle
from mujaz.models.manifest import GenerationDefaults, Source

PEOPLE = {"الوزير": "the minister", "الرئيس": "the president", "المدير": "the director", "الطبيب": "the doctor",
          "الكاتب": "the writer", "المهندس": "the engineer"}  # fmt: skip
VERBS = {"زار": "visited", "افتتح": "opened", "أغلق": "closed", "وصف": "described", "انتقد": "criticised"}
PLACES = {"المدرسة": "the school", "المستشفى": "the hospital", "المصنع": "the factory", "المعرض": "the exhibition",
          "الجسر": "the bridge", "المطار": "the airport"}  # fmt: skip
CITIES = {"بيروت": "Beirut", "القاهرة": "Cairo", "عمان": "Amman", "تونس": "Tunis"}
DAYS = {"اليوم": "today", "أمس": "yesterday", "غدا": "tomorrow"}


def corpus() -> list[tuple[str, str]]:
    """Every sentence of the grammar with its English, shuffled by a fixed seed."""
    parts = (PEOPLE, VERBS, PLACES, CITIES, DAYS)
    pairs = [
        (
            f"{verb} {person} {place} في {city} {day}",
            f"{PEOPLE[person]} {VERBS[verb]} {PLACES[place]} in {CITIES[city]} {DAYS[day]}",
        )
        for person, verb, place, city, day in itertools.product(*parts)
    ]
    random.Random(1).shuffle(pairs)  # noqa: S311 (a fixed order is wanted, not a secret)
    return pairs


def tiny_marian(folder: Path, *, joint: bool = True, learned_positions: bool = False, steps: int = 200) -> Path:
    """A trained Marian checkpoint in `folder`.

    Args:
        folder: Where to write.
        joint: One vocabulary for both sides, its ``<pad>`` in the last row as published checkpoints have it; else one a
            side, of different sizes, numbered by SentencePiece with ``<pad>`` in row 2.
        learned_positions: The encoder's positions are moved away from the sinusoids.
        steps: Training steps.
    """
    import torch
    from transformers import MarianConfig, MarianMTModel

    folder.mkdir(parents=True, exist_ok=True)
    pairs = corpus()
    _train_pieces(folder / "source.spm", [source for source, _ in pairs], 120, bos_id=-1, eos_id=0, unk_id=1, pad_id=2)
    _train_pieces(folder / "target.spm", [target for _, target in pairs], 90, bos_id=-1, eos_id=0, unk_id=1, pad_id=2)
    source, target = _numbers(folder, joint=joint)
    pad = source["<pad>"] if joint else 2
    torch.manual_seed(7)
    config = MarianConfig(
        vocab_size=len(source), decoder_vocab_size=len(target), share_encoder_decoder_embeddings=joint, d_model=48,
        encoder_layers=2, decoder_layers=2, encoder_ffn_dim=96, decoder_ffn_dim=96, encoder_attention_heads=4,
        decoder_attention_heads=4, dropout=0.0, activation_function="swish", scale_embedding=True,
        max_position_embeddings=64, eos_token_id=0, pad_token_id=pad, decoder_start_token_id=pad,
        forced_eos_token_id=None,
    )  # fmt: skip
    model = MarianMTModel(config)
    if learned_positions:
        weight = model.model.encoder.embed_positions.weight
        weight.data += 0.5 * torch.randn(weight.shape)
    _train(model, _encoded(folder / "source.spm", source, folder / "target.spm", target, pairs), steps, rate=5e-3)
    save_checkpoint(model, folder)
    return folder


def tiny_mt5(folder: Path, *, steps: int = 200) -> Path:
    """A trained mT5 checkpoint in `folder`: gated GELU, a head of its own, more rows than pieces."""
    import torch
    from transformers import MT5Config, MT5ForConditionalGeneration

    folder.mkdir(parents=True, exist_ok=True)
    pairs = corpus()
    texts = [text for pair in pairs for text in pair]
    _train_pieces(folder / "spiece.model", texts, 200, bos_id=-1, pad_id=0, eos_id=1, unk_id=2)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spiece.model"))
    rows = {pieces.id_to_piece(number): number for number in range(pieces.get_piece_size())}
    torch.manual_seed(7)
    config = MT5Config(
        vocab_size=len(rows) + 12, d_model=48, d_kv=12, d_ff=96, num_layers=2, num_decoder_layers=2, num_heads=4,
        relative_attention_num_buckets=8, relative_attention_max_distance=16, dropout_rate=0.0,
        feed_forward_proj="gated-gelu", decoder_start_token_id=0, pad_token_id=0, eos_token_id=1,
    )  # fmt: skip
    model = MT5ForConditionalGeneration(config)
    # transformers 5 ties the head; mT5's is its own.
    model.lm_head.weight = torch.nn.Parameter(0.05 * torch.randn(config.vocab_size, config.d_model))
    _train(model, _encoded(folder / "spiece.model", rows, folder / "spiece.model", rows, pairs), steps, rate=5e-3)
    save_checkpoint(model, folder)
    return folder


def bundle(checkpoint: Path, kind: str, quantization: str = "float32") -> Bundle:
    """A bundle of `checkpoint` in a folder beside it, made where it is not there yet."""
    # Conversion loads torch.
    from mujaz.models.convert import About, write_bundle

    folder = checkpoint.parent / f"{kind}-{quantization}"
    if folder.exists():
        return open_bundle(folder)
    architecture = read_settings(checkpoint)["model_type"]
    about = About(
        name=f"tiny-{architecture}",
        version="1",
        task="summarize" if architecture == "mt5" else "translate",
        source=Source(repository="tests/checkpoints.py"),
        licence="Apache-2.0",
        generation=GenerationDefaults(beam_size=4, max_output_pieces=48),
    )
    return write_bundle(
        checkpoint, folder, about, quantization=quantization, format=kind, samples=samples(4), threads=1
    )


def samples(count: int) -> list[str]:
    """Sources of the grammar."""
    return [source for source, _ in corpus()[:count]]


def edited(checkpoint: Path, folder: Path, **settings: Any) -> Path:
    """A copy of `checkpoint` with other values in its ``config.json``."""
    shutil.copytree(checkpoint, folder)
    path = folder / "config.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **settings}), encoding="utf-8")
    return folder


def edit_weights(checkpoint: Path, edit: Callable[[dict[str, Any]], object]) -> Path:
    """Let `edit` change the weights of `checkpoint` in place."""
    from safetensors.torch import load_file, save_file

    state = load_file(checkpoint / "model.safetensors")
    edit(state)
    save_file({name: tensor.clone() for name, tensor in state.items()}, checkpoint / "model.safetensors")
    return checkpoint


def _train_pieces(path: Path, texts: list[str], size: int, **numbers: int) -> None:
    with path.open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts), model_writer=file, vocab_size=size, model_type="unigram",
            hard_vocab_limit=False, character_coverage=1.0, num_threads=1, minloglevel=2, **numbers,
        )  # fmt: skip


def _numbers(folder: Path, *, joint: bool) -> tuple[dict[str, int], dict[str, int]]:
    files = [
        sentencepiece.SentencePieceProcessor(model_file=str(folder / name)) for name in ("source.spm", "target.spm")
    ]
    sides = [[file.id_to_piece(number) for number in range(file.get_piece_size())] for file in files]
    if not joint:
        return {p: n for n, p in enumerate(sides[0])}, {p: n for n, p in enumerate(sides[1])}
    names = [piece for piece in dict.fromkeys(sides[0] + sides[1]) if piece != "<pad>"]
    both = {piece: number for number, piece in enumerate([*names, "<pad>"])}
    (folder / "vocab.json").write_text(json.dumps(both, ensure_ascii=False), encoding="utf-8")
    return both, both


def _encoded(
    source_file: Path, source: dict[str, int], target_file: Path, target: dict[str, int], pairs: list[tuple[str, str]]
) -> list[tuple[list[int], list[int]]]:
    reader = sentencepiece.SentencePieceProcessor(model_file=str(source_file))
    writer = sentencepiece.SentencePieceProcessor(model_file=str(target_file))
    return [
        (
            [source[p] for p in [*reader.encode(a, out_type=str), "</s>"]],
            [target[p] for p in [*writer.encode(b, out_type=str), "</s>"]],
        )
        for a, b in pairs
    ]


def _train(model: Any, pairs: list[tuple[list[int], list[int]]], steps: int, rate: float, size: int = 24) -> None:
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # so small a model only waits for a second one
    torch.set_flush_denormal(True)
    model.train()
    optimizer = torch.optim.Adam([weight for weight in model.parameters() if weight.requires_grad], lr=rate)
    # Down to zero in the last half: at a constant rate the last steps toss the weights about, and how far depends on
    # the processor.
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, 2 * (1 - step / steps)))
    for step in range(steps):
        batch = [pairs[(step * size + item) % len(pairs)] for item in range(size)]
        sources, mask = _padded([source for source, _ in batch], 0)
        labels, _ = _padded([target for _, target in batch], -100)
        logits = model(input_ids=sources, attention_mask=mask, labels=labels).logits
        # Smoothed: a model that is sure of all has log-probabilities near zero, and one text in each beam.
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), label_smoothing=0.1)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
    model.eval()
    torch.set_num_threads(threads)


def _padded(rows: list[list[int]], filling: int) -> tuple[Any, Any]:
    import torch

    width = max(len(row) for row in rows)
    numbers = torch.tensor([row + [filling] * (width - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
    return numbers, mask
