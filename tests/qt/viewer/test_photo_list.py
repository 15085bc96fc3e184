"""The list that is leafed through."""

from __future__ import annotations

import numpy as np
import pytest

from photorag.qt.viewer.photo_list import PhotoList


@pytest.mark.parametrize(
    ("position", "gone", "current"),
    [
        (2, [3], 4),  # the one shown: on to the next
        (4, [5], 4),  # the last one: back to the one before
        (2, [1, 2], 3),  # others before it: it stays
        (1, [2, 3, 4], 5),
        (2, [9], 3),
        (0, [1, 2, 3, 4, 5], None),
    ],
)
def test_without_those_that_are_gone(position: int, gone: list[int], current: int | None) -> None:
    assert PhotoList([1, 2, 3, 4, 5], position).without(gone).current == current


def test_nothing_gone_is_the_same_list() -> None:
    photos = PhotoList(np.arange(5), 3)
    assert photos.without([77]) is photos


def test_its_ends() -> None:
    photos = PhotoList([7, 8, 9], 1)
    assert photos.at(-5).current == 7
    assert photos.at(5).current == 9
    assert photos.id_at(3) is None
    assert PhotoList().at(3).current is None
