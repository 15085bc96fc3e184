"""A few of the photos that are selected, lying on one another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from photorag.core.library_types import Item
from photorag.qt.details.preview import paint_photo
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme
from photorag.qt.tokens import RADIUS

MOST = 4
_SIDE = 132
_HEIGHT = 184
# Degrees and sideways steps of each card, the one on top last.
_LAID = ((-9.0, -60), (9.0, 60), (-4.0, -24), (3.0, 22))
_SPREAD = 2 * 60 + _SIDE + 24


class PreviewStack(QWidget):
    def __init__(self, thumbnails: ThumbnailLoader, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails, self._theme = thumbnails, theme
        self._items: tuple[Item, ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Previews of the selected photos"))
        thumbnails.loaded.connect(self._thumbnail_loaded)
        theme.changed.connect(self.update)

    def show_items(self, items: Sequence[Item]) -> None:
        """The first of them lies on top."""
        self._items = tuple(items[:MOST])
        self.update()

    @property
    def shown(self) -> tuple[int, ...]:
        return tuple(item.id for item in self._items)

    @Slot(object)
    def _thumbnail_loaded(self, content: bytes) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = round(_SIDE * self.devicePixelRatioF())
        closer = min(1.0, max(0.0, (self.width() - _SIDE - 24) / (_SPREAD - _SIDE - 24)))  # in a narrow panel
        for item, (degrees, step) in zip(reversed(self._items), _LAID[-len(self._items) :], strict=False):
            painter.save()
            painter.translate(QPointF(self.width() / 2 + step * closer, _HEIGHT / 2))
            painter.rotate(degrees)
            card = QRect(-_SIDE // 2, -_SIDE // 2, _SIDE, _SIDE)
            paint_photo(painter, card, self._thumbnails.image(item.content, side), item.tint, self._theme)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("panel"), 3))
            painter.drawRoundedRect(QRectF(card).adjusted(-1, -1, 1, 1), RADIUS + 1, RADIUS + 1)
            painter.restore()
        painter.end()
