"""How a photo, its placeholder, its rings and a section's heading look."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QGuiApplication, QImage, QPainter, QPen, QTransform

from photorag.core.library_types import Item
from photorag.qt.grid.layout import Section
from photorag.qt.theme import Theme
from photorag.qt.tokens import META_PIXELS, RADIUS, SECTION_PIXELS

_RING = 3


class CellPainter:
    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._title = QFont(QGuiApplication.font())
        self._title.setPixelSize(SECTION_PIXELS)
        self._title.setWeight(QFont.Weight.DemiBold)
        self._meta = QFont(QGuiApplication.font())
        self._meta.setPixelSize(META_PIXELS)

    @property
    def background(self) -> QColor:
        return self._theme.colour("bg")

    def heading(self, painter: QPainter, rect: QRect, section: Section) -> None:
        """The title, and its note on the same base line."""
        title, meta = QFontMetrics(self._title), QFontMetrics(self._meta)
        base = rect.bottom() - 13
        painter.setFont(self._title)
        painter.setPen(self._theme.colour("ink"))
        painter.drawText(rect.left(), base, section.title)
        painter.setFont(self._meta)
        painter.setPen(self._theme.colour("muted"))
        left = rect.left() + title.horizontalAdvance(section.title) + 10
        painter.drawText(left, base, meta.elidedText(section.note, Qt.TextElideMode.ElideRight, rect.right() - left))

    def cell(self, painter: QPainter, rect: QRect, item: Item | None, image: QImage | None) -> None:
        """The middle of the picture, filling the cell; a quiet tile with the file's kind where there is none."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if image is None:
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
            if item is not None:
                painter.setFont(self._meta)
                painter.setPen(self._theme.colour("muted"))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, item.path.suffix.lstrip(".").upper())
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setBrush(_filling(image, rect))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)

    def selection_ring(self, painter: QPainter, rect: QRect) -> None:
        self._ring(painter, rect, self._theme.colour("accent"), _RING)

    def focus_ring(self, painter: QPainter, rect: QRect) -> None:
        self._ring(painter, rect, self._theme.colour("ink"), 2)

    @staticmethod
    def _ring(painter: QPainter, rect: QRect, colour: QColor, width: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, width))
        inset = width / 2
        painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), RADIUS - 1, RADIUS - 1)


def _filling(image: QImage, rect: QRect) -> QBrush:
    """A brush that covers ``rect`` with the picture, its middle in the middle."""
    scale = max(rect.width() / image.width(), rect.height() / image.height())
    left = rect.center().x() + 0.5 - image.width() * scale / 2
    top = rect.center().y() + 0.5 - image.height() * scale / 2
    brush = QBrush(image)
    brush.setTransform(QTransform().translate(left, top).scale(scale, scale))
    return brush
