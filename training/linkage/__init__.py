"""The weights of linkage."""
