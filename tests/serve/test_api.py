"""What is asked is answered, a page at a time, and a field that cannot be used is named."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import TypeAdapter

from affray.config import Settings
from affray.errors import UnusableStore
from affray.model import Event
from affray.serve import ServeOptions, make_app
from affray.serve.wire import EventDetail, ReportDetail
from affray.store import Store


def every(client: TestClient, **query: Any) -> list[dict[str, Any]]:
    found = client.get("/api/events", params={"size": 500, **query})
    assert found.status_code == 200, found.text
    assert found.json()["total"] == len(found.json()["events"])
    return list(found.json()["events"])


def told_twice(client: TestClient) -> dict[str, Any]:
    """An event with more than one source and a figure."""
    return next(
        event for event in every(client) if len(event["roots"]) > 1 and event["earliest"] and event["place"]
    )


def test_health_tells_what_the_store_holds(client: TestClient, coded: Path) -> None:
    found = client.get("/api/health").json()
    with Store.open_read_only(coded) as store:
        assert found["reports"] == store.count("reports")
        assert found["claims"] == store.count("claims")
        assert found["events"] == store.count("events")
    assert found["refreshed"]
    assert not found["refreshing"]


def test_events_are_those_of_the_store(client: TestClient, coded: Path) -> None:
    with Store.open_read_only(coded) as store:
        kept = {event.event: event for event in store.events()}
    rows = every(client)
    assert {row["event"] for row in rows} == kept.keys()
    for row in rows:
        event = kept[row["event"]]
        assert row["roots"] == [root.root for root in event.roots]
        assert (row["a"], row["b"]) == (list(event.a), list(event.b))
        assert row["claims"] == len(event.claims) + len(event.beside)


def test_the_days_of_a_filter_meet_the_days_of_an_event(client: TestClient) -> None:
    event = told_twice(client)
    met = every(client, **{"from": event["latest"], "to": event["latest"]})
    assert event["event"] in [row["event"] for row in met]
    assert all(row["earliest"] is None or row["earliest"] <= event["latest"] for row in met)
    long_ago = every(client, **{"from": "1900-01-01", "to": "1900-01-02"})
    assert all(row["earliest"] is None for row in long_ago)


def test_what_was_published_later_was_not_known(client: TestClient) -> None:
    event = told_twice(client)
    before = every(client, known="2000-01-01")
    assert before == []
    by_then = every(client, known=event["first_seen"])
    assert event["event"] in [row["event"] for row in by_then]
    assert all(row["first_seen"] <= event["first_seen"] for row in by_then)


@pytest.mark.parametrize("field", ["type", "grade", "place"])
def test_a_filter_lets_through_what_has_the_value(client: TestClient, field: str) -> None:
    value = told_twice(client)[field]
    found = every(client, **{field: value})
    assert found
    assert all(row[field] == value for row in found)
    assert len(found) == sum(row[field] == value for row in every(client))


def test_an_actor_is_found_on_either_side(client: TestClient) -> None:
    found = every(client, actor="isil")
    assert found
    assert len(found) == sum("isil" in (*row["a"], *row["b"]) for row in every(client))


def test_of_several_values_of_a_filter_any_is_enough(client: TestClient) -> None:
    one, other = (every(client, type=name) for name in ("clash", "capture"))
    both = every(client, type=["clash", "capture"])
    assert len(both) == len(one) + len(other)


def test_a_box_holds_what_lies_in_it(client: TestClient) -> None:
    event = told_twice(client)
    box = f"{event['lon'] - 0.01},{event['lat'] - 0.01},{event['lon'] + 0.01},{event['lat'] + 0.01}"
    found = every(client, bbox=box)
    assert event["event"] in [row["event"] for row in found]
    assert all(abs(row["lat"] - event["lat"]) < 0.011 for row in found)


def test_words_are_looked_for_in_the_sentences(client: TestClient) -> None:
    found = every(client, text="handarat")
    assert found
    for row in found[:5]:
        detail = client.get(f"/api/events/{row['event']}").json()
        texts = [each["claim"]["evidence"]["text"] for each in detail["claims"]]
        titles = [report["title"] or "" for report in detail["reports"]]
        assert any("handarat" in words.lower() for words in (*texts, *titles))
    assert client.get("/api/events/ids", params={"text": "handarat"}).json() == [
        row["event"] for row in found
    ]
    assert not every(client, text="no sentence has these words zzz")


def test_pages_follow_each_other(client: TestClient) -> None:
    whole = [row["event"] for row in every(client)]
    paged: list[str] = []
    for page in range(1, len(whole) // 7 + 2):
        paged += [row["event"] for row in client.get(f"/api/events?page={page}&size=7").json()["events"]]
    assert paged == whole


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=yesterday", "from"),
        ("from=2015-02-02&to=2015-01-01", "to"),
        ("type=battle", "type"),
        ("grade=good", "grade"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=1,80,2,10", "bbox"),
        ("page=0", "page"),
        ("size=100000", "size"),
        ("colour=red", "colour"),
        ("text=" + "a" * 300, "text"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(client: TestClient, query: str, field: str) -> None:
    found = client.get(f"/api/events?{query}")
    assert found.status_code == 422
    error = found.json()["error"]
    assert error["field"].partition(".")[0] == field
    assert error["message"]


@pytest.mark.parametrize(
    "path", ["events/e-none", "reports/none", "claims/c-none", "actors/none", "places/none"]
)
def test_what_there_is_not_is_not_found(client: TestClient, path: str) -> None:
    found = client.get(f"/api/{path}")
    assert found.status_code == 404
    assert found.json()["error"]["field"] == path.partition("/")[0].rstrip("s")


def test_an_event_comes_with_its_accounts_sentences_and_links(client: TestClient, coded: Path) -> None:
    row = told_twice(client)
    detail = TypeAdapter(EventDetail).validate_python(client.get(f"/api/events/{row['event']}").json())
    with Store.open_read_only(coded) as store:
        assert detail.event == store.event(row["event"])
        texts = {report.report: report.text for report in store.reports()}
    told = {*detail.event.claims, *detail.event.beside}
    assert {each.claim.claim for each in detail.claims} == told
    for each in detail.claims:
        evidence = each.claim.evidence
        assert texts[each.claim.report][evidence.start : evidence.end] == evidence.text
    assert any({link.claim, link.other} <= told for link in detail.links)
    assert {report.report for report in detail.reports} == {each.claim.report for each in detail.claims}


def test_a_report_comes_with_its_text_claims_and_what_dates_it(client: TestClient, coded: Path) -> None:
    with Store.open_read_only(coded) as store:
        kept = store.result("01_halab-courier_hreitan")
    found = client.get("/api/reports/01_halab-courier_hreitan").json()
    detail = TypeAdapter(ReportDetail).validate_python(found)
    assert detail.report == kept.report
    assert detail.claims == kept.claims
    assert detail.report.published is not None
    assert detail.report.published.witnesses


def test_the_original_is_shown_as_it_was_read(client: TestClient) -> None:
    found = client.get("/api/reports/25_gulf-lantern_handarat/original").json()
    source = Path("examples/reports/25_gulf-lantern_handarat.html").read_text(encoding="utf-8")
    assert found["format"] == "html"
    assert found["content"] == source


def test_another_file_in_the_place_of_the_original_is_not_shown(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "examples" / "reports"
    folder.mkdir(parents=True)
    (folder / "25_gulf-lantern_handarat.html").write_text("<p>a secret of another file</p>")
    monkeypatch.chdir(tmp_path)
    with TestClient(make_app(demo, ServeOptions(), Settings()), base_url="http://localhost") as asking:
        found = asking.get("/api/reports/25_gulf-lantern_handarat/original").json()
        gone = asking.get("/api/reports/23_meridian-wire_handarat/original").json()
    assert found["content"] is None
    assert "no longer holds it" in found["reason"]
    assert gone["content"] is None
    assert "not where it was" in gone["reason"]


def test_claims_are_found_by_what_they_tell(client: TestClient) -> None:
    found = client.get(
        "/api/claims", params={"type": "capture", "actor": "isil", "stance": "asserted"}
    ).json()
    assert found["total"] == len(found["claims"]) > 0
    for each in found["claims"]:
        assert each["claim"]["type"] == "capture"
        assert any(mention["actor"] == "isil" for mention in each["actors"])
    one = found["claims"][0]["claim"]["claim"]
    assert client.get(f"/api/claims/{one}").json()["claim"] == found["claims"][0]


def test_all_events_come_as_columns_of_one_length(client: TestClient) -> None:
    found = client.get("/api/map").json()
    rows = every(client)
    length = len(rows)
    lists = ("places", "actors", "sources", "stood")
    assert {len(column) for name, column in found.items() if name not in lists} == {length}
    assert found["event"] == [row["event"] for row in rows]
    for at, row in enumerate(rows):
        assert [found["sources"][number]["id"] for number in found["roots"][at]] == row["roots"]
        assert [found["actors"][number]["id"] for number in found["a"][at]] == row["a"]


def test_days_count_each_event_once(client: TestClient) -> None:
    found = client.get("/api/timeline").json()
    whole = sum(day["events"] for day in found["days"])
    assert whole + found["wide"] + found["undated"] == pytest.approx(len(every(client)), abs=0.1)


def test_control_changes_with_the_day_and_with_what_was_known(client: TestClient) -> None:
    def holders(**query: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for held in client.get("/api/control", params=query).json():
            found.setdefault(held["name"], set()).update(one["id"] for one in held["holders"])
        return found

    before, after = holders(on="2014-10-01"), holders(on="2014-10-20")
    assert before.get("Handarat") != after.get("Handarat")
    assert "syrian-armed-forces" in after["Handarat"] or after["Handarat"]
    assert "Handarat" not in holders(on="2014-10-20", known="2014-01-31")


def test_an_actor_has_names_over_time_and_what_reports_call_it(client: TestClient) -> None:
    found = client.get("/api/actors/isil").json()
    assert {name["kind"] for name in found["actor"]["names"]} >= {"english", "acronym"}
    assert any(name["earliest"] for name in found["actor"]["names"])
    assert found["worded"][0]["mentions"] >= found["worded"][-1]["mentions"]
    assert found["total"] == len(every(client, actor="isil"))
    state = client.get("/api/actors/isil/state").json()
    assert any(edge["sign"] < 0 and edge["tellings"] for edge in state["edges"])


def test_places_and_names_are_looked_up(client: TestClient) -> None:
    first = client.get("/api/places").json()["places"][0]
    assert client.get(f"/api/places/{first['place']}").json()["place"] == first
    assert client.get("/api/places/lookup", params={"name": "Handarat", "country": "SY"}).json()
    assert client.get("/api/towns").json()


def test_what_is_unchanged_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/map")
    again = client.get("/api/map", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_an_answer_is_packed_only_for_those_who_unpack(client: TestClient) -> None:
    plain = client.get("/api/map", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    with client.stream("GET", "/api/map", headers={"accept-encoding": "gzip"}) as packed:
        assert packed.headers["content-encoding"] == "gzip"
        assert json.loads(gzip.decompress(b"".join(packed.iter_raw()))) == plain.json()


def test_a_store_that_another_writes_is_read_anew(demo: Path) -> None:
    options = ServeOptions(idle_s=0.05)
    with TestClient(make_app(demo, options, Settings()), base_url="http://localhost") as asking:
        before = asking.get("/api/health").json()
        served = asking.app.state.served  # type: ignore[attr-defined]
        with served.pool._turn:
            assert served.pool._turn.wait_for(lambda: served.pool._root is None or True, timeout=1)
        served.pool._let_go()
        with Store.open(demo) as store:
            store.set_events([])
        after = asking.get("/api/health").json()
    assert before["events"] > 0
    assert after["events"] == 0
    assert before["state"] != after["state"]


def test_a_store_that_is_none_is_told_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(UnusableStore, match="no store"):
        make_app(tmp_path / "none.duckdb", ServeOptions(), Settings())


def test_every_address_is_described(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    references = set(find_references(told))
    known = {f"#/components/schemas/{name}" for name in told["components"]["schemas"]}
    assert references <= known, references - known
    asked = {parameter["name"] for parameter in told["paths"]["/api/events"]["get"]["parameters"]}
    assert asked >= {"from", "to", "known", "bbox", "type", "actor", "grade", "source", "text", "page"}
    operations = [operation["operationId"] for path in told["paths"].values() for operation in path.values()]
    assert len(operations) == len(set(operations))


def test_the_description_is_valid(client: TestClient) -> None:
    validator = pytest.importorskip("openapi_spec_validator")
    validator.validate(client.get("/api/openapi.json").json())


def find_references(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [each for part in value.values() for each in find_references(part)]
    if isinstance(value, list):
        return [each for part in value for each in find_references(part)]
    return []


def test_an_answer_reads_back_as_the_model(client: TestClient) -> None:
    row = told_twice(client)
    event = client.get(f"/api/events/{row['event']}").json()["event"]
    read = TypeAdapter(Event).validate_python(event)
    assert TypeAdapter(Event).dump_python(read, mode="json") == event
