"""The order of the stages, one line an arrow: raw report → report → claims → grounded claims."""

from __future__ import annotations

from dataclasses import dataclass

from affray import plugins
from affray.config import Settings
from affray.errors import SkipReport
from affray.model import Coded, Raw, Skip
from affray.ports import Grounder, Reader, Tagger


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """The stages, loaded once a process. A report's result depends on nothing but these and itself."""

    readers: dict[str, Reader]
    tagger: Tagger
    grounder: Grounder


def load(settings: Settings) -> Stages:
    """Load the stages that the settings name."""
    return Stages(
        readers={name: plugins.find("reader", name) for name in plugins.names("reader")},
        tagger=plugins.find("tagger", settings.extract.tagger)(settings.extract),
        grounder=plugins.find("grounder", settings.ground.grounder)(settings.ground),
    )


def code(raw: Raw, stages: Stages) -> Coded | Skip:
    """Code one report, whole: a pure function, so reports can be coded anywhere, in any order."""
    try:
        report = stages.readers[raw.format](raw)
        claims = stages.tagger(report)
        return Coded(report=report, claims=tuple(stages.grounder(report, claims)))
    except SkipReport as skip:
        return Skip(path=raw.path, line=raw.line, reason=skip.reason, detail=skip.detail)
