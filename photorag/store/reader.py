"""The reading half of the catalogue: what scans, searches, lists and the grid ask of the database.

Bound to the thread that opened its connection. Works on the writer's connection too.
"""

from __future__ import annotations

import itertools
import json
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from photorag.core.library_types import (
    NO_TINT,
    Failure,
    FolderCount,
    Item,
    ItemState,
    Listing,
    Place,
    PlaceKind,
    Root,
    RootState,
    RootSummary,
    TagCount,
)
from photorag.store.albums import AlbumReader
from photorag.store.columns import state_of
from photorag.store.facts_reader import FactsReader

_ITEM_COLUMNS = """
    i.id, s.id, i.path, i.kind, i.content, i.width, i.height, i.taken, i.size, i.mtime_ns, i.partial, r.state,
    i.tint, i.added, EXISTS (SELECT 1 FROM favourites f WHERE f.item_id = i.id),
    (SELECT json_group_array(tag) FROM (SELECT tag FROM tags t WHERE t.item_id = i.id ORDER BY t.key))
"""
_ITEM_TABLES = "items i JOIN segments s ON s.item_id = i.id JOIN roots r ON r.id = i.root_id"


_LISTED = np.dtype("i8, i4, i4, i4, i4")  # id, width, height, tint, month

RECENT_DAYS = 30
"""How long a photo counts as recently added."""


class KnownFile(NamedTuple):
    """What the library knows of a path. ``failed``: it is a stored failure. ``has_vector``: of the model asked for.
    The three are 0 or 1, as SQLite gives them."""

    path: str
    size: int
    mtime_ns: int
    present: int
    failed: int
    has_vector: int


@dataclass(frozen=True, slots=True)
class VectorRows:
    """Rows of the vectors' log in rising order: sequence numbers and segment ids (n,), vectors (n, dim) float16."""

    sequences: NDArray[np.int64]
    segments: NDArray[np.int64]
    vectors: NDArray[np.float16]

    @property
    def count(self) -> int:
        return len(self.sequences)


class Reader(FactsReader, AlbumReader):
    """Reads the database; changes nothing."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._whole: tuple[tuple[int, int], Listing] | None = None

    # -- roots and counts

    def roots(self) -> list[Root]:
        rows = self._sql("SELECT id, path, state, device, added, scanned FROM roots ORDER BY path")
        return [Root(row[0], Path(row[1]), RootState(row[2]), row[3], row[4], row[5]) for row in rows.fetchall()]

    def root_summaries(self) -> list[RootSummary]:
        items = dict(
            self._sql("SELECT root_id, COUNT(*) FROM items WHERE state = ? GROUP BY root_id", [ItemState.PRESENT])
        )
        failures = dict(self._sql("SELECT root_id, COUNT(*) FROM failures GROUP BY root_id"))
        return [RootSummary(root, items.get(root.id, 0), failures.get(root.id, 0)) for root in self.roots()]

    def count(self, state: ItemState = ItemState.PRESENT) -> int:
        return self._number("SELECT COUNT(*) FROM items WHERE state = ?", [state])

    def count_searchable(self, model: int | None) -> int:
        return self._number(
            """
            SELECT COUNT(DISTINCT i.id) FROM items i JOIN segments s ON s.item_id = i.id
            JOIN vectors v ON v.segment_id = s.id AND v.model = ? WHERE i.state = ?
            """,
            [model, ItemState.PRESENT],
        )

    def count_unread(self, model: int | None) -> int:
        """Shown photos without a vector of this model, leaving out those whose folder is offline."""
        return self._number(
            """
            SELECT COUNT(*) FROM items i JOIN roots r ON r.id = i.root_id
            WHERE i.state = ? AND r.state = ? AND NOT EXISTS (
                SELECT 1 FROM segments s JOIN vectors v ON v.segment_id = s.id AND v.model = ? WHERE s.item_id = i.id
            )
            """,
            [ItemState.PRESENT, RootState.ONLINE, model],
        )

    def count_failures(self) -> int:
        return self._number("SELECT COUNT(*) FROM failures", [])

    def failures(self) -> list[Failure]:
        rows = self._sql("SELECT path, reason, attempts, at FROM failures ORDER BY path")
        return [Failure(Path(path), reason, attempts, at) for path, reason, attempts, at in rows.fetchall()]

    # -- scanning

    def known_files(self, root_id: int, model: int) -> dict[str, KnownFile]:
        """Every path of a root that the library has an item or a failure for. Removed items are left out: should their
        file be back, it is read (and recognised by its content)."""
        items = self._sql(
            """
            SELECT path, size, mtime_ns, state = ?, 0, id IN (
                SELECT s.item_id FROM vectors v JOIN segments s ON s.id = v.segment_id WHERE v.model = ?
            ) FROM items WHERE root_id = ? AND state != ?
            """,
            [ItemState.PRESENT, model, root_id, ItemState.REMOVED],
        )
        failures = self._sql("SELECT path, size, mtime_ns, 0, 1, 0 FROM failures WHERE root_id = ?", [root_id])
        return {each.path: each for each in map(KnownFile._make, itertools.chain(items, failures))}

    def contents_by_size(self, model: int) -> dict[int, frozenset[bytes]]:
        """File size in bytes -> hashes of the contents of that size that already have a vector of this model."""
        found: dict[int, set[bytes]] = {}
        for size, content in self._sql(
            """
            SELECT DISTINCT i.size, i.content FROM items i JOIN segments s ON s.item_id = i.id
            JOIN vectors v ON v.segment_id = s.id AND v.model = ?
            """,
            [model],
        ):
            found.setdefault(size, set()).add(bytes(content))
        return {size: frozenset(contents) for size, contents in found.items()}

    # -- items

    def listing(self, place: Place) -> Listing:
        """All shown photos of a place, newest first: by date taken, or the file's own date where none is known;
        `PlaceKind.RECENT` by when they were added."""
        tables, where, order = "items i", "i.state = ?", "i.dated DESC, i.id DESC"
        values: list[object] = [ItemState.PRESENT]
        month = "i.dated"
        if place.kind is PlaceKind.FAVOURITES:
            tables, where = "favourites f CROSS JOIN items i ON i.id = f.item_id", "+i.state = ?"
        elif place.kind is PlaceKind.ALBUM:
            tables = "album_items m CROSS JOIN items i ON i.id = m.item_id"
            where, values = "+i.state = ? AND m.album_id = ?", [*values, place.album]
        elif place.kind is PlaceKind.RECENT:
            where, values, order = "i.state = ? AND i.added > ?", [*values, _recently()], "i.added DESC, i.id DESC"
            month = "strftime('%Y-%m', i.added, 'unixepoch', 'localtime')"
        elif place.folder is not None:
            where, values = "+i.state = ? AND i.path > ? AND i.path < ?", [*values, *_inside(place.folder)]
        rows = self._sql(
            f"""
            SELECT i.id, i.width, i.height, COALESCE(i.tint, {NO_TINT}),
                   CAST(substr({month}, 1, 4) AS INTEGER) * 100 + CAST(substr({month}, 6, 2) AS INTEGER)
            FROM {tables} WHERE {where} ORDER BY {order}
            """,
            values,
        )
        return _listing(np.fromiter(rows, _LISTED))

    def listing_of(self, item_ids: NDArray[np.int64]) -> Listing:
        """These items, in the order given; those not shown any more are left out."""
        state = state_of(self.database)
        if self._whole is None or self._whole[0] != state:  # the next filter is often looked at right after this one
            self._whole = (state, self.listing(Place()))
        whole = self._whole[1]
        order = np.argsort(whole.ids)
        at = np.searchsorted(whole.ids[order], item_ids)
        at[at == len(order)] = 0
        rows = order[at[whole.ids[order][at] == item_ids]] if len(order) else order
        return Listing(whole.ids[rows], whole.ratios[rows], whole.tints[rows], whole.months[rows])

    def count_favourites(self) -> int:
        return self._number(
            "SELECT COUNT(*) FROM favourites f JOIN items i ON i.id = f.item_id WHERE +i.state = ?",
            [ItemState.PRESENT],
        )

    def count_recent(self) -> int:
        return self._number(
            "SELECT COUNT(*) FROM items WHERE state = ? AND added > ?", [ItemState.PRESENT, _recently()]
        )

    def tags(self) -> list[TagCount]:
        """The person's tags in alphabetical order, with how many shown photos carry each."""
        rows = self._sql(
            """
            SELECT MAX(t.tag), COUNT(*) FROM tags t JOIN items i ON i.id = t.item_id WHERE +i.state = ?
            GROUP BY t.key ORDER BY t.key
            """,
            [ItemState.PRESENT],
        )
        return [TagCount(tag, items) for tag, items in rows.fetchall()]

    def folders(self) -> list[FolderCount]:
        """Every root, and every folder below one that has shown photos in it or further down, by path."""
        counts = {str(root.path): 0 for root in self.roots()}
        # What is left of a path without the characters of its last part: its folder, with the separator.
        rows = self._sql(
            """
            SELECT r.path, rtrim(i.path, replace(i.path, :sep, '')) AS folder, COUNT(*)
            FROM items i JOIN roots r ON r.id = i.root_id WHERE i.state = :state GROUP BY i.root_id, folder
            """,
            {"sep": os.sep, "state": ItemState.PRESENT},
        ).fetchall()
        for root, folder, items in rows:
            below = folder.rstrip(os.sep)
            while len(below) > len(root):
                counts[below] = counts.get(below, 0) + items
                below = below.rpartition(os.sep)[0]
            counts[root] = counts.get(root, 0) + items
        return [FolderCount(Path(path), items) for path, items in sorted(counts.items())]

    def items(self, ids: Sequence[int]) -> dict[int, Item]:
        """Items by their own ids; those not shown any more are missing from the answer."""
        return {item.id: item for item in self._items("i.id IN (SELECT value FROM json_each(?))", _json(ids))}

    def items_with_content(self, content: bytes) -> list[Item]:
        return self._items("i.content = ?", content)

    def item_at(self, path: Path) -> Item | None:
        try:
            str(path).encode()
        except UnicodeEncodeError:  # a name that is no text is never stored, and SQLite would not take it
            return None
        return next(iter(self._items("i.path = ?", str(path))), None)

    def contents(self) -> dict[bytes, int]:
        """Content hash -> one shown item that has it."""
        rows = self._sql("SELECT content, id FROM items WHERE state = ?", [ItemState.PRESENT])
        return {bytes(content): item_id for content, item_id in rows}

    # -- vectors

    def model_key(self, name: str) -> int | None:
        row = self._sql("SELECT id FROM models WHERE name = ?", [name]).fetchone()
        return int(row[0]) if row else None

    def vectors_after(self, model: int, sequence: int, dim: int, limit: int) -> VectorRows:
        """The first ``limit`` of the model's vectors stored after ``sequence``; damaged ones are passed over."""
        rows = self._sql(
            """
            SELECT id, segment_id, vector FROM vectors
            WHERE model = ? AND id > ? AND length(vector) = ? ORDER BY id LIMIT ?
            """,
            [model, sequence, dim * 2, limit],
        ).fetchall()
        return _vector_rows(rows, dim)

    def vectors_of(self, model: int, segments: Sequence[int], dim: int) -> VectorRows:
        """The model's vectors of these segments, those that there are."""
        rows = self._sql(
            """
            SELECT id, segment_id, vector FROM vectors
            WHERE model = ? AND segment_id IN (SELECT value FROM json_each(?)) AND length(vector) = ? ORDER BY id
            """,
            [model, _json(segments), dim * 2],
        ).fetchall()
        return _vector_rows(rows, dim)

    def count_vectors_through(self, model: int, sequence: int, without: Sequence[int]) -> int:
        """How many of the model's vectors up to ``sequence`` belong to segments other than ``without``."""
        return self._number(
            """
            SELECT COUNT(*) FROM vectors
            WHERE model = ? AND id <= ? AND segment_id NOT IN (SELECT value FROM json_each(?))
            """,
            [model, sequence, _json(without)],
        )

    def segments_with_vectors(self, model: int, dim: int) -> NDArray[np.int64]:
        """Ids, ascending, of the segments that have an undamaged vector of this model."""
        rows = self._sql(
            "SELECT segment_id FROM vectors WHERE model = ? AND length(vector) = ? ORDER BY segment_id",
            [model, dim * 2],
        ).fetchall()
        return np.array([row[0] for row in rows], np.int64)

    # -- checks

    def integrity_problems(self) -> list[str]:
        """What SQLite itself finds wrong with the file; empty when sound."""
        problems = [row[0] for row in self._sql("PRAGMA integrity_check") if row[0] != "ok"]
        problems += [
            f"a row of {row[0]} points to a missing row of {row[2]}" for row in self._sql("PRAGMA foreign_key_check")
        ]
        return problems

    def items_without_segment(self) -> list[int]:
        """Shown items that have no segment: nothing could find them by meaning."""
        rows = self._sql(
            "SELECT id FROM items WHERE state = ? AND id NOT IN (SELECT item_id FROM segments)", [ItemState.PRESENT]
        )
        return [row[0] for row in rows]

    def bad_vectors(self, model: int, dim: int) -> list[int]:
        """Items whose vector has the wrong length."""
        rows = self._sql(
            """
            SELECT s.item_id FROM vectors v JOIN segments s ON s.id = v.segment_id
            WHERE v.model = ? AND length(v.vector) != ?
            """,
            [model, dim * 2],
        )
        return [row[0] for row in rows]

    def _items(self, where: str, value: Any) -> list[Item]:
        rows = self._sql(
            # The plus keeps SQLite from starting at the state, which nearly every item shares.
            f"SELECT {_ITEM_COLUMNS} FROM {_ITEM_TABLES} WHERE {where} AND +i.state = ?",
            [value, ItemState.PRESENT],
        ).fetchall()
        return [
            Item(
                id=row[0], segment=row[1], path=Path(row[2]), kind=row[3], content=bytes(row[4]), width=row[5],
                height=row[6], taken=row[7], size=row[8], mtime_ns=row[9], partial=bool(row[10]),
                offline=row[11] == RootState.OFFLINE, tint=NO_TINT if row[12] is None else row[12], added=row[13],
                favourite=bool(row[14]), tags=tuple(json.loads(row[15])),
            )
            for row in rows
        ]  # fmt: skip

    def _number(self, sql: str, values: list[Any]) -> int:
        return int(self._sql(sql, values).fetchone()[0])


def _listing(table: NDArray[np.void]) -> Listing:
    ratios = np.maximum(table["f1"], 1).astype(np.float32) / np.maximum(table["f2"], 1).astype(np.float32)
    return Listing(table["f0"].copy(), ratios, table["f3"].copy(), table["f4"].copy())


def _vector_rows(rows: Sequence[tuple[int, int, bytes]], dim: int) -> VectorRows:
    return VectorRows(
        np.array([row[0] for row in rows], np.int64),
        np.array([row[1] for row in rows], np.int64),
        np.frombuffer(b"".join(row[2] for row in rows), np.float16).reshape(len(rows), dim),
    )


def _recently() -> float:
    return time.time() - RECENT_DAYS * 86_400


def _inside(folder: Path) -> tuple[str, str]:
    """What lies between these two, in SQLite's order of bytes, is inside the folder."""
    start = str(folder).rstrip(os.sep) + os.sep
    return start, start[:-1] + chr(ord(os.sep) + 1)


def _json(ids: Iterable[int]) -> str:
    return json.dumps([int(each) for each in ids])
