"""Dates and clock times of both languages."""
