"""Draws the part of a picture that can be seen: quickly while it moves, as well as can be once it rests.

At rest the part is scaled once, by averaging where it is made smaller, and kept until something changes.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPixmap

from photorag.qt.viewer.zoom import Placement

_RADIUS = 4  # of the corners of a picture that is wholly in sight

_Key = tuple[int, int, int, int, int, int, int, bool]


class PicturePainter:
    def __init__(self) -> None:
        self._key: _Key | None = None
        self._kept = QPixmap()
        self._offset = QPoint()

    def forget(self) -> None:
        self._key, self._kept = None, QPixmap()

    def quickly(self, painter: QPainter, image: QImage, full: QSize, placement: Placement, window: QRect) -> None:
        target = _target(full, placement)
        seen = target & QRectF(window)
        if seen.isEmpty():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(seen, image, _source(seen, target, image.size()))

    def well(
        self, painter: QPainter, image: QImage, full: QSize, placement: Placement, window: QRect, *, rounded: bool
    ) -> None:
        ratio = painter.device().devicePixelRatio()
        target = _target(full, placement)
        # In the screen's pixels from here on, and whole ones: at 100 % each shows one of the picture's.
        whole = QRect(
            round(target.x() * ratio),
            round(target.y() * ratio),
            max(1, round(target.width() * ratio)),
            max(1, round(target.height() * ratio)),
        )
        room = QRect(QPoint(), QSize(math.ceil(window.width() * ratio), math.ceil(window.height() * ratio)))
        seen = whole & room
        if seen.isEmpty():
            return
        rounded = rounded and seen == whole
        key = (
            image.cacheKey(),
            whole.x(),
            whole.y(),
            whole.width(),
            whole.height(),
            room.width(),
            room.height(),
            rounded,
        )
        if key != self._key:
            piece, self._offset = _piece(image, whole, seen)
            self._kept = QPixmap.fromImage(_with_round_corners(piece, _RADIUS * ratio) if rounded else piece)
            self._kept.setDevicePixelRatio(ratio)
            self._key = key
        painter.drawPixmap(QPointF(self._offset) / ratio, self._kept)


def _target(full: QSize, placement: Placement) -> QRectF:
    return QRectF(placement.x, placement.y, full.width() * placement.scale, full.height() * placement.scale)


def _source(seen: QRectF, target: QRectF, size: QSize) -> QRectF:
    """The part of the image that is shown in ``seen`` when the whole of it fills ``target``."""
    across, down = size.width() / target.width(), size.height() / target.height()
    return QRectF(
        (seen.x() - target.x()) * across, (seen.y() - target.y()) * down, seen.width() * across, seen.height() * down
    )


def _piece(image: QImage, whole: QRect, seen: QRect) -> tuple[QImage, QPoint]:
    """What is seen of an image that fills ``whole``, and where its top left corner belongs."""
    source = _source(QRectF(seen), QRectF(whole), image.size())
    if whole.width() >= image.width():
        piece = QImage(seen.size(), QImage.Format.Format_RGB32)
        painter = QPainter(piece)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(QPointF(), piece.size().toSizeF()), image, source)
        painter.end()
        return piece, seen.topLeft()
    part = source.toAlignedRect() & image.rect()
    across, down = whole.width() / image.width(), whole.height() / image.height()
    size = QSize(max(1, round(part.width() * across)), max(1, round(part.height() * down)))
    cut = image if part == image.rect() else image.copy(part)
    piece = cut.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return piece, whole.topLeft() + QPoint(round(part.x() * across), round(part.y() * down))


def _with_round_corners(piece: QImage, radius: float) -> QImage:
    made = QImage(piece.size(), QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(piece))
    painter.drawRoundedRect(QRectF(made.rect()), radius, radius)
    painter.end()
    return made
