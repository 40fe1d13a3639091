"""Rows as the columns of an Arrow table, as the comparisons and blocks read them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa

from affray.reconcile.features import Row, Spot
from affray.reconcile.wording import weight

_NAMES, _NUMBERS = pa.list_(pa.string()), pa.list_(pa.int64())
_TEXT, _NUMBER, _REAL, _FLAG = pa.string(), pa.int64(), pa.float64(), pa.bool_()


def _spot(row: Row) -> Spot | None:
    return row.spots[0] if row.spots else None


def _of_spot(value: Callable[[Spot], Any], none: Any = None) -> Callable[[Row], Any]:
    def found(row: Row) -> Any:
        spot = _spot(row)
        return none if spot is None else value(spot)

    return found


# Each column: its type, and its value for a row.
COLUMNS: dict[str, tuple[pa.DataType, Callable[[Row], Any]]] = {
    "claim": (_TEXT, lambda row: row.claim),
    "report": (_TEXT, lambda row: row.report),
    "sentence": (_NUMBER, lambda row: row.sentence),
    "breed": (_TEXT, lambda row: row.breed),
    "type": (_TEXT, lambda row: row.type),
    "kin": (_TEXT, lambda row: row.kin),
    "plain": (_FLAG, lambda row: row.plain),
    "placed": (_TEXT, lambda row: row.placed),
    "places": (_NAMES, lambda row: [spot.place for spot in row.spots]),
    "lat": (_REAL, _of_spot(lambda spot: spot.lat)),
    "lon": (_REAL, _of_spot(lambda spot: spot.lon)),
    "reach": (_REAL, _of_spot(lambda spot: spot.reach)),
    "admin": (_TEXT, _of_spot(lambda spot: spot.admin)),
    "area": (_FLAG, _of_spot(lambda spot: spot.area, none=False)),
    "near": (_FLAG, _of_spot(lambda spot: spot.near, none=False)),
    "namesake": (_FLAG, _of_spot(lambda spot: spot.namesake, none=False)),
    "city": (_FLAG, _of_spot(lambda spot: spot.city, none=False)),
    "first": (_NUMBER, lambda row: row.first),
    "last": (_NUMBER, lambda row: row.last),
    "dated": (_TEXT, lambda row: row.dated),
    "undated": (_FLAG, lambda row: row.undated),
    "reported": (_NUMBER, lambda row: row.reported),
    "a": (_NAMES, lambda row: row.a),
    "b": (_NAMES, lambda row: row.b),
    "camps": (_NAMES, lambda row: row.camps),
    "a_own": (_NAMES, lambda row: row.a_own),
    "b_own": (_NAMES, lambda row: row.b_own),
    "figures": (_NUMBERS, lambda row: row.figures),
    "low": (_NUMBER, lambda row: row.killed[0]),
    "high": (_NUMBER, lambda row: row.killed[1]),
    "around": (_NUMBERS, lambda row: row.around),
    "around_weight": (_NUMBER, lambda row: weight(row.around)),
    "where_told": (_NUMBERS, lambda row: row.where),
    "who": (_NUMBERS, lambda row: row.who),
    "whom": (_NUMBERS, lambda row: row.whom),
    "fortnight": (_NUMBER, lambda row: None if row.reported is None else row.reported // 14),
    "many": (_FLAG, lambda row: row.many),
    "called": (_NUMBERS, lambda row: row.called),
    "plural": (_FLAG, lambda row: row.plural),
}


def table(rows: Sequence[Row]) -> pa.Table:
    """The rows as a table, with their numbers in the sequence as `unique_id`."""
    columns = {name: pa.array([of(row) for row in rows], type=kind) for name, (kind, of) in COLUMNS.items()}
    return pa.table({"unique_id": pa.array(range(len(rows)), type=pa.int64())} | columns)
