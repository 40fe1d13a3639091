"""Keeps the state of the war as of any day, from grounded claims: who held what, who fought whom."""
