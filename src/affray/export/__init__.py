"""Writes what the store holds in formats of others, each with a report of what it could not hold."""
