"""The photo at the head of a tab. Its place is taken up before its picture is there, so nothing jumps."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from photorag.core.library_types import NO_TINT, Item
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.theme import Theme
from photorag.qt.tokens import RADIUS

_HIGHEST = 360
_LOWEST = 48  # a panorama


class Preview(QWidget):
    """As wide as it is given, its photo's shape kept; a tall photo gets no higher than the panel is wide."""

    opened = Signal()  # a double-click

    def __init__(self, thumbnails: ThumbnailLoader, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails, self._theme = thumbnails, theme
        self._item: Item | None = None
        self._image: QImage | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        thumbnails.loaded.connect(self._thumbnail_loaded)
        theme.changed.connect(self.update)

    def show_item(self, item: Item) -> None:
        before, self._item = self._item, item
        if before is not None and before.content != item.content:
            self._image = None
        self.setAccessibleName(self.tr("Preview of {}").format(item.title))
        self._ask()
        if before is None or (before.width, before.height) != (item.width, item.height):
            self.updateGeometry()
        self.update()

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
        painter.end()


def paint_photo(painter: QPainter, rect: QRect, image: QImage | None, tint: int, theme: Theme) -> None:
    """The middle of a picture with round corners; its own tint while there is none."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_filling(image, rect) if image else theme.colour("hover") if tint == NO_TINT else QColor(tint))
    painter.drawRoundedRect(rect, RADIUS, RADIUS)


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
