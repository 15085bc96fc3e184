"""Looking for duplicates behind the scenes, and remembering which groups are none.

Lives on the GUI thread. What was found stays until it is looked for again; photos that leave the library leave it too.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Collection, Sequence
from concurrent.futures import Future
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot

from photorag.core.cancel import CancelToken
from photorag.core.events import ItemsChanged
from photorag.core.library_types import DuplicateGroup
from photorag.qt.bridge import LibraryBridge, sentence, was_cancelled
from photorag.qt.duplicates.state import DuplicatesState, LookPhase
from photorag.qt.notice import Notice, NoticeAction
from photorag.store.fingerprints import Pair

_TELL_EVERY = 0.1  # seconds
_SPEED_AFTER = 1.0  # seconds; a speed from less says nothing


class DuplicatesRuns(QObject):
    """``changed`` comes with each new `state`, at most some ten times a second while photos are read."""

    changed = Signal(object)  # DuplicatesState
    noticed = Signal(object)  # Notice
    trouble = Signal(str)
    _came_so_far = Signal(object, int, int)  # CancelToken, done, total; emitted on the thread that looks

    def __init__(self, bridge: LibraryBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._token: CancelToken | None = None
        self._began = self._told = 0.0
        self.state = DuplicatesState()
        self._came_so_far.connect(self._note, Qt.ConnectionType.QueuedConnection)
        bridge.items_changed.connect(self._items_changed)

    @Slot()
    def start(self) -> None:
        """Looks through the whole library. While it is looked, nothing happens."""
        if self._token is not None:
            return
        token = self._token = CancelToken()
        self._began, self._told = time.monotonic(), 0.0

        def report(done: int, total: int) -> None:
            now = time.monotonic()
            if now - self._told >= _TELL_EVERY or done >= total:
                self._told = now
                with contextlib.suppress(RuntimeError):  # the window has gone
                    self._came_so_far.emit(token, done, total)

        self._bridge.call(lambda library: library.duplicates.find(report, token), self._found)
        self._become(replace(self.state, phase=LookPhase.READING, done=0, total=0, seconds_left=None, sentence=""))

    @Slot()
    def cancel(self) -> None:
        """What was found before stays; fingerprints made so far are kept."""
        if self._token is not None:
            self._token.cancel()
            self._become(replace(self.state, phase=LookPhase.STOPPING))

    def stop(self) -> None:
        """The window closes."""
        if self._token is not None:
            self._token.cancel()

    def dismiss(self, group: DuplicateGroup) -> None:
        """These photos are no duplicates of one another: the group goes, now and the next time; with undo."""
        place = self.state.groups.index(group) if group in self.state.groups else 0
        self._show(tuple(each for each in self.state.groups if each != group))

        def done(future: Future[tuple[Pair, ...]]) -> None:
            if (error := future.exception()) is not None:
                self._put_back(group, place)
                self.trouble.emit(sentence(error))
                return
            pairs = future.result()
            undo = NoticeAction(self.tr("Undo"), lambda: self._undismiss(group, place, pairs))
            self.noticed.emit(Notice(self.tr("These photos will not be shown as duplicates again."), actions=(undo,)))

        self._bridge.call(lambda library: library.duplicates.dismiss(group.items), done)

    def _undismiss(self, group: DuplicateGroup, place: int, pairs: Sequence[Pair]) -> None:
        def done(future: Future[None]) -> None:
            if (error := future.exception()) is not None:
                self.trouble.emit(sentence(error))
            else:
                self._put_back(group, place)

        self._bridge.call(lambda library: library.duplicates.undismiss(pairs), done)

    def _put_back(self, group: DuplicateGroup, place: int) -> None:
        groups = list(self.state.groups)
        groups.insert(min(place, len(groups)), group)
        self._show(tuple(groups))

    # -- what comes from elsewhere

    @Slot(object, int, int)
    def _note(self, token: CancelToken, done: int, total: int) -> None:
        if token is not self._token or self.state.phase is LookPhase.STOPPING:
            return
        if done >= total:
            self._become(replace(self.state, phase=LookPhase.COMPARING))
            return
        taken = time.monotonic() - self._began
        left = taken * (total - done) / done if done and taken >= _SPEED_AFTER else None
        self._become(replace(self.state, done=done, total=total, seconds_left=left))

    def _found(self, future: Future[list[DuplicateGroup]]) -> None:
        self._token = None
        error = None if future.cancelled() else future.exception()
        if future.cancelled() or (error is not None and was_cancelled(error)):
            self._become(replace(self.state, phase=LookPhase.STOPPED))
        elif error is not None:
            self._become(replace(self.state, phase=LookPhase.FAILED, sentence=sentence(error)))
        else:
            self._become(DuplicatesState(LookPhase.FOUND, tuple(future.result())))

    @Slot(object)
    def _items_changed(self, event: ItemsChanged) -> None:
        """Photos that went to the trash are no duplicates of anything."""
        if event.removed:
            self._show(without(self.state.groups, set(event.removed)))

    def _show(self, groups: tuple[DuplicateGroup, ...]) -> None:
        if groups != self.state.groups:
            self._become(replace(self.state, groups=groups))

    def _become(self, state: DuplicatesState) -> None:
        self.state = state
        self.changed.emit(state)


def without(groups: Sequence[DuplicateGroup], gone: Collection[int]) -> tuple[DuplicateGroup, ...]:
    """The groups that are left, with two photos at least."""
    left = (replace(each, items=tuple(item for item in each.items if item not in gone)) for each in groups)
    return tuple(each for each in left if len(each.items) > 1)
