"""Ranges of rows behave like the sets of rows they stand for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from photorag.qt.grid.row_ranges import RowRanges

ranges = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 8)).map(lambda pair: (pair[0], pair[0] + pair[1])))


def rows(parts: list[tuple[int, int]]) -> set[int]:
    return {row for first, last in parts for row in range(first, last + 1)}


@given(ranges, ranges)
def test_ranges_are_sets_of_rows(one: list[tuple[int, int]], two: list[tuple[int, int]]) -> None:
    made = RowRanges(one)
    assert list(made) == sorted(rows(one))
    assert len(made) == len(rows(one))
    assert {row for row in range(-1, 80) if row in made} == rows(one)
    assert list(made | RowRanges(two)) == sorted(rows(one) | rows(two))


@given(ranges)
def test_as_few_ranges_as_possible(parts: list[tuple[int, int]]) -> None:
    made = RowRanges(parts).ranges
    starts = {row for row in rows(parts) if row - 1 not in rows(parts)}
    assert [first for first, _ in made] == sorted(starts)
