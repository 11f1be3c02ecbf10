"""The engines under contract: each engine on each tiny checkpoint, float32, one thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from mujaz.engines.seq2seq import Seq2SeqEngine
from tests import checkpoints

ENGINES = ("ctranslate2", "transformers")
MODELS = ("marian", "split", "mt5")
FORMATS = {"ctranslate2": "ctranslate2", "transformers": "safetensors"}

GetEngine = Callable[..., Seq2SeqEngine]


@pytest.fixture(scope="session")
def get_engine(marian_checkpoint: Path, split_checkpoint: Path, mt5_checkpoint: Path) -> GetEngine:
    """`get_engine("ctranslate2", "mt5")`: built once, loaded once."""
    folders = {"marian": marian_checkpoint, "split": split_checkpoint, "mt5": mt5_checkpoint}

    @cache
    def get(engine: str, model: str, quantization: str = "float32") -> Seq2SeqEngine:
        bundle = checkpoints.bundle(folders[model], FORMATS[engine], quantization)
        loaded = bundle.engine(engine=engine, threads=1)
        assert isinstance(loaded, Seq2SeqEngine)
        return loaded

    return get


@pytest.fixture(params=[(engine, model) for engine in ENGINES for model in MODELS], ids="-".join)
def engine(request: pytest.FixtureRequest, get_engine: GetEngine) -> Seq2SeqEngine:
    """Every engine on every checkpoint."""
    return get_engine(*request.param)
