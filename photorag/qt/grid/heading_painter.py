"""How a section's heading looks, in its place and held at the top of the grid while its photos scroll by."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QLinearGradient, QPainter

from photorag.qt.grid.layout import Section
from photorag.qt.theme import Theme
from photorag.qt.tokens import META_PIXELS, SECTION_PIXELS

_BASE = 14  # the base line, above the heading's bottom
_BETWEEN = 10  # title and note
_VEIL = 240  # of 255: photos pass below, hardly seen
_SOLID = 0.8  # of the veil; the rest fades out


class HeadingPainter:
    """Colours and fonts are looked up once, not for each heading; `recolour` follows the theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._title = QFont(QGuiApplication.font())
        self._title.setPixelSize(SECTION_PIXELS)
        self._title.setWeight(QFont.Weight.DemiBold)
        self._meta = QFont(QGuiApplication.font())
        self._meta.setPixelSize(META_PIXELS)
        self._title_metrics, self._meta_metrics = QFontMetrics(self._title), QFontMetrics(self._meta)
        self.recolour()

    def recolour(self) -> None:
        self._ink, self._muted = self._theme.colour("ink"), self._theme.colour("muted")
        self._background = self._theme.colour("bg")

    def heading(self, painter: QPainter, rect: QRect, section: Section) -> None:
        """The title, and its note on the same base line."""
        base = rect.bottom() + 1 - _BASE
        title = self._title_metrics.elidedText(section.title, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(self._title)
        painter.setPen(self._ink)
        painter.drawText(rect.left(), base, title)
        left = rect.left() + self._title_metrics.horizontalAdvance(title) + _BETWEEN
        if section.note and left < rect.right():
            note = self._meta_metrics.elidedText(section.note, Qt.TextElideMode.ElideRight, rect.right() - left)
            painter.setFont(self._meta)
            painter.setPen(self._muted)
            painter.drawText(left, base, note)

    def veil(self, painter: QPainter, rect: QRect) -> None:
        """What photos pass below: nearly the background, with a soft lower edge."""
        gradient = QLinearGradient(rect.topLeft(), rect.bottomLeft())
        for place, alpha in ((0.0, _VEIL), (_SOLID, _VEIL), (1.0, 0)):
            colour = QColor(self._background)
            colour.setAlpha(alpha)
            gradient.setColorAt(place, colour)
        painter.fillRect(rect, gradient)
