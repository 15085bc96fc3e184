"""The photo at the head of a tab. Its place is taken up before its picture is there, so nothing jumps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from photorag.core.library_types import NO_TINT, Item
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme
from photorag.qt.tokens import RADIUS

_HIGHEST = 360
_LOWEST = 48  # a panorama
_DIMMED, _WARMEST = 48, 200  # of 255
_GAMMA = 1.6  # what matches half as well is to look much less so

Box = tuple[float, float, float, float]


class Preview(QWidget):
    """As wide as it is given, its photo's shape kept; a tall photo gets no higher than the panel is wide."""

    opened = Signal()  # a double-click

    def __init__(self, thumbnails: ThumbnailLoader, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails, self._theme = thumbnails, theme
        self._item: Item | None = None
        self._image: QImage | None = None
        self._warmth: QImage | None = None
        self._boxes: tuple[Box, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        thumbnails.loaded.connect(self._thumbnail_loaded)
        theme.changed.connect(self.update)

    def show_item(self, item: Item) -> None:
        before, self._item = self._item, item
        if before is not None and before.content != item.content:
            self._image = None
            self.show_match(None, ())
        self.setAccessibleName(self.tr("Preview of {}").format(item.title))
        self._ask()
        if before is None or (before.width, before.height) != (item.width, item.height):
            self.updateGeometry()
        self.update()

    def show_match(self, map_of_match: NDArray[np.float32] | None, boxes: Sequence[Box]) -> None:
        """Lays over the photo where it matches: a map of shares 0 to 1 over the whole upright picture, (rows, columns),
        and boxes round words, each left, top, right and bottom as shares of the picture."""
        self._warmth = None if map_of_match is None else _warmth(map_of_match, self._theme.colour("accent"))
        self._boxes = tuple(boxes)
        self.update()

    @property
    def shows_match(self) -> bool:
        return self._warmth is not None or bool(self._boxes)

    @property
    def has_map(self) -> bool:
        return self._warmth is not None

    @property
    def has_picture(self) -> bool:
        return self._image is not None

    def picture_rect(self) -> QRect:
        """Where the photo lies."""
        if self._item is None:
            return QRect()
        place = QRect(0, 0, *_fitted(self._item, self.width(), self.height()))
        place.moveLeft((self.width() - place.width()) // 2)
        return place

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return 0 if self._item is None else max(_LOWEST, _fitted(self._item, width, min(width, _HIGHEST))[1])

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(1, self.width())))

    def _ask(self) -> None:
        if self._item is not None:
            rect = self.picture_rect()
            side = round(max(1, min(rect.width(), rect.height())) * self.devicePixelRatioF())
            self._image = self._thumbnails.image(self._item.content, side)

    @Slot(object)
    def _thumbnail_loaded(self, content: bytes) -> None:
        """Asks again whichever one was loaded: the grid makes the loader forget what it does not show itself."""
        before = self._image
        if self._item is not None and self.isVisible():
            self._ask()
            if self._image is not before:
                self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.picture_rect().contains(event.position().toPoint()):
            self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._item is None:
            return
        self._ask()  # at this size
        painter = QPainter(self)
        paint_photo(painter, self.picture_rect(), self._image, self._item.tint, self._theme)
        if self.shows_match:
            self._paint_match(painter, self.picture_rect())
        painter.end()

    def _paint_match(self, painter: QPainter, place: QRect) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place), RADIUS, RADIUS)
        painter.setClipPath(outline)
        if self._warmth is not None:
            painter.fillRect(place, QColor(0, 0, 0, _DIMMED))
            painter.drawImage(place, self._warmth)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for left, top, right, bottom in self._boxes:
            corner = QPointF(place.x() + left * place.width(), place.y() + top * place.height())
            size = QSizeF((right - left) * place.width(), (bottom - top) * place.height())
            painter.drawRoundedRect(QRectF(corner, size).adjusted(-2, -2, 2, 2), 3, 3)


def paint_photo(painter: QPainter, rect: QRect, image: QImage | None, tint: int, theme: Theme) -> None:
    """The middle of a picture with round corners; its own tint while there is none."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_filling(image, rect) if image else theme.colour("hover") if tint == NO_TINT else QColor(tint))
    painter.drawRoundedRect(rect, RADIUS, RADIUS)


def _warmth(shares: NDArray[np.float32], colour: QColor) -> QImage:
    """The colour, as strong in each cell as its share; Qt smooths between the cells when it is drawn larger."""
    rows, columns = shares.shape
    pixels = np.empty((rows, columns, 4), np.uint8)
    pixels[:] = (colour.blue(), colour.green(), colour.red(), 0)  # as ARGB lies in memory
    pixels[..., 3] = np.round(np.clip(shares, 0, 1) ** _GAMMA * _WARMEST)
    return QImage(pixels.tobytes(), columns, rows, columns * 4, QImage.Format.Format_ARGB32).copy()


def _filling(image: QImage, rect: QRect) -> QBrush:
    scale = max(rect.width() / image.width(), rect.height() / image.height())
    left = rect.x() + (rect.width() - image.width() * scale) / 2
    top = rect.y() + (rect.height() - image.height() * scale) / 2
    brush = QBrush(image)
    brush.setTransform(QTransform().translate(left, top).scale(scale, scale))
    return brush


def _fitted(item: Item, width: int, height: int) -> tuple[int, int]:
    """The size of the photo within a box."""
    scale = min(width / max(1, item.width), height / max(1, item.height))
    return max(1, round(item.width * scale)), max(1, round(item.height * scale))
