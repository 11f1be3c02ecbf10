"""Pages as people paste them: the headline is found, and the sentences are the story's."""

from __future__ import annotations

import pytest

from mujaz.summarize import Summarizer
from mujaz.text.document import read_document
from mujaz.types import Article
from tests.text.layouts import FACTORY, LAYOUTS, MATCH, WATER, WHEAT, Layout

PARAGRAPHS = {*FACTORY, *WATER, *MATCH, *WHEAT}
all_layouts = pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.name for layout in LAYOUTS])


def story_of(layout: Layout) -> list[str]:
    return [paragraph.strip() for paragraph in layout.story if paragraph.strip() in PARAGRAPHS]


@all_layouts
def test_the_headline_is_found_and_the_sentences_are_the_storys(layout: Layout) -> None:
    document = read_document(Article(id="page", text=layout.text))
    assert document.title == layout.headline.strip()
    assert [sentence.text for sentence in document.sentences] == story_of(layout)


@all_layouts
def test_the_bullets_are_the_storys_and_the_lead_is_among_them(layout: Layout) -> None:
    article = Article(id="page", text=layout.text)
    bullets = Summarizer(strategy="extractive").summarize(article)
    evidence = [" ".join(evidence.text.split()) for bullet in bullets for evidence in bullet.evidence]
    assert set(evidence) <= set(story_of(layout))
    assert evidence[0] == story_of(layout)[0]
