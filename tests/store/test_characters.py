"""Characters that UTF-8 cannot hold."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from affray.store.characters import keep, restore


@given(st.text(st.characters() | st.sampled_from("\ud800\udfff\U0010fffe0d8")))
@example("\U0010fffed800")
@example("\U0010fffe0000")
def test_every_text_is_kept_as_utf_8_and_restored(text: str) -> None:
    assert restore(keep(text).encode().decode()) == text


@pytest.mark.parametrize("text", ["", "plain", "naïve – “quoted” \x00 😀"])
def test_texts_without_odd_characters_are_kept_as_they_are(text: str) -> None:
    assert keep(text) == text
