"""The viewer: one photo in the whole window; arrow keys for the next, Escape for back.

The thumbnail is there at once and is replaced when the worker process has decoded the photo at the screen's size. The
neighbours are decoded next, so that leafing does not wait.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from photorag.core.library_types import Item
from photorag.media.view import ViewJob
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.grid.thumbnail_loader import ThumbnailLoader
from photorag.qt.icons import icon
from photorag.qt.texts import date_of, grouped
from photorag.qt.theme import VIEWER_INK
from photorag.qt.viewer.picture_canvas import PictureCanvas
from photorag.qt.viewer.picture_renderer import PictureRenderer, Rendered

_BACK = (Qt.Key.Key_Escape, Qt.Key.Key_Backspace)
_NEXT = (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Space)
_PREVIOUS = (Qt.Key.Key_Left, Qt.Key.Key_PageUp)
_THUMBNAIL_SIDE = 512


class Viewer(QWidget):
    left = Signal(int)  # the id of the photo shown last
    similar_wanted = Signal(int)
    reveal_wanted = Signal(int)

    def __init__(
        self, photos: PhotoModel, thumbnails: ThumbnailLoader, renderer: PictureRenderer, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("viewer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._photos, self._thumbnails, self._renderer = photos, thumbnails, renderer
        self._ids: Sequence[int] = ()
        self._position = 0
        self._shown: ViewJob | None = None
        self.canvas = PictureCanvas(self)
        self.name = QLabel(self)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.about = QLabel(self)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setProperty("kind", "meta")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar())
        column.addWidget(self.canvas, 1)
        photos.items_arrived.connect(self._items_arrived)
        thumbnails.loaded.connect(self._thumbnail_loaded)
        renderer.rendered.connect(self._rendered)

    def open(self, ids: Sequence[int], position: int) -> None:
        """Shows a photo of a list, which stays this list while the library changes behind it."""
        self._ids, self._position = ids, position
        self._show()
        self.setFocus()

    @property
    def item(self) -> Item | None:
        return self._photos.item_by_id(self._ids[self._position]) if self._ids else None

    @property
    def sharp(self) -> bool:
        """The photo itself is shown, no longer its thumbnail."""
        return self._shown is not None

    def step(self, by: int) -> None:
        wanted = self._position + by
        if 0 <= wanted < len(self._ids):
            self._position = wanted
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _BACK:
            self.leave()
        elif key in _NEXT:
            self.step(1)
        elif key in _PREVIOUS:
            self.step(-1)
        elif key == Qt.Key.Key_Home:
            self.step(-self._position)
        elif key == Qt.Key.Key_End:
            self.step(len(self._ids) - 1 - self._position)
        else:
            super().keyPressEvent(event)

    # -- showing

    def _show(self) -> None:
        """What is known now; the rest follows as it arrives."""
        item = self.item
        self._renderer.drop_waiting()
        self._shown = None
        self.previous.setEnabled(self._position > 0)
        self.next.setEnabled(self._position < len(self._ids) - 1)
        if item is None:
            self.name.setText("")
            self.about.setText("")
            self.canvas.show_picture(None, QSize())
            return
        self.name.setText(item.title)
        place = self.tr("{} of {}").format(grouped(self._position + 1), grouped(len(self._ids)))
        self.about.setText(f"{date_of(item)}   ·   {place}")
        self.setAccessibleName(self.tr("Photo {}").format(item.title))
        self.canvas.show_picture(self._thumbnails.image(item.content, _THUMBNAIL_SIDE), _size(item))
        job = self._job(item)
        done = self._renderer.ask(job)
        if done is not None:
            self._rendered(job, done)

    @Slot(object, object)
    def _rendered(self, job: ViewJob, rendered: Rendered) -> None:
        item = self.item
        if item is None or not self.isVisible() or job != self._job(item) or self._shown == job:
            return
        if rendered.image is None:
            text = self.tr("This photo can't be shown: {}.").format(rendered.reason)
            if item.offline:
                text = self.tr("Its folder is offline, so only the small picture can be shown.")
            self.canvas.show_picture(self._thumbnails.image(item.content, _THUMBNAIL_SIDE), _size(item), text)
        else:
            self._shown = job
            self.canvas.show_picture(rendered.image, _size(item))
        for position in (self._position + 1, self._position - 1):
            if 0 <= position < len(self._ids):
                neighbour = self._photos.item_by_id(self._ids[position])
                if neighbour is not None:
                    self._thumbnails.image(neighbour.content, _THUMBNAIL_SIDE)
                    self._renderer.ask(self._job(neighbour))

    @Slot(object)
    def _items_arrived(self, ids: set[int]) -> None:
        if self.isVisible() and self._ids and self._ids[self._position] in ids and self._shown is None:
            self._show()

    @Slot(object)
    def _thumbnail_loaded(self, content: bytes) -> None:
        item = self.item if self.isVisible() else None
        if item is not None and item.content == content and self._shown is None:
            self.canvas.show_picture(self._thumbnails.image(content, _THUMBNAIL_SIDE), _size(item))

    def _job(self, item: Item) -> ViewJob:
        """At the size of the screen: the window may be resized without decoding again."""
        screen = self.screen().size() * self.devicePixelRatioF()
        return ViewJob(str(item.path), screen.width(), screen.height())

    @Slot()
    def leave(self) -> None:
        self._renderer.drop_waiting()
        self.left.emit(self._ids[self._position] if self._ids else 0)

    # -- the bar

    def _bar(self) -> QHBoxLayout:
        back = self._tool("arrow-left", self.tr("Back to the photos (Escape)"))
        back.clicked.connect(self.leave)
        self.previous = self._tool("chevron-left", self.tr("Previous photo (Left)"))
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next = self._tool("chevron-right", self.tr("Next photo (Right)"))
        self.next.clicked.connect(lambda: self.step(1))
        similar = self._button(self.tr("Find similar"))
        similar.clicked.connect(lambda: self.similar_wanted.emit(self._ids[self._position]))
        reveal = self._button(self.tr("Show in folder"))
        reveal.clicked.connect(lambda: self.reveal_wanted.emit(self._ids[self._position]))
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 12, 16, 12)
        bar.setSpacing(8)
        for widget in (back, self.name, self.about):
            bar.addWidget(widget)
        bar.addStretch(1)
        for button in (similar, reveal, self.previous, self.next):
            bar.addWidget(button)
        bold = self.name.font()
        bold.setBold(True)
        self.name.setFont(bold)
        return bar

    def _tool(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, QColor(VIEWER_INK), 20))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button


def _size(item: Item) -> QSize:
    return QSize(item.width, item.height)
