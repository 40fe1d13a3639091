"""`affray extract`: the claims of a text as it is typed, and on request why: every trigger considered."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal, Protocol

from rich.console import Console
from rich.text import Text

from affray import config, plugins
from affray.cli.screen import print_json, shown
from affray.cli.showing import claim_lines
from affray.errors import UnusableOption
from affray.extract.explain import Alternative, Explained
from affray.model import Claim, Report


class _Explains(Protocol):
    def explain(self, report: Report) -> Sequence[Explained]: ...


def extract(text: str, *, settings: Path | None, why: bool, form: Literal["json", "table"]) -> None:
    """Print the claims of a text; `why` prints every trigger considered with its alternatives.

    Raises:
        UnusableOption: There is no text, or the tagger that the settings name explains nothing.
    """
    loaded = config.load(settings)
    read = sys.stdin.read() if text == "-" else text
    if not read.strip():
        raise UnusableOption("no text to extract claims from")
    tagger = plugins.find("tagger", loaded.extract.tagger)(loaded.extract)
    report = Report(report="text", path="-", text=read, digest="")
    if why and not hasattr(tagger, "explain"):
        raise UnusableOption(f"the tagger {loaded.extract.tagger!r} explains nothing")
    explained = _explained(tagger, report) if why else []
    claims = [] if why else list(tagger(report))
    if form == "json":
        print_json([asdict(one) for one in explained or claims])
        return
    console = Console(highlight=False)
    for one in explained:
        console.print(_why(one), soft_wrap=True)
        console.print(claim_lines(one.claim), soft_wrap=True)
    for claim in claims:
        console.print(_heading(claim), soft_wrap=True)
        console.print(claim_lines(claim), soft_wrap=True)
    if not explained and not claims:
        console.print("It makes no claim.")


def _explained(tagger: _Explains, report: Report) -> list[Explained]:
    return list(tagger.explain(report))


def _heading(claim: Claim) -> Text:
    return Text(f"\n{claim.type}, {claim.stance}, {claim.scope}, score {claim.score:.2f}", style="bold")


def _why(one: Explained) -> Text:
    verdict = "kept" if one.kept else "dropped"
    told = _heading(one.claim)
    told.append(f" ({verdict}; the cut is {one.cut:.2f})")
    lines = (
        f"  type: {_chances(one.types)}",
        f"  is a trigger at all: {one.verdict:.2f}",
        f"  stance: {_chances(one.stances)}",
    )
    fillers = [f"  {filler.role}: {shown(filler.text)} {filler.score:.2f}" for filler in one.claim.fillers]
    return Text("\n").join([told, *(Text(line) for line in (*lines, *fillers))])


def _chances(alternatives: Sequence[Alternative]) -> str:
    return ", ".join(f"{one.label} {one.chance:.2f}" for one in alternatives) or "none likely"
