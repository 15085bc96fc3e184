"""The library: opens everything, owns the threads, closes everything. What a Python user imports.

It wires and delegates; what it delegates to is where the work is. Safe to call from any thread.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from photorag.albums import Albums
from photorag.core.cancel import CancelToken, PauseGate
from photorag.core.errors import PhotoRagError
from photorag.core.events import Events, ItemsChanged, MarksChanged, TextsRead
from photorag.core.library_types import Failure, Item, ItemState, LibraryStatus, RootSummary
from photorag.core.paths import Home, resolve_home
from photorag.core.query import Picture, Query, Results
from photorag.core.settings import load_settings, save_settings
from photorag.core.understanding import Facets, Parsed, Vocabulary
from photorag.duplicates import Duplicates
from photorag.embedding.protocol import Embedder
from photorag.exporting import ExportReport, export_copies
from photorag.indexing import Indexing
from photorag.ingest.indexer import ReadingPool
from photorag.ingest.reading import read_photo
from photorag.ingest.report import IndexReport, ProgressCallback
from photorag.media.worker_pool import SupervisedPool
from photorag.model_choice import ModelChoice, ModelNames
from photorag.repair import Finding, find_problems, repair
from photorag.searching import Searching
from photorag.store.database import is_current
from photorag.store.edits import Edits
from photorag.store.reader import Reader
from photorag.store.thumbnails import ThumbnailStore
from photorag.text_reading import TextProgress, TextReading, TextReport
from photorag.trashing import TrashReport, trash_files
from photorag.watching import OnError, OnReport, Watching
from photorag.workers import EditThread, QueryThread, WriterThread, share_cores

T = TypeVar("T")


class Library:
    """A person's photo library. Open it with `Library.open`; close it, or use it in a ``with`` block.

    ``hosted``: the model runs in a process of its own (for a window); else in this one.
    """

    def __init__(self, home: Home, model: str | None = None, *, hosted: bool = False) -> None:
        self.home = home
        self.settings = load_settings(home.settings)
        self.events = Events()
        self.pause = PauseGate()
        self._shares = share_cores(self.settings.decode_workers)
        self._models = ModelChoice(
            home, self.events, model, hosted=hosted, threads=self._shares.model_threads, retire=self._when_unused
        )
        self._stop = CancelToken()
        self._watching: Watching | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self._closing = threading.Lock()  # held for a moment: either it is watched and then closed, or not watched
        self._pool: ReadingPool = SupervisedPool(read_photo, workers=self._shares.decode_workers)
        # A query picture does not wait behind the photos that are being indexed.
        self._query_pool: ReadingPool = SupervisedPool(read_photo, workers=1)
        self._writer = WriterThread(home)
        self._queries = QueryThread(home)
        self._edits = EditThread(home)
        self._indexing = Indexing(home, self.settings, self._writer, self._pool, self._models, self.events)
        self.thumbnails = ThumbnailStore(home.thumbnails)
        self.duplicates = Duplicates(self._queries, self._edits, self._models, self.thumbnails, self._stop)
        self.albums = Albums(self._queries, self._edits, self.events)
        self.texts = TextReading(
            self._queries,
            self._edits,
            self.pause,
            is_busy=lambda: self._indexing.running,
            on_read=lambda ids: self.events.publish(TextsRead(ids)),
        )
        self._searching = Searching(self._queries, self._models, self._query_pool, self.thumbnails)

    @classmethod
    def open(
        cls, home: str | os.PathLike[str] | Home | None = None, model: str | None = None, *, hosted: bool = False
    ) -> Library:
        """Opens the library in ``home`` (default: ``PHOTORAG_HOME``, else the platform's place), making it when new.

        ``model`` stands in for the one in the settings, for this time only. Raises `StorageError`, `LibraryTooNew`,
        `LibraryDamaged`, `LibraryBusy`.
        """
        library = cls(home if isinstance(home, Home) else resolve_home(home), model, hosted=hosted)
        try:
            if not is_current(library.home.database):
                library._writer.submit(lambda _: None).result()
        except BaseException:
            library.close()
            raise
        return library

    def close(self) -> None:
        """Stops watching, cancels what runs, waits for its batch to be stored, closes everything."""
        with self._closing:
            self._stop.cancel()
            watching, self._watching = self._watching, None
        self.pause.resume()
        if watching is not None:
            watching.stop()
        self._unsubscribe()
        self.texts.stop()
        self._writer.close(hurry=self._models.close)  # a model that does not answer must not hold up the end
        self._models.close()
        self._queries.close()
        self._edits.close()
        self._pool.close()
        self._query_pool.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- reading photos

    def index(
        self,
        folders: Sequence[str | os.PathLike[str]] | None = None,
        progress: ProgressCallback | None = None,
        cancel: CancelToken | None = None,
    ) -> IndexReport:
        """Brings folders up to date (None: all the library's) and waits for it. Ctrl-C stores what has been read.

        Raises `FolderError`, `ModelError`, `StorageError`, `LibraryBusy`.
        """
        cancel = cancel or CancelToken()
        return _wait(self.start_index(folders, progress, cancel), cancel)

    def start_index(
        self,
        folders: Sequence[str | os.PathLike[str]] | None = None,
        progress: ProgressCallback | None = None,
        cancel: CancelToken | None = None,
    ) -> Future[IndexReport]:
        """As `index`, in the background. ``progress`` is called on the indexer's thread; `pause` holds the run."""
        paths = None if folders is None else [Path(folder) for folder in folders]
        return self._indexing.start(paths, progress, CancelToken(self._stop, cancel), self.pause)

    def watch(self, on_report: OnReport, on_error: OnError, progress: ProgressCallback | None = None) -> None:
        """Keeps the library in step with its folders until it is closed. For the callbacks see `Watching`."""
        watching = Watching(
            self._indexing,
            self.events,
            lambda: self._read(lambda reader: [root.path for root in reader.roots()]),
            self.settings.rescan_minutes * 60.0,
            on_report,
            on_error,
            self.pause,
            progress,
        )
        with self._closing:
            if not self._stop.cancelled:  # it may be closed from another thread meanwhile
                self._watching = watching
                watching.start()

    def read_texts(
        self, progress: Callable[[TextProgress], None] | None = None, cancel: CancelToken | None = None
    ) -> TextReport:
        """Reads the text in pictures that have not been looked at, and waits for it. Raises `StorageError`."""
        return self.texts.read_all(progress, CancelToken(self._stop, cancel))

    def read_texts_in_background(self, progress: Callable[[TextProgress], None] | None = None) -> None:
        """Reads them from now on, while nothing else is read, unless the settings say no. ``progress`` is called on the
        reading thread."""
        self.texts.wanted = self.settings.read_text
        self._unsubscribe = self.events.subscribe(ItemsChanged, lambda _: self.texts.wake())
        self.texts.start(progress)

    def set_read_text(self, wanted: bool) -> None:
        """Whether text in pictures is read in the background; remembered. Raises `StorageError`."""
        settings = replace(load_settings(self.home.settings), read_text=wanted)
        save_settings(self.home.settings, settings)
        self.settings = settings
        self.texts.wanted = wanted

    def stop_watch_runs(self) -> None:
        """Cancels the runs that watching has started; watching itself goes on."""
        if self._watching is not None:
            self._watching.stop_runs()

    def add_root(self, folder: str | os.PathLike[str]) -> Path:
        """Chooses a folder without reading it yet; returns the root it is in. Raises `FolderError`."""
        return self._indexing.add_root(Path(folder)).result()

    def remove_root(self, folder: str | os.PathLike[str]) -> int:
        """Forgets a folder and what was read in it; returns how many items. Its files stay. Raises `FolderError`."""
        return self._indexing.remove_root(Path(folder)).result()

    def retry_failures(self) -> int:
        """Lets the next run try every failed file again; returns how many."""
        return self._writer.submit(lambda writing: writing.catalogue.retry_failures()).result()

    # -- searching

    def search(self, query: str | Query, limit: int = 50) -> Results:
        """The best hits for words in the query language, or for a `Query`.

        Raises `EmptyQuery`, `UnreadablePicture`, `ModelError`.
        """
        return self.start_search(query, limit).result()

    def start_search(self, query: str | Query, limit: int = 50, cancel: CancelToken | None = None) -> Future[Results]:
        """As `search`, in the background. Its future raises `Cancelled` once ``cancel`` is."""
        return self._searching.start(query, limit, cancel)

    def start_listing(self, query: Query, cancel: CancelToken | None = None) -> Future[Results]:
        """All photos that pass a query which only filters, in its order, as the results' listing."""
        return self._searching.start_listing(query, cancel)

    def understand(self, text: str) -> Parsed:
        """How a typed search is understood, in this library: its parts, its query, and what could not be."""
        return self._searching.understand(text)

    def vocabulary(self) -> Vocabulary:
        """What everyday phrases can mean here: places, cameras, tags and so on."""
        return self._searching.vocabulary()

    def facets(self, query: Query) -> Facets:
        """How many photos each filter would leave, given the query's other filters."""
        return self._searching.facets(query)

    def match_map(self, item_id: int, query: Query, cancel: CancelToken | None = None) -> NDArray[np.float32]:
        """Where a photo matches the query's words: shares 0 to 1 over the upright picture, (rows, columns).

        Raises `EmptyQuery` for a query without words, `UnreadablePicture`, `ModelError`, `Cancelled`.
        """
        return self._searching.match_map(item_id, query, cancel)

    def similar(self, photo: str | os.PathLike[str] | int, limit: int = 50) -> Results:
        """Photos that look like a file (in the library or not) or like an item given by its id."""
        picture = Picture(item=photo) if isinstance(photo, int) else Picture(path=_real(Path(photo)))
        return self.search(Query(pictures=(picture,)), limit)

    @property
    def embedder(self) -> Embedder:
        """The model in use, loaded at first use. Raises `ModelError`."""
        return self._models.searching().embedder()

    # -- looking around

    def start_read(self, question: Callable[[Reader], T]) -> Future[T]:
        """Asks the database something on the query thread, e.g. ``library.start_read(Reader.folders)``."""
        return self._queries.submit(question)

    def items(self, ids: Sequence[int]) -> dict[int, Item]:
        return self._read(lambda reader: reader.items(ids))

    def roots(self) -> list[RootSummary]:
        return self._read(Reader.root_summaries)

    def failures(self) -> list[Failure]:
        """Files that could not be read, with the reason."""
        return self._read(Reader.failures)

    def status(self) -> LibraryStatus:
        return self._read(self._status)

    def check(self) -> list[Finding]:
        """What is not as it should be. Raises `LibraryDamaged` when the database can't be read at all."""
        return self._read(lambda reader: find_problems(reader, self.thumbnails, self._models.searching()))

    def repair(self) -> list[str]:
        """Mends what `check` finds, as far as possible; one sentence for each thing done."""
        return self._writer.submit(lambda writing: repair(writing, self.thumbnails, self._models.searching())).result()

    # -- what the person changes by hand

    def set_favourite(self, item_ids: Sequence[int], favourite: bool) -> tuple[int, ...]:
        """Marks items as favourites, or no longer; returns those that were not so before. Never waits for a run."""
        return self._mark(lambda edits: edits.set_favourite(item_ids, favourite))

    def add_tag(self, item_ids: Sequence[int], tag: str) -> tuple[int, ...]:
        """Gives items a tag; returns those that did not have it. Raises `PhotoRagError` for a text that is no tag."""
        return self._mark(lambda edits: edits.add_tag(item_ids, tag))

    def remove_tag(self, item_ids: Sequence[int], tag: str) -> tuple[int, ...]:
        """Takes a tag from items; returns those that had it."""
        return self._mark(lambda edits: edits.remove_tag(item_ids, tag))

    def export(
        self,
        item_ids: Sequence[int],
        folder: str | os.PathLike[str],
        progress: Callable[[int, int], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> ExportReport:
        """Copies items' files into a folder. For what it does and raises see `export_copies`."""
        items = self.items(item_ids)
        paths = [items[each].path for each in item_ids if each in items]
        return export_copies(paths, Path(folder), progress, CancelToken(self._stop, cancel))

    def move_to_trash(
        self,
        item_ids: Sequence[int],
        progress: Callable[[int, int], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> TrashReport:
        """Moves items' files to the system's trash; those items are shown no longer."""
        ids = {item.path: item_id for item_id, item in self.items(item_ids).items()}
        report = trash_files(list(ids), progress, CancelToken(self._stop, cancel))
        gone = [ids[path] for path in report.trashed]
        removed = self._edits.submit(lambda edits: edits.mark_removed(gone)).result()
        self.events.publish(ItemsChanged((), removed))
        return report

    def _mark(self, change: Callable[[Edits], tuple[int, ...]]) -> tuple[int, ...]:
        changed = self._edits.submit(change).result()
        if changed:
            self.events.publish(MarksChanged(changed))
        return changed

    # -- models

    def model_names(self) -> ModelNames:
        """The model that searches, and the one photos are read with: equal unless one is to follow the other."""
        return self._models.names

    def use_model(
        self, name: str, progress: Callable[[int, int], None] | None = None, cancel: CancelToken | None = None
    ) -> str:
        """Photos are read with this model from now on; downloads it first where it is not on this computer.

        Searches go on with the old one until index runs have read everything with the new one. ``progress`` gets the
        bytes done and in all. The model is loaded once to be sure. When anything fails (`ModelError`, `StorageError`,
        `Cancelled`) nothing changes. Returns the model's full name.
        """
        return self._models.use(name, self._read, progress, cancel)

    def _when_unused(self, close: Callable[[], None]) -> None:
        """Calls ``close`` after the index run and the searches that may be under way."""

        def after_run(_: object) -> None:
            with contextlib.suppress(RuntimeError):  # the library is being closed, and the models with it
                self._queries.submit(lambda _: close())

        with contextlib.suppress(RuntimeError):
            self._writer.submit(lambda _: None).add_done_callback(after_run)

    # -- the parts behind

    def _read(self, question: Callable[[Reader], T]) -> T:
        return self._queries.submit(question).result()

    def _status(self, reader: Reader) -> LibraryStatus:
        model_id: str | None = None
        with contextlib.suppress(PhotoRagError):
            model_id = self._models.searching().resolved.model_id
        key = reader.model_key(model_id) if model_id else None
        return LibraryStatus(
            home=self.home.folder,
            model=self._models.names.searching,
            reading_model=self._models.names.reading,
            model_id=model_id,
            items=reader.count(),
            searchable=reader.count_searchable(key),
            removed=reader.count(ItemState.REMOVED),
            failures=reader.count_failures(),
            roots=tuple(reader.root_summaries()),
            database_bytes=sum(each.stat().st_size for each in self.home.folder.glob("library.db*")),
        )


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path.expanduser()))


def _wait(future: Future[T], cancel: CancelToken) -> T:
    """The future's result. Ctrl-C cancels the token and waits on: the batch in flight is stored first."""
    while True:
        try:
            return future.result(timeout=0.5)  # without a timeout, Windows would not let Ctrl-C through
        except FutureTimeout:
            if future.done():
                raise
        except KeyboardInterrupt:
            if cancel.cancelled:
                raise
            cancel.cancel()
