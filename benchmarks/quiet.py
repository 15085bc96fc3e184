"""Measuring on a machine that may not be ours alone: noticing when it was not, and trying again.

Half a core taken by another program does not slow everything alike. Threads that wait for each other, as torch's do,
lose several times as much as processes that do not, so a ratio measured meanwhile is wrong too.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

DISTURBED = 0.05  # of all cores
_PAUSE = 2.0  # seconds before another try


@dataclass(slots=True)
class Quiet:
    """Repeats disturbed measurements until ``patience`` seconds have gone into repeating. ``shares``: what part of
    the cores others had during each measurement that was kept."""

    patience: float
    shares: list[float] = field(default_factory=list)

    def measure(self, work: Callable[[], T]) -> T:
        """The result of the first undisturbed run of ``work``, or of the last one there was time for. All that runs
        in it must be in child processes that have ended when it returns."""
        while True:
            start, before = time.monotonic(), _busy_and_own()
            result = work()
            share = _share_of_others(before, _busy_and_own())
            if share <= DISTURBED or self.patience <= 0:
                self.shares.append(share)
                return result
            time.sleep(_PAUSE)
            self.patience -= time.monotonic() - start

    @property
    def worst(self) -> float:
        return max(self.shares, default=0.0)


def _share_of_others(before: tuple[float, float, float], after: tuple[float, float, float]) -> float:
    whole, busy, own = (later - earlier for earlier, later in zip(before, after, strict=True))
    return max(0.0, busy - own) / whole if whole > 0 else 0.0


def _busy_and_own() -> tuple[float, float, float]:
    """Seconds, over all cores: in all, spent on anything, and spent by this process and its ended children. Zeros
    where the system doesn't tell: then every measurement counts as undisturbed."""
    try:
        line = Path("/proc/stat").read_text().splitlines()[0]
    except OSError:
        return 0.0, 0.0, 0.0
    # user nice system idle iowait irq softirq steal; the guests' times after them are counted in the first two.
    ticks = [int(each) / os.sysconf("SC_CLK_TCK") for each in line.split()[1:9]]
    idle = ticks[3] + ticks[4]
    used = os.times()
    return sum(ticks), sum(ticks) - idle, used.user + used.system + used.children_user + used.children_system
