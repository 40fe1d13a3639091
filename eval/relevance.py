"""How well the gate tells reports of conflict from general news.

    python eval/relevance.py [--shared ../shared] [--missed] [--curve] [--json]

Recall counts the annotated reports that have claims, and their sentences that have claims, each given
to the gate as a text of its own, as one pastes a sentence. Of general news the share that is dropped
is counted twice: of all texts, and of those that do not tell of conflict (relevance.toml says which do
and how that was judged). `--missed` lists what was wrongly dropped, `--curve` both for other bars.
"""

from __future__ import annotations

import io
import json
import tarfile
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

import material
from affray.extract.gate import Gate
from affray.model import Report
from affray.resources.conflict import Conflict, conflict

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text with its name, and whether it tells of conflict."""

    name: str
    text: str
    conflict: bool


def bearing(shared: Path, part: str) -> list[Text]:
    """The annotated reports of a part that have claims."""
    told = {claim["report"] for claim in material.lines(shared / f"corpora/claims/{part}.claims.jsonl.gz")}
    return [
        Text(name=found["report"], text="\n".join(found["sentences"]), conflict=True)
        for found in material.lines(shared / f"corpora/claims/{part}.reports.jsonl.gz")
        if found["report"] in told
    ]


def sentences(shared: Path, part: str) -> list[Text]:
    """The annotated sentences of a part that have claims."""
    claims = material.lines(shared / f"corpora/claims/{part}.claims.jsonl.gz")
    told = {(claim["report"], claim["sentence"]) for claim in claims}
    return [
        Text(name=f"{found['report']} sentence {number}", text=sentence, conflict=True)
        for found in material.lines(shared / f"corpora/claims/{part}.reports.jsonl.gz")
        for number, sentence in enumerate(found["sentences"], 1)
        if (found["report"], number) in told
    ]


def general(shared: Path) -> dict[str, list[Text]]:
    """The sets of general news, by name; the texts that tell of conflict are marked."""
    judged = tomllib.loads((HERE / "relevance.toml").read_text(encoding="utf-8"))
    out = {}
    for name, numbers in (judged["chosen"] | judged["unseen"]).items():
        texts = _SETS[name](shared / "corpora/public")
        out[name] = [
            Text(name=f"{name} {n}", text=text, conflict=n in numbers) for n, text in enumerate(texts)
        ]
    return out


def _lgl(public: Path) -> Iterator[str]:
    return _articles(public / "geoparsing/lgl.xml.gz")


def _geovirus(public: Path) -> Iterator[str]:
    return _articles(public / "geoparsing/GeoVirus.xml.gz")


def _geowebnews(public: Path) -> Iterator[str]:
    return _articles(public / "geoparsing/GWN_0_99.xml.gz")


def _articles(path: Path) -> Iterator[str]:
    parser = etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False)
    for article in etree.fromstring(material.text_of(path).encode(), parser).iter("article"):
        yield f"{article.findtext('title') or ''}\n{article.findtext('text') or ''}"


def _giveme5w1h(public: Path) -> Iterator[str]:
    for found in material.lines(public / "giveme5w1h/gold.jsonl.gz"):
        yield "\n".join(str(found.get(name) or "") for name in ("title", "description", "text"))


def _aeb(public: Path) -> Iterator[str]:
    truth = json.loads(material.text_of(public / "aeb/ground-truth.json.gz"))
    return (page["articleBody"] for page in truth.values())


def _polnear_dev(public: Path) -> Iterator[str]:
    content = io.BytesIO((public / "polnear/dev/text.tar.gz").read_bytes())
    with tarfile.open(fileobj=content) as archive:
        for member in archive:
            if (file := archive.extractfile(member)) is not None:
                yield file.read().decode("utf-8", "replace")


_SETS: dict[str, Callable[[Path], Iterator[str]]] = {
    "lgl": _lgl,
    "geovirus": _geovirus,
    "giveme5w1h": _giveme5w1h,
    "geowebnews": _geowebnews,
    "aeb": _aeb,
    "polnear-dev": _polnear_dev,
}


def dropped(gate: Gate, texts: list[Text]) -> list[Text]:
    """The texts that the gate drops."""
    return [
        found for found in texts if gate(Report(report="", path="", text=found.text, digest="")) is not None
    ]


def recall(gate: Gate, texts: list[Text]) -> float:
    """The share of texts that pass."""
    return 1.0 - len(dropped(gate, texts)) / len(texts)


def shares(gate: Gate, texts: list[Text]) -> dict[str, float]:
    """The share dropped of all texts, and of those that do not tell of conflict."""
    gone = dropped(gate, texts)
    plain = [found for found in texts if not found.conflict]
    return {
        "dropped": len(gone) / len(texts),
        "dropped-of-no-conflict": sum(not found.conflict for found in gone) / len(plain),
    }


def measure(shared: Path, name: str) -> dict[str, float]:
    """The figures that have floors, for `relevance-claims` or `relevance-general`."""
    gate = Gate(conflict())
    if name == "relevance-claims":
        out = {f"{part}.reports": recall(gate, bearing(shared, part)) for part in ("dev", "train")}
        return out | {f"{part}.sentences": recall(gate, sentences(shared, part)) for part in ("dev", "train")}
    sets = general(shared)
    sets["all"] = [found for texts in sets.values() for found in texts]
    return {
        f"{own}.dropped-of-no-conflict": shares(gate, texts)["dropped-of-no-conflict"]
        for own, texts in sets.items()
    }


def with_bar(words: Conflict, needed: int) -> Gate:
    """The gate with another bar for texts longer than a window."""
    return Gate(replace(words, rule=replace(words.rule, needed=needed)))


def main() -> None:
    """Print recall and the shares dropped."""
    parser = material.parser(__doc__)
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    gate, sets = Gate(conflict()), general(asked.shared)
    if asked.json:
        names = ("relevance-claims", "relevance-general")
        print(json.dumps({name: measure(asked.shared, name) for name in names}))
        return
    for part in ("dev", "train"):
        for kind, texts in (
            ("reports", bearing(asked.shared, part)),
            ("sentences", sentences(asked.shared, part)),
        ):
            missed = dropped(gate, texts)
            print(f"{part} {kind} with claims: {len(texts) - len(missed)} of {len(texts)} pass", end=" = ")
            print(f"{recall(gate, texts):.4f}")
            if missed and (asked.missed or kind == "reports"):
                print("   missed:", ", ".join(found.name for found in missed))
    for name, texts in (*sets.items(), ("all", [found for own in sets.values() for found in own])):
        _print_set(name, gate, texts)
    if asked.curve:
        _print_curve(bearing(asked.shared, "train"), bearing(asked.shared, "dev"), sets)


def _print_set(name: str, gate: Gate, texts: list[Text]) -> None:
    began = time.process_time()
    found = shares(gate, texts)
    spent = time.process_time() - began
    size, of_conflict = sum(len(each.text) for each in texts), sum(each.conflict for each in texts)
    wrongly = sum(each.conflict for each in dropped(gate, texts))
    print(
        f"{name:12} {len(texts)} texts, {of_conflict} of conflict ({wrongly} of them dropped): "
        f"dropped {found['dropped']:.3f} of all, {found['dropped-of-no-conflict']:.3f} of the others; "
        f"{1e-6 * size / spent:.0f} MB/s, {1e6 * spent / len(texts):.0f} us a text"
    )


def _print_curve(train: list[Text], dev: list[Text], sets: dict[str, list[Text]]) -> None:
    words = conflict()
    pooled = [found for texts in sets.values() for found in texts]
    print("needed  recall train  dev     dropped of no conflict")
    for needed in range(words.rule.needed - 8, words.rule.needed + 13, 4):
        gate = with_bar(words, needed)
        share = shares(gate, pooled)["dropped-of-no-conflict"]
        print(f"{needed:6}  {recall(gate, train):.4f}        {recall(gate, dev):.4f}  {share:.3f}")


if __name__ == "__main__":
    main()
