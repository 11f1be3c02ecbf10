"""What a brief must say about the model behind its English."""

from __future__ import annotations

from mujaz.flags.catalogue import WORDINGS
from mujaz.models.manifest import Manifest
from mujaz.models.registry.catalogue import find_by_repository

TEST_SET, METRIC = "flores200-devtest", "chrF2"

PUBLISHED_TEST_SET, PUBLISHED_METRIC = "FLORES-101 devtest", "chrF"
"""What the authors of standard models report: the same sentences in an earlier edition."""

PUBLISHABLE = 55.0
"""Least chrF2 on flores200-devtest of a translator whose English goes out without a notice.

It was 45 at first. The embedded translator reached 46.5, and its English still had made-up names and lost clauses, read
side by side with the Arabic; the weakest published standard model has 61.
"""

GIST = WORDINGS["notice"].en


def notice(manifest: Manifest) -> str | None:
    """The notice that this translator's English carries; None for a model that is good enough.

    That is one which was measured so, or a standard model of which its authors say so: its conversion was compared with
    the original. Where it was measured as well, the lower score counts.
    """
    scores = [quality.score for quality in manifest.quality if (quality.test_set, quality.metric) == (TEST_SET, METRIC)]
    scores += _published(manifest.source.repository)
    return None if scores and min(scores) >= PUBLISHABLE else GIST


def _published(repository: str) -> list[float]:
    model = find_by_repository(repository)
    reported = model.published if model else ()
    return [one.score for one in reported if (one.test_set, one.metric) == (PUBLISHED_TEST_SET, PUBLISHED_METRIC)]
