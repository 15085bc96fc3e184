"""How fast a download comes, told about ten times a second however often the bytes do. Used on the thread that
downloads."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from photorag.qt.models.model_state import Download

_TELL_EVERY = 0.1  # seconds
_SPEED_OVER = 8.0  # seconds
_SPEED_AFTER = 1.0  # seconds; a speed from less says nothing
# The network brings about a megabyte between two reports. More at once was on the disk already, from an earlier try.
_FOUND_ON_DISK = 8 << 20


class DownloadMeter:
    """``done`` is always the latest number of bytes, told or not."""

    def __init__(self, tell: Callable[[Download], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._tell, self._clock = tell, clock
        self._marks: deque[tuple[float, int]] = deque()
        self._told = float("-inf")
        self.done = 0

    def report(self, done: int, total: int) -> None:
        """``done`` of ``total`` bytes are here."""
        now = self._clock()
        if not 0 <= done - self.done <= _FOUND_ON_DISK:
            self._marks.clear()
        self.done = done
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[0][0] > _SPEED_OVER:
            self._marks.popleft()
        if now - self._told >= _TELL_EVERY or done >= total:
            self._told = now
            speed = self._speed()
            self._tell(Download(done, total, speed, (total - done) / speed if speed > 0 else None))

    def _speed(self) -> float:
        (start, before), (end, after) = self._marks[0], self._marks[-1]
        return (after - before) / (end - start) if end - start >= _SPEED_AFTER else 0.0
