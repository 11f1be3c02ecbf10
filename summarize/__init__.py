"""From an article to Arabic bullets with evidence."""

from mujaz.summarize.strategies.base import Candidate, Strategy
from mujaz.summarize.summarizer import STRATEGIES, Summarizer

__all__ = ["STRATEGIES", "Candidate", "Strategy", "Summarizer"]
