"""An article of our own, and what is taken from it."""

from __future__ import annotations

from mujaz.checks.article import ArticleFacts
from mujaz.checks.english import Subject
from mujaz.text.document import Document, read_document
from mujaz.types import Article, Bullet, Evidence

DAM = "افتتح وزير الري يوم الثلاثاء سدا جديدا في الجنوب بعد عمل دام أربعة أعوام."
COST = "وبلغت تكلفة السد 350 مليون دولار، وشارك في بنائه نحو 2000 عامل."
PLANS = "ولم يذكر الوزير متى يبدأ بناء السد الثاني."
TEXT = f"{DAM}\n{COST}\n{PLANS}"


def document(text: str = TEXT, title: str = "") -> Document:
    """The article read."""
    return read_document(Article(id="dam", text=text, title=title))


def facts(text: str = TEXT, title: str = "") -> ArticleFacts:
    """Its facts."""
    return ArticleFacts(document(text, title))


def subject(arabic: str, text: str = TEXT) -> Subject:
    """A bullet of it that is to be rendered."""
    return Subject(arabic, facts(text))


def bullet(arabic: str, *sentences: str) -> Bullet:
    """A bullet that rests on some of the article's sentences."""
    spans = [(TEXT.index(one), TEXT.index(one) + len(one)) for one in sentences]
    evidence = tuple(Evidence(start=start, end=end, text=TEXT[start:end]) for start, end in spans)
    return Bullet(ar=arabic, evidence=evidence)
