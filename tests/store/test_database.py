"""The database: opening, refusing, writing from several sides at once."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest

from photorag.core.errors import LibraryBusy, LibraryDamaged, LibraryTooNew
from photorag.core.library_types import FileStamp
from photorag.core.paths import Home
from photorag.core.photo_facts import PhotoFacts
from photorag.library import Library
from photorag.store.catalogue import Catalogue, ReadItem
from photorag.store.database import is_current, open_reader, open_writer, transaction
from photorag.store.migrations import SCHEMA_VERSION
from photorag.store.reader import Reader


@pytest.fixture
def home(own_home: Home) -> Home:
    return own_home


def item(path: str, root: int, content: bytes, value: float) -> ReadItem:
    vector = np.array([value, 1.0, 0.0], np.float16)
    return ReadItem(path, root, FileStamp(10, 20), content, vector, 4, 3, facts=PhotoFacts("2024-05-06T07:08:09"))


def test_a_new_database_is_current_and_read_only_for_readers(home: Home) -> None:
    assert not is_current(home.database)
    open_writer(home.database, home.backups).close()
    assert is_current(home.database)
    reader = open_reader(home.database)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.conn.execute("INSERT INTO roots (path, added) VALUES ('x', 0)")
    reader.close()


def test_a_newer_database_is_refused_untouched(home: Home) -> None:
    writer = open_writer(home.database, home.backups)
    writer.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    writer.close()
    with pytest.raises(LibraryTooNew, match="newer PhotoRAG"):
        open_writer(home.database, home.backups)
    with pytest.raises(LibraryTooNew, match="newer PhotoRAG"):
        open_reader(home.database)
    with pytest.raises(LibraryTooNew):
        Library.open(home).status()


def test_a_file_that_is_no_database(home: Home) -> None:
    home.folder.mkdir()
    home.database.write_bytes(b"this is no database at all, but long enough to be one" * 100)
    with pytest.raises(LibraryDamaged, match="damaged"):
        Library.open(home)


def test_a_failed_transaction_leaves_nothing(home: Home) -> None:
    writer = open_writer(home.database, home.backups)
    with pytest.raises(RuntimeError), transaction(writer):
        writer.conn.execute("INSERT INTO roots (path, added) VALUES ('x', 0)")
        raise RuntimeError
    assert Reader(writer).roots() == []
    writer.close()


def test_read_then_write_from_four_threads_never_fails(home: Home) -> None:
    open_writer(home.database, home.backups).close()
    errors: list[Exception] = []

    def work(number: int) -> None:
        database = open_writer(home.database, home.backups)
        try:
            for step in range(25):
                with transaction(database):
                    count = database.conn.execute("SELECT COUNT(*) FROM roots").fetchone()[0]
                    database.conn.execute("INSERT INTO roots (path, added) VALUES (?, ?)", [f"{number}/{step}", count])
        except sqlite3.Error as error:
            errors.append(error)
        finally:
            database.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    reader = open_reader(home.database)
    added = [row[0] for row in reader.conn.execute("SELECT added FROM roots ORDER BY id")]
    assert added == list(range(100))  # each saw all before it
    reader.close()


def test_one_process_writes_at_a_time(home: Home, tmp_path: Path) -> None:
    first, second = Library.open(home), Library.open(home)
    try:
        first.add_root(tmp_path)
        with pytest.raises(LibraryBusy, match="Another PhotoRAG"):
            second.add_root(tmp_path)
        assert [each.root.path for each in second.roots()] == [tmp_path]
        first.close()
        second.add_root(tmp_path)
    finally:
        first.close()
        second.close()


def test_vectors_come_back_bit_for_bit(home: Home) -> None:
    writer = open_writer(home.database, home.backups)
    catalogue, reader = Catalogue(writer), Reader(writer)
    root, model = catalogue.add_root(Path("/photos"), 1), catalogue.model_key("m", 3)
    written = [item(f"/photos/{number}.jpg", root, bytes([number]), number / 7) for number in range(5)]
    catalogue.save(written, [], model, lambda _: False)
    rows = reader.vectors_after(model, 0, 3, 100)
    assert rows.vectors.tobytes() == b"".join(each.vector.tobytes() for each in written if each.vector is not None)
    assert reader.vectors_after(model, int(rows.sequences[2]), 3, 1).sequences.tolist() == [rows.sequences[3]]
    writer.close()


def test_a_vector_that_vanished_meanwhile_is_reported(home: Home) -> None:
    writer = open_writer(home.database, home.backups)
    catalogue = Catalogue(writer)
    root, model = catalogue.add_root(Path("/photos"), 1), catalogue.model_key("m", 3)
    known = ReadItem("/photos/a.jpg", root, FileStamp(1, 1), b"content", None)
    saved = catalogue.save([known], [], model, lambda _: False)
    assert saved.unresolved == ["/photos/a.jpg"]
    assert Reader(writer).count() == 0
    writer.close()


def test_removed_items_are_kept_for_a_while(home: Home) -> None:
    writer = open_writer(home.database, home.backups)
    catalogue, reader = Catalogue(writer), Reader(writer)
    root, model = catalogue.add_root(Path("/photos"), 1), catalogue.model_key("m", 3)
    catalogue.save([item("/photos/a.jpg", root, b"a", 0.5)], [], model, lambda _: False)
    catalogue.mark_removed(["/photos/a.jpg"])
    assert catalogue.purge_removed(older_than_days=30) == 0
    assert catalogue.purge_removed(older_than_days=-1) == 1
    assert len(reader.vectors_after(model, 0, 3, 10).vectors) == 0
    assert reader.integrity_problems() == []
    writer.close()
