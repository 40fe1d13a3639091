"""Reconciles the claims of many reports: which tell one event, and why."""
