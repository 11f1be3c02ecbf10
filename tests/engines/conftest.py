"""The engines under contract: each on each tiny checkpoint, float32, one thread; Firefox's on a real model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from mujaz.engines.base import Engine
from mujaz.engines.seq2seq import Seq2SeqEngine
from mujaz.models.bundle import Bundle
from tests import checkpoints, firefox_model

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


@dataclass(frozen=True)
class Subject:
    """An engine, and at least six sentences that its model can translate, the first of few pieces."""

    engine: Engine
    sentences: list[str]

    @property
    def mixed(self) -> list[str]:
        """Short, long, blank and unknown sources, so that batches reorder them."""
        first, second, third, fourth, *_ = self.sentences
        return [first, "", first.split()[0], f"{second} {third}", "   ", "☃ \u2603\u0f3a", fourth]


@pytest.fixture(
    params=[(engine, model) for engine in ENGINES for model in MODELS] + [("firefox", "pt-en")], ids="-".join
)
def subject(request: pytest.FixtureRequest) -> Subject:
    """Every engine on every model, for what holds of all of them."""
    name, model = request.param
    if name == "firefox":
        return Subject(request.getfixturevalue("firefox_engine"), list(firefox_model.SENTENCES))
    sentences = [source for source, _ in checkpoints.corpus()[:6]]
    return Subject(request.getfixturevalue("get_engine")(name, model), sentences)


@pytest.fixture(scope="session")
def firefox_engine(request: pytest.FixtureRequest) -> Engine:
    """Firefox's engine on a real model."""
    bundle: Bundle = request.getfixturevalue("firefox_bundle")
    return bundle.engine()


@pytest.fixture(params=[(engine, model) for engine in ENGINES for model in MODELS], ids="-".join)
def engine(request: pytest.FixtureRequest, get_engine: GetEngine) -> Seq2SeqEngine:
    """Every engine on every checkpoint."""
    return get_engine(*request.param)
