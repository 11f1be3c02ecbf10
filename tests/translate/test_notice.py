"""Which translators' English carries the notice."""

import pytest

from mujaz.models.manifest import Manifest, Quality, Source
from mujaz.translate.translator import find_notice

GIST = "machine gist, not for publication"


def manifest(*scores: tuple[str, str, float], repository: str = "some/where") -> Manifest:
    return Manifest(
        name="some",
        version="1",
        task="translate",
        architecture="marian",
        source=Source(repository=repository),
        licence="Apache-2.0",
        files={},
        format="ctranslate2",
        quality=[Quality(test_set=t, metric=m, score=s, signature="") for t, m, s in scores],
    )


@pytest.mark.parametrize(
    "scores",
    [
        [],
        [("flores200-devtest", "chrF2", 54.9)],
        [("tico19", "chrF2", 60.0)],
        [("flores200-devtest", "BLEU", 60.0)],
    ],
    ids=["not measured", "under the bound", "measured on another set", "measured by another metric"],
)
def test_is_given(scores):
    assert find_notice(manifest(*scores)) == GIST


def test_is_not_given_at_the_bound():
    assert find_notice(manifest(("flores200-devtest", "BLEU", 20.0), ("flores200-devtest", "chrF2", 55.0))) is None


def test_is_not_given_for_a_standard_model_that_its_authors_measured():
    assert find_notice(manifest(repository="Helsinki-NLP/opus-mt-ar-en")) is None
    assert find_notice(manifest(repository="mozilla/firefox-translations-models")) is None


def test_is_given_for_a_standard_model_that_was_measured_worse_here():
    worse = manifest(("flores200-devtest", "chrF2", 54.0), repository="Helsinki-NLP/opus-mt-ar-en")
    assert find_notice(worse) == GIST
