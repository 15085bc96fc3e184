"""The reading half for searches: filters' columns, full text, facts and texts of items.

Bound to the thread that opened its connection.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from photorag.core.filters import Span
from photorag.core.library_types import ItemState
from photorag.core.photo_facts import ItemFacts, TextWord
from photorag.core.query import Source
from photorag.core.understanding import Vocabulary
from photorag.store.columns import Columns, ColumnsCache, state_of
from photorag.store.facts import facts_of, ids_with_attribute, texts_of, words_of
from photorag.store.readings import Reading, UnreadItem, already_read, count_without_reading, without_reading

Table = Literal["words", "pieces"]
Ids = NDArray[np.int64]


class FactsReader:
    """Answers about shown items only where it says so."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._sql = database.conn.execute
        self._columns = ColumnsCache()
        self._vocabulary: tuple[tuple[int, int], Vocabulary] | None = None

    def columns(self) -> Columns:
        """All shown items, as they are now."""
        return self._columns.refresh(self.database)

    def vocabulary(self) -> Vocabulary:
        """What everyday phrases can mean in this library."""
        state = state_of(self.database)
        if self._vocabulary is None or self._vocabulary[0] != state:
            self._vocabulary = (state, self._read_vocabulary(self.columns()))
        return self._vocabulary[1]

    def facts(self, item_id: int) -> ItemFacts | None:
        """None where the item's metadata has not been read yet."""
        return facts_of(self._sql, item_id)

    def matching(self, expression: str, table: Table = "words") -> Ids:
        """Ids, ascending, of the items (removed ones too) whose texts match an FTS5 expression."""
        rows = self._sql(f"SELECT rowid FROM texts_{table} WHERE texts_{table} MATCH ? ORDER BY rowid", [expression])
        return np.fromiter((row[0] for row in rows), np.int64)

    def texts(self, item_ids: Sequence[int]) -> dict[int, dict[Source, str]]:
        """Item id -> its texts by source, without empty ones."""
        return texts_of(self._sql, _json(item_ids))

    def words_in(self, item_ids: Sequence[int]) -> dict[int, tuple[TextWord, ...]]:
        """Item id -> the words that were read in the picture, for those that have any."""
        rows = self._sql(
            "SELECT item_id, words FROM readings WHERE item_id IN (SELECT value FROM json_each(?))", [_json(item_ids)]
        )
        return {item_id: words for item_id, stored in rows.fetchall() if (words := words_of(stored))}

    def without_reading(self, version: int, limit: int) -> list[UnreadItem]:
        """Shown photos whose text has not been read by this version, the newest first; none of an offline folder."""
        return without_reading(self._sql, version, limit)

    def count_without_reading(self, version: int) -> int:
        """How many `without_reading` gives in all."""
        return count_without_reading(self._sql, version)

    def already_read(self, version: int, contents: Sequence[bytes]) -> list[Reading]:
        """What this version has read of these contents."""
        return already_read(self._sql, version, contents)

    def tagged(self, tag: str) -> Ids:
        """Ids, ascending, of the items with this tag or keyword, ignoring case."""
        key = " ".join(tag.split()).casefold()
        rows = self._sql(
            "SELECT item_id FROM tags WHERE key = ? UNION SELECT item_id FROM keywords WHERE key = ? ORDER BY 1",
            [key, key],
        )
        return np.fromiter((row[0] for row in rows), np.int64)

    def names(self, item_ids: Sequence[int]) -> dict[int, str]:
        """Item id -> its file's name."""
        rows = self._sql("SELECT id, path FROM items WHERE id IN (SELECT value FROM json_each(?))", [_json(item_ids)])
        return {item_id: path.rpartition(os.sep)[2] for item_id, path in rows}

    def with_attribute(self, key: str, text: str | None = None, span: Span | None = None) -> Ids:
        """Ids, ascending, of the items whose attribute ``key`` equals ``text``, ignoring case, or has its number in
        ``span``; with neither, of those that have it at all."""
        return np.array(ids_with_attribute(self._sql, key, text, span), np.int64)

    def in_album(self, name: str) -> Ids:
        """Ids, ascending, of the items in the album of this name, ignoring case."""
        rows = self._sql(
            """
            SELECT m.item_id FROM albums a JOIN album_items m ON m.album_id = a.id WHERE a.key = ? ORDER BY m.item_id
            """,
            [" ".join(name.split()).casefold()],
        )
        return np.fromiter((row[0] for row in rows), np.int64)

    def lacking_facts(self, version: int, after: int, limit: int) -> list[tuple[int, str, str]]:
        """Shown items after an id whose metadata has not been read by this version: (id, path, its root's path)."""
        rows = self._sql(
            """
            SELECT i.id, i.path, r.path FROM items i JOIN roots r ON r.id = i.root_id
                LEFT JOIN facts f ON f.item_id = i.id
            WHERE i.id > ? AND +i.state = ? AND r.state = 'online' AND (f.item_id IS NULL OR f.version < ?)
            ORDER BY i.id LIMIT ?
            """,
            [after, ItemState.PRESENT, version, limit],
        )
        return rows.fetchall()

    def count_lacking_facts(self, version: int) -> int:
        """How many `lacking_facts` gives in all."""
        row = self._sql(
            """
            SELECT COUNT(*) FROM items i JOIN roots r ON r.id = i.root_id LEFT JOIN facts f ON f.item_id = i.id
            WHERE i.state = ? AND r.state = 'online' AND (f.item_id IS NULL OR f.version < ?)
            """,
            [ItemState.PRESENT, version],
        ).fetchone()
        return int(row[0])

    def text_index_is_whole(self) -> bool:
        """Whether both full-text indices have as many rows as there are texts."""
        counts = {
            int(self._sql(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
            for table in ("texts", "texts_words_docsize", "texts_pieces_docsize")
        }
        return len(counts) == 1

    def folder_sidecars(self, root_id: int) -> dict[str, str]:
        """Folder -> the stamp of its sidecar files when their photos' metadata was last read."""
        return dict(self._sql("SELECT folder, stamp FROM folder_sidecars WHERE root_id = ?", [root_id]).fetchall())

    def _read_vocabulary(self, columns: Columns) -> Vocabulary:
        def names(sql: str) -> frozenset[str]:
            return frozenset(row[0] for row in self._sql(sql))

        numbered = self._sql(
            f"""
            WITH RECURSIVE {_each_key("attributes")}
            SELECT key, EXISTS (SELECT 1 FROM attributes a WHERE a.key = k.key AND a.number IS NOT NULL)
            FROM k WHERE key IS NOT NULL
            """
        )
        return Vocabulary(
            places=frozenset(
                name
                for place in columns.places
                for name in (place.city, place.region, place.country, *place.others)
                if name
            ),
            cameras=frozenset(columns.cameras[1:]),
            lenses=frozenset(columns.lenses[1:]),
            tags=names(_first_of_each("tags", "tag")) | names(_first_of_each("keywords", "keyword")),
            albums=names("SELECT name FROM albums"),
            folders=frozenset(part for folder in columns.folders[1:] for part in Path(folder).parts[1:]),
            attributes={key: bool(has_number) for key, has_number in numbered},
        )


def _each_key(table: str) -> str:
    """Part of a query: ``k``, the distinct keys of a table with an index on them. It leaps from one to the next, where
    grouping would read every row."""
    return f"""
        k(key) AS (
            SELECT MIN(key) FROM {table}
            UNION ALL SELECT (SELECT MIN(key) FROM {table} WHERE key > k.key) FROM k WHERE k.key IS NOT NULL
        )
    """


def _first_of_each(table: str, column: str) -> str:
    return f"""
        WITH RECURSIVE {_each_key(table)}
        SELECT (SELECT {column} FROM {table} t WHERE t.key = k.key LIMIT 1) FROM k WHERE key IS NOT NULL
    """


def _json(item_ids: Sequence[int]) -> str:
    return json.dumps([int(each) for each in item_ids])
