"""One file that something could not be done with, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FailedPath:
    """``reason`` is a short phrase a person understands, without the file's name."""

    path: Path
    reason: str
