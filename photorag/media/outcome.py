"""What became of a job that was handed to a worker process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

J = TypeVar("J")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Done(Generic[J, R]):
    """The function returned ``result``."""

    job: J
    result: R


@dataclass(frozen=True, slots=True)
class Failed(Generic[J]):
    """There is no result. ``reason`` is a short sentence for a person."""

    job: J
    reason: str


@dataclass(frozen=True, slots=True)
class Refused(Failed[J]):
    """The function said why it can't: it raised a `PhotoRagError`, or ran into the memory limit."""


@dataclass(frozen=True, slots=True)
class WorkerCrashed(Failed[J]):
    """The worker process died on this job, twice."""


@dataclass(frozen=True, slots=True)
class WorkerTimeout(Failed[J]):
    """The worker process was still busy with this job when its time was up, twice."""


@dataclass(frozen=True, slots=True)
class JobBug(Failed[J]):
    """The function raised something unforeseen: ``traceback`` belongs in the log."""

    traceback: str


Outcome = Done[J, R] | Failed[J]
