"""What the library says of photos that are already on the screen is shown at once, and nothing else flashes by."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from photorag.qt.main_window import MainWindow
from tests.qt.conftest import TIMEOUT, item, settled


def test_the_first_start_never_says_that_photos_are_read(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.page.stack.currentWidget() is window.page.empty, timeout=TIMEOUT)
    settled(qtbot, window)
    assert window.page.sentence.title.text() == ""


def test_a_mark_is_looked_up_where_only_the_grid_shows_the_photo(qtbot: QtBot, filled: MainWindow) -> None:
    filled.page.show_panel(False)
    photo = item(qtbot, filled, "red.jpg")
    with qtbot.waitSignal(filled.photos.items_arrived, timeout=TIMEOUT):
        filled.actions_on_photos.set_favourite([photo.id], True)
    marked = filled.photos.item_by_id(photo.id)
    assert marked is not None and marked.favourite


def test_photos_in_view_go_offline_with_their_folder(qtbot: QtBot, filled: MainWindow, colours: Path) -> None:
    photo = item(qtbot, filled, "red.jpg")
    assert not photo.offline
    colours.rename(colours.with_name("unplugged"))
    filled.runs.start(None, asked=True)

    def offline() -> None:
        known = filled.photos._items[photo.id]  # not asked for here: the grid is to do that
        assert known.offline

    qtbot.waitUntil(offline, timeout=TIMEOUT)
