"""The standard models: where they come from, on which terms, and what their authors say of their quality.

Figures are the authors' own, measured by other versions of the tools on other splits than ours: orders of magnitude.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mujaz.models.manifest import GenerationDefaults

REFERENCE = "-reference"
"""What follows a standard model's name where its own weights are wanted, unconverted, for the transformers engine."""

BYTES_A_PARAMETER = 4
"""Most that a checkpoint takes; one in half precision takes half."""


@dataclass(frozen=True, slots=True)
class Published:
    """A score that the model's authors report.

    Attributes:
        test_set: What it was measured on.
        metric: As its authors name it.
        score: 0 to 100.
        by: Who says so, and where.
    """

    test_set: str
    metric: str
    score: float
    by: str


@dataclass(frozen=True, slots=True)
class Standard:
    """A model that can be pulled by name.

    Attributes:
        name: The bundle's name.
        repository: On the hub.
        revision: A commit, or a branch where no commit could be verified when this was written; what was fetched is
            recorded in the bundle either way.
        task: What it does.
        licence: Of the weights, as an SPDX identifier.
        attribution: Whom to name.
        parameters: About how many, in millions; a checkpoint has four bytes for each, or two.
        generation: How its authors generate with it.
        published: What they report.
        trim: Whether its vocabulary is cut to what Arabic news needs: most of mT5's is for other languages.
        restriction: What must be agreed to before it is pulled; empty where the licence lets everyone use it.
    """

    name: str
    repository: str
    revision: str
    task: Literal["summarize", "translate"]
    licence: str
    attribution: tuple[str, ...]
    parameters: int
    generation: GenerationDefaults
    published: tuple[Published, ...]
    trim: bool = False
    restriction: str = ""

    @property
    def checkpoint_bytes(self) -> int:
        """About how much is downloaded, at most."""
        return self.parameters * 1_000_000 * BYTES_A_PARAMETER


_XLSUM = "csebuetnlp/xl-sum, README"
_OPUS = "OPUS-MT leaderboard and model card"

STANDARD = (
    Standard(
        name="mt5-xlsum",
        repository="csebuetnlp/mT5_multilingual_XLSum",
        revision="2437a524effdbadc327ced84595508f1e32025b3",
        task="summarize",
        licence="CC-BY-NC-SA-4.0",
        attribution=(
            "Hasan et al. 2021, XL-Sum: Large-Scale Multilingual Abstractive Summarization for 44 Languages "
            "(csebuetnlp), CC BY-NC-SA 4.0",
            "google/mt5-base (Xue et al. 2021), Apache-2.0",
        ),
        parameters=582,
        # max_length=84 of the authors counts the token that starts the decoder; ours does not.
        generation=GenerationDefaults(
            beam_size=4, max_input_pieces=512, max_output_pieces=83, length_penalty=0.6, no_repeat_ngram_size=2
        ),
        published=(
            Published("XL-Sum Arabic test", "ROUGE-1", 34.91, _XLSUM),
            Published("XL-Sum Arabic test", "ROUGE-2", 14.79, _XLSUM),
            Published("XL-Sum Arabic test", "ROUGE-L", 29.16, _XLSUM),
        ),
        trim=True,
        restriction=(
            "CC BY-NC-SA 4.0: the weights may not be used commercially, and what is made from them must be shared "
            "under the same licence. https://creativecommons.org/licenses/by-nc-sa/4.0/"
        ),
    ),
    Standard(
        name="opus-mt-tc-big-ar-en",
        repository="Helsinki-NLP/opus-mt-tc-big-ar-en",
        revision="main",
        task="translate",
        licence="CC-BY-4.0",
        attribution=(
            "Language Technology Research Group at the University of Helsinki, OPUS-MT (Tiedemann and Thottingal 2020) "
            "and the Tatoeba Translation Challenge (Tiedemann 2020), CC BY 4.0",
        ),
        parameters=240,
        generation=GenerationDefaults(beam_size=4, max_input_pieces=512, max_output_pieces=512, length_penalty=1.0),
        published=(
            Published("FLORES-101 devtest", "BLEU", 42.6, _OPUS),
            Published("FLORES-101 devtest", "chrF", 67.0, _OPUS),
        ),
    ),
    Standard(
        name="opus-mt-ar-en",
        repository="Helsinki-NLP/opus-mt-ar-en",
        revision="main",
        task="translate",
        licence="Apache-2.0",
        attribution=(
            "Language Technology Research Group at the University of Helsinki, OPUS-MT (Tiedemann and Thottingal "
            "2020), Apache-2.0",
        ),
        parameters=76,
        generation=GenerationDefaults(beam_size=4, max_input_pieces=512, max_output_pieces=512, length_penalty=1.0),
        published=(
            Published("FLORES-101 devtest", "BLEU", 33.9, _OPUS),
            Published("FLORES-101 devtest", "chrF", 61.0, _OPUS),
        ),
    ),
)


def standard(name: str) -> Standard | None:
    """The standard model of that name, with or without `REFERENCE` behind it; None if it is none."""
    plain = name.removesuffix(REFERENCE)
    return next((model for model in STANDARD if model.name == plain), None)


def standard_of(repository: str) -> Standard | None:
    """The standard model of that repository; None if it is none."""
    return next((model for model in STANDARD if model.repository.lower() == repository.lower()), None)
