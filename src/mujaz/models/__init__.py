"""Bundles: models on disk, verified when loaded."""
