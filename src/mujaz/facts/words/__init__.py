"""Words of both languages: tokens of grammar, lists, and words that are none."""
