"""The viewer's title: the photo's name in bold, and after it, quieter, its date and place in the list.

One widget rather than two labels: when room is short the note goes first, then the middle of the name.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photorag.qt.tokens import VIEWER_INK, VIEWER_MUTED

_GAP = 12
_LEAST_NOTE = 72  # pixels: a shorter piece of a date says nothing


class TitleLine(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = self._note = ""
        self._bold = QFont(self.font())
        self._bold.setBold(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_title(self, name: str, note: str) -> None:
        self._name, self._note = name, note
        lines = "<br>".join(escape(each) for each in (name, note) if each)
        self.setToolTip(f"<p style='white-space: pre'>{lines}</p>" if lines else "")
        self.setAccessibleName(", ".join(each for each in (name, note) if each))
        self.update()

    @property
    def name(self) -> str:
        return self._name

    @property
    def note(self) -> str:
        return self._note

    def sizeHint(self) -> QSize:
        return QSize(320, QFontMetrics(self._bold).height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        bold = QFontMetrics(self._bold)
        name = bold.elidedText(self._name, Qt.TextElideMode.ElideMiddle, self.width())
        painter.setFont(self._bold)
        painter.setPen(QColor(VIEWER_INK))
        painter.drawText(self.rect(), left, name)
        start = bold.horizontalAdvance(name) + _GAP
        plain = QFontMetrics(self.font())
        room = self.width() - start
        if room >= min(_LEAST_NOTE, plain.horizontalAdvance(self._note)):
            painter.setFont(self.font())
            painter.setPen(QColor(VIEWER_MUTED))
            note = plain.elidedText(self._note, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(start, 0, room, self.height()), left, note)
        painter.end()
