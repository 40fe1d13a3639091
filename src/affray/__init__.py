"""Affray reads reports of armed conflict and keeps every claim they make, with its sentence."""

__version__ = "0.1.0"
