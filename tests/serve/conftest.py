"""A store of some of the examples, an application over it, and a browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, sync_playwright

from affray.config import Settings
from affray.model import (
    ActorMention,
    Basis,
    Claim,
    ClaimType,
    Coded,
    GroundedClaim,
    Role,
    Scope,
    Stance,
    TimeReading,
    claim_id,
)
from affray.serve import ServeOptions, make_app
from affray.store import Store
from tests.store.making import filler, make_report, span

REVIEWERS = ("R. Viewer", "A. Tester", "First", "Second")
ROOT = Path(__file__).resolve().parent.parent.parent
# Three battles of two or more accounts each, one town that changes hands, a count of a month.
EXAMPLES = ("01", "02", "03", "04", "19", "20", "21", "23", "24", "25", "26", "27", "51")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# Software drawing, so that the map is drawn where there is no graphics card, and no request of its own.
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip
STATIC = ROOT / "src" / "affray" / "serve" / "static" / "index.html"
Opened = Callable[..., Page]
VIEWS = {
    "map": "/",
    "event": "/event/{event}",
    "report": "/report/01_halab-courier_hreitan",
    "reports": "/reports",
    "actor": "/actor/isil",
    "actors": "/actors",
    "review": "/review",
}


def example_paths() -> list[str]:
    """The examples' files, as named from the root."""
    return sorted(
        str(path.relative_to(ROOT))
        for path in (ROOT / "examples" / "reports").iterdir()
        if path.name[:2] in EXAMPLES
    )


def affray(*arguments: str) -> str:
    """Run the command in the root; gives what it prints."""
    command = [sys.executable, "-m", "affray", *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 ours
    return done.stdout


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of some examples, coded by the command; never written by a test."""
    store = tmp_path_factory.mktemp("serve") / "demo.duckdb"
    affray("code", *example_paths(), "--into", str(store), "--workers", "1")
    return store


@pytest.fixture
def demo(coded: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may write."""
    return Path(shutil.copy(coded, tmp_path / "demo.duckdb"))


@pytest.fixture(scope="session")
def client(coded: Path) -> Iterator[TestClient]:
    """Asks an application that only reads."""
    with TestClient(make_app(coded, ServeOptions(), Settings()), base_url="http://localhost") as asking:
        yield asking


@dataclass
class Reviewer:
    """Writes as the app's own page does."""

    client: TestClient
    app: Any

    def post(self, path: str, body: object, **headers: str) -> Any:
        own = {"x-affray-token": self.app.state.served.token, "origin": "http://localhost"}
        return self.client.post(path, json=body, headers={**own, **headers})

    def settle(self) -> None:
        """Wait until what follows from a judgement is derived."""
        deriver = self.app.state.served.deriver
        with deriver._turn:
            assert deriver._turn.wait_for(lambda: not deriver._running, timeout=120)
        assert deriver.trouble is None, deriver.trouble


@pytest.fixture
def reviewer(demo: Path) -> Iterator[Reviewer]:
    """Asks and writes an application over a store of its own."""
    app = make_app(demo, ServeOptions(reviewers=REVIEWERS), Settings())
    with TestClient(app, base_url="http://localhost") as asking:
        yield Reviewer(client=asking, app=app)


HOSTILE = (
    "<script>document.title = 'taken'</script> Rebels shelled <img src=x onerror=\"document.title='taken'\"> "
    "Anadan on Monday, \N{GRINNING FACE}\N{GRINNING FACE} [more](javascript:document.title='taken').\n"
)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one report that is markup, scripts and links that run, a megabyte of it."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.duckdb"
    text = HOSTILE + "<b onclick=\"document.title='taken'\"><svg onload=document.title='taken'>" * 15_000
    report = make_report("evil", text, title="<script>document.title='taken'</script>", outlet="<b>Evil</b>")
    report = replace(report, url="javascript:document.title='taken'")
    trigger = span(report, "shelled")
    rebels = filler(report, Role.A, "Rebels")
    claim = Claim(
        claim=claim_id(report, ClaimType.SHELLING, trigger),
        report="evil",
        type=ClaimType.SHELLING,
        stance=Stance.ASSERTED,
        scope=Scope.INCIDENT,
        evidence=span(report, HOSTILE.strip()),
        trigger=trigger,
        score=0.9,
        fillers=(rebels, filler(report, Role.TIME, "Monday")),
    )
    time = TimeReading(
        text="Monday",
        start=None,
        end=None,
        earliest=None,
        latest=None,
        basis=Basis.RELATIVE,
        reason="<i>none</i>",
    )
    actor = ActorMention(filler=rebels, actor=None, name=None, score=0.0, reason="<u>not known</u>")
    with Store.open(path) as store:
        grounded = GroundedClaim(claim=claim, actors=(actor,), places=(), time=time, sources=())
        store.add([Coded(report=report, claims=(grounded,))], version="test")
        store.set_refreshed()
    return path


@dataclass
class Running:
    """A server of its own process."""

    url: str
    process: subprocess.Popen[str]


def run(store: Path, *reviewers: str) -> Running:
    """Start `affray serve` on a free port; without reviewers it only reads."""
    named = [part for name in reviewers for part in ("--reviewer", name)]
    process = subprocess.Popen(  # noqa: S603 our own command
        [sys.executable, "-m", "affray", "serve", str(store), "--port", "0", *named],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )
    assert process.stderr is not None
    told = process.stderr.readline()
    found = re.search(r"http://\S+/", told)
    assert found, told + process.stderr.read()
    return Running(url=found[0].rstrip("/"), process=process)


def stop(running: Running) -> None:
    """End it, as Ctrl-C does."""
    running.process.terminate()
    running.process.wait(timeout=60)
    assert running.process.stderr is not None
    running.process.stderr.close()


@pytest.fixture(scope="session")
def served(coded: Path) -> Iterator[str]:
    """The address of a server that only reads."""
    running = run(coded)
    yield running.url
    stop(running)


@pytest.fixture
def served_alone(demo: Path) -> Iterator[str]:
    """The address of a server over a store of its own, which two may review."""
    running = run(demo, "R. Viewer", "K. Board")
    yield running.url
    stop(running)


@pytest.fixture(scope="session")
def served_hostile(hostile: Path) -> Iterator[str]:
    """The address of a server over hostile text."""
    running = run(hostile)
    yield running.url
    stop(running)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium (make browser)")
    if not STATIC.is_file():
        pytest.skip("the web app is not built (make web)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opened]:
    """Open an address and wait until its view is there; no error of the page passes unseen."""
    contexts = []
    troubles: list[str] = []

    def opened(url: str, *, wait: str | None = "html[data-ready]", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 860}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(url)
        if wait is not None:
            page.wait_for_selector(wait)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles


@pytest.fixture(scope="session")
def told_twice(served: str, browser: Browser) -> dict[str, Any]:
    """The event with the most sources."""
    context = browser.new_context()
    found = context.request.get(f"{served}/api/events?size=500").json()["events"]
    context.close()
    return max(found, key=lambda event: (len(event["roots"]), event["claims"]))
