"""Tests of pulling Firefox's models."""
