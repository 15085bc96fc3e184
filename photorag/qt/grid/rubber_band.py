"""Selecting photos by drawing a rectangle around them, starting in the space between them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollBar, QWidget

from photorag.qt.grid.row_ranges import RowRanges

_EDGE = 32  # so close to the upper or lower edge the grid starts to scroll
_FRAME_MS = 16
_SHARE = 3  # of the distance into that edge, scrolled in each frame


class RubberBand(QObject):
    """``rows_within`` gives the photos that touch a rectangle of the whole grid, above and below the view too."""

    moved = Signal()  # the rectangle has another shape
    selected = Signal(object)  # RowRanges

    def __init__(self, viewport: QWidget, bar: QScrollBar, rows_within: Callable[[QRect], RowRanges]) -> None:
        super().__init__(viewport)
        self._viewport, self._bar, self._rows_within = viewport, bar, rows_within
        self._origin: QPoint | None = None  # on the whole grid
        self._mouse = QPoint()  # on the view
        self._before = RowRanges()
        self._scrolling = QTimer(self, interval=_FRAME_MS)
        self._scrolling.timeout.connect(self._scroll)
        bar.valueChanged.connect(self._follow)

    @property
    def active(self) -> bool:
        return self._origin is not None

    @property
    def rect(self) -> QRect:
        """On the view; empty when there is none."""
        if self._origin is None:
            return QRect()
        origin = self._origin - QPoint(0, self._bar.value())
        return QRect(origin, self._mouse).normalized()

    def begin(self, position: QPoint, before: RowRanges) -> None:
        """``before`` stays selected too."""
        self._mouse, self._before = position, before
        self._origin = position + QPoint(0, self._bar.value())
        self.selected.emit(before)

    def move(self, position: QPoint) -> None:
        self._mouse = position
        if self._push():
            self._scrolling.start()
        self._follow()

    def end(self) -> None:
        self._origin = None
        self._scrolling.stop()
        self.moved.emit()

    @Slot()
    def _follow(self) -> None:
        if self._origin is not None:
            self.selected.emit(self._before | self._rows_within(self.rect.translated(0, self._bar.value())))
            self.moved.emit()

    @Slot()
    def _scroll(self) -> None:
        if push := self._push():
            self._bar.setValue(self._bar.value() + push)
        else:
            self._scrolling.stop()

    def _push(self) -> int:
        """How far to scroll in this frame, because the mouse is at an edge."""
        above = self._mouse.y() - _EDGE
        below = self._mouse.y() - (self._viewport.height() - _EDGE)
        return above // _SHARE if above < 0 else -(-below // _SHARE) if below > 0 else 0
