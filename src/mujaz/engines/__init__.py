"""Engines turn a batch of strings into generations."""
