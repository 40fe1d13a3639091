"""Ground: who, where and when a claim means."""
