"""The pieces of a Word document, each after what the specification (ECMA-376) wants for text from right to left."""
