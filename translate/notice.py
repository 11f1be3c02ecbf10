"""What a brief must say about the model behind its English."""

from __future__ import annotations

from mujaz.flags import WORDINGS
from mujaz.models.manifest import Manifest

TEST_SET, METRIC = "flores200-devtest", "chrF2"

PUBLISHABLE = 45.0
"""Least chrF2 on flores200-devtest of a translator whose English goes out without a notice."""

GIST = WORDINGS["notice"].en


def notice(manifest: Manifest) -> str | None:
    """The notice that this translator's English carries; None for a model that was measured and is good enough."""
    scores = [quality.score for quality in manifest.quality if (quality.test_set, quality.metric) == (TEST_SET, METRIC)]
    return None if scores and min(scores) >= PUBLISHABLE else GIST
