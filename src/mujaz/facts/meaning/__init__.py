"""Meaning: negation, hedges, speakers, and whether two texts agree in them."""
