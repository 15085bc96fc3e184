"""Looking for duplicates behind the window."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from photorag.core.cancel import CancelToken
from photorag.core.errors import StorageError
from photorag.core.events import ItemsChanged
from photorag.core.library_types import DuplicateGroup, Likeness
from photorag.duplicates import Duplicates
from photorag.library import Library
from photorag.qt.bridge import LibraryBridge
from photorag.qt.duplicates.duplicates_runs import DuplicatesRuns, without
from photorag.qt.duplicates.state import DuplicatesState, LookPhase
from photorag.qt.notice import Notice
from tests.qt.conftest import collected
from tests.qt.duplicates.conftest import TIMEOUT


def found(qtbot: QtBot, runs: DuplicatesRuns) -> DuplicatesState:
    runs.start()
    assert runs.state.busy
    qtbot.waitUntil(lambda: not runs.state.busy, timeout=TIMEOUT)
    return runs.state


def test_it_finds_them_and_tells_how_far_it_is(qtbot: QtBot, runs: DuplicatesRuns) -> None:
    states = collected(runs.changed)
    state = found(qtbot, runs)
    assert [(each.likeness, len(each.items)) for each in state.groups] == [(Likeness.EXACT, 2), (Likeness.EXACT, 2)]
    phases = [each.phase for each in states]
    assert phases[0] is LookPhase.READING
    assert phases[-2:] == [LookPhase.COMPARING, LookPhase.FOUND]


def test_it_can_be_stopped(qtbot: QtBot, runs: DuplicatesRuns, monkeypatch: pytest.MonkeyPatch) -> None:
    reached = threading.Event()

    def look(_: Library, report: Any, cancel: CancelToken) -> list[DuplicateGroup]:
        report(100, 400)
        reached.set()
        while not cancel.cancelled:
            threading.Event().wait(0.01)
        cancel.raise_if_cancelled()
        return []

    monkeypatch.setattr(Duplicates, "find", look)
    runs.start()
    qtbot.waitUntil(lambda: (runs.state.done, runs.state.total) == (100, 400), timeout=TIMEOUT)
    assert reached.is_set()
    runs.start()  # one at a time
    runs.cancel()
    assert runs.state.phase is LookPhase.STOPPING
    qtbot.waitUntil(lambda: runs.state.phase is LookPhase.STOPPED, timeout=TIMEOUT)


def test_what_goes_wrong_is_said(qtbot: QtBot, runs: DuplicatesRuns, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> list[DuplicateGroup]:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(Duplicates, "find", fail)
    state = found(qtbot, runs)
    assert (state.phase, state.sentence) == (LookPhase.FAILED, "The disk is full.")


def test_a_group_that_is_none_goes_for_good_and_comes_back_by_undo(qtbot: QtBot, runs: DuplicatesRuns) -> None:
    first, second = found(qtbot, runs).groups
    with qtbot.waitSignal(runs.noticed, timeout=TIMEOUT) as noticed:
        runs.dismiss(first)
        assert runs.state.groups == (second,)
    assert found(qtbot, runs).groups == (second,)
    assert noticed.args is not None
    notice = noticed.args[0]
    assert isinstance(notice, Notice)
    (undo,) = notice.actions
    undo.run()
    qtbot.waitUntil(lambda: runs.state.groups == (first, second), timeout=TIMEOUT)
    assert found(qtbot, runs).groups == (first, second)


def test_photos_that_went_to_the_trash_leave_their_groups(
    qtbot: QtBot, runs: DuplicatesRuns, bridge: LibraryBridge, library_with_copies: Library
) -> None:
    first, second = found(qtbot, runs).groups
    library_with_copies.events.publish(ItemsChanged((), (first.items[1],)))
    qtbot.waitUntil(lambda: runs.state.groups == (second,), timeout=TIMEOUT)


def test_a_group_needs_two() -> None:
    groups = (DuplicateGroup(Likeness.NEAR, (1, 2, 3)), DuplicateGroup(Likeness.EXACT, (4, 5)))
    assert without(groups, {1, 4}) == (DuplicateGroup(Likeness.NEAR, (2, 3)),)
