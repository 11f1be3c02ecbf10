"""What a translation must copy, numbers and words in Latin letters: is it there, and how to get it there."""
