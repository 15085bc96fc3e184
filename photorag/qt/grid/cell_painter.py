"""How a photo, its placeholder, its rings and its signs look."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from photorag.core.library_types import NO_TINT, Item
from photorag.qt.grid.marks import MARK_SIDE, Marks, badge_of
from photorag.qt.theme import Theme
from photorag.qt.tokens import RADIUS

_RING = 3
_FOCUS = 2
_INSET = 5  # of the signs, from the photo's edges
_OFFLINE = 0.55
_AA, _SMOOTH = QPainter.RenderHint.Antialiasing, QPainter.RenderHint.SmoothPixmapTransform


class CellPainter:
    """Colours are looked up once, not for each cell; `recolour` follows the theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._marks = Marks(theme)
        self.recolour()

    def recolour(self) -> None:
        self._marks.forget()
        self.background = self._theme.colour("bg")
        self._empty = self._theme.colour("hover")
        self._accent = QPen(self._theme.colour("accent"), _RING)
        self._ink, self._line = QPen(self._theme.colour("ink"), _FOCUS), QPen(self.background, _FOCUS)

    def photo(self, painter: QPainter, rect: QRect, tint: int, tile: QImage | None, *, offline: bool) -> None:
        """The picture filling the cell, or a quiet tile of its colour while there is none."""
        if offline:
            painter.setOpacity(_OFFLINE)
        if tile is None:
            painter.setRenderHint(_AA)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._empty if tint == NO_TINT else QColor(tint))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        else:
            # Without smoothing a tile of the cell's size is a copy, which takes a tenth of the time.
            scale = painter.device().devicePixelRatio()
            painter.setRenderHint(_AA, False)
            painter.setRenderHint(_SMOOTH, tile.width() < int(rect.width() * scale) or not scale.is_integer())
            if tile.size() == rect.size():
                painter.drawImage(rect.topLeft(), tile)
            else:
                painter.drawImage(rect, tile)
        if offline:
            painter.setOpacity(1)

    def marks(self, painter: QPainter, rect: QRect, item: Item) -> None:
        """A heart at the lower left, the kind of file at the upper right; nothing on a sliver."""
        if rect.width() < 2 * MARK_SIDE:
            return
        scale = painter.device().devicePixelRatio()
        if item.favourite:
            corner = QPoint(rect.left() + _INSET, rect.bottom() + 1 - MARK_SIDE - _INSET)
            painter.drawPixmap(corner, self._marks.heart(scale))
        if (name := badge_of(item)) is not None:
            badge = self._marks.badge(name, scale)
            left = rect.right() + 1 - round(badge.deviceIndependentSize().width()) - _INSET
            painter.drawPixmap(QPoint(left, rect.top() + _INSET), badge)

    def selected(self, painter: QPainter, rect: QRect, *, current: bool, check: bool) -> None:
        """``current`` among several selected ones is told by a thin line inside the ring."""
        if current:
            _ring(painter, rect, self._line, _RING)
        _ring(painter, rect, self._accent, 0)
        if check:
            corner = QPoint(rect.left() + _INSET, rect.top() + _INSET)
            painter.drawPixmap(corner, self._marks.check(painter.device().devicePixelRatio()))

    def focused(self, painter: QPainter, rect: QRect) -> None:
        """Dark on light and light on dark, so that it is seen on any photo."""
        _ring(painter, rect, self._line, _FOCUS)
        _ring(painter, rect, self._ink, 0)


def _ring(painter: QPainter, rect: QRect, pen: QPen, outside: float) -> None:
    """A ring so many pixels inside the cell's edge."""
    painter.setRenderHint(_AA)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    inset = outside + pen.widthF() / 2
    radius = max(0.0, RADIUS - inset)
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)
