"""Where the window stands with its models, as one value that every part showing it draws from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ModelPhase(StrEnum):
    """``UNKNOWN``: the library has not said yet. ``STARTING``: asked for, nothing has arrived. ``PREPARING``: all has
    arrived, is checked and loaded once. ``READING``: photos are read with it while searches use the one before;
    ``WAITING``: the same, but nothing reads at the moment."""

    UNKNOWN = "unknown"
    IDLE = "idle"
    STARTING = "starting"
    DOWNLOADING = "downloading"
    PREPARING = "preparing"
    STOPPING = "stopping"
    FAILED = "failed"
    READING = "reading"
    WAITING = "waiting"


BUSY = frozenset((ModelPhase.STARTING, ModelPhase.DOWNLOADING, ModelPhase.PREPARING, ModelPhase.STOPPING))
CHANGING = frozenset((ModelPhase.READING, ModelPhase.WAITING))


@dataclass(frozen=True, slots=True)
class Download:
    """Bytes that are here, bytes in all, and how fast they come. ``seconds_left`` is None until it can be told."""

    done: int
    total: int
    per_second: float = 0.0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class ModelState:
    """``searching`` is the model in use, ``name`` the one this is about (empty when idle).

    ``read`` of ``to_read`` photos belong to READING; ``sentence`` says why it FAILED. ``kept`` bytes of ``name`` wait
    for the next try after a download that was stopped.
    """

    phase: ModelPhase = ModelPhase.UNKNOWN
    searching: str = ""
    name: str = ""
    download: Download | None = None
    read: int = 0
    to_read: int = 0
    sentence: str = ""
    kept: int = 0

    @property
    def busy(self) -> bool:
        """Something is being got ready: no other model can be started."""
        return self.phase in BUSY

    @property
    def changing(self) -> bool:
        return self.phase in CHANGING
