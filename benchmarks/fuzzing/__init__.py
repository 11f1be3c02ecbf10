"""Hostile inputs: what is fed, how inputs are made, and a small corpus to begin from."""
