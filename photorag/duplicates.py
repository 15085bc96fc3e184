"""Looking for duplicates: fingerprints for the photos that lack one, made from their thumbnails; then the groups.

Photos' files are not opened. What has been made is stored as it goes, so that a search that is cancelled goes on there
the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken
from photorag.core.errors import UnreadablePicture
from photorag.core.library_types import DuplicateGroup
from photorag.media.perceptual_hash import LOOK_SIZE, close_look, fingerprint
from photorag.model_choice import ModelChoice
from photorag.search.duplicates import find_groups
from photorag.store.fingerprints import FingerprintRow, Fingerprints, Pair
from photorag.store.thumbnails import ThumbnailStore
from photorag.workers import EditThread, QueryThread

T = TypeVar("T")
S = TypeVar("S")

# Pillow decodes without Python's lock, numpy's part is too small to share: on two cores, one thread made 1,280
# fingerprints a second, two 1,640.
_THREADS = 2
_PORTION = 256
_AT_ONCE = 2048  # vectors in one question: some 20 ms, so that a search in between does not wait


class Ask(Protocol):
    """Runs a question on a thread that has a connection, and waits for the answer."""

    def __call__(self, question: Callable[[Fingerprints], T], /) -> T: ...


class Duplicates:
    """A library's duplicates."""

    def __init__(
        self,
        queries: QueryThread,
        edits: EditThread,
        models: ModelChoice,
        thumbnails: ThumbnailStore,
        stop: CancelToken,
    ) -> None:
        """``stop`` ends a search when the library is closed."""
        self._queries, self._edits, self._models = queries, edits, models
        self._thumbnails, self._stop = thumbnails, stop

    def find(
        self, progress: Callable[[int, int], None] | None = None, cancel: CancelToken | None = None
    ) -> list[DuplicateGroup]:
        """All groups, on the caller's thread: some minutes for a large library the first time, seconds later on.
        ``progress`` gets how many photos have been looked at, of how many. Raises `Cancelled`, `StorageError`."""
        model = self._models.searching().resolved
        search = DuplicateSearch(self._thumbnails, self._read, self._change, model.model_id, model.dim)
        return search.run(progress, CancelToken(self._stop, cancel))

    def dismiss(self, item_ids: Sequence[int]) -> tuple[Pair, ...]:
        """These photos are no duplicates of one another; remembered by content. Returns what `undismiss` takes."""
        return self._change(lambda rows: rows.dismiss(item_ids))

    def undismiss(self, pairs: Sequence[Pair]) -> None:
        self._change(lambda rows: rows.undismiss(pairs))

    def _read(self, question: Callable[[Fingerprints], T]) -> T:
        return self._queries.submit(lambda reader: question(Fingerprints(reader.database))).result()

    def _change(self, change: Callable[[Fingerprints], T]) -> T:
        return self._edits.submit(lambda edits: change(Fingerprints(edits.database))).result()


class DuplicateSearch:
    """``read`` asks on the query thread, ``write`` on the edit thread, each in small steps; the work in between is done
    on the thread that calls `run`, and on two of its own. ``model_id`` and ``dim`` say whose vectors to use."""

    def __init__(self, thumbnails: ThumbnailStore, read: Ask, write: Ask, model_id: str, dim: int) -> None:
        self._thumbnails, self._read, self._write = thumbnails, read, write
        self._model_id, self._dim = model_id, dim

    def run(
        self, progress: Callable[[int, int], None] | None = None, cancel: CancelToken | None = None
    ) -> list[DuplicateGroup]:
        """``progress`` gets the photos fingerprinted, and those that lacked it, on this thread; once all are, the
        comparing begins. Raises `Cancelled`, `StorageError`."""
        token = cancel or CancelToken()
        with ThreadPoolExecutor(_THREADS, thread_name_prefix="photorag-duplicates") as threads:
            self._complete(threads, progress or _silent, token)
            photos, dismissed = self._read(lambda rows: (rows.photos(), rows.dismissals()))

            def looks(contents: Sequence[bytes]) -> NDArray[np.float32]:
                found = np.full((len(contents), LOOK_SIZE), np.nan, np.float32)
                for start in range(0, len(contents), _PORTION):
                    token.raise_if_cancelled()
                    part = contents[start : start + _PORTION]
                    for row, look in enumerate(self._over(threads, close_look, part), start):
                        if look is not None:
                            found[row] = look
                return found

            return find_groups(photos, dismissed, looks, self._vectors, token)

    def _complete(self, threads: ThreadPoolExecutor, progress: Callable[[int, int], None], cancel: CancelToken) -> None:
        missing = self._read(Fingerprints.missing)
        contents = list(missing)
        for start in range(0, len(contents), _PORTION):
            cancel.raise_if_cancelled()
            progress(start, len(contents))
            part = contents[start : start + _PORTION]
            rows = [
                FingerprintRow(item, content, found.hash, found.sharpness)
                for content, found in zip(part, self._over(threads, fingerprint, part), strict=True)
                if found is not None
                for item in missing[content]
            ]
            self._write(_saving(rows))
        progress(len(contents), len(contents))

    def _over(
        self, threads: ThreadPoolExecutor, make: Callable[[bytes], S], contents: Iterable[bytes]
    ) -> Iterable[S | None]:
        """What is made of each content's thumbnail; None where there is none, or it is damaged."""

        def of(content: bytes) -> S | None:
            try:
                return make(self._thumbnails.path(content).read_bytes())
            except (OSError, UnreadablePicture):
                return None

        return threads.map(of, contents)

    def _vectors(self, segments: NDArray[np.int64]) -> NDArray[np.float32]:
        parts = [segments[start : start + _AT_ONCE].tolist() for start in range(0, len(segments), _AT_ONCE)]
        found = [self._read(_asking(self._model_id, part, self._dim)) for part in parts]
        return np.concatenate(found) if found else np.empty((0, self._dim), np.float32)


def _saving(rows: Sequence[FingerprintRow]) -> Callable[[Fingerprints], None]:
    return lambda fingerprints: fingerprints.save(rows)


def _asking(model_id: str, segments: Sequence[int], dim: int) -> Callable[[Fingerprints], NDArray[np.float32]]:
    return lambda fingerprints: fingerprints.vectors(model_id, segments, dim)


def _silent(_done: int, _total: int) -> None:
    pass
