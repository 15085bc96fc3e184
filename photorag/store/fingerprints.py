"""What duplicates are told by: photos' fingerprints, and which pairs the person has said are none.

Fingerprints are a cache, made from the thumbnails: an item whose content has changed since lacks one. Dismissals belong
to contents, so that they outlive a photo that moves, or whose folder is removed and added again.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from photorag.core.library_types import ItemState, RootState
from photorag.store.columns import NO_DATE
from photorag.store.database import transaction
from photorag.store.reader import Reader

T = TypeVar("T")

Pair = tuple[bytes, bytes]
"""Two contents, the lesser first. Twice the same one: its copies are wanted."""


class FingerprintRow(NamedTuple):
    """``hash``: signed, 64 bits; 0 for none."""

    item: int
    content: bytes
    hash: int
    sharpness: float


@dataclass(frozen=True, slots=True, eq=False)
class ComparedPhotos:
    """All shown photos as columns of one length n, ascending by item id.

    ``items``, ``segments`` int64; ``content`` int64, a code into ``contents``; ``hashes`` uint64, 0 for none;
    ``sharpness`` float32, NaN unknown; ``pixels`` int64, width x height; ``ratios`` float32, width / height; ``taken``
    int64, seconds of the naive local time since 1970, or `NO_DATE` where no time of day is known; ``cameras`` int64,
    equal for equal cameras, 0 where it is not known; ``changed`` int64, the file's own date in ns; ``located`` (has
    GPS), ``favourite``, ``offline``, ``partial`` bool; ``names`` the files' names.
    """

    items: NDArray[np.int64]
    segments: NDArray[np.int64]
    content: NDArray[np.int64]
    hashes: NDArray[np.uint64]
    sharpness: NDArray[np.float32]
    pixels: NDArray[np.int64]
    ratios: NDArray[np.float32]
    taken: NDArray[np.int64]
    cameras: NDArray[np.int64]
    changed: NDArray[np.int64]
    located: NDArray[np.bool_]
    favourite: NDArray[np.bool_]
    offline: NDArray[np.bool_]
    partial: NDArray[np.bool_]
    contents: tuple[bytes, ...]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.items)


class Fingerprints:
    """Bound to the thread that opened its connection; what changes something needs one that can write."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sql = database.conn.execute

    # -- fingerprints

    def missing(self) -> dict[bytes, list[int]]:
        """Contents of shown photos without a fingerprint -> the items that have it."""
        rows = self._sql(
            """
            SELECT i.content, i.id FROM items i LEFT JOIN fingerprints f ON f.item_id = i.id
            WHERE i.state = ? AND (f.item_id IS NULL OR f.content != i.content) ORDER BY i.id
            """,
            [ItemState.PRESENT],
        )
        found: dict[bytes, list[int]] = {}
        for content, item in rows.fetchall():
            found.setdefault(bytes(content), []).append(int(item))
        return found

    def save(self, rows: Iterable[FingerprintRow]) -> None:
        """In one transaction. Items that are gone meanwhile are passed over."""
        with transaction(self._database):
            self._database.conn.executemany(
                """
                INSERT OR REPLACE INTO fingerprints (item_id, content, hash, sharpness)
                SELECT id, ?2, ?3, ?4 FROM items WHERE id = ?1
                """,
                rows,
            )

    def photos(self) -> ComparedPhotos:
        """Takes about a second for 100,000 photos."""
        rows = self._sql(
            """
            SELECT i.id, COALESCE((SELECT MIN(id) FROM segments WHERE item_id = i.id), 0), i.content,
                COALESCE(p.hash, 0), p.sharpness, i.width, i.height,
                CASE WHEN length(i.taken) >= 19 THEN CAST(strftime('%s', substr(i.taken, 1, 19)) AS INTEGER) END,
                COALESCE(f.camera, ''), i.mtime_ns, f.latitude IS NOT NULL, v.item_id IS NOT NULL, r.state = ?,
                i.partial, i.path
            FROM items i JOIN roots r ON r.id = i.root_id
            LEFT JOIN fingerprints p ON p.item_id = i.id AND p.content = i.content
            LEFT JOIN facts f ON f.item_id = i.id
            LEFT JOIN favourites v ON v.item_id = i.id
            WHERE i.state = ? ORDER BY i.id
            """,
            [RootState.OFFLINE, ItemState.PRESENT],
        ).fetchall()
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * 15
        content, contents = _coded(bytes(each) for each in columns[2])
        width, height = (np.maximum(np.array(columns[each], np.int64), 1) for each in (5, 6))
        return ComparedPhotos(
            items=np.array(columns[0], np.int64), segments=np.array(columns[1], np.int64), content=content,
            hashes=np.array(columns[3], np.int64).view(np.uint64),
            sharpness=np.array([np.nan if each is None else each for each in columns[4]], np.float32),
            pixels=width * height, ratios=(width / height).astype(np.float32),
            taken=np.array([NO_DATE if each is None else each for each in columns[7]], np.int64),
            cameras=_coded(columns[8], "")[0], changed=np.array(columns[9], np.int64),
            located=np.array(columns[10], np.bool_), favourite=np.array(columns[11], np.bool_),
            offline=np.array(columns[12], np.bool_), partial=np.array(columns[13], np.bool_),
            contents=contents, names=tuple(str(path).replace("\\", "/").rpartition("/")[2] for path in columns[14]),
        )  # fmt: skip

    def vectors(self, model_id: str, segments: Sequence[int], dim: int) -> NDArray[np.float32]:
        """(n, dim), in the order of the segments; rows of NaN for those without a vector of this model."""
        found = np.full((len(segments), dim), np.nan, np.float32)
        reader = Reader(self._database)
        model = reader.model_key(model_id)
        if model is not None and len(segments):
            stored = reader.vectors_of(model, segments, dim)
            wanted = np.asarray(segments, np.int64)
            order = np.argsort(stored.segments)
            places = np.searchsorted(stored.segments, wanted, sorter=order).clip(max=max(0, stored.count - 1))
            if stored.count:
                known = stored.segments[order[places]] == wanted
                found[known] = stored.vectors[order[places[known]]]
        return found

    # -- what the person has said

    def dismissals(self) -> list[Pair]:
        return [(bytes(first), bytes(second)) for first, second in self._sql("SELECT first, second FROM dismissals")]

    def dismiss(self, items: Sequence[int]) -> tuple[Pair, ...]:
        """These photos are no duplicates of one another, now and later. Returns the pairs that were new: what undoing
        it needs."""
        rows = self._sql(
            "SELECT content, COUNT(*) FROM items WHERE id IN (SELECT value FROM json_each(?)) GROUP BY content",
            [json.dumps([int(each) for each in items])],
        )
        counts = {bytes(content): copies for content, copies in rows.fetchall()}
        pairs = [*itertools.combinations(sorted(counts), 2), *((each, each) for each in counts if counts[each] > 1)]
        new: list[Pair] = []
        with transaction(self._database):
            for pair in pairs:
                if self._sql("INSERT OR IGNORE INTO dismissals (first, second) VALUES (?, ?)", pair).rowcount:
                    new.append(pair)
        return tuple(new)

    def undismiss(self, pairs: Iterable[Pair]) -> None:
        """Takes back what `dismiss` returned."""
        with transaction(self._database):
            self._database.conn.executemany("DELETE FROM dismissals WHERE first = ? AND second = ?", pairs)


def _coded(values: Iterable[T], *first: T) -> tuple[NDArray[np.int64], tuple[T, ...]]:
    """Each value as a code, and the values by their codes: ``first``, then those of the column as they appear."""
    codes = {each: code for code, each in enumerate(first)}
    column = np.array([codes.setdefault(each, len(codes)) for each in values], np.int64)
    return column, tuple(codes)
