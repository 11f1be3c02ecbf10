"""Making a source sentence fit to stand alone."""

from mujaz.summarize.trimming.sentence import close, trim

__all__ = ["close", "trim"]
