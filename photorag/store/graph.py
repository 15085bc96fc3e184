"""The navigable graph (hnswlib) over one block of vectors: built once, measured, then only read.

hnswlib is quick and has sharp edges, which stay in this module: adding or resizing while another thread searches
corrupts or aborts (so a graph is complete before anyone else sees it, and never grows), ``ef`` is one number for all
callers and is reset by loading (so it is set under a lock with each query), and a query for more neighbours than can
be reached raises (so the caller is told to compute exactly).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from typing import Any, Self

import hnswlib
import numpy as np
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken

LINKS = 16
"""hnswlib's M, the links of a point (twice that on the lowest level). Its authors recommend 12 to 48 for data like
image embeddings; 16 keeps the file near the size of the vectors themselves."""

_BUILD_WIDTH = 200  # hnswlib's ef_construction, its default
_BUILD_BATCH = 512  # points between two looks at the cancel token: about a quarter of a second

# A graph answers at most this many neighbours; beyond it the exact product is as quick and always right. For each
# step the search width (ef) is measured on its own, because the width needed grows much faster than the number asked.
_STEPS = (10, 50, 200)
_TARGET = 0.995  # recall on the sample; half the error allowed, for a sample is only a sample
_SAMPLE = 100  # queries of each kind
_FIRST_WIDTH = 64

# Break-even with the exact product, measured at 512 dimensions and 40,000 vectors: a query costs 2 microseconds for
# each unit of ef, the product 0.05 microseconds for each vector. So ef may reach a fiftieth of the vectors.
_BREAK_EVEN = 50
_LEAST_LIMIT = 256  # whoever sets a threshold below 12,800 vectors wants graphs, though the product would be quicker


class Graph:
    """Nearest neighbours over points whose labels are segment ids. Safe to search from several threads.

    ``widths`` maps a number of neighbours to the ef that was measured to find them; no entry means that the graph is
    not fit for so many.
    """

    def __init__(self, index: Any, widths: Mapping[int, int]) -> None:
        self._index = index
        self._lock = threading.Lock()
        self.widths = dict(sorted(widths.items()))

    @classmethod
    def build(cls, ids: NDArray[np.int64], vectors: NDArray[np.float32], cancel: CancelToken) -> Self:
        """Builds and measures a graph on the calling thread and hnswlib's own; holds no lock, releases the GIL.

        Args:
            ids: int64 (n,), ascending. vectors: float32 (n, dim), unit length.

        Raises `Cancelled`; nothing is left behind then.
        """
        count, dim = vectors.shape
        # One core is left to the person where there are more than two.
        threads = max(2, (os.cpu_count() or 2) - 1)
        index = hnswlib.Index(space="ip", dim=dim)
        index.init_index(max_elements=count, ef_construction=_BUILD_WIDTH, M=LINKS)
        for start in range(0, count, _BUILD_BATCH):
            cancel.raise_if_cancelled()
            part = slice(start, start + _BUILD_BATCH)
            index.add_items(vectors[part], ids[part], num_threads=threads)
        graph = cls(index, {})
        graph.widths = graph._measure(ids, vectors, cancel)
        return graph

    @classmethod
    def open(cls, path: str, dim: int, widths: Mapping[int, int]) -> Self:
        """Loads a file that has been checked before: hnswlib itself crashes on a damaged one.

        Raises RuntimeError when hnswlib can't read it. Holds the GIL (about 1.6 ms for each 1,000 vectors of 512).
        """
        index = hnswlib.Index(space="ip", dim=dim)
        index.load_index(path)
        return cls(index, widths)

    @property
    def fit(self) -> bool:
        """Whether the graph reaches its target at all, at less than the exact product's cost."""
        return _STEPS[0] in self.widths

    @property
    def count(self) -> int:
        return int(self._index.get_current_count())

    @property
    def file_size(self) -> int:
        """The size in bytes that a complete file of this graph has."""
        return int(self._index.index_file_size())

    def write(self, path: str) -> None:
        """Writes hnswlib's own file. A failed write may go UNREPORTED: compare the size with `file_size`.

        Raises RuntimeError when the file can't be opened at all. Holds the GIL (about 0.5 ms for each 1,000 vectors).
        """
        self._index.save_index(path)

    def nearest(self, query: NDArray[np.float32], k: int) -> NDArray[np.int64] | None:
        """The ids of ``k`` near neighbours in no order, or None where the caller should compute exactly."""
        width = next((ef for step, ef in self.widths.items() if k <= step), None)
        return None if width is None else self._query(query, k, width)

    def _query(self, query: NDArray[np.float32], k: int, width: int) -> NDArray[np.int64] | None:
        try:
            with self._lock:
                self._index.set_ef(width)
                labels, _ = self._index.knn_query(query, k=k, num_threads=1)
        except RuntimeError:  # fewer than k points could be reached
            return None
        found: NDArray[np.int64] = labels[0].astype(np.int64)
        return found

    def _measure(self, ids: NDArray[np.int64], vectors: NDArray[np.float32], cancel: CancelToken) -> dict[int, int]:
        """The smallest width for each step at which every kind of query reaches the target."""
        widths: dict[int, int] = {}
        limit = max(len(ids) // _BREAK_EVEN, _LEAST_LIMIT)
        kinds = sample_queries(vectors)
        # The k best scores of each query, ascending; with equal scores any of the ids is right, so scores are compared.
        deepest = min(_STEPS[-1], len(ids))
        scores = [np.sort(np.partition(kind @ vectors.T, -deepest, axis=1)[:, -deepest:], axis=1) for kind in kinds]
        width = _FIRST_WIDTH
        for step in _STEPS:
            k = min(step, len(ids))
            width = max(width, k)
            while width <= limit:
                cancel.raise_if_cancelled()
                recalls = (
                    self._recall(kind, best[:, -k], k, width, ids, vectors)
                    for kind, best in zip(kinds, scores, strict=True)
                )
                if all(recall >= _TARGET for recall in recalls):
                    widths[step] = width
                    break
                width = width * 3 // 2
            else:
                break
        return widths

    def _recall(
        self,
        queries: NDArray[np.float32],
        limits: NDArray[np.float32],
        k: int,
        width: int,
        ids: NDArray[np.int64],
        vectors: NDArray[np.float32],
    ) -> float:
        hits = 0
        for query, limit in zip(queries, limits, strict=True):
            found = self._query(query, k, width)
            if found is not None:
                hits += int(np.count_nonzero(vectors[np.searchsorted(ids, found)] @ query >= limit - 1e-6))
        return hits / (k * len(queries))


def sample_queries(vectors: NDArray[np.float32]) -> tuple[NDArray[np.float32], ...]:
    """Three kinds of queries such as will be asked, made from the stored vectors; each float32 (m, dim), unit length.

    Stored vectors as they are ("similar to this photo"), the same with noise of half their length (a picture from
    elsewhere), and the same taken to where texts lie: what sets the vector apart from the others, with noise of the
    same size, around a distant common direction. CLIP's texts and pictures are two narrow cones apart ("Mind the Gap",
    Liang et al. 2022), and a graph of pictures is harder to walk from outside. Always the same for the same vectors.
    """
    generator = np.random.default_rng(0)
    chosen = vectors[np.sort(generator.choice(len(vectors), min(_SAMPLE, len(vectors)), replace=False))]
    dim = vectors.shape[1]
    noise = generator.standard_normal(chosen.shape, dtype=np.float32) / np.float32(np.sqrt(dim))
    away = _unit(generator.standard_normal((1, dim), dtype=np.float32))
    middle = vectors[:: max(1, len(vectors) // 10_000)].mean(axis=0)
    apart = _unit(chosen - middle)
    return chosen, _unit(chosen + np.float32(0.5) * noise), _unit(0.4 * apart + 0.4 * noise + 0.8 * away)


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    result: NDArray[np.float32] = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    return result
