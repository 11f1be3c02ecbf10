"""The glossary in the translator, the brief and the commands, on the embedded model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mujaz.checks.window import label_headline
from mujaz.cli.main import cli
from mujaz.errors import InputError
from mujaz.translate import Translation, Translator
from mujaz.translate.glossary import read_glossary
from mujaz.types import Flag

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "glossary.toml"
SENTENCE = "تتوقع وزارة المالية أن ينمو الاقتصاد هذا العام."


def test_the_example_glossary_is_read() -> None:
    glossary = read_glossary(EXAMPLE)
    assert len(glossary.terms) == 10
    assert [term.english for term, _ in glossary.find("أقر برلمان ساحل المرجان القانون")] == [
        "parliament",
        "Coral Coast",
    ]


def _both(text: str) -> list[Translation]:
    """The English without the glossary, and with it."""
    return [Translator("embedded", threads=1, glossary=file).translate(text) for file in (None, str(EXAMPLE))]


def test_the_translator_replaces_what_the_glossary_forbids(tmp_path: Path) -> None:
    file = tmp_path / "glossary.toml"
    forbidden = '["Ministry of Finance", "Finance Ministry"]'
    file.write_text(f'[[term]]\nar = "وزارة المالية"\nen = "Treasury"\nforbidden = {forbidden}\n', encoding="utf-8")
    plain, kept = (Translator("embedded", threads=1, glossary=name).translate(SENTENCE) for name in (None, str(file)))
    assert "finance" in plain.text.lower()
    assert "The Treasury expects" in kept.text
    assert kept.flags == ()


def test_a_term_that_no_hypothesis_has_is_flagged_and_the_text_stays() -> None:
    text = "وصل الوفد إلى مرسى النخيل مساء أمس."
    plain, kept = _both(text)
    assert kept.text == plain.text
    assert [(flag.kind, flag.severity, flag.source) for flag in kept.flags] == [("glossary", "warning", "ar:14-25")]


def test_translate_takes_a_glossary_and_says_what_is_missing(tmp_path: Path) -> None:
    lines = tmp_path / "lines.txt"
    lines.write_text(f"{SENTENCE}\nوصل الوفد إلى مرسى النخيل مساء أمس.\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["translate", str(lines), "--profile", "embedded", "--glossary", str(EXAMPLE)])
    assert result.exit_code == 0
    assert "the finance ministry expects" in result.stdout.lower()
    assert "line 2: The glossary wants “Marsa Nakhil” for «مرسى النخيل»" in result.stderr


def test_a_brief_names_the_glossary(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(SENTENCE * 3, encoding="utf-8")
    arguments = ["brief", str(article), "--format", "json", "--glossary", str(EXAMPLE)]
    brief = json.loads(CliRunner().invoke(cli, arguments).stdout)
    assert brief["provenance"]["glossary"] == {"name": "glossary.toml", "sha256": read_glossary(EXAMPLE).sha256}


def test_a_glossary_that_cannot_be_read_is_wrong_input(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"glossary none\.csv cannot be read"):
        Translator("embedded", glossary=str(tmp_path / "none.csv"))


def test_flags_of_a_headline_keep_their_places() -> None:
    flag = Flag(kind="glossary", severity="warning", message="m", where="en:4-9", source="ar:0-3")
    (moved,) = label_headline(Translation("Some words", (flag,))).flags
    assert (moved.where, moved.source) == ("title_en:4-9", "title:0-3")
