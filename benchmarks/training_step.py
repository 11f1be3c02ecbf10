"""What a step of training costs: torch's fused attention or plain, whole logits or a few rows at a time. Needs [torch].

    python benchmarks/training_step.py

A Marian of the embedded translator's shape with random weights, batches of 3,000 random pieces in sentences of 30, one
thread, bf16 autocast. Each way runs in a process of its own, since what the C library does with memory is set once.
Prints the processor time and the peak memory of each way.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time

import torch
from transformers import MarianConfig, MarianMTModel

from mujaz.training.loss import compute_decoder_states, compute_vocabulary_loss
from mujaz.training.machine import keep_freed_memory

WAYS = ("sdpa whole", "eager whole", "eager rows", "eager rows kept")
SOURCES, TARGETS, WIDTH = 112_000, 16_000, 384
PIECES, LENGTH, STEPS = 3_000, 30, 6
Batch = dict[str, torch.Tensor]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    way = parser.parse_args().way
    if way is not None:
        print(measure(way))
        return
    print("| attention, logits, freed memory | processor seconds a step | peak MB |\n| --- | ---: | ---: |")
    for each in WAYS:
        command = [sys.executable, __file__, "--way", each]
        print(
            f"| {each} | {subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()} |",
            flush=True,
        )


def measure(way: str) -> str:
    attention, logits, *kept = way.split()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(0)
    if kept:
        keep_freed_memory()
    model = build(attention)
    optimizer = torch.optim.AdamW(model.parameters(), fused=True)
    step(model, optimizer, logits)
    before = time.process_time()
    for _ in range(STEPS):
        step(model, optimizer, logits)
    seconds = (time.process_time() - before) / STEPS
    return f"{seconds:.2f} | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,}"


def build(attention: str) -> MarianMTModel:
    config = MarianConfig(
        vocab_size=SOURCES,
        decoder_vocab_size=TARGETS,
        share_encoder_decoder_embeddings=False,
        d_model=WIDTH,
        encoder_layers=8,
        decoder_layers=3,
        encoder_ffn_dim=4 * WIDTH,
        decoder_ffn_dim=4 * WIDTH,
        encoder_attention_heads=12,
        decoder_attention_heads=12,
        dropout=0.0,
        attn_implementation=attention,
        pad_token_id=0,
        eos_token_id=1,
        decoder_start_token_id=0,
        forced_eos_token_id=None,
    )
    return MarianMTModel(config).train()


def step(model: MarianMTModel, optimizer: torch.optim.Optimizer, logits: str) -> None:
    shape = (PIECES // LENGTH, LENGTH)
    batch = {
        "input_ids": torch.randint(2, SOURCES, shape),
        "attention_mask": torch.ones(shape, dtype=torch.long),
        "decoder_input_ids": torch.randint(2, TARGETS, shape),
    }
    labels = torch.randint(2, TARGETS, shape)
    with torch.autocast("cpu", torch.bfloat16):
        loss = (whole if logits == "whole" else by_rows)(model, batch, labels)
    (loss / PIECES).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()


def whole(model: MarianMTModel, batch: Batch, labels: torch.Tensor) -> torch.Tensor:
    logits = model(**batch).logits.flatten(0, 1)
    return torch.nn.functional.cross_entropy(logits, labels.flatten(), label_smoothing=0.1, reduction="sum")


def by_rows(model: MarianMTModel, batch: Batch, labels: torch.Tensor) -> torch.Tensor:
    return compute_vocabulary_loss(
        compute_decoder_states(model, batch), model.lm_head.weight, model.final_logits_bias, labels, 0.1
    )


if __name__ == "__main__":
    main()
