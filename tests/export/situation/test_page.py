"""The situation report: what it says, what it counts, and that no text of a report becomes markup."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from affray.export.release import Released, Terms
from affray.export.situation import page
from affray.export.situation.handovers import Handover
from affray.export.situation.survey import Period, Situation, survey
from affray.model import (
    Agreement,
    ControlSpell,
    ControlState,
    DayRun,
    Degree,
    Event,
    Grade,
    Scope,
    Stance,
    Telling,
    Verb,
)
from tests.export.layouts.making import AHRAS, DAY, Held, coded, event, figures, held, root

ALWAYS = Period(first=None, last=None)
OCTOBER = Period(first=date(2015, 10, 1), last=date(2015, 10, 31))
HOSTILE = (
    "<script>alert(1)</script> ISIS fighters & rebels' “clashed” <img src=x onerror=alert(1)> "
    "javascript:alert(1)"
)


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def written(tmp_path: Path, *events: Event, period: Period = ALWAYS, **kept: Any) -> str:
    terms = page.Terms(store="war.duckdb", credits=["somebody"])
    page.write(held(*events, **kept), tmp_path / "r.html", period, terms)
    return (tmp_path / "r.html").read_text(encoding="utf-8")


def found(*events: Event, period: Period = ALWAYS) -> Situation:
    return survey(held(*events), period)


def test_an_event_stands_with_its_figures_words_and_sources(tmp_path: Path) -> None:
    made = figures(12, 20, 99)
    accounts = (
        replace(made.by[0], root="fna", text="tens", low=20, high=99),
        replace(made.by[0], root="sohr", text="twelve", low=12, high=12),
    )
    text = " ".join(
        Tags(
            written(
                tmp_path,
                event(
                    figures=(replace(made, by=accounts),),
                    roots=(root("FNA", party=True), root("SOHR")),
                    grade=Grade.CORROBORATED,
                ),
            )
        ).text
    )
    text = re.sub(r"\s+", " ", text)
    assert "14 October 2015 · Ahras, Aleppo · clash" in text
    assert "killed: 12 to 99" in text
    assert "“tens” (FNA, a party); “twelve” (SOHR)" in text
    assert "(sources contradict each other)" in text
    assert "“ISIS fighters and rebels clashed in Ahras, killing 20 people.” Northern Post, 2015-10-14" in text
    assert "corroborated" in text
    assert "Places: somebody." in text


def test_no_text_of_others_becomes_markup(tmp_path: Path) -> None:
    calm = Tags(written(tmp_path, event()))
    report = coded(HOSTILE, trigger="clashed")
    report = replace(report, report=replace(report.report, title=HOSTILE, outlet=HOSTILE))
    hostile = written(
        tmp_path,
        event(
            place=replace(AHRAS, name=HOSTILE),
            roots=(root(HOSTILE),),
            figures=(figures(1, 1, 1, text=HOSTILE),),
            tellings=(Telling(field="place", root="x", claim="c-1", value=HOSTILE, text=HOSTILE),),
            agreement=(Agreement(field="place", value="x", share=0.5, values=2, divergence=1.0),),
        ),
        results=[report],
    )
    tags = Tags(hostile)
    assert tags.tags["script"] == tags.tags["img"] == tags.attributes["onerror"] == 0
    assert tags.attributes["href"] == tags.attributes["src"] == tags.attributes["style"] == 0
    assert set(tags.tags) <= set(calm.tags)
    assert HOSTILE in "".join(tags.text)


def test_the_policy_lets_only_this_style_in(tmp_path: Path) -> None:
    text = written(tmp_path, event())
    style = re.search("<style>(.*)</style>", text, re.DOTALL)
    assert style is not None
    digest = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;" in text
    assert "http://" not in text
    assert "https://" not in text.replace("https://www.geonames.org", "")


def test_the_page_is_made_for_paper(tmp_path: Path) -> None:
    text = written(tmp_path, event())
    assert "@page { size: A4;" in text
    assert "break-inside: avoid" in text


def test_it_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    assert written(tmp_path, event(), event(event="e-2")) == written(tmp_path, event(), event(event="e-2"))


@pytest.mark.parametrize(
    ("first", "last", "where"),
    [
        (DAY, DAY, "inside"),
        (date(2015, 10, 1), date(2015, 10, 1), "inside"),
        (date(2015, 10, 31), date(2015, 10, 31), "inside"),
        (date(2015, 9, 30), date(2015, 10, 1), "perhaps"),
        (date(2015, 1, 1), date(2015, 12, 31), "perhaps"),
        (date(2015, 11, 1), date(2015, 11, 1), "outside"),
        (None, None, "outside"),
    ],
)
def test_only_what_was_surely_in_the_period_counts(first: date | None, last: date | None, where: str) -> None:
    made = found(event(earliest=first, latest=last), period=OCTOBER)
    assert (made.events, len(made.perhaps)) == {"inside": (1, 0), "perhaps": (0, 1), "outside": (0, 0)}[where]


def test_undated_events_are_told_as_unknown() -> None:
    made = found(event(earliest=None, latest=None), period=OCTOBER)
    assert made.unknown[0][1] == 1
    assert "day is not known at all" in made.unknown[0][0]


def test_sums_of_incidents_hold_no_aggregates() -> None:
    made = found(event(), event(event="e-2", scope=Scope.AGGREGATE, figures=(figures(500, 500, 500),)))
    assert made.total is not None
    assert (made.events, made.total.best, len(made.aggregates)) == (1, 20, 1)


def test_plans_and_fears_stand_apart_and_rejected_events_nowhere() -> None:
    made = found(
        event(stance=Stance.PLANNED),
        event(event="e-2", stance=Stance.POSSIBLE),
        event(event="e-3", verdict=Verb.REJECT),
    )
    assert (made.events, len(made.beside), made.total) == (0, 2, None)
    assert [each.grade for each in made.beside] == ["planned", "possible"]


def spell(**fields: Any) -> ControlSpell:
    """The opposition holds Ahras since the 14th, taken from ISIL, as SOHR tells."""
    known: dict[str, Any] = {
        "spell": "s-1",
        "place": "affray:ahras",
        "where": AHRAS,
        "state": ControlState.HELD,
        "holders": ("syrian-opposition-forces",),
        "words": None,
        "degree": Degree.AS_NAMED,
        "since": DayRun(earliest=DAY, latest=DAY),
        "by": DAY,
        "until": None,
        "until_by": None,
        "taken_from": ("isil",),
        "implied": False,
        "claims": ("c-1",),
        "roots": ("SOHR",),
        "last_told": DAY,
    }
    return ControlSpell(**(known | fields))


def told_handovers(*spells: ControlSpell) -> tuple[Handover, ...]:
    return survey(Held([], [coded()], spells), OCTOBER).handovers


def test_who_gained_a_place_from_whom() -> None:
    (made,) = told_handovers(spell())
    assert (made.days, made.place, made.what) == ("14 October 2015", "Ahras, Aleppo", "held")
    assert (made.who, made.whom, made.roots) == ("Syrian opposition forces", "Islamic State", "SOHR")


def test_who_left_and_who_contests_part_of_a_place() -> None:
    left = spell(spell="s-2", state=ControlState.UNKNOWN, holders=(), taken_from=("isil",))
    parts = spell(
        spell="s-3",
        state=ControlState.CONTESTED,
        degree=Degree.PARTS,
        holders=(),
        words="local men",
        implied=True,
        disagrees=("s-1",),
    )
    assert [(made.what, made.who) for made in told_handovers(left, parts)] == [
        ("left", "unknown"),
        ("contested, parts", "local men"),
    ]
    assert [(made.implied, made.disagrees) for made in told_handovers(parts)] == [(True, True)]


@pytest.mark.parametrize(
    "since",
    [
        DayRun(earliest=None, latest=DAY),
        DayRun(earliest=date(2015, 9, 30), latest=DAY),
        DayRun(earliest=date(2015, 11, 1), latest=date(2015, 11, 1)),
    ],
)
def test_what_did_not_surely_change_in_the_period_is_no_change_of_it(since: DayRun) -> None:
    assert told_handovers(spell(since=since)) == ()


def test_a_handover_is_written_and_a_private_holder_blanked_in_a_release(tmp_path: Path) -> None:
    store = Held(
        [], [coded("ISIS fighters clashed, Mazen Halabi said.")], [spell(words="Mazen Halabi", holders=())]
    )
    terms = page.Terms(store="war.duckdb", credits=[])
    page.write(store, tmp_path / "r.html", OCTOBER, terms)
    assert "Mazen Halabi" in (tmp_path / "r.html").read_text()
    page.write(Released(store, Terms()), tmp_path / "r.html", OCTOBER, terms)
    text = (tmp_path / "r.html").read_text()
    assert "Halabi" not in text
    assert "█████ ██████" in text


def test_what_roots_differ_on_is_told_root_by_root() -> None:
    made = found(
        event(
            roots=(root("SOHR"), root("FNA")),
            grade=Grade.CONTESTED,
            tellings=(
                Telling(field="place", root="sohr", claim="c-1", value="affray:ahras", text="Ahras"),
                Telling(field="place", root="fna", claim="c-1", value="affray:herbel", text="Herbel"),
            ),
            agreement=(Agreement(field="place", value="affray:ahras", share=0.5, values=2, divergence=1.0),),
        )
    )
    (entry,) = made.disputed
    assert [(each.field, each.values) for each in entry.differs] == [
        ("where", (("Ahras", "SOHR"), ("Herbel", "FNA")))
    ]


def test_one_root_that_says_two_things_contradicts_nobody() -> None:
    made = found(
        event(
            tellings=(
                Telling(field="place", root="sohr", claim="c-1", value="affray:ahras", text="Ahras"),
                Telling(field="place", root="sohr", claim="c-1", value="affray:herbel", text="Herbel"),
            ),
            agreement=(Agreement(field="place", value="affray:ahras", share=1.0, values=2),),
        )
    )
    assert made.disputed == ()


def test_days_and_types_are_told_in_words() -> None:
    days = ("2015-10-14..2015-10-14", "2015-10-16..2015-10-17")
    made = found(
        event(
            roots=(root("SOHR"), root("FNA")),
            tellings=tuple(
                Telling(field="time", root=name, claim="c-1", value=value, text=None)
                for name, value in zip(("sohr", "fna"), days, strict=True)
            ),
            agreement=(Agreement(field="time", value=days[0], share=0.5, values=2, divergence=1.0),),
        )
    )
    assert made.disputed[0].differs[0].values == (
        ("14 October 2015", "SOHR"),
        ("16–17 October 2015", "FNA"),
    )


def test_sources_are_counted_by_the_events_they_tell() -> None:
    made = found(
        event(roots=(root("SOHR"), root("FNA", party=True))), event(event="e-2", roots=(root("SOHR"),))
    )
    assert [(each.name, each.events, each.alone, each.party) for each in made.sources] == [
        ("SOHR", 2, 1, 0),
        ("FNA", 1, 0, 1),
    ]


def test_nothing_told_is_said(tmp_path: Path) -> None:
    assert "No report asserts an event of these days." in written(tmp_path, results=[])


def test_more_events_than_are_told_in_full_stand_in_the_table(tmp_path: Path) -> None:
    many = [event(event=f"e-{number:03}") for number in range(45)]
    text = written(tmp_path, *many)
    assert text.count("<article") == 40
    assert "<h2>All events</h2>" in text


def test_a_public_release_says_so_and_hides_the_point(tmp_path: Path) -> None:
    terms = page.Terms(store="war.duckdb", credits=[], grid=0.5)
    page.write(Released(held(event()), Terms(grid=0.5)), tmp_path / "r.html", ALWAYS, terms)
    assert "points stand on a grid of 0.5°" in (tmp_path / "r.html").read_text()
