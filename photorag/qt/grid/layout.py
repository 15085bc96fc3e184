"""Where each photo of the grid lies: plain arithmetic, no Qt, so that 100,000 photos cost nothing.

Square cells in as many columns as fit; sections have a header above their cells. All lengths are in pixels.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class _Block:
    """A section's place: rows of photos ``first`` .. ``first + count - 1`` start at ``cells_top``."""

    top: int
    cells_top: int
    bottom: int
    first: int
    count: int


class GridLayout:
    """Made anew whenever the sections or the width change."""

    def __init__(
        self, sections: Sequence[Section], width: int, *, target: int = 184, gap: int = 6, margin: int = 24,
        right: int = 24, header: int = 40, bottom: int = 24,
    ) -> None:  # fmt: skip
        inner = max(1, width - margin - right)
        self.columns = max(1, round((inner + gap) / (target + gap)))
        self.cell = max(16, (inner - gap * (self.columns - 1)) // self.columns)
        self._gap, self._margin, self._inner, self._header = gap, margin, inner, header
        self.sections = tuple(sections)
        self._blocks: list[_Block] = []
        top = first = 0
        for section in sections:
            cells_top = top + header
            rows = -(-section.count // self.columns)
            end = cells_top + rows * (self.cell + gap)
            self._blocks.append(_Block(top, cells_top, end, first, section.count))
            top, first = end + gap, first + section.count
        self.count = first
        self.height = (self._blocks[-1].bottom + bottom) if self._blocks else 0
        self._firsts = [block.first for block in self._blocks]
        self._tops = [block.top for block in self._blocks]

    def box(self, row: int) -> Box:
        """The cell of photo number ``row``."""
        block = self._blocks[bisect_right(self._firsts, row) - 1]
        line, column = divmod(row - block.first, self.columns)
        return Box(self._x(column), block.cells_top + line * (self.cell + self._gap), self.cell, self.cell)

    def header(self, number: int) -> Box:
        return Box(self._margin, self._blocks[number].top, self._inner, self._header)

    def at(self, x: int, y: int) -> int | None:
        """The photo at a point, or None between them."""
        row = self.nearest(x, y)
        if row is None:
            return None
        box = self.box(row)
        inside = box.x <= x < box.x + box.width and box.y <= y < box.y + box.height
        return row if inside else None

    def nearest(self, x: int, y: int) -> int | None:
        """The photo at or closest before a point; None when there are no photos."""
        block = self._block_at(y)
        if block is None or not self.count:
            return None
        line = max(0, (y - block.cells_top) // (self.cell + self._gap))
        column = min(self.columns - 1, max(0, (x - self._margin) // (self.cell + self._gap)))
        return min(block.first + block.count - 1, block.first + line * self.columns + column)

    def rows_between(self, top: int, bottom: int) -> Iterator[int]:
        """Photos whose cells touch the band ``top`` .. ``bottom``."""
        pitch = self.cell + self._gap
        for block in self._blocks:
            if block.bottom <= top or block.cells_top >= bottom:
                continue
            first_line = max(0, (top - block.cells_top) // pitch)
            last_line = max(0, (bottom - 1 - block.cells_top) // pitch)
            first = block.first + first_line * self.columns
            last = min(block.first + block.count, block.first + (last_line + 1) * self.columns)
            yield from range(first, last)

    def headers_between(self, top: int, bottom: int) -> Iterator[int]:
        for number, block in enumerate(self._blocks):
            if block.top < bottom and block.cells_top > top:
                yield number

    def above(self, row: int, lines: int = 1) -> int:
        """The photo so many lines further up (down when negative), in the same column where there is one."""
        for _ in range(abs(lines)):
            row = self._one_up(row) if lines > 0 else self._one_down(row)
        return row

    def line_ends(self, row: int) -> tuple[int, int]:
        """First and last photo of the line that ``row`` is on."""
        block = self._blocks[bisect_right(self._firsts, row) - 1]
        first = row - (row - block.first) % self.columns
        return first, min(first + self.columns, block.first + block.count) - 1

    def _one_up(self, row: int) -> int:
        first, _ = self.line_ends(row)
        if first == 0:
            return row
        before, last = self.line_ends(first - 1)
        return min(before + row - first, last)

    def _one_down(self, row: int) -> int:
        first, last = self.line_ends(row)
        if last + 1 >= self.count:
            return row
        return min(last + 1 + row - first, self.line_ends(last + 1)[1])

    def _block_at(self, y: int) -> _Block | None:
        position = bisect_right(self._tops, y) - 1
        return self._blocks[max(0, position)] if self._blocks else None

    def _x(self, column: int) -> int:
        # What does not divide evenly is spread over the gaps, so that the last column ends at the margin.
        spare = self._inner - self.columns * self.cell - self._gap * (self.columns - 1)
        shift = spare * column // (self.columns - 1) if self.columns > 1 else 0
        return self._margin + column * (self.cell + self._gap) + shift
