"""The quality gate: measures everything in eval/ and holds it against `floors.toml`.

    python eval/gate.py [--shared ../shared] [--write]

A floor holds for the corpus whose digest stands beside it: on other material the gate stops and says
so, since a figure of another corpus says nothing. Without the annotated material it says that it
measured nothing. `--write` prints the figures as a new floors.toml for review; it changes no file.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import material

HERE = Path(__file__).resolve().parent
_PUBLIC = ("geoparsing/*", "giveme5w1h/*", "aeb/*.gz", "polnear/dev/text*")
_GENERAL = " ".join(f"corpora/public/{pattern}" for pattern in _PUBLIC)
# What each measure is called, the file that takes it, and the material it is taken on, as patterns.
MEASURES = {
    "claims-dev": ("claims", "corpora/claims/dev.*"),
    "claims-seeds": ("claims", "seeds/*"),
    "read": ("read", "corpora/public/aeb/**/*"),
    "sentences": ("sentences", "corpora/roles/ewt_roles_test.json.gz"),
    "figures": ("figures", "corpora/claims/dev.*"),
    "antecedents": ("antecedents", "corpora/claims/dev.*"),
    "ground": ("ground", "gold/seeds.jsonl"),
    "control-dev": ("control", "corpora/claims/dev.*"),
    "relevance-claims": ("relevance", "corpora/claims/*.jsonl.gz"),
    "relevance-general": ("relevance", _GENERAL),
    "places-airwars": ("places", "corpora/public/airwars/*"),
    "places-geoparsing": ("places", "corpora/public/geoparsing/*"),
    "events": ("events", "corpora/events/*"),
    "linkage": ("linkage", "corpora/events/dev.*"),
    "redaction": ("redaction", "corpora/public/re3d/**/*"),
    "dating-seeds": ("dating", "seeds/*"),
    "dating-fakes": ("dating", "corpora/public/fakes/*"),
    "dating-wikiwars": ("dating", "corpora/public/wikiwars/*"),
    "dating-htmldate": ("dating", "corpora/public/htmldate_en/**/*"),
    "copies": ("copies", "corpora/public/fakes/* corpora/claims/*.reports.jsonl.gz"),
    "roots": ("roots", "corpora/events/*.jsonl.gz"),
}


def digest(shared: Path, patterns: str) -> str:
    """A hash over the names and bytes of the material."""
    found = hashlib.sha256()
    for path in sorted(path for pattern in patterns.split() for path in shared.glob(pattern)):
        if path.is_file():
            found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def module(name: str) -> ModuleType:
    """One of the scripts beside this one."""
    spec = importlib.util.spec_from_file_location(f"affray_eval_{name}", HERE / f"{name}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no eval/{name}.py")
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found
    spec.loader.exec_module(found)
    return found


def check(name: str, shared: Path, floors: dict[str, Any]) -> list[str]:
    """Measure one thing; print its figures beside their floors; return what fell."""
    script, pattern = MEASURES[name]
    here = digest(shared, pattern)
    if here != floors["digest"]:
        return [f"{name}: the floors are for material {floors['digest']}, this is {here}"]
    figures: dict[str, float] = module(script).measure(shared, name)
    fallen = []
    for metric, floor in floors["floor"].items():
        verdict = "ok" if figures[metric] >= floor else "FELL"
        print(f"{name:14} {metric:28} {figures[metric]:.3f}  floor {floor:.3f}  {verdict}")
        if figures[metric] < floor:
            fallen.append(f"{name}: {metric} {figures[metric]:.3f} is below its floor {floor:.3f}")
    return fallen


def main() -> None:
    """Run the gate; exit 1 when a floor fell."""
    parser = material.parser(__doc__)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    if not (asked.shared / "corpora").is_dir():
        print(f"quality gate: SKIPPED, no annotated material at {asked.shared}; nothing was measured")
        return
    if asked.write:
        for name, (script, pattern) in MEASURES.items():
            print(f'\n[{name}]\ndigest = "{digest(asked.shared, pattern)}"\n[{name}.floor]')
            for metric, value in module(script).measure(asked.shared, name).items():
                print(f'"{metric}" = {value:.3f}')
        return
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    missing = sorted(set(MEASURES) - set(floors))
    fallen = [f"{name}: has no floors" for name in missing]
    for name in MEASURES:
        if name in floors:
            fallen += check(name, asked.shared, floors[name])
    if fallen:
        raise SystemExit("quality gate:\n  " + "\n  ".join(fallen))
    print("quality gate: every floor holds")


if __name__ == "__main__":
    main()
