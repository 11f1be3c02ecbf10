"""The standard models: origin, terms, and the quality that their authors report.

The figures are the authors' own. They used other versions of the tools and other splits, so read them as orders of
magnitude.
"""

from __future__ import annotations

from dataclasses import dataclass

from mujaz.models.manifest import Format, GenerationDefaults, Task

REFERENCE = "-reference"
"""Suffix of a standard model's name that asks for its own weights, unconverted, for the transformers engine."""

BYTES_A_PARAMETER = 4
"""Most bytes of a checkpoint; one in half precision has half of them."""


@dataclass(frozen=True, slots=True)
class Published:
    """A score that the model's authors report.

    Attributes:
        test_set: The set that it was measured on.
        metric: As its authors name it.
        score: 0 to 100.
        by: Its author and the document that has it.
    """

    test_set: str
    metric: str
    score: float
    by: str


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive of OPUS-MT's own, with Marian's weights, from which a bundle is made without torch.

    Attributes:
        path: In OPUS-MT's store.
        digest: Its SHA-256.
        licence: The one that is in it.
    """

    path: str
    digest: str
    licence: str = "CC-BY-4.0"

    @property
    def release(self) -> str:
        """Return the name of the release, which is that of the archive."""
        return self.path.rpartition("/")[2].removesuffix(".zip")


@dataclass(frozen=True, slots=True)
class Standard:
    """A model that can be pulled by name.

    Attributes:
        name: The bundle's name.
        repository: On the hub.
        revision: A commit, or a branch if no commit could be verified when this was written; the commit that was
            fetched is recorded in the bundle either way.
        task: ``summarize`` or ``translate``.
        licence: Of the weights, as an SPDX identifier.
        attribution: Names that must be credited.
        parameters: About how many, in millions; a checkpoint has four bytes for each, or two.
        generation: The options that its authors generate with.
        published: The scores that they report.
        trim: Whether its vocabulary is cut to the pieces of Arabic news: most of mT5's is for other languages.
        format: Of the bundle that is pulled by the name alone.
        download_bytes: Bytes that are downloaded, if they are known; else they follow from the parameters.
        restriction: Terms to agree to before it is pulled; empty if the licence lets everyone use it.
        archive: The model as its authors trained it, which is taken if torch is not installed.
    """

    name: str
    repository: str
    revision: str
    task: Task
    licence: str
    attribution: tuple[str, ...]
    parameters: int
    generation: GenerationDefaults
    published: tuple[Published, ...]
    trim: bool = False
    format: Format = "ctranslate2"
    download_bytes: int = 0
    restriction: str = ""
    archive: Archive | None = None

    @property
    def checkpoint_bytes(self) -> int:
        """Return about how many bytes are downloaded, at most."""
        return self.download_bytes or self.parameters * 1_000_000 * BYTES_A_PARAMETER


_XLSUM = "csebuetnlp/xl-sum, README"
_OPUS = "OPUS-MT leaderboard and model card"
_FIREFOX = "mozilla/firefox-translations-models, models/base-memory/aren/metadata.json"

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
        archive=Archive(
            "Tatoeba-MT-models/ara-eng/opusTCv20210807+bt_transformer-big_2022-03-09.zip",
            "b2440a530982ada0823cd4718d6be2b8669a38db348f11bc289ac4af6d30f0e2",
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
        archive=Archive(
            "OPUS-MT-models/ar-en/opus-2019-12-18.zip",
            "2406c939b175616789999f370a3f487e90cd018e4590e8679cf91ee8caff2416",
        ),
    ),
    Standard(
        name="firefox-ar-en",
        repository="mozilla/firefox-translations-models",
        revision="released",
        task="translate",
        licence="MPL-2.0",
        attribution=(
            "Mozilla, Firefox Translations, MPL-2.0",
            "The Bergamot project (Horizon 2020, grant agreement 825303), which made the engine that it runs on",
        ),
        parameters=31,
        generation=GenerationDefaults(beam_size=1, max_input_pieces=128, max_output_pieces=256),
        published=(
            Published("FLORES", "BLEU", 38.3, _FIREFOX),
            Published("FLORES", "COMET", 85.99, _FIREFOX),
        ),
        format="firefox",
        download_bytes=32_000_000,
    ),
)

ALIASES = {"firefox": "firefox-ar-en"}
"""Short names for the command that pulls a model."""


def find_standard(name: str) -> Standard | None:
    """Find a standard model by its name, with or without `REFERENCE` behind it; None if the name is another."""
    plain = name.removesuffix(REFERENCE)
    return next((model for model in STANDARD if model.name == plain), None)


def find_by_repository(repository: str) -> Standard | None:
    """Find the standard model of a repository; None if it is another repository."""
    return next((model for model in STANDARD if model.repository.lower() == repository.lower()), None)
