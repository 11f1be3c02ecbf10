"""From an article to Arabic bullets with evidence."""

from mujaz.summarize.strategies.base import Candidate, Strategy
from mujaz.summarize.strategies.registry import STRATEGIES
from mujaz.summarize.summarizer import Summarizer

__all__ = ["STRATEGIES", "Candidate", "Strategy", "Summarizer"]
