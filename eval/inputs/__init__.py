"""What an evaluation is made of: runs, references, systems to compare, and where they are kept meanwhile."""
