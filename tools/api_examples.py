"""Writes the examples of the HTTP interface's description, from a store of our sample reports.

    affray code examples/reports --into demo.duckdb
    python tools/api_examples.py demo.duckdb src/affray/serve/examples.json

Lists are cut to their first entry, so that an answer can be read at a glance; the store is copied first.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from affray.config import Settings
from affray.serve import ServeOptions, make_app

REVIEWER = "A. Reader"
# What a moment is written as: that of the run tells nothing.
AT = "2026-01-05T09:30:00Z"
# Entries of a list that are kept, and of a table of names.
_KEPT, _NAMES = 1, 3


def main(store: Path, into: Path) -> None:
    """Ask, judge, and write."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(store, Path(folder) / "demo.duckdb"))
        app = make_app(copy, ServeOptions(reviewers=(REVIEWER,)), Settings())
        with TestClient(app, base_url="http://localhost") as client:
            found = answers(client, app.state.served.token)
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    into.write_text(text + "\n", encoding="utf-8")


def answers(client: TestClient, token: str) -> dict[str, Any]:
    """The path parameters, request bodies and answers of the main addresses."""
    ids = chosen(client)
    judging = {
        "verb": "accept",
        "claims": client.get(f"/api/events/{ids['event']}").json()["event"]["claims"],
        "by": REVIEWER,
        "because": "both sentences tell of the same morning",
    }
    judged = client.post("/api/judgements", json=judging, headers={"x-affray-token": token}).json()
    ids["judgement"] = judged["judgement"]
    pinning = {
        "report": ids["report"],
        "earliest": "2014-01-20",
        "latest": "2014-01-21",
        "by": REVIEWER,
        "because": "the printed edition",
    }
    paths = [path for path, each in client.get("/api/openapi.json").json()["paths"].items() if "get" in each]
    wanted = {"/api/places/lookup": "?name=Handarat&country=SY", "/api/control": "?on=2014-10-20"}
    gets = {
        path: cut(client.get(path.format(**ids) + wanted.get(path, "")).json())
        for path in paths
        if path != "/api/map"  # its columns number each other's entries and cannot be cut
    }
    posts = {"/api/judgements": cut(judged)}
    bodies = {
        "/api/judgements": judging,
        "/api/judgements/{judgement}/revoke": {"by": REVIEWER},
        "/api/pins": pinning,
        "/api/pins/remove": {"report": ids["report"], "by": REVIEWER},
    }
    return {"ids": ids, "get": gets, "post": posts, "bodies": bodies}


def chosen(client: TestClient) -> dict[str, str]:
    """One of each kind: an event of two sources with a place, and the shortest of its reports."""
    events = client.get("/api/events?size=500").json()["events"]
    event = next(each for each in events if len(each["roots"]) == 2 and each["place"] and each["a"])
    detail = client.get(f"/api/events/{event['event']}").json()
    report = min(detail["reports"], key=lambda each: (each["claims"], each["report"]))["report"]
    own = next(each["claim"]["claim"] for each in detail["claims"] if each["claim"]["report"] == report)
    return {
        "event": event["event"],
        "report": report,
        "claim": own,
        "actor": event["a"][0],
        "place": event["place"],
    }


def cut(value: Any, name: str = "") -> Any:
    """The same, with the first of each list."""
    if isinstance(value, list):
        # What differs in kind is no list but a pair, and stays whole.
        alike = len({type(each) for each in value}) < 2
        return [cut(each) for each in value[: _KEPT if alike else None]]
    if isinstance(value, dict):
        kept = list(value.items())[: _NAMES if name in {"names", ""} and _table(value) else None]
        return {key: cut(each, key) for key, each in kept}
    return AT if name in {"at", "revoked"} and value else value


def _table(value: dict[str, Any]) -> bool:
    """Whether a dictionary lists names by id."""
    return len(value) > 10 and all(isinstance(each, str) for each in value.values())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
