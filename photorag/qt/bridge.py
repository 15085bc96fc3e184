"""Between the library's threads and the GUI thread.

Futures and events come on other threads. They are passed on through signals of objects that live on the GUI thread,
whose slots Qt then calls there: nothing else in the window needs to think about threads.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from photorag.core.cancel import CancelToken
from photorag.core.errors import Cancelled, PhotoRagError
from photorag.core.events import AlbumsChanged, ItemsChanged, MarksChanged, ModelChanged, RootsChanged, TextsRead
from photorag.core.query import Query, Results
from photorag.ingest.report import IndexReport, Progress
from photorag.library import Library
from photorag.model_choice import ModelNames
from photorag.store.reader import Reader
from photorag.text_reading import TextProgress

log = logging.getLogger(__name__)
T = TypeVar("T")
Handler = Callable[[Future[T]], None]

_WAITING_THREADS = 4


class Mailbox(QObject):
    """Calls handlers on the GUI thread when futures are done. A handler asks its future for the result at once."""

    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.muted = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def when_done(self, future: Future[T], handler: Handler[T]) -> None:
        """``handler(future)`` on the GUI thread; may be called from any thread."""

        def post(done: Future[T]) -> None:
            with contextlib.suppress(RuntimeError):  # the window has gone
                self._arrived.emit(handler, done)

        future.add_done_callback(post)

    @Slot(object, object)
    def _deliver(self, handler: Handler[Any], future: Future[Any]) -> None:
        if not self.muted:
            handler(future)


class LibraryBridge(QObject):
    """The library as the window sees it. Every method returns at once; call them on the GUI thread."""

    items_changed = Signal(object)  # ItemsChanged
    marks_changed = Signal(object)  # MarksChanged
    albums_changed = Signal()
    roots_changed = Signal()
    model_changed = Signal()
    watched = Signal(object)  # IndexReport of a run the watcher started, when it changed something
    watch_progressed = Signal(object)  # Progress of such a run
    text_progressed = Signal(object)  # TextProgress: text in pictures is read
    texts_read = Signal(object)  # TextsRead
    trouble = Signal(str)  # a sentence for the person
    closed = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._mailbox = Mailbox(self)
        # For calls that wait, on a folder's disk for instance.
        self._waiting = ThreadPoolExecutor(_WAITING_THREADS, thread_name_prefix="photorag-window")
        self._closing = False
        self._unsubscribe = [
            library.events.subscribe(ItemsChanged, self._pass_on_items),
            library.events.subscribe(MarksChanged, self._pass_on_marks),
            library.events.subscribe(AlbumsChanged, self._pass_on_albums),
            library.events.subscribe(RootsChanged, self._pass_on_roots),
            library.events.subscribe(ModelChanged, self._pass_on_model),
            library.events.subscribe(TextsRead, self._pass_on_texts),
        ]

    @property
    def closing(self) -> bool:
        return self._closing

    def read(self, question: Callable[[Reader], T], handler: Handler[T]) -> None:
        """Asks the database something."""
        if not self._closing:
            self._mailbox.when_done(self._library.start_read(question), handler)

    def search(self, query: Query, limit: int, cancel: CancelToken, handler: Handler[Results]) -> None:
        if not self._closing:
            self._mailbox.when_done(self._library.start_search(query, limit, cancel), handler)

    def list_filtered(self, query: Query, cancel: CancelToken, handler: Handler[Results]) -> None:
        """All photos that pass a query which only filters."""
        if not self._closing:
            self._mailbox.when_done(self._library.start_listing(query, cancel), handler)

    def call(self, work: Callable[[Library], T], handler: Handler[T]) -> None:
        """Runs something that may wait, on a thread of its own."""
        if not self._closing:
            self._mailbox.when_done(self._waiting.submit(work, self._library), handler)

    def run(self, start: Callable[[Library], Future[T]], handler: Handler[T]) -> None:
        """As `call`, for what gives a future; the handler gets that future, or the one that failed to make it."""

        def started(first: Future[Future[T]]) -> None:
            error = first.exception()
            if error is None:
                self._mailbox.when_done(first.result(), handler)
                return
            failed: Future[T] = Future()
            failed.set_exception(error)
            handler(failed)

        self.call(start, started)

    def pause(self, paused: bool) -> None:
        if paused:
            self._library.pause.pause()
        else:
            self._library.pause.resume()

    @property
    def paused(self) -> bool:
        return self._library.pause.paused

    @property
    def model_names(self) -> ModelNames:
        return self._library.model_names()

    @property
    def reads_text(self) -> bool:
        """Whether text in pictures is to be read."""
        return self._library.settings.read_text

    def watch(self) -> None:
        """From now on the library keeps in step with its folders."""

        def begin(library: Library) -> None:
            library.watch(self._pass_on_report, self._pass_on_trouble, self._pass_on_progress)
            library.read_texts_in_background(self._pass_on_text_progress)

        self.call(begin, self._watch_started)

    def stop_watch_runs(self) -> None:
        """What the watcher has found stays unread until it looks again."""
        self._library.stop_watch_runs()

    def close(self) -> None:
        """Closes the library behind the scenes; `closed` follows when all its threads and processes have ended."""
        if self._closing:
            return
        self._closing = True
        self._mailbox.muted = True  # nobody looks any more
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        threading.Thread(target=self._close_library, name="photorag-closing").start()

    def _close_library(self) -> None:
        try:
            self._library.close()
        except Exception:
            log.exception("closing the library failed")
        self._waiting.shutdown(cancel_futures=True)
        with contextlib.suppress(RuntimeError):
            self.closed.emit()

    def _watch_started(self, future: Future[None]) -> None:
        error = future.exception()
        if error is not None:
            self.trouble.emit(sentence(error))

    # Called on the library's threads; emitting is all they may do.

    def _pass_on_items(self, event: ItemsChanged) -> None:
        self.items_changed.emit(event)

    def _pass_on_marks(self, event: MarksChanged) -> None:
        self.marks_changed.emit(event)

    def _pass_on_albums(self, _: AlbumsChanged) -> None:
        self.albums_changed.emit()

    def _pass_on_roots(self, _: RootsChanged) -> None:
        self.roots_changed.emit()

    def _pass_on_model(self, _: ModelChanged) -> None:
        self.model_changed.emit()

    def _pass_on_report(self, report: IndexReport) -> None:
        self.watched.emit(report)

    def _pass_on_progress(self, progress: Progress) -> None:
        self.watch_progressed.emit(progress)

    def _pass_on_text_progress(self, progress: TextProgress) -> None:
        self.text_progressed.emit(progress)

    def _pass_on_texts(self, event: TextsRead) -> None:
        self.texts_read.emit(event)

    def _pass_on_trouble(self, error: PhotoRagError) -> None:
        self.trouble.emit(sentence(error))


def was_cancelled(error: BaseException) -> bool:
    return isinstance(error, Cancelled | CancelledError)


def sentence(error: BaseException) -> str:
    """An error as the person reads it. A bug goes to the log with its traceback."""
    if isinstance(error, PhotoRagError):
        return str(error)
    log.error("unexpected error", exc_info=error)
    text = QCoreApplication.translate("bridge", "Something went wrong inside PhotoRAG ({}). The log has the details.")
    return text.format(type(error).__name__)
