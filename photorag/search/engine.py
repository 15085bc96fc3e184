"""Searching: the query's vector, its nearest segments, and the items they belong to.

Lives on the query thread. Brings the vector index up to date from the database first, so that what another process has
stored a moment ago is found too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken
from photorag.core.errors import UnreadablePicture
from photorag.core.library_types import Item, ItemState
from photorag.core.model_input import FittedPicture
from photorag.core.query import Hit, Picture, Query, Results
from photorag.embedding.protocol import Embedder
from photorag.search.query_vector import weighted_sum
from photorag.search.strength import SAMPLE_SIZE, group_of, strengths
from photorag.store.reader import Reader
from photorag.store.vector_feed import VectorFeed

Vector = NDArray[np.float32]
ReadPictureFunction = Callable[[Path], FittedPicture]


class SearchEngine:
    """``read_picture`` decodes a query picture away from this process; it raises `UnreadablePicture`."""

    def __init__(
        self, reader: Reader, feed: VectorFeed, embedder: Callable[[], Embedder], read_picture: ReadPictureFunction
    ) -> None:
        self._reader = reader
        self._feed = feed
        self._embedder = embedder
        self._read_picture = read_picture

    def search(self, query: Query, limit: int, cancel: CancelToken | None = None) -> Results:
        """The ``limit`` best hits. Query pictures that are in the library are left out of them.

        Raises `EmptyQuery`, `UnreadablePicture`, `ModelError`, and `Cancelled` between its steps.
        """
        cancel = cancel or CancelToken()
        started = time.perf_counter()
        self._feed.refresh(self._reader)
        cancel.raise_if_cancelled()
        vector, signals, own_contents = self._vector_of(query)
        cancel.raise_if_cancelled()
        found = self._nearest(vector, limit, own_contents)
        hits = self._hits(found, vector, signals)
        total, removed = self._reader.count(), self._reader.count(ItemState.REMOVED)
        searched = min(total, max(0, self._feed.count - removed))  # removed items keep their vectors for a while
        return Results(query, hits, time.perf_counter() - started, searched, total)

    def _vector_of(self, query: Query) -> tuple[Vector, dict[str, Vector], set[bytes]]:
        """The query's vector, each kind of signal's own vector, and the contents of its pictures."""
        parts: dict[str, list[tuple[Vector, float]]] = {}
        contents: set[bytes] = set()
        if query.words:
            embedded = self._embedder().embed_texts([words.text for words in query.words])
            parts["words"] = [(vector, words.weight) for vector, words in zip(embedded, query.words, strict=True)]
        for picture in query.pictures:
            vector, content = self._vector_of_picture(picture)
            parts.setdefault("picture", []).append((vector, picture.weight))
            contents.add(content)
        everything = [part for each in parts.values() for part in each]
        whole = weighted_sum([vector for vector, _ in everything], [weight for _, weight in everything])
        if len(parts) == 1:
            return whole, {next(iter(parts)): whole}, contents
        signals = {
            name: weighted_sum([vector for vector, _ in each], [weight for _, weight in each])
            for name, each in parts.items()
        }
        return whole, signals, contents

    def _vector_of_picture(self, picture: Picture) -> tuple[Vector, bytes]:
        """From the library where the picture is in it, unchanged; else by reading it."""
        item = self._item_of(picture)
        if item is not None:
            stored = self._feed.vectors_of([item.segment])
            if len(stored):
                return stored[0], item.content
        path = picture.path or (item.path if item else None)
        if path is None:
            raise UnreadablePicture("That photo is no longer in the library.")
        fitted = self._read_picture(path)
        return self._embedder().embed_images(fitted.pixels[np.newaxis])[0], fitted.content

    def _item_of(self, picture: Picture) -> Item | None:
        if picture.item is not None:
            return self._reader.items([picture.item]).get(picture.item)
        if picture.path is None:
            return None
        item = self._reader.item_at(picture.path)
        try:
            found = picture.path.stat()
        except OSError:
            return item
        unchanged = item is not None and (item.size, item.mtime_ns) == (found.st_size, found.st_mtime_ns)
        return item if unchanged else None

    def _nearest(self, vector: Vector, limit: int, without: Collection[bytes]) -> list[tuple[Item, float]]:
        """The nearest shown items. Segments of items no longer shown are passed over, so more are asked for until
        there are enough or the library is at its end."""
        own = {item.segment for content in without for item in self._reader.items_with_content(content)}
        ask = limit
        while True:
            neighbours = self._feed.search(vector, ask, without=own)
            shown = self._reader.items_of_segments(neighbours.ids.tolist())
            found = [
                (shown[segment], score)
                for segment, score in zip(neighbours.ids.tolist(), neighbours.scores.tolist(), strict=True)
                if segment in shown
            ]
            if len(found) >= limit or len(neighbours.ids) < ask:
                return found[:limit]
            ask *= 2

    def _hits(self, found: Sequence[tuple[Item, float]], vector: Vector, signals: dict[str, Vector]) -> tuple[Hit, ...]:
        if not found:
            return ()
        # Stored vectors are rounded, and may be a hair longer than 1.
        scores = np.minimum(np.array([score for _, score in found], np.float32), 1.0)
        strong = strengths(scores, self._feed.sample(SAMPLE_SIZE) @ vector, self._feed.count).tolist()
        stored = self._feed.vectors_of([item.segment for item, _ in found])
        why = {name: np.minimum(stored @ signal, 1.0).tolist() for name, signal in signals.items()}
        return tuple(
            Hit(
                path=item.path,
                item=item.id,
                segment=item.segment,
                kind=item.kind,
                score=score,
                strength=strong[position],
                group=group_of(strong[position]),
                why={name: each[position] for name, each in why.items()},
                taken=item.taken,
                title=item.title,
                ratio=max(1, item.width) / max(1, item.height),
                tint=item.tint,
            )
            for position, ((item, _), score) in enumerate(zip(found, scores.tolist(), strict=True))
        )
