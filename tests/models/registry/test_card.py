"""Model cards come from manifests, and the pages of the embedded bundles are what the manifests say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mujaz.models import Bundle, open_bundle
from mujaz.models.bundle import EMBEDDED
from mujaz.models.manifest import Failure, Quality, Source
from mujaz.models.registry.card import write_card
from mujaz.models.registry.catalogue import STANDARD

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize("name", sorted(folder.name for folder in EMBEDDED.iterdir() if folder.is_dir()))
def test_the_page_of_an_embedded_bundle_is_its_card(name: str) -> None:
    """`mujaz models card NAME > docs/models/NAME.md` makes it again."""
    assert (DOCS / "models" / f"{name}.md").read_text(encoding="utf-8") == write_card(open_bundle(name))


def test_the_documentation_leads_to_the_card_of_every_embedded_bundle() -> None:
    page = (DOCS / "models.md").read_text(encoding="utf-8")
    assert [card.name for card in (DOCS / "models").glob("*.md") if f"(models/{card.name})" not in page] == []


def test_a_card_says_what_a_manifest_says(marian_bundle: Bundle) -> None:
    text = write_card(marian_bundle)
    assert text.startswith("# tiny-marian 1\n\nA MarianMT model that translates Arabic news into English")
    assert "## Licence\n\n**Apache-2.0**\n" in text
    assert "`tests/checkpoints.py`." in text
    assert "## Measured quality\n\nNot measured.\n" in text
    assert "| `beam_size` | 4 |" in text
    assert f"| `model.bin` | `{marian_bundle.manifest.files['model.bin']}` |" in text


def test_the_documentation_names_every_standard_model_with_its_terms() -> None:
    page = (DOCS / "models.md").read_text(encoding="utf-8")
    for model in STANDARD:
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{model.name}` |")]
        site = "github.com" if model.format == "firefox" else "huggingface.co"
        assert f"[{model.repository}](https://{site}/{model.repository})" in row
        assert f"| `{model.revision}` | {model.licence}" in row
        assert ("non-commercial" in row) == bool(model.restriction)
        assert f"- **{model.name}**: " in page


def test_figures_of_a_strangers_manifest_that_are_none_are_left_out(marian_bundle: Bundle) -> None:
    odd = {"a": {"largest": "x", "mean": None, "same_text": []}, "b": 3, "c": {"largest": 1}}
    stranger = replace(marian_bundle, manifest=marian_bundle.manifest.model_copy(update={"parity": odd}))
    assert "Fidelity" not in write_card(stranger)


def test_a_card_says_of_a_figure_by_which_choices_were_made_that_it_is_no_test(marian_bundle: Bundle) -> None:
    scores = [
        Quality(test_set="dev", metric="chrF2", score=43.21, signature="chrF2|x", note="decoding was tuned on it"),
        Quality(test_set="dev", metric="BLEU", score=12, signature="BLEU|x", note="decoding was tuned on it"),
        Quality(test_set="test", metric="chrF2", score=41, signature="chrF2|x"),
    ]
    text = write_card(_with(marian_bundle, quality=scores))
    assert "| dev | chrF2 | `chrF2\\|x` | 43.2 |\n" in text
    assert "| test | chrF2 | `chrF2\\|x` | 41.0 |\n\n- dev: decoding was tuned on it.\n\n## For comparison" in text


def test_a_translator_is_held_against_what_the_standard_translators_published(marian_bundle: Bundle) -> None:
    text = write_card(marian_bundle)
    assert "| opus-mt-ar-en | FLORES-101 devtest | BLEU | OPUS-MT leaderboard and model card | 33.9 |" in text
    assert "mt5-xlsum" not in text
    pulled = write_card(_with(marian_bundle, source=Source(repository="Helsinki-NLP/opus-mt-ar-en", revision="1")))
    assert "| opus-mt-ar-en |" in pulled
    assert "opus-mt-tc-big-ar-en" not in pulled


def test_a_summarizer_has_a_card_with_its_own_figures_and_comparison(mt5_bundle: Bundle) -> None:
    training = {
        "recipe": "own",
        "hours": 6.25,
        "machine": "1 thread of a processor",
        "data": {"news.train.jsonl.gz": "gaps 1, titles 0.5"},
        "stages": {"copy": {"steps": 600.0, "development_loss": 3.1, "hours": 0.5}},
    }
    scores = [
        Quality(test_set="ant_bbc", metric="ROUGE-L", score=21.5, signature="rouge|ar"),
        Quality(test_set="ant_bbc", metric="unsupported numbers per 100 bullets", score=3, signature="mujaz|facts"),
    ]
    text = write_card(_with(mt5_bundle, task="summarize", training=training, quality=scores))
    assert "An mT5 model that summarizes Arabic news in Arabic: " in text
    assert "recipe: own; hours: 6.25; machine: 1 thread of a processor.\n" in text
    assert "| `news.train.jsonl.gz` | gaps 1, titles 0.5 |" in text
    assert "| `copy` | steps 600, development_loss 3.1, hours 0.5 |" in text
    assert "| ant_bbc | ROUGE-L | `rouge\\|ar` | 21.5 |" in text
    assert "| ant_bbc | unsupported numbers per 100 bullets | `mujaz\\|facts` | 3.0 |" in text
    assert "| mt5-xlsum | XL-Sum Arabic test | ROUGE-L | csebuetnlp/xl-sum, README | 29.2 |" in text


def test_known_failures_are_on_the_card_with_what_was_given_and_what_was_written(marian_bundle: Bundle) -> None:
    assert "Known failures" not in write_card(marian_bundle)
    failures = [Failure(what="the opposite", source="«أقل سوءاً»", written="a little | worse")]
    text = write_card(_with(marian_bundle, failures=failures))
    assert "## Known failures\n\n| what | given | written |\n| --- | --- | --- |\n" in text
    assert "| the opposite | «أقل سوءاً» | a little \\| worse |\n" in text


def test_the_card_of_the_embedded_translator_holds_what_a_reader_must_know() -> None:
    text = write_card(open_bundle("embedded-ar-en"))
    for needed in (
        "| ud-pud | chrF2 |",
        "- ud-pud: looked at while",
        "hours: 2.47",
        "step-600",  # the weights that it was trained on from
        "## Known failures",
        "33.9",
    ):
        assert needed in text, needed


def _with(bundle: Bundle, **fields: object) -> Bundle:
    return replace(bundle, manifest=bundle.manifest.model_copy(update=fields))
