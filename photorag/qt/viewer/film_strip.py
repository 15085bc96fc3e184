"""The strip of thumbnails at the viewer's foot: the photos around the one shown, which is ringed.

Painted by hand around the current photo, so it costs the same in a list of 100,000 photos as in one of ten.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPointF, QRectF, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import (
    QBrush,
    QColor,
    QHelpEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from photorag.core.library_types import NO_TINT, Item
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.tokens import DARK, VIEWER_BG, VIEWER_HOVER
from photorag.qt.viewer.photo_list import PhotoList

HEIGHT = 92
_SIDE = 60
_GAP = 6
_MARGIN = 12
_RADIUS = 4
_RING = 2
_NARROWEST, _WIDEST, _USUAL = 0.75, 1.5, 1.25  # width / height; the last one while it is not known
_SLIDE = 160
_NOTCH = 120  # of a mouse wheel


class FilmStrip(QWidget):
    chosen = Signal(int)  # a position in the list
    stepped = Signal(int)  # by so many

    def __init__(self, photos: PhotoModel, thumbnails: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Film strip"))
        self._photos, self._thumbnails = photos, thumbnails
        self._list = PhotoList()
        self._places: dict[int, QRectF] = {}  # as laid out; painted `_offset` further to the right
        self._offset = 0.0
        self._turned = 0
        self._opacity = 1.0
        self._slide = QVariantAnimation(self, endValue=0.0, duration=_SLIDE)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._slid)
        photos.items_arrived.connect(self._arrived)
        thumbnails.loaded.connect(self._arrived)

    def show_photos(self, photos: PhotoList) -> None:
        before = self._places.get(photos.position) if photos.ids is self._list.ids else None
        start = before.x() + self._offset if before is not None else None
        self._list = photos
        self._lay_out()
        self._slide.stop()
        self._offset = 0.0
        if start is not None and self.isVisible():
            self._offset = start - self._places[photos.position].x()
            self._slide.setStartValue(self._offset)
            self._slide.start()
        self.update()

    @property
    def worthwhile(self) -> bool:
        return len(self._list) > 1

    def place_of(self, position: int) -> QRectF | None:
        """Where a photo of the list is, when it is in sight."""
        place = self._places.get(position)
        return place.translated(self._offset, 0) if place is not None else None

    def set_background_opacity(self, opacity: float) -> None:
        """Less than 1 where it lies over the picture."""
        self._opacity = opacity
        self.update()

    # -- laying out

    def _lay_out(self) -> None:
        """The current photo in the middle, and others on both sides; no gap at the ends of the list."""
        current, count = self._list.position, len(self._list)
        if not count:
            self._places = {}
            return
        room = self.width() - 2 * _MARGIN
        # A slide may bring in what is a little further away.
        left = self._run(range(current - 1, -1, -1), room)
        right = self._run(range(current + 1, count), room)
        own = self._width(current)
        before, after = sum(left) + _GAP * len(left), sum(right) + _GAP * len(right)
        x = (self.width() - own) / 2  # of the current one
        if before + own + after <= room:
            x = (self.width() - own - before - after) / 2 + before
        elif x - before > _MARGIN:
            x = _MARGIN + before
        elif x + own + after < self.width() - _MARGIN:
            x = self.width() - _MARGIN - own - after
        top = (self.height() - _SIDE) / 2
        self._places = {current: QRectF(x, top, own, _SIDE)}
        edge = x
        for number, width in enumerate(left, 1):
            edge -= _GAP + width
            self._places[current - number] = QRectF(edge, top, width, _SIDE)
        edge = x + own
        for number, width in enumerate(right, 1):
            self._places[current + number] = QRectF(edge + _GAP, top, width, _SIDE)
            edge += _GAP + width

    def _run(self, positions: range, room: float) -> list[float]:
        widths: list[float] = []
        for position in positions:
            if room < 0:
                break
            widths.append(self._width(position))
            room -= widths[-1] + _GAP
        return widths

    def _width(self, position: int) -> float:
        item = self._item(position)
        ratio = item.width / item.height if item is not None and item.width and item.height else _USUAL
        return round(_SIDE * min(_WIDEST, max(_NARROWEST, ratio)))

    def _item(self, position: int) -> Item | None:
        item_id = self._list.id_at(position)
        return self._photos.item_by_id(item_id) if item_id is not None else None

    @Slot(object)
    def _slid(self, offset: float) -> None:
        self._offset = offset
        self.update()

    @Slot(object)
    def _arrived(self, _: object) -> None:
        if self.isVisible():
            self._lay_out()
            self.update()

    # -- events

    def resizeEvent(self, event: QEvent) -> None:
        self._lay_out()

    def showEvent(self, event: QEvent) -> None:
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        background = QColor(VIEWER_BG)
        background.setAlphaF(self._opacity)
        painter.fillRect(self.rect(), background)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sight = QRectF(self.rect())
        for position, laid in self._places.items():
            place = laid.translated(self._offset, 0)
            if place.intersects(sight):
                self._paint_photo(painter, place, self._item(position))
        current = self.place_of(self._list.position)
        if current is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(DARK.accent), _RING))
            out = _RING / 2 + 1
            painter.drawRoundedRect(current.adjusted(-out, -out, out, out), _RADIUS + out, _RADIUS + out)
        painter.end()

    def _paint_photo(self, painter: QPainter, place: QRectF, item: Item | None) -> None:
        side = round(_SIDE * self.devicePixelRatioF())
        image = self._thumbnails.image(item.content, side) if item is not None else None
        painter.setPen(Qt.PenStyle.NoPen)
        if image is not None:
            painter.setBrush(_filling(image, place))
        else:
            known = item is not None and item.tint != NO_TINT
            painter.setBrush(QColor.fromRgb(item.tint) if item is not None and known else QColor(VIEWER_HOVER))
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and position is not None:
            self.chosen.emit(position)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._turned += event.angleDelta().y() or event.angleDelta().x()
        steps = int(self._turned / _NOTCH)
        if steps:
            self._turned -= steps * _NOTCH
            self.stepped.emit(-steps)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def _show_tip(self, at: QPoint, where: QPoint) -> None:
        position = self._at(QPointF(at))
        item = self._item(position) if position is not None else None
        QToolTip.showText(where, f"<p style='white-space: pre'>{escape(item.title)}</p>" if item else "", self)

    def _at(self, point: QPointF) -> int | None:
        at = point - QPointF(self._offset, 0)
        return next((position for position, place in self._places.items() if place.contains(at)), None)


def _filling(image: QImage, rect: QRectF) -> QBrush:
    """A brush that covers ``rect`` with the picture, its middle in the middle."""
    scale = max(rect.width() / image.width(), rect.height() / image.height())
    brush = QBrush(image)
    left = rect.center().x() - image.width() * scale / 2
    top = rect.center().y() - image.height() * scale / 2
    brush.setTransform(QTransform().translate(left, top).scale(scale, scale))
    return brush
