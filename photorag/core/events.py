"""Events: how the library tells the faces what changed, without knowing them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

log = logging.getLogger(__name__)
E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class ItemsChanged:
    """Items were committed. ``changed`` holds ids that are new or were read again, ``removed`` ids no longer shown."""

    changed: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MarksChanged:
    """The person's own marks (favourite, tags) of these items changed."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TextsRead:
    """The text in these items' pictures has been read, and can be found."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AlbumsChanged:
    """An album or a saved search was made, renamed, removed, or holds other photos."""


@dataclass(frozen=True, slots=True)
class ModelChanged:
    """The model in use, or the one that photos are read with, is another one."""


@dataclass(frozen=True, slots=True)
class RootsChanged:
    """A root was added, removed, went offline or came back."""


class Events:
    """A typed publish/subscribe hub. Handlers run on the publisher's thread and must be quick."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._handlers: dict[type, list[Callable[[Any], None]]] = {}

    def subscribe(self, kind: type[E], handler: Callable[[E], None]) -> Callable[[], None]:
        """Calls ``handler`` with each published event of exactly this type. Returns the way to unsubscribe."""
        with self._lock:
            self._handlers.setdefault(kind, []).append(handler)

        def unsubscribe() -> None:
            with self._lock:
                handlers = self._handlers.get(kind, [])
                if handler in handlers:
                    handlers.remove(handler)

        return unsubscribe

    def publish(self, event: object) -> None:
        with self._lock:
            handlers = list(self._handlers.get(type(event), ()))
        for handler in handlers:
            try:
                handler(event)
            except Exception:
                log.exception("a listener of %s failed", type(event).__name__)
