"""Photos on their way out of the grid: to a file manager or a mail as files, to the search field as ids."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData, QPoint, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QImage, QPainter, QPixmap

from photorag.core.library_types import Item
from photorag.qt.texts import grouped, tr
from photorag.qt.theme import Theme
from photorag.qt.tokens import META_PIXELS, RADIUS

MOST_FILES = 200  # programs that are dropped on start to struggle with more
_MIME = "application/x-photorag-items"
_SIDE = 96
_PADDING = 8


def drag_mime(ids: Sequence[int], items: Sequence[Item]) -> QMimeData:
    """All ids for PhotoRAG itself, and the files of those items for everyone else."""
    mime = QMimeData()
    mime.setData(_MIME, QByteArray(json.dumps(list(ids)).encode()))
    if items:
        mime.setUrls([QUrl.fromLocalFile(str(item.path)) for item in items])
    return mime


def drag_ids(mime: QMimeData) -> tuple[int, ...]:
    """The photos that are being dragged; none when it is something else."""
    if not mime.hasFormat(_MIME):
        return ()
    try:
        found = json.loads(bytes(mime.data(_MIME).data()))
    except ValueError:
        return ()
    return tuple(each for each in found if isinstance(each, int)) if isinstance(found, list) else ()


def drag_pixmap(image: QImage | None, count: int, files: int, theme: Theme, scale: float) -> QPixmap:
    """The photo under the mouse, small, with the number of photos; "200 of 5,000" when not all of them go along."""
    shape = QSize(_SIDE, _SIDE * 2 // 3)
    if image is not None:
        shape = image.size().scaled(_SIDE, _SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    photo = QRect(QPoint(0, _PADDING), shape)
    font = QFont(QGuiApplication.font())
    font.setPixelSize(META_PIXELS)
    font.setWeight(QFont.Weight.DemiBold)
    text = grouped(count) if files == count else tr("{} of {}").format(grouped(files), grouped(count))
    badge = QRect(0, 0, max(20, QFontMetrics(font).horizontalAdvance(text) + 12), 20)
    badge.moveCenter(QPoint(max(photo.right(), badge.width() // 2), photo.top() + 2))
    whole = photo.united(badge).size()
    pixmap = QPixmap(whole * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setOpacity(0.9)
    if image is None:
        painter.setBrush(theme.colour("hover"))
        painter.drawRoundedRect(photo, RADIUS, RADIUS)
    else:
        painter.drawImage(photo, image)
    painter.setOpacity(1)
    if count > 1:
        painter.setBrush(theme.colour("fill"))
        painter.drawRoundedRect(badge, 10, 10)
        painter.setPen(theme.colour("on_fill"))
        painter.setFont(font)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return pixmap
