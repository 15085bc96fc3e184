"""The indexer: brings the library up to date with its folders.

Lives on one thread, which owns the writing connection. Files are read in worker processes, embedded in batches and
stored one transaction a batch. A kill at any point loses the batch in flight, which the next run reads again.
"""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken, PauseGate
from photorag.core.errors import Cancelled
from photorag.core.events import Events, ItemsChanged, RootsChanged
from photorag.core.failed_path import FailedPath
from photorag.core.library_types import Root, RootState
from photorag.core.model_input import ModelInput
from photorag.core.photo_facts import FACTS_VERSION
from photorag.embedding.protocol import Embedder
from photorag.ingest.reading import FactsJob, ReadJob, ReadPhoto, ReadPicture
from photorag.ingest.reconcile import RootChanges, compare_paths, compare_root
from photorag.ingest.report import IndexReport, ProgressCallback, ProgressMeter
from photorag.ingest.scan import FoundFile, ScanRules
from photorag.media.outcome import Done, Failed, JobBug, Outcome
from photorag.media.worker_pool import SupervisedPool
from photorag.store.catalogue import Catalogue, FailedFile, ReadItem, Saved
from photorag.store.reader import Reader
from photorag.store.thumbnails import ThumbnailStore

log = logging.getLogger(__name__)

AnyJob = ReadJob | FactsJob
ReadingPool = SupervisedPool[AnyJob, ReadPhoto]

STILL_CHANGING = "still being written; the next scan reads it"
BATCH_SIZE = 32  # photos embedded and stored at once
_LOOK_AHEAD = 256  # files; 45 MB of what a model of 224 pixels is shown, and thumbnails
_COMMIT_SECONDS = 2.0  # a slow trickle of photos becomes searchable at least this often
_DETAILS_AT_ONCE = 500
_KEEP_REMOVED_DAYS = 30


@dataclass(slots=True)
class _Batch:
    """Read files waiting for the next transaction."""

    photos: list[tuple[FoundFile, int, ReadPhoto]] = field(default_factory=list)
    failures: list[FailedFile] = field(default_factory=list)
    roots: Counter[int] = field(default_factory=Counter)  # how many files of each root, those passed over too

    @property
    def to_embed(self) -> int:
        return sum(photo.picture is not None for _, _, photo in self.photos)

    def __len__(self) -> int:
        return self.roots.total()


class Indexer:
    """``pool`` runs `read_photo` in worker processes; ``embedder`` is asked for when the first photo needs it, since
    loading a model costs seconds that an unchanged library need not spend, and in which the workers get ahead."""

    def __init__(
        self,
        catalogue: Catalogue,
        reader: Reader,
        thumbnails: ThumbnailStore,
        pool: ReadingPool,
        embedder: Callable[[], Embedder],
        model_input: ModelInput,
        model: int,
        rules: ScanRules,
        events: Events,
        batch_size: int = BATCH_SIZE,
    ) -> None:
        self._catalogue = catalogue
        self._reader = reader
        self._thumbnails = thumbnails
        self._pool = pool
        self._embedder = embedder
        self._model_input = model_input
        self._model = model
        self._rules = rules
        self._events = events
        self._batch_size = batch_size

    def run(
        self,
        folders: Sequence[tuple[Root, Path | None]],
        progress: ProgressCallback | None = None,
        cancel: CancelToken | None = None,
        pause: PauseGate | None = None,
    ) -> IndexReport:
        """Scans roots (each whole, or only a folder below it) and reads what is new or changed.

        A cancelled run stores what it has read and returns with ``cancelled`` set. Raises `StorageError`,
        `ModelError`; what was stored before stays.
        """
        run = _Run(IndexReport(), ProgressMeter(progress), cancel or CancelToken(), pause or PauseGate())

        def compare() -> list[RootChanges]:
            return [
                compare_root(self._reader, root, self._model, self._rules, below, run.cancel) for root, below in folders
            ]

        return self._run(run, compare, whole=True)

    def run_paths(
        self,
        paths: Sequence[tuple[Root, Sequence[str]]],
        progress: ProgressCallback | None = None,
        cancel: CancelToken | None = None,
        pause: PauseGate | None = None,
    ) -> IndexReport:
        """Looks at single paths, each with its root: the watcher's hints. As `run` otherwise."""
        run = _Run(IndexReport(), ProgressMeter(progress), cancel or CancelToken(), pause or PauseGate())

        def compare() -> list[RootChanges]:
            return [compare_paths(self._reader, root, self._model, self._rules, each) for root, each in paths]

        return self._run(run, compare, whole=False)

    def _run(self, run: _Run, compare: Callable[[], list[RootChanges]], *, whole: bool) -> IndexReport:
        started = time.monotonic()
        run.meter.phase("scanning")
        try:
            changes = compare()
            for each in changes:
                self._note(run, each)
            self._read_all(run, changes)
            run.cancel.raise_if_cancelled()
            self._sweep(run, changes)
            if whole or any(each.sidecars for each in changes):  # a hint at one photo changes nothing for the others
                self._read_details(run)
            run.meter.phase("finishing")
        except Cancelled:
            run.report.cancelled = True
            run.meter.phase("finishing")  # who was told that it reads is told that it ends
        run.report.seconds = time.monotonic() - started
        return run.report

    # -- scanning

    def _note(self, run: _Run, changes: RootChanges) -> None:
        root = changes.root
        run.report.unchanged += changes.unchanged
        run.report.skipped_reasons.update(changes.skipped)
        if changes.offline:
            run.report.offline.append(root.path)
        state = RootState.OFFLINE if changes.offline else RootState.ONLINE
        if state != root.state or changes.device not in (None, root.device):
            self._catalogue.set_root_state(root.id, state, changes.device)
            self._events.publish(RootsChanged())
        if changes.sidecars:
            self._catalogue.set_sidecars(root.id, changes.sidecars)

    # -- reading

    def _read_all(self, run: _Run, changes: Sequence[RootChanges]) -> None:
        # Newest first: what a person has just copied, and what they are likely to look for, is there soonest.
        found = sorted(
            ((file, each.root.id) for each in changes for file in each.to_read),
            key=lambda pair: pair[0].mtime_ns,
            reverse=True,
        )
        if not found:
            return
        gone = {path for each in changes for path in each.gone}

        def is_gone(path: str) -> bool:
            return path in gone or not os.path.lexists(path)

        run.meter.expect({each.root.id: each.root.path for each in changes}, (root_id for _, root_id in found))
        run.meter.phase("reading")
        self._read(run, found, is_gone, self._reader.contents_by_size(self._model))
        if run.unresolved and not run.cancel.cancelled:
            again = [(file, root_id) for file, root_id in found if file.path in run.unresolved]
            self._read(run, again, is_gone, {})

    def _read(
        self,
        run: _Run,
        found: Sequence[tuple[FoundFile, int]],
        is_gone: Callable[[str], bool],
        known: dict[int, frozenset[bytes]],
    ) -> None:
        places = {file.path: (file, root_id) for file, root_id in found}
        roots = {root.id: str(root.path) for root in self._reader.roots()}
        jobs = (
            ReadJob(file.path, roots[root_id], known.get(file.size, frozenset()), self._model_input)
            for file, root_id in found
        )
        batch, since = _Batch(), time.monotonic()
        for outcome in self._outcomes(run, jobs):
            file, root_id = places[outcome.job.path]
            self._sort(run, batch, file, root_id, outcome)
            full = batch.to_embed >= self._batch_size or len(batch) >= 8 * self._batch_size
            if full or time.monotonic() - since > _COMMIT_SECONDS:
                self._commit(run, batch, is_gone)
                batch, since = _Batch(), time.monotonic()
        self._commit(run, batch, is_gone)

    def _outcomes(self, run: _Run, jobs: Iterator[AnyJob]) -> Iterator[Outcome[AnyJob, ReadPhoto]]:
        """Outcomes as they come; ends early when cancelled, holds while paused."""
        # Decoding goes on while a batch is embedded, and for some seconds while the model is loaded.
        outcomes = self._pool.map_unordered(jobs, look_ahead=_LOOK_AHEAD, cancel=run.cancel)
        with contextlib.suppress(Cancelled), contextlib.closing(outcomes):
            for outcome in outcomes:
                yield outcome
                if run.pause.paused:
                    run.pause.wait(run.cancel)
                    run.meter.paused()

    def _sort(
        self, run: _Run, batch: _Batch, file: FoundFile, root_id: int, outcome: Outcome[AnyJob, ReadPhoto]
    ) -> None:
        batch.roots[root_id] += 1
        if isinstance(outcome, Failed):
            if isinstance(outcome, JobBug):
                log.error("reading %s failed\n%s", file.path, outcome.traceback)
            batch.failures.append(FailedFile(file.path, root_id, file.stamp, outcome.reason))
        elif not outcome.result.settled:
            run.report.skipped_reasons[STILL_CHANGING] += 1
        else:
            batch.photos.append((file, root_id, outcome.result))

    # -- metadata alone

    def _read_details(self, run: _Run) -> None:
        """Reads the metadata of photos whose own has not been read by this version, or whose sidecars have changed.
        No pixels and no vectors: a library read by an older version gets its dates and places in minutes."""
        waiting = self._reader.count_lacking_facts(FACTS_VERSION)
        if not waiting:
            return
        run.meter.expect_details(waiting)
        run.meter.phase("reading details")
        after = 0
        while rows := self._reader.lacking_facts(FACTS_VERSION, after, _DETAILS_AT_ONCE):
            after = rows[-1][0]
            ids = {path: item_id for item_id, path, _ in rows}
            entries = []
            for outcome in self._outcomes(run, (FactsJob(path, root) for _, path, root in rows)):
                # What can't be opened is found gone, or unreadable, by a scan: that is not this part's to judge.
                if isinstance(outcome, Done):
                    entries.append((ids[outcome.job.path], outcome.job.path, outcome.result.facts))
                elif isinstance(outcome, JobBug):
                    log.error("reading the metadata of %s failed\n%s", outcome.job.path, outcome.traceback)
            saved = self._catalogue.save_facts(entries)
            run.report.details += len(saved)
            if saved:
                self._events.publish(ItemsChanged(tuple(saved)))
            run.meter.advance({0: len(rows)})
            run.cancel.raise_if_cancelled()

    # -- storing

    def _commit(self, run: _Run, batch: _Batch, is_gone: Callable[[str], bool]) -> None:
        if not len(batch):
            return
        pictures = [photo.picture for _, _, photo in batch.photos if photo.picture is not None]
        vectors = iter(self._embed(run, pictures))
        items: list[ReadItem] = []
        for file, root_id, photo in batch.photos:
            if photo.picture is None:
                items.append(ReadItem(file.path, root_id, photo.stamp, photo.content, None, facts=photo.facts))
                continue
            picture = photo.picture
            self._thumbnails.save(photo.content, picture.thumbnail.jpeg)
            items.append(
                ReadItem(
                    file.path, root_id, photo.stamp, photo.content, next(vectors),
                    picture.width, picture.height, picture.partial, picture.thumbnail.tint, photo.facts,
                )
            )  # fmt: skip
        saved = self._catalogue.save(items, batch.failures, self._model, is_gone)
        self._count(run, saved, batch)
        unresolved = set(saved.unresolved)
        again = Counter(root_id for file, root_id, _ in batch.photos if file.path in unresolved)
        run.meter.advance(batch.roots - again, len(batch.failures))

    def _embed(self, run: _Run, pictures: Sequence[ReadPicture]) -> Iterable[NDArray[np.float16]]:
        if not pictures:
            return ()
        pixels = np.stack([picture.pixels for picture in pictures])
        if run.model_is_loaded:
            return self._embedder().embed_images(pixels).astype(np.float16)
        run.meter.phase("loading model")
        vectors = self._embedder().embed_images(pixels).astype(np.float16)
        run.model_is_loaded = True
        run.meter.phase("reading")
        return vectors

    def _count(self, run: _Run, saved: Saved, batch: _Batch) -> None:
        report = run.report
        report.added += len(saved.added)
        report.updated += len(saved.updated)
        report.moved += len(saved.moved)
        report.unchanged += len(saved.unchanged)
        report.failed.extend(FailedPath(Path(each.path), each.reason) for each in batch.failures)
        run.unresolved.update(saved.unresolved)
        if saved.shown or saved.removed:
            self._events.publish(ItemsChanged(saved.shown, tuple(saved.removed)))

    def _sweep(self, run: _Run, changes: Sequence[RootChanges]) -> None:
        """Marks what is gone. Moved items have their new path by now, so that their old one matches nothing."""
        removed = self._catalogue.mark_removed(path for each in changes for path in each.gone)
        run.report.removed += len(removed)
        if removed:
            self._events.publish(ItemsChanged((), tuple(removed)))
        for each in changes:
            if not each.offline:
                self._catalogue.set_root_state(each.root.id, RootState.ONLINE, each.device, scanned=True)
        self._catalogue.purge_removed(_KEEP_REMOVED_DAYS)
        self._catalogue.trim_changes()


@dataclass(slots=True)
class _Run:
    """What one run carries along."""

    report: IndexReport
    meter: ProgressMeter
    cancel: CancelToken
    pause: PauseGate
    unresolved: set[str] = field(default_factory=set)
    model_is_loaded: bool = False
