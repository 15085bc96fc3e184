"""Thumbnails for what is visible: read and decoded on a thread pool, kept in a bounded cache.

Lives on the GUI thread, apart from `_work`, which runs on the pool. The newest wish is served first, and the grid's
wishes that have scrolled out of sight are forgotten. The grid's pictures arrive in exactly the pixels they are painted
in, so that painting one is a copy.
"""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot
from PySide6.QtGui import QImage

from photorag.qt.grid.thumbnail_reader import Tile, Whole, read_tile, read_whole

CACHE_BYTES = 120_000_000
_THREADS = 2
_SIDES = (128, 160, 208, 256, 384, 512)  # few sizes: a panel being resized does not decode everything again and again


class ThumbnailLoader(QObject):
    """``path_of`` gives the file of a content's thumbnail."""

    loaded = Signal(object)  # the content's hash
    _decoded = Signal(object, object)

    def __init__(
        self, path_of: Callable[[bytes], Path], parent: QObject | None = None, cache_bytes: int = CACHE_BYTES
    ) -> None:
        super().__init__(parent)
        self._path_of = path_of
        self._cache: OrderedDict[Tile | Whole, QImage] = OrderedDict()
        self._bytes, self._most_bytes = 0, cache_bytes
        self._last_tile: dict[bytes, Tile] = {}  # of those in the cache: one to stand in for another size
        self._missing: set[bytes] = set()
        self._lock = threading.Lock()
        self._wholes: OrderedDict[Whole, None] = OrderedDict()  # wishes; under the lock, as are the three below
        self._tiles: list[Tile] = []  # wishes, the most urgent last
        self._in_work: set[Tile | Whole] = set()
        self._working = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._decoded.connect(self._store, Qt.ConnectionType.QueuedConnection)

    def image(self, content: bytes, side: int) -> QImage | None:
        """The whole thumbnail with its shorter side at least ``side`` pixels, as far as it has them. None while it is
        not there yet (`loaded` follows) or when there is none. Another size stands in while it is on its way."""
        key = Whole(content, next((each for each in _SIDES if each >= side), _SIDES[-1]))
        found = self._cached(key)
        if found is not None:
            return found
        if content not in self._missing:
            with self._lock:
                if key not in self._in_work:
                    self._wholes[key] = None
                    self._wholes.move_to_end(key)
            self._start()
        others = (self._cache.get(Whole(content, each)) for each in reversed(_SIDES))
        return next((each for each in others if each is not None), None)

    def tile(self, tile: Tile) -> QImage | None:
        """The picture for a cell, or one of another size to stand in for it. Asks for nothing: see `want_tiles`."""
        found = self._cached(tile)
        if found is None and (other := self._last_tile.get(tile.content)) is not None:
            return self._cache[other]
        return found

    def want_tiles(self, tiles: Sequence[Tile]) -> None:
        """What the grid needs now, the most urgent last. Earlier wishes for anything else are forgotten."""
        wanted = [tile for tile in tiles if tile not in self._cache and tile.content not in self._missing]
        with self._lock:
            self._tiles = [tile for tile in wanted if tile not in self._in_work]
        self._start()

    @property
    def busy(self) -> bool:
        """Something that was asked for is still to come."""
        with self._lock:
            return bool(self._wholes or self._tiles or self._in_work)

    def forget_missing(self) -> None:
        """Thumbnails that were not there may be now."""
        self._missing.clear()

    def close(self) -> None:
        with self._lock:
            self._wholes.clear()
            self._tiles.clear()
        self._pool.waitForDone()

    def _cached(self, key: Tile | Whole) -> QImage | None:
        found = self._cache.get(key)
        if found is not None:
            self._cache.move_to_end(key)
        return found

    def _start(self) -> None:
        """As many threads as there is work for."""
        with self._lock:
            more = min(len(self._tiles) + len(self._wholes), _THREADS - self._working)
            self._working += max(0, more)
        for _ in range(more):
            self._pool.start(self._work)

    def _work(self) -> None:
        while (key := self._next()) is not None:
            path = self._path_of(key.content)
            image = read_tile(path, key) if isinstance(key, Tile) else read_whole(path, key.side)
            with contextlib.suppress(RuntimeError):  # the window has gone
                self._decoded.emit(key, image)

    def _next(self) -> Tile | Whole | None:
        """The most urgent wish. A whole picture is wanted for something that is looked at closely: it goes first."""
        with self._lock:
            if not self._wholes and not self._tiles:
                self._working -= 1
                return None
            key = self._wholes.popitem()[0] if self._wholes else self._tiles.pop()
            self._in_work.add(key)
            return key

    @Slot(object, object)
    def _store(self, key: Tile | Whole, image: QImage) -> None:
        with self._lock:
            self._in_work.discard(key)
        if image.isNull():
            self._missing.add(key.content)
        elif key not in self._cache:
            self._cache[key] = image
            self._bytes += image.sizeInBytes()
            if isinstance(key, Tile):
                self._last_tile[key.content] = key
            while self._bytes > self._most_bytes and len(self._cache) > 1:
                self._drop_oldest()
        self.loaded.emit(key.content)

    def _drop_oldest(self) -> None:
        key, image = self._cache.popitem(last=False)
        self._bytes -= image.sizeInBytes()
        if self._last_tile.get(key.content) == key:
            del self._last_tile[key.content]
