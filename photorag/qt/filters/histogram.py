"""When the photos were taken, as bars by year or month. A click chooses one, dragging from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photorag.qt.theme import Theme

_HEIGHT, _LABELS, _CAPTION = 108, 16, 18
_LEAST = 2  # pixels: a month with one photo is seen too
_WIDEST = 40  # a single bar is no wall


@dataclass(frozen=True, slots=True)
class Bar:
    """``name`` is said of the bar when it is pointed at; ``mark`` stands below it where there is room."""

    key: int
    photos: int
    name: str
    mark: str


class Histogram(QWidget):
    chosen = Signal(int, int)  # the first and the last bar's key

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: tuple[Bar, ...] = ()
        self._shown: tuple[int, int] | None = None
        self._hovered = self._dragged_from = -1
        self._cursor = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> tuple[Bar, ...]:
        return self._bars

    @property
    def caption(self) -> str:
        """What is said of the bar under the mouse, or at the keys."""
        at = self._pointed()
        return self._bars[at].name if at >= 0 else ""

    def show_bars(self, bars: Sequence[Bar], shown: tuple[int, int] | None) -> None:
        """``shown``: the keys of the first and last bar that are chosen now."""
        self._bars, self._shown = tuple(bars), shown
        self._hovered = self._dragged_from = -1
        self._cursor = min(self._cursor, max(0, len(self._bars) - 1))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def bar_rect(self, at: int) -> QRectF:
        """All of a bar's column, as high as the widget allows: what a click on it means."""
        width = min(_WIDEST, self.width() / max(1, len(self._bars)))
        left = (self.width() - width * len(self._bars)) / 2
        return QRectF(left + width * at, _CAPTION, width, self.height() - _CAPTION - _LABELS)

    # -- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragged_from = self._hovered = self._at(event)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        first, last = sorted((self._dragged_from, self._at(event)))
        self._dragged_from = -1
        if event.button() == Qt.MouseButton.LeftButton and first >= 0:
            self.chosen.emit(self._bars[first].key, self._bars[last].key)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self._bars:
            self._cursor = max(0, min(len(self._bars) - 1, self._cursor + steps[Qt.Key(event.key())]))
            self.setAccessibleDescription(self._bars[self._cursor].name)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._bars:
            key = self._bars[self._cursor].key
            self.chosen.emit(key, key)
        else:
            super().keyPressEvent(event)

    def _at(self, event: QMouseEvent) -> int:
        """The bar whose column the mouse is in, or the nearest."""
        if not self._bars:
            return -1
        first = self.bar_rect(0)
        return max(0, min(len(self._bars) - 1, int((event.position().x() - first.left()) // first.width())))

    def _pointed(self) -> int:
        if self._hovered >= 0:
            return self._hovered
        return self._cursor if self.hasFocus() and self._bars else -1

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        most = max((bar.photos for bar in self._bars), default=0) or 1
        painter.setPen(Qt.PenStyle.NoPen)
        for at, bar in enumerate(self._bars):
            column = self.bar_rect(at)
            height = max(_LEAST, column.height() * bar.photos / most) if bar.photos else 1.0
            gap = 2.0 if column.width() > 8 else 0.5
            shape = QRectF(column.left() + gap, column.bottom() - height, column.width() - 2 * gap, height)
            painter.setBrush(self._theme.colour(self._colour(at)))
            painter.drawRoundedRect(shape, min(2.0, height / 2), min(2.0, height / 2))
        self._paint_texts(painter)
        painter.end()

    def _colour(self, at: int) -> str:
        if self._dragged_from >= 0:
            first, last = sorted((self._dragged_from, self._hovered))
            return "accent" if first <= at <= last else "line"
        if at == self._pointed():
            return "accent_ink"
        if not self._bars[at].photos:
            return "line"
        if self._shown is None:
            return "muted"
        return "accent" if self._shown[0] <= self._bars[at].key <= self._shown[1] else "line"

    def _paint_texts(self, painter: QPainter) -> None:
        painter.setPen(self._theme.colour("muted"))
        metrics = QFontMetrics(painter.font())
        top = QRectF(0, 0, self.width(), _CAPTION)
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self.caption)
        free_from = 0.0
        for at, bar in enumerate(self._bars):
            width = metrics.horizontalAdvance(bar.mark)
            column = self.bar_rect(at)
            left = max(0.0, min(self.width() - width, column.center().x() - width / 2))
            if bar.mark and left >= free_from:
                below = QRectF(left, column.bottom() + 3, width + 1, _LABELS)
                painter.drawText(below, Qt.AlignmentFlag.AlignLeft, bar.mark)
                free_from = left + width + 8
