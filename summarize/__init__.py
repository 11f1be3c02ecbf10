"""From an article to Arabic bullets with evidence."""
