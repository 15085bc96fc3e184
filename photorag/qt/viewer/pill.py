"""A short sentence on the canvas: on a dark pill at the foot of the picture, or in place of one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter

from photorag.qt.tokens import FIELD_RADIUS, VIEWER_BG, VIEWER_INK, VIEWER_MUTED

_FLAGS = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_OPACITY = 0.85


def paint_instead(painter: QPainter, room: QRect, sentence: str) -> None:
    painter.setPen(QColor(VIEWER_MUTED))
    painter.drawText(room, _FLAGS, sentence)


def paint_over(painter: QPainter, room: QRect, sentence: str) -> None:
    text = painter.fontMetrics().boundingRect(room.adjusted(16, 0, -16, 0), _FLAGS, sentence)
    text.moveCenter(QPoint(room.center().x(), 0))
    text.moveBottom(room.bottom() - 8)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(VIEWER_BG))
    painter.setOpacity(_OPACITY)
    painter.drawRoundedRect(text.adjusted(-14, -8, 14, 8), FIELD_RADIUS, FIELD_RADIUS)
    painter.setOpacity(1)
    painter.setPen(QColor(VIEWER_INK))
    painter.drawText(text, _FLAGS, sentence)
