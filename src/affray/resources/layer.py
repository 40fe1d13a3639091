"""One layer of places: an index that opens by memory map and finds names by their keys.

A folder of five files: `keys.marisa` (a trie of the keys), `spans.npy` and `refs.npy` (which places a
key finds), `places.npy` and `texts.bin` (the places), `layer.json` (what the layer is).
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from array import array
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import marisa_trie
import numpy as np
import numpy.typing as npt

from affray.resources.keys import all_keys, loose_keys, strict_keys

# Raised whenever the files or the keys change, so that an older index is never read.
FORMAT = 2
KINDS = ("settlement", "quarter", "district", "province", "region", "country", "site", "subdistrict")
# Alternate names kept of one place: Aleppo has 60 in its many languages.
_MOST_NAMES = 80
_PLACE = np.dtype(
    [
        ("lat", "<f4"),
        ("lon", "<f4"),
        ("radius", "<f4"),
        ("population", "<u4"),
        ("country", "S2"),
        ("division", "S8"),
        ("kind", "u1"),
        ("text", "<u8"),
        ("length", "<u4"),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place of a layer.

    Attributes:
        place: Its id with the layer's prefix ("geonames:170063").
        name: Its main name.
        names: Its other names, in any script.
        kind: One of `KINDS`.
        lat: Degrees north, WGS 84.
        lon: Degrees east, WGS 84.
        radius_km: How far it reaches; 0 where the source does not say.
        country: ISO 3166-1 alpha-2.
        division: GeoNames code of its first-level division ("SY.09"), empty where unknown.
        admin1: Name of its first-level division, empty where only the code is known.
        within: What it lies in below that: its district, or the town of a quarter.
    """

    place: str
    name: str
    names: tuple[str, ...]
    kind: str
    lat: float
    lon: float
    radius_km: float
    population: int
    country: str
    division: str = ""
    admin1: str = ""
    within: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a layer is: its name, what it was made from, under which terms.

    Attributes:
        sources: Names of the files it was made from, with a digest of each.
        places: How many places it holds.
        merged: How many rows were taken for a place that another row had.
        dropped: How many rows were left out, as superseded, deprecated or without a point.
    """

    name: str
    format: str
    countries: tuple[str, ...]
    licence: str
    attribution: str
    sources: tuple[str, ...]
    places: int = 0
    merged: int = 0
    dropped: int = 0
    version: int = FORMAT


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place that a name may mean: at which level of the keys, and whether by its main name."""

    entry: Entry
    level: int
    primary: bool


class Layer:
    """The index, open. Thread-safe, as it only reads."""

    def __init__(self, folder: Path) -> None:
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(folder / "keys.marisa"))
        self._spans: npt.NDArray[np.uint32] = np.load(folder / "spans.npy", mmap_mode="r")
        self._refs: npt.NDArray[np.uint32] = np.load(folder / "refs.npy", mmap_mode="r")
        self._texts = np.memmap(folder / "texts.bin", dtype=np.uint8, mode="r")
        self.rows: npt.NDArray[np.void] = np.load(folder / "places.npy", mmap_mode="r")
        self.about = about(folder)

    def __len__(self) -> int:
        """How many places it holds."""
        return len(self.rows)

    def refs(self, key: str) -> npt.NDArray[np.uint32]:
        """What stands under a key: twice the place's row, one more where by another than its main name."""
        at = self._trie.get(key)
        return self._refs[:0] if at is None else self._refs[self._spans[at] : self._spans[at + 1]]

    def find(self, name: str) -> tuple[Found, ...]:
        """The places of any country that a name may mean: by its spelling, else without articles."""
        return self._first(strict_keys(name), 1)

    def find_loosely(self, name: str, country: str) -> tuple[Found, ...]:
        """The places of a country whose names sound as this one, else those with its consonants."""
        return self._first(loose_keys(name, country), 3)

    def _first(self, keys: tuple[str, ...], level: int) -> tuple[Found, ...]:
        for at, key in enumerate(keys):
            refs = self.refs(key)
            if len(refs):
                return tuple(
                    Found(entry=self.entry(int(ref) >> 1), level=level + at, primary=not ref & 1)
                    for ref in refs
                )
        return ()

    def entry(self, at: int) -> Entry:
        """The place of a row."""
        row = self.rows[at]
        start, length = int(row["text"]), int(row["length"])
        head, *names = bytes(self._texts[start : start + length]).decode("utf-8").split("\n")
        place, admin1, within = head.split("\t")
        return Entry(
            place=place,
            name=names[0],
            names=tuple(names[1:]),
            kind=KINDS[int(row["kind"])],
            lat=round(float(row["lat"]), 5),
            lon=round(float(row["lon"]), 5),
            radius_km=round(float(row["radius"]), 2),
            population=int(row["population"]),
            country=row["country"].decode("ascii"),
            division=row["division"].decode("ascii"),
            admin1=admin1,
            within=within,
        )


def about(folder: Path) -> About:
    """What the layer in a folder is.

    Raises:
        OSError: The folder holds no whole layer of this format.
    """
    try:
        known = json.loads((folder / "layer.json").read_text(encoding="utf-8"))
        found = About(**known | {key: tuple(known[key]) for key in ("countries", "sources")})
    except (ValueError, TypeError, KeyError) as error:
        raise OSError(f"{folder} holds no layer of places: {error}") from error
    if found.version != FORMAT:
        raise OSError(f"{folder} was written by another version of affray; import it again")
    return found


def build(entries: Iterable[Entry], told: About, folder: Path, *, step: Callable[[int], None]) -> None:
    """Write a layer in a folder beside, then move it into place whole.

    Two processes may build at once: one move wins, the other's folder is thrown away.

    Args:
        entries: The places, read once.
        told: What the layer is; its count of places is filled in.
        folder: Where it will lie.
        step: Called with the number of places done, now and then.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
    try:
        _write(entries, told, draft, step)
        draft.rename(folder)
    except OSError:
        if not (folder / "layer.json").is_file():
            raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


class _Writer:
    """Collects rows, texts and keys; keys are numbered as they come, so that each is held once."""

    def __init__(self) -> None:
        self.rows: list[tuple[object, ...]] = []
        self.texts = bytearray()
        self.keys: dict[str, int] = {}
        self.numbers, self.refs = array("I"), array("I")

    def add(self, entry: Entry) -> None:
        at = len(self.rows)
        names = list(dict.fromkeys(_line(name) for name in (entry.name, *entry.names)))[:_MOST_NAMES]
        head = "\t".join((_line(entry.place), _line(entry.admin1), _line(entry.within)))
        text = "\n".join((head, *names)).encode("utf-8", "replace")
        self.rows.append(
            (
                entry.lat, entry.lon, entry.radius_km, min(max(entry.population, 0), 2**32 - 1),
                entry.country.encode("ascii", "ignore"), entry.division.encode("ascii", "ignore")[:8],
                KINDS.index(entry.kind), len(self.texts), len(text),
            )
        )  # fmt: skip
        self.texts += text
        met: set[str] = set()
        for number, name in enumerate(names):
            for key in all_keys(name, entry.country):
                if key not in met:
                    met.add(key)
                    self.numbers.append(self.keys.setdefault(key, len(self.keys)))
                    self.refs.append(at << 1 | (number > 0))


def _line(text: str) -> str:
    return " ".join(text.split())


def _write(entries: Iterable[Entry], told: About, folder: Path, step: Callable[[int], None]) -> None:
    writer = _Writer()
    for at, entry in enumerate(entries):
        writer.add(entry)
        if at % 1000 == 0:
            step(at)
    np.save(folder / "places.npy", np.array(writer.rows, dtype=_PLACE))
    (folder / "texts.bin").write_bytes(bytes(writer.texts) or b"\0")
    count, writer.rows, writer.texts = len(writer.rows), [], bytearray()
    trie = marisa_trie.Trie(writer.keys)
    trie.save(str(folder / "keys.marisa"))
    order = np.fromiter((trie[key] for key in writer.keys), dtype=np.uint32, count=len(writer.keys))
    writer.keys = {}
    numbers = order[np.frombuffer(writer.numbers, dtype=np.uint32)] if count else np.zeros(0, np.uint32)
    refs = np.frombuffer(writer.refs, dtype=np.uint32) if count else np.zeros(0, np.uint32)
    by_key = np.lexsort((refs, numbers))
    np.save(folder / "refs.npy", refs[by_key])
    starts = np.searchsorted(numbers[by_key], np.arange(len(order) + 1))
    np.save(folder / "spans.npy", starts.astype(np.uint32))
    # Last: its presence says that the index is whole.
    whole = asdict(told) | {"places": count}
    (folder / "layer.json").write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
