"""Sets of rows as ranges: with everything selected, 100,000 rows are one range. No Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator


class RowRanges:
    """Rows as sorted, separate (first, last) ranges. Made from any ranges, also touching or overlapping ones."""

    def __init__(self, ranges: Iterable[tuple[int, int]] = ()) -> None:
        merged: list[tuple[int, int]] = []
        for first, last in sorted(ranges):
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(merged[-1][1], last))
            else:
                merged.append((first, last))
        self.ranges = tuple(merged)
        self._firsts = [first for first, _ in merged]
        self._size = sum(last - first + 1 for first, last in merged)

    def __len__(self) -> int:
        return self._size

    def __contains__(self, row: int) -> bool:
        place = bisect_right(self._firsts, row) - 1
        return place >= 0 and row <= self.ranges[place][1]

    def __iter__(self) -> Iterator[int]:
        for first, last in self.ranges:
            yield from range(first, last + 1)

    def __or__(self, other: RowRanges) -> RowRanges:
        return RowRanges((*self.ranges, *other.ranges))
