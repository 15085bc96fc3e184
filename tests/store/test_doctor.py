"""The doctor: what it notices, and that what it mends is mended."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from photorag.core.photo_facts import TextWord
from photorag.library import Library
from photorag.store.readings import Reading

Paint = Callable[..., Path]


@pytest.fixture
def folder(library: Library, paint: Paint) -> Path:
    for number in range(4):
        folder = paint(f"{number}.png", "red", seed=number).parent
    library.index([folder])
    return folder


def test_a_healthy_library(library: Library, folder: Path) -> None:
    assert library.check() == []
    assert library.repair() == []


def test_lost_thumbnails_are_made_again(library: Library, folder: Path) -> None:
    thumbnails = list(library.home.thumbnails.glob("*/*.jpg"))
    thumbnails[0].unlink()
    thumbnails[1].write_bytes(b"")
    assert ["2 thumbnails are missing" in each.text for each in library.check()] == [True]
    ids = {hit.item for hit in library.search("red").hits}
    library.repair()
    report = library.index()
    assert report.updated == 2
    assert library.check() == []
    assert {hit.item for hit in library.search("red").hits} == ids


def test_thumbnails_of_nothing_are_removed(library: Library, folder: Path) -> None:
    stray = library.home.thumbnails / "ab" / "leftover.123.part"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"x")
    assert library.repair() == ["Thumbnails of photos that are gone, removed: 1."]
    assert not stray.exists()


def test_damaged_vectors_are_noticed_and_read_again(library: Library, folder: Path) -> None:
    with sqlite3.connect(library.home.database) as database:
        database.execute("UPDATE vectors SET vector = x'00' WHERE id = 2")
    database.close()
    assert any("no usable vector" in each.text for each in library.check())
    library.repair()
    assert library.index().updated == 1
    assert library.check() == []


def test_a_damaged_database_is_said(library: Library, folder: Path) -> None:
    with sqlite3.connect(library.home.database) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute("INSERT INTO segments (item_id, kind) VALUES (999, 'photo')")
    database.close()
    findings = library.check()
    assert [each.mendable for each in findings] == [False]
    assert "missing row of items" in findings[0].text


def test_an_index_of_texts_that_is_out_of_step_is_made_again(library: Library, folder: Path) -> None:
    with sqlite3.connect(library.home.database) as connection:
        connection.execute("INSERT INTO texts_words (texts_words) VALUES ('delete-all')")
    connection.close()
    assert ["index of texts" in each.text for each in library.check()] == [True]
    assert library.repair() == ["Made the index of texts again."]
    assert library.check() == []
    assert len(library.start_read(lambda reader: reader.matching("png")).result()) == 4


def test_albums_readings_and_fingerprints_survive_a_repair(library: Library, folder: Path) -> None:
    contents = library.start_read(lambda reader: reader.contents()).result()
    words = (TextWord("harbour", (0.1, 0.1, 0.4, 0.2), 0, 0.9),)
    library._edits.submit(lambda edits: edits.save_readings(1, [Reading(each, words) for each in contents])).result()
    first = min(contents.values())
    album = library.albums.create("Trip", [first])
    library.albums.save_search("Sea", "harbour -people")
    groups = library.duplicates.find()
    assert library.check() == []
    assert library.repair() == []
    next(library.home.thumbnails.glob("*/*.jpg")).unlink()
    with sqlite3.connect(library.home.database) as database:
        database.execute("INSERT INTO texts_words (texts_words) VALUES ('delete-all')")
    database.close()
    assert len(library.check()) == 2
    library.repair()
    library.index()
    assert library.check() == []
    unread = library.start_read(lambda reader: reader.count_without_reading(1)).result()
    assert (len(library.search("text:harbour").hits), unread) == (3, 1)  # the one that was read again, will be
    assert [(each.id, each.items) for each in library.albums.all()] == [(album, 1)]
    assert [each.name for each in library.albums.searches()] == ["Sea"]
    assert library.duplicates.find() == groups
