"""The writing half of the catalogue: roots, items, segments, vectors and failures.

Owned by the indexer's thread. Every method is one transaction; a kill between two of them leaves a consistent library.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from photorag.core.library_types import FileStamp, ItemState, RootState
from photorag.core.photo_facts import PhotoFacts
from photorag.store.database import transaction
from photorag.store.facts import copy_reading, forget_reading, save_facts

PHOTO = "photo"

NOTHING_KNOWN = PhotoFacts()

_CHANGES_KEPT = 50_000
_DELETED_AT_ONCE = 2000

_SAVING_SECONDS = 600.0
"""A file that was away for longer and comes back with other content is another photo under the same name, not an edit
that a program saved by deleting the file first."""


@dataclass(frozen=True, slots=True)
class ReadItem:
    """A file that was read. ``content`` is the hash of its bytes; ``width`` × ``height`` in pixels, upright;
    ``tint`` its average colour as 0xRRGGBB.

    ``vector`` is (dim,) float16, or None when the same content already has one in the library.
    """

    path: str
    root_id: int
    stamp: FileStamp
    content: bytes
    vector: NDArray[np.float16] | None
    width: int = 0
    height: int = 0
    partial: bool = False
    tint: int | None = None
    facts: PhotoFacts = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be read, and why, in words a person understands."""

    path: str
    root_id: int
    stamp: FileStamp
    reason: str


@dataclass(slots=True)
class Saved:
    """What one `Catalogue.save` changed. ``unresolved`` paths counted on a vector that is gone: read them again."""

    added: list[int] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)

    @property
    def shown(self) -> tuple[int, ...]:
        return (*self.added, *self.updated, *self.moved)


class Catalogue:
    """Writes to the database. ``is_gone`` tells whether a path no longer exists: that makes a new file with the same
    content a move rather than a copy."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = database.conn.execute

    # -- roots

    def add_root(self, path: Path, device: int | None) -> int:
        """The id of the root at ``path``; made when new. Roots below it are taken over with their items."""
        with transaction(self._database):
            self._sql(
                "INSERT INTO roots (path, device, added) VALUES (?, ?, ?) ON CONFLICT (path) DO NOTHING",
                [str(path), device, time.time()],
            )
            root_id = int(self._sql("SELECT id FROM roots WHERE path = ?", [str(path)]).fetchone()[0])
            for other_id, other in self._sql("SELECT id, path FROM roots WHERE id != ?", [root_id]).fetchall():
                if Path(other).is_relative_to(path):
                    # Folders' names count from the root, and there may be lists of descriptions above the old one.
                    self._sql(
                        "UPDATE facts SET version = 0 WHERE item_id IN (SELECT id FROM items WHERE root_id = ?)",
                        [other_id],
                    )
                    self._sql("UPDATE folder_sidecars SET root_id = ? WHERE root_id = ?", [root_id, other_id])
                    self._sql("UPDATE items SET root_id = ? WHERE root_id = ?", [root_id, other_id])
                    self._sql("UPDATE failures SET root_id = ? WHERE root_id = ?", [root_id, other_id])
                    self._sql("DELETE FROM roots WHERE id = ?", [other_id])
        return root_id

    def remove_root(self, root_id: int) -> list[int]:
        """Forgets a root with its items, vectors and failures; the files themselves are not touched. Returns the ids of
        its items."""
        removed: list[int] = []
        while True:  # in portions: a click on a heart waits for one of them at most
            with transaction(self._database):
                rows = self._sql(
                    """
                    DELETE FROM items WHERE id IN (SELECT id FROM items WHERE root_id = ? LIMIT ?) RETURNING id
                    """,
                    [root_id, _DELETED_AT_ONCE],
                ).fetchall()
                removed += [row[0] for row in rows]
                if len(rows) < _DELETED_AT_ONCE:
                    self._sql("DELETE FROM roots WHERE id = ?", [root_id])
                    return removed

    def set_root_state(
        self, root_id: int, state: RootState, device: int | None = None, *, scanned: bool = False
    ) -> None:
        with transaction(self._database):
            self._sql(
                "UPDATE roots SET state = ?, device = COALESCE(?, device), scanned = COALESCE(?, scanned) WHERE id = ?",
                [state, device, time.time() if scanned else None, root_id],
            )

    # -- items

    def model_key(self, name: str, dim: int) -> int:
        """The small number that stands for a model id in the vectors' rows."""
        with transaction(self._database):
            self._sql("INSERT INTO models (name, dim) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", [name, dim])
            key, known_dim = self._sql("SELECT id, dim FROM models WHERE name = ?", [name]).fetchone()
        if known_dim != dim:
            raise ValueError(f"model {name} had {known_dim} dimensions, now {dim}")
        return int(key)

    def save(
        self,
        items: Sequence[ReadItem],
        failures: Sequence[FailedFile],
        model: int,
        is_gone: Callable[[str], bool],
    ) -> Saved:
        """Stores one batch in one transaction."""
        saved = Saved()
        with transaction(self._database):
            for item in items:
                self._save_item(item, model, is_gone, saved)
            for failure in failures:
                self._save_failure(failure, saved)
        return saved

    def save_facts(self, entries: Iterable[tuple[int, str, PhotoFacts]]) -> list[int]:
        """Stores metadata that was read again: (item, the path it was read at, facts). Items that are elsewhere by now
        are passed over. Returns the ids of the others."""
        saved = []
        with transaction(self._database):
            for item_id, path, facts in entries:
                if self._sql("SELECT 1 FROM items WHERE id = ? AND path = ?", [item_id, path]).fetchone():
                    self._save_facts(item_id, facts)
                    saved.append(item_id)
        return saved

    def set_sidecars(self, root_id: int, changed: Mapping[str, str | None]) -> None:
        """Notes what the sidecar files of some folders look like now (None: there are none). The metadata of the photos
        there is read again, and of those further down where a list of descriptions has changed: the part of a stamp
        before its colon."""
        with transaction(self._database):
            for folder, stamp in changed.items():
                before = self._sql("SELECT stamp FROM folder_sidecars WHERE folder = ?", [folder]).fetchone()
                lists = {str(each or ":").partition(":")[0] for each in (stamp, before and before[0])}
                inside = folder.rstrip(os.sep) + os.sep
                self._sql(
                    """
                    UPDATE facts SET version = 0 WHERE item_id IN (
                        SELECT id FROM items WHERE path > ? AND path < ? AND (? OR instr(substr(path, ?), ?) = 0)
                    )
                    """,
                    [inside, inside[:-1] + chr(ord(os.sep) + 1), len(lists) > 1, len(inside) + 1, os.sep],
                )
                self._sql("DELETE FROM folder_sidecars WHERE folder = ?", [folder])
                if stamp is not None:
                    self._sql(
                        "INSERT INTO folder_sidecars (folder, root_id, stamp) VALUES (?, ?, ?)",
                        [folder, root_id, stamp],
                    )

    def mark_removed(self, paths: Iterable[str]) -> list[int]:
        """Marks items whose files are gone, and forgets the failures of files that are gone. Returns the items' ids."""
        removed: list[int] = []
        now = time.time()
        with transaction(self._database):
            for path in paths:
                self._sql("DELETE FROM failures WHERE path = ?", [path])
                row = self._sql(
                    "UPDATE items SET state = ?, state_since = ? WHERE path = ? AND state != ? RETURNING id",
                    [ItemState.REMOVED, now, path, ItemState.REMOVED],
                ).fetchone()
                if row:
                    removed.append(int(row[0]))
        return removed

    def purge_removed(self, older_than_days: float) -> int:
        """Deletes items that have been removed for so long. Returns how many."""
        with transaction(self._database):
            return int(
                self._sql(
                    "DELETE FROM items WHERE state = ? AND state_since < ?",
                    [ItemState.REMOVED, time.time() - older_than_days * 86_400],
                ).rowcount
            )

    def trim_changes(self) -> None:
        """Forgets the older part of the log of changed items: whoever is further behind reads everything anew."""
        with transaction(self._database):
            self._sql("DELETE FROM changes WHERE id <= (SELECT MAX(id) FROM changes) - ?", [_CHANGES_KEPT])

    def rebuild_texts(self) -> None:
        """Makes the full-text indices again from the texts."""
        with transaction(self._database):
            for table in ("texts_words", "texts_pieces"):
                self._sql(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")

    def read_again(self, item_ids: Iterable[int]) -> None:
        """Forgets what was read of these items, so that the next scan reads them anew. They are not found until then,
        and keep all else (their place, their id)."""
        with transaction(self._database):
            for item_id in item_ids:
                self._drop_segments(item_id)
                self._sql("UPDATE items SET mtime_ns = -1, content = x'' WHERE id = ?", [item_id])

    def retry_failures(self) -> int:
        """Makes the next scan try every failed file again. Returns how many."""
        with transaction(self._database):
            return int(self._sql("UPDATE failures SET mtime_ns = -1").rowcount)

    # -- one item

    def _save_item(self, item: ReadItem, model: int, is_gone: Callable[[str], bool], saved: Saved) -> None:
        source = None if item.vector is not None else self._vector_of_content(item.content, model)
        if item.vector is None and source is None:
            saved.unresolved.append(item.path)
            return
        vector = item.vector.tobytes() if item.vector is not None else source
        here = self._sql("SELECT id, content, state, state_since FROM items WHERE path = ?", [item.path]).fetchone()
        if here and here[1] == item.content:
            self._keep(item, int(here[0]), str(here[2]), model, vector, saved)
        elif (origin := self._gone_item(item, is_gone)) is not None:
            if here:
                self._delete_item(int(here[0]), saved)
            self._move(item, origin, model, vector, saved)
        elif here and here[2] == ItemState.REMOVED and time.time() - here[3] > _SAVING_SECONDS:
            self._delete_item(int(here[0]), saved)  # its marks are remembered, and not for this photo
            self._add(item, model, vector, saved)
        elif here:
            self._replace_content(item, int(here[0]), model, vector, saved)
        else:
            self._add(item, model, vector, saved)
        self._sql("DELETE FROM failures WHERE path = ?", [item.path])

    def _keep(self, item: ReadItem, item_id: int, state: str, model: int, vector: bytes | None, saved: Saved) -> None:
        """Same content at the same path: touched, come back, or read with another model."""
        new_vector = self._ensure_vector(item_id, model, vector)
        self._set_file(item, item_id)
        self._save_facts(item_id, item.facts)
        self._sql("UPDATE items SET tint = ? WHERE id = ? AND tint IS NULL", [item.tint, item_id])
        changed = new_vector or state != ItemState.PRESENT
        (saved.updated if changed else saved.unchanged).append(item_id)

    def _move(self, item: ReadItem, item_id: int, model: int, vector: bytes | None, saved: Saved) -> None:
        self._ensure_vector(item_id, model, vector)
        self._set_file(item, item_id)
        self._save_facts(item_id, item.facts)
        saved.moved.append(item_id)

    def _replace_content(self, item: ReadItem, item_id: int, model: int, vector: bytes | None, saved: Saved) -> None:
        self._drop_segments(item_id)
        self._sql(
            "UPDATE items SET content = ?, width = ?, height = ?, partial = ?, tint = ? WHERE id = ?",
            [item.content, *self._looks(item), item_id],
        )
        self._set_file(item, item_id)
        forget_reading(self._sql, item_id)
        self._save_facts(item_id, item.facts)
        self._ensure_vector(item_id, model, vector)
        saved.updated.append(item_id)

    def _add(self, item: ReadItem, model: int, vector: bytes | None, saved: Saved) -> None:
        now = time.time()
        row = self._sql(
            """
            INSERT INTO items (root_id, path, kind, state, content, size, mtime_ns, width, height, partial,
                               tint, added, state_since, dated)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '') RETURNING id
            """,
            [
                item.root_id, item.path, PHOTO, ItemState.PRESENT, item.content, item.stamp.size, item.stamp.mtime_ns,
                *self._looks(item), now, now,
            ],
        ).fetchone()  # fmt: skip
        item_id = int(row[0])
        self._ensure_vector(item_id, model, vector)
        self._save_facts(item_id, item.facts)
        copy_reading(self._sql, item_id, item.content)
        self._give_back_marks(item_id, item.content)
        saved.added.append(item_id)

    def _looks(self, item: ReadItem) -> tuple[int, int, int, int | None]:
        """Width, height, damage and tint: as read, or copied from the item whose content this is."""
        if item.width:
            return item.width, item.height, int(item.partial), item.tint
        row = self._sql(
            "SELECT width, height, partial, tint FROM items WHERE content = ? AND width > 0 LIMIT 1", [item.content]
        ).fetchone()
        return (int(row[0]), int(row[1]), int(row[2]), row[3]) if row else (0, 0, 0, None)

    def _save_facts(self, item_id: int, facts: PhotoFacts) -> None:
        save_facts(self._sql, item_id, facts)
        self._set_date(item_id)

    def _set_date(self, item_id: int) -> None:
        """The date an item is ordered by: when it was taken, else its file's own, in local time."""
        self._sql(
            """
            UPDATE items SET dated = COALESCE(
                taken, strftime('%Y-%m-%dT%H:%M:%S', mtime_ns / 1000000000, 'unixepoch', 'localtime'), ''
            ) WHERE id = ?
            """,
            [item_id],
        )

    def _give_back_marks(self, item_id: int, content: bytes) -> None:
        """The favourite, tags and albums that this photo had before its item was deleted. They stay remembered: the
        same photo may have been in several places, and all of them come back."""
        for statement in (
            """
            INSERT OR IGNORE INTO favourites (item_id, since)
            SELECT ?, since FROM remembered_favourites WHERE content = ?
            """,
            "INSERT OR IGNORE INTO tags (item_id, key, tag) SELECT ?, key, tag FROM remembered_tags WHERE content = ?",
            """
            INSERT OR IGNORE INTO album_items (item_id, album_id, added)
            SELECT ?, album_id, added FROM remembered_album_items WHERE content = ?
            """,
        ):
            self._sql(statement, [item_id, content])

    def _set_file(self, item: ReadItem, item_id: int) -> None:
        self._sql(
            """
            UPDATE items SET path = ?, root_id = ?, size = ?, mtime_ns = ?,
                   state_since = CASE state WHEN ? THEN state_since ELSE ? END, state = ?
            WHERE id = ?
            """,
            [
                item.path, item.root_id, item.stamp.size, item.stamp.mtime_ns,
                ItemState.PRESENT, time.time(), ItemState.PRESENT, item_id,
            ],
        )  # fmt: skip

    def _gone_item(self, item: ReadItem, is_gone: Callable[[str], bool]) -> int | None:
        """An item with this content whose own file is no longer there: the one that was moved."""
        rows = self._sql(
            """
            SELECT i.id, i.path FROM items i JOIN roots r ON r.id = i.root_id
            WHERE i.content = ? AND i.path != ? AND r.state = ? ORDER BY i.state = ? DESC, i.id
            """,
            [item.content, item.path, RootState.ONLINE, ItemState.PRESENT],
        ).fetchall()
        return next((int(item_id) for item_id, path in rows if is_gone(path)), None)

    def _vector_of_content(self, content: bytes, model: int) -> bytes | None:
        row = self._sql(
            """
            SELECT v.vector FROM items i JOIN segments s ON s.item_id = i.id
            JOIN vectors v ON v.segment_id = s.id AND v.model = ? WHERE i.content = ? LIMIT 1
            """,
            [model, content],
        ).fetchone()
        return bytes(row[0]) if row else None

    def _ensure_vector(self, item_id: int, model: int, vector: bytes | None) -> bool:
        """Gives the item its one photo segment and this model's vector. True when a vector was added."""
        row = self._sql("SELECT id FROM segments WHERE item_id = ?", [item_id]).fetchone()
        if row is None:
            row = self._sql(
                "INSERT INTO segments (item_id, kind) VALUES (?, ?) RETURNING id", [item_id, PHOTO]
            ).fetchone()
        return bool(
            self._sql(
                "INSERT INTO vectors (segment_id, model, vector) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [row[0], model, vector],
            ).rowcount
        )

    def _drop_segments(self, item_id: int) -> None:
        self._sql("DELETE FROM segments WHERE item_id = ?", [item_id])

    def _delete_item(self, item_id: int, saved: Saved) -> None:
        self._sql("DELETE FROM items WHERE id = ?", [item_id])
        saved.removed.append(item_id)

    def _save_failure(self, failure: FailedFile, saved: Saved) -> None:
        self._sql(
            """
            INSERT INTO failures (path, root_id, size, mtime_ns, reason, at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (path) DO UPDATE SET root_id = excluded.root_id, size = excluded.size,
                mtime_ns = excluded.mtime_ns, reason = excluded.reason, at = excluded.at, attempts = attempts + 1
            """,
            [
                failure.path, failure.root_id, failure.stamp.size, failure.stamp.mtime_ns, failure.reason, time.time(),
            ],
        )  # fmt: skip
        row = self._sql(
            "UPDATE items SET state = ?, state_since = ? WHERE path = ? AND state = ? RETURNING id",
            [ItemState.UNREADABLE, time.time(), failure.path, ItemState.PRESENT],
        ).fetchone()
        if row:
            saved.removed.append(int(row[0]))
