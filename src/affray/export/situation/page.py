"""`affray report`: what is told of a run of days, as one page to print that asks nothing of any network."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from affray import __version__
from affray.export.files import whole_text
from affray.export.page.families import Family
from affray.export.page.overview import writable
from affray.export.situation.survey import FULL, Period, Situation, Watched, survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the page says of itself.

    Attributes:
        store: The name of the store's file.
        credits: What is to be said of the places.
        grid: Degrees that a public release's points were rounded to; None where they are as they are.
    """

    store: str
    credits: Sequence[str]
    grid: float | None = None


def write(store: Watched, out: Path, period: Period, terms: Terms) -> Situation:
    """Write the page; gives what it says.

    Raises:
        UnusableStore: A claim does not quote its report.
        UnusableOption: `out` cannot be written.
    """
    found = survey(store, period)
    with whole_text(out) as page:
        page.write(_render(found, terms))
    return found


def _render(found: Situation, terms: Terms) -> str:
    environment = Environment(
        loader=PackageLoader("affray.export", "situation"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=writable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = files("affray.export").joinpath("situation", "report.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return environment.get_template("report.html.j2").render(
        found=found,
        terms=terms,
        full=FULL,
        families=[family.value for family in Family],
        version=__version__,
        style=Markup(style),  # noqa: S704 our own file
        # No script runs at all; with its hash only this style does.
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )
