"""How the shipped weights came about: one folder a model."""
