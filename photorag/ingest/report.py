"""What an index run did, and how far it has come."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from photorag.core.failed_path import FailedPath

Phase = Literal["scanning", "loading model", "reading", "reading details", "finishing"]


@dataclass(slots=True)
class IndexReport:
    """Counts of files by what became of them; of ``details``, the metadata alone was read, since it had not been or a
    sidecar has changed. ``cancelled``: the run was stopped before its end; ``offline`` roots were not there and keep
    their items; ``skipped_reasons`` says why files were not tried."""

    added: int = 0
    updated: int = 0
    moved: int = 0
    removed: int = 0
    unchanged: int = 0
    details: int = 0
    failed: list[FailedPath] = field(default_factory=list)
    skipped_reasons: Counter[str] = field(default_factory=Counter)
    offline: list[Path] = field(default_factory=list)
    seconds: float = 0.0
    cancelled: bool = False

    @property
    def skipped(self) -> int:
        return self.skipped_reasons.total()

    @property
    def changed(self) -> bool:
        return bool(self.added or self.updated or self.moved or self.removed or self.failed or self.details)

    def as_json(self) -> dict[str, object]:
        """The stable JSON shape of ``photorag index --json``."""
        return {
            "added": self.added,
            "updated": self.updated,
            "moved": self.moved,
            "removed": self.removed,
            "unchanged": self.unchanged,
            "details": self.details,
            "skipped": self.skipped,
            "failed": [{"path": str(each.path), "reason": each.reason} for each in self.failed],
            "skipped_reasons": dict(self.skipped_reasons),
            "offline": [str(path) for path in self.offline],
            "cancelled": self.cancelled,
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class RootProgress:
    """How far a run has come in one root: ``done`` of ``total`` files to be read there."""

    path: Path
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come. ``total`` files are to be read; ``per_second`` is over the last seconds; ``seconds_left``
    is None until it can be told. ``roots``: those that have something to read; what is newest is read first, so that
    several of them may be under way at once."""

    phase: Phase
    done: int = 0
    total: int = 0
    failed: int = 0
    per_second: float = 0.0
    seconds_left: float | None = None
    roots: tuple[RootProgress, ...] = ()


ProgressCallback = Callable[[Progress], None]


class ProgressMeter:
    """Turns counts into `Progress` with a speed over the last ten seconds of work. Roots go by their ids."""

    _WINDOW_SECONDS = 10.0
    _LEAST_SECONDS = 0.2  # the first files, damaged ones perhaps, say nothing yet

    def __init__(self, callback: ProgressCallback | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._callback = callback
        self._clock = clock
        self._phase: Phase = "scanning"
        self._roots: dict[int, Path] = {}
        self._totals: Counter[int] = Counter()
        self._through: Counter[int] = Counter()
        self._total = 0
        self._done = 0
        self._failed = 0
        self._marks: deque[tuple[float, int]] = deque()

    def expect(self, roots: Mapping[int, Path], files: Iterable[int]) -> None:
        """``files``: for each file that is to be read, the root it is in."""
        self._roots = dict(roots)
        self._totals = Counter(files)
        self._total = self._totals.total()

    def expect_details(self, photos: int) -> None:
        """The metadata of so many photos is to be read next."""
        self._roots, self._totals, self._through = {}, Counter(), Counter()
        self._total, self._done, self._failed = photos, 0, 0

    def phase(self, phase: Phase) -> None:
        self._phase = phase
        if phase in ("reading", "reading details"):
            self._marks.clear()
            self._marks.append((self._clock(), self._done))
        self._tell()

    def advance(self, done: Mapping[int, int], failed: int = 0) -> None:
        """``done`` more files of each root are through; ``failed`` of all these could not be read."""
        self._through.update(done)
        self._done += sum(done.values())
        self._failed += failed
        now = self._clock()
        self._marks.append((now, self._done))
        while len(self._marks) > 2 and now - self._marks[0][0] > self._WINDOW_SECONDS:
            self._marks.popleft()
        self._tell()

    def paused(self) -> None:
        """Forgets the speed: time spent waiting says nothing about the time left."""
        self._marks.clear()
        self._marks.append((self._clock(), self._done))

    def _tell(self) -> None:
        if self._callback is None:
            return
        speed = 0.0
        if len(self._marks) > 1:
            (start, before), (end, after) = self._marks[0], self._marks[-1]
            speed = (after - before) / (end - start) if end - start >= self._LEAST_SECONDS else 0.0
        left = (self._total - self._done) / speed if speed > 0 else None
        roots = tuple(
            RootProgress(self._roots[root], self._through[root], total) for root, total in self._totals.items()
        )
        self._callback(Progress(self._phase, self._done, self._total, self._failed, speed, left, roots))
