"""Where each photo of the grid lies: plain arithmetic, no Qt, exact for 100,000 photos in some milliseconds.

Justified rows: the photos of a line share its height and fill the width together, each with its own aspect ratio.
Which line a photo begins is worked out for every photo at once; a walk along the photos that really begin a line then
costs one step a line. All lengths are in pixels.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from photorag.qt.grid.line_breaks import LineBreaks, line_breaks

GAP = 6
HEADER = 40
_SECTION_GAP = 8  # beside the gap below each line
_BOTTOM = 24


@dataclass(frozen=True, slots=True)
class Section:
    """Consecutive photos under one heading. ``note`` stands beside the title, in small type."""

    title: str
    note: str
    count: int


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


class GridLayout:
    """Made anew whenever the photos, the width or the row height change. Every question is answered by bisection."""

    def __init__(
        self, sections: Sequence[Section], ratios: NDArray[np.float32], width: int, *, target: int = 180,
        margin: int = 24, right: int = 24,
    ) -> None:  # fmt: skip
        self.sections = tuple(sections)
        self.count = len(ratios)
        self._margin, self._inner = margin, max(1, width - margin - right)
        self._firsts = [0, *accumulate(section.count for section in sections)][:-1]  # first photo of each section
        lines = line_breaks(ratios, self._firsts, self._inner, target, GAP)
        self._lefts, self._rights = _edges(lines, margin)
        self._begins: list[int] = lines.begins.tolist()  # first photo of each line, and the number of photos
        self._line_heights: list[int] = lines.heights.tolist()
        self._line_tops, self._section_tops = self._stack(lines)
        bottom = self._line_tops[-1] + self._line_heights[-1] if self.count else 0
        self.height = bottom + _BOTTOM if self.count else 0

    # -- photos

    def box(self, row: int) -> Box:
        line = self._line_of(row)
        left = int(self._lefts[row])
        return Box(left, self._line_tops[line], int(self._rights[row]) - left, self._line_heights[line])

    def at(self, x: int, y: int) -> int | None:
        """The photo at a point, or None between them."""
        row = self.nearest(x, y)
        if row is None:
            return None
        box = self.box(row)
        inside = box.x <= x < box.x + box.width and box.y <= y < box.y + box.height
        return row if inside else None

    def nearest(self, x: int, y: int) -> int | None:
        """The photo at a point, or the closest one of the line there; None when there are no photos."""
        if not self.count:
            return None
        return self._in_line(self._line_at(y), x)

    def line_ends(self, row: int) -> tuple[int, int]:
        """First and last photo of the line that ``row`` is on."""
        line = self._line_of(row)
        return self._begins[line], self._begins[line + 1] - 1

    def above(self, row: int, lines: int = 1, x: int | None = None) -> int:
        """The photo so many lines further up (down when negative), closest to ``x`` or to the photo's own middle.

        Beyond the first or last line there is nowhere to go: the photo itself is the answer.
        """
        line = self._line_of(row)
        target = min(len(self._line_tops) - 1, max(0, line - lines))
        return row if target == line else self._in_line(target, self.box(row).centre[0] if x is None else x)

    # -- bands and rectangles

    def rows_between(self, top: int, bottom: int) -> range:
        """Photos that touch the band ``top`` <= y < ``bottom``."""
        first, last = self._lines_between(top, bottom)
        return range(self._begins[first], self._begins[last]) if first < last else range(0)

    def ranges_within(self, x: int, y: int, width: int, height: int) -> list[tuple[int, int]]:
        """Photos that touch a rectangle, as (first, last) of consecutive ones."""
        ranges: list[tuple[int, int]] = []
        for line in range(*self._lines_between(y, y + height)):
            begin, end = self._begins[line], self._begins[line + 1]
            first = begin + int(np.searchsorted(self._rights[begin:end], x, "right"))
            last = begin + int(np.searchsorted(self._lefts[begin:end], x + width, "left")) - 1
            if last < first:
                continue
            if ranges and ranges[-1][1] + 1 == first:
                ranges[-1] = (ranges[-1][0], last)
            else:
                ranges.append((first, last))
        return ranges

    # -- headings

    def header(self, number: int) -> Box:
        return Box(self._margin, self._section_tops[number], self._inner, HEADER)

    def headers_between(self, top: int, bottom: int) -> Iterator[int]:
        """Sections whose heading touches the band."""
        first = bisect_right(self._section_tops, top - HEADER)
        yield from range(first, bisect_left(self._section_tops, bottom))

    def section_at(self, y: int) -> int | None:
        """The section whose heading or photos are at ``y``; None when there are none."""
        return max(0, bisect_right(self._section_tops, y) - 1) if self.sections else None

    # -- inside

    def _stack(self, lines: LineBreaks) -> tuple[list[int], list[int]]:
        """The tops of lines and sections, one below the other."""
        bottoms = np.concatenate(([0], np.cumsum(lines.heights + GAP)))
        section = np.searchsorted(self._firsts, lines.begins[:-1], "right") - 1
        line_tops = bottoms[:-1] + HEADER + section * (HEADER + _SECTION_GAP)
        line_before = np.searchsorted(lines.begins[:-1], self._firsts, "left")
        section_tops = bottoms[line_before] + np.arange(len(self._firsts)) * (HEADER + _SECTION_GAP)
        return line_tops.tolist(), section_tops.tolist()

    def _line_of(self, row: int) -> int:
        return bisect_right(self._begins, row, hi=len(self._line_tops)) - 1

    def _line_at(self, y: int) -> int:
        """The line at ``y``, or the one whose gap or heading is closest."""
        line = max(0, bisect_right(self._line_tops, y) - 1)
        bottom = self._line_tops[line] + self._line_heights[line]
        if line + 1 < len(self._line_tops) and y - bottom >= self._line_tops[line + 1] - y:
            return line + 1
        return line

    def _lines_between(self, top: int, bottom: int) -> tuple[int, int]:
        first = max(0, bisect_right(self._line_tops, top) - 1)
        if first < len(self._line_tops) and self._line_tops[first] + self._line_heights[first] <= top:
            first += 1
        return first, max(first, bisect_left(self._line_tops, bottom))

    def _in_line(self, line: int, x: int) -> int:
        """The photo of a line whose edges are closest to ``x``."""
        begin, end = self._begins[line], self._begins[line + 1]
        row = begin + max(0, int(np.searchsorted(self._lefts[begin:end], x, "right")) - 1)
        if row + 1 < end and x - int(self._rights[row]) >= int(self._lefts[row + 1]) - x:
            return row + 1
        return row


def _edges(lines: LineBreaks, margin: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Left and right edges of all photos. Edges are rounded, not widths: so the gaps stay exact, and the last photo of
    a full line ends at the margin."""
    counts = np.diff(lines.begins)
    first = np.repeat(lines.begins[:-1], counts)
    scale = np.repeat(lines.scales, counts)
    gaps = (np.arange(len(first)) - first) * GAP + margin
    start = lines.positions[first]
    lefts = np.rint((lines.positions[:-1] - start) * scale).astype(np.int32) + gaps.astype(np.int32)
    rights = np.rint((lines.positions[1:] - start) * scale).astype(np.int32) + gaps.astype(np.int32)
    return lefts, np.maximum(rights, lefts + 1)
