"""One summary an article: of its beginning, whole, as the papers have it."""

from __future__ import annotations

from mujaz.engines.base import GenerationOptions
from mujaz.summarize.strategies.mt5 import Mt5Single
from mujaz.summarize.summarizer import Summarizer
from tests.fakes import FakeEngine
from tests.summarize.documents import document
from tests.summarize.test_mt5 import BRIDGE, COST

WRITTEN = "افتتح الوزير جسرا جديدا. كلف المشروع عشرين مليون دينار."


def strategy(answer: str, pieces: int = 512) -> tuple[Mt5Single, FakeEngine]:
    engine = FakeEngine.queued([answer] * 2)
    return Mt5Single(engine, GenerationOptions(max_input_pieces=pieces)), engine


def test_all_that_the_model_writes_for_an_article_is_one_bullet() -> None:
    single, engine = strategy(WRITTEN)
    found = single.candidates([document(BRIDGE, COST), document(COST)])
    assert [sources for sources, _ in engine.calls] == [[f"{BRIDGE} {COST}", COST]]
    assert [[candidate.text for candidate in group] for group in found] == [[WRITTEN], [WRITTEN]]


def test_the_model_reads_as_much_of_the_beginning_as_it_can() -> None:
    room = len(BRIDGE.split())
    single, engine = strategy(WRITTEN, pieces=room)
    ((candidate,),) = single.candidates([document(BRIDGE, COST)])
    assert engine.calls[0][0] == [BRIDGE]
    assert [sentence.text for sentence in candidate.sentences] == [BRIDGE]
    longer, engine = strategy(WRITTEN, pieces=room + 1)
    longer.candidates([document(BRIDGE, COST)])
    assert engine.calls[0][0] == [f"{BRIDGE} {COST}"]


def test_a_sentence_of_the_article_stands_in_for_what_the_model_did_not_write() -> None:
    single, _ = strategy("")
    ((candidate,),) = single.candidates([document(BRIDGE, COST)])
    assert candidate.text in (BRIDGE, COST)
    assert [flag.kind for flag in candidate.flags] == ["source-sentence"]


def test_a_brief_has_that_one_bullet_with_its_evidence() -> None:
    single, _ = strategy(WRITTEN)
    (bullet,) = Summarizer(strategy=single, bullets=5).summarize_documents([document(BRIDGE, COST)])[0]
    assert bullet.ar == WRITTEN
    assert [one.text for one in bullet.evidence] == [BRIDGE, COST]
