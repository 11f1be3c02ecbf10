"""Arabic text: decoding, cleaning with a map back, sentences, passages, clauses."""
