"""Nearest neighbours among one model's vectors, exact while they are few and through graphs when they are many.

SQLite holds the truth: a log of vectors whose sequence numbers only grow. This index is fed from it and can always be
fed again. It is a row of *sealed* blocks, each with a graph and a file, and a *tail* of the latest vectors which is
searched exactly. When the tail has grown to ``exact_below`` it is sealed: a graph is built beside the running searches
(together with the last block while that is small), measured, saved, and swapped in.

Memory: 4 bytes a number for exact scores and filters, and where there is a graph as much again plus 140 bytes a vector:
at 512 dimensions 205 MB without and 425 MB with graphs for 100,000 vectors.
"""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from photorag.core.cancel import CancelToken
from photorag.core.errors import Cancelled
from photorag.store.graph import LINKS, Graph
from photorag.store.graph_file import Entry, Listed, Rejected, read_graph, read_list, sweep, write_graph, write_list
from photorag.store.vector_block import Block, Ids, Matrix, Neighbours, rank
from photorag.store.vector_tail import Tail

__all__ = ["Neighbours", "VectorIndex"]
log = logging.getLogger(__name__)

# Exact search over so many vectors of 512 takes 3 ms on two cores, and a graph is not yet worth doubling the memory and
# half a minute of building.
EXACT_BELOW = 50_000

# hnswlib holds the GIL while it loads or saves a file: for so many vectors of 512 about 160 and 50 ms. A graph never
# gets larger than this; a million vectors are ten graphs, a third of a millisecond each.
LARGEST_BLOCK = 100_000

# Dead points still cost their share of every walk, and hnswlib's reuse of them has open bugs.
_DEAD_SHARE = 0.15

_LENGTH_TOLERANCE = 0.01  # float16 rounding moves the length of a unit vector by less than 0.001


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A block and the log's number through which it and those before it reach. ``entry`` is None until it is saved."""

    block: Block
    through: int
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class _State:
    """All that a search needs. Never changed, only replaced. A segment id is live in at most one block."""

    sealed: tuple[_Sealed, ...]
    tail: Tail
    through: int

    @property
    def blocks(self) -> tuple[Block, ...]:
        return (*(each.block for each in self.sealed), self.tail.block)

    def discarding(self, ids: Ids) -> _State:
        """This state without these segments."""
        sealed = []
        for each in self.sealed:
            block = each.block.without(ids)
            sealed.append(each if block is None else replace(each, block=block))
        return replace(self, sealed=tuple(sealed), tail=self.tail.without(ids))


class VectorIndex:
    """The vectors of one model in memory, with their graphs' files in a folder.

    Threads: any thread may call anything at any time. A search takes the current state (an immutable object) with one
    read and needs no lock: it never waits for an addition, a build or a save, and sees each of them wholly or not at
    all. Changes to the state are short and serialised by one lock; `maintain`, `save` and `load`, which may
    take seconds, exclude one another by a second lock, and hold the first one only to swap their result in. Only one
    *process* may call `maintain` and `save` for a folder (the one that holds the library's writer lock).
    """

    def __init__(self, folder: Path, model_id: str, dim: int, *, exact_below: int = EXACT_BELOW) -> None:
        """``dim`` is the vectors' length in numbers. The folder is made when something is saved."""
        if dim < 1 or exact_below < 1:
            raise ValueError("dim and exact_below should be 1 or more")
        self.dim = dim
        self.model_id = model_id
        self.exact_below = exact_below
        self._folder = folder
        # Readable, and still different for ids that differ only in what a file name can't hold.
        readable = re.sub(r"[^A-Za-z0-9]+", "-", model_id).strip("-")[:40]
        self._stem = f"{readable}-{hashlib.sha256(model_id.encode()).hexdigest()[:8]}"
        self._list = folder / f"{self._stem}.json"
        self._state = _State((), Tail.empty(dim), 0)
        self._lock = threading.Lock()
        self._maintaining = threading.RLock()
        # A graph over so many rows was found not to pay: not tried again before there are twice as many.
        self._unfit_rows = 0
        self._unsaved = False

    # Questions

    @property
    def count(self) -> int:
        """How many segments can be found."""
        return sum(len(block.live_ids) for block in self._state.blocks)

    @property
    def graph_count(self) -> int:
        """How many of them are searched through a graph."""
        return sum(len(block.live_ids) for block in self._state.blocks if block.graph is not None)

    @property
    def through_sequence(self) -> int:
        """The sequence number up to which the log has been taken in."""
        return self._state.through

    def segment_ids(self) -> Ids:
        """The segments that can be found, ascending, int64 (count,)."""
        return np.sort(np.concatenate([block.live_ids for block in self._state.blocks]))

    def search(
        self,
        query: NDArray[np.floating],
        k: int,
        *,
        allowed: NDArray[np.int64] | None = None,
        without: Collection[int] = (),
    ) -> Neighbours:
        """The ``k`` segments nearest to a query, or as many as there are.

        Args:
            query: (dim,), any length but zero; it is scaled to length 1.
            allowed: segment ids to choose from, in any order; ids not in the index are passed over. The answer is then
                exact, whatever their number.
            without: segment ids never to return.

        Returns cosines in descending order, ties by ascending id. Without a graph, and with ``allowed``, exactly the
        best ones; with graphs at least 99 % of the best ten, as measured when they were built.

        Raises ValueError when the query has another shape, is zero or not finite, or ``k`` is negative.
        """
        unit = self._checked_query(query)
        if k < 0:
            raise ValueError("k should not be negative")
        excluded = _ids(without)
        chosen = None if allowed is None else _ids(allowed)
        if chosen is not None and len(excluded):
            chosen = chosen[~np.isin(chosen, excluded)]
        return rank([block.nearest(unit, k, chosen, excluded) for block in self._state.blocks], k)

    def vectors_of(self, segment_ids: Iterable[int]) -> Matrix:
        """The vectors of these segments in their order, float32 (n, dim); segments not in the index are left out."""
        wanted = np.asarray(list(segment_ids), np.int64)
        vectors = np.empty((len(wanted), self.dim), np.float32)
        known = np.zeros(len(wanted), np.bool_)
        for block in self._state.blocks:
            found, rows = block.locate(wanted)
            vectors[found] = block.vectors[rows]
            known |= found
        return vectors if bool(known.all()) else vectors[known]

    def check(self, expected: NDArray[np.int64] | None = None) -> list[str]:
        """Reads the saved graphs again and compares with memory; for ``photorag doctor``.

        Args:
            expected: the segments that the database has vectors for.

        Returns one sentence for each thing that is wrong: none when all is well.
        """
        problems = []
        with self._maintaining:
            try:
                for entry in read_list(self._list, self.model_id, self.dim).entries:
                    read_graph(self._folder, entry, self.dim)
            except Rejected as reason:
                problems.append(f"The saved search index is not usable ({reason}); it will be rebuilt.")
        known = self.segment_ids()
        if len(np.unique(known)) != len(known):
            problems.append("The search index holds a segment twice.")
        if expected is not None:
            missing, extra = len(np.setdiff1d(expected, known)), len(np.setdiff1d(known, expected))
            if missing or extra:
                problems.append(f"The search index lacks {missing} segments and has {extra} that are gone.")
        return problems

    # Changes

    def add(self, segment_ids: ArrayLike, vectors: NDArray[np.floating], through_sequence: int) -> None:
        """Takes in rows of the log; they are found from then on.

        A segment that is there already keeps its vector (a segment's vector never changes); of one given twice the
        first counts. Vectors are rounded to float16 as the database does, so that a restart changes no score. Feed
        many rows in portions (10,000, say), each with its own last number: a graph is cut between portions.

        Args:
            segment_ids: (n,) whole numbers. vectors: (n, dim), unit length.
            through_sequence: with these rows, all of the log up to here has been given. Rows that reach no further than
                `through_sequence` have been given before: such a call changes nothing, so that two threads may bring
                the same news.

        Raises ValueError for wrong shapes, for numbers that are not finite and vectors that are not of unit length;
        nothing is added then.
        """
        ids = np.asarray(segment_ids, np.int64)
        with np.errstate(over="ignore"):
            rows = np.asarray(vectors).astype(np.float16).astype(np.float32)
        if ids.ndim != 1 or rows.shape != (len(ids), self.dim):
            raise ValueError(f"{rows.shape} vectors for {ids.shape} segments; expected (n, {self.dim}) for (n,)")
        lengths = np.linalg.norm(rows, axis=1)
        if not bool(np.all(np.abs(lengths - 1) <= _LENGTH_TOLERANCE)):  # false for NaN too
            raise ValueError("vectors should be finite and of length 1")
        first = np.sort(np.unique(ids, return_index=True)[1])
        with self._lock:
            state = self._state
            if through_sequence <= state.through:
                return
            new = np.ones(len(first), np.bool_)
            for block in state.blocks:
                new &= ~block.locate(ids[first])[0]
            chosen = first[new]
            tail = state.tail.extended(ids[chosen], rows[chosen], through_sequence)
            self._state = replace(state, tail=tail, through=through_sequence)

    def discard(self, segment_ids: Iterable[int]) -> None:
        """Segments that are gone: never found from now on. Unknown ones are passed over."""
        ids = _ids(segment_ids)
        with self._lock:
            self._state = self._state.discarding(ids)

    def load(self) -> int:
        """Starts afresh from the saved graphs, as far as they can be trusted; what can't is logged and left out.

        Returns the sequence number they reach, 0 for none: the caller then adds the later rows, and discards what
        `segment_ids` has and the database has no more.
        """
        with self._maintaining:
            sealed: list[_Sealed] = []
            self._unfit_rows = 0
            self._unsaved = False
            try:
                listed = read_list(self._list, self.model_id, self.dim)
                self._unfit_rows = listed.unfit_rows
                for entry in listed.entries:
                    ids, vectors, graph = read_graph(self._folder, entry, self.dim)
                    # Of a segment that was removed and came back, the later vector counts.
                    sealed = [replace(each, block=each.block.without(ids) or each.block) for each in sealed]
                    sealed.append(_Sealed(Block(ids, vectors, graph=graph), entry.through_sequence, entry))
            except Rejected as reason:
                log.warning("the saved search index is rebuilt: %s", reason)
                self._unsaved = True
            through = sealed[-1].through if sealed else 0
            with self._lock:
                self._state = _State(tuple(sealed), Tail.empty(self.dim), through)
            return through

    def clear(self) -> None:
        """Starts afresh from nothing: the saved graphs belong to another database. The next `save` replaces them."""
        with self._maintaining:
            self._unfit_rows = 0
            self._unsaved = True
            with self._lock:
                self._state = _State((), Tail.empty(self.dim), 0)

    def maintain(self, cancel: CancelToken) -> bool:
        """The indexer's idle moment: clears out dead rows, builds graphs that are due, saves what is new.

        Takes about 0.4 ms a vector to build on two cores; searches go on meanwhile. Cancelling gives up the graph
        being built and keeps those that are done. Returns whether anything was done.

        Raises `StorageError` when the graphs can't be saved; they serve from memory all the same.
        """
        with self._maintaining:
            done = False
            try:
                done = self._clear_dead(cancel)
                while self._seal(cancel):
                    done = True
            except Cancelled:
                log.debug("index maintenance was cancelled")
            if self._unsaved and not cancel.cancelled:
                self.save()
                done = True
            return done

    def save(self) -> None:
        """Writes the graphs that have no file yet, then the list of them. Quick when there is nothing new.

        Raises `StorageError`: what was saved before is still valid.
        """
        with self._maintaining:
            # From the first block without a graph on, the rows come from the log again.
            saved = tuple(takewhile(lambda each: each.block.graph is not None, self._state.sealed))
            lost = any(each.entry is None or not (self._folder / each.entry.file).exists() for each in saved)
            if not (self._unsaved or lost):
                return
            for place, each in enumerate(saved):
                if each.entry is None or not (self._folder / each.entry.file).exists():
                    self._replace_entry(place, self._write(each))
            entries = [each.entry for each in self._state.sealed[: len(saved)] if each.entry is not None]
            write_list(self._list, self.model_id, self.dim, Listed(tuple(entries), self._unfit_rows))
            self._unsaved = False
            sweep(self._folder, self._stem, {entry.file for entry in entries})

    # The parts of maintain and save; the caller holds _maintaining, so that only tail and dead rows change beneath them

    def _clear_dead(self, cancel: CancelToken) -> bool:
        done = False
        # From the last to the first, for a block in which nothing lives any more drops out of the row.
        for place, each in reversed(list(enumerate(self._state.sealed))):
            if each.block.dead > _DEAD_SHARE * len(each.block.ids):
                ids, vectors = each.block.living()
                graph = Graph.build(ids, vectors, cancel) if len(ids) else None
                block = Block(ids, vectors, graph=graph if graph is not None and graph.fit else None)
                self._swap(place, _Sealed(block, each.through))
                done = True
        with self._lock:
            tail = self._state.tail
            if tail.block.dead > _DEAD_SHARE * len(tail.block.ids):
                self._state = replace(self._state, tail=tail.compacted())
                done = True
        return done

    def _seal(self, cancel: CancelToken) -> bool:
        """Builds a graph over the oldest part of the tail, if one is due. Returns whether it did."""
        state = self._state
        length = len(state.tail.block.ids)
        if length < self.exact_below or length < 2 * self._unfit_rows:
            return False
        rows, through = state.tail.cut(LARGEST_BLOCK)
        ids, vectors = state.tail.block.living(rows)
        place = len(state.sealed)
        if place and len(state.sealed[-1].block.live_ids) + len(ids) <= LARGEST_BLOCK:
            place -= 1
            old_ids, old_vectors = state.sealed[place].block.living()
            ids, vectors = np.concatenate([old_ids, ids]), np.concatenate([old_vectors, vectors])
            order = np.argsort(ids, kind="stable")
            ids, vectors = ids[order], vectors[order]
        elif rows < length:
            ids, vectors = ids.copy(), vectors.copy()  # as a view they would keep the whole tail in memory
        graph = Graph.build(ids, vectors, cancel)
        self._unsaved = True
        self._unfit_rows = 0 if graph.fit else length
        if not graph.fit:
            log.info("a graph over %d vectors finds no faster than the exact product: computing exactly", len(ids))
            return False
        self._swap(place, _Sealed(Block(ids, vectors, graph=graph), through), tail_rows=rows)
        return True

    def _swap(self, place: int, new: _Sealed, tail_rows: int = 0) -> None:
        """Puts ``new`` in place of the sealed block there, or behind the last, and of the tail's first rows."""
        with self._lock:
            state = self._state
            # What has been discarded while the graph was built is dead in it from the start.
            live = [each.block.live_ids for each in state.sealed[place : place + 1]]
            live.append(state.tail.block.living_ids(tail_rows))
            block = new.block.without(np.setdiff1d(new.block.ids, np.concatenate(live))) or new.block
            put = (replace(new, block=block),) if len(block.ids) else ()
            sealed = (*state.sealed[:place], *put, *state.sealed[place + 1 :])
            self._state = replace(state, sealed=sealed, tail=state.tail.after(tail_rows))
            self._unsaved = True

    def _write(self, sealed: _Sealed) -> Entry:
        block, graph = sealed.block, sealed.block.graph
        assert graph is not None
        name = f"{self._stem}-{secrets.token_hex(8)}.graph"
        digest, size = write_graph(self._folder / name, graph, block.ids, block.vectors)
        return Entry(name, digest, size, len(block.ids), LINKS, graph.widths, sealed.through)

    def _replace_entry(self, place: int, entry: Entry) -> None:
        with self._lock:
            sealed = list(self._state.sealed)
            sealed[place] = replace(sealed[place], entry=entry)
            self._state = replace(self._state, sealed=tuple(sealed))

    def _checked_query(self, query: NDArray[np.floating]) -> Matrix:
        with np.errstate(over="ignore"):
            values = np.asarray(query, np.float32)
        if values.shape != (self.dim,):
            raise ValueError(f"a query of shape {values.shape}; expected ({self.dim},)")
        length = np.linalg.norm(values.astype(np.float64))
        if not np.isfinite(length) or length < 1e-12:
            raise ValueError("a query should be finite and not zero")
        return (values / length).astype(np.float32)


def _ids(segment_ids: Iterable[int]) -> Ids:
    """Ascending and each once, int64."""
    given = segment_ids if isinstance(segment_ids, np.ndarray) else np.fromiter(segment_ids, np.int64)
    ids: Ids = given.astype(np.int64, copy=False)
    if len(ids) < 2 or bool(np.all(ids[1:] > ids[:-1])):
        return ids
    ids = np.sort(ids)  # not np.unique, which takes 8 ms for 50,000; this takes 0.2
    once: Ids = ids[np.append(True, ids[1:] > ids[:-1])]
    return once
