"""What cameras wrote into photos, read in a worker process of its own: the one photo looked at does not wait."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal

from photorag.core.library_types import Item
from photorag.media.camera import CameraFacts, prepare_worker, read_camera_facts
from photorag.media.outcome import Failed, Outcome
from photorag.media.worker_pool import SupervisedPool
from photorag.qt.bridge import Mailbox

_KEPT = 500
_SECONDS = 15.0


class FactsReader(QObject):
    """Facts belong to a content: a photo that moved keeps them. The process starts with the first photo."""

    arrived = Signal(object, object)  # a content's hash, and its CameraFacts

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox = Mailbox(self)
        self._pool: SupervisedPool[str, CameraFacts] = SupervisedPool(
            read_camera_facts, workers=1, seconds=_SECONDS, initializer=prepare_worker
        )
        self._kept: OrderedDict[bytes, CameraFacts] = OrderedDict()
        self._under_way: dict[bytes, Future[Outcome[str, CameraFacts]]] = {}
        self._closed = False

    def ask(self, item: Item) -> CameraFacts | None:
        """The facts, if they are known; else `arrived` follows. What was asked before and has not begun is dropped."""
        content = item.content
        found = self._kept.get(content)
        self._drop_waiting(content)
        if found is not None:
            self._kept.move_to_end(content)
        elif content not in self._under_way and not self._closed:
            self._under_way[content] = future = self._pool.submit(str(item.path))
            self._mailbox.when_done(future, lambda done: self._done(content, done))
        return found

    def close(self) -> None:
        """Ends the worker process."""
        self._closed = True
        self._mailbox.muted = True
        self._pool.close()

    def _drop_waiting(self, but: bytes) -> None:
        for content, future in list(self._under_way.items()):
            if content != but and future.cancel():
                del self._under_way[content]

    def _done(self, content: bytes, future: Future[Outcome[str, CameraFacts]]) -> None:
        if future.cancelled():
            return
        self._under_way.pop(content, None)
        outcome = None if future.exception() else future.result()
        if outcome is None or isinstance(outcome, Failed):
            self.arrived.emit(content, CameraFacts())  # the file may be there again next time: not kept
            return
        self._kept[content] = outcome.result
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit(content, outcome.result)
