"""Profiles and training recipes, TOML."""
