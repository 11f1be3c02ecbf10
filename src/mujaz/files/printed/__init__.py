"""The text of printed pages (PDF), out of the places of their letters; `mujaz.files.formats.pdf` bounds it."""
