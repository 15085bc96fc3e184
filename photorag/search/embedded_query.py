"""A query's words and pictures as vectors: one to search by, steered by what the person called right and wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photorag.core.errors import UnreadablePicture
from photorag.core.library_types import Item
from photorag.core.model_input import FittedPicture
from photorag.core.query import Picture, Query
from photorag.embedding.protocol import Embedder
from photorag.search.feedback import steered
from photorag.search.query_vector import weighted_sum
from photorag.search.strength import SAMPLE_SIZE
from photorag.store.reader import Reader
from photorag.store.vector_feed import VectorFeed

Vector = NDArray[np.float32]
ReadPictureFunction = Callable[[Path], FittedPicture]


@dataclass(frozen=True, slots=True, eq=False)
class QueryVector:
    """``whole`` (dim,), what is searched by; ``signals``, each kind's own vector ("words", "picture"); ``contents``,
    the hashes of the query's pictures; ``unlike`` (u, dim), the photos called wrong."""

    whole: Vector
    signals: dict[str, Vector]
    contents: frozenset[bytes]
    unlike: NDArray[np.float32]


class QueryVectors:
    """Makes them. ``read_picture`` decodes a query picture away from this process; it raises `UnreadablePicture`."""

    def __init__(
        self, reader: Reader, feed: VectorFeed, embedder: Callable[[], Embedder], read_picture: ReadPictureFunction
    ) -> None:
        self._reader = reader
        self._feed = feed
        self._embedder = embedder
        self._read_picture = read_picture

    def of(self, query: Query) -> QueryVector | None:
        """None for a query without anything that has a vector.

        Raises `EmptyQuery`, `UnreadablePicture`, `ModelError`.
        """
        if not (query.words or query.pictures or query.like):
            return None
        parts: dict[str, list[tuple[Vector, float]]] = {}
        contents: set[bytes] = set()
        if query.words:
            embedded = self.of_texts([words.text for words in query.words])
            parts["words"] = [(vector, words.weight) for vector, words in zip(embedded, query.words, strict=True)]
        for picture in query.pictures:
            vector, content = self._of_picture(picture)
            parts.setdefault("picture", []).append((vector, picture.weight))
            contents.add(content)
        asked = _sum([part for each in parts.values() for part in each]) if parts else None
        signals = {name: _sum(each) for name, each in parts.items()} if len(parts) > 1 else {}
        like, unlike = self._of_items(query.like), self._of_items(query.unlike)
        if asked is None and not len(like):
            raise UnreadablePicture("That photo is no longer in the library.")
        sample = self._feed.sample(SAMPLE_SIZE)
        whole = steered(asked, like, unlike, sample.mean(axis=0) if len(sample) else None)
        return QueryVector(whole, signals or {next(iter(parts), "picture"): whole}, frozenset(contents), unlike)

    def of_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """(n, dim), one unit vector for each text. Raises `ModelError`."""
        return self._embedder().embed_texts(texts)

    def _of_picture(self, picture: Picture) -> tuple[Vector, bytes]:
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

    def _of_items(self, item_ids: Sequence[int]) -> NDArray[np.float32]:
        """(n, dim), the stored vectors of those that have one."""
        items = self._reader.items(item_ids) if item_ids else {}
        return self._feed.vectors_of([item.segment for item in items.values()])

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


def _sum(parts: Sequence[tuple[Vector, float]]) -> Vector:
    return weighted_sum([vector for vector, _ in parts], [weight for _, weight in parts])
