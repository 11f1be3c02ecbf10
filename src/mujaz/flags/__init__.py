"""Flags: what each says, how they are grouped, what a repair did."""
