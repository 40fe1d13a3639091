"""Writes what is told of a run of days as a page to print: map, events, figures, disagreements, sources."""
