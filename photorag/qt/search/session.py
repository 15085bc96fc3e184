"""Search as you type: waits for a pause in the typing, lets the newest win, drops what comes too late.

Lives on the GUI thread. What is shown changes only when `found`, `failed` or `left` is emitted, so old results stay
until new ones are there.
"""

from __future__ import annotations

from concurrent.futures import Future
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photorag.core.cancel import CancelToken
from photorag.core.query import Query, Results
from photorag.library import Library
from photorag.qt.bridge import LibraryBridge, sentence, was_cancelled
from photorag.qt.search.drops import QueryPicture

PAUSE_MS = 200
LIMIT = 200
STANDING_MS = 1500  # words whose results are looked at for so long were not just on the way to others


class _Model(Enum):
    """Loading a model takes seconds. It is not done on the query thread, where the grid's rows would wait for it."""

    UNKNOWN = auto()
    LOADING = auto()
    READY = auto()
    FAILED = auto()  # tried again when there is a search, not before


class SearchSession(QObject):
    found = Signal(object)  # Results
    failed = Signal(str)
    left = Signal()  # there is nothing to search by any more
    busy = Signal(bool, str)  # whether a search is under way, and what takes long about it
    worth_remembering = Signal(str)  # words that were meant: entered, left standing, or led to a photo

    def __init__(self, bridge: LibraryBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._words = ""
        self._pictures: tuple[QueryPicture, ...] = ()
        self._number = 0
        self._token = CancelToken()
        self._model = _Model.UNKNOWN
        self._send_when_ready = False
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._run)
        self._standing = QTimer(self, interval=STANDING_MS, singleShot=True)
        self._standing.timeout.connect(self.mark_useful)
        self._remembered = ""

    @property
    def query(self) -> Query:
        return Query.from_text(self._words, tuple(each.picture for each in self._pictures))

    @property
    def active(self) -> bool:
        """There is something to search by."""
        return not self.query.empty

    @Slot(str)
    def set_words(self, words: str) -> None:
        """After the last key: searches when no other follows soon."""
        before, self._words = self.query, words
        if self.query == before:
            return
        self._standing.stop()
        if self.query.empty:
            self._leave()
        else:
            self._pause.start()

    def set_pictures(self, pictures: tuple[QueryPicture, ...]) -> None:
        """Searches at once: a picture is chosen, not typed."""
        self._pictures = pictures
        if self.query.empty:
            self._leave()
        else:
            self._run()

    @Slot()
    def search_now(self) -> None:
        """Enter."""
        if not self.query.empty:
            self._run()
            self.mark_useful()

    @Slot()
    def search_again(self) -> None:
        """The library has changed; the person has done nothing."""
        if not self.query.empty:
            self._run()

    @Slot()
    def mark_useful(self, *_: object) -> None:
        """What is searched for now was meant; a photo that was found has been opened, for instance."""
        words = " ".join(self._words.split())
        if words and words != self._remembered:
            self._remembered = words
            self.worth_remembering.emit(words)

    def prepare(self) -> None:
        """Loads the model before it is needed."""
        if self._model is _Model.UNKNOWN:
            self._model = _Model.LOADING
            self._bridge.call(_load_model, self._model_loaded)

    def stop(self) -> None:
        """The window closes: nothing more will come."""
        self._pause.stop()
        self._standing.stop()
        self._number += 1
        self._token.cancel()

    def _leave(self) -> None:
        self.stop()
        self._send_when_ready = False
        self.busy.emit(False, "")
        self.left.emit()

    @Slot()
    def _run(self) -> None:
        self.stop()
        if self._model is not _Model.READY:
            self._send_when_ready = True
            if self._model is _Model.FAILED:
                self._model = _Model.UNKNOWN
            self.busy.emit(True, self.tr("Getting the model ready…"))
            self.prepare()
            return
        number, self._token = self._number, CancelToken()
        self.busy.emit(True, "")
        self._bridge.search(self.query, LIMIT, self._token, lambda future: self._arrived(number, future))

    def _model_loaded(self, future: Future[None]) -> None:
        error = future.exception()
        self._model = _Model.FAILED if error else _Model.READY
        waiting, self._send_when_ready = self._send_when_ready, False
        if not waiting:
            return
        if error is not None:
            self._fail(error)
        elif self.active:
            self._run()

    def _arrived(self, number: int, future: Future[Results]) -> None:
        if number != self._number:
            return
        error = future.exception()
        if error is None:
            self.busy.emit(False, "")
            self._standing.start()
            self.found.emit(future.result())
        elif not was_cancelled(error):
            self._fail(error)

    def _fail(self, error: BaseException) -> None:
        self.busy.emit(False, "")
        self.failed.emit(sentence(error))


def _load_model(library: Library) -> None:
    library.embedder.embed_texts(["a photo"])
