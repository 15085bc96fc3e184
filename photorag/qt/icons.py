"""Icons: Lucide's line drawings (``resources/icons``), coloured when asked for, sharp at any scale."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from photorag.core.paths import resources_folder


def icon(name: str, colour: QColor, side: int = 20, *, filled: bool = False, after: int = 0) -> QIcon:
    """An icon of ``side`` pixels by its Lucide name, at one, two and three times that for screens that need it.

    ``filled``: the shape is filled too, e.g. the heart of a favourite. ``after``: so much room to the right of it
    belongs to the icon, where a style would leave too little to the text.
    """
    made = QIcon()
    for scale in (1, 2, 3):
        image = icon_image(name, colour, side * scale, filled=filled).copy(0, 0, (side + after) * scale, side * scale)
        image.setDevicePixelRatio(scale)
        made.addPixmap(QPixmap.fromImage(image))
    return made


def icon_image(name: str, colour: QColor, pixels: int, *, filled: bool = False) -> QImage:
    """The icon as a square picture of so many real pixels, for what is painted by hand."""
    drawing = _drawing(name).replace("currentColor", colour.name())
    if filled:
        drawing = drawing.replace('fill="none"', f'fill="{colour.name()}"', 1)
    image = QImage(QSize(pixels, pixels), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return (resources_folder() / "icons" / f"{name}.svg").read_text("utf-8")
