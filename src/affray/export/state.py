"""The state on a day as a record, for `affray state --json` and for those who ask over a network."""

from __future__ import annotations

from typing import Any

from affray.model import DayRun, EdgeState, PlaceState, Situation, Standing
from affray.track.asking import so_far
from affray.track.places import label


def record(found: Situation) -> dict[str, Any]:
    """The state on a day as one JSON record: absent values are null."""
    return {
        "on": str(found.on),
        "known": str(found.known) if found.known else None,
        "places": [_place_record(place) for place in found.places],
        "relations": [_relation_record(each) for each in found.relations],
        "history": [
            {
                "spell": spell.spell,
                "place": spell.place,
                "state": str(spell.state),
                "holders": list(spell.holders),
                "since": _days_record(spell.since),
                "until": None if spell.until is None else _days_record(spell.until),
                "claims": list(spell.claims),
                "roots": list(spell.roots),
            }
            for spell in found.history
        ],
        "undated": [
            {
                "claim": each.claim,
                "place": each.place,
                "label": label(each.place, each.where),
                "kind": str(each.kind),
                "holders": list(each.holders),
            }
            for each in found.undated
        ],
        "reports_without_a_day": found.unknown_reports,
    }


def _place_record(place: PlaceState) -> dict[str, Any]:
    where = place.where
    return {
        "place": place.place,
        "label": place.label,
        "id": where.place,
        "name": where.name,
        "lat": where.lat,
        "lon": where.lon,
        "radius_km": where.radius_km,
        "precision": str(where.precision) if where.precision else None,
        "admin1": where.admin1,
        "country": where.country,
        "state": str(place.state),
        "disagreement": place.disagreement,
        "reason": place.reason,
        "within": list(place.within),
        "standing": [_standing_record(each) for each in place.standing],
    }


def _standing_record(each: Standing) -> dict[str, Any]:
    spell = each.spell
    return {
        "spell": spell.spell,
        "state": str(spell.state),
        "holders": list(each.holders),
        "words": spell.words,
        "degree": str(spell.degree),
        "since": _days_record(spell.since),
        "until": None if spell.until is None else _days_record(spell.until),
        "sure": each.sure,
        "ending": each.ending,
        "implied": spell.implied,
        "from": list(spell.taken_from),
        "last_told": str(each.told) if each.told else None,
        "age_days": each.age,
        "claims": list(each.claims),
        "roots": list(each.roots),
        "disagrees": list(spell.disagrees),
    }


def _relation_record(each: EdgeState) -> dict[str, Any]:
    edge = each.edge
    return {
        "edge": edge.edge,
        "a": edge.a,
        "b": edge.b,
        "kind": str(edge.kind),
        "sign": edge.sign,
        "mode": str(edge.mode),
        "directed": edge.directed,
        "past": each.past,
        "through": each.through,
        "fact": edge.fact,
        "last_told": str(each.told) if each.told else None,
        "age_days": each.age,
        "tellings": [
            {
                "claim": telling.claim,
                "report": telling.report,
                "root": telling.root_name,
                "days": _days_record(telling.days),
                "past": telling.past,
                "reason": telling.reason,
            }
            for telling in so_far(each)
        ],
    }


def _days_record(days: DayRun | None) -> dict[str, str | None] | None:
    if days is None:
        return None
    return {
        "earliest": str(days.earliest) if days.earliest else None,
        "latest": str(days.latest) if days.latest else None,
    }
