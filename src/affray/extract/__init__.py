"""Extract: a report to its claims, as worded."""
