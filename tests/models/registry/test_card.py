"""Model cards come from manifests, and the pages of the embedded bundles are what the manifests say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mujaz.models import Bundle, open_bundle
from mujaz.models.bundle import EMBEDDED
from mujaz.models.registry.card import card
from mujaz.models.registry.catalogue import STANDARD

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize("name", sorted(folder.name for folder in EMBEDDED.iterdir() if folder.is_dir()))
def test_the_page_of_an_embedded_bundle_is_its_card(name: str) -> None:
    """`mujaz models card NAME > docs/models/NAME.md` makes it again."""
    assert (DOCS / "models" / f"{name}.md").read_text(encoding="utf-8") == card(open_bundle(name))


def test_the_documentation_leads_to_the_card_of_every_embedded_bundle() -> None:
    page = (DOCS / "models.md").read_text(encoding="utf-8")
    assert [card.name for card in (DOCS / "models").glob("*.md") if f"(models/{card.name})" not in page] == []


def test_a_card_says_what_a_manifest_says(marian_bundle: Bundle) -> None:
    text = card(marian_bundle)
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
        assert f"[{model.repository}](https://huggingface.co/{model.repository})" in row
        assert f"| `{model.revision}` | {model.licence}" in row
        assert ("non-commercial" in row) == bool(model.restriction)
        assert f"- **{model.name}**: " in page


def test_figures_of_a_strangers_manifest_that_are_none_are_left_out(marian_bundle: Bundle) -> None:
    odd = {"a": {"largest": "x", "mean": None, "same_text": []}, "b": 3, "c": {"largest": 1}}
    stranger = replace(marian_bundle, manifest=marian_bundle.manifest.model_copy(update={"parity": odd}))
    assert "Fidelity" not in card(stranger)
