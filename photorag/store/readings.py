"""Text read in pictures, as rows: which items are still to be read, and keeping what was read.

Functions over a connection; how the rows look is told in `photorag.store.migrations`. Readings belong to content: all
items with the same one share what was read, and an item whose content is replaced loses it
(`photorag.store.facts.forget_reading`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sqlite_utils import Database

from photorag.core.library_types import FileStamp, ItemState, RootState
from photorag.core.photo_facts import TextWord
from photorag.store.database import transaction
from photorag.store.facts import Execute, words_of

_PHOTO = "photo"
_DIGITS = 4  # of a share: a ten-thousandth of the picture's side is finer than any box
_UNREAD = """
    FROM items i JOIN roots r ON r.id = i.root_id LEFT JOIN readings t ON t.item_id = i.id AND t.version >= :version
    WHERE i.state = :state AND i.kind = :kind AND length(i.content) > 0 AND r.state = :online AND t.item_id IS NULL
"""


@dataclass(frozen=True, slots=True)
class UnreadItem:
    """An item in whose picture text has not been looked for. ``stamp``: the file as it was when it was indexed."""

    id: int
    content: bytes
    path: Path
    stamp: FileStamp


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in the picture that these bytes are. No words: there is no text, or none that can be read."""

    content: bytes
    words: tuple[TextWord, ...]


def without_reading(execute: Execute, version: int, limit: int) -> list[UnreadItem]:
    """Shown photos whose text has not been read by this version, the newest first, leaving out those whose folder is
    offline."""
    rows = execute(
        f"SELECT i.id, i.content, i.path, i.size, i.mtime_ns {_UNREAD} ORDER BY i.dated DESC, i.id DESC LIMIT :limit",
        {**_values(version), "limit": limit},
    )
    return [UnreadItem(row[0], bytes(row[1]), Path(row[2]), FileStamp(row[3], row[4])) for row in rows.fetchall()]


def count_without_reading(execute: Execute, version: int) -> int:
    """How many `without_reading` gives in all."""
    return int(execute(f"SELECT COUNT(*) {_UNREAD}", _values(version)).fetchone()[0])


def already_read(execute: Execute, version: int, contents: Iterable[bytes]) -> list[Reading]:
    """What this version has read of these contents (some hundreds at most), in items of any state."""
    wanted = list(dict.fromkeys(contents))
    rows = execute(
        f"""
        SELECT i.content, MAX(t.words) FROM items i JOIN readings t ON t.item_id = i.id
        WHERE t.version >= ? AND i.content IN ({", ".join("?" * len(wanted))}) GROUP BY i.content
        """,
        [version, *wanted],
    )
    return [Reading(bytes(content), words_of(words)) for content, words in rows.fetchall()]


def save_readings(database: Database, version: int, readings: Sequence[Reading]) -> tuple[int, ...]:
    """Keeps readings, in one transaction, for every item with their content: the words, and their text for full-text
    search. A reading whose content no item has any more is let go. Returns the ids of the items."""
    execute = database.conn.execute
    changed: list[int] = []
    with transaction(database):
        for reading in readings:
            rows = execute("SELECT id FROM items WHERE content = ?", [reading.content]).fetchall()
            words, inside = _stored(reading.words), inside_text(reading.words)
            for (item_id,) in rows:
                execute(
                    "INSERT OR REPLACE INTO readings (item_id, version, words) VALUES (?, ?, ?)",
                    [item_id, version, words],
                )
                execute(
                    """
                    INSERT INTO texts (item_id, inside) VALUES (?, ?)
                    ON CONFLICT (item_id) DO UPDATE SET inside = excluded.inside WHERE inside != excluded.inside
                    """,
                    [item_id, inside],
                )
                changed.append(int(item_id))
    return tuple(changed)


def inside_text(words: Iterable[TextWord]) -> str:
    """The words as one text, in reading order, a line of it for each line in the picture."""
    lines = groupby(words, key=lambda word: word.line)
    return "\n".join(" ".join(word.text for word in line) for _, line in lines)


def _stored(words: Iterable[TextWord]) -> str:
    rows = [
        [word.text, *(round(share, _DIGITS) for share in word.box), word.line, round(word.score, _DIGITS)]
        for word in words
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _values(version: int) -> dict[str, object]:
    return {"version": version, "state": ItemState.PRESENT, "kind": _PHOTO, "online": RootState.ONLINE}
