"""What one query without alternatives finds, by all its signals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken
from photorag.core.query import Query
from photorag.embedding.protocol import Embedder
from photorag.search.embedded_query import QueryVector, QueryVectors
from photorag.search.exclusion import phrases_for, shows
from photorag.search.feedback import pushed_down
from photorag.search.filtering import Mask, PlacesNear, passing
from photorag.search.found import Found
from photorag.search.fusion import fused_scores, joint_strengths
from photorag.search.references import References
from photorag.search.strength import SAMPLE_SIZE, strengths
from photorag.search.text_search import TextHits, find, ids_containing
from photorag.store.columns import Columns
from photorag.store.reader import Reader
from photorag.store.vector_feed import VectorFeed

# The two lists are fused at least so far down, however few hits are asked for: a photo that neither has at the very top
# may be the best of both.
_FEWEST_CANDIDATES = 200
_PORTION = 4096
_HELD = 0.999  # of the query's words, all of them, but for rounding

Rows = NDArray[np.int64]
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sources:
    """What a search draws on."""

    reader: Reader
    feed: VectorFeed
    embedder: Callable[[], Embedder]
    references: References
    vectors: QueryVectors
    places_near: PlacesNear


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """``mask`` (n,): the rows that pass the filter, and where nothing is left to meaning the exclusions too; ``vector``
    is None then. ``found`` is what was found by meaning and texts, the best first."""

    query: Query
    mask: Mask
    notes: tuple[str, ...]
    texts: TextHits
    vector: QueryVector | None = None
    found: Found | None = None


class BranchSearch:
    """Searches over one snapshot of the columns."""

    def __init__(self, sources: Sources, columns: Columns, cancel: CancelToken) -> None:
        self._sources = sources
        self._reader = sources.reader
        self._feed = sources.feed
        self._columns = columns
        self._cancel = cancel
        self._by_segment = np.argsort(columns.segments, kind="stable")  # nearly sorted already: a millisecond

    def run(self, query: Query, depth: int) -> Branch:
        """The ``depth`` best by meaning, if anything is left to it. Raises as the engine's search does."""
        passed = passing(query.filter, self._columns, self._reader, self._sources.places_near)
        self._cancel.raise_if_cancelled()
        exclusions = [self._exclusion(text) for text in query.without]
        vector = self._sources.vectors.of(query)
        self._cancel.raise_if_cancelled()
        if vector is None:
            rows = np.flatnonzero(passed.mask)
            passed.mask[rows[self._excluded(exclusions, rows)]] = False
            return Branch(query, passed.mask, passed.notes, TextHits.none(len(self._columns)))
        texts = find(self._reader, self._columns, query.words)
        self._cancel.raise_if_cancelled()
        search = _ByMeaning(query, vector, texts, None if query.filter is None else passed.mask, exclusions)
        rows = self._candidates(search, max(depth, _FEWEST_CANDIDATES))
        self._cancel.raise_if_cancelled()
        return Branch(query, passed.mask, passed.notes, texts, vector, self._judged(search, rows, depth))

    def _candidates(self, search: _ByMeaning, depth: int) -> Rows:
        """The ``depth`` nearest by sight and the ``depth`` that hold the most words, as far as there are any."""
        own = self._own_rows(search.vector)
        rows = self._nearest(search, own, depth)
        coverage = search.texts.coverage if search.mask is None else search.texts.coverage * search.mask
        worded = np.setdiff1d(np.flatnonzero(coverage), own)
        worded = worded[~self._excluded(search.exclusions, worded)]
        return np.union1d(rows, worded[np.argsort(-coverage[worded], kind="stable")[:depth]])

    def _nearest(self, search: _ByMeaning, own: Rows, depth: int) -> Rows:
        """The nearest rows. What is excluded, and without a filter the segments of items no longer shown, are passed
        over, so more are asked for until there are enough."""
        segments = self._columns.segments
        allowed = None if search.mask is None else segments[search.mask]
        ask = depth
        while True:
            near = self._feed.search(search.vector.whole, ask, allowed=allowed, without=segments[own].tolist())
            self._cancel.raise_if_cancelled()
            rows = self._rows_of_segments(near.ids)
            rows = rows[~self._excluded(search.exclusions, rows)]
            if len(rows) >= depth or len(near) < ask:
                return rows
            ask *= 2

    def _judged(self, search: _ByMeaning, rows: Rows, depth: int) -> Found:
        """The ``depth`` best of these rows: by their cosines where nothing else tells them apart, else by fused scores.
        What is like an item called wrong comes last."""
        query, whole = search.query, search.vector.whole
        places, vectors = self._feed.located(self._columns.segments[rows])
        cosines = np.full(len(rows), np.nan, np.float32)
        cosines[places] = np.minimum(vectors @ whole, 1.0)  # stored vectors are rounded, may be a hair longer than 1
        by_sight = np.zeros(len(rows), np.float64)
        by_sight[places] = self._strengths(query, vectors, whole)
        sunk = np.zeros(len(rows), np.bool_)
        sunk[places] = pushed_down(vectors, search.vector.unlike, self._feed.sample(SAMPLE_SIZE))
        coverage = search.texts.coverage[rows]
        if not coverage.any():
            return Found.of(rows, cosines, by_sight, depth, sunk)
        weight = _words_share(query)
        if search.texts.numbers_only and weight == 1.0 and coverage.max() >= _HELD:
            by_sight[:] = 0.0  # what looks like such words does so by chance, and the photo that was meant is found
        joint = joint_strengths(by_sight, coverage, weight)
        return Found.of(rows, fused_scores(cosines, by_sight, coverage, weight), joint, depth, sunk)

    def _strengths(self, query: Query, vectors: Vectors, whole: Vectors) -> Vectors:
        """Of matches by sight: words by the yardstick; what has a picture in it against the rest of the library."""
        if query.words and not query.pictures and len(vectors):
            yardstick = self._sources.references.yardstick(self._sources.embedder, self._feed)
            return yardstick.strengths(vectors, whole)
        sample = self._feed.sample(SAMPLE_SIZE) @ whole
        return strengths(np.minimum(vectors @ whole, 1.0), sample, self._feed.count)

    def _exclusion(self, text: str) -> _Exclusion:
        said = self._columns.rows_of(ids_containing(self._reader, text))
        vectors = self._sources.vectors.of_texts(phrases_for(text)) if self._feed.count else None
        return _Exclusion(said, vectors)

    def _excluded(self, exclusions: Sequence[_Exclusion], rows: Rows) -> Mask:
        """Which of these rows show, or say in a text, what is not to be seen."""
        mask = np.zeros(len(rows), np.bool_)
        for each in exclusions:
            mask |= np.isin(rows, each.said)
        shown = [each.vectors for each in exclusions if each.vectors is not None]
        if not shown or not len(rows):
            return mask
        yardstick = self._sources.references.yardstick(self._sources.embedder, self._feed)
        for start in range(0, len(rows), _PORTION):
            self._cancel.raise_if_cancelled()
            places, vectors = self._feed.located(self._columns.segments[rows[start : start + _PORTION]])
            for phrases in shown:
                mask[start + places] |= shows(vectors, phrases, yardstick)
        return mask

    def _own_rows(self, vector: QueryVector) -> Rows:
        """The query's own pictures."""
        own = [item.id for content in vector.contents for item in self._reader.items_with_content(content)]
        return self._columns.rows_of(np.array(own, np.int64))

    def _rows_of_segments(self, segments: NDArray[np.int64]) -> Rows:
        """The rows of those segments that are shown, in the order given."""
        known = self._columns.segments
        if not len(known):
            return np.empty(0, np.int64)
        at = np.searchsorted(known, segments, sorter=self._by_segment)
        rows: Rows = self._by_segment[np.minimum(at, len(known) - 1)]
        shown: Rows = rows[known[rows] == segments]
        return shown


@dataclass(frozen=True, slots=True, eq=False)
class _Exclusion:
    """``said``: the rows whose texts say it; ``vectors`` (p, dim), its phrases, None where nothing has a vector."""

    said: Rows
    vectors: Vectors | None


@dataclass(frozen=True, slots=True, eq=False)
class _ByMeaning:
    """``mask`` is None without a filter."""

    query: Query
    vector: QueryVector
    texts: TextHits
    mask: Mask | None
    exclusions: Sequence[_Exclusion]


def _words_share(query: Query) -> float:
    """How much of the query is words, 0 to 1, by weight."""
    words = sum(abs(each.weight) for each in query.words)
    whole = words + sum(abs(each.weight) for each in query.pictures)
    return words / whole if whole else 1.0
