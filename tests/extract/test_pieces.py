"""Sentences to windows of word pieces."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from affray.extract.pieces import CASINGS, CONTEXT_PIECES, Pieces, pack


def sentence_of(length: int, number: int) -> Pieces:
    ids = np.arange(length, dtype=np.int64) + 1000 * (number + 1)
    zeros = np.zeros(length, dtype=np.int64)
    return Pieces(ids=ids, casing=zeros, starts=zeros, ends=zeros)


@given(st.lists(st.integers(0, 400), max_size=12), st.sampled_from([128, 256]))
def test_every_piece_is_read_once_and_no_window_is_too_long(lengths: list[int], limit: int) -> None:
    report = [sentence_of(length, number) for number, length in enumerate(lengths)]
    windows = pack(report, 1, 2, limit)
    read: list[tuple[int, int]] = []
    for window in windows:
        assert len(window.ids) <= limit
        for part in window.slices:
            wanted = report[part.sentence].ids[part.first : part.last]
            assert (window.ids[part.offset : part.offset + part.last - part.first] == wanted).all()
            if not part.context:
                read += [(part.sentence, at) for at in range(part.first, part.last)]
    assert read == [(number, at) for number, length in enumerate(lengths) for at in range(length)]


def test_a_second_window_begins_with_the_end_of_the_sentence_before() -> None:
    report = [sentence_of(150, 0), sentence_of(150, 1)]
    first, second = pack(report, 1, 2)
    assert [part.context for part in first.slices] == [False]
    assert [(part.sentence, part.context) for part in second.slices] == [(0, True), (1, False)]
    assert second.slices[0].last - second.slices[0].first == CONTEXT_PIECES


def test_casing_classes_are_as_many_as_the_encoder_was_trained_with() -> None:
    assert len(CASINGS) == 8
