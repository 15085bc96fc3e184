"""The feed: an index follows the database, whoever wrote it, and never believes a file that belongs to another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken
from photorag.core.library_types import FileStamp
from photorag.core.paths import Home
from photorag.store.catalogue import Catalogue, ReadItem
from photorag.store.database import Connection, open_writer
from photorag.store.reader import Reader
from photorag.store.vector_feed import VectorFeed
from photorag.store.vector_index import VectorIndex

DIM = 16
MODEL = "model@1"


@pytest.fixture
def writer(own_home: Home) -> Iterator[Connection]:
    database = open_writer(own_home.database, own_home.backups)
    yield database
    database.close()


def vectors(count: int, seed: int) -> NDArray[np.float16]:
    rows = np.random.default_rng(seed).normal(size=(count, DIM))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float16)


def store(writer: Connection, rows: NDArray[np.float16], prefix: str) -> list[int]:
    catalogue = Catalogue(writer)
    root, model = catalogue.add_root(Path("/photos"), 1), catalogue.model_key(MODEL, DIM)
    items = [
        ReadItem(f"/photos/{prefix}{number}.jpg", root, FileStamp(1, 1), f"{prefix}{number}".encode(), row, 1, 1)
        for number, row in enumerate(rows)
    ]
    return catalogue.save(items, [], model, lambda _: False).added


def feed(home: Home) -> VectorFeed:
    return VectorFeed(VectorIndex(home.index_folder, MODEL, DIM, exact_below=50), MODEL)


def nearest(of: VectorFeed, reader: Reader, row: NDArray[np.float16]) -> int:
    of.refresh(reader)
    return int(of.search(row.astype(np.float32), 1).ids[0])


def test_what_is_stored_later_is_found(own_home: Home, writer: Connection) -> None:
    reader, following = Reader(writer), feed(own_home)
    following.refresh(reader)
    assert following.count == 0
    rows = vectors(100, 1)
    store(writer, rows[:40], "a")
    assert nearest(following, reader, rows[7]) == 8
    store(writer, rows[40:], "b")
    assert nearest(following, reader, rows[77]) == 78
    assert following.count == 100


def test_a_saved_graph_is_topped_up(own_home: Home, writer: Connection) -> None:
    reader, rows = Reader(writer), vectors(120, 1)
    store(writer, rows[:80], "a")
    feed(own_home).maintain(reader, CancelToken())
    assert list(own_home.index_folder.glob("*.graph"))
    store(writer, rows[80:], "b")
    later = feed(own_home)
    assert nearest(later, reader, rows[3]) == 4
    assert nearest(later, reader, rows[100]) == 101
    assert later.check(reader) == []


def test_deleted_segments_leave_the_graph(own_home: Home, writer: Connection) -> None:
    reader, rows = Reader(writer), vectors(80, 1)
    store(writer, rows, "a")
    first = feed(own_home)
    first.maintain(reader, CancelToken())
    Catalogue(writer).mark_removed([f"/photos/a{number}.jpg" for number in range(10)])
    Catalogue(writer).purge_removed(-1)
    for each in (feed(own_home), first):
        each.maintain(reader, CancelToken())
        assert each.count == 70
        assert nearest(each, reader, rows[3]) != 4


def test_a_graph_of_another_database_is_not_believed(own_home: Home, tmp_path: Path, writer: Connection) -> None:
    """A database restored from a backup gives out the same numbers again, for other photos."""
    store(writer, vectors(80, 1), "a")
    feed(own_home).maintain(Reader(writer), CancelToken())
    restored = open_writer(tmp_path / "restored.db", tmp_path)
    other = vectors(90, 2)
    store(restored, other, "c")
    following = feed(own_home)
    assert nearest(following, Reader(restored), other[5]) == 6
    assert following.check(Reader(restored)) == []
    following.maintain(Reader(restored), CancelToken())
    assert nearest(feed(own_home), Reader(restored), other[50]) == 51
    restored.close()


def test_a_graph_that_lacks_rows_is_made_again(own_home: Home, tmp_path: Path, writer: Connection) -> None:
    rows = vectors(80, 1)
    store(writer, rows, "a")
    reader = Reader(writer)
    index = VectorIndex(own_home.index_folder, MODEL, DIM, exact_below=10)
    index.add(np.arange(1, 41), rows[:40], 80)  # claims to reach 80
    index.maintain(CancelToken())
    following = feed(own_home)
    assert nearest(following, reader, rows[70]) == 71
    assert following.count == 80


def test_the_sample_follows_the_library(own_home: Home, writer: Connection) -> None:
    reader, following = Reader(writer), feed(own_home)
    assert following.sample(10).shape == (0, DIM)
    store(writer, vectors(40, 1), "a")
    following.refresh(reader)
    assert following.sample(10).shape == (10, DIM)
    assert following.sample(10) is following.sample(10)
