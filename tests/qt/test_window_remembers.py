"""What the window remembers from one start to the next, and that nothing in its file can keep it from opening."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Place
from photorag.core.paths import Home
from photorag.qt.main_window import MainWindow
from photorag.qt.theme import Theme
from tests.qt.conftest import LEFT, add, close, settled

SMALL = QSize(780, 520)  # the screen of these tests is 800 pixels wide


def test_the_size_of_the_photos(qtbot: QtBot, filled: MainWindow, make_window: Callable[[], MainWindow]) -> None:
    grid, slider = filled.page.grid, filled.page.slider.slider
    slider.setValue(300)
    assert grid.row_height == 300
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    height = grid.row_height
    assert slider.value() == height < 300
    close(qtbot, filled)
    again = make_window()
    assert again.page.grid.row_height == again.page.slider.slider.value() == height


@pytest.mark.parametrize("shown", [True, False])
def test_the_right_column_and_its_tab(
    qtbot: QtBot, filled: MainWindow, make_window: Callable[[], MainWindow], shown: bool
) -> None:
    filled.page.panel.tab = "similar"
    if not shown:
        QTest.mouseClick(filled.page.panel_button, LEFT)
    close(qtbot, filled)
    again = make_window()
    settled(qtbot, again)
    assert again.page.panel.isVisible() is shown
    assert again.page.panel_button.isChecked() is shown
    assert again.page.panel.tab == "similar"


def test_the_columns(qtbot: QtBot, filled: MainWindow, make_window: Callable[[], MainWindow]) -> None:
    filled.page.columns.setSizes([300, 740, 400])
    wide = filled.page.columns.sizes()
    assert wide[0] == 300
    close(qtbot, filled)
    again = make_window()
    settled(qtbot, again)
    assert again.page.columns.sizes() == wide


def test_the_window_s_size(
    qtbot: QtBot, window: MainWindow, make_window: Callable[..., MainWindow], colours: Path
) -> None:
    window.resize(SMALL)
    add(qtbot, window, colours)
    close(qtbot, window)
    again = make_window(size=None)
    assert again.size() == SMALL


def test_the_appearance(
    qtbot: QtBot, filled: MainWindow, make_window: Callable[[], MainWindow], theme: Theme,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    request.addfinalizer(lambda: theme.set_appearance("system"))
    menu = next(action.menu() for action in filled.menu.actions() if action.text() == "Appearance")
    entries = {action.text(): action for action in menu.actions()}  # type: ignore[attr-defined]
    entries["Dark"].trigger()
    dark = filled.palette().window().color()
    entries["Light"].trigger()
    assert dark.lightness() < filled.palette().window().color().lightness()
    entries["Dark"].trigger()
    close(qtbot, filled)
    assert make_window().state.appearance == "dark"


NONSENSE = (
    b"\x00\xff\xfe not an ini file \x00",
    b"[window]\ngeometry=AAAA\nleft_width=-40\nright_width=many\nright_open=perhaps\nright_tab=7\nrow_height=1e9\n"
    b"appearance=plaid\nplace=folder:nowhere\nrecent_searches={\nbackground=@Variant(\\0)\nfilm_strip=\n",
)


@pytest.mark.parametrize("content", NONSENSE)
def test_a_damaged_file_is_survived(
    qtbot: QtBot, own_home: Home, make_window: Callable[[], MainWindow], colours: Path, content: bytes
) -> None:
    own_home.folder.mkdir()
    (own_home.folder / "window.ini").write_bytes(content)
    window = make_window()
    add(qtbot, window, colours)
    assert window.gallery.place == Place()
    assert window.page.panel.tab == "details"
    assert 120 <= window.page.grid.row_height <= 400
    assert min(window.page.columns.sizes()) >= 180
    close(qtbot, window)
    again = make_window()
    settled(qtbot, again)
    assert again.photos.rowCount() == 4
