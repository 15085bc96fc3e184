"""Search as you type: waits for a pause in the typing, lets the newest win, drops what comes too late.

Lives on the GUI thread. What is shown changes only when `found`, `failed` or `left` is emitted, so old results stay
until new ones are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photorag.core.cancel import CancelToken
from photorag.core.query import Query, Results
from photorag.core.understanding import Parsed
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
        self._parsed = Parsed("", Query())
        self._like: tuple[int, ...] = ()
        self._unlike: tuple[int, ...] = ()
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
        """Everything that is searched by. What was called right or wrong says nothing without a search."""
        query = replace(
            self._parsed.query,
            pictures=(*self._parsed.query.pictures, *(each.picture for each in self._pictures)),
        )
        return query if query.empty else replace(query, like=self._like, unlike=self._unlike)

    @property
    def active(self) -> bool:
        """There is something to search or to filter by."""
        return not self.query.empty

    @Slot(object)
    def set_parsed(self, parsed: Parsed) -> None:
        """After the last key or choice: searches when no other follows soon."""
        before, text, self._parsed = self.query, self._parsed.text, parsed
        # What was right for other words says nothing about these. The same text may come to mean something else: when
        # the library's places become known, for instance.
        if parsed.text != text and (parsed.query.words, parsed.query.without) != (before.words, before.without):
            self._like = self._unlike = ()
        query = self.query
        if query == before or (query.empty and before.empty):
            return
        self._standing.stop()
        if query.empty:
            self._leave()
        else:
            self._pause.start()

    @Slot(object)
    def set_pictures(self, pictures: tuple[QueryPicture, ...]) -> None:
        """Searches at once: a picture is chosen, not typed."""
        if pictures != self._pictures:
            self._like = self._unlike = ()
        self._pictures = pictures
        if self.query.empty:
            self._leave()
        else:
            self._run()

    def set_feedback(self, like: Sequence[int], unlike: Sequence[int]) -> None:
        """Items that the person has called right and wrong, for the search there is. Searches at once."""
        before = self.query
        self._like, self._unlike = tuple(like), tuple(unlike)
        if self.query != before:
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
        words = " ".join(self._parsed.text.split())
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
        self._like = self._unlike = ()
        self.busy.emit(False, "")
        self.left.emit()

    @Slot()
    def _run(self) -> None:
        self.stop()
        query = self.query
        if self._model is not _Model.READY and _needs_model(query):
            self._send_when_ready = True
            if self._model is _Model.FAILED:
                self._model = _Model.UNKNOWN
            self.busy.emit(True, self.tr("Getting the model ready…"))
            self.prepare()
            return
        number, self._token = self._number, CancelToken()
        self.busy.emit(True, "")
        if query.has_meaning:
            self._bridge.search(query, LIMIT, self._token, lambda future: self._arrived(number, future))
        else:  # all that pass are meant, not the best of them
            self._bridge.list_filtered(query, self._token, lambda future: self._arrived(number, future))

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


def _needs_model(query: Query) -> bool:
    """Something of it becomes a vector."""
    return any(each.has_meaning or each.without for each in query.joined())


def _load_model(library: Library) -> None:
    library.embedder.embed_texts(["a photo"])
