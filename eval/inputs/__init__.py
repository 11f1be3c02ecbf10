"""The inputs of an evaluation: runs, references, systems to compare, and where they are kept meanwhile."""
