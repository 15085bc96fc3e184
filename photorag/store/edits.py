"""What the person changes by hand: favourites, tags, albums, photos moved to the trash.

On a connection of its own: a click on a heart must not wait for an index run that takes an hour. Every method is one
short transaction and returns the ids it really changed, which is what undoing it needs.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence

from sqlite_utils import Database

from photorag.core.errors import PhotoRagError
from photorag.core.library_types import ItemState
from photorag.store.albums import AlbumEdits
from photorag.store.database import transaction
from photorag.store.readings import Reading, save_readings

_LONGEST_TAG = 100


class Edits:
    """Bound to the thread that opened its connection."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.albums = AlbumEdits(database)

    def set_favourite(self, item_ids: Sequence[int], favourite: bool) -> tuple[int, ...]:
        """Marks items as favourites, or no longer. Returns those that were not so before."""
        if favourite:
            return self._change(
                """
                INSERT OR IGNORE INTO favourites (item_id, since)
                SELECT id, ? FROM items WHERE id IN (SELECT value FROM json_each(?)) RETURNING item_id
                """,
                [time.time(), _json(item_ids)],
            )
        return self._change(
            "DELETE FROM favourites WHERE item_id IN (SELECT value FROM json_each(?)) RETURNING item_id",
            [_json(item_ids)],
            forget="DELETE FROM remembered_favourites WHERE",
        )

    def add_tag(self, item_ids: Sequence[int], tag: str) -> tuple[int, ...]:
        """Gives items a tag. Returns those that did not have it. Raises `PhotoRagError` for a text that is no tag."""
        text = clean_tag(tag)
        return self._change(
            """
            INSERT OR IGNORE INTO tags (item_id, key, tag)
            SELECT id, ?, ? FROM items WHERE id IN (SELECT value FROM json_each(?)) RETURNING item_id
            """,
            [text.casefold(), text, _json(item_ids)],
        )

    def remove_tag(self, item_ids: Sequence[int], tag: str) -> tuple[int, ...]:
        """Takes a tag from items. Returns those that had it."""
        return self._change(
            "DELETE FROM tags WHERE key = ? AND item_id IN (SELECT value FROM json_each(?)) RETURNING item_id",
            [(key := clean_tag(tag).casefold()), _json(item_ids)],
            forget="DELETE FROM remembered_tags WHERE key = ? AND",
            forget_values=[key],
        )

    def mark_removed(self, item_ids: Sequence[int]) -> tuple[int, ...]:
        """Items whose files were moved to the trash: no longer shown, known again should the file come back."""
        return self._change(
            """
            UPDATE items SET state = ?, state_since = ?
            WHERE state = ? AND id IN (SELECT value FROM json_each(?)) RETURNING id
            """,
            [ItemState.REMOVED, time.time(), ItemState.PRESENT, _json(item_ids)],
        )

    def save_readings(self, version: int, readings: Sequence[Reading]) -> tuple[int, ...]:
        """Keeps what was read in pictures. Returns the items that it is about."""
        return save_readings(self.database, version, readings)

    def _change(
        self, statement: str, values: Sequence[object], forget: str = "", forget_values: Sequence[object] = ()
    ) -> tuple[int, ...]:
        """``forget``: the mark was taken away, so it is not to come back with a photo whose folder was removed once."""
        execute = self.database.conn.execute
        with transaction(self.database):
            changed = tuple(int(row[0]) for row in execute(statement, values).fetchall())
            if forget:
                contents = "content IN (SELECT content FROM items WHERE id IN (SELECT value FROM json_each(?)))"
                execute(f"{forget} {contents}", [*forget_values, _json(changed)])
            return changed


def clean_tag(text: str) -> str:
    """A tag as it is kept: its spaces single. Raises `PhotoRagError` when nothing is left, or too much."""
    tag = " ".join(text.split())
    if not tag:
        raise PhotoRagError("A tag needs at least one letter.")
    if len(tag) > _LONGEST_TAG:
        raise PhotoRagError(f"That tag is too long: {_LONGEST_TAG} letters are the most.")
    return tag


def _json(item_ids: Sequence[int]) -> str:
    return json.dumps([int(each) for each in item_ids])
