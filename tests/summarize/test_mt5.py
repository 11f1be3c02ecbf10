"""Bullets from a summarizer's outputs, with an engine that says what the test wants."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from mujaz.engines.base import Generation, GenerationOptions
from mujaz.errors import ModelError
from mujaz.models.bundle import Bundle
from mujaz.profiles import load_profile
from mujaz.summarize.strategies import mt5
from mujaz.summarize.strategies.mt5 import Mt5
from mujaz.summarize.summarizer import Summarizer
from mujaz.types import Article
from tests.fakes import FakeEngine, hypothesis
from tests.summarize.documents import document

OPTIONS = GenerationOptions(max_input_pieces=31)
BRIDGE = (
    "افتتح الوزير أمس جسرا جديدا فوق النهر الكبير يربط المدينة القديمة بالميناء الشمالي بعد عامين من العمل المتواصل"
    " في البناء والترميم."
)
COST = (
    "كلف المشروع الذي نفذته شركات محلية مبلغ عشرين مليون دينار دفعت الحكومة نصفها ودفع المصرف المركزي ما بقي منها"
    " قبل نهاية العام."
)


def _strategy(*answers: str | Generation, options: GenerationOptions = OPTIONS) -> tuple[Mt5, FakeEngine]:
    engine = FakeEngine.queued(answers)
    return Mt5(engine, options), engine


def test_passages_of_all_documents_go_to_the_engine_in_one_call() -> None:
    strategy, engine = _strategy("افتتح الوزير جسرا جديدا", "كلف المشروع عشرين مليونا", "افتتح الوزير جسرا كبيرا")
    found = strategy.candidates([document(BRIDGE, COST), document(BRIDGE)])
    assert [sources for sources, _ in engine.calls] == [[BRIDGE, COST, BRIDGE]]
    assert [[one.text for one in group] for group in found] == [
        ["افتتح الوزير جسرا جديدا.", "كلف المشروع عشرين مليونا."],
        ["افتتح الوزير جسرا كبيرا."],
    ]


def test_the_bundles_options_are_what_the_engine_is_given() -> None:
    strategy, engine = _strategy("افتتح الوزير جسرا جديدا")
    strategy.candidates([document(BRIDGE)])
    assert engine.calls[0][1] == OPTIONS


@pytest.mark.parametrize(("spare", "passages"), [(3, 1), (2, 2)])
def test_room_is_left_for_the_end_of_the_input(spare: int, passages: int) -> None:
    # A piece for each word, one for the space after each sentence, one for </s>.
    room = len(f"{BRIDGE} {COST}".split()) + spare
    strategy, engine = _strategy("", "", options=GenerationOptions(max_input_pieces=room))
    strategy.candidates([document(BRIDGE, COST)])
    assert len(engine.calls[0][0]) == passages


def test_several_sentences_in_one_output_become_several_bullets() -> None:
    strategy, _ = _strategy("افتتح الوزير جسرا جديدا. وكلف المشروع عشرين مليون دينار.")
    (found,) = strategy.candidates([document(BRIDGE)])
    assert [one.text for one in found] == ["افتتح الوزير جسرا جديدا.", "وكلف المشروع عشرين مليون دينار."]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "<extra_id_0>",
        "الوزير الوزير الوزير الوزير الوزير",
        "the minister opened a bridge",
        " ".join(f"كلمة{chr(1569 + n)}{chr(1570 + n)}" for n in range(1, 40)),
        Generation((hypothesis("افتتح الوزير جسرا جديدا فوق", finished=False),), pieces_in=20, truncated=False),
    ],
)
def test_a_sentence_of_the_article_stands_in_for_an_unusable_output(answer: str | Generation) -> None:
    strategy, _ = _strategy(answer)
    (found,) = strategy.candidates([document(BRIDGE)])
    assert [one.text for one in found] == [BRIDGE]
    assert [(flag.kind, flag.severity) for flag in found[0].flags] == [("source-sentence", "info")]


def test_the_stand_in_is_the_passages_best_sentence() -> None:
    small = document("هل يكفي ذلك؟", "سافر المدير صباحا إلى الجبل.", BRIDGE, title="الوزير يفتتح جسرا فوق النهر")
    strategy, _ = _strategy("", options=GenerationOptions())
    (found,) = strategy.candidates([small])
    assert [one.text for one in found] == [BRIDGE]


def test_a_passage_too_short_for_the_model_is_not_given_to_it() -> None:
    strategy, engine = _strategy()
    (found,) = strategy.candidates([document("افتتح الوزير الجسر أمس.")])
    assert engine.calls[0][0] == []
    assert [one.text for one in found] == ["افتتح الوزير الجسر أمس."]


def test_what_the_model_could_not_read_to_the_end_is_flagged() -> None:
    cut = Generation((hypothesis("افتتح الوزير جسرا جديدا."),), pieces_in=512, truncated=True)
    strategy, _ = _strategy(cut)
    (found,) = strategy.candidates([document(BRIDGE)])
    assert [(flag.kind, flag.severity) for flag in found[0].flags] == [("truncated", "warning")]


def test_bullets_come_in_article_order_with_the_evidence_of_their_passage() -> None:
    strategy, _ = _strategy("افتتح الوزير جسرا جديدا", "كلف المشروع عشرين مليون دينار")
    small = document(BRIDGE, COST, "قليل.", "قصير.")
    bullets = Summarizer(strategy=strategy).summarize_documents([small])[0]
    assert [bullet.ar for bullet in bullets] == ["افتتح الوزير جسرا جديدا.", "كلف المشروع عشرين مليون دينار."]
    assert [[one.text for one in bullet.evidence] for bullet in bullets] == [[BRIDGE], [COST]]


def test_an_invented_bullet_is_flagged_severe() -> None:
    strategy, _ = _strategy("فاز المنتخب بكأس البطولة")
    (bullet,) = Summarizer(strategy=strategy).summarize_documents([document(BRIDGE)])[0]
    assert [(flag.kind, flag.severity) for flag in bullet.flags] == [("unsupported", "severe")]


def test_a_profile_without_summarizer_says_how_to_get_one() -> None:
    with pytest.raises(ModelError, match="summarizer"):
        Summarizer("auto", strategy="mt5")


def test_a_translator_is_no_summarizer(mt5_bundle: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = mt5_bundle.manifest.model_copy(update={"task": "translate"})
    monkeypatch.setattr(mt5, "open_bundle", lambda _name: dataclasses.replace(mt5_bundle, manifest=manifest))
    with pytest.raises(ModelError, match="no summarizer"):
        Mt5.from_profile(load_profile("auto", summarizer="translator"))


def test_a_real_mt5_runs_end_to_end(mt5_bundle: Bundle, examples: Path) -> None:
    text = (examples / "politics.txt").read_text(encoding="utf-8")
    summarizer = Summarizer("auto", strategy="mt5", summarizer=str(mt5_bundle.path))
    article = Article(id="politics", text=text)
    bullets = summarizer.summarize(article)
    assert [bundle.digest for bundle in summarizer.bundles] == [mt5_bundle.digest]
    assert 1 <= len(bullets) <= 5
    for bullet in bullets:
        assert bullet.evidence
        assert all(one.text == text[one.start : one.end] for one in bullet.evidence)
    assert summarizer.summarize(article) == bullets
