"""A handful of line icons, drawn for this window and coloured when asked for, sharp at any scale."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_SHAPES = {
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="M15 15l5 5"/>',
    "close": '<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>',
    "pause": '<path d="M9 6v12M15 6v12"/>',
    "play": '<path d="M8.5 5.5l10 6.5-10 6.5z"/>',
    "stop": '<rect x="6.5" y="6.5" width="11" height="11" rx="1.5"/>',
    "back": '<path d="M19 12H5.5M11 6l-6 6 6 6"/>',
    "left": '<path d="M14.5 5.5L8 12l6.5 6.5"/>',
    "right": '<path d="M9.5 5.5L16 12l-6.5 6.5"/>',
    "photos": '<rect x="4" y="5" width="16" height="14" rx="2.5"/><path d="M4.5 16.5l4.5-4.5 4 4 2.5-2.5 4 4"/>'
    '<circle cx="15.5" cy="9.3" r="1.2"/>',
    "folder": '<path d="M3.5 7.5c0-1 .7-1.7 1.7-1.7h4l2 2.4h7.6c1 0 1.7.7 1.7 1.7v6.9c0 1-.7 1.7-1.7 1.7H5.2c-1 '
    '0-1.7-.7-1.7-1.7z"/>',
    "add": '<path d="M12 5.5v13M5.5 12h13"/>',
}
_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" stroke-width="1.8" '
    'stroke-linecap="round" stroke-linejoin="round">{shape}</svg>'
)


def icon(name: str, colour: QColor, side: int = 20) -> QIcon:
    """An icon of ``side`` pixels, at one, two and three times that for screens that need it."""
    renderer = QSvgRenderer(QByteArray(_FRAME.format(colour=colour.name(), shape=_SHAPES[name]).encode()))
    made = QIcon()
    for scale in (1, 2, 3):
        image = QImage(QSize(side, side) * scale, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, side * scale, side * scale))
        painter.end()
        image.setDevicePixelRatio(scale)
        made.addPixmap(QPixmap.fromImage(image))
    return made
