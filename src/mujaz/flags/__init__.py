"""Flags: their sentences, how they are grouped, how repairs are described."""
