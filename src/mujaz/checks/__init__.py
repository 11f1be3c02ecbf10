"""Faithful or flagged: what a brief says is held against its article, mended where it can be, else flagged."""
