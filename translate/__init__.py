"""From Arabic bullets to English."""
