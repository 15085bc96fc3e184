"""Favourites and tags, and their undoing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pytestqt.qtbot import QtBot

from photorag.core.errors import StorageError
from photorag.qt.notice import Notice
from tests.qt.actions.conftest import Desk
from tests.qt.conftest import TIMEOUT, collected


def quiet(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.actions.marks.quiet, timeout=TIMEOUT)


def test_undo_restores_what_was_really_changed(qtbot: QtBot, desk: Desk) -> None:
    desk.library.set_favourite(desk.ids[:1], True)
    desk.actions.toggle_favourite(desk.ids[:3])
    quiet(qtbot, desk)
    assert desk.favourites() == set(desk.ids[:3])
    assert desk.actions.undo_action.text() == "Undo: favourite 2 photos"
    desk.actions.undo_action.trigger()
    quiet(qtbot, desk)
    assert desk.favourites() == {desk.ids[0]}
    assert not desk.actions.undo_action.isEnabled()
    assert desk.actions.redo_action.text() == "Redo: favourite 2 photos"
    desk.actions.redo_action.trigger()
    quiet(qtbot, desk)
    assert desk.favourites() == set(desk.ids[:3])
    assert not desk.actions.redo_action.isEnabled()


def test_toggling_removes_favourites_where_all_are(qtbot: QtBot, desk: Desk) -> None:
    desk.library.set_favourite(desk.ids, True)
    desk.actions.toggle_favourite(desk.ids[:2])
    quiet(qtbot, desk)
    assert desk.favourites() == set(desk.ids[2:])
    assert desk.actions.undo_action.text() == "Undo: remove 2 favourites"


def test_what_is_asked_for_second_happens_second(qtbot: QtBot, desk: Desk) -> None:
    actions = desk.actions
    actions.toggle_favourite(desk.ids[:1])
    actions.toggle_favourite(desk.ids[:1])
    actions.toggle_favourite(desk.ids[:1])
    actions.add_tag(desk.ids[:2], "holiday")
    actions.remove_tag(desk.ids[1:3], "holiday")
    assert actions.undo_action.isEnabled()  # before the first of them has come back
    actions.undo_action.trigger()
    quiet(qtbot, desk)
    assert desk.favourites() == {desk.ids[0]}
    assert desk.tagged("holiday") == set(desk.ids[:2])
    assert actions.redo_action.text() == "Redo: remove tag “holiday” from 1 photo"
    for _ in range(9):  # more than there is
        actions.marks.undo()
    quiet(qtbot, desk)
    assert desk.favourites() == desk.tagged("holiday") == set()
    assert not actions.undo_action.isEnabled()


def test_a_new_change_takes_the_place_of_what_was_undone(qtbot: QtBot, desk: Desk) -> None:
    desk.actions.add_tag(desk.ids, "a")
    desk.actions.marks.undo()
    desk.actions.add_tag(desk.ids, "R&B {0}")
    quiet(qtbot, desk)
    assert not desk.actions.redo_action.isEnabled()
    assert desk.actions.undo_action.text() == "Undo: tag 4 photos “R&&B {0}”"
    assert desk.tagged("a") == set()


def test_a_change_the_library_refuses_is_told_and_forgotten(qtbot: QtBot, desk: Desk) -> None:
    troubles = collected(desk.actions.trouble)
    desk.actions.add_tag(desk.ids, "   ")
    quiet(qtbot, desk)
    assert troubles == ["A tag needs at least one letter."]
    assert not desk.actions.undo_action.isEnabled()


def test_an_undo_the_library_refuses_is_told_and_dropped(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Sequence[int], __: str) -> tuple[int, ...]:
        raise StorageError("The disk is full.")

    troubles = collected(desk.actions.trouble)
    desk.actions.add_tag(desk.ids, "first")
    desk.actions.add_tag(desk.ids, "second")
    quiet(qtbot, desk)
    with monkeypatch.context() as patched:
        patched.setattr(desk.library, "remove_tag", refuse)
        desk.actions.marks.undo()
        quiet(qtbot, desk)
    assert troubles == ["The disk is full."]
    assert desk.actions.undo_action.text() == "Undo: tag 4 photos “first”"
    assert not desk.actions.redo_action.isEnabled()
    desk.actions.marks.undo()
    quiet(qtbot, desk)
    with monkeypatch.context() as patched:
        patched.setattr(desk.library, "add_tag", refuse)
        desk.actions.marks.redo()
        quiet(qtbot, desk)
    assert not desk.actions.undo_action.isEnabled()
    assert not desk.actions.redo_action.isEnabled()
    assert desk.tagged("second") == set(desk.ids)


def test_only_many_are_told_about_with_an_undo(qtbot: QtBot, desk: Desk) -> None:
    notices: list[Notice] = collected(desk.actions.noticed)
    told = collected(desk.actions.told)
    desk.actions.add_tag(desk.ids[:1], "one")
    desk.actions.add_tag(desk.ids, "many")
    desk.actions.add_tag(desk.ids, "many")
    quiet(qtbot, desk)
    assert [notice.text for notice in notices] == ["4 photos were tagged “many”."]
    assert told == ["Already tagged “many”."]
    assert [action.text for action in notices[0].actions] == ["Undo"]
    notices[0].actions[0].run()
    quiet(qtbot, desk)
    assert desk.tagged("many") == set()
    assert desk.tagged("one") == {desk.ids[0]}
    assert told[-1] == "Undone: tag 4 photos “many”"


def test_the_undo_of_a_notice_is_for_that_change(qtbot: QtBot, desk: Desk) -> None:
    notices: list[Notice] = collected(desk.actions.noticed)
    desk.actions.add_tag(desk.ids, "many")
    desk.actions.toggle_favourite(desk.ids[:1])  # a single photo: the notice before is still there
    quiet(qtbot, desk)
    notices[0].actions[0].run()
    quiet(qtbot, desk)
    assert desk.tagged("many") == set()
    assert desk.favourites() == {desk.ids[0]}
    desk.actions.marks.undo()  # taking it back can be undone as well
    quiet(qtbot, desk)
    assert desk.tagged("many") == set(desk.ids)
