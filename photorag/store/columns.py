"""All shown items as columns in memory, for filters: any of them over 100,000 photos takes milliseconds.

The database is the truth: a snapshot is brought up to date from its log of changed items, or made anew when the log
does not reach back far enough.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from photorag.core.library_types import ItemState
from photorag.core.photo_facts import PlaceName

NO_DATE = np.iinfo(np.int64).min
_EPOCH = datetime(1970, 1, 1)
_SELECT = """
    SELECT i.id, COALESCE(s.id, 0), i.dated, i.added, i.size, i.width, i.height, i.path, i.kind,
           f.item_id IS NOT NULL, f.latitude, f.longitude, f.city, f.region, f.country, f.code, f.place_names,
           f.camera, f.lens, f.focal, f.aperture, f.iso, f.rating, f.screenshot,
           COALESCE(f.title != '' OR f.caption != '', 0), COALESCE(length(r.words) > 2, 0), v.item_id IS NOT NULL
    FROM items i LEFT JOIN segments s ON s.item_id = i.id LEFT JOIN facts f ON f.item_id = i.id
         LEFT JOIN readings r ON r.item_id = i.id LEFT JOIN favourites v ON v.item_id = i.id
    WHERE +i.state = ?
"""
# More changes at once than this, and reading everything is as quick.
_MOST_CHANGES = 20_000

Column = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One row an item, ascending by id; columns of one length n.

    ``items``, ``segments`` int64 (0: no segment); ``dated`` int64, seconds from 1970 to the local date the grid goes by
    (`NO_DATE` for none); ``added`` float64, Unix seconds; ``size`` int64, bytes; ``width``, ``height`` int32;
    ``latitude``, ``longitude`` float64 degrees, ``focal`` (mm), ``aperture`` (f-number), ``iso`` float32: NaN where
    not known; ``rating`` int8; the flags bool. ``place``, ``camera``, ``lens``, ``suffix``, ``folder`` and ``kind`` are
    int32 codes into the tuples of names; 0 stands for "not known".
    """

    items: NDArray[np.int64]
    segments: NDArray[np.int64]
    dated: NDArray[np.int64]
    added: NDArray[np.float64]
    size: NDArray[np.int64]
    width: NDArray[np.int32]
    height: NDArray[np.int32]
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    focal: NDArray[np.float32]
    aperture: NDArray[np.float32]
    iso: NDArray[np.float32]
    rating: NDArray[np.int8]
    favourite: NDArray[np.bool_]
    screenshot: NDArray[np.bool_]
    has_text: NDArray[np.bool_]
    has_caption: NDArray[np.bool_]
    place: NDArray[np.int32]
    camera: NDArray[np.int32]
    lens: NDArray[np.int32]
    suffix: NDArray[np.int32]
    folder: NDArray[np.int32]
    kind: NDArray[np.int32]
    places: tuple[PlaceName, ...] = (PlaceName(),)
    cameras: tuple[str, ...] = ("",)
    lenses: tuple[str, ...] = ("",)
    suffixes: tuple[str, ...] = ("",)
    folders: tuple[str, ...] = ("",)
    kinds: tuple[str, ...] = ("",)

    def __len__(self) -> int:
        return len(self.items)

    def rows_of(self, item_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Row numbers of those of these items that are shown, in the order given."""
        at = np.searchsorted(self.items, item_ids)
        at[at == len(self.items)] = 0
        known = self.items[at] == item_ids if len(self.items) else np.zeros(len(item_ids), np.bool_)
        found: NDArray[np.int64] = at[known]
        return found


_DTYPES: dict[str, str] = {
    "items": "i8", "segments": "i8", "dated": "i8", "added": "f8", "size": "i8", "width": "i4", "height": "i4",
    "latitude": "f8", "longitude": "f8", "focal": "f4", "aperture": "f4", "iso": "f4", "rating": "i1",
    "favourite": "?", "screenshot": "?", "has_text": "?", "has_caption": "?", "place": "i4", "camera": "i4",
    "lens": "i4", "suffix": "i4", "folder": "i4", "kind": "i4",
}  # fmt: skip


def state_of(database: Database) -> tuple[int, int]:
    """Changes whenever this or any other connection has written."""
    return int(database.conn.execute("PRAGMA data_version").fetchone()[0]), database.conn.total_changes


@dataclass(slots=True)
class _Names:
    """Names and their codes; codes never change while the cache lives."""

    codes: dict[Any, int]
    names: list[Any]

    @classmethod
    def starting_with(cls, unknown: object) -> _Names:
        return cls({unknown: 0}, [unknown])

    def code(self, name: object) -> int:
        found = self.codes.get(name)
        if found is None:
            found = self.codes[name] = len(self.names)
            self.names.append(name)
        return found


@dataclass(slots=True)
class ColumnsCache:
    """Holds the snapshot of one database. Used on one thread."""

    _columns: Columns | None = None
    _through: int = -1
    _state: tuple[int, int] | None = None
    _places: _Names = field(default_factory=lambda: _Names.starting_with(PlaceName()))
    _cameras: _Names = field(default_factory=lambda: _Names.starting_with(""))
    _lenses: _Names = field(default_factory=lambda: _Names.starting_with(""))
    _suffixes: _Names = field(default_factory=lambda: _Names.starting_with(""))
    _folders: _Names = field(default_factory=lambda: _Names.starting_with(""))
    _kinds: _Names = field(default_factory=lambda: _Names.starting_with(""))

    def refresh(self, database: Database) -> Columns:
        """The columns as the database is now. Microseconds when no other connection has written since."""
        execute = database.conn.execute
        state = state_of(database)
        if self._columns is not None and state == self._state:
            return self._columns
        newest, oldest = execute("SELECT COALESCE(MAX(id), 0), COALESCE(MIN(id), 0) FROM changes").fetchone()
        behind = newest - self._through
        if self._columns is None or behind > _MOST_CHANGES or (behind and oldest > self._through + 1) or behind < 0:
            self._columns = self._built(execute(_SELECT + " ORDER BY i.id", [ItemState.PRESENT]))
        elif behind:
            changed = [row[0] for row in execute("SELECT DISTINCT item_id FROM changes WHERE id > ?", [self._through])]
            rows = execute(
                _SELECT + " AND i.id IN (SELECT value FROM json_each(?)) ORDER BY i.id",
                [ItemState.PRESENT, json.dumps(changed)],
            )
            self._columns = self._merged(self._columns, np.array(changed, np.int64), self._built(rows))
        self._through, self._state = newest, state
        return self._columns

    def _built(self, rows: Iterable[Sequence[Any]]) -> Columns:
        table = np.fromiter((self._row(row) for row in _first_segments(rows)), np.dtype(list(_DTYPES.items())))
        return self._named({name: np.ascontiguousarray(table[name]) for name in _DTYPES})

    def _merged(self, old: Columns, changed: NDArray[np.int64], new: Columns) -> Columns:
        keep = ~np.isin(old.items, changed)
        order = np.argsort(np.concatenate([old.items[keep], new.items]), kind="stable")
        return self._named(
            {name: np.concatenate([getattr(old, name)[keep], getattr(new, name)])[order] for name in _DTYPES}
        )

    def _named(self, columns: dict[str, Column]) -> Columns:
        return Columns(
            **columns,
            places=tuple(self._places.names), cameras=tuple(self._cameras.names), lenses=tuple(self._lenses.names),
            suffixes=tuple(self._suffixes.names), folders=tuple(self._folders.names), kinds=tuple(self._kinds.names),
        )  # fmt: skip

    def _row(self, row: Sequence[Any]) -> tuple[Any, ...]:
        (
            item, segment, dated, added, size, width, height, path, kind, known, latitude, longitude, city, region,
            country, code, place_names, camera, lens, focal, aperture, iso, rating, screenshot, caption, text,
            favourite,
        ) = row  # fmt: skip
        folder, _, name = path.rpartition(os.sep)
        _, dot, suffix = name.rpartition(".")
        place = 0
        if known and (city or region or country):
            place = self._places.code(PlaceName(city, region, country, code, tuple(json.loads(place_names))))
        return (
            item, segment, _seconds(dated), added, size, width, height, _or_nan(latitude), _or_nan(longitude),
            _or_nan(focal), _or_nan(aperture), _or_nan(iso), rating or 0, favourite, bool(screenshot), text, caption,
            place, self._cameras.code(camera or ""), self._lenses.code(lens or ""),
            self._suffixes.code(suffix.lower() if dot else ""), self._folders.code(folder), self._kinds.code(kind),
        )  # fmt: skip


def _first_segments(rows: Iterable[Sequence[Any]]) -> Iterable[Sequence[Any]]:
    """One row an item, with its first segment."""
    last = -1
    for row in rows:
        if row[0] != last:
            last = row[0]
            yield row


def _or_nan(number: float | None) -> float:
    return np.nan if number is None else number


def _seconds(dated: str) -> int:
    """Local time as if it were UTC: the zone's offset and fractions are left out."""
    try:
        return int((datetime.fromisoformat(dated[:19]) - _EPOCH).total_seconds())
    except ValueError:
        return int(NO_DATE)
