"""A picture in the search field: small, with its name as tool tip, and the button that takes it out."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from photorag.qt.icons import icon
from photorag.qt.places.plain_tip import plain_tip
from photorag.qt.search.drops import QueryPicture
from photorag.qt.theme import Theme

CHIP_PIXELS = 32
_CORNER = 6
_CROSS = 14


class _RemoveButton(QToolButton):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class PictureChip(QFrame):
    removed = Signal(object)  # the chip

    def __init__(self, picture: QueryPicture, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.picture = picture
        self.has_image = False
        self._theme = theme
        self.setAccessibleName(self.tr("Picture to search by: {}").format(picture.name))
        self.setToolTip(plain_tip(self.tr("Searching by {}").format(picture.name)))
        self._image = QLabel(self)
        self._image.setFixedSize(CHIP_PIXELS, CHIP_PIXELS)
        self.remove_button = _RemoveButton(self)
        self.remove_button.setAccessibleName(self.tr("Take the picture {} out of the search").format(picture.name))
        self.remove_button.setToolTip(self.tr("Take out of the search"))
        self.remove_button.clicked.connect(self._remove)
        self.remove_button.setIconSize(QSize(_CROSS, _CROSS))
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        row.addWidget(self._image)
        row.addWidget(self.remove_button)
        theme.changed.connect(self._dress)
        self._dress()

    def show_image(self, image: QImage | None) -> None:
        """The picture's middle, with round corners; a plain icon as long as there is none."""
        if image is not None and not image.isNull():
            self.has_image = True
            self._image.setPixmap(_rounded(image, CHIP_PIXELS, self.devicePixelRatioF()))

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self)

    @Slot()
    def _dress(self) -> None:
        self.remove_button.setIcon(icon("x", self._theme.colour("muted"), _CROSS))
        if not self.has_image:
            plain = icon("image", self._theme.colour("muted"), CHIP_PIXELS - 12)
            self._image.setPixmap(plain.pixmap(CHIP_PIXELS - 12))
            self._image.setAlignment(Qt.AlignmentFlag.AlignCenter)


def _rounded(image: QImage, side: int, ratio: float) -> QPixmap:
    pixels = round(side * ratio)
    scaled = image.scaled(
        pixels, pixels, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    )
    left, top = (scaled.width() - pixels) // 2, (scaled.height() - pixels) // 2
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addRoundedRect(0, 0, pixels, pixels, _CORNER * ratio, _CORNER * ratio)
    painter.setClipPath(outline)
    painter.drawImage(QRect(0, 0, pixels, pixels), scaled, QRect(left, top, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
