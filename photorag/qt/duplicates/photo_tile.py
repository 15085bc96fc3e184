"""One photo of a group: its picture whole, whether it is the one to keep, and what sets it apart from the others."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from photorag.core.library_types import Item
from photorag.qt.actions.transfers import short
from photorag.qt.details.preview import paint_photo
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.models.about import byte_size
from photorag.qt.texts import date_of, grouped
from photorag.qt.theme import Theme
from photorag.qt.tokens import META_PIXELS, RADIUS

TILE_WIDTH = 184
_PICTURE = 138
_LINE = 18
_LINES = 4
TILE_HEIGHT = _PICTURE + 8 + _LINE * _LINES + 6


class PhotoTile(QAbstractButton):
    """Clicked (or Space): this one is to be kept. Double-clicked (or Return): opened."""

    open_wanted = Signal(int)

    def __init__(self, thumbnails: ThumbnailLoader, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.item_id = 0
        self.item: Item | None = None
        self._thumbnails, self._theme = thumbnails, theme
        self._kept = False
        self.setFixedSize(TILE_WIDTH, TILE_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCheckable(True)
        thumbnails.loaded.connect(self._thumbnail_loaded)
        theme.changed.connect(self.update)
        self._name_it()

    @property
    def kept(self) -> bool:
        return self._kept

    def show_item(self, item: Item | None, *, kept: bool) -> None:
        self.item, self._kept = item, kept
        self.setChecked(kept)
        self._name_it()
        self.update()

    def nextCheckState(self) -> None:
        """The card decides which one is kept."""

    def sizeHint(self) -> QSize:
        return QSize(TILE_WIDTH, TILE_HEIGHT)

    def lines(self) -> tuple[str, ...]:
        """What is said below the picture."""
        item = self.item
        if item is None:
            return ()
        size = self.tr("{width} × {height} · {size}").format(
            width=grouped(item.width), height=grouped(item.height), size=byte_size(item.size)
        )
        folder = short(item.path.parent)
        return item.title, size, date_of(item), self.tr("Offline · {}").format(folder) if item.offline else folder

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.open_wanted.emit(self.item_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wanted.emit(self.item_id)
        else:
            super().keyPressEvent(event)  # Space, and the arrow keys go to the next one

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_picture(painter)
        self._paint_lines(painter)
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        item, theme = self.item, self._theme
        frame = QRect(0, 0, TILE_WIDTH, _PICTURE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hover"))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        if item is not None:
            place = _fitted(item, frame)
            side = round(min(place.width(), place.height()) * self.devicePixelRatioF())
            image = self._thumbnails.image(item.content, max(1, side))
            paint_photo(painter, place, image, item.tint, theme)
        if self._kept or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent" if self._kept else "ink"), 3 if self._kept else 2))
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        if self._kept and self.hasFocus():
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawRoundedRect(frame.adjusted(4, 4, -4, -4), RADIUS - 3, RADIUS - 3)
        if self._kept:
            self._paint_badge(painter)

    def _paint_badge(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setPixelSize(META_PIXELS)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        text = self.tr("Keep")
        badge = QRect(8, 8, painter.fontMetrics().horizontalAdvance(text) + 16, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("fill"))
        painter.drawRoundedRect(badge, 11, 11)
        painter.setPen(self._theme.colour("on_fill"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_lines(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setPixelSize(META_PIXELS)
        for number, text in enumerate(self.lines()):
            font.setWeight(QFont.Weight.DemiBold if number == 0 else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(QColor(self._theme.colour("ink" if number == 0 else "muted")))
            room = QRect(2, _PICTURE + 8 + number * _LINE, TILE_WIDTH - 4, _LINE)
            elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)

    def _name_it(self) -> None:
        lines = self.lines()
        if not lines:
            self.setAccessibleName(self.tr("A photo on its way"))
            return
        text = self.tr("{}, to be kept") if self._kept else self.tr("{}, not the one to be kept")
        self.setAccessibleName(text.format(", ".join(lines)))
        tip = "<br>".join(map(escape, (*lines[:3], str(self.item.path) if self.item else "")))
        self.setToolTip(f"<p style='white-space: pre'>{tip}</p>")

    @Slot(object)
    def _thumbnail_loaded(self, content: bytes) -> None:
        if self.item is not None and self.item.content == content:
            self.update()


def _fitted(item: Item, frame: QRect) -> QRect:
    """The photo whole, in the middle of the frame."""
    scale = min(frame.width() / max(1, item.width), frame.height() / max(1, item.height))
    place = QRect(0, 0, max(1, round(item.width * scale)), max(1, round(item.height * scale)))
    place.moveCenter(frame.center())
    return place
