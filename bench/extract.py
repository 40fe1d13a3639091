"""How fast reports are extracted, gate and tagger alone, on one core: words and reports a second of CPU time.

    python bench/extract.py [--shared ../shared] [--limit N] [--gate NAME] [--json]

Seconds depend on the machine, so each figure stands beside a run of the encoder alone, over the same
windows, in the same process, report by report in turn: `times the encoder` is what extraction costs
in units of the one pass that no design can do without. The shares tell where the time goes: the
encoder's graph, the branch's graph, the gate, and the rest (pieces, windows, decoding, claims).
Threads are one; the clock is the process's own, so other jobs on the machine count little.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import reports
from affray import plugins
from affray.extract.options import ExtractOptions
from affray.extract.tagger import Tagger
from affray.extract.weights import load as load_weights
from affray.model import Report
from affray.ports import Gate
from affray.resources import trained


class Timed:
    """A session of the runtime that counts its CPU time and keeps what it was fed."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.spent = 0.0
        self.fed: list[tuple[Any, ...]] = []

    def run(self, *given: Any) -> Any:
        """Run the session."""
        self.fed.append(given)
        began = time.process_time()
        out = self._session.run(*given)
        self.spent += time.process_time() - began
        return out

    def again(self) -> float:
        """Run what was fed since the last call alone, and give its CPU time."""
        began = time.process_time()
        for given in self.fed:
            self._session.run(*given)
        spent = time.process_time() - began
        self.fed.clear()
        return spent

    def __getattr__(self, name: str) -> Any:
        """Whatever else the session has."""
        return getattr(self._session, name)


@dataclass(slots=True, kw_only=True)
class Spent:
    """CPU seconds of one set: all of extraction, parts of it, and the encoder alone.

    `read` counts the words of the reports that passed the gate.
    """

    reports: int = 0
    words: int = 0
    read: int = 0
    dropped: int = 0
    claims: int = 0
    whole: float = 0.0
    gate: float = 0.0
    encoder: float = 0.0
    branch: float = 0.0
    alone: float = 0.0

    def figures(self) -> dict[str, float]:
        """The figures to print."""
        share = {name: getattr(self, name) / self.whole for name in ("encoder", "branch", "gate")}
        return {
            "reports": self.reports,
            "words": self.words,
            "dropped by the gate": self.dropped,
            "claims": self.claims,
            "words a second": self.words / self.whole,
            "reports a second": self.reports / self.whole,
            "share of the encoder": share["encoder"],
            "share of the branch": share["branch"],
            "share of the gate": share["gate"],
            "share of the rest": 1.0 - sum(share.values()),
        } | (
            {
                "words a second of the encoder alone": self.read / self.alone,
                "times the encoder": self.whole / self.alone,
            }
            if self.alone
            else {}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """The extract stage with its graphs timed."""

    gate: Gate
    tagger: Callable[[Report], Sequence[Any]]
    encoder: Timed
    branch: Timed
    spent: Spent = field(default_factory=Spent)

    def read(self, text: str) -> None:
        """Extract one report, then run the encoder alone over its windows."""
        spent = self.spent
        report = Report(report="r", path="", text=text, digest="")
        before = self.encoder.spent, self.branch.spent
        began = time.process_time()
        why = self.gate(report)
        passed = time.process_time()
        claims = self.tagger(report) if why is None else ()
        ended = time.process_time()
        spent.reports += 1
        words = len(text.split())
        spent.words += words
        spent.read += words if why is None else 0
        spent.dropped += why is not None
        spent.claims += len(claims)
        spent.whole += ended - began
        spent.gate += passed - began
        spent.encoder += self.encoder.spent - before[0]
        spent.branch += self.branch.spent - before[1]
        spent.alone += self.encoder.again()
        self.branch.fed.clear()


def stage(options: ExtractOptions) -> Extraction:
    """The stage as it ships, its sessions wrapped."""
    weights = load_weights(trained.folder("claims"))
    encoder, branch = Timed(weights.encoder), Timed(weights.branch)
    tagger = Tagger(replace(weights, encoder=encoder, branch=branch))
    gate = plugins.find("gate", options.gate)(options)
    return Extraction(gate=gate, tagger=tagger, encoder=encoder, branch=branch)


def measure(shared: Path, limit: int, options: ExtractOptions) -> dict[str, dict[str, float]]:
    """The figures of each set, and the peak memory."""
    war = [f"{found['title']}\n{found['text']}" for found in reports.war(shared, limit)]
    general = reports.general(shared, limit)
    sets = {"war news (fakes)": war} | {f"general news ({name})": own for name, own in general.items()}
    extraction = stage(options)
    # What is loaded at the first use, such as the runtime's buffers, is no part of the rate.
    extraction.tagger(Report(report="r", path="", text=war[0], digest=""))
    extraction.encoder.fed.clear()
    out = {}
    for name, texts in sets.items():
        own = replace(extraction, spent=Spent())
        for text in texts:
            own.read(text)
        out[name] = own.spent.figures()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return out | {"memory": {"peak MB": peak}}


def main() -> None:
    """Print the figures."""
    parser = reports.parser(__doc__)
    parser.add_argument("--gate", default=ExtractOptions().gate, help="the gate, by its name among the plugs")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if not (asked.shared / "corpora").is_dir():
        print(f"bench: SKIPPED, no reports at {asked.shared}")
        return
    found = measure(asked.shared, asked.limit, ExtractOptions(gate=asked.gate))
    if asked.json:
        print(json.dumps(found))
        return
    for name, figures in found.items():
        print(name)
        for what, value in figures.items():
            print(f"  {what:36} {value:,.2f}" if value < 100 else f"  {what:36} {value:,.0f}")


if __name__ == "__main__":
    main()
