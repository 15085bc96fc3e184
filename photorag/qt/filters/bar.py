"""The filter row with what stands at its right: how the photos are sorted, and whatever else the page puts there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

from photorag.qt.filters.row import FilterRow
from photorag.qt.filters.sort_menu import SortMenu

_GAP = 8
_CHIPS_NEED = 240  # pixels; where there is less beside the right side, that has a line of its own


class FilterBar(QWidget):
    def __init__(self, row: FilterRow, sort: SortMenu, more: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        stays = sort.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # else chips would move when a search begins
        sort.setSizePolicy(stays)
        right = QWidget(self)
        inside = QHBoxLayout(right)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(_GAP)
        for widget in (sort, *more):
            inside.addWidget(widget)
        sides = _Sides()
        sides.addWidget(row)
        sides.addWidget(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(sides)
        column.addWidget(row.line)


class _Sides(QLayout):
    """Two widgets: one that takes what room there is, and one at its right, or below it at the right side's end."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[QLayoutItem] = []
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._entries.append(item)

    def count(self) -> int:
        return len(self._entries)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._entries.pop(index) if 0 <= index < len(self._entries) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [entry.sizeHint() for entry in self._entries]
        return QSize(sum(hint.width() for hint in hints) + _GAP, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        least = [entry.minimumSize() for entry in self._entries]
        return QSize(
            max((each.width() for each in least), default=0), max((each.height() for each in least), default=0)
        )

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Returns the height that it takes."""
        if len(self._entries) < 2:
            return 0
        first, second = self._entries
        size = second.sizeHint()
        beside = rect.width() - size.width() - _GAP >= _CHIPS_NEED
        width = rect.width() - size.width() - _GAP if beside else rect.width()
        height = first.heightForWidth(width)
        top = rect.y() if beside else rect.y() + height + _GAP
        if move:
            first.setGeometry(QRect(rect.x(), rect.y(), width, height))
            left = rect.x() + rect.width() - size.width()
            second.setGeometry(QRect(max(rect.x(), left), top, min(size.width(), rect.width()), size.height()))
        return max(height, size.height()) if beside else height + _GAP + size.height()
