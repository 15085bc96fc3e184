"""One search over everything: filters, meaning, texts, exclusions; then the items, in the order asked for.

Lives on the query thread. Brings the vector index and the columns up to date from the database first, so that what
another process has stored a moment ago is found too.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken
from photorag.core.errors import EmptyQuery
from photorag.core.library_types import ItemState
from photorag.core.query import Hit, Order, Query, Results, TextMatch
from photorag.core.understanding import Facets
from photorag.embedding.protocol import Embedder
from photorag.search.branch import Branch, BranchSearch, Sources
from photorag.search.embedded_query import QueryVectors, ReadPictureFunction
from photorag.search.facets import facets
from photorag.search.filtering import Mask, PlacesNear
from photorag.search.found import Found, merged
from photorag.search.ordering import in_order
from photorag.search.references import References
from photorag.search.strength import nothing_found
from photorag.search.text_matches import contained_in, matches_of
from photorag.store.columns import Columns
from photorag.store.reader import Reader
from photorag.store.vector_feed import VectorFeed

# What is sorted by something else than the match is chosen by the match first: so many of the nearest.
_SORTED_AMONG = 2000
# So many photos of a listing have reasons: those that are looked at.
_REASONED = 200


def nowhere(name: str) -> None:
    """A gazetteer that knows no place."""


class SearchEngine:
    """``read_picture`` decodes a query picture away from this process; it raises `UnreadablePicture`. ``references``
    are those of the feed's model. ``places_near`` knows where places are that no photo was taken at."""

    def __init__(
        self,
        reader: Reader,
        feed: VectorFeed,
        embedder: Callable[[], Embedder],
        read_picture: ReadPictureFunction,
        references: References,
        places_near: PlacesNear = nowhere,
    ) -> None:
        self._reader = reader
        self._feed = feed
        vectors = QueryVectors(reader, feed, embedder, read_picture)
        self._sources = Sources(reader, feed, embedder, references, vectors, places_near)

    def search(self, query: Query, limit: int, cancel: CancelToken | None = None) -> Results:
        """The ``limit`` best hits, or the first ones in another order. Query pictures that are in the library are left
        out of them. A query that only filters finds all that pass, the newest first.

        Raises `EmptyQuery`, `UnreadablePicture`, `ModelError`, and `Cancelled` between its steps.
        """
        started = time.perf_counter()
        columns, branches = self._branches(query, limit if query.order is Order.MATCH else _SORTED_AMONG, cancel)
        found = self._found(branches, query, columns)
        return self._results(query, branches, found.at(slice(limit)), columns, started)

    def listing(self, query: Query, cancel: CancelToken | None = None) -> Results:
        """All that pass a query that only filters, in its order, as a listing. Where it asks for texts, the first ones
        are hits too, which say where those texts stand. Raises as `search` does."""
        started = time.perf_counter()
        columns, branches = self._branches(query, 0, cancel)
        rows = self._found(branches, query, columns).rows
        asks_for_texts = any(contained_in(branch.query.filter) for branch in branches)
        shown = rows[: _REASONED if asks_for_texts else 0]
        results = self._results(query, branches, Found.all_certain(shown), columns, started)
        return replace(results, listing=self._reader.listing_of(columns.items[rows]))

    def _results(
        self, query: Query, branches: Sequence[Branch], shown: Found, columns: Columns, started: float
    ) -> Results:
        hits = self._hits(shown, branches, columns)
        total, removed = len(columns), self._reader.count(ItemState.REMOVED)
        return Results(
            query=query,
            hits=hits,
            seconds=time.perf_counter() - started,
            searched=min(total, max(0, self._feed.count - removed)),  # removed items keep their vectors for a while
            total=total,
            passed=int(np.count_nonzero(_any([branch.mask for branch in branches]))),
            nothing=bool(hits) and nothing_found(shown.strengths.tolist()),
            notes=tuple(dict.fromkeys(note for branch in branches for note in branch.notes)),
        )

    def facets(self, query: Query) -> Facets:
        """What the filter menus offer for this query."""
        return facets(query, self._reader.columns(), self._reader, self._sources.places_near)

    def _branches(self, query: Query, depth: int, cancel: CancelToken | None) -> tuple[Columns, list[Branch]]:
        cancel = cancel or CancelToken()
        if query.empty:
            raise EmptyQuery("Type some words or choose a picture to search by.")
        self._feed.refresh(self._reader)
        columns = self._reader.columns()
        cancel.raise_if_cancelled()
        one = BranchSearch(self._sources, columns, cancel)
        return columns, [one.run(each, depth) for each in query.joined()]

    def _found(self, branches: Sequence[Branch], query: Query, columns: Columns) -> Found:
        """What all alternatives have found, in the query's order: the best matches before the less likely."""
        if not query.has_meaning:
            rows = np.flatnonzero(_any([branch.mask for branch in branches]))
            return Found.all_certain(in_order(rows, query.order, columns, self._reader))
        found = merged([branch.found or self._all_of(branch, columns) for branch in branches])
        if query.order is Order.MATCH:
            return found
        rows = in_order(found.rows, query.order, columns, self._reader)
        place = np.empty(len(columns), np.int64)
        place[rows] = np.arange(len(rows))
        return found.at(np.lexsort((place[found.rows], ~found.best)))

    def _all_of(self, branch: Branch, columns: Columns) -> Found:
        """What passes an alternative that only filters."""
        return Found.all_certain(in_order(np.flatnonzero(branch.mask), Order.NEWEST, columns, self._reader))

    def _hits(self, found: Found, branches: Sequence[Branch], columns: Columns) -> tuple[Hit, ...]:
        ids = columns.items[found.rows].tolist()
        items = self._reader.items(ids)
        why = self._why(found, branches, columns)
        matches: dict[int, tuple[TextMatch, ...]] = {}
        for at, branch in enumerate(branches):
            contained = contained_in(branch.query.filter)
            held = (found.branch == at) & (bool(contained) | (branch.texts.share[found.rows] > 0))
            matches |= matches_of(self._reader, columns.items[found.rows[held]].tolist(), branch.texts, contained)
        return tuple(
            Hit(
                path=item.path,
                item=item.id,
                segment=item.segment,
                kind=item.kind,
                score=score,
                strength=strength,
                group="best" if best else "less likely",
                why=reasons,
                taken=item.taken,
                title=item.title,
                ratio=max(1, item.width) / max(1, item.height),
                tint=item.tint,
                matches=matches.get(item.id, ()),
            )
            for item_id, score, strength, best, reasons in zip(
                ids, found.scores.tolist(), found.strengths.tolist(), found.best.tolist(), why, strict=True
            )
            if (item := items.get(item_id)) is not None  # removed this moment
        )

    def _why(self, found: Found, branches: Sequence[Branch], columns: Columns) -> list[dict[str, float]]:
        """For each found row, the cosines and the share of words in its texts, as far as there are any."""
        why: list[dict[str, float]] = [{} for _ in found.rows]
        for at, branch in enumerate(branches):
            places = np.flatnonzero(found.branch == at)
            rows = found.rows[places]
            columns_of_why: dict[str, NDArray[np.float32]] = {}
            if branch.vector is not None:
                with_vector, vectors = self._feed.located(columns.segments[rows])
                for name, signal in branch.vector.signals.items():
                    cosines = columns_of_why[name] = np.full(len(rows), np.nan, np.float32)
                    cosines[with_vector] = np.minimum(vectors @ signal, 1.0)
            share = branch.texts.share[rows]
            columns_of_why["text"] = np.where(share > 0, share, np.nan)
            for name, values in columns_of_why.items():
                for place, value in zip(places.tolist(), values.tolist(), strict=True):
                    if not math.isnan(value):
                        why[place][name] = value
        return why


def _any(masks: Sequence[Mask]) -> Mask:
    mask: Mask = np.logical_or.reduce(masks)
    return mask
