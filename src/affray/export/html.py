"""Writes a store as one web page that holds everything it shows: no request leaves it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from affray.export.files import whole_text
from affray.export.loss import Loss, lost
from affray.export.page.figures import WIDTH
from affray.export.page.overview import Coding, Overview, sections, survey, writable


def write(store: Coding, out: Path) -> Loss:
    """Write every report of a store, with its claims marked in the text, as one HTML file.

    Args:
        store: The reports, claims and skips; read twice, one report at a time.
        out: The page; replaced whole once it is complete.

    Returns:
        The claims shown, and what a page cannot hold of them.

    Raises:
        StopRun: A claim's sentence is not the text at its offsets, or writing failed.
        UnusableOption: `out` cannot be written there.
    """
    overview = survey(store)
    with whole_text(out) as page:
        page.writelines(_render(store, overview))
    return Loss(
        format="html",
        unit="claims",
        rows=overview.claims,
        total=overview.claims,
        held=overview.claims,
        reduced=lost(
            {
                "maps from a report's text back to its source": len(overview.rows),
                "scores of single fillers": overview.fillers,
                "characters that no web page can hold, shown as U+FFFD": overview.unwritable,
            }
        ),
    )


def _render(store: Coding, overview: Overview) -> Iterable[str]:
    environment = Environment(
        loader=PackageLoader("affray.export", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=writable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _shipped("page.css"), _shipped("page.js")
    return environment.get_template("page.html.j2").generate(
        overview=overview,
        sections=sections(store, overview),
        width=WIDTH,
        style=style,
        script=script,
        # With hashes only this style and this script run: markup that slipped in could do neither.
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'",
    )


def _shipped(name: str) -> Markup:
    """A file of the page, put into it as it is: it is ours, and holds no text of a report."""
    return Markup(files("affray.export").joinpath("page", name).read_text(encoding="utf-8"))  # noqa: S704 - our own file


def _digest(content: str) -> str:
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
