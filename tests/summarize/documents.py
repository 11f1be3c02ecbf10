"""Small documents."""

from __future__ import annotations

from mujaz.text.document import Document
from mujaz.types import Article, Sentence


def document(*sentences: str, title: str = "", deck: str = "") -> Document:
    """A document of these sentences, a paragraph each."""
    found, at = [], 0
    for index, text in enumerate(sentences):
        found.append(Sentence(text=text, start=at, end=at + len(text), index=index, paragraph=index))
        at += len(text) + 1
    article = Article(id="small", title=title, text="\n".join(sentences))
    return Document(article=article, title=title, deck=deck, sentences=tuple(found), dropped=())
