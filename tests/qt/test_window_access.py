"""Without mouse or eyes: every control has a name, and the Tab key leads to all of them and on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photorag.qt.main_window import MainWindow
from tests.qt.conftest import TIMEOUT, Gate, drop, files, searched, select, settled


def controls(window: QWidget) -> list[QWidget]:
    """Everything the keyboard or a click can go to."""
    found = window.findChildren(QWidget)
    return [each for each in found if each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus]


def nameless(window: QWidget) -> list[QWidget]:
    def name(widget: QWidget) -> str:
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken is None:
            return ""
        return str(spoken.text(QAccessible.Text.Name) or spoken.text(QAccessible.Text.Value))

    return [each for each in controls(window) if not name(each).strip()]


def way(qtbot: QtBot, start: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """Where the key leads from ``start`` on, until it is there again."""
    start.window().activateWindow()
    start.setFocus()
    qtbot.waitUntil(start.hasFocus, timeout=TIMEOUT)
    seen: list[QWidget] = []
    for _ in range(100):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(focused, key)
    assert QApplication.focusWidget() is start, f"it ends at {QApplication.focusWidget()}"
    return seen


def in_order(seen: Sequence[QWidget], *wanted: QWidget) -> None:
    """These come in this order; others may come between."""
    places = [seen.index(each) for each in wanted]
    assert places == sorted(places), [(each.objectName(), each.accessibleName()) for each in seen]


def test_names_at_the_first_start(qtbot: QtBot, window: MainWindow) -> None:
    settled(qtbot, window)
    qtbot.waitUntil(window.page.empty.isVisible, timeout=TIMEOUT)
    assert controls(window)
    assert nameless(window) == []


@pytest.mark.parametrize("tab", ["details", "similar"])
def test_names_while_browsing(qtbot: QtBot, filled: MainWindow, tab: str) -> None:
    filled.page.panel.tab = tab
    assert nameless(filled) == []
    ids = select(qtbot, filled, "red.jpg")
    filled.actions_on_photos.add_tag(ids, "sea")
    page = filled.page.panel.similar.grid if tab == "similar" else filled.page.panel.details.view.heart
    qtbot.waitUntil(page.isVisible, timeout=TIMEOUT)
    assert nameless(filled) == []


def test_names_while_searching(qtbot: QtBot, filled: MainWindow, colours: Path) -> None:
    filled.state.remember_search("red")
    filled.page.field.set_recent(filled.state.recent_searches)
    searched(qtbot, filled, lambda: drop(filled, files(colours / "red.jpg")))
    select(qtbot, filled, "blue.jpg")
    filled.notice.say("Something went wrong.")
    assert filled.page.field.chips[0].remove_button in controls(filled)
    assert nameless(filled) == []


def test_names_while_reading(qtbot: QtBot, window: MainWindow, paint: Callable[..., Path], picture_gate: Gate) -> None:
    window.add_folders([paint("red.png", "red").parent])
    qtbot.waitUntil(picture_gate.reached.is_set, timeout=TIMEOUT)
    qtbot.waitUntil(window.page.sidebar.card.isVisible, timeout=TIMEOUT)
    assert window.page.sidebar.card.pause in controls(window)
    assert nameless(window) == []
    picture_gate.open()
    settled(qtbot, window)


def test_names_in_the_viewer(qtbot: QtBot, filled: MainWindow) -> None:
    filled.open_photo(filled.photos.id_at(1))
    filled.viewer.show_info(True)
    qtbot.waitUntil(lambda: filled.viewer.sharp, timeout=TIMEOUT)
    assert nameless(filled) == []


def test_names_of_models(qtbot: QtBot, filled: MainWindow) -> None:
    filled.show_models()
    qtbot.waitUntil(lambda: bool(filled.models_page.rows), timeout=TIMEOUT)
    assert nameless(filled) == []


@pytest.mark.parametrize("tab", ["details", "similar"])
def test_tab_goes_round_the_columns(qtbot: QtBot, filled: MainWindow, tab: str) -> None:
    page = filled.page
    page.panel.tab = tab
    select(qtbot, filled, "red.jpg")
    parts: list[QWidget] = (
        [page.panel.details.view.heart, page.panel.details.view.tags.add_button]
        if tab == "details"
        else [page.panel.similar.grid, page.panel.similar.search_like, page.panel.similar.add_words]
    )
    qtbot.waitUntil(lambda: all(each.isVisible() for each in parts), timeout=TIMEOUT)
    seen = way(qtbot, page.field.words)
    in_order(
        seen, page.field.words, page.slider.slider, page.panel_button, page.grid, page.panel.tabs, *parts,
        page.sidebar.menu_button, page.sidebar.all, page.sidebar.folders, page.sidebar.add,
    )  # fmt: skip
    back = way(qtbot, page.field.words, Qt.Key.Key_Backtab)
    assert back[1:] == list(reversed(seen[1:]))
    assert all(each.isVisible() for each in seen)


def test_tab_passes_through_the_chips(qtbot: QtBot, filled: MainWindow, colours: Path) -> None:
    field = filled.page.field
    searched(qtbot, filled, lambda: drop(filled, files(colours / "red.jpg")))
    in_order(way(qtbot, field.words), field.words, field.chips[0].remove_button, filled.page.grid)


def test_tab_with_the_right_column_closed(qtbot: QtBot, filled: MainWindow) -> None:
    filled.page.show_panel(False)
    seen = way(qtbot, filled.page.field.words)
    in_order(seen, filled.page.grid, filled.page.sidebar.menu_button, filled.page.sidebar.all)
    assert not any(filled.page.panel.isAncestorOf(each) for each in seen)


def test_tab_at_the_first_start(qtbot: QtBot, window: MainWindow) -> None:
    settled(qtbot, window)
    empty = window.page.empty
    qtbot.waitUntil(empty.isVisible, timeout=TIMEOUT)
    in_order(way(qtbot, empty.choose), empty.choose, window.page.sidebar.menu_button, window.page.sidebar.add)


def test_tab_in_the_viewer(qtbot: QtBot, filled: MainWindow) -> None:
    filled.open_photo(filled.photos.id_at(1))
    seen = way(qtbot, filled.viewer)
    bar = filled.viewer.bar
    in_order(seen, filled.viewer, bar.back, bar.favourite, bar.similar, bar.info, bar.more)
    assert all(filled.viewer is each or filled.viewer.isAncestorOf(each) for each in seen)


def test_tab_among_models(qtbot: QtBot, filled: MainWindow) -> None:
    filled.show_models()
    page = filled.models_page
    qtbot.waitUntil(lambda: bool(page.rows), timeout=TIMEOUT)
    in_order(way(qtbot, page.back), page.back, page.any_model, page.from_folder)
