"""The library's nouns, as frozen values that travel between floors and threads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class ItemState(StrEnum):
    """``PRESENT`` items are shown; ``REMOVED`` ones are kept for a while in case the file comes back;
    ``UNREADABLE`` ones were read once and have become a failure."""

    PRESENT = "present"
    REMOVED = "removed"
    UNREADABLE = "unreadable"


class RootState(StrEnum):
    """``OFFLINE``: the folder as a whole is away (unplugged, unmounted); its items are kept and shown."""

    ONLINE = "online"
    OFFLINE = "offline"


class FileStamp(NamedTuple):
    """What one stat tells: enough to know that a file has not changed. A tuple, since scans make one a file."""

    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Root:
    """A folder the person chose. ``device`` is its ``st_dev`` when last seen; times are Unix seconds."""

    id: int
    path: Path
    state: RootState
    device: int | None
    added: float
    scanned: float | None


@dataclass(frozen=True, slots=True)
class RootSummary:
    """A root with what it holds, for lists."""

    root: Root
    items: int
    failures: int


NO_TINT = -1
"""The tint of a photo whose colours are not known yet."""


@dataclass(frozen=True, slots=True)
class Item:
    """One photo as the faces show it. ``width`` × ``height`` in pixels, upright; ``taken`` is ISO 8601 local time;
    ``tint`` its average colour as 0xRRGGBB, or `NO_TINT`; ``added`` in Unix seconds. ``favourite`` and ``tags``
    (in alphabetical order) are the person's own marks."""

    id: int
    segment: int
    path: Path
    kind: str
    content: bytes
    width: int
    height: int
    taken: str | None
    size: int
    mtime_ns: int
    partial: bool
    offline: bool
    tint: int = NO_TINT
    added: float = 0.0
    favourite: bool = False
    tags: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.path.name


class PlaceKind(StrEnum):
    """``RECENT``: what was added in the last days, the latest first. ``FOLDER``: a root or a folder below one."""

    ALL = "all"
    FAVOURITES = "favourites"
    RECENT = "recent"
    FOLDER = "folder"
    ALBUM = "album"


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to look. ``folder`` belongs to `PlaceKind.FOLDER`, and means everything below it too; ``album``, an id,
    to `PlaceKind.ALBUM`."""

    kind: PlaceKind = PlaceKind.ALL
    folder: Path | None = None
    album: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """All photos of a place in order, as columns of one length: enough to lay out 100,000 of them at once.

    ``ids`` (n,) int64; ``ratios`` (n,) float32, width / height; ``tints`` (n,) int32 as `Item.tint`; ``months`` (n,)
    int32 as year * 100 + month of the date they are ordered by.
    """

    ids: NDArray[np.int64]
    ratios: NDArray[np.float32]
    tints: NDArray[np.int32]
    months: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class FolderCount:
    """A folder below a root, with how many photos are in it and below it."""

    path: Path
    items: int


@dataclass(frozen=True, slots=True)
class TagCount:
    tag: str
    items: int


@dataclass(frozen=True, slots=True)
class Album:
    """An album made by hand; ``items`` counts the shown photos in it."""

    id: int
    name: str
    items: int


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search kept as a live album: it is run anew each time. ``text`` is in the query language, filters included;
    ``pictures`` are items of the library; ``like`` and ``unlike`` the items called right and wrong."""

    id: int
    name: str
    text: str
    pictures: tuple[int, ...] = ()
    like: tuple[int, ...] = ()
    unlike: tuple[int, ...] = ()


class Likeness(StrEnum):
    """How photos of a group belong together. ``BURST``: taken one after the other, alike but not the same picture."""

    EXACT = "exact"
    NEAR = "near"
    BURST = "burst"


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Photos that are the same, or nearly. ``items`` has the suggested one to keep first."""

    likeness: Likeness
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, with a reason a person understands."""

    path: Path
    reason: str
    attempts: int
    at: float


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """Counts for ``photorag status`` and the window. ``searchable`` items have a vector of
    the model in use, ``model``; photos are read with ``reading_model``, which may be about to follow it."""

    home: Path
    model: str
    reading_model: str
    model_id: str | None
    items: int
    searchable: int
    removed: int
    failures: int
    roots: tuple[RootSummary, ...]
    database_bytes: int
