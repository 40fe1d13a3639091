"""Only our own page writes, only to our own names, and every answer is locked down."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from affray.config import Settings
from affray.errors import UnusableOption
from affray.serve import ServeOptions, make_app
from affray.serve.reviewers import reviewers
from tests.serve.conftest import REVIEWERS

JUDGING = {"verb": "accept", "claims": ["c-none"], "by": "A. Tester", "because": "a test"}


@pytest.mark.parametrize("path", ["/", "/api/health", "/api/none", "/nothing/here"])
def test_every_answer_is_locked_down(client: TestClient, path: str) -> None:
    heads = client.get(path).headers
    policy = heads["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert heads["x-content-type-options"] == "nosniff"
    assert heads["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in heads


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"x-affray-token": ""},
        {"x-affray-token": "guessed"},
    ],
)
def test_a_page_of_another_origin_cannot_review(reviewer: Any, headers: dict[str, str]) -> None:
    refused = reviewer.post("/api/judgements", JUDGING, **headers)
    assert refused.status_code == 403
    assert refused.json()["error"]["field"]
    assert reviewer.client.get("/api/judgements").json() == []


def test_a_form_cannot_review(reviewer: Any) -> None:
    token = reviewer.app.state.served.token
    refused = reviewer.client.post(
        "/api/judgements",
        content=b"verb=accept",
        headers={"x-affray-token": token, "content-type": "application/x-www-form-urlencoded"},
    )
    assert refused.status_code == 415


def test_our_own_page_gets_past_the_guard(reviewer: Any) -> None:
    answered = reviewer.post("/api/judgements", JUDGING, **{"sec-fetch-site": "same-origin"})
    assert answered.status_code == 422
    assert answered.json()["error"]["field"] == "claims"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "a b"])
def test_another_name_is_refused(client: TestClient, host: str) -> None:
    refused = client.get("/api/health", headers={"host": host})
    assert refused.status_code == 421


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "192.168.1.9"])
def test_addresses_and_localhost_are_ours(client: TestClient, host: str) -> None:
    assert client.get("/api/health", headers={"host": host}).status_code == 200


def test_a_name_that_was_given_is_ours(coded: Any) -> None:
    app = make_app(coded, ServeOptions(names=("war.example",)), Settings())
    with TestClient(app, base_url="http://war.example") as asking:
        assert asking.get("/api/health").status_code == 200


@pytest.mark.parametrize("told", [True, False])
def test_a_body_beyond_the_limit_is_not_read(reviewer: Any, told: bool) -> None:  # noqa: FBT001 a parameter
    token = reviewer.app.state.served.token
    body = b"[" + b"1," * 200_000 + b"1]"

    def parts() -> Any:
        for at in range(0, len(body), 10_000):
            yield body[at : at + 10_000]

    refused = reviewer.client.post(
        "/api/judgements",
        content=body if told else parts(),
        headers={"x-affray-token": token, "content-type": "application/json"},
    )
    assert refused.status_code == 413


PATHS = ("/api/judgements", "/api/judgements/j-none/revoke", "/api/pins", "/api/pins/remove")


@pytest.mark.parametrize("path", PATHS)
def test_what_only_reads_says_so_and_how_to_turn_review_on(client: TestClient, path: str) -> None:
    token = client.app.state.served.token  # type: ignore[attr-defined]
    refused = client.post(path, json=JUDGING, headers={"x-affray-token": token})
    assert refused.status_code == 403
    assert "only reads" in refused.json()["error"]["message"]
    assert "--reviewer" in refused.json()["error"]["message"]
    assert client.get("/api/review").json()["total"] > 0


BODIES: dict[str, dict[str, Any]] = {
    "/api/judgements": JUDGING,
    "/api/judgements/j-none/revoke": {},
    "/api/pins": {
        "report": "01_halab-courier_hreitan",
        "earliest": "2014-01-01",
        "latest": "2014-01-01",
        "because": "a test",
    },
    "/api/pins/remove": {"report": "01_halab-courier_hreitan"},
}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("by", ["Somebody", "a. tester", "A. Tester\u200b"])
def test_a_name_that_is_not_listed_cannot_review(reviewer: Any, path: str, by: str) -> None:
    refused = reviewer.post(path, {**BODIES[path], "by": by})
    assert refused.status_code == 403, refused.text
    assert refused.json()["error"]["field"] == "by"
    assert "A. Tester" in refused.json()["error"]["message"]
    assert reviewer.client.get("/api/judgements").json() == []


def test_health_tells_for_whom_review_is_on(client: TestClient, reviewer: Any) -> None:
    off, on = (asking.get("/api/health").json() for asking in (client, reviewer.client))
    assert (off["review"], off["reviewers"]) == (False, [])
    assert (on["review"], on["reviewers"]) == (True, list(REVIEWERS))


def test_names_are_trimmed_and_each_is_there_once() -> None:
    assert reviewers([" A. B ", "C", "A. B"]) == ("A. B", "C")


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a" * 81])
def test_a_name_that_cannot_be_shown_is_refused_at_the_start(coded: Any, name: str) -> None:
    with pytest.raises(UnusableOption, match="--reviewer"):
        make_app(coded, ServeOptions(reviewers=(name,)), Settings())


def test_a_page_that_only_reads_has_no_token(client: TestClient) -> None:
    page = built(client)
    assert client.app.state.served.token not in page.text  # type: ignore[attr-defined]
    assert "__AFFRAY" not in page.text


def built(asking: TestClient) -> Any:
    page = asking.get("/")
    if page.status_code == 503:
        pytest.skip("the web app is not built (make web)")
    return page


def test_the_page_holds_the_token_and_is_never_kept(reviewer: Any) -> None:
    page = built(reviewer.client)
    assert reviewer.app.state.served.token in page.text
    assert page.headers["cache-control"] == "no-store"
    assert "<script>" not in page.text


@pytest.mark.parametrize("name", ["../index.html", "..%2Findex.html", ".hidden", "none.js", "%2e%2e/app.py"])
def test_no_other_file_is_an_asset(client: TestClient, name: str) -> None:
    assert client.get(f"/assets/{name}").status_code == 404
