"""Names of people, places and organizations in Arabic and English, and whether two of them name the same."""
