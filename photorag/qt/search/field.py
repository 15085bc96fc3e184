"""The search field: words, pictures as chips, or both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from photorag.qt.icons import icon
from photorag.qt.search.drops import QueryPicture, has_something
from photorag.qt.theme import Theme

CHIP_PIXELS = 30
_HINT_FROM_WIDTH = 620


class _Words(QLineEdit):
    """A line edit that leaves pictures, Escape and Down to the field around it."""

    pasted = Signal(object)  # QMimeData
    escaped = Signal()
    went_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            mime = QGuiApplication.clipboard().mimeData()
            if has_something(mime):
                self.pasted.emit(mime)
                return
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)


class PictureChip(QFrame):
    """A picture in the field, with the button that takes it out."""

    removed = Signal(object)  # the chip

    def __init__(self, picture: QueryPicture, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.picture = picture
        self._theme = theme
        self.setAccessibleName(self.tr("Picture to search by: {}").format(picture.name))
        self._image = QLabel(self)
        self._image.setFixedSize(CHIP_PIXELS, CHIP_PIXELS)
        self._image.setToolTip(self.tr("Searching by this picture"))
        remove = self.remove_button = QToolButton(self)
        self.has_image = False
        remove.setIcon(icon("x", theme.colour("ink"), 14))
        remove.setAccessibleName(self.tr("Take the picture {} out of the search").format(picture.name))
        remove.setToolTip(self.tr("Take out of the search"))
        remove.clicked.connect(lambda: self.removed.emit(self))
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        row.addWidget(self._image)
        row.addWidget(remove)
        self.show_image(None)

    def show_image(self, image: QImage | None) -> None:
        """The picture's middle, with round corners; a plain icon as long as there is none."""
        if image is None or image.isNull():
            self._image.setPixmap(icon("images", self._theme.colour("muted"), CHIP_PIXELS).pixmap(CHIP_PIXELS))
            return
        self.has_image = True
        self._image.setPixmap(_rounded(image, CHIP_PIXELS, self.devicePixelRatioF()))


class SearchField(QFrame):
    """Tells what is searched for by signals; keeps nothing but what it shows."""

    words_changed = Signal(str)
    entered = Signal()
    pictures_changed = Signal(object)  # tuple[QueryPicture, ...]
    chip_made = Signal(object)  # a PictureChip that wants its image
    pasted = Signal(object)  # QMimeData with a picture or files
    went_down = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self._theme = theme
        self._chips: list[PictureChip] = []
        self.words = _Words(self)
        self.words.setAccessibleName(self.tr("Search your photos by words"))
        self.words.setPlaceholderText(self.tr("Describe a photo"))
        self.words.setAcceptDrops(False)  # pictures and folders are the window's to take
        self.words.setMinimumHeight(36)
        self.words.textChanged.connect(self._words_changed)
        self.words.returnPressed.connect(self.entered)
        self.words.pasted.connect(self.pasted)
        self.words.escaped.connect(self.step_back)
        self.words.went_down.connect(self.went_down)
        self.words.installEventFilter(self)
        self._glass = QLabel(self)
        self._hint = QLabel(self.tr("Drop or paste a photo to search by picture"), self)
        self._hint.setProperty("kind", "meta")
        self._keys = QLabel(QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText), self)
        self._keys.setObjectName("keys")
        self._clear = QToolButton(self)
        self._clear.setAccessibleName(self.tr("Clear the search"))
        self._clear.setToolTip(self.tr("Clear the search"))
        self._clear.clicked.connect(self.clear)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 4, 10, 4)
        self._row.setSpacing(10)
        for widget in (self._glass, self.words, self._hint, self._keys, self._clear):
            self._row.addWidget(widget, 1 if widget is self.words else 0, Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(self.words)
        theme.changed.connect(self._dress)
        self._dress()
        self._refresh()

    @property
    def chips(self) -> tuple[PictureChip, ...]:
        return tuple(self._chips)

    @property
    def pictures(self) -> tuple[QueryPicture, ...]:
        return tuple(chip.picture for chip in self._chips)

    def set_pictures(self, pictures: tuple[QueryPicture, ...]) -> None:
        """Takes the place of the pictures there are."""
        self._put(pictures)
        self.pictures_changed.emit(self.pictures)

    def search_like(self, picture: QueryPicture) -> None:
        """This picture and nothing else."""
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        self.words_changed.emit("")
        self.set_pictures((picture,))

    @Slot()
    def step_back(self) -> None:
        """Escape: first the words go, then the pictures."""
        if self.words.text():
            self.words.clear()
        elif self._chips:
            self.set_pictures(())

    @Slot()
    def clear(self) -> None:
        self._put(())
        self.words.clear()
        self.pictures_changed.emit(())
        self.words.setFocus()

    @Slot()
    def focus_words(self) -> None:
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.words and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", event.type() == QEvent.Type.FocusIn)
            self.style().polish(self)
        return super().eventFilter(watched, event)

    def _put(self, pictures: tuple[QueryPicture, ...]) -> None:
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [PictureChip(picture, self._theme, self) for picture in pictures]
        for number, chip in enumerate(self._chips):
            chip.removed.connect(self._remove)
            self._row.insertWidget(1 + number, chip)
            chip.show()
            self.chip_made.emit(chip)
        self._refresh()

    @Slot(object)
    def _remove(self, chip: PictureChip) -> None:
        self.set_pictures(tuple(each.picture for each in self._chips if each is not chip))
        self.words.setFocus()

    @Slot(str)
    def _words_changed(self, words: str) -> None:
        self._refresh()
        self.words_changed.emit(words)

    def _refresh(self) -> None:
        empty = not self.words.text() and not self._chips
        self._clear.setVisible(not empty)
        self._keys.setVisible(empty)
        self._hint.setVisible(not self.words.text() and not self._chips and self.width() >= _HINT_FROM_WIDTH)
        self.words.setPlaceholderText(self.tr("Add words, if you like") if self._chips else self.tr("Describe a photo"))

    @Slot()
    def _dress(self) -> None:
        self._glass.setPixmap(icon("search", self._theme.colour("muted"), 18).pixmap(18))
        self._clear.setIcon(icon("x", self._theme.colour("muted"), 16))

    def resizeEvent(self, event: object) -> None:
        self._refresh()


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
    outline.addRoundedRect(0, 0, pixels, pixels, 6 * ratio, 6 * ratio)
    painter.setClipPath(outline)
    painter.drawImage(QRect(0, 0, pixels, pixels), scaled, QRect(left, top, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
