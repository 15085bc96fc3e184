"""Keeps one model's vector index in step with the vectors' log in the database.

The log only grows, so "everything after the last row the index knows" is all that a reader ever needs: whichever
process or thread stored the rows.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken
from photorag.store.reader import Reader
from photorag.store.vector_index import Neighbours, VectorIndex

log = logging.getLogger(__name__)

_PORTION = 10_000
_COMPARED = 64


class VectorFeed:
    """A `VectorIndex` and the rows it is made from. Any thread may call it, each with its own `Reader`."""

    def __init__(self, index: VectorIndex, model_name: str) -> None:
        self._index = index
        self.model_name = model_name
        self._lock = threading.Lock()
        self._loaded = False
        self._sample: NDArray[np.float32] | None = None
        self._sampled_at = 0

    @property
    def count(self) -> int:
        """How many segments can be found."""
        return self._index.count

    @property
    def dim(self) -> int:
        """The length of a vector."""
        return self._index.dim

    def refresh(self, reader: Reader) -> None:
        """Takes in what has been stored since the last call; the first call opens the saved graphs."""
        model = reader.model_key(self.model_name)
        if model is None:
            return
        with self._lock:
            if self._loaded:
                self._take_in(reader, model)
                return
            self._index.load()
            if not self._belongs(reader, model):
                log.warning("the saved search index does not belong to this database; it is made again")
                self._index.clear()
            self._take_in(reader, model)
            self._forget_deleted(reader, model)
            self._loaded = True

    def maintain(self, reader: Reader, cancel: CancelToken) -> None:
        """The indexer's part: drops what was deleted, builds graphs that are due, saves them.

        Searches go on meanwhile. Raises `StorageError`.
        """
        model = reader.model_key(self.model_name)
        if model is not None:
            self.refresh(reader)
            self._forget_deleted(reader, model)
            self._index.maintain(cancel)

    def rebuild(self, reader: Reader, cancel: CancelToken) -> None:
        """Forgets the saved graphs and takes everything from the database again. Raises `StorageError`."""
        with self._lock:
            self._index.clear()
        self.maintain(reader, cancel)

    def check(self, reader: Reader) -> list[str]:
        """One sentence for each way in which the index and the database differ. For ``photorag doctor``."""
        model = reader.model_key(self.model_name)
        if model is None:
            return []
        self.refresh(reader)
        return self._index.check(reader.segments_with_vectors(model, self._index.dim))

    def search(
        self,
        vector: NDArray[np.float32],
        k: int,
        *,
        allowed: NDArray[np.int64] | None = None,
        without: Collection[int] = (),
    ) -> Neighbours:
        """The ``k`` nearest segments; among ``allowed`` ones exactly. See `VectorIndex.search`."""
        return self._index.search(vector, k, allowed=allowed, without=without)

    def located(self, segments: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Which of these segments have a vector, as places (k,) in the order given, and those vectors (k, dim)."""
        vectors = self._index.vectors_of(segments)
        if len(vectors) == len(segments):
            return np.arange(len(segments)), vectors
        places = np.flatnonzero(np.isin(segments, self._index.segment_ids()))
        vectors = self._index.vectors_of(segments[places])
        if len(vectors) < len(places):  # one was discarded this moment; it is found no more
            return np.empty(0, np.int64), np.empty((0, self._index.dim), np.float32)
        return places, vectors

    def vectors_of(self, segments: Sequence[int]) -> NDArray[np.float32]:
        """(n, dim) float32; empty when a segment is unknown."""
        return self._index.vectors_of(segments)

    def sample(self, size: int) -> NDArray[np.float32]:
        """Up to ``size`` vectors (n, dim) spread evenly over the library; drawn anew as the library grows."""
        count = self._index.count
        sample = self._sample
        if sample is None or not 0.9 * self._sampled_at <= count <= 1.1 * self._sampled_at:
            ids = self._index.segment_ids()
            step = max(1, len(ids) // size)
            sample = self._index.vectors_of(ids[::step][:size].tolist())
            self._sample, self._sampled_at = sample, count
        return sample

    def _take_in(self, reader: Reader, model: int) -> None:
        while (rows := reader.vectors_after(model, self._index.through_sequence, self._index.dim, _PORTION)).count:
            self._index.add(rows.segments, rows.vectors, int(rows.sequences[-1]))

    def _belongs(self, reader: Reader, model: int) -> bool:
        """Whether a loaded graph is of this database: one restored from a backup may use the same numbers again.

        Compares the vectors of some segments, and looks for any the graph should have and lacks.
        """
        known = self._index.segment_ids()
        if not len(known):
            return True
        if reader.count_vectors_through(model, self._index.through_sequence, known.tolist()):
            return False
        chosen = np.unique(np.concatenate([known[:: max(1, len(known) // _COMPARED)], known[-_COMPARED:]]))
        stored = reader.vectors_of(model, chosen.tolist(), self._index.dim)
        return bool(np.array_equal(self._index.vectors_of(stored.segments), stored.vectors.astype(np.float32)))

    def _forget_deleted(self, reader: Reader, model: int) -> None:
        deleted = np.setdiff1d(self._index.segment_ids(), reader.segments_with_vectors(model, self._index.dim))
        if len(deleted):
            self._index.discard(deleted.tolist())
