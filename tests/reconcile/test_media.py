"""One medium has one key, whether it publishes, is carried or is cited."""

from __future__ import annotations

import pytest

from affray.model import RootName
from affray.reconcile.copies import Copies
from affray.reconcile.media import Media
from tests.reconcile.test_roots import Told, report, roots

SAID = Told("Six people died.")
MEDIA = Media(
    [
        report("own", SAID, outlet="Uplands Press"),
        report("copy", SAID, origin="Uplands Press", outlet="Valley Post"),
        report("other", SAID, outlet="Bridge Street News"),
    ],
    Copies(groups=(), drawn={}),
)


@pytest.mark.parametrize(
    ("key", "one"),
    [
        ("outlet:uplands press", "agency:uplands press"),
        ("agency:uplands press", "agency:uplands press"),
        ("named:uplands press", "agency:uplands press"),
        ("named:bridge street", "outlet:bridge street news"),
        ("unnamed:nurse@outlet:uplands press", "unnamed:nurse@agency:uplands press"),
        # Others keep theirs.
        ("named:bridge", "named:bridge"),
        ("named:omar", "named:omar"),
        ("party:isil", "party:isil"),
        ("unnamed:nurse@report:r", "unnamed:nurse@report:r"),
    ],
)
def test_a_medium_has_one_key(key: str, one: str) -> None:
    assert MEDIA.one(RootName(key=key, name="as told")).key == one


@pytest.mark.parametrize("words", ["the Courier", "The Upland Courier", "Upland Courier"])
def test_an_outlet_that_names_itself_is_its_own_voice(words: str) -> None:
    told = Told(f"Six people died, {words} has found.", (words,))
    (found,) = roots(report("r", told, outlet="Upland Courier"), told)
    assert found.key == "outlet:upland courier"


def test_a_person_with_a_word_of_the_outlets_name_is_no_outlet() -> None:
    told = Told("Six people died, Courier Hassan said.", ("Courier Hassan",))
    (found,) = roots(report("r", told, outlet="Upland Courier"), told)
    assert found.key == "named:courier hassan"
