"""How fast a large store is served: the times of answers under several clients, and of the map's frames.

    python bench/serve.py [--events 50000] [--clients 8] [--requests 40] [--pause 1] [--store FILE] [--frames] [--json]

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
    ClaimType,
    ControlChange,
    ChangeKind,
    DayRun,
    Degree,
    EventPlace,
    FigureKind,
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

# Numbers that are the same on every machine: a hash of the row, cut to size.
_PICK = "(hash({row}, {salt}) % {size})::INTEGER"


def pick(row: str, salt: int, size: int) -> str:
    """SQL for a number below `size`, by a row's number."""
    return _PICK.format(row=row, salt=salt, size=size)


def fill(path: Path, events: int) -> None:
    """Make a store of so many events, one and a half claims each, three claims a report."""
    with Store.open(path):
        pass
    connection = duckdb.connect(str(path))
    connection.execute("SELECT setseed(0.5)")
    for sql in statements(events):
        connection.execute(sql)
    connection.close()
    with Store.open(path) as store:
        changes = list(control(min(4_000, events // 10)))
        store.set_track(changes, spells_of(changes, Sides(parties())), [])
        store.set_refreshed()


def statements(events: int) -> list[str]:
    """What fills the tables, in order."""
    kinds, actors = listed(TYPES), listed(ACTORS)
    day = f"DATE '{FIRST}' + {pick('e', 0, DAYS)}"
    quote_ = "'Claim ' || c || ' of the bench tells of an attack near place ' || (e % 1500) || '.'"
    claims = (events * 3) // 2
    return [
        # One row an event and one a claim; all else follows from them.
        f"CREATE TEMP TABLE made AS SELECT e, 'e-' || substr(md5(e::VARCHAR), 1, 12) AS event, {day} AS day, "
        f"{kinds}[1 + {pick('e', 1, len(TYPES))}] AS type, {pick('e', 2, PLACES)} AS p, "
        f"{actors}[1 + {pick('e', 3, len(ACTORS))}] AS a, {actors}[1 + {pick('e', 4, len(ACTORS))}] AS b, "
        f"{pick('e', 5, 60)} AS killed FROM range({events}) AS events(e)",
        "ALTER TABLE made ADD COLUMN lat DOUBLE",
        "ALTER TABLE made ADD COLUMN lon DOUBLE",
        f"UPDATE made SET lat = 33 + {pick('p', 6, 40_000)} / 10000.0, lon = 36 + {pick('p', 7, 60_000)} / 10000.0",
        f"CREATE TEMP TABLE told AS SELECT c, 'c-' || substr(md5(c::VARCHAR), 1, 12) AS claim, "
        f"substr(md5((c // 3)::VARCHAR), 1, 10) AS report, (c % 3)::INTEGER AS position, "
        f"(c * 2 // 3) AS e, {pick('c', 8, SOURCES)} AS s FROM range({claims}) AS claims(c)",
        "INSERT INTO reports BY NAME SELECT report, report AS record, report || '.txt' AS path, report AS digest, "
        "'bench' AS version, 1 AS run, 'Report ' || report AS title, 'Outlet ' || (min(s) % 40) AS outlet, 'en' AS language, "
        f"string_agg({quote_}, ' ' ORDER BY c) AS text, [] AS segments, "
        "{'clean': [0], 'source': [0], 'length': [1]} AS offsets FROM told GROUP BY report ORDER BY report",
        "INSERT INTO report_published BY NAME SELECT report, 'all' AS \"of\", min(day) AS earliest, "
        "min(day) + 1 AS latest, min(day) AS best, 'bench' AS reason, [{'day': min(day), 'chance': 0.9}] AS days, "
        "false AS pinned FROM told JOIN made USING (e) GROUP BY report ORDER BY report",
        f"INSERT INTO claims BY NAME SELECT report, position, claim, type, 'asserted' AS stance, 'incident' AS scope, "
        f'0 AS start, length({quote_})::INTEGER AS "end", {quote_} AS quote, 0 AS trigger_start, 5 AS trigger_end, '
        "'Claim' AS trigger, 0.9 AS score FROM told JOIN made USING (e) ORDER BY report, position",
        *(
            "INSERT INTO claim_actors BY NAME SELECT report, position, claim, "
            f"{n} AS n, '{role}' AS role, 0 AS start, 5 AS \"end\", 'Claim' AS text, 0.9 AS filler_score, "
            f"{role} AS actor, {role} AS name, 0.9 AS score, 'bench' AS reason FROM told JOIN made USING (e) ORDER BY report, position"
            for n, role in enumerate("ab")
        ),
        "INSERT INTO claim_places BY NAME SELECT report, position, claim, 0 AS n, 'place' AS role, 0 AS start, "
        "5 AS \"end\", 'Claim' AS text, 0.9 AS filler_score, 'bench:' || p AS place, 'Place ' || p AS name, lat, lon, "
        "2.0 AS radius_km, 'point' AS precision, 'Bench' AS admin1, 'SY' AS country, 0.55 + (c % 9) / 20.0 AS score, "
        "'bench' AS reason FROM told JOIN made USING (e) ORDER BY report, position",
        "INSERT INTO claim_times BY NAME SELECT report, position, claim, day AS earliest, day AS latest, "
        "'stated' AS basis, 'bench' AS reason FROM told JOIN made USING (e) ORDER BY report, position",
        f"INSERT INTO figures BY NAME SELECT report, position, claim, 0 AS n, '{FigureKind.KILLED}' AS kind, 0 AS start, "
        "5 AS \"end\", 'Claim' AS text, killed AS min, killed + c % 3 AS max, false AS unknown "
        "FROM told JOIN made USING (e) WHERE killed > 30 ORDER BY report, position",
        *of_events(),
    ]


def of_events() -> list[str]:
    """What fills the tables of events, from `made` and `told`."""
    both = "told JOIN made USING (e)"
    return [
        "INSERT INTO events BY NAME SELECT event, type, 'incident' AS scope, 'asserted' AS stance, "
        "CASE WHEN e % 2 = 0 THEN 'single-source' WHEN e % 3 = 0 THEN 'contested' ELSE 'corroborated' END AS grade, "
        "'bench' AS because, day AS earliest, day AS latest, 'bench:' || p AS place, 'Place ' || p AS name, lat, lon, "
        "2.0 AS radius_km, 'point' AS precision, 'Bench' AS admin1, 'SY' AS country, day AS first_seen, day + 2 AS last_seen "
        "FROM made ORDER BY event",
        "INSERT INTO event_types SELECT event, 0, type FROM made ORDER BY event",
        "INSERT INTO event_claims BY NAME SELECT event, position AS n, claim, report, false AS beside "
        f"FROM {both} ORDER BY event, claim",
        *(
            f"INSERT INTO event_actors SELECT event, {n}, '{role}', {role} FROM made ORDER BY event"
            for n, role in enumerate("ab")
        ),
        "INSERT INTO event_roots BY NAME SELECT event, position AS n, 'root-' || s AS root, 'Source ' || s AS name, "
        "false AS party, [claim] AS claims, [report] AS reports, day AS first_seen, day + 2 AS last_seen "
        f"FROM {both} ORDER BY event, claim",
        "INSERT INTO event_figures BY NAME SELECT event, 0 AS n, 'killed' AS kind, killed AS low, killed AS best, "
        "killed + 2 AS high, killed AS conservative, killed AS most_reported, killed AS most_informative "
        "FROM made WHERE killed > 30 ORDER BY event",
        "INSERT INTO event_accounts BY NAME SELECT event, position AS n, 0 AS figure, 'killed' AS kind, 'root-' || s AS root, "
        "claim, report, 'Claim' AS text, killed AS low, killed + c % 3 AS high, false AS unknown, false AS part "
        f"FROM {both} WHERE killed > 30 ORDER BY event, claim",
        *(
            f"INSERT INTO event_tellings BY NAME SELECT event, {n} * 100 + position AS n, '{name}' AS field, "
            f"'root-' || s AS root, claim, {value} AS value, 'Claim' AS text FROM {both} ORDER BY event, claim"
            for n, (name, value) in enumerate(
                (
                    ("type", "type"),
                    ("time", "day || '..' || day"),
                    ("place", "'bench:' || p"),
                    ("a", "a"),
                    ("b", "b"),
                )
            )
        ),
        "INSERT INTO links SELECT one.claim, two.claim, (hash(one.c) % 120) / 10.0 - 6.0, NULL "
        "FROM told one JOIN told two ON two.c = one.c + 1 WHERE one.c % 3 = 0 ORDER BY one.claim",
        "INSERT INTO link_parts SELECT claim, other, 0, 'place', weight, 'bench' FROM links",
    ]


def numbered(number: int) -> str:
    """What a number's ids begin with: ids of a store are hashes, and so these are."""
    return hashlib.md5(str(number).encode()).hexdigest()  # noqa: S324 no secret


def listed(values: list[str]) -> str:
    """A list in SQL."""
    return "[" + ", ".join(f"'{value}'" for value in values) + "]"


def control(count: int) -> Any:
    """Gains of places by actors, one after another."""
    rng = random.Random(7)
    for number in range(count):
        place = rng.randrange(HELD)
        day = FIRST + timedelta(days=rng.randrange(DAYS))
        where = EventPlace(
            place=f"bench:{place}", name=f"Place {place}", lat=33 + place % 40 / 10, lon=36 + place // 40 / 10,
            radius_km=2.0, precision=Precision.POINT, admin1="Bench", country="SY",
        )  # fmt: skip
        yield ControlChange(
            claim="c-" + numbered(number)[:12], report=numbered(number // 3)[:10], root=f"root-{number % SOURCES}",
            root_name=f"Source {number % SOURCES}", place=f"bench:{place}", where=where, kind=ChangeKind.GAINED,
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
    const own = performance.getEntriesByName("affray-frame").map(({ duration }) => duration);
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
        f"{told['per_s']} answers a second under {given.clients} clients; processor {told['cpu_ms']} ms an answer"
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
