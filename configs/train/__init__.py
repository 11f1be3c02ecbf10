"""Recipes for `mujaz train`, TOML."""
