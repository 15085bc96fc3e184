"""Where the keys go in the grid."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView

from photorag.qt.grid.layout import HEADER, GridLayout

_Action = QAbstractItemView.CursorAction
_SIDEWAYS = {_Action.MoveLeft: -1, _Action.MovePrevious: -1, _Action.MoveRight: 1, _Action.MoveNext: 1}


class Moves:
    """Up and down keep to the place across at which they began, however wide the photos on the way are."""

    def __init__(self) -> None:
        self._x = 0
        self._arrived = -1  # the row that the last move up or down led to

    def moved(self, layout: GridLayout, row: int, action: QAbstractItemView.CursorAction, height: int) -> int:
        """The row that ``action`` leads to, in a view of such a height."""
        last = layout.count - 1
        if action in _SIDEWAYS:
            return min(last, max(0, row + _SIDEWAYS[action]))
        if action in (_Action.MoveHome, _Action.MoveEnd):
            return 0 if action == _Action.MoveHome else last
        if row != self._arrived:
            self._x = layout.box(row).centre[0]
        if action in (_Action.MoveUp, _Action.MoveDown):
            self._arrived = layout.above(row, 1 if action == _Action.MoveUp else -1, self._x)
        else:
            self._arrived = self._page(layout, row, height if action == _Action.MovePageDown else -height)
        return self._arrived

    def _page(self, layout: GridLayout, row: int, height: int) -> int:
        """Nearly a view's height further, at least one line."""
        down = height > 0
        box = layout.box(row)
        page = max(0, abs(height) - HEADER - box.height)
        found = layout.nearest(self._x, box.centre[1] + (page if down else -page))
        if found is None or found in range(*_both(layout.line_ends(row))):
            return layout.above(row, -1 if down else 1, self._x)
        return found


def _both(ends: tuple[int, int]) -> tuple[int, int]:
    return ends[0], ends[1] + 1
