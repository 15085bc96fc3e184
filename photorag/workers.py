"""The threads of a library and what each owns.

The indexer's thread owns the writing connection, the query thread a reading one, the edit thread one for short writes.
Work is handed over as functions;
results come back as futures. Nothing else touches SQLite.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from filelock import FileLock, Timeout

from photorag.core.errors import LibraryBusy
from photorag.core.files import storage_error
from photorag.core.paths import Home
from photorag.media.worker_pool import cores as available_cores
from photorag.store.catalogue import Catalogue
from photorag.store.database import Connection, clear_errors, open_editor, open_reader, open_writer
from photorag.store.edits import Edits
from photorag.store.reader import Reader

T = TypeVar("T")
C = TypeVar("C")

_PATIENCE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Writing:
    """The writing connection's two halves."""

    catalogue: Catalogue
    reader: Reader


class WriterThread:
    """One thread that owns the writing connection and the lock that keeps other processes from writing.

    Both are taken by the first piece of work and kept until `close`.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lock = FileLock(home.writer_lock, timeout=0, thread_local=False)
        self._database: Connection | None = None
        self._writing: Writing | None = None
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="photorag-indexer")

    def submit(self, work: Callable[[Writing], T]) -> Future[T]:
        """Runs ``work`` after what was submitted before. Its future raises `LibraryBusy` when another process writes,
        `StorageError` and the like when the database can't be opened or written."""
        return self._executor.submit(self._run, work)

    def close(self, hurry: Callable[[], None]) -> None:
        """Waits for the work in progress, closes the connection, frees the lock. May be called again.

        ``hurry`` is called when the work takes longer than a batch should.
        """
        with contextlib.suppress(RuntimeError):  # closed before
            closing = self._executor.submit(self._close)
            try:
                closing.result(timeout=_PATIENCE_SECONDS)
            except FutureTimeout:
                hurry()
                closing.result()
        self._executor.shutdown()

    def _run(self, work: Callable[[Writing], T]) -> T:
        with clear_errors(self._home.database):
            return work(self._open())

    def _open(self) -> Writing:
        if self._writing is None:
            self._acquire()
            try:
                self._database = open_writer(self._home.database, self._home.backups)
            except BaseException:
                self._lock.release()
                raise
            self._writing = Writing(Catalogue(self._database), Reader(self._database))
        return self._writing

    def _acquire(self) -> None:
        try:
            self._home.folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
        except Timeout as error:
            raise LibraryBusy(
                "Another PhotoRAG (a window, or `photorag index`) is writing to this library. Close it or wait until "
                "it is done, then try again. Searching works meanwhile."
            ) from error
        except OSError as error:
            raise storage_error(error, self._home.folder) from error

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = self._writing = None
        with contextlib.suppress(OSError):
            self._lock.release()


class _ConnectionThread(Generic[C]):
    """One thread that owns one connection, opened by the first piece of work, seen through ``C``."""

    def __init__(self, home: Home, name: str, connect: Callable[[Path], Connection], face: Callable[[Connection], C]):
        self._path = home.database
        self._connect, self._make_face = connect, face
        self._database: Connection | None = None
        self._face: C | None = None
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=name)

    def submit(self, work: Callable[[C], T]) -> Future[T]:
        """Runs ``work`` after what was submitted before."""
        return self._executor.submit(self._run, work)

    def close(self) -> None:
        """Waits for the work in progress and closes the connection. May be called again."""
        with contextlib.suppress(RuntimeError):  # closed before
            self._executor.submit(self._close).result()
        self._executor.shutdown()

    def _run(self, work: Callable[[C], T]) -> T:
        with clear_errors(self._path):
            if self._face is None:
                self._database = self._connect(self._path)
                self._face = self._make_face(self._database)
            return work(self._face)

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = self._face = None


class QueryThread(_ConnectionThread[Reader]):
    """One thread that owns a connection which can only read."""

    def __init__(self, home: Home) -> None:
        super().__init__(home, "photorag-query", open_reader, Reader)


class EditThread(_ConnectionThread[Edits]):
    """One thread for what the person changes by hand, on a second writing connection: the indexer's may be busy with a
    long run. SQLite lets the two take turns, transaction by transaction."""

    def __init__(self, home: Home) -> None:
        super().__init__(home, "photorag-edits", open_editor, Edits)


@dataclass(frozen=True, slots=True)
class CoreShares:
    """How the machine's cores are shared while photos are read."""

    decode_workers: int
    model_threads: int


def share_cores(decode_workers: int | None = None, cores: int | None = None) -> CoreShares:
    """Half the cores for the model, the rest and one more for decoding: decoders give way, the model's threads don't.

    Measured on two cores with 12-megapixel JPEGs and ViT-B-32, photos/s: one decoder and one model thread 22.5, two
    decoders and one thread 28, two of each far less, since the model's threads wait for one another.
    """
    available = cores or available_cores()
    if decode_workers is not None:
        return CoreShares(decode_workers, max(1, available - decode_workers))
    threads = max(1, available // 2)
    return CoreShares(max(1, available - threads + (1 if available > 1 else 0)), threads)
