"""Names spelled as the Arabic has them, and what flags say of it."""

from __future__ import annotations

import pytest

from mujaz.flags.catalogue import make_flag
from mujaz.models.bundle import Bundle
from mujaz.profiles import Profile
from mujaz.translate import Translation, Translator, translator
from mujaz.translate.copying.spelling import respell
from mujaz.translate.glossary.enforcement import keep_to
from mujaz.translate.glossary.term import Glossary, Term


def test_a_flag_tells_what_stood_there_and_where_it_stands_now() -> None:
    arabic = "انتقل من Wapping إلى Heimatschutz."
    made = respell(arabic, Translation("He went from Waping to Haimattschutz.", score=-0.5))
    assert made.text == "He went from Wapping to Heimatschutz."
    assert [(flag.kind, flag.severity, flag.where, flag.source) for flag in made.flags] == [
        ("corrected", "info", "en:13-20", "ar:9-16"),
        ("corrected", "info", "en:24-36", "ar:21-33"),
    ]
    assert made.flags[0].message == (
        "The translator had spelled “Waping”; the Arabic has “Wapping” in Latin letters, which was put in its place."
    )
    assert made.score == -0.5


def test_a_translation_without_slips_is_the_same_object() -> None:
    translation = Translation("He went to Wapping.", (make_flag("empty", "en"),))
    assert respell("ذهب إلى Wapping.", translation) is translation


def test_places_follow_what_the_glossary_changes_before_them() -> None:
    glossary = Glossary((Term(("وزارة الصحة",), "Health Ministry", forbidden=("Ministry of Hygiene",)),))
    arabic = "زارت وزارة الصحة Wapping"
    made = keep_to(glossary, arabic, respell(arabic, Translation("The Ministry of Hygiene visited Waping")))
    assert made.text == "The Health Ministry visited Wapping"
    (flag,) = made.flags
    assert flag.where == "en:28-35"


@pytest.mark.parametrize(
    ("setting", "english"), [({}, "Wapping"), ({"repair": False}, "Waping"), ({"checks": False}, "Waping")]
)
def test_the_profile_may_say_no(
    marian_bundle: Bundle, monkeypatch: pytest.MonkeyPatch, setting: dict[str, bool], english: str
) -> None:
    monkeypatch.setattr(translator, "translate_with", lambda _engine, _options, texts, _way: [Translation("Waping")])
    profile = Profile(name="tiny", translator=str(marian_bundle.path), threads=1, **setting)
    assert Translator(profile).translate("حي Wapping").text == english
