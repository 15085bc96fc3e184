"""Searches, and what surrounds them, handed to the query thread: how words are understood, what the filter menus offer,
where a picture matches.
"""

from __future__ import annotations

import contextlib
import itertools
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photorag.core.cancel import CancelToken
from photorag.core.errors import EmptyQuery, UnreadablePicture
from photorag.core.model_input import FittedPicture
from photorag.core.query import Picture, Query, Results
from photorag.core.understanding import Facets, Parsed, Vocabulary
from photorag.ingest.indexer import ReadingPool
from photorag.ingest.reading import ReadJob
from photorag.media.outcome import Failed
from photorag.media.places import find_place
from photorag.model_choice import ModelChoice
from photorag.search.engine import SearchEngine
from photorag.search.match_map import match_map
from photorag.search.parse.parser import parse
from photorag.search.query_vector import weighted_sum
from photorag.store.reader import Reader
from photorag.store.thumbnails import ThumbnailStore
from photorag.workers import QueryThread

T = TypeVar("T")


class Searching:
    """``pool`` reads query pictures, apart from the photos that are being indexed."""

    def __init__(
        self, queries: QueryThread, models: ModelChoice, pool: ReadingPool, thumbnails: ThumbnailStore
    ) -> None:
        self._queries, self._models, self._pool, self._thumbnails = queries, models, pool, thumbnails

    def start(self, query: str | Query, limit: int, cancel: CancelToken | None) -> Future[Results]:
        """A search in the background. Words are understood as the search field does."""

        def work(engine: SearchEngine, reader: Reader) -> Results:
            parsed = parse(query, reader.vocabulary()) if isinstance(query, str) else None
            wanted = parsed.query if parsed is not None else query
            assert isinstance(wanted, Query)
            with _pasted_as_files(wanted) as query_of_files:
                results = engine.search(query_of_files, limit, cancel)
            said = () if parsed is None else tuple(problem.sentence for problem in parsed.problems)
            return replace(results, query=wanted, notes=(*said, *results.notes))

        return self._asked(work, cancel)

    def start_listing(self, query: Query, cancel: CancelToken | None) -> Future[Results]:
        """All that pass a query which only filters, in its order, as the results' listing."""

        def work(engine: SearchEngine, reader: Reader) -> Results:
            return engine.listing(query, cancel)

        return self._asked(work, cancel)

    def understand(self, text: str) -> Parsed:
        return self._queries.submit(lambda reader: parse(text, reader.vocabulary())).result()

    def vocabulary(self) -> Vocabulary:
        return self._queries.submit(Reader.vocabulary).result()

    def facets(self, query: Query) -> Facets:
        return self._asked(lambda engine, _: engine.facets(query), None).result()

    def match_map(self, item_id: int, query: Query, cancel: CancelToken | None) -> NDArray[np.float32]:
        """Where a photo matches the query's words. On the caller's thread: it takes the model a second or so."""
        cancel = cancel or CancelToken()
        words = [each for branch in query.joined() for each in branch.words]
        if not words:
            raise EmptyQuery("There are no words to look for in the picture.")
        item = self._queries.submit(lambda reader: reader.items([item_id]).get(item_id)).result()
        if item is None:
            raise UnreadablePicture("That photo is no longer in the library.")
        try:
            with Image.open(self._thumbnails.path(item.content), formats=("JPEG",)) as thumbnail:
                pixels = np.asarray(thumbnail.convert("RGB"))
        except OSError as error:
            raise UnreadablePicture("The photo's thumbnail is missing. `photorag doctor` makes it again.") from error
        cancel.raise_if_cancelled()
        model = self._models.searching()
        embedder = model.embedder()
        vector = weighted_sum(list(embedder.embed_texts([each.text for each in words])), [w.weight for w in words])
        references = model.references.vectors(model.embedder, embedder.dim)
        cancel.raise_if_cancelled()
        return match_map(pixels, embedder.embed_images, vector, references)

    # -- inside

    def _asked(self, work: Callable[[SearchEngine, Reader], T], cancel: CancelToken | None) -> Future[T]:
        def ask(reader: Reader) -> T:
            if cancel is not None:
                cancel.raise_if_cancelled()
            model = self._models.searching()
            engine = SearchEngine(reader, model.feed, model.embedder, self._fit_picture, model.references, find_place)
            return work(engine, reader)

        return self._queries.submit(ask)

    def _fit_picture(self, path: Path) -> FittedPicture:
        """Reads a query picture in a decode worker. Raises `UnreadablePicture`."""
        job = ReadJob(str(path), str(path.parent), frozenset(), self._models.searching().resolved.input)
        outcome = self._pool.submit(job).result()
        if isinstance(outcome, Failed):
            raise UnreadablePicture(f"The picture {path} can't be searched by: {outcome.reason}.")
        picture = outcome.result.picture
        assert picture is not None  # only known contents are not decoded, and none were given
        return FittedPicture(outcome.result.content, picture.pixels)


@contextlib.contextmanager
def _pasted_as_files(query: Query) -> Iterator[Query]:
    """The query with pasted image bytes put into temporary files: decode workers read files."""
    with tempfile.TemporaryDirectory(prefix="photorag-") as folder:
        numbers = itertools.count()

        def as_file(picture: Picture) -> Picture:
            if picture.data is None:
                return picture
            path = Path(folder) / f"pasted-{next(numbers)}"
            path.write_bytes(picture.data)
            return Picture(path=path, weight=picture.weight)

        def with_files(part: Query) -> Query:
            pictures = tuple(as_file(each) for each in part.pictures)
            return replace(part, pictures=pictures, alternatives=tuple(with_files(each) for each in part.alternatives))

        yield with_files(query)
