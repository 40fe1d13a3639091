"""The interface is described with examples that hold, and no odd parameter breaks an answer."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_schema_validator import OAS31Validator

# Addresses that are asked for one thing, and of all that a store has.
GETS = (
    "/api/actors",
    "/api/actors/{actor}",
    "/api/actors/{actor}/state",
    "/api/changes",
    "/api/claims",
    "/api/claims/{claim}",
    "/api/control",
    "/api/events",
    "/api/events/ids",
    "/api/events/{event}",
    "/api/health",
    "/api/judgements",
    "/api/map",
    "/api/names",
    "/api/places",
    "/api/places/lookup",
    "/api/places/{place}",
    "/api/places/{place}/control",
    "/api/relations",
    "/api/reports",
    "/api/reports/{report}",
    "/api/reports/{report}/original",
    "/api/review",
    "/api/timeline",
    "/api/towns",
)


@pytest.fixture(scope="session")
def told(client: TestClient) -> dict[str, Any]:
    """The description."""
    found: dict[str, Any] = client.get("/api/openapi.json").json()
    return found


def operations(told: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(path, how): each for path, ways in told["paths"].items() for how, each in ways.items()}


def test_every_address_that_answers_is_among_those_tried(told: dict[str, Any]) -> None:
    assert {path for path, how in operations(told) if how == "get"} == set(GETS)


def test_every_example_fits_its_schema(told: dict[str, Any]) -> None:
    shown = 0
    for (path, how), operation in operations(told).items():
        parts = [*operation["responses"].values(), operation.get("requestBody", {})]
        for part in parts:
            content = part.get("content", {}).get("application/json", {})
            if "example" in content:
                whole = {**content["schema"], "components": told["components"]}
                trouble = [error.message for error in OAS31Validator(whole).iter_errors(content["example"])]
                assert not trouble, (path, how, trouble[:3])
                shown += 1
        for parameter in operation.get("parameters", ()):
            if "example" in parameter:
                OAS31Validator(parameter["schema"]).validate(parameter["example"])
    assert shown > 25


def test_every_answer_but_the_columns_and_every_body_has_an_example(told: dict[str, Any]) -> None:
    for (path, how), operation in operations(told).items():
        if how == "post":
            assert "example" in operation["requestBody"]["content"]["application/json"], path
        elif path != "/api/map":
            assert "example" in operation["responses"]["200"]["content"]["application/json"], path


@pytest.fixture(scope="session")
def ids(client: TestClient) -> dict[str, str]:
    """One of each kind of this store: the examples' own may be other ones once other weights code it."""
    event = next(each for each in client.get("/api/events").json()["events"] if each["place"] and each["a"])
    claim = client.get(f"/api/events/{event['event']}").json()["claims"][0]["claim"]
    named = {"event": event["event"], "actor": event["a"][0], "place": event["place"]}
    return {**named, "claim": claim["claim"], "report": claim["report"]}


@pytest.mark.parametrize("path", GETS)
def test_what_the_examples_ask_is_answered(
    client: TestClient, told: dict[str, Any], ids: dict[str, str], path: str
) -> None:
    parameters = operations(told)[path, "get"].get("parameters", [])
    shown = {each["name"]: each["example"] for each in parameters if "example" in each}
    named = {each["name"] for each in parameters if each["in"] == "path"}
    assert named <= shown.keys()
    query = {name: value for name, value in shown.items() if name not in named}
    answer = client.get(path.format(**ids), params=query)
    assert answer.status_code == 200, answer.text


# What a person, a program gone wrong, or somebody ill-meaning may send for anything.
NUMBERS = ("0", "-1", "1e9", "99999999999999999999", "NaN", "inf")
DAYS = ("2014-12-31", "0001-01-01", "9999-12-31", "2014-02-30", "20141231")
BOXES = ("1,2,3,4", "nan,nan,nan,nan", "-180,-90,180,90", "1e400,0,1e400,1")
WORDS = ("capture", "isil", "asserted", "join", "SY", "no", "حلب", "\U0001f600", "ßß", "İ", "a" * 5_000)
SIGNS = ("", " ", "null", "true", "[]", "{}", "%", "'", "\x00", "..", "_", "%%", "\\")
ODD = st.one_of(
    st.sampled_from(NUMBERS + DAYS + BOXES + WORDS + SIGNS),
    st.text(max_size=30),
    st.integers().map(str),
    st.dates().map(str),
)


@pytest.fixture(scope="session")
def unraising(client: TestClient) -> TestClient:
    """The same, but an error that nobody foresaw is an answer of 500 and not raised here."""
    return TestClient(client.app, base_url="http://localhost", raise_server_exceptions=False)


@pytest.mark.parametrize("path", GETS)
def test_no_odd_parameter_breaks_an_answer(unraising: TestClient, told: dict[str, Any], path: str) -> None:
    parameters = operations(told)[path, "get"].get("parameters", [])
    ids = [each["name"] for each in parameters if each["in"] == "path"]
    names = [each["name"] for each in parameters if each["in"] == "query"]
    pairs = st.lists(st.tuples(st.sampled_from([*names, "other"]), ODD), max_size=4)

    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(query=pairs, named=st.fixed_dictionaries(dict.fromkeys(ids, ODD)))
    def ask(query: list[tuple[str, str]], named: dict[str, str]) -> None:
        fit = [(name, value.encode("utf-8", "replace").decode()) for name, value in query]
        where = {name: quote(value.encode("utf-8", "replace"), safe="") for name, value in named.items()}
        answer = unraising.get(f"{path.format(**where)}?{urlencode(fit)}")
        assert answer.status_code < 500, (answer.status_code, answer.text, fit, named)
        if answer.status_code >= 400:
            assert answer.json()["error"]["message"]

    ask()


@pytest.mark.parametrize("path", ["/api/events", "/api/reports", "/api/timeline", "/api/events/ids"])
def test_days_in_the_wrong_order_name_the_field(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"from": "2015-01-02", "to": "2015-01-01"})
    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == "to"
