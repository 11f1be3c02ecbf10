"""An archive as OPUS-MT publishes them, made of a tiny checkpoint of transformers: Marian's names, layout and files."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mujaz.engines.checkpoint import load_checkpoint, save_checkpoint

MODEL = "opus.spm32k-spm32k.transformer-align.model1.npz.best-perplexity.npz"
VOCABULARY = "opus.spm32k-spm32k.vocab.yml"

SETTINGS = """
type: transformer
enc-depth: 2
dec-depth: 2
transformer-heads: 4
transformer-ffn-activation: swish
transformer-preprocess: ""
transformer-postprocess: dan
transformer-postprocess-emb: d
transformer-decoder-autoreg: self-attention
transformer-no-projection: false
tied-embeddings-all: true
"""

_BLOCKS = {"self": "self_attn", "context": "encoder_attn"}
_PROJECTIONS = {"q": "q_proj", "k": "k_proj", "v": "v_proj", "o": "out_proj"}

Weights = dict[str, npt.NDArray[np.generic]]


def make_published(checkpoint: Path, folder: Path) -> Path:
    """Copy a checkpoint; its ``<pad>`` becomes a row of zeros, as in those that were converted from Marian."""
    import torch

    model = load_checkpoint(checkpoint)
    with torch.no_grad():
        model.model.shared.weight[-1] = 0
        model.final_logits_bias[:] = torch.linspace(-0.2, 0.2, model.final_logits_bias.shape[1])
        model.final_logits_bias[0, -1] = 0
    shutil.copytree(checkpoint, folder)
    save_checkpoint(model, folder)
    return folder


def read_marian_weights(checkpoint: Path) -> Weights:
    """Return the weights of a checkpoint under Marian's names, ``<pad>`` left out."""
    state = {name: weight.numpy() for name, weight in load_checkpoint(checkpoint).state_dict().items()}
    weights: Weights = {
        "Wemb": state["model.shared.weight"][:-1],
        "decoder_ff_logit_out_b": state["final_logits_bias"][:, :-1],
        "special:model.yml": np.frombuffer(SETTINGS.encode() + b"\0", dtype=np.int8),
    }
    for side in ("encoder", "decoder"):
        for layer in (1, 2):
            old, new = f"model.{side}.layers.{layer - 1}", f"{side}_l{layer}"
            for short, long in _BLOCKS.items():
                if f"{old}.{long}.q_proj.weight" in state:
                    for letter, projection in _PROJECTIONS.items():
                        weights[f"{new}_{short}_W{letter}"] = state[f"{old}.{long}.{projection}.weight"].T
                        weights[f"{new}_{short}_b{letter}"] = state[f"{old}.{long}.{projection}.bias"][None]
                    _add_norm(weights, f"{new}_{short}_Wo_ln", state, f"{old}.{long}_layer_norm")
            for number in (1, 2):
                weights[f"{new}_ffn_W{number}"] = state[f"{old}.fc{number}.weight"].T
                weights[f"{new}_ffn_b{number}"] = state[f"{old}.fc{number}.bias"][None]
            _add_norm(weights, f"{new}_ffn_ffn_ln", state, f"{old}.final_layer_norm")
    return weights


def _add_norm(weights: Weights, new: str, state: Weights, old: str) -> None:
    weights[f"{new}_scale"], weights[f"{new}_bias"] = state[f"{old}.weight"][None], state[f"{old}.bias"][None]


def list_files(checkpoint: Path) -> dict[str, bytes]:
    """Return the files of the archive of a checkpoint, by their names."""
    numbers = json.loads((checkpoint / "vocab.json").read_text(encoding="utf-8"))
    del numbers["<pad>"]
    stream = io.BytesIO()
    np.savez(stream, **read_marian_weights(checkpoint))
    lines = (f"{json.dumps(piece, ensure_ascii=False)}: {number}\n" for piece, number in numbers.items())
    return {
        "README.md": b"# opus-2019-12-18.zip\n",
        "LICENSE": b"Attribution 4.0 International\n",
        "preprocess.sh": b"#!/bin/sh\nexit 1\n",
        "decoder.yml": f"models:\n  - {MODEL}\nvocabs:\n  - {VOCABULARY}\n  - {VOCABULARY}\nbeam-size: 6\n".encode(),
        MODEL: stream.getvalue(),
        VOCABULARY: "".join(lines).encode(),
        "source.spm": (checkpoint / "source.spm").read_bytes(),
        "target.spm": (checkpoint / "target.spm").read_bytes(),
    }


def write_archive(path: Path, files: dict[str, bytes]) -> Path:
    """Write an archive of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return path
