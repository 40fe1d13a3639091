"""Tags to spans."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from affray.extract.decode import best_tags, best_tags_of, softmax, spans


def well_formed(tags: tuple[int, ...]) -> bool:
    return all(
        tag == 0 or tag % 2 == 1 or (at > 0 and tags[at - 1] in (tag, tag - 1)) for at, tag in enumerate(tags)
    )


@given(st.integers(1, 4), st.integers(1, 2), st.integers(0, 2**32 - 1))
def test_the_path_found_is_the_best_of_all_well_formed_ones(n: int, kinds: int, seed: int) -> None:
    logits = np.random.default_rng(seed).normal(size=(n, 2 * kinds + 1)).astype(np.float32)
    found = tuple(best_tags(logits).tolist())
    every = [tags for tags in itertools.product(range(2 * kinds + 1), repeat=n) if well_formed(tags)]
    best = max(sum(float(logits[at, tag]) for at, tag in enumerate(tags)) for tags in every)
    assert well_formed(found)
    assert abs(sum(float(logits[at, tag]) for at, tag in enumerate(found)) - best) < 1e-4


def test_rows_are_decoded_as_if_they_stood_alone() -> None:
    logits = np.random.default_rng(1).normal(size=(5, 3, 9, 7)).astype(np.float32)
    together = best_tags(logits)
    assert all((together[i, j] == best_tags(logits[i, j])).all() for i in range(5) for j in range(3))


@given(st.lists(st.integers(1, 12), max_size=70), st.integers(0, 2**32 - 1))
def test_rows_of_unlike_length_are_decoded_as_if_they_stood_alone(lengths: list[int], seed: int) -> None:
    noise = np.random.default_rng(seed)
    rows = [noise.normal(size=(n, 5)).astype(np.float32) for n in lengths]
    for row, tags in zip(rows, best_tags_of(rows), strict=True):
        assert tags.tolist() == best_tags(row).tolist()


def test_spans_of_one_label_that_touch_stay_apart() -> None:
    assert list(spans(np.array([0, 1, 2, 1, 0, 3, 4]))) == [(0, 1, 3), (0, 3, 4), (1, 5, 7)]


def test_no_tag_gives_no_span() -> None:
    assert list(spans(np.zeros(4, dtype=np.int64))) == []


def test_chances_sum_to_one_also_for_large_logits() -> None:
    assert np.allclose(softmax(np.array([[1000.0, 0.0, -1000.0]], dtype=np.float32)).sum(-1), 1.0)
