"""Writes events in the formats of others: their columns, codes and rules, from one view of an event."""
