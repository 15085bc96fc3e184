"""The latest vectors, which no graph covers yet: rows in the order of the log, searched exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from photorag.store.vector_block import Block, Ids, Matrix, Rows


@dataclass(frozen=True, slots=True, eq=False)
class Tail:
    """A block that grows by being replaced.

    ``block`` looks at the first rows of the two buffers. Further rows are written behind those, where no earlier tail
    looks, so that growing copies nothing (until the buffers are full) and disturbs no running search. Of tails that
    share buffers only the latest may be extended. ``marks`` are (rows, through): the first so many rows, with all that
    came before this tail, cover the log up to ``through``.
    """

    block: Block
    all_ids: Ids
    all_vectors: Matrix
    marks: tuple[tuple[int, int], ...] = ()

    @classmethod
    def empty(cls, dim: int) -> Self:
        ids, vectors = np.empty(0, np.int64), np.empty((0, dim), np.float32)
        return cls(Block(ids, vectors), ids, vectors)

    def extended(self, ids: Ids, vectors: Matrix, through: int) -> Tail:
        """This tail with rows appended. ``ids`` int64 (n,), not live here; ``vectors`` float32 (n, dim)."""
        start = len(self.block.ids)
        end = start + len(ids)
        marks = (*(mark for mark in self.marks if mark[0] < end), (end, through))
        if end == start:
            return Tail(self.block, self.all_ids, self.all_vectors, marks)
        all_ids, all_vectors = self.all_ids, self.all_vectors
        if end > len(all_ids):
            # Half as many again; memory that is never written to costs next to nothing.
            room = max(end, start + start // 2, 256)
            all_ids = np.empty(room, np.int64)
            all_vectors = np.empty((room, vectors.shape[1]), np.float32)
            all_ids[:start], all_vectors[:start] = self.block.ids, self.block.vectors
        all_ids[start:end], all_vectors[start:end] = ids, vectors
        live = None
        if self.block.live is not None:
            live = np.concatenate([self.block.live, np.ones(len(ids), np.bool_)])
        return Tail(Block(all_ids[:end], all_vectors[:end], live), all_ids, all_vectors, marks)

    def without(self, ids: Ids) -> Tail:
        """This tail with these ids dead."""
        block = self.block.without(ids)
        return self if block is None else Tail(block, self.all_ids, self.all_vectors, self.marks)

    def cut(self, most: int) -> tuple[int, int]:
        """Where to cut for a block of at most so many rows, if a mark allows it: (rows, through)."""
        fitting = [mark for mark in self.marks if mark[0] <= most and mark[0] > 0]
        return fitting[-1] if fitting else next(mark for mark in self.marks if mark[0] > 0)

    def after(self, rows: int) -> Tail:
        """What is left when the first ``rows`` rows have gone into a graph; in buffers of its own."""
        if not rows:
            return self
        marks = tuple((end - rows, through) for end, through in self.marks if end > rows)
        live = None if self.block.live is None else self.block.live[rows:]
        ids, vectors = self.block.ids[rows:].copy(), self.block.vectors[rows:].copy()
        return Tail(Block(ids, vectors, live), ids, vectors, marks)

    def compacted(self) -> Tail:
        """This tail without its dead rows."""
        if self.block.live is None:
            return self
        rows: Rows = np.flatnonzero(self.block.live)
        ids, vectors = self.block.ids[rows], self.block.vectors[rows]
        # Marks that come to lie on one another become one, the later.
        marks = {int(np.searchsorted(rows, end)): through for end, through in self.marks}
        return Tail(Block(ids, vectors), ids, vectors, tuple(marks.items()))
