"""The small signs on a photo: favourite, kind of file, selected. Drawn once, then copied."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPainter, QPixmap

from photorag.core.library_types import Item
from photorag.media.formats import is_raw_name, suffix_of
from photorag.qt.icons import icon_image
from photorag.qt.theme import Theme

MARK_SIDE = 22
_ICON = 14
_LETTERS = 10  # pixels
# On a photo, which may have any colour: the same in light and dark.
_SHADE, _WHITE = QColor(0, 0, 0, 140), QColor("#ffffff")
_ICONS = {"video": "film", "document": "file-text"}


def badge_of(item: Item) -> str | None:
    """What the photo's upper right corner says: letters, or an icon's name in lower case."""
    if item.kind in _ICONS:
        return _ICONS[item.kind]
    if is_raw_name(item.path.name):
        return "RAW"
    return "GIF" if suffix_of(item.path.name) == "gif" else None


class Marks:
    """The pictures of the signs, for the scale of the screen that they were last asked for."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._made: dict[str, QPixmap] = {}
        self._scale = 1.0

    def forget(self) -> None:
        """The colours have changed."""
        self._made.clear()

    def heart(self, scale: float) -> QPixmap:
        return self._kept("heart", scale)

    def check(self, scale: float) -> QPixmap:
        return self._kept("check", scale)

    def badge(self, name: str, scale: float) -> QPixmap:
        return self._kept(name, scale)

    def _kept(self, name: str, scale: float) -> QPixmap:
        if scale != self._scale:
            self._made.clear()
            self._scale = scale
        if name not in self._made:
            self._made[name] = self._letters(name) if name.isupper() else self._disc(name)
        return self._made[name]

    def _disc(self, name: str) -> QPixmap:
        is_check = name == "check"
        pixmap = self._empty(MARK_SIDE)
        painter = _painter(pixmap)
        painter.setBrush(self._theme.colour("fill") if is_check else _SHADE)
        painter.drawEllipse(QRectF(1, 1, MARK_SIDE - 2, MARK_SIDE - 2))
        ink = self._theme.colour("on_fill") if is_check else _WHITE
        image = icon_image(name, ink, round(_ICON * self._scale), filled=name == "heart")
        inset = (MARK_SIDE - _ICON) / 2
        painter.drawImage(QRectF(inset, inset, _ICON, _ICON), image)
        painter.end()
        return pixmap

    def _letters(self, text: str) -> QPixmap:
        font = QFont(QGuiApplication.font())
        font.setPixelSize(_LETTERS)
        font.setWeight(QFont.Weight.Bold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.5)
        metrics = QFontMetricsF(font)
        width = round(metrics.horizontalAdvance(text)) + 12
        pixmap = self._empty(width)
        painter = _painter(pixmap)
        painter.setBrush(_SHADE)
        painter.drawRoundedRect(QRectF(0, 2, width, MARK_SIDE - 4), 5, 5)
        painter.setPen(_WHITE)
        painter.setFont(font)
        painter.drawText(QPointF(6, (MARK_SIDE + metrics.capHeight()) / 2), text)
        painter.end()
        return pixmap

    def _empty(self, width: int) -> QPixmap:
        pixmap = QPixmap(QSize(width, MARK_SIDE) * self._scale)
        pixmap.setDevicePixelRatio(self._scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        return pixmap


def _painter(pixmap: QPixmap) -> QPainter:
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    return painter
