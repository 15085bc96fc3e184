"""Whether filtered searches find exactly what they should, and how fast, in a library of very many photos.

    python -m benchmarks.filters [--photos 100000] [--dim 512] [--json]

The library is rows only, straight in the database: no files. Each filter is also evaluated the plain way, by SQL or by
asking one row after the other in Python, and the nearest of what passes by one exact product; the search must find the
same photos in the same order. Times are of the whole search, from the query with its words embedded to the hits.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.vector_search import Clip
from photorag.core.cancel import CancelToken
from photorag.core.filters import (
    Contains,
    Every,
    Filter,
    Flag,
    InPlace,
    Is,
    Measure,
    Measured,
    Not,
    Span,
    Tagged,
    Taken,
)
from photorag.core.library_types import FileStamp
from photorag.core.model_input import FittedPicture, ModelInput
from photorag.core.photo_facts import PhotoFacts, PlaceName
from photorag.core.query import Query, Words
from photorag.embedding.protocol import Pictures
from photorag.search.engine import SearchEngine
from photorag.search.references import References
from photorag.store.catalogue import Catalogue, ReadItem
from photorag.store.database import Connection, open_reader, open_writer
from photorag.store.reader import Reader
from photorag.store.vector_feed import VectorFeed
from photorag.store.vector_index import VectorIndex

LIMIT = 50
TARGET_MS = 20.0
_MODEL = "benchmark@1"
_BATCH = 5_000
_FIRST_DAY = datetime(2004, 1, 1)
_DAYS = 8_000
_PLACES = tuple(PlaceName(f"City {number}", f"Region {number % 40}", f"Country {number % 9}") for number in range(400))
_NOUNS = ("boat", "harbour", "street", "garden", "mountain", "birthday", "invoice", "bridge", "concert", "bicycle")

Ids = NDArray[np.int64]


class DrawnEmbedder:
    """Texts get vectors as a trained model would give them, by their hash; a query costs no time worth measuring."""

    model_id = _MODEL
    input = ModelInput(32, 32, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))

    def __init__(self, texts: NDArray[np.float32]) -> None:
        self._texts = texts

    @property
    def dim(self) -> int:
        return int(self._texts.shape[1])

    def embed_images(self, pictures: Pictures) -> NDArray[np.float32]:
        raise NotImplementedError("this library has no pictures")

    def embed_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self._texts[sum(text.encode()) % len(self._texts)] for text in texts])

    def close(self) -> None:
        """Nothing to free."""


@dataclass(frozen=True, slots=True)
class Case:
    """A filter, and the plain way: SQL that gives the ids of what passes."""

    name: str
    filter: Filter | None
    sql: str


_ISO = "SELECT item_id FROM facts WHERE iso"
_WORD = "SELECT item_id FROM texts WHERE ' ' || caption || ' ' LIKE"
CASES = (
    Case("no filter", None, "SELECT id FROM items"),
    Case("0.01 %: ISO 1", Measured(Measure.ISO, Span(1, 1)), f"{_ISO} = 1"),
    Case("1 %: ISO 2 to 100", Measured(Measure.ISO, Span(1, 100, includes_low=False)), f"{_ISO} BETWEEN 2 AND 100"),
    Case("50 %: ISO from 5000", Measured(Measure.ISO, Span(5000)), f"{_ISO} >= 5000"),
    Case("99 %: not ISO up to 100", Not(Measured(Measure.ISO, Span(None, 100))), f"{_ISO} > 100"),
    Case(
        "a year in a country, no portraits",
        Every((Taken("2010-01-01T00:00:00", "2011-01-01T00:00:00"), InPlace("country 3"), Not(Is(Flag.PORTRAIT)))),
        "SELECT i.id FROM items i JOIN facts f ON f.item_id = i.id WHERE i.dated >= '2010' AND i.dated < '2011' "
        "AND f.country = 'Country 3' AND i.height <= i.width",
    ),
    Case("a tag on 1 %", Tagged("keyword 7"), "SELECT item_id FROM facts WHERE keywords LIKE '%keyword 7\"%'"),
    Case("a word in 10 %", Contains("harbour"), f"{_WORD} '% harbour %'"),
    Case("a phrase in 1 %", Contains("old harbour"), f"{_WORD} '% old harbour %'"),
    Case("a number in 0.001 %", Contains("plate 777"), f"{_WORD} '% plate 777 %'"),
    Case("a word and its opposite", Every((Contains("boat"), Not(Contains("boat")))), "SELECT id FROM items WHERE 0"),
)  # fmt: skip


def main() -> int:
    """Exit code 0 when every search equals the plain way and none but those without a filter takes too long, else 1."""
    given = _arguments()
    generator = np.random.default_rng(1)
    clip = Clip(generator, given.dim)
    with tempfile.TemporaryDirectory(prefix="photorag-benchmark-") as place:
        started = time.perf_counter()
        vectors = fill(Path(place), generator, clip, given.photos)
        _say(f"{given.photos:,} photos in {time.perf_counter() - started:.0f} s")
        database = open_reader(Path(place) / "library.db")
        reader = Reader(database)
        feed = VectorFeed(VectorIndex(Path(place) / "index", _MODEL, given.dim), _MODEL)
        feed.maintain(reader, CancelToken())
        embedder = DrawnEmbedder(clip.texts(200))
        engine = SearchEngine(reader, feed, lambda: embedder, _no_picture, References(None, _MODEL))
        bench = Bench(database, engine, embedder, vectors, given.rounds)
        started = time.perf_counter()
        engine.search(Query((Words("first"),)), LIMIT)
        _say(f"first search, columns and references included: {time.perf_counter() - started:.2f} s\n")
        rows = bench.run()
        database.close()
    wrong = [row["search"] for row in rows if not row["equal"]]
    slowest = max(row["p95_ms"] for row in rows)
    _say(f"\n{len(wrong)} differ from the plain way {wrong or ''}; slowest p95 {slowest:.1f} ms (target {TARGET_MS})")
    if given.json:
        print(json.dumps({"photos": given.photos, "dim": given.dim, "searches": rows}))
    return 1 if wrong else 0


@dataclass(frozen=True, slots=True)
class Bench:
    """One library, measured."""

    database: Connection
    engine: SearchEngine
    embedder: DrawnEmbedder
    vectors: NDArray[np.float32]
    rounds: int

    def run(self) -> list[dict[str, Any]]:
        _say(f"{'':36}{'pass':>9}{'equal':>7}{'p50 ms':>9}{'p95 ms':>9}")
        rows = []
        for case in CASES:
            passing = self._plainly(case.sql)
            for words in ("", "zyzzyva"):  # a word that no text holds leaves it all to meaning
                query = Query((Words(words),) if words else (), filter=case.filter)
                if query.empty:
                    continue
                name = f"{case.name}{', by meaning' if words else ''}"
                rows.append(self._measured(name, query, passing, words))
        rows.append(self._measured("two words that texts hold", Query((Words("harbour bicycle"),)), None, ""))
        for case in CASES[3:5]:
            ids = self._plainly(case.sql)
            listing = partial(self.engine.listing, Query(filter=case.filter))
            listed = listing().listing
            same = listed is not None and np.array_equal(np.sort(listed.ids), ids)
            rows.append(self._timed(f"a listing, {case.name}", listing, len(ids), same))
        rows.append(self._timed("all menus", lambda: self.engine.facets(Query(filter=CASES[3].filter)), 0, True))
        return rows

    def _plainly(self, sql: str) -> Ids:
        return np.sort(np.fromiter((row[0] for row in self.database.conn.execute(sql)), np.int64))

    def _measured(self, name: str, query: Query, passing: Ids | None, words: str) -> dict[str, Any]:
        results = self.engine.search(query, LIMIT)
        equal = True
        if passing is not None:
            found = [hit.item for hit in results.hits]
            equal = results.passed == len(passing) and len(found) == min(LIMIT, len(passing))
            if words and query.filter is not None:
                scores = self.vectors[passing - 1] @ self.embedder.embed_texts([words])[0]
                nearest = np.sort(scores)[::-1][: len(found)]
                # Sorted, for the best matches come first, then the less likely.
                equal &= np.allclose(np.sort([hit.score for hit in results.hits])[::-1], nearest, atol=1e-5)
                equal &= bool(np.isin(found, passing).all())
            elif not words:
                dated = dict(self.database.conn.execute("SELECT id, dated FROM items"))
                newest = sorted(passing.tolist(), key=lambda item: (dated[item], item), reverse=True)[:LIMIT]
                equal &= found == newest
        return self._timed(name, lambda: self.engine.search(query, LIMIT), results.passed or 0, equal)

    def _timed(self, name: str, work: Callable[[], object], passed: int, equal: bool) -> dict[str, Any]:
        times = []
        for _ in range(self.rounds):
            started = time.perf_counter()
            work()
            times.append((time.perf_counter() - started) * 1e3)
        p50, p95 = (float(np.percentile(times, each)) for each in (50, 95))
        _say(f"{name:36}{passed:9,}{'yes' if equal else 'NO':>7}{p50:9.1f}{p95:9.1f}")
        return {"search": name, "passed": passed, "equal": bool(equal), "p50_ms": p50, "p95_ms": p95}


def fill(folder: Path, generator: np.random.Generator, clip: Clip, photos: int) -> NDArray[np.float32]:
    """A database of so many photos; returns their vectors as stored, (photos, dim), by id."""
    vectors = clip.pictures(photos).astype(np.float16)
    isos = generator.integers(1, 10_001, photos)
    days = generator.uniform(0, _DAYS, photos)
    places = generator.integers(0, len(_PLACES), photos)
    nouns = generator.integers(0, len(_NOUNS), (photos, 2))
    old = generator.random(photos) < 0.1
    database = open_writer(folder / "library.db", folder)
    catalogue = Catalogue(database)
    root = catalogue.add_root(Path("/photos"), 1)
    model = catalogue.model_key(_MODEL, clip.pictures(1).shape[1])
    batch: list[ReadItem] = []
    for number in range(photos):
        taken = _FIRST_DAY + timedelta(days=float(days[number]))
        first, second = (_NOUNS[each] for each in nouns[number])
        facts = PhotoFacts(
            taken=taken.isoformat(timespec="seconds"),
            place=_PLACES[places[number]],
            iso=int(isos[number]),
            camera=f"Camera {number % 30}",
            caption=f"{'old' if old[number] else 'new'} {first} beside a {second} with plate {number}",
            keywords=(f"keyword {number % 100}",),
        )
        path = f"/photos/{number // 500:03}/IMG_{number:06}.jpg"
        size = (4, 3) if number % 3 else (3, 4)
        content = path.encode()
        batch.append(ReadItem(path, root, FileStamp(9, 9), content, vectors[number], *size, facts=facts))
        if len(batch) == _BATCH or number == photos - 1:
            catalogue.save(batch, (), model, lambda _: False)
            batch.clear()
    database.close()
    return vectors.astype(np.float32)


def _no_picture(path: Path) -> FittedPicture:
    raise NotImplementedError(f"no query here has a picture: {path}")


def _say(text: str) -> None:
    print(text, file=sys.stderr if "--json" in sys.argv else sys.stdout, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Filters against the plain way, and the time of filtered searches.")
    parser.add_argument("--photos", type=int, default=100_000)
    parser.add_argument("--dim", type=int, default=512, help="numbers in a vector")
    parser.add_argument("--rounds", type=int, default=40, help="searches of each kind")
    parser.add_argument("--json", action="store_true", help="print one JSON object; the table goes to stderr")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
