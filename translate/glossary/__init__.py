"""Term lists: Arabic terms with the English that they must have and the English that they must not."""

from mujaz.translate.glossary.read import read_glossary
from mujaz.translate.glossary.terms import Glossary, Term

__all__ = ["Glossary", "Term", "read_glossary"]
