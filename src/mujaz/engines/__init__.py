"""Engines turn a batch of strings into generations."""

from mujaz.engines.base import Engine, Generation, GenerationOptions, Hypothesis

__all__ = ["Engine", "Generation", "GenerationOptions", "Hypothesis"]
