"""Copies photos to the clipboard: as files for file managers and mail, one also as a picture, or their paths as text.

The files are there at once. The picture of a single photo is decoded in the worker process and joins them, if the
clipboard still holds what was copied then.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage

from photorag.core.library_types import Item
from photorag.media.view import ViewJob
from photorag.qt.viewer.picture_renderer import PictureRenderer, Rendered

_SIDE = 4096  # what a document or a chat makes use of, and what a clipboard carries without trouble
_OURS = "application/x-photorag-copy"
_GNOME_FILES = "x-special/gnome-copied-files"


class PhotoClipboard(QObject):
    pictured = Signal()  # the picture has joined its file

    def __init__(self, renderer: PictureRenderer, parent: QObject) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._number = 0
        self._file: Item | None = None
        self._job: ViewJob | None = None
        renderer.rendered.connect(self._rendered)

    def copy(self, items: Sequence[Item]) -> None:
        """Files; for one photo its picture too."""
        self._number += 1
        self._file = items[0] if len(items) == 1 else None
        self._job = None
        QGuiApplication.clipboard().setMimeData(self._files(items))
        if self._file is not None:
            self._job = ViewJob(str(self._file.path), _SIDE, _SIDE)
            done = self._renderer.ask(self._job)
            if done is not None:
                self._rendered(self._job, done)

    def copy_paths(self, items: Sequence[Item]) -> None:
        self._job = None
        QGuiApplication.clipboard().setText("\n".join(str(item.path) for item in items))

    @Slot(object, object)
    def _rendered(self, job: ViewJob, rendered: Rendered) -> None:
        if job != self._job or self._file is None:
            return
        self._job = None
        clipboard = QGuiApplication.clipboard()
        image = rendered.image
        if not isinstance(image, QImage) or clipboard.mimeData().data(_OURS) != self._stamp():
            return
        mime = self._files([self._file])
        mime.setImageData(image)
        clipboard.setMimeData(mime)
        self.pictured.emit()

    def _files(self, items: Sequence[Item]) -> QMimeData:
        mime = QMimeData()
        urls = [QUrl.fromLocalFile(str(item.path)) for item in items]
        mime.setUrls(urls)
        encoded = [url.toEncoded().data() for url in urls]
        mime.setData(_GNOME_FILES, QByteArray(b"\n".join([b"copy", *encoded])))  # what Files on Linux pastes
        mime.setData(_OURS, self._stamp())
        return mime

    def _stamp(self) -> QByteArray:
        """Tells this copy from any other, of this program or another one."""
        return QByteArray(f"{QGuiApplication.applicationPid()} {self._number}".encode())
