"""What waits for the model host, and in which order: a person's query before the next batch of photos."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future

import numpy as np
from numpy.typing import NDArray

# A query waits for the slice that is being computed, so a slice takes about this long, whatever the model and machine.
SLICE_SECONDS = 0.3
MAX_SLICE = 64
_FIRST_SLICE = 4
_QUERY_PICTURES = 4  # a call with as few pictures as this is a query by picture, or might as well be
_QUERY_TEXTS = 32


class Job:
    """One call of `embed_texts` or `embed_images`, computed slice by slice. ``items`` is sliced, never changed."""

    def __init__(self, items: NDArray[np.uint8] | Sequence[str]) -> None:
        self.items = items
        self.pictures = isinstance(items, np.ndarray)
        self.urgent = len(items) <= (_QUERY_PICTURES if self.pictures else _QUERY_TEXTS)
        self.future: Future[NDArray[np.float32]] = Future()
        self._at = 0
        self._parts: list[NDArray[np.float32]] = []

    def next_slice(self, pictures: int) -> NDArray[np.uint8] | Sequence[str]:
        """The items to send next: at most so many pictures, or a few texts."""
        return self.items[self._at : self._at + (pictures if self.pictures else _QUERY_TEXTS)]

    def add(self, vectors: NDArray[np.float32]) -> bool:
        """Takes the vectors of the slice that was sent. True when they were the last ones."""
        self._parts.append(vectors)
        self._at += len(vectors)
        return self._at >= len(self.items)

    def finish(self) -> None:
        self.future.set_result(np.concatenate(self._parts))


class JobQueue:
    """Jobs in order of urgency, then of arrival. Not locked: its owner holds a lock around each call."""

    def __init__(self) -> None:
        self._urgent: deque[Job] = deque()
        self._patient: deque[Job] = deque()

    def __len__(self) -> int:
        return len(self._urgent) + len(self._patient)

    def put(self, job: Job) -> None:
        (self._urgent if job.urgent else self._patient).append(job)

    def first(self) -> Job:
        """The job whose next slice is due. It stays in the queue until `drop`."""
        return (self._urgent or self._patient)[0]

    def drop(self, job: Job) -> None:
        (self._urgent if job.urgent else self._patient).remove(job)

    def drain(self) -> list[Job]:
        """Takes out every job."""
        jobs = [*self._urgent, *self._patient]
        self._urgent.clear()
        self._patient.clear()
        return jobs


class SliceSize:
    """How many pictures to send at a time, learnt from how long they take."""

    def __init__(self) -> None:
        self._seconds_each: float | None = None

    @property
    def pictures(self) -> int:
        if self._seconds_each is None:
            return _FIRST_SLICE
        fitting = max(1, min(MAX_SLICE, int(SLICE_SECONDS / self._seconds_each)))
        return 1 << (fitting.bit_length() - 1)  # a power of two: torch prepares its kernels for each size it meets

    def learn(self, pictures: int, seconds: float) -> None:
        each = max(seconds, 1e-6) / pictures
        self._seconds_each = each if self._seconds_each is None else 0.7 * self._seconds_each + 0.3 * each
