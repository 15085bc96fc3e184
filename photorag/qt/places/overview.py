"""What the left column shows of the library: one look at it, taken on the query thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from photorag.core.library_types import FolderCount, RootSummary


@dataclass(frozen=True, slots=True)
class PlacesOverview:
    """Counts of photos by place. ``folders``: every folder with photos at or below a root, with all that is in it."""

    photos: int = 0
    favourites: int = 0
    recent: int = 0
    roots: Sequence[RootSummary] = ()
    folders: Sequence[FolderCount] = ()
