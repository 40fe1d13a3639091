"""How fast a large store is served: the times of answers under several clients, and of the map's frames.

    python bench/serve.py [--events 50000] [--clients 8] [--requests 40] [--pause 1] [--frames]

The store is made here, of claims and events that differ in day, place, type, sides and sources; nothing is
coded, so the text is none. The server is `affray serve` in a process of its own on this machine, asked over
connections that are kept open. Each client asks for the same mixture in an order of its own, one question a
second as a person would at most; `--pause 0` asks without pause, which tells how much the server can do.
The first answers, for which the server reads its store, are told apart.

With `--frames` a browser (Chromium, the web app built) draws the map of that store while the slider of days
is moved at every frame: how long the page's own work for a frame takes, and how far frames are apart. Where
there is no graphics card the drawing itself is done by the processor, so the second is an upper bound.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb

from affray.model import (
    ChangeKind,
    ClaimType,
    ControlChange,
    DayRun,
    Degree,
    EventPlace,
    Precision,
)
from affray.resources.actors import parties
from affray.store import Store
from affray.track.control import spells_of
from affray.track.sides import Sides

PLACES, HELD, SOURCES, DAYS = 1_500, 600, 300, 2_000
FIRST = date(2012, 1, 1)
TYPES = [kind.value for kind in ClaimType]
ACTORS = [party.actor.actor for party in parties()][:120]


def fill(path: Path, events: int) -> None:
    """Make a store of so many events, one and a half claims each, three claims a report."""
    with Store.open(path):
        pass
    connection = duckdb.connect(str(path))
    given = {
        "events": events,
        "places": PLACES,
        "sources": SOURCES,
        "days": DAYS,
        "first": FIRST,
        "types": TYPES,
        "actors": ACTORS,
    }
    for name, value in given.items():
        connection.execute(f"SET VARIABLE {name} = $value", {"value": value})
    connection.execute((Path(__file__).parent / "serve.sql").read_text(encoding="utf-8"))
    connection.close()
    with Store.open(path) as store:
        changes = list(control(min(4_000, events // 10)))
        store.set_track(changes, spells_of(changes, Sides(parties())), [])
        store.index_texts()
        store.set_refreshed()


def numbered(number: int) -> str:
    """What a number's ids begin with: ids of a store are hashes, and so these are."""
    return hashlib.md5(str(number).encode()).hexdigest()  # noqa: S324 no secret


def control(count: int) -> Any:
    """Gains of places by actors, one after another."""
    rng = random.Random(7)
    for number in range(count):
        place = rng.randrange(HELD)
        day = FIRST + timedelta(days=rng.randrange(DAYS))
        where = EventPlace(
            place=f"bench:{place}", name=f"Place {place}",
            lat=33 + place % 40 / 10, lon=36 + place // 40 / 10,
            radius_km=2.0, precision=Precision.POINT, admin1="Bench", country="SY",
        )  # fmt: skip
        yield ControlChange(
            claim="c-" + numbered(number)[:12], report=numbered(number // 3)[:10],
            root=f"root-{number % SOURCES}", root_name=f"Source {number % SOURCES}",
            place=f"bench:{place}", where=where, kind=ChangeKind.GAINED,
            holders=(rng.choice(ACTORS[:12]),), words="Claim", from_=(), degree=Degree.ENTIRELY,
            days=DayRun(earliest=day, latest=day), known=day, order=0, sentence=0,
        )  # fmt: skip


# ---------------------------------------------------------------- asking


def asked(rng: random.Random, events: int) -> list[tuple[str, str]]:
    """One of each question, with its name."""
    start = FIRST + timedelta(days=rng.randrange(DAYS - 90))
    end = start + timedelta(days=rng.randrange(3, 90))
    event = "e-" + numbered(rng.randrange(events))[:12]
    report = numbered(rng.randrange(events // 2))[:10]
    actor, place = rng.choice(ACTORS), rng.randrange(PLACES)
    west, south = 36 + rng.random() * 5, 33 + rng.random() * 3
    return [
        ("events, days", f"/api/events?from={start}&to={end}&known={end}"),
        ("events, actor", f"/api/events?actor={actor}&grade=contested&page={rng.randrange(1, 4)}"),
        ("events, box", f"/api/events?bbox={west:.2f},{south:.2f},{west + 1:.2f},{south + 1:.2f}"),
        ("events, words", f"/api/events?text=place+{place}"),
        ("event", f"/api/events/{event}"),
        ("report", f"/api/reports/{report}"),
        ("claims", f"/api/claims?place=bench:{place}"),
        ("timeline", f"/api/timeline?actor={actor}"),
        ("control", f"/api/control?on={start}"),
        ("control, known", f"/api/control?on={start}&known={rng.choice(['2013-06-30', '2014-12-31'])}"),
        ("actor", f"/api/actors/{quote(actor)}"),
        ("place", f"/api/places/bench:{place}"),
        ("review", f"/api/review?page={rng.randrange(1, 5)}"),
    ]


@dataclass
class Times:
    """Seconds of answers, by question."""

    by: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, name: str, seconds: float) -> None:
        """Note an answer."""
        with self.lock:
            self.by[name].append(seconds)


@dataclass(frozen=True, kw_only=True)
class Asking:
    """How a client asks: of how many events, how often, and after which pause, in seconds on average."""

    events: int
    requests: int
    pause: float


def client(address: tuple[str, int], seed: int, *, asking: Asking, times: Times) -> None:
    """Ask a mixture over one connection."""
    rng = random.Random(seed)
    connection = http.client.HTTPConnection(*address, timeout=120)
    requests, pause, done = asking.requests, asking.pause, 0
    while done < requests:
        questions = asked(rng, asking.events)
        rng.shuffle(questions)
        for name, path in questions[: requests - done]:
            time.sleep(rng.expovariate(1 / pause) if pause else 0)
            start = time.perf_counter()
            get(connection, path)
            times.add(name, time.perf_counter() - start)
            done += 1
    connection.close()


def get(connection: http.client.HTTPConnection, path: str) -> bytes:
    """An answer; anything but a good one ends the bench."""
    connection.request("GET", path, headers={"accept-encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status} {body[:200]!r}")
    return body


def cpu(process: int) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def quantile(values: list[float], share: float) -> float:
    """The value that a share of them do not exceed, in milliseconds."""
    return 1000 * sorted(values)[min(len(values) - 1, int(share * len(values)))]


# ---------------------------------------------------------------- frames

# Moves the end of the days by a day at every frame, and notes when frames come.
SLIDE = """async (frames) => {
    const slider = document.querySelector('input[name="to"]');
    const last = Number(slider.max);
    const gaps = [];
    performance.clearMeasures();
    let before = await new Promise(requestAnimationFrame);
    for (let frame = 0; frame < frames; frame++) {
        slider.value = String(last - (frame % 365));
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        const now = await new Promise(requestAnimationFrame);
        gaps.push(now - before);
        before = now;
    }
    const own = performance.getEntriesByName("affray-refresh").map(({ duration }) => duration);
    const drawn = performance.getEntriesByName("affray-draw").map(({ duration }) => duration);
    return { gaps, own, drawn };
}"""


def frames(url: str) -> dict[str, Any]:
    """How the map of the store moves in a browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 only where it is asked for

    arguments = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        page = browser.new_page(viewport={"width": 1360, "height": 860})
        start = time.perf_counter()
        page.goto(url)
        page.wait_for_selector("html[data-ready=map]", timeout=120_000)
        ready = time.perf_counter() - start
        page.wait_for_selector("html[data-drawn]", timeout=120_000)
        page.evaluate(SLIDE, 20)
        found = page.evaluate(SLIDE, 120)
        browser.close()
    return {"ready_s": round(ready, 2)} | {
        name: {"p50": round(statistics.median(values), 1), "p95": round(quantile(values, 0.95) / 1000, 1)}
        for name, values in found.items()
        if values
    }


# ---------------------------------------------------------------- main


def main() -> None:
    """Make the store, serve it, ask, and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--events", type=int, default=50_000)
    options.add_argument("--clients", type=int, default=8)
    options.add_argument("--requests", type=int, default=40, help="of each client")
    options.add_argument("--pause", type=float, default=1.0, help="seconds between a client's questions")
    options.add_argument("--store", type=Path, help="keep the store here, and use it where it is there")
    options.add_argument("--frames", action="store_true", help="measure the map's frames in a browser too")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "bench.duckdb"
        if not path.exists():
            fill(path, given.events)
        server = subprocess.Popen(  # noqa: S603 our own command
            [sys.executable, "-m", "affray", "serve", str(path), "--port", "0"],
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            told = measure(server, given)
        finally:
            server.terminate()
            server.wait()
    if given.json:
        print(json.dumps(told, indent=2))
        return
    print(f"{told['events']:,} events; first answer {told['first_s']} s, map {told['map_kb']:,} kB packed")
    print(f"{'question':<18}{'n':>6}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}")
    for name, row in told["questions"].items():
        print(f"{name:<18}{row['n']:>6}{row['p50']:>9.1f}{row['p95']:>9.1f}{row['max']:>9.1f}")
    print(
        f"{told['per_s']} answers a second under {given.clients} clients; "
        f"processor {told['cpu_ms']} ms an answer"
    )
    if "frames" in told:
        print(f"frames: {told['frames']}")


def measure(server: subprocess.Popen[str], given: argparse.Namespace) -> dict[str, Any]:
    """Ask the server as many clients, and say how long it took."""
    assert server.stderr is not None  # noqa: S101 it is a pipe
    line = server.stderr.readline()
    found = re.search(r"http://([\d.]+):(\d+)/", line)
    if found is None:
        raise SystemExit(line + server.stderr.read())
    address = (found[1], int(found[2]))
    first = http.client.HTTPConnection(*address, timeout=300)
    start = time.perf_counter()
    events = json.loads(get(first, "/api/health"))["events"]
    for _, path in asked(random.Random(0), events):
        get(first, path)
    seconds = round(time.perf_counter() - start, 2)
    packed = len(get(first, "/api/map")) // 1000
    times = Times()
    clients = [
        threading.Thread(
            target=client,
            args=(address, seed),
            kwargs={
                "asking": Asking(events=events, requests=given.requests, pause=given.pause),
                "times": times,
            },
        )
        for seed in range(given.clients)
    ]
    start, before = time.perf_counter(), cpu(server.pid)
    for each in clients:
        each.start()
    for each in clients:
        each.join()
    took = time.perf_counter() - start
    every = [value for values in times.by.values() for value in values]
    told: dict[str, Any] = {
        "events": events,
        "first_s": seconds,
        "map_kb": packed,
        "per_s": round(len(every) / took, 1),
        "cpu_ms": round(1000 * (cpu(server.pid) - before) / len(every), 1),
        "questions": {
            name: {
                "n": len(values),
                "p50": round(quantile(values, 0.5), 1),
                "p95": round(quantile(values, 0.95), 1),
                "max": round(1000 * max(values), 1),
            }
            for name, values in [*sorted(times.by.items()), ("all", every)]
        },
    }
    if given.frames:
        told["frames"] = frames(f"http://{address[0]}:{address[1]}/")
    return told


if __name__ == "__main__":
    main()
