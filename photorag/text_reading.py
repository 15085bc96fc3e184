"""Reading the text inside pictures, in the background, while nothing else is being read.

What is left to read is in the database, so a run may end at any point: the next one goes on where it was.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from photorag.core.cancel import CancelToken, PauseGate
from photorag.core.errors import Cancelled, PhotoRagError
from photorag.core.library_types import FileStamp
from photorag.media.outcome import Done, JobBug, Outcome
from photorag.media.text_in_pictures import READING_VERSION, ReadTextJob, TextRead, read_text
from photorag.media.worker_pool import SupervisedPool
from photorag.store.readings import Reading, UnreadItem
from photorag.workers import EditThread, QueryThread

log = logging.getLogger(__name__)

T = TypeVar("T")

_SECONDS = 120.0  # for one picture; a photo takes half of one, a broadsheet page thirty
_ASKED_FOR = 500  # items at a time: to find the newest unread ones, the database looks at all of them
_BATCH = 32  # readings in a transaction, at most
_KEPT_WITHIN = 10.0  # seconds
_BUGS_IN_A_ROW = 3  # then it is not the pictures
_LOOKS_AGAIN = 0.2  # seconds, while held
_RECKONED_FROM = 50  # pictures: how fast it goes


@dataclass(frozen=True, slots=True)
class TextProgress:
    """``done`` of ``total`` pictures; ``seconds_left`` is None until it can be told."""

    done: int
    total: int
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class TextReport:
    """Counts of pictures. ``read``: looked at; of these, ``with_text`` have words that could be read, ``skipped``
    showed no text at a glance, and ``unreadable`` could not be read at all. ``shared``: copies of pictures that were
    read before. ``left``: their file is gone or changed, as the next index run will find. ``cancelled``: the run was
    stopped before its end."""

    read: int = 0
    with_text: int = 0
    skipped: int = 0
    unreadable: int = 0
    shared: int = 0
    left: int = 0
    cancelled: bool = False


OnProgress = Callable[[TextProgress], None]
OnRead = Callable[[tuple[int, ...]], None]


class TextReading:
    """Reads the text in pictures that have not been looked at, the newest first.

    Args:
        queries, edits: The threads to ask and to store with; they must outlive this.
        pause: Holds the reading, as it does index runs.
        is_busy: Tells whether something more urgent is under way, such as an index run; asked before each picture.
        on_read: Gets the ids of the items whose text has just been stored, on the reading thread.
    """

    def __init__(
        self,
        queries: QueryThread,
        edits: EditThread,
        pause: PauseGate,
        is_busy: Callable[[], bool],
        on_read: OnRead,
    ) -> None:
        self._queries, self._edits = queries, edits
        self._pause, self._is_busy, self._on_read = pause, is_busy, on_read
        self.wanted = True
        """False holds it, as the pause does. Any thread may change it."""
        self._stop = CancelToken()
        self._bell = threading.Event()
        self._one_run = threading.Lock()
        self._thread: threading.Thread | None = None

    def read_all(self, progress: OnProgress | None = None, cancel: CancelToken | None = None) -> TextReport:
        """Reads everything there is to read, and waits for it, on the caller's thread. Ended early by ``cancel`` or
        `stop`, it keeps what has been read. Raises `StorageError`, and `PhotoRagError` when reading does not work."""
        token = CancelToken(self._stop, cancel)
        while not self._one_run.acquire(timeout=_LOOKS_AGAIN):  # the background's run
            if token.cancelled:
                return TextReport(cancelled=True)
        try:
            return _Run(self._queries, self._edits, self._hold, self._on_read, progress, token).go()
        finally:
            self._one_run.release()

    def start(self, progress: OnProgress | None = None) -> None:
        """Reads in the background from now on: what there is, and after each `wake` what is new. ``progress`` is called
        on the reading thread."""
        self._bell.set()
        self._thread = threading.Thread(target=self._serve, args=(progress,), name="photorag-texts", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There may be something to read: items have changed."""
        self._bell.set()

    def stop(self) -> None:
        """Ends the run under way, even in the middle of a picture, and waits until it has ended. For good."""
        self._stop.cancel()
        self._bell.set()
        if self._thread is not None:
            self._thread.join()

    def _serve(self, progress: OnProgress | None) -> None:
        while True:
            self._bell.wait()
            if self._stop.cancelled:
                return
            self._bell.clear()
            try:
                self.read_all(progress)
            except PhotoRagError as error:  # a full disk: the next photo that comes starts another try
                log.warning("text in pictures is not read for now: %s", error)
            except Exception:
                log.exception("reading text in pictures failed")

    def _hold(self, cancel: CancelToken, before: Callable[[], None]) -> None:
        """Returns when reading may go on; ``before`` is called if that is not at once. Raises `Cancelled`."""
        held = False
        while True:
            cancel.raise_if_cancelled()
            if self.wanted and not self._pause.paused and not self._is_busy():
                return
            if not held:
                before()
                held = True
            time.sleep(_LOOKS_AGAIN)


class _Run:
    """One run, on one thread."""

    def __init__(
        self,
        queries: QueryThread,
        edits: EditThread,
        hold: Callable[[CancelToken, Callable[[], None]], None],
        on_read: OnRead,
        progress: OnProgress | None,
        cancel: CancelToken,
    ) -> None:
        self._queries, self._edits = queries, edits
        self._hold, self._on_read, self._progress = hold, on_read, progress
        self._cancel = cancel
        self._sent: dict[str, UnreadItem] = {}
        self._unsaved: list[Reading] = []
        self._saved_at = time.monotonic()
        self._left: set[int] = set()  # not to be tried again in this run
        self._doubtful: list[UnreadItem] = []  # an unforeseen fault: the picture's, if others can be read
        self._finished: deque[float] = deque(maxlen=_RECKONED_FROM)
        self._done = self._waiting = 0
        self._read = self._with_text = self._skipped = self._unreadable = self._shared = 0

    def go(self) -> TextReport:
        """Raises as `TextReading.read_all` does."""
        cancelled = False
        try:
            self._read_everything()
        except Cancelled:
            cancelled = True
        finally:
            with contextlib.suppress(Cancelled):
                self._save()
        return TextReport(
            self._read, self._with_text, self._skipped, self._unreadable, self._shared, len(self._left), cancelled
        )

    def _read_everything(self) -> None:
        items = self._next_items()
        if not items:
            return
        with SupervisedPool(read_text, workers=1, seconds=_SECONDS) as pool:
            while items:
                self._take_over(items)
                for outcome in pool.map_unordered(self._jobs(items), look_ahead=2, cancel=self._cancel):
                    self._note(outcome)
                self._save()
                items = self._next_items()

    def _next_items(self) -> list[UnreadItem]:
        """The newest items that are not read, one for each content."""
        most = _ASKED_FOR + len(self._left)
        found = self._ask(self._queries, lambda reader: reader.without_reading(READING_VERSION, most))
        count = self._ask(self._queries, lambda reader: reader.count_without_reading(READING_VERSION))
        self._waiting = count - len(self._left)
        self._tell()
        newest: dict[bytes, UnreadItem] = {}
        for item in found:
            if item.id not in self._left:
                newest.setdefault(item.content, item)
        return list(newest.values())

    def _take_over(self, items: list[UnreadItem]) -> None:
        """Copies of pictures that were read before get the same reading; they are taken out of ``items``."""
        contents = [item.content for item in items]
        known = self._ask(self._queries, lambda reader: reader.already_read(READING_VERSION, contents))
        self._unsaved += known
        self._shared += len(known)
        done = {reading.content for reading in known}
        items[:] = [item for item in items if item.content not in done]
        self._save()

    def _jobs(self, items: list[UnreadItem]) -> Iterator[ReadTextJob]:
        for item in items:
            self._hold(self._cancel, self._when_held)
            if _is_as_indexed(item):
                self._sent[str(item.path)] = item
                yield ReadTextJob(str(item.path))
            else:
                self._left.add(item.id)

    def _when_held(self) -> None:
        self._save()
        self._finished.clear()

    def _note(self, outcome: Outcome[ReadTextJob, TextRead]) -> None:
        item = self._sent.pop(outcome.job.path)
        if not _is_as_indexed(item):
            self._left.add(item.id)
        elif isinstance(outcome, JobBug):
            self._put_aside(item, outcome)
        else:
            self._read += 1
            if isinstance(outcome, Done):
                self._with_text += bool(outcome.result.words)
                self._skipped += not outcome.result.likely
                self._unsaved.append(Reading(item.content, outcome.result.words))
                self._believe_doubts()
            else:
                self._unreadable += 1
                self._unsaved.append(Reading(item.content, ()))  # not tried again until its content changes
        self._finished.append(time.monotonic())
        if len(self._unsaved) >= _BATCH or time.monotonic() - self._saved_at > _KEPT_WITHIN:
            self._save()
        self._tell()

    def _put_aside(self, item: UnreadItem, outcome: JobBug[ReadTextJob]) -> None:
        log.error("reading the text in %s failed: %s", item.path, outcome.traceback)
        self._left.add(item.id)
        self._doubtful.append(item)
        if len(self._doubtful) >= _BUGS_IN_A_ROW:
            raise PhotoRagError(
                "Text in pictures can't be read: the part of PhotoRAG that does it does not work on this computer. "
                "Install PhotoRAG again; if that does not help, its log says more."
            )

    def _believe_doubts(self) -> None:
        self._left.difference_update(item.id for item in self._doubtful)
        self._unreadable += len(self._doubtful)
        self._read += len(self._doubtful)
        self._unsaved += [Reading(item.content, ()) for item in self._doubtful]
        self._doubtful.clear()

    def _save(self) -> None:
        self._saved_at = time.monotonic()
        if not self._unsaved:
            return
        readings, self._unsaved = self._unsaved, []
        ids = self._ask(self._edits, lambda edits: edits.save_readings(READING_VERSION, readings))
        self._done += len(ids)
        self._waiting = max(0, self._waiting - len(ids))
        self._on_read(ids)

    def _ask(self, thread: QueryThread | EditThread, work: Callable[[Any], T]) -> T:
        try:
            future = thread.submit(work)
        except RuntimeError as error:  # it has been closed
            raise Cancelled from error
        return future.result()

    def _tell(self) -> None:
        if self._progress is None:
            return
        done = self._done + len(self._unsaved)
        total = self._done + self._waiting
        seconds: float | None = None
        if len(self._finished) > 1:
            each = (self._finished[-1] - self._finished[0]) / (len(self._finished) - 1)
            seconds = each * (total - done)
        self._progress(TextProgress(done, max(done, total), seconds))


def _is_as_indexed(item: UnreadItem) -> bool:
    """Whether the file can be read and is still the one the library knows: what is read is kept under its content."""
    try:
        stat = item.path.stat()
    except OSError:
        return False
    return FileStamp(stat.st_size, stat.st_mtime_ns) == item.stamp and os.access(item.path, os.R_OK)
