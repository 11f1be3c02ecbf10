"""Numbers and dates of Arabic and English text, normalized so that they can be compared across both."""
