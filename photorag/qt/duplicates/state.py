"""Where looking for duplicates stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from photorag.core.library_types import DuplicateGroup


class LookPhase(Enum):
    """``READING``: photos' fingerprints are made; ``COMPARING`` follows."""

    NEW = "new"
    READING = "reading"
    COMPARING = "comparing"
    STOPPING = "stopping"
    FOUND = "found"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DuplicatesState:
    """``done`` of ``total`` photos and ``seconds_left`` (None: not known) belong to `LookPhase.READING`; ``sentence``
    to `LookPhase.FAILED`. ``groups``: those found last, without what went to the trash or was called no duplicates
    since.
    """

    phase: LookPhase = LookPhase.NEW
    groups: tuple[DuplicateGroup, ...] = ()
    done: int = 0
    total: int = 0
    seconds_left: float | None = None
    sentence: str = ""

    @property
    def busy(self) -> bool:
        return self.phase in (LookPhase.READING, LookPhase.COMPARING, LookPhase.STOPPING)
