"""Albums made by hand, and searches kept as live albums: changing them, and reading them.

`AlbumEdits` works on the connection for what the person changes (see `photorag.store.edits`): each method is one short
transaction, and returns what undoing it needs. `AlbumReader` works on any connection.
"""

from __future__ import annotations

import json
import sqlite3
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from photorag.core.errors import PhotoRagError
from photorag.core.library_types import Album, ItemState, SavedSearch
from photorag.store.database import transaction

LONGEST_NAME = 100

Execute = Callable[..., sqlite3.Cursor]


@dataclass(frozen=True, slots=True)
class DeletedAlbum:
    """All that bringing an album back needs. ``items``: (item id, added); ``remembered``: (content, added) of photos
    that had been in it when they left the library."""

    id: int
    name: str
    created: float
    items: tuple[tuple[int, float], ...]
    remembered: tuple[tuple[bytes, float], ...]


@dataclass(frozen=True, slots=True)
class DeletedSearch:
    search: SavedSearch
    created: float


class AlbumEdits:
    """Bound to the thread that opened its connection. Every method that is given a name raises `PhotoRagError` for one
    that is empty, too long or taken; every method that is given an id does where there is no such album or search."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._execute: Execute = database.conn.execute

    # -- albums

    def create(self, name: str, item_ids: Sequence[int] = ()) -> int:
        """Makes an album with these items in it; those that are not there are passed over. Returns its id."""
        text = clean_name(name)
        with transaction(self._database):
            self._refuse_taken("albums", text)
            album_id = self._insert("INSERT INTO albums (key, name, created) VALUES (?, ?, ?)", text, time.time())
            self._add(album_id, item_ids)
            return album_id

    def rename(self, album_id: int, name: str) -> str:
        """Returns the name before."""
        with transaction(self._database):
            return self._rename("albums", album_id, name)

    def delete(self, album_id: int) -> DeletedAlbum:
        """The album goes; the photos stay."""
        with transaction(self._database):
            name, created = self._row("albums", "name, created", album_id)
            deleted = DeletedAlbum(
                album_id,
                name,
                created,
                tuple(self._execute("SELECT item_id, added FROM album_items WHERE album_id = ?", [album_id])),
                tuple(
                    self._execute("SELECT content, added FROM remembered_album_items WHERE album_id = ?", [album_id])
                ),
            )
            self._execute("DELETE FROM albums WHERE id = ?", [album_id])  # what is in it goes with it
            return deleted

    def restore(self, deleted: DeletedAlbum) -> None:
        """Brings an album back with the photos that were in it, as far as they are still there. Raises `PhotoRagError`
        when its name has been given to another one meanwhile."""
        with transaction(self._database):
            self._refuse_taken("albums", deleted.name)
            self._execute(
                "INSERT INTO albums (id, key, name, created) VALUES (?, ?, ?, ?)",
                [deleted.id, name_key(deleted.name), deleted.name, deleted.created],
            )
            self._execute(
                """
                INSERT INTO album_items (album_id, item_id, added)
                SELECT ?, i.id, json_extract(each.value, '$[1]') FROM json_each(?) each
                JOIN items i ON i.id = json_extract(each.value, '$[0]')
                """,
                [deleted.id, json.dumps(deleted.items)],
            )
            self._database.conn.executemany(
                "INSERT INTO remembered_album_items (content, album_id, added) VALUES (?, ?, ?)",
                [(content, deleted.id, added) for content, added in deleted.remembered],
            )

    def add(self, album_id: int, item_ids: Sequence[int]) -> tuple[int, ...]:
        """Puts items into an album. Returns those that were not in it."""
        with transaction(self._database):
            self._row("albums", "id", album_id)
            return self._add(album_id, item_ids)

    def remove(self, album_id: int, item_ids: Sequence[int]) -> tuple[int, ...]:
        """Takes items out of an album. Returns those that were in it."""
        with transaction(self._database):
            self._row("albums", "id", album_id)
            removed = _ids(
                self._execute(
                    """
                    DELETE FROM album_items WHERE album_id = ? AND item_id IN (SELECT value FROM json_each(?))
                    RETURNING item_id
                    """,
                    [album_id, _json(item_ids)],
                )
            )
            # A photo taken out is not to come back with a copy of it whose folder was removed once.
            self._execute(
                """
                DELETE FROM remembered_album_items WHERE album_id = ? AND content IN (
                    SELECT content FROM items WHERE id IN (SELECT value FROM json_each(?))
                )
                """,
                [album_id, _json(removed)],
            )
            return removed

    # -- saved searches

    def save_search(
        self,
        name: str,
        text: str,
        pictures: Sequence[int] = (),
        like: Sequence[int] = (),
        unlike: Sequence[int] = (),
    ) -> int:
        """Keeps a search. Returns its id. Raises `PhotoRagError` when there is nothing to search by."""
        cleaned, query = clean_name(name), _query_values(text, pictures, like, unlike)
        with transaction(self._database):
            self._refuse_taken("saved_searches", cleaned)
            return self._insert(
                """
                INSERT INTO saved_searches (key, name, created, text, pictures, liked, unliked)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                cleaned,
                time.time(),
                *query,
            )

    def update_search(
        self,
        search_id: int,
        text: str,
        pictures: Sequence[int] = (),
        like: Sequence[int] = (),
        unlike: Sequence[int] = (),
    ) -> SavedSearch:
        """The name stays, what it searches for is another. Returns the search as it was before."""
        query = _query_values(text, pictures, like, unlike)
        with transaction(self._database):
            before = self._search(search_id).search
            self._execute(
                "UPDATE saved_searches SET text = ?, pictures = ?, liked = ?, unliked = ? WHERE id = ?",
                [*query, search_id],
            )
            return before

    def rename_search(self, search_id: int, name: str) -> str:
        """Returns the name before."""
        with transaction(self._database):
            return self._rename("saved_searches", search_id, name)

    def delete_search(self, search_id: int) -> DeletedSearch:
        with transaction(self._database):
            deleted = self._search(search_id)
            self._execute("DELETE FROM saved_searches WHERE id = ?", [search_id])
            return deleted

    def restore_search(self, deleted: DeletedSearch) -> None:
        """Raises `PhotoRagError` when its name has been given to another one meanwhile."""
        search = deleted.search
        with transaction(self._database):
            self._refuse_taken("saved_searches", search.name)
            self._execute(
                """
                INSERT INTO saved_searches (id, key, name, created, text, pictures, liked, unliked)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    search.id, name_key(search.name), search.name, deleted.created, search.text,
                    _json(search.pictures), _json(search.like), _json(search.unlike),
                ],
            )  # fmt: skip

    # -- inside, all within a transaction

    def _insert(self, statement: str, name: str, *values: object) -> int:
        row_id = self._execute(statement, [name_key(name), name, *values]).lastrowid
        assert row_id is not None
        return row_id

    def _add(self, album_id: int, item_ids: Sequence[int]) -> tuple[int, ...]:
        return _ids(
            self._execute(
                """
                INSERT OR IGNORE INTO album_items (album_id, item_id, added)
                SELECT ?, id, ? FROM items WHERE id IN (SELECT value FROM json_each(?)) RETURNING item_id
                """,
                [album_id, time.time(), _json(item_ids)],
            )
        )

    def _rename(self, table: str, row_id: int, name: str) -> str:
        text = clean_name(name)
        (before,) = self._row(table, "name", row_id)
        self._refuse_taken(table, text, but=row_id)
        self._execute(f"UPDATE {table} SET key = ?, name = ? WHERE id = ?", [name_key(text), text, row_id])
        return str(before)

    def _refuse_taken(self, table: str, name: str, but: int = 0) -> None:
        taken = self._execute(f"SELECT name FROM {table} WHERE key = ? AND id != ?", [name_key(name), but]).fetchone()
        if taken is not None:
            what = "an album" if table == "albums" else "a saved search"
            raise PhotoRagError(f"There is {what} called “{taken[0]}” already. Choose another name.")

    def _row(self, table: str, columns: str, row_id: int) -> tuple[Any, ...]:
        row: tuple[Any, ...] | None = self._execute(f"SELECT {columns} FROM {table} WHERE id = ?", [row_id]).fetchone()
        if row is None:
            what = "album" if table == "albums" else "saved search"
            raise PhotoRagError(f"That {what} is no longer there.")
        return row

    def _search(self, search_id: int) -> DeletedSearch:
        """As it is stored, with pictures that are no longer there too."""
        row = self._row("saved_searches", f"{_SEARCH_COLUMNS}, created", search_id)
        return DeletedSearch(_saved_search(row), row[-1])


class AlbumReader:
    """Reads albums and saved searches; changes nothing."""

    def __init__(self, execute: Execute) -> None:
        self._sql = execute

    def albums(self) -> list[Album]:
        """All albums by name, each with the number of shown photos in it."""
        # Few photos are hidden: taking those away is quicker than looking at each one's state.
        rows = self._sql(
            """
            WITH held AS (SELECT album_id, COUNT(*) AS items FROM album_items GROUP BY album_id),
                hidden AS (
                    SELECT m.album_id, COUNT(*) AS items FROM items i CROSS JOIN album_items m ON m.item_id = i.id
                    WHERE i.state IN (SELECT value FROM json_each(?)) GROUP BY m.album_id
                )
            SELECT a.id, a.name, COALESCE(held.items, 0) - COALESCE(hidden.items, 0) FROM albums a
            LEFT JOIN held ON held.album_id = a.id LEFT JOIN hidden ON hidden.album_id = a.id ORDER BY a.key
            """,
            [json.dumps([each for each in ItemState if each is not ItemState.PRESENT])],
        )
        return [Album(*row) for row in rows.fetchall()]

    def has_album(self, album_id: int) -> bool:
        return self._sql("SELECT 1 FROM albums WHERE id = ?", [album_id]).fetchone() is not None

    def albums_of(self, item_ids: Sequence[int]) -> list[Album]:
        """The albums that hold any of these items, by name; `Album.items` is how many of these it holds."""
        rows = self._sql(
            """
            SELECT a.id, a.name, COUNT(*) FROM album_items m JOIN albums a ON a.id = m.album_id
            WHERE m.item_id IN (SELECT value FROM json_each(?)) GROUP BY a.id ORDER BY a.key
            """,
            [_json(item_ids)],
        )
        return [Album(*row) for row in rows.fetchall()]

    def saved_searches(self) -> list[SavedSearch]:
        """All saved searches by name. Of the items that they name, those not shown any more are passed over."""
        stored = [_saved_search(row) for row in self._sql(f"SELECT {_SEARCH_COLUMNS} FROM saved_searches ORDER BY key")]
        named = [item for each in stored for item in (*each.pictures, *each.like, *each.unlike)]
        rows = self._sql(
            "SELECT id FROM items WHERE +state = ? AND id IN (SELECT value FROM json_each(?))",
            [ItemState.PRESENT, _json(named)],
        )
        shown = {row[0] for row in rows}

        def still(ids: Iterable[int]) -> tuple[int, ...]:
            return tuple(each for each in ids if each in shown)

        return [
            SavedSearch(each.id, each.name, each.text, still(each.pictures), still(each.like), still(each.unlike))
            for each in stored
        ]


def clean_name(name: str) -> str:
    """A name as it is kept: spaces single, nothing that can't be seen or stored. Raises `PhotoRagError` when nothing is
    left, or too much."""
    # Control characters and halves of pairs are no text; joiners, which hold emoji together, are.
    letters = (" " if unicodedata.category(each) in ("Cc", "Cs") else each for each in name)
    cleaned = " ".join(unicodedata.normalize("NFC", "".join(letters)).split())
    if not any(each.isprintable() for each in cleaned):
        raise PhotoRagError("A name needs at least one letter.")
    if len(cleaned) > LONGEST_NAME:
        raise PhotoRagError(f"That name is too long: {LONGEST_NAME} letters are the most.")
    return cleaned


def name_key(name: str) -> str:
    """What names have in common that differ in their case or spaces alone."""
    return " ".join(name.split()).casefold()


_SEARCH_COLUMNS = "id, name, text, pictures, liked, unliked"


def _saved_search(row: Sequence[Any]) -> SavedSearch:
    pictures, like, unlike = (tuple(json.loads(each)) for each in row[3:6])
    return SavedSearch(row[0], row[1], row[2], pictures, like, unlike)


def _query_values(text: str, pictures: Sequence[int], like: Sequence[int], unlike: Sequence[int]) -> tuple[str, ...]:
    whole = " ".join(text.encode("utf-8", "replace").decode().split())  # half a character is no text for SQLite
    if not (whole or len(pictures) or len(like)):
        raise PhotoRagError("There is no search to save. Search for something first.")
    return whole, _json(pictures), _json(like), _json(unlike)


def _ids(rows: sqlite3.Cursor) -> tuple[int, ...]:
    return tuple(int(row[0]) for row in rows.fetchall())


def _json(ids: Sequence[int]) -> str:
    return json.dumps([int(each) for each in ids])
