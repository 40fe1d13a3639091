"""One key for one medium: as who publishes, as an agency whose text is carried, or as a name that is cited.

"Meridian Press" is an outlet where it publishes, an agency where others carry its text, and in a text that
cites it a name like a person's. All three are one source, which never corroborates itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from affray.model import Report, RootName
from affray.reconcile import origins
from affray.reconcile.copies import Copies
from affray.reconcile.speakers import root_of_medium
from affray.text import fold

# What a citation leaves out of the name, or adds to it: "Khan Street" for "Khan Street News".
_KIND = re.compile(r"\s+(?:news|news agency|news site|agency|online|website|site|newspaper|channel|tv)$")
_MEDIUM = re.compile(r"(?:named|outlet|agency):(?P<name>.+)")


class Media:
    """The media that a store's reports name as their own outlet or origin, by the key each has everywhere."""

    def __init__(self, reports: Iterable[Report], copies: Copies) -> None:
        self._by_name: dict[str, RootName] = {}
        outlets: set[str] = set()
        for report in reports:
            origin = origins.origin_of(report) or copies.drawn.get(report.report)
            if origin is not None:
                self._keep(origin, "agency")
            if report.outlet is not None:
                outlets.add(report.outlet)
        for outlet in sorted(outlets):
            self._keep(outlet, "outlet")

    def _keep(self, name: str, kind: str) -> None:
        root = root_of_medium(name, kind)
        held = self._by_name.setdefault(_bare(name), root)
        if root.key < held.key:
            self._by_name[_bare(name)] = root

    def one(self, root: RootName) -> RootName:
        """A root under the key that its medium, or that of whoever carries it, has in all reports."""
        people, at, carrier = root.key.partition("@")
        if at:
            return replace(root, key=f"{people}@{self._key(carrier)}")
        found = self._found(root.key)
        return root if found is None else found

    def all(self, roots: Mapping[str, RootName]) -> dict[str, RootName]:
        """The roots of claims, each under its medium's one key."""
        return {claim: self.one(root) for claim, root in roots.items()}

    def _key(self, key: str) -> str:
        found = self._found(key)
        return key if found is None else found.key

    def _found(self, key: str) -> RootName | None:
        named = _MEDIUM.fullmatch(key)
        return self._by_name.get(_bare(named["name"])) if named else None


def _bare(name: str) -> str:
    folded = fold(name).removeprefix("the ")
    while (short := _KIND.sub("", folded)) != folded and " " in short:
        folded = short
    return folded
