"""Keeps reports, claims, skips and runs in one DuckDB file, with one writer."""

from affray.store.derived import Pin, Told
from affray.store.reconciled import Made
from affray.store.store import Added, Store
from affray.store.summary import Aggregate, Killed, Summary

__all__ = ["Added", "Aggregate", "Killed", "Made", "Pin", "Store", "Summary", "Told"]
