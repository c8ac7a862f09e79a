"""How well claims are found, on published sets."""
