"""Albums by hand and saved searches: what really changes, what undoing brings back, and which names are one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from photorag.core.errors import PhotoRagError
from photorag.core.library_types import Album, ItemState, SavedSearch
from photorag.store.albums import LONGEST_NAME, AlbumEdits, AlbumReader, clean_name, name_key
from photorag.store.database import Connection, open_reader, open_writer

PHOTOS = 6
ANY_IDS = st.lists(st.integers(-3, PHOTOS + 3), max_size=8)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """Photos 1 to 6 of one root; ``fresh`` undoes what a test did."""
    folder = tmp_path_factory.mktemp("albums")
    made = open_writer(folder / "library.db", folder)
    made.conn.execute("INSERT INTO roots (id, path, added) VALUES (1, '/photos', 0)")
    yield made
    made.close()


@pytest.fixture
def edits(database: Connection) -> AlbumEdits:
    fresh(database)
    return AlbumEdits(database)


@pytest.fixture
def reader(database: Connection, edits: AlbumEdits) -> Iterator[AlbumReader]:
    """On a connection of its own, which can only read."""
    path = Path(database.conn.execute("PRAGMA database_list").fetchone()[2])
    connection = open_reader(path)
    yield AlbumReader(connection.conn.execute)
    connection.close()


def fresh(database: Connection) -> None:
    for table in ("albums", "saved_searches", "items", "remembered_album_items"):
        database.conn.execute(f"DELETE FROM {table}")
    for number in range(1, PHOTOS + 1):
        put_photo(database, number)


def put_photo(database: Connection, number: int, content: int | None = None) -> None:
    database.conn.execute(
        """
        INSERT INTO items (id, root_id, path, kind, state, content, size, mtime_ns, width, height, added, state_since)
        VALUES (?, 1, ?, 'photo', ?, ?, 1, 1, 4, 3, 0, 0)
        """,
        [number, f"/photos/{number}.jpg", ItemState.PRESENT, bytes([content or number])],
    )


def take_photo(database: Connection, number: int) -> None:
    database.conn.execute("DELETE FROM items WHERE id = ?", [number])


def hide_photo(database: Connection, number: int) -> None:
    database.conn.execute("UPDATE items SET state = ? WHERE id = ?", [ItemState.REMOVED, number])


def held(database: Connection, album_id: int) -> set[int]:
    rows = database.conn.execute("SELECT item_id FROM album_items WHERE album_id = ?", [album_id])
    return {row[0] for row in rows}


def remembered(database: Connection, album_id: int) -> set[bytes]:
    rows = database.conn.execute("SELECT content FROM remembered_album_items WHERE album_id = ?", [album_id])
    return {row[0] for row in rows}


# -- albums


def test_an_album_is_made_with_photos_and_listed_by_name(edits: AlbumEdits, reader: AlbumReader) -> None:
    summer = edits.create("  summer   trip ", [1, 2, 99])
    birds = edits.create("Birds")
    assert reader.albums() == [Album(birds, "Birds", 0), Album(summer, "summer trip", 2)]
    assert reader.has_album(birds)
    assert not reader.has_album(birds + summer)


def test_counts_are_of_photos_that_are_shown(database: Connection, edits: AlbumEdits, reader: AlbumReader) -> None:
    album = edits.create("Trip", [1, 2, 3])
    hide_photo(database, 2)
    assert reader.albums() == [Album(album, "Trip", 2)]
    assert held(database, album) == {1, 2, 3}  # should its file come back, it is in the album again


def test_names_are_taken_whatever_their_case(edits: AlbumEdits, reader: AlbumReader) -> None:
    street = edits.create("Straße")
    with pytest.raises(PhotoRagError, match="an album called “Straße” already"):
        edits.create("STRASSE ")
    assert edits.rename(street, "STRASSE") == "Straße"  # its own name is not taken
    other = edits.create("Other")
    with pytest.raises(PhotoRagError, match="already"):
        edits.rename(other, "strasse")
    assert [each.name for each in reader.albums()] == ["Other", "STRASSE"]
    edits.save_search("Strasse", "streets")  # a search may be called as an album is


@pytest.mark.parametrize("name", ["", " \n\t", "\0", "\u200b", "x" * (LONGEST_NAME + 1), "\ud800"])
def test_what_is_no_name_is_refused(edits: AlbumEdits, reader: AlbumReader, name: str) -> None:
    album, search = edits.create("Trip"), edits.save_search("Sea", "sea")
    for attempt in (
        lambda: edits.create(name),
        lambda: edits.rename(album, name),
        lambda: edits.save_search(name, "words"),
        lambda: edits.rename_search(search, name),
    ):
        with pytest.raises(PhotoRagError, match=r"name .*letter"):
            attempt()
    assert [each.name for each in reader.albums()] == ["Trip"]
    assert [each.name for each in reader.saved_searches()] == ["Sea"]


@given(st.text(max_size=120))
def test_a_name_is_kept_as_it_is_cleaned(text: str) -> None:
    try:
        name = clean_name(text)
    except PhotoRagError:
        return
    assert clean_name(name) == name
    assert clean_name(f"  {text}\n") == name
    assert name_key(name) == name_key(f" {name} ")
    assert name == " ".join(name.split())
    assert unicodedata.is_normalized("NFC", name)
    name.encode()  # something that SQLite can hold


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_two_names_are_two_albums_or_one(database: Connection, one: str, other: str) -> None:
    fresh(database)
    edits = AlbumEdits(database)
    try:
        keys = {name_key(clean_name(each)) for each in (one, other)}
        edits.create(one)
    except PhotoRagError:
        return
    if len(keys) == 2:
        edits.create(other)
    else:
        with pytest.raises(PhotoRagError):
            edits.create(other)
    assert {name_key(each.name) for each in AlbumReader(database.conn.execute).albums()} == keys


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(ANY_IDS, ANY_IDS, ANY_IDS)
def test_what_was_really_changed_is_told(
    database: Connection, first: Sequence[int], added: Sequence[int], removed: Sequence[int]
) -> None:
    """Which is what undoing needs: adding again what was removed, and so on, leads back."""
    fresh(database)
    edits, there = AlbumEdits(database), set(range(1, PHOTOS + 1))
    album = edits.create("Trip", first)
    assert held(database, album) == set(first) & there
    really_added = edits.add(album, added)
    assert set(really_added) == (set(added) & there) - set(first)
    assert len(set(really_added)) == len(really_added)
    assert held(database, album) == (set(first) | set(added)) & there
    really_removed = edits.remove(album, removed)
    assert set(really_removed) == (set(first) | set(added)) & there & set(removed)
    assert set(edits.add(album, really_removed)) == set(really_removed)
    assert set(edits.remove(album, really_added)) == set(really_added)
    assert held(database, album) == set(first) & there


def test_an_album_that_is_gone_is_said(edits: AlbumEdits) -> None:
    for attempt in (
        lambda: edits.add(7, [1]),
        lambda: edits.remove(7, [1]),
        lambda: edits.rename(7, "Trip"),
        lambda: edits.delete(7),
    ):
        with pytest.raises(PhotoRagError, match="album is no longer there"):
            attempt()


def test_a_deleted_album_comes_back_as_it_was(database: Connection, edits: AlbumEdits, reader: AlbumReader) -> None:
    album = edits.create("Trip", [1, 2, 3])
    take_photo(database, 3)
    assert remembered(database, album) == {b"\x03"}
    before = database.conn.execute("SELECT * FROM album_items ORDER BY item_id").fetchall()
    deleted = edits.delete(album)
    assert reader.albums() == []
    assert held(database, album) == set()
    assert remembered(database, album) == set()
    assert database.conn.execute("SELECT COUNT(*) FROM items").fetchone() == (PHOTOS - 1,)  # the photos stay
    edits.restore(deleted)
    assert reader.albums() == [Album(album, "Trip", 2)]
    assert database.conn.execute("SELECT * FROM album_items ORDER BY item_id").fetchall() == before
    assert remembered(database, album) == {b"\x03"}


def test_a_restored_album_does_without_photos_that_went(database: Connection, edits: AlbumEdits) -> None:
    deleted = edits.delete(edits.create("Trip", [1, 2]))
    take_photo(database, 2)
    edits.restore(deleted)
    assert held(database, deleted.id) == {1}


def test_a_name_given_away_meanwhile_keeps_an_album_from_coming_back(edits: AlbumEdits, reader: AlbumReader) -> None:
    deleted = edits.delete(edits.create("Trip", [1]))
    other = edits.create("TRIP")
    with pytest.raises(PhotoRagError, match="already"):
        edits.restore(deleted)
    assert reader.albums() == [Album(other, "TRIP", 0)]


def test_a_photo_taken_out_is_not_brought_back_by_its_copy(database: Connection, edits: AlbumEdits) -> None:
    """Photos 1 and 2 are copies of one another; the folder of the second is removed, then the first is taken out."""
    database.conn.execute("UPDATE items SET content = ? WHERE id = 2", [bytes([1])])
    album = edits.create("Trip", [1, 2, 3])
    take_photo(database, 2)
    take_photo(database, 3)
    assert remembered(database, album) == {b"\x01", b"\x03"}
    edits.remove(album, [1])
    assert remembered(database, album) == {b"\x03"}


def test_albums_of_photos_say_how_many_of_them_they_hold(edits: AlbumEdits, reader: AlbumReader) -> None:
    trip, birds = edits.create("Trip", [1, 2, 3]), edits.create("Birds", [3, 4])
    edits.create("Empty")
    assert reader.albums_of([1, 3]) == [Album(birds, "Birds", 1), Album(trip, "Trip", 2)]
    assert reader.albums_of([6]) == reader.albums_of([]) == []


# -- saved searches


def test_a_search_is_kept_as_it_is(edits: AlbumEdits, reader: AlbumReader) -> None:
    beach = edits.save_search("Beach", '  beach place:"New  York"\n-people ', [2, 1], [3], [4, 5])
    assert reader.saved_searches() == [
        SavedSearch(beach, "Beach", 'beach place:"New York" -people', (2, 1), (3,), (4, 5))
    ]
    before = edits.update_search(beach, "sea")
    assert before.text == 'beach place:"New York" -people'
    assert reader.saved_searches() == [SavedSearch(beach, "Beach", "sea")]
    edits.update_search(beach, before.text, before.pictures, before.like, before.unlike)
    assert reader.saved_searches() == [before]
    assert edits.rename_search(beach, "beach") == "Beach"
    assert [each.name for each in reader.saved_searches()] == ["beach"]


def test_photos_of_a_search_that_went_are_passed_over(
    database: Connection, edits: AlbumEdits, reader: AlbumReader
) -> None:
    like_these = edits.save_search("Like these", "", [1, 2, 3], [4], [5])
    take_photo(database, 2)
    hide_photo(database, 4)
    assert reader.saved_searches() == [SavedSearch(like_these, "Like these", "", (1, 3), (), (5,))]


def test_nothing_is_no_search(edits: AlbumEdits) -> None:
    with pytest.raises(PhotoRagError, match="no search to save"):
        edits.save_search("Nothing", " ", unlike=[1])
    search = edits.save_search("Sea", "sea")
    with pytest.raises(PhotoRagError, match="no search to save"):
        edits.update_search(search, "")


@given(st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_any_text_can_be_kept(database: Connection, text: str) -> None:
    fresh(database)
    AlbumEdits(database).save_search("Any", f"a{text}")
    (kept,) = AlbumReader(database.conn.execute).saved_searches()
    assert kept.text == " ".join(f"a{text}".encode("utf-8", "replace").decode().split())


def test_a_deleted_search_comes_back(edits: AlbumEdits, reader: AlbumReader) -> None:
    sea = edits.save_search("Sea", "sea", [1])
    before = reader.saved_searches()
    deleted = edits.delete_search(sea)
    assert reader.saved_searches() == []
    edits.restore_search(deleted)
    assert reader.saved_searches() == before
    with pytest.raises(PhotoRagError, match="a saved search called “Sea” already"):
        edits.restore_search(deleted)
    edits.delete_search(sea)
    with pytest.raises(PhotoRagError, match="saved search is no longer there"):
        edits.delete_search(sea)
