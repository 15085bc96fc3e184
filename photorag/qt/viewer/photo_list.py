"""The list the viewer leafs through, and the place in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class PhotoList:
    """``ids`` may be a grid's own column of 100,000: nothing here goes through it but `without`."""

    ids: Sequence[int] | NDArray[np.int64] = ()
    position: int = 0

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def current(self) -> int | None:
        return self.id_at(self.position)

    def id_at(self, position: int) -> int | None:
        """None outside the list."""
        return int(self.ids[position]) if 0 <= position < len(self.ids) else None

    def at(self, position: int) -> PhotoList:
        """At another place, or the nearest there is."""
        return PhotoList(self.ids, max(0, min(position, len(self.ids) - 1)))

    def without(self, gone: Iterable[int]) -> PhotoList:
        """The rest: where the current photo is among those gone, at the one that followed it, else the last. The same
        object when none of them was in the list."""
        ids: NDArray[Any] = np.asarray(self.ids, np.int64)
        stay = ~np.isin(ids, np.fromiter(gone, np.int64))
        if stay.all():
            return self
        return PhotoList(ids[stay], 0).at(int(stay[: self.position].sum()))
