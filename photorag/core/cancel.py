"""Cancel tokens: how one thread tells another to stop at its next safe point."""

from __future__ import annotations

import threading

from photorag.core.errors import Cancelled


class CancelToken:
    """Set once, from any thread; work looks at it at its safe points.

    A token made with ``others`` is cancelled when any of them is, too: the person's Stop button and the end of the
    program are two reasons to stop the same run.
    """

    def __init__(self, *others: CancelToken | None) -> None:
        self._event = threading.Event()
        self._others = tuple(other for other in others if other is not None)

    def cancel(self) -> None:
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set() or any(other.cancelled for other in self._others)

    def raise_if_cancelled(self) -> None:
        """Raises `Cancelled` when the token has been cancelled."""
        if self.cancelled:
            raise Cancelled


class PauseGate:
    """Lets the person hold background work: the worker calls `wait` at its safe points."""

    def __init__(self) -> None:
        self._open = threading.Event()
        self._open.set()

    def pause(self) -> None:
        self._open.clear()

    def resume(self) -> None:
        self._open.set()

    @property
    def paused(self) -> bool:
        return not self._open.is_set()

    def wait(self, cancel: CancelToken) -> None:
        """Returns when the gate is open or the token is cancelled; looks at the token ten times a second."""
        while not self._open.wait(0.1):
            if cancel.cancelled:
                return
