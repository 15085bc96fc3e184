"""Index runs, handed to the indexer's thread one after the other."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path

from photorag.core.cancel import CancelToken, PauseGate
from photorag.core.errors import FolderError
from photorag.core.events import Events, ItemsChanged, RootsChanged
from photorag.core.library_types import Root
from photorag.core.paths import Home
from photorag.core.settings import Settings
from photorag.ingest.indexer import Indexer, ReadingPool
from photorag.ingest.reconcile import folder_device
from photorag.ingest.report import IndexReport, ProgressCallback
from photorag.ingest.scan import ScanRules, is_text
from photorag.media.facts.sidecars import is_sidecar_name
from photorag.media.formats import is_picture_name
from photorag.model_choice import ModelChoice
from photorag.store.thumbnails import ThumbnailStore
from photorag.workers import WriterThread, Writing


class Indexing:
    """Starts index runs. Each method returns a future; what it raises is in `Indexer.run` and `WriterThread.submit`."""

    def __init__(
        self,
        home: Home,
        settings: Settings,
        writer: WriterThread,
        pool: ReadingPool,
        models: ModelChoice,
        events: Events,
    ) -> None:
        self._rules = ScanRules(is_picture_name, settings.exclude, os.path.realpath(home.folder), is_sidecar_name)
        self._thumbnails = ThumbnailStore(home.thumbnails)
        self._writer = writer
        self._pool = pool
        self._models = models
        self._events = events
        self.running = False
        """A run is under way. Any thread may look."""

    def start(
        self,
        folders: Sequence[Path] | None,
        progress: ProgressCallback | None = None,
        cancel: CancelToken | None = None,
        pause: PauseGate | None = None,
    ) -> Future[IndexReport]:
        """Brings the given folders up to date, making them roots where they are not in one; None means all roots.

        Raises `FolderError` at once for a folder that is not one, or may not be read.
        """
        checked = None if folders is None else [checked_folder(folder) for folder in folders]

        def work(writing: Writing) -> IndexReport:
            indexer = self._indexer(writing)  # before the folders: without a model none of them is taken in
            with self._running():
                report = indexer.run(self._places(writing, checked), progress, cancel, pause)
                return self._maintained(writing, report, cancel)

        return self._writer.submit(work)

    def start_paths(
        self,
        paths: Iterable[str],
        cancel: CancelToken | None = None,
        pause: PauseGate | None = None,
        progress: ProgressCallback | None = None,
    ) -> Future[IndexReport]:
        """Looks at single paths below the roots: the watcher's hints. Others are ignored."""
        hints = sorted(set(paths))

        def work(writing: Writing) -> IndexReport:
            roots = writing.reader.roots()
            groups = [(root, [path for path in hints if _inside(path, root)]) for root in roots]
            indexer = self._indexer(writing)
            with self._running():
                report = indexer.run_paths([pair for pair in groups if pair[1]], progress, cancel, pause)
                return self._maintained(writing, report, cancel)

        return self._writer.submit(work)

    def add_root(self, folder: Path) -> Future[Path]:
        """Makes a folder a root without reading it yet. Raises `FolderError` at once."""
        checked = checked_folder(folder)

        def work(writing: Writing) -> Path:
            return self._places(writing, [checked])[0][0].path

        return self._writer.submit(work)

    def remove_root(self, folder: Path) -> Future[int]:
        """Forgets a root and what was read in it; returns how many items that were. Its files stay as they are."""

        def work(writing: Writing) -> int:
            wanted = {folder, Path(os.path.realpath(folder))}
            root = next((each for each in writing.reader.roots() if each.path in wanted), None)
            if root is None:
                raise FolderError(f"{folder} is not one of the library's folders. `photorag roots` lists them.")
            removed = writing.catalogue.remove_root(root.id)
            self._events.publish(ItemsChanged((), tuple(removed)))
            self._events.publish(RootsChanged())
            return len(removed)

        return self._writer.submit(work)

    @contextlib.contextmanager
    def _running(self) -> Iterator[None]:
        self.running = True
        try:
            yield
        finally:
            self.running = False

    def _maintained(self, writing: Writing, report: IndexReport, cancel: CancelToken | None) -> IndexReport:
        """Brings the saved search index up to date, where there is anything new: loading it takes a while. A model
        that was to follow the one in use does so when it has read everything."""
        if report.changed:
            self._models.reading().feed.maintain(writing.reader, cancel or CancelToken())
        self._models.after_run(writing.reader)
        return report

    def _indexer(self, writing: Writing) -> Indexer:
        model = self._models.reading()
        key = writing.catalogue.model_key(model.resolved.model_id, model.resolved.dim)
        return Indexer(
            writing.catalogue,
            writing.reader,
            self._thumbnails,
            self._pool,
            model.embedder,
            model.resolved.input,
            key,
            self._rules,
            self._events,
        )

    def _places(self, writing: Writing, folders: Sequence[Path] | None) -> list[tuple[Root, Path | None]]:
        """The roots to scan, each whole (None) or only a folder below it."""
        if folders is None:
            return [(root, None) for root in writing.reader.roots()]
        places: list[tuple[Root, Path | None]] = []
        for folder in folders:
            around = next((root for root in writing.reader.roots() if folder.is_relative_to(root.path)), None)
            if around is not None:
                places.append((around, None if around.path == folder else folder))
                continue
            root_id = writing.catalogue.add_root(folder, folder_device(str(folder)))
            self._events.publish(RootsChanged())
            places.append((next(root for root in writing.reader.roots() if root.id == root_id), None))
        current = {root.id for root in writing.reader.roots()}  # a bigger folder given later takes over smaller ones
        return [place for place in places if place[0].id in current]


def checked_folder(folder: Path) -> Path:
    """The folder's real path. Raises `FolderError` when it is not there, not a folder, or may not be listed, or when
    its name is not valid text: the database could not hold it."""
    path = Path(os.path.realpath(Path(folder).expanduser()))
    if not path.exists():
        raise FolderError(f"There is no folder {folder}. Check its name, or plug in the disk it is on.")
    if not path.is_dir():
        raise FolderError(f"{folder} is a file, not a folder. Give the folder it is in.")
    if not is_text(str(path)):
        raise FolderError(f"The folder {folder} has a name that is not valid text. Rename it, then try again.")
    try:
        with os.scandir(path):
            return path
    except OSError as error:
        raise FolderError(f"The folder {folder} may not be read ({error.strerror}). Check its permissions.") from error


def _inside(path: str, root: Root) -> bool:
    return path == str(root.path) or path.startswith(str(root.path) + os.sep)
