"""How well times are read and reports dated: seeds, dated war news, war histories, pages.

    python eval/dating.py [--shared ../shared] [--part seeds|fakes|wikiwars|htmldate] [--json]

seeds: five scraped reports, each coded alone and all together, against their true days.
fakes: war news whose head gives its date; the date is taken out, the text alone dates it. Odd rows: the even
ones were looked at while the shares of lags were set. The set's own date column contradicts the head in 150
of 540 articles and is not used.
wikiwars: time expressions of war histories (TIMEX2), the article's date given.
htmldate: the day of pages, beside htmldate in the same run.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from statistics import median
from typing import Any

import material
from affray import config, pipeline
from affray.engines.local import run
from affray.errors import SkipReport
from affray.ground.calendar import Run, a_month, a_season, a_year, number, unit
from affray.ground.dating import dated
from affray.ground.timeline import Timeline
from affray.model import Coded, Format, Likely, Published, Raw, Report
from affray.read import dates, html
from affray.read.records import records
from affray.store import Store

PARTS = ("seeds", "fakes", "wikiwars", "htmldate")
# A date in the first characters is the page's own, unless a word before it makes it one of the story.
_HEAD = 250
_OF_STORY = re.compile(r"\b(?:on|in|since|from|until|of|dated?)\s*$")


def covers(published: Published | None, first: date, last: date) -> bool:
    """Whether a run of days meets the true one; an open end holds all."""
    if published is None:
        return False
    low, high = published.earliest or date.min, published.latest or date.max
    return low <= last and first <= high


def width(published: Published | None) -> int | None:
    """Days of a run, None where it is open."""
    if published is None or published.earliest is None or published.latest is None:
        return None
    return (published.latest - published.earliest).days + 1


# ---------------------------------------------------------------- seeds


def seeds(shared: Path) -> dict[str, dict[str, Any]]:
    """Each seed report's true days and what it was dated to, alone and together."""
    truth = {}
    for line in (shared / "gold/seeds.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] == "report":
            truth[row["report"].removesuffix(".txt")] = [date.fromisoformat(day) for day in row["published"]]
    settings = config.Settings(workers=1)
    stages = pipeline.load(settings)
    found: dict[str, dict[str, Any]] = {}
    for raw in records([str(shared / "seeds")], settings.read):
        coded = pipeline.code(raw, stages) if isinstance(raw, Raw) else raw
        if isinstance(coded, Coded):
            found[coded.report.report] = _told("alone", coded.report, truth[coded.report.report])
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / "seeds.duckdb"
        run([str(shared / "seeds")], into, settings=settings)
        with Store.open_read_only(into) as store:
            for report in store.reports():
                found[report.report] |= _told("together", report, truth[report.report])
            late = [
                claim.claim.claim
                for claim in store.claims()
                for day in (claim.time.earliest, claim.time.latest)
                if day is not None and day.year in (2021, 2024)
            ]
    found["claims of 2021 or 2024"] = {"count": len(late)}
    return found


def _told(how: str, report: Report, true: list[date]) -> dict[str, Any]:
    published = report.published
    assert published is not None  # noqa: S101 - the pipeline dates every report
    return {
        "true": [str(day) for day in true],
        f"{how}": [str(published.earliest), str(published.latest)],
        f"{how} best": str(published.best),
        f"{how} width": width(published),
        f"{how} holds": covers(published, *true),
    }


# ---------------------------------------------------------------- fakes


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A text without its date, and its date."""

    name: str
    text: str
    day: date


def fakes(shared: Path) -> Iterator[Dated]:
    """The articles that give their date in their head, each text once, that date taken out."""
    packed = (shared / "corpora/public/fakes/fakes_dev.csv.gz").read_bytes()
    seen = set()
    for row in csv.DictReader(io.StringIO(gzip.decompress(packed).decode("latin-1"))):
        text = row["article_content"]
        if text in seen:
            continue
        seen.add(text)
        exact = [each for each in dates.find(text) if each.earliest and each.earliest == each.latest]
        head = next((each for each in exact if _is_head(text, each)), None)
        if head is None or head.earliest is None:
            continue
        kept, at = [], 0
        for each in exact:
            if each.start < _HEAD and each.earliest == head.earliest:
                kept.append(text[at : each.start])
                at = each.end
        yield Dated(name=row["unit_id"], text=" ".join([*kept, text[at:]]), day=head.earliest)


def _is_head(text: str, found: dates.Found) -> bool:
    if found.start >= _HEAD or not re.search(r"\d{4}", text[found.start : found.end]):
        return False
    before = text[: found.start]
    return before.endswith("Date of publication ") or not _OF_STORY.search(before[-12:])


def undated_text(shared: Path) -> dict[str, float]:
    """Of the odd rows: how often the run holds the true day, how often it is closed, how wide."""
    rows = [each for at, each in enumerate(fakes(shared)) if at % 2]
    found = [(each, dated(Report(report=each.name, path="", text=each.text, digest=""))) for each in rows]
    widths = [days for _, published in found if (days := width(published)) is not None]
    narrow = [(each, p) for each, p in found if (days := width(p)) is not None and days <= 366]
    best = [(each, p) for each, p in found if p.best is not None]
    return {
        "texts": len(rows),
        "holds": sum(covers(p, each.day, each.day) for each, p in found) / len(rows),
        "closed": len(widths) / len(rows),
        "median width": median(widths),
        "within a year": len(narrow) / len(rows),
        "within a year holds": sum(covers(p, each.day, each.day) for each, p in narrow) / max(1, len(narrow)),
        "best told": len(best),
        "best within 3 days": sum(abs((p.best - each.day).days) <= 3 for each, p in best if p.best)
        / max(1, len(best)),
    }


# ---------------------------------------------------------------- wikiwars

_TAG = re.compile(r"<TIMEX2\b([^>]*)>|</TIMEX2>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """One annotated time expression."""

    start: int
    end: int
    val: str
    mod: str


def timexes(source: str) -> tuple[str, list[Timex]]:
    """The text of an annotated document without its tags, and its expressions."""
    body = source[source.index("<TEXT>") + 6 : source.index("</TEXT>")]
    text, at = "", 0
    found: list[Timex] = []
    open_tags: list[tuple[int, dict[str, str]]] = []
    for tag in _TAG.finditer(body):
        text += unescape(body[at : tag.start()])
        at = tag.end()
        if tag[0].startswith("</"):
            start, attributes = open_tags.pop()
            found.append(
                Timex(
                    start=start, end=len(text), val=attributes.get("val", ""), mod=attributes.get("mod", "")
                )
            )
        else:
            open_tags.append((len(text), dict(_ATTRIBUTE.findall(tag[1]))))
    return text + unescape(body[at:]), found


def days_of(val: str) -> tuple[date, date] | None:
    """The days of a TIMEX2 value of the calendar; None for durations, references and years before 1."""
    for pattern, read in _VALUES:
        if match := pattern.fullmatch(val):
            try:
                return read(match)
            except ValueError:
                return None
    return None


def _one(day: date) -> tuple[date, date]:
    return day, day


def _week(monday: date) -> tuple[date, date]:
    return monday, monday + timedelta(days=6)


_VALUES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[date, date] | None]], ...] = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?"), lambda m: _one(date(int(m[1]), int(m[2]), int(m[3])))),
    (re.compile(r"(\d{4})-(\d\d)"), lambda m: a_month(int(m[1]), int(m[2]))),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), lambda m: a_season(int(m[1]), _SEASONS[m[2]])),
    (re.compile(r"(\d{4})-W(\d\d)"), lambda m: _week(date.fromisocalendar(int(m[1]), int(m[2]), 1))),
    (re.compile(r"\d{4}"), lambda m: a_year(int(m[0]))),
    (re.compile(r"\d{3}"), lambda m: (date(int(m[0]) * 10, 1, 1), date(int(m[0]) * 10 + 9, 12, 31))),
)


def expressions(shared: Path) -> dict[str, float]:
    """Relaxed precision, recall and F1 of the extents, and how many matched values are right."""
    hits = ours = gold = right = dates_ = dates_right = found_ours = 0
    for path in sorted((shared / "corpora/public/wikiwars").glob("*.key.xml")):
        source = path.read_text(encoding="utf-8", errors="replace")
        text, annotated = timexes(source)
        day = date.fromisoformat(source.split('<TIMEX2 val="')[1][:10])
        given = (Likely(day=day, chance=1.0),)
        published = Published(earliest=day, latest=day, best=day, witnesses=(), reason="given", days=given)
        told = Timeline(text, published).told
        ours += len(told)
        gold += len(annotated)
        found_ours += sum(
            any(t.found.start < each.end and each.start < t.found.end for each in annotated) for t in told
        )
        for each in annotated:
            # A span of two ends ("1876-1910") is one expression here and two there.
            own = next((t for t in told if t.found.start < each.end and each.start < t.found.end), None)
            if own is None:
                continue
            hits += 1
            wanted = days_of(each.val)
            good = _same(own.run, wanted, each.mod) if wanted else _other(own.found.expression, each.val)
            right += good
            if wanted:
                dates_ += 1
                dates_right += good
    precision, recall = found_ours / ours, hits / gold
    return {
        "expressions": gold,
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / (precision + recall),
        "value": right / hits,
        "calendar values": dates_,
        "calendar value": dates_right / dates_,
    }


def _same(found: Run, wanted: tuple[date, date], mod: str) -> bool:
    if found.earliest is None or found.latest is None:
        return False
    if mod:
        return wanted[0] <= found.earliest and found.latest <= wanted[1]
    # Of a span, one end is annotated.
    return found.earliest == wanted[0] or found.latest == wanted[1]


def _other(expression: Any, val: str) -> bool:
    """Whether a duration is of the same count and unit, or a reference to the present or past is one."""
    if expression.rule.name in ("now", "recent"):
        return val in ("PRESENT_REF", "PAST_REF")
    match = expression.match.groupdict()
    wanted = re.fullmatch(r"PT?(\d+)([HDWMY])", val)
    if wanted is None or not match.get("unit"):
        return False
    count = number(match.get("n"))
    return count == (int(wanted[1]),) * 2 and unit(match["unit"])[0].upper() == wanted[2]


# ---------------------------------------------------------------- pages


def pages(shared: Path) -> dict[str, float]:
    """Of how many pages the best day is the known one, beside htmldate's pick in the same run."""
    folder = shared / "corpora/public/htmldate_en"
    gold = [
        json.loads(line) for line in gzip.decompress((folder / "gold.jsonl.gz").read_bytes()).splitlines()
    ]
    ours = theirs = held = 0
    for entry in gold:
        packed = (folder / "html" / f"{entry['html']}.html.gz").read_bytes()
        content = gzip.decompress(packed).decode("utf-8", "replace")
        raw = Raw(
            report="page", path="page", format=Format.HTML, content=content, metadata={"url": entry["url"]}
        )
        try:
            report = html.cleaned(raw)
        except SkipReport:
            continue
        published = dated(replace(report, published=None))
        day = date.fromisoformat(entry["date"])
        ours += published.best == day
        held += covers(published, day, day)
        theirs += any(each.text == f"htmldate: {entry['date']}" for each in report.dates)
    total = len(gold)
    return {
        "pages": total,
        "day": ours / total,
        "htmldate": theirs / total,
        "day-less-htmldate": (ours - theirs) / total,
        "holds": held / total,
    }


def figures(shared: Path, part: str) -> dict[str, Any]:
    """The figures of one part."""
    if part == "seeds":
        return seeds(shared)
    return {"fakes": undated_text, "wikiwars": expressions, "htmldate": pages}[part](shared)


def measure(shared: Path, name: str) -> dict[str, float]:
    """The figures that have floors."""
    part = name.removeprefix("dating-")
    found = figures(shared, part)
    if part != "seeds":
        return {key: float(value) for key, value in found.items()}
    reports = {name: row for name, row in found.items() if "true" in row}
    limits = {"000": 7, "001": 10, "002": 4, "003": 1096, "004": 35}
    return {
        "alone.holds": sum(row["alone holds"] for row in reports.values()) / len(reports),
        "together.holds": sum(row["together holds"] for row in reports.values()) / len(reports),
        "together.narrow": sum(
            row["together width"] is not None and row["together width"] <= limits[name[:3]]
            for name, row in reports.items()
        )
        / len(reports),
        "no-claim-by-a-clock": float(found["claims of 2021 or 2024"]["count"] == 0),
    }


def main() -> None:
    """Print the figures of one part or of all."""
    parser = material.parser(__doc__)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    for part in asked.part or PARTS:
        found = figures(asked.shared, part)
        if asked.json:
            print(json.dumps({"part": part} | found))
            continue
        print(f"\n{part}")
        for key, value in found.items():
            print(f"  {key:24}", f"{value:.3f}" if isinstance(value, float) else value)


if __name__ == "__main__":
    main()
