"""Points as well-known binary (OGC 06-103r4), which Parquet and GeoPackage hold."""

from __future__ import annotations

import math
import struct

_LITTLE_ENDIAN, _POINT = 1, 1


def point(lat: float | None, lon: float | None) -> bytes | None:
    """A point, longitude first; None where it is not known."""
    if lat is None or lon is None or not (math.isfinite(lat) and math.isfinite(lon)):
        return None
    return struct.pack("<BIdd", _LITTLE_ENDIAN, _POINT, lon, lat)
