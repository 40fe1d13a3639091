"""Shipped data, and the only code that opens it."""
