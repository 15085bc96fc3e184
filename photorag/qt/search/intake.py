"""Takes in what was dropped or pasted, looks at it off the GUI thread, and says what it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QImage

from photorag.core.query import Picture
from photorag.library import Library
from photorag.qt.bridge import LibraryBridge, sentence
from photorag.qt.search.drops import (
    Dropped,
    QueryPicture,
    encoded,
    library_pictures,
    local_paths,
    picture_bytes,
    sorted_paths,
)


class Intake(QObject):
    """``name_of`` tells the name of a photo of the library that is dragged, for its chip."""

    folders = Signal(object)  # tuple[Path, ...]
    pictures = Signal(object)  # tuple[QueryPicture, ...]: to search by these
    more_pictures = Signal(object)  # tuple[QueryPicture, ...]: to search by these too
    trouble = Signal(str)

    def __init__(
        self, bridge: LibraryBridge, parent: QObject | None = None, *, name_of: Callable[[int], str] | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._name_of = name_of or (lambda _: self.tr("a photo of the library"))

    @Slot(object)
    def take(self, mime: QMimeData) -> None:
        """`folders` or `pictures` follows, or nothing when it was neither."""
        self._take(mime, adding=False)

    @Slot(object)
    def add(self, mime: QMimeData) -> None:
        """As `take`, for what joins the search: `more_pictures`."""
        self._take(mime, adding=True)

    def take_paths(self, paths: Sequence[str]) -> None:
        """As `take`, for what another program has given."""
        if paths:
            self._look(lambda _: sorted_paths(paths), adding=False)

    def _take(self, mime: QMimeData, *, adding: bool) -> None:
        from_library = library_pictures(mime, self._name_of)
        if from_library:
            self._tell(Dropped((), from_library), adding)
        elif paths := local_paths(mime):
            self._look(lambda _: sorted_paths(paths), adding=adding)
        else:
            self._take_bytes(picture_bytes(mime), adding=adding)

    def _take_bytes(self, content: bytes | QImage | None, *, adding: bool) -> None:
        name = self.tr("pasted picture")
        if isinstance(content, QImage):
            image = content
            self._look(lambda _: Dropped((), (QueryPicture(Picture(data=encoded(image)), name),)), adding=adding)
        elif content is not None:
            self._tell(Dropped((), (QueryPicture(Picture(data=content), name),)), adding)

    def _look(self, work: Callable[[Library], Dropped], *, adding: bool) -> None:
        def sorted_out(future: Future[Dropped]) -> None:
            if (error := future.exception()) is not None:
                self.trouble.emit(sentence(error))
            else:
                self._tell(future.result(), adding)

        self._bridge.call(work, sorted_out)

    def _tell(self, dropped: Dropped, adding: bool) -> None:
        if dropped.folders:
            self.folders.emit(dropped.folders)
        if dropped.pictures:
            (self.more_pictures if adding else self.pictures).emit(dropped.pictures)
