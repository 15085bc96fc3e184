"""The keys of the grid and the viewer, the menu, and the dialog that asks for a tag."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photorag.core.library_types import RootState
from photorag.library import Library
from photorag.qt.actions.tag_dialog import TagDialog
from tests.qt.actions.conftest import Desk
from tests.qt.conftest import TIMEOUT, collected


@dataclass(frozen=True, slots=True)
class Page:
    """A field and something like the grid, in the window that hears the keys."""

    field: QLineEdit
    grid: QWidget


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Page:
    column = QVBoxLayout(desk.window)
    found = Page(QLineEdit(), QWidget())
    found.grid.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column.addWidget(found.field)
    column.addWidget(found.grid)
    desk.actions.install(desk.window, lambda: desk.ids[:2])
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow, timeout=TIMEOUT)
    return found


def focus(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus, timeout=TIMEOUT)


def test_the_keys_act_on_the_photos(qtbot: QtBot, desk: Desk, page: Page) -> None:
    focus(qtbot, page.grid)
    QTest.keyClick(page.grid, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: desk.favourites() == set(desk.ids[:2]), timeout=TIMEOUT)
    QTest.keySequence(page.grid, QKeySequence("Ctrl+Z"))
    qtbot.waitUntil(lambda: desk.favourites() == set(), timeout=TIMEOUT)
    qtbot.waitUntil(desk.actions.redo_action.isEnabled, timeout=TIMEOUT)
    QTest.keySequence(page.grid, QKeySequence("Ctrl+Y"))
    qtbot.waitUntil(lambda: desk.favourites() == set(desk.ids[:2]), timeout=TIMEOUT)
    with qtbot.waitSignal(desk.actions.told, timeout=TIMEOUT) as told:
        QTest.keySequence(page.grid, QKeySequence("Ctrl+Shift+C"))
    assert told.args == ["2 paths copied."]
    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    box = desk.window.findChild(QMessageBox)
    assert box is not None
    box.reject()


def test_a_field_keeps_its_keys(qtbot: QtBot, desk: Desk, page: Page) -> None:
    told = collected(desk.actions.told)
    focus(qtbot, page.field)
    QTest.keyClicks(page.field, "Fjord")
    assert page.field.text() == "Fjord"
    QTest.keyClick(page.field, Qt.Key.Key_Home)
    QTest.keyClick(page.field, Qt.Key.Key_Delete)
    assert page.field.text() == "jord"
    page.field.selectAll()
    QTest.keySequence(page.field, QKeySequence("Ctrl+C"))
    assert QGuiApplication.clipboard().text() == "jord"
    for keys in ("Ctrl+T", "Ctrl+Shift+E", "Ctrl+Shift+C", "Ctrl+Z"):
        QTest.keySequence(page.field, QKeySequence(keys))
    assert desk.window.findChild(TagDialog) is None
    assert desk.window.findChild(QMessageBox) is None
    assert desk.actions.marks.quiet
    assert desk.favourites() == set()
    assert told == []


# -- the menu


@pytest.fixture
def menu_of(qtbot: QtBot, desk: Desk) -> Callable[..., QMenu]:
    def make(*numbers: int) -> QMenu:
        ids = [desk.ids[number] for number in numbers]
        qtbot.waitUntil(lambda: None not in [desk.photos.item_by_id(each) for each in ids], timeout=TIMEOUT)
        return desk.actions.menu(ids)

    return make


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_the_menu_of_one_photo(qtbot: QtBot, desk: Desk, menu_of: Callable[..., QMenu]) -> None:
    wanted = collected(desk.actions.open_wanted)
    similar = collected(desk.actions.similar_wanted)
    menu = menu_of(0)
    assert texts(menu) == [
        "Open", "Open with the system's app", "Show in folder", "Search like this", "Favourite", "Add tag…",
        "Add to album…", "Copy", "Copy path", "Export copy…", "Move to trash…",
    ]  # fmt: skip
    assert all(action.isEnabled() for action in menu.actions())
    choose(menu, "Open")
    choose(menu, "Search like this")
    assert wanted == similar == [desk.ids[0]]
    choose(menu, "Favourite")
    qtbot.waitUntil(lambda: desk.favourites() == {desk.ids[0]}, timeout=TIMEOUT)
    desk.photos.forget(desk.ids)
    qtbot.waitUntil(lambda: getattr(desk.photos.item_by_id(desk.ids[0]), "favourite", False), timeout=TIMEOUT)
    choose(menu_of(0), "Remove favourite")
    qtbot.waitUntil(lambda: desk.favourites() == set(), timeout=TIMEOUT)


def test_the_menu_of_several(qtbot: QtBot, desk: Desk, menu_of: Callable[..., QMenu]) -> None:
    desk.library.set_favourite(desk.ids[:1], True)
    menu = menu_of(0, 1, 2)
    assert texts(menu) == [
        "Favourite", "Add tag…", "Add to album…", "Copy 3 photos", "Copy 3 paths", "Export 3 copies…",
        "Move 3 photos to trash…",
    ]  # fmt: skip
    choose(menu, "Favourite")
    qtbot.waitUntil(lambda: desk.favourites() == set(desk.ids[:3]), timeout=TIMEOUT)


def test_offline_photos_can_be_marked_only(desk: Desk, menu_of: Callable[..., QMenu], library: Library) -> None:
    root = library.roots()[0].root
    library._writer.submit(lambda writing: writing.catalogue.set_root_state(root.id, RootState.OFFLINE)).result()
    menu = menu_of(0)
    assert texts(menu)[0] == "Offline: connect its disk to open or copy it"
    able = [action.text() for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
    assert able == ["Open", "Search like this", "Favourite", "Add tag…", "Add to album…", "Copy path"]


# -- tags


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk) -> TagDialog:
    desk.library.add_tag(desk.ids[:1], "Winter")
    desk.library.add_tag(desk.ids[:3], "family")
    desk.library.add_tag(desk.ids[:2], "our <b>wedding</b>")
    desk.actions.ask_tag(desk.ids[2:])
    found = desk.window.findChild(TagDialog)
    assert found is not None
    qtbot.waitUntil(lambda: found.list.count() == 3, timeout=TIMEOUT)
    return found


def entries(dialog: TagDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_a_new_tag_is_typed(qtbot: QtBot, desk: Desk, dialog: TagDialog) -> None:
    assert entries(dialog) == ["family (3)", "our <b>wedding</b> (2)", "Winter (1)"]
    assert not dialog.add.isEnabled()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClicks(dialog.field, "  garden  party ")
    assert entries(dialog) == ["A new tag"]
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)  # there is nothing to go to
    assert dialog.focusWidget() is dialog.field
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.tagged("garden party") == set(desk.ids[2:]), timeout=TIMEOUT)


def test_a_tag_in_use_is_chosen(qtbot: QtBot, desk: Desk, dialog: TagDialog) -> None:
    QTest.keyClicks(dialog.field, "w")
    assert entries(dialog) == ["Winter (1)", "our <b>wedding</b> (2)"]
    QTest.keyClick(dialog.field, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.tagged("our <b>wedding</b>") == set(desk.ids), timeout=TIMEOUT)


def test_nothing_happens_without_photos_or_a_choice(qtbot: QtBot, desk: Desk, dialog: TagDialog) -> None:
    QTest.keyClicks(dialog.field, "never")
    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.window.findChild(TagDialog) is None, timeout=TIMEOUT)
    desk.actions.ask_tag([])
    assert desk.window.findChild(TagDialog) is None
    assert desk.tagged("never") == set()
    assert desk.actions.marks.quiet
