from __future__ import annotations

import pytest

from affray.reconcile.parties import one_party, party_to


@pytest.mark.parametrize(
    ("actor", "party"),
    [
        ("syrian-armed-forces", "syria"),
        ("syria", "syria"),
        ("russian-armed-forces", "russia"),
        ("ahrar-al-sham", "ahrar-al-sham"),
        ("ypg", "ypg"),
        ("nobody-known", "nobody-known"),
    ],
)
def test_a_states_forces_speak_for_it_and_a_member_for_itself(actor: str, party: str) -> None:
    assert one_party(actor) == party


@pytest.mark.parametrize(
    ("actor", "sides", "is_party"),
    [
        ("syria", ("syrian-armed-forces", "isil"), True),
        ("syrian-armed-forces", ("syria",), True),
        ("isil", ("syrian-armed-forces", "isil"), True),
        # A member to what its coalition does, and a coalition to what a member does.
        ("ypg", ("syrian-democratic-forces", "isil"), True),
        ("syrian-democratic-forces", ("ypg", "isil"), True),
        # A group of the side that "rebels" stands for.
        ("jaysh-al-islam", ("syrian-opposition-forces", "syrian-armed-forces"), True),
        ("syrian-opposition-forces", ("jaysh-al-islam",), True),
        # An ally, another member of the coalition, and somebody else are none.
        ("russia", ("syrian-armed-forces", "isil"), False),
        ("ypg", ("raqqa-revolutionaries-brigade", "isil"), False),
        ("turkey", ("ypg", "isil"), False),
        ("isil", ("syrian-opposition-forces", "syrian-armed-forces"), False),
        (None, ("isil",), False),
        ("isil", (), False),
    ],
)
def test_a_party_is_told_from_who_only_watches(
    actor: str | None,
    sides: tuple[str, ...],
    is_party: bool,  # noqa: FBT001 - what is held
) -> None:
    assert party_to(actor, sides) is is_party
