"""Numbers of both languages."""
