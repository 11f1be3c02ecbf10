"""How near a grafted Marian encoder is to the pretrained one, before any training. Needs the extras [torch,graft].

    python benchmarks/graft_likeness.py

Prints the mean cosine between what the encoders yield for the pieces of a few sentences, less the sentence's mean.
"""

from __future__ import annotations

import math

import numpy as np
import sentencepiece as spm
import torch
from torch.nn.functional import cosine_similarity, gelu, layer_norm

from mujaz.training.e5 import E5, load_e5
from mujaz.training.graft import fold_embeddings
from mujaz.training.vocabulary import choose_needed_pieces

LAYERS = 8
BEGIN, END = 0, 2  # E5's rows of <s> and </s>
SENTENCES = (
    "انطلقت في العاصمة أمس اجتماعات وزراء الداخلية والعدل في دول الاتحاد التي تستمر يومين",
    "قال الرئيس إن الانتخابات ستجرى في 12 يونيو المقبل",
    "Die Regierung hat am Montag neue Maßnahmen angekündigt.",
)


def bert_states(e5: E5, rows: list[int], layers: int, *, first_position: int) -> torch.Tensor:
    """BERT's forward pass written out: states (pieces, width) after `layers` layers."""
    words = torch.from_numpy(e5.matrix("emb.word", np.array(rows)))
    positions = _vector(e5, "emb.pos").view(-1, e5.width)[first_position : first_position + len(rows)]
    return encoder_states(e5, _norm(e5, words + positions + _vector(e5, "emb.type")[: e5.width], "emb.ln"), layers)


def encoder_states(e5: E5, x: torch.Tensor, layers: int) -> torch.Tensor:
    """The encoder's layers over embedded pieces `x` (pieces, width)."""
    for layer in range(layers):
        q, k, v = (_linear(e5, x, f"l{layer}.{part}").view(len(x), e5.heads, -1).transpose(0, 1) for part in "qkv")
        attention = torch.softmax(q @ k.transpose(1, 2) / math.sqrt(e5.width // e5.heads), -1) @ v
        attended = _linear(e5, attention.transpose(0, 1).reshape(len(x), -1), f"l{layer}.ao")
        x = _norm(e5, x + attended, f"l{layer}.aln")
        x = _norm(e5, x + _linear(e5, gelu(_linear(e5, x, f"l{layer}.fi")), f"l{layer}.fo"), f"l{layer}.oln")
    return x


def _vector(e5: E5, name: str) -> torch.Tensor:
    return torch.from_numpy(e5.vector(name))


def _linear(e5: E5, x: torch.Tensor, name: str) -> torch.Tensor:
    return x @ torch.from_numpy(e5.matrix(f"{name}.w")).T + _vector(e5, f"{name}.b")


def _norm(e5: E5, x: torch.Tensor, name: str) -> torch.Tensor:
    return layer_norm(x, (e5.width,), _vector(e5, f"{name}.w"), _vector(e5, f"{name}.b"), 1e-12)


def _folded(e5: E5, rows: list[int], *, positions: bool, first_position: int = 0) -> torch.Tensor:
    """What a grafted Marian encoder yields for these rows."""
    words, learned = fold_embeddings(e5, rows)
    x = torch.from_numpy(words) * math.sqrt(e5.width)
    if positions:
        x = x + torch.from_numpy(np.roll(learned, -first_position, axis=0))[: len(rows)]
    return encoder_states(e5, x, LAYERS)


def main() -> None:
    """Print a row for each sentence."""
    e5 = load_e5()
    model, kept = choose_needed_pieces(e5, SENTENCES, 1)
    pieces = spm.SentencePieceProcessor(model_proto=model)
    print("  with <s>  from 0      from 1      no positions")
    for sentence in SENTENCES:
        rows = [kept[number] for number in pieces.encode(sentence)]
        whole = [BEGIN, *rows, END]
        pretrained = bert_states(e5, whole, LAYERS, first_position=0)[1:-1]
        variants = (
            _folded(e5, whole, positions=True, first_position=0)[1:-1],
            _folded(e5, whole[1:], positions=True, first_position=0)[:-1],
            _folded(e5, whole[1:], positions=True, first_position=1)[:-1],
            _folded(e5, whole[1:], positions=False)[:-1],
        )
        mean = pretrained.mean(0)
        likeness = (cosine_similarity(states - mean, pretrained - mean).mean().item() for states in variants)
        print("  ".join(f"{value:10.3f}" for value in likeness))


if __name__ == "__main__":
    main()
