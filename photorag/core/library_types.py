"""The library's nouns, as frozen values that travel between floors and threads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


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


@dataclass(frozen=True, slots=True)
class Item:
    """One photo as the faces show it. ``width`` × ``height`` in pixels, upright; ``taken`` is ISO 8601 local time."""

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

    @property
    def title(self) -> str:
        return self.path.name


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, with a reason a person understands."""

    path: Path
    reason: str
    attempts: int
    at: float


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """Counts for ``photorag status`` and the window. ``searchable`` items have a vector of the model in use."""

    home: Path
    model: str
    model_id: str | None
    items: int
    searchable: int
    removed: int
    failures: int
    roots: tuple[RootSummary, ...]
    database_bytes: int
