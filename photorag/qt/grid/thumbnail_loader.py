"""Thumbnails for what is visible: read and decoded on a thread pool, kept in a bounded cache.

Lives on the GUI thread, apart from `_work`, which runs on the pool. The newest wish is served first, and wishes that
have scrolled out of sight are forgotten.
"""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage, QImageReader

Key = tuple[bytes, int]

CACHE_BYTES = 120_000_000
_THREADS = 2
_SIDES = (128, 160, 208, 256, 384, 512)  # few sizes: a window being resized does not decode everything again and again


class ThumbnailLoader(QObject):
    """``path_of`` gives the file of a content's thumbnail."""

    loaded = Signal(object)  # the content's hash
    _decoded = Signal(object, object)

    def __init__(
        self, path_of: Callable[[bytes], Path], parent: QObject | None = None, cache_bytes: int = CACHE_BYTES
    ) -> None:
        super().__init__(parent)
        self._path_of = path_of
        self._cache: OrderedDict[Key, QImage] = OrderedDict()
        self._bytes, self._most_bytes = 0, cache_bytes
        self._missing: set[Key] = set()
        self._lock = threading.Lock()
        self._wanted: OrderedDict[Key, None] = OrderedDict()  # under the lock, as is _working
        self._working = 0
        self._in_flight: set[Key] = set()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._decoded.connect(self._store, Qt.ConnectionType.QueuedConnection)

    def image(self, content: bytes, side: int) -> QImage | None:
        """The thumbnail with its shorter side at least ``side`` pixels, as far as it has them. None while it is not
        there yet (`loaded` follows) or when there is none. A smaller one stands in while it is on its way."""
        key = (content, next((each for each in _SIDES if each >= side), _SIDES[-1]))
        found = self._cache.get(key)
        if found is not None:
            self._cache.move_to_end(key)
            return found
        if key not in self._missing:
            self._want(key)
        return next((self._cache[content, each] for each in reversed(_SIDES) if (content, each) in self._cache), None)

    def want_only(self, contents: Iterable[bytes]) -> None:
        """Forgets wishes for anything else."""
        visible = set(contents)
        with self._lock:
            for key in [key for key in self._wanted if key[0] not in visible]:
                del self._wanted[key]
                self._in_flight.discard(key)

    def forget_missing(self) -> None:
        """Thumbnails that were not there may be now."""
        self._missing.clear()

    def close(self) -> None:
        with self._lock:
            self._wanted.clear()
        self._pool.waitForDone()

    def _want(self, key: Key) -> None:
        with self._lock:
            if key in self._in_flight:
                if key in self._wanted:
                    self._wanted.move_to_end(key)
                return
            self._in_flight.add(key)
            self._wanted[key] = None
            if self._working >= _THREADS:
                return
            self._working += 1
        self._pool.start(self._work)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._wanted:
                    self._working -= 1
                    return
                key, _ = self._wanted.popitem()
            image = _read(self._path_of(key[0]), key[1])
            with contextlib.suppress(RuntimeError):  # the window has gone
                self._decoded.emit(key, image)

    @Slot(object, object)
    def _store(self, key: Key, image: QImage) -> None:
        with self._lock:
            self._in_flight.discard(key)
        if image.isNull():
            self._missing.add(key)
        elif key not in self._cache:
            self._cache[key] = image
            self._bytes += image.sizeInBytes()
            while self._bytes > self._most_bytes and len(self._cache) > 1:
                _, dropped = self._cache.popitem(last=False)
                self._bytes -= dropped.sizeInBytes()
        self.loaded.emit(key[0])


def _read(path: Path, side: int) -> QImage:
    """A null image when the file is not there or damaged: the grid then shows a placeholder."""
    reader = QImageReader(str(path))
    size = reader.size()
    if size.isValid() and min(size.width(), size.height()) > side:
        scale = side / min(size.width(), size.height())
        reader.setScaledSize(QSize(round(size.width() * scale), round(size.height() * scale)))
    image = reader.read()
    return image if image.isNull() else image.convertToFormat(QImage.Format.Format_RGB32)
