"""The order of the stages, one line an arrow: raw → report → (gate) → dated → claims → grounded claims."""

from __future__ import annotations

from dataclasses import dataclass, replace

from affray import __version__, plugins
from affray.config import Settings
from affray.errors import SkipReport
from affray.model import Coded, Raw, Skip
from affray.ports import Dater, Gate, Grounder, Reader, Tagger
from affray.resources import packs
from affray.resources.actors import laid


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The stages, loaded once a process. A report's result depends on nothing but these and itself."""

    readers: dict[str, Reader]
    gate: Gate
    dater: Dater
    tagger: Tagger
    grounder: Grounder


def load(settings: Settings) -> Stages:
    """Load the stages that the settings name."""
    return Stages(
        readers={name: plugins.find("reader", name) for name in plugins.names("reader")},
        gate=plugins.find("gate", settings.extract.gate)(settings.extract),
        dater=plugins.find("dater", settings.ground.dater),
        tagger=plugins.find("tagger", settings.extract.tagger)(settings.extract),
        grounder=plugins.find("grounder", settings.ground.grounder)(settings.ground),
    )


def version(settings: Settings, stages: Stages) -> str:
    """What reports are coded by: a report is coded again when any of it changes."""
    extract = settings.extract
    own = f", actors {laid()}" if laid() else ""
    places = packs.digest(packs.folder(settings.ground.packs))
    own += f", places {places}" if places else ""
    return (
        f"{extract.tagger} {stages.tagger.version}, {settings.ground.grounder} {__version__}, "
        f"dater {settings.ground.dater}, "
        f"gate {extract.gate} {stages.gate.version}{own}"
    )


def code(raw: Raw, stages: Stages) -> Coded | Skip:
    """Code one report, whole: a pure function, so reports can be coded anywhere, in any order."""
    try:
        report = stages.readers[raw.format](raw)
        if (dropped := stages.gate(report)) is not None:
            return Coded(report=report, claims=(), dropped=dropped)
        report = replace(report, published=stages.dater(report, ()))
        claims = stages.tagger(report)
        return Coded(report=report, claims=tuple(stages.grounder(report, claims)))
    except SkipReport as skip:
        return Skip(path=raw.path, line=raw.line, reason=skip.reason, detail=skip.detail)
