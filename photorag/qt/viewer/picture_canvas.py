"""The viewer's canvas: one picture, fitted to the window. A small one is enlarged to at most twice its size."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from photorag.qt.theme import VIEWER_BG, VIEWER_MUTED

_MARGIN = 24
_ENLARGED = 2.0
_BAND = 28  # the sentence at the foot


class PictureCanvas(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._image: QImage | None = None
        self._full = QSize()
        self._fitted: QPixmap | None = None
        self._sentence = ""

    def show_picture(self, image: QImage | None, full: QSize, sentence: str = "") -> None:
        """``full`` is the photo's own size in pixels: a thumbnail is shown as large as the photo will be."""
        self._image, self._full, self._fitted, self._sentence = image, full, None, sentence
        self.update()

    @property
    def sentence(self) -> str:
        return self._sentence

    @property
    def image(self) -> QImage | None:
        return self._image

    def target(self) -> QRect:
        """Where the picture lies, in the widget's coordinates."""
        space = self.rect().adjusted(_MARGIN, 4, -_MARGIN, -_MARGIN - (_BAND if self._sentence else 0))
        ratio = self.devicePixelRatioF()
        largest = self._full * (_ENLARGED / ratio)
        fits = largest.width() <= space.width() and largest.height() <= space.height()
        size = largest if fits else largest.scaled(space.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(0, 0, max(1, size.width()), max(1, size.height()))
        target.moveCenter(space.center())
        return target

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(VIEWER_BG))
        if self._image is not None and not self._full.isEmpty():
            target = self.target()
            painter.drawPixmap(target.topLeft(), self._pixmap(target.size()))
        if self._sentence:
            painter.setPen(QColor(VIEWER_MUTED))
            place = self.rect() if self._image is None else self.rect().adjusted(0, self.height() - _BAND - 8, 0, -8)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._sentence)
        painter.end()

    def _pixmap(self, size: QSize) -> QPixmap:
        """Scaled once for each picture and size, not at each paint."""
        ratio = self.devicePixelRatioF()
        wanted = QSize(round(size.width() * ratio), round(size.height() * ratio))
        if self._fitted is None or self._fitted.size() != wanted:
            assert self._image is not None
            scaled = self._image.scaled(
                wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self._fitted = QPixmap.fromImage(scaled)
            self._fitted.setDevicePixelRatio(ratio)
        return self._fitted
