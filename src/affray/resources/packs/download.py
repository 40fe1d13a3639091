"""Downloads GeoNames' dump of a country; the only code that goes to the network, and only when asked."""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path

from affray.errors import UnusableOption, UnusableResource

_COUNTRY = re.compile(r"[A-Z]{2}")
_TIMEOUT_S = 60
_CHUNK = 1 << 18
# The largest dumps, of the USA and China, have 80 MB packed.
_MOST_BYTES = 512 << 20
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


def fetch(base: str, country: str, folder: Path, step: Callable[[int], None]) -> list[Path]:
    """Download a country's places and their alternate names into a folder.

    Args:
        base: The address under which `SY.zip` and `alternatenames/SY.zip` lie.
        country: ISO 3166-1 alpha-2.
        folder: Where the files go.
        step: Called with the bytes read so far.

    Raises:
        UnusableOption: The country or the address cannot be used.
        UnusableResource: The address cannot be reached, or does not have the country.
    """
    if not _COUNTRY.fullmatch(country):
        raise UnusableOption(f"{country!r} is no country code: expected two capitals such as SY")
    parts = urllib.parse.urlsplit(base)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise UnusableOption(f"{base} cannot be used: expected an address that begins with https://")
    found, done = [], 0
    for name, target in (
        (f"{country}.zip", f"{country}.zip"),
        (f"alternatenames/{country}.zip", f"{country}-names.zip"),
    ):
        address = f"{base.rstrip('/')}/{name}"
        path = folder / target
        try:
            done += _save(address, path, partial(_further, step, done))
        except (OSError, urllib.error.URLError, http.client.HTTPException) as error:
            raise UnusableResource(
                f"{address} cannot be downloaded: {error}. Without internet, download it elsewhere and use "
                f"`affray places import --format geonames FILE`"
            ) from error
        found.append(path)
    return found


def _further(step: Callable[[int], None], before: int, count: int) -> None:
    step(before + count)


def _save(address: str, path: Path, step: Callable[[int], None]) -> int:
    done = 0
    request = urllib.request.Request(address, headers={"User-Agent": "affray"})  # noqa: S310 - scheme checked
    with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer, path.open("wb") as file:  # noqa: S310
        while chunk := answer.read(_CHUNK):
            done += len(chunk)
            if done > _MOST_BYTES:
                raise OSError(f"more than {_MOST_BYTES >> 20} MiB")
            file.write(chunk)
            step(done)
    return done
