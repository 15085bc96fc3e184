from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from photorag.core.photo_facts import TextWord
from photorag.library import Library
from photorag.store.database import Connection, open_editor
from photorag.store.reader import Reader
from photorag.store.readings import (
    Reading,
    already_read,
    count_without_reading,
    inside_text,
    save_readings,
    without_reading,
)

Paint = Callable[..., Path]

WORDS = (
    TextWord("Café", (0.1, 0.2, 0.3, 0.25), 0, 0.98765),
    TextWord("Größe", (0.35, 0.2, 0.123456, 0.25), 0, 0.9),
    TextWord("取扱店", (0.1, 0.5, 0.2, 0.9), 1, 0.8),
)


@pytest.fixture
def database(library: Library, paint: Paint) -> Connection:
    """Three photos: the newest is a copy of the oldest."""
    for name, colour, day in (("old", "red", 1), ("middle", "green", 2), ("new", "red", 3)):
        path = paint(f"{name}.png", colour)
        os.utime(path, (day * 86_400, day * 86_400))
    library.index([path.parent])
    return open_editor(library.home.database)


def unread(database: Connection, version: int = 1, limit: int = 10) -> list[str]:
    found = without_reading(database.conn.execute, version, limit)
    return [item.path.stem for item in found]


def content_of(database: Connection, name: str) -> bytes:
    found = without_reading(database.conn.execute, 99, 10)
    return next(item.content for item in found if item.path.stem == name)


def test_the_newest_first(database: Connection) -> None:
    assert unread(database) == ["new", "middle", "old"]
    assert unread(database, limit=2) == ["new", "middle"]
    assert count_without_reading(database.conn.execute, 1) == 3
    item = without_reading(database.conn.execute, 1, 1)[0]
    stat = item.path.stat()
    assert item.stamp == (stat.st_size, stat.st_mtime_ns)


def test_items_with_the_same_content_share_a_reading(database: Connection) -> None:
    content = content_of(database, "new")
    ids = save_readings(database, 1, [Reading(content, WORDS), Reading(b"unknown", WORDS)])
    assert len(ids) == 2
    assert unread(database) == ["middle"]
    assert already_read(database.conn.execute, 1, [content, b"other"])[0].content == content
    found = Reader(database).words_in(ids)
    assert set(found) == set(ids)
    words = found[ids[0]]
    assert [word.text for word in words] == ["Café", "Größe", "取扱店"]
    assert words[0] == TextWord("Café", (0.1, 0.2, 0.3, 0.25), 0, 0.9877)
    assert words[2].line == 1


def test_what_was_read_is_found_by_words_and_by_pieces(database: Connection) -> None:
    ids = save_readings(database, 1, [Reading(content_of(database, "middle"), WORDS)])
    reader = Reader(database)
    assert reader.matching("inside: cafe grossen").tolist() == []
    assert reader.matching("inside: cafe AND inside: grosse").tolist() == list(ids)
    assert reader.matching('inside: "取扱店"', "pieces").tolist() == list(ids)


def test_reading_again_replaces_and_nothing_read_is_read_too(database: Connection) -> None:
    content = content_of(database, "middle")
    save_readings(database, 1, [Reading(content, WORDS)])
    assert unread(database, version=2) == ["new", "middle", "old"]
    assert already_read(database.conn.execute, 2, [content]) == []
    (item_id,) = save_readings(database, 2, [Reading(content, ())])
    assert unread(database, version=2) == ["new", "old"]
    assert Reader(database).words_in([item_id]) == {}
    assert Reader(database).matching("inside: cafe").tolist() == []


def test_an_edited_photo_is_to_be_read_again(library: Library, database: Connection, paint: Paint) -> None:
    (item_id,) = save_readings(database, 1, [Reading(content_of(database, "middle"), WORDS)])
    library.index([paint("middle.png", "blue").parent])
    assert "middle" in unread(database)
    assert Reader(database).matching("inside: cafe").tolist() == []
    assert Reader(database).words_in([item_id]) == {}


def test_photos_that_are_not_there_are_not_asked_for(library: Library, database: Connection) -> None:
    folder = without_reading(database.conn.execute, 1, 1)[0].path.parent
    (folder / "middle.png").unlink()
    library.index([folder])
    assert unread(database) == ["new", "old"]
    folder.rename(folder.with_name("unplugged"))
    library.index()
    assert unread(database) == []
    assert count_without_reading(database.conn.execute, 1) == 0


def test_one_bad_reading_stores_none_of_the_batch(database: Connection) -> None:
    good = Reading(content_of(database, "middle"), WORDS)
    bad = Reading(content_of(database, "new"), (TextWord("\ud800", (0, 0, 1, 1), 0, 1.0),))
    with pytest.raises(UnicodeEncodeError):
        save_readings(database, 1, [good, bad])
    assert unread(database) == ["new", "middle", "old"]


def test_lines_are_lines_of_the_text() -> None:
    assert inside_text(WORDS) == "Café Größe\n取扱店"
    assert inside_text(()) == ""
