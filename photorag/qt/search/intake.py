"""Takes in what was dropped or pasted, looks at it off the GUI thread, and says what it was."""

from __future__ import annotations

from concurrent.futures import Future

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QImage

from photorag.core.query import Picture
from photorag.qt.bridge import LibraryBridge, sentence
from photorag.qt.search.drops import Dropped, QueryPicture, encoded, local_paths, picture_bytes, sorted_paths


class Intake(QObject):
    folders = Signal(object)  # tuple[Path, ...]
    pictures = Signal(object)  # tuple[QueryPicture, ...]
    trouble = Signal(str)

    def __init__(self, bridge: LibraryBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge

    @Slot(object)
    def take(self, mime: QMimeData) -> None:
        """`folders` or `pictures` follows, or nothing when it was neither."""
        paths = local_paths(mime)
        if paths:
            self._bridge.call(lambda _: sorted_paths(paths), self._sorted)
            return
        content = picture_bytes(mime)
        name = self.tr("pasted picture")
        if isinstance(content, QImage):
            image = content
            self._bridge.call(lambda _: Dropped((), (QueryPicture(Picture(data=encoded(image)), name),)), self._sorted)
        elif content is not None:
            self.pictures.emit((QueryPicture(Picture(data=content), name),))

    def _sorted(self, future: Future[Dropped]) -> None:
        if (error := future.exception()) is not None:
            self.trouble.emit(sentence(error))
            return
        dropped = future.result()
        if dropped.folders:
            self.folders.emit(dropped.folders)
        if dropped.pictures:
            self.pictures.emit(dropped.pictures)
