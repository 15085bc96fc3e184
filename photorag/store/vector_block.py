"""A block of vectors that never changes once made, and the exact arithmetic over it.

The vector index is a short tuple of these. Because a block is immutable, a search can hold one without any lock while
the indexer thread prepares the next: what changes is which blocks the index points to.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photorag.store.graph import Graph

Ids = NDArray[np.int64]
Rows = NDArray[np.intp]
Matrix = NDArray[np.float32]
Scores = NDArray[np.float32]

# Two float32 sums of one product of unit vectors, taken in different orders, differ by about sqrt(dim) * 2**-24: 1.4e-6
# at 512 dimensions, 3e-6 at 2048. Every row this near the k-th best is scored again in float64 before the cut, so
# that rows with equal vectors get equal scores, wherever they lie.
_MARGIN = np.float32(1e-5)

# Gathering scattered rows costs two to three times reading all rows in order (measured: 10 to 13 ms for 50,000 of
# 100,000 rows of 512, against 5 ms for the lot), so from this share on the whole block is multiplied.
_GATHER_SHARE = 0.3

# Rows are gathered, or widened to float64, so many numbers at a time: 1 MB stays in the core's cache, and OpenBLAS
# multiplies it without waking threads (measured on busy cores: 1.4 ms for 10,000 rows; 20 ms in pieces of 8 MB).
_CHUNK = 2**18

NO_IDS: Ids = np.empty(0, np.int64)
NO_IDS.flags.writeable = False


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Segments by descending cosine, ties by ascending id. ``ids`` int64 and ``scores`` float32, both of shape (n,)."""

    ids: Ids
    scores: Scores

    def __len__(self) -> int:
        return len(self.ids)


class Block:
    """Segment ids with their vectors, some of them perhaps dead, and perhaps a graph over them.

    Args:
        ids: int64 (n,); a live id occurs once.
        vectors: float32 (n, dim), unit length, C-contiguous.
        live: bool (n,), or None when every row is live.
        graph: covers all rows, the dead ones too.
    """

    __slots__ = ("_keys", "_rows", "graph", "ids", "live", "vectors")

    def __init__(self, ids: Ids, vectors: Matrix, live: NDArray[np.bool_] | None = None, graph: Graph | None = None):
        self.ids = ids
        self.vectors = vectors
        self.live = live
        self.graph = graph
        # The live ids in ascending order, and the row of each; _rows is None where that is simply 0, 1, 2 ...
        self._rows: Rows | None = None
        self._keys = ids
        if live is not None:
            self._rows = np.flatnonzero(live)
            self._keys = ids[self._rows]
        if len(self._keys) > 1 and not bool(np.all(self._keys[1:] > self._keys[:-1])):
            order = np.argsort(self._keys, kind="stable")
            self._keys = self._keys[order]
            self._rows = order if self._rows is None else self._rows[order]

    @property
    def live_ids(self) -> Ids:
        """The ids of the live rows, ascending."""
        return self._keys

    @property
    def dead(self) -> int:
        """How many rows are dead."""
        return len(self.ids) - len(self._keys)

    def locate(self, ids: Ids) -> tuple[NDArray[np.bool_], Rows]:
        """For ``ids``, int64 (m,): which of them are live here, bool (m,), and the rows of those, in the same order."""
        if not len(self._keys) or not len(ids):
            return np.zeros(len(ids), np.bool_), np.empty(0, np.intp)
        places = np.searchsorted(self._keys, ids)
        places[places == len(self._keys)] = 0
        found = self._keys[places] == ids
        places = places[found]
        return found, places if self._rows is None else self._rows[places]

    def rows_of(self, ids: Ids) -> Rows:
        """The rows of those of ``ids`` that are live here."""
        if len(ids) > 1 and len(self._keys) and bool(np.all(ids[1:] > ids[:-1])):
            # Blocks mostly hold separate ranges of ids: cut to ours before the look-up.
            ids = ids[np.searchsorted(ids, self._keys[0]) : np.searchsorted(ids, self._keys[-1], side="right")]
        return self.locate(ids)[1]

    def without(self, ids: Ids) -> Block | None:
        """This block with these ids dead, or None when none of them was live here."""
        rows = self.rows_of(ids)
        if not len(rows):
            return None
        live = np.ones(len(self.ids), np.bool_) if self.live is None else self.live.copy()
        live[rows] = False
        return Block(self.ids, self.vectors, live, self.graph)

    def living(self, stop: int | None = None) -> tuple[Ids, Matrix]:
        """Ids and vectors of the live rows before row ``stop``, by ascending id. Copies only where it must."""
        if self._rows is None:
            return self._keys[:stop], self.vectors[:stop]
        rows = self._rows if stop is None else self._rows[self._rows < stop]
        return self.ids[rows], self.vectors[rows]

    def living_ids(self, stop: int) -> Ids:
        """The ids of the live rows before row ``stop``, ascending."""
        return self._keys[:stop] if self._rows is None else self._keys[self._rows < stop]

    def nearest(self, query: Matrix, k: int, allowed: Ids | None, without: Ids) -> tuple[Ids, Scores]:
        """At least the ``k`` live rows nearest to ``query``, as ids and scores in no order.

        Args:
            query: float32 (dim,), unit length.
            allowed: ascending ids to choose from, or None for all. With it the answer is exact.
            without: ascending ids never to return; takes no effect on ``allowed``.
        """
        if k <= 0 or not len(self._keys):
            return NO_IDS, np.empty(0, np.float32)
        if allowed is not None:
            rows = self._best(query, k, self.rows_of(allowed))
        else:
            by_graph = self._by_graph(query, k, without)
            rows = self._best_of_all(query, k, self.rows_of(without)) if by_graph is None else by_graph
        return self.ids[rows], self._exact_scores(query, rows)

    def _by_graph(self, query: Matrix, k: int, without: Ids) -> Rows | None:
        """The graph's nearest rows, at least ``k``, or None where the exact product is the better way."""
        if self.graph is None or k >= len(self._keys):
            return None
        excluded = self.rows_of(without)
        want = k + len(excluded)
        for _ in range(3):
            ids = self.graph.nearest(query, want)
            if ids is None:
                return None
            rows = np.setdiff1d(self.locate(ids)[1], excluded)
            if len(rows) >= k:
                return rows
            want *= 3  # the dead lie close together here: look wider
        return None

    def _best_of_all(self, query: Matrix, k: int, excluded: Rows) -> Rows:
        scores = self.vectors @ query
        if self.live is not None:
            scores[~self.live] = -np.inf
        scores[excluded] = -np.inf
        return _top(scores, k)

    def _best(self, query: Matrix, k: int, rows: Rows) -> Rows:
        if len(rows) >= _GATHER_SHARE * len(self.ids):
            return rows[_top((self.vectors @ query)[rows], k)]
        scores = np.empty(len(rows), np.float32)
        step = self._step()
        gathered = np.empty((min(step, len(rows)), self.vectors.shape[1]), np.float32)
        for start in range(0, len(rows), step):
            part = rows[start : start + step]
            # mode="clip" lets numpy write straight into the buffer; the rows are known to be in range.
            np.take(self.vectors, part, axis=0, out=gathered[: len(part)], mode="clip")
            np.dot(gathered[: len(part)], query, out=scores[start : start + len(part)])
        return rows[_top(scores, k)]

    def _exact_scores(self, query: Matrix, rows: Rows) -> Scores:
        wide = query.astype(np.float64)
        scores = np.empty(len(rows), np.float32)
        step = self._step()
        for start in range(0, len(rows), step):
            part = rows[start : start + step]
            scores[start : start + len(part)] = self.vectors[part].astype(np.float64) @ wide
        return scores

    def _step(self) -> int:
        return max(1, _CHUNK // int(self.vectors.shape[1]))


def _top(scores: Scores, k: int) -> Rows:
    """The places of the ``k`` best scores and of all within the margin of the last of them; never those of -inf."""
    if k < len(scores):
        limit = np.partition(scores, len(scores) - k)[len(scores) - k] - _MARGIN
        if limit > -np.inf:
            return np.flatnonzero(scores >= limit)
    return np.flatnonzero(scores > -np.inf)


def rank(parts: list[tuple[Ids, Scores]], k: int) -> Neighbours:
    """The ``k`` best of several answers: descending score, ties by ascending id."""
    if not parts:
        return Neighbours(NO_IDS, np.empty(0, np.float32))
    ids = np.concatenate([each[0] for each in parts])
    scores = np.concatenate([each[1] for each in parts])
    order = np.lexsort((ids, -scores))[:k]
    return Neighbours(ids[order], scores[order])
