"""Reads what editors and translators changed in a document, or in a file of a translation tool, and sent back."""
