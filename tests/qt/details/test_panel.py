from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photorag.core.cancel import CancelToken
from photorag.core.errors import UnreadablePicture
from photorag.core.query import Query, Results
from photorag.qt.bridge import LibraryBridge
from photorag.qt.details.panel import NARROWEST
from tests.qt.details.conftest import TIMEOUT, Shown


def emitted(signal: object) -> list[tuple[object, ...]]:
    """The arguments of each emission."""
    seen: list[tuple[object, ...]] = []
    signal.connect(lambda *arguments: seen.append(arguments))  # type: ignore[attr-defined]
    return seen


def wait_for_name(qtbot: QtBot, shown: Shown, name: str) -> None:
    qtbot.waitUntil(lambda: name in shown.panel.details.view.table.file.text, timeout=TIMEOUT)


def counted(monkeypatch: pytest.MonkeyPatch, bridge: LibraryBridge, method: str) -> list[tuple[object, ...]]:
    """The arguments of each call, which goes on as before."""
    calls: list[tuple[object, ...]] = []
    real = getattr(bridge, method)

    def call(*given: object) -> None:
        calls.append(given)
        real(*given)

    monkeypatch.setattr(bridge, method, call)
    return calls


def settle(shown: Shown) -> None:
    """Nothing in the panel is waiting to be done later."""
    QApplication.processEvents()
    assert not [timer for timer in shown.panel.findChildren(QTimer) if timer.isActive()]


def similar(qtbot: QtBot, shown: Shown, name: str) -> list[str]:
    """Selects a photo and waits for those like it."""
    shown.panel.tab = "similar"
    shown.select(name)
    grid = shown.panel.similar.grid
    own = shown.id(name)
    qtbot.waitUntil(
        lambda: bool(grid.hits) and not grid.faded and own not in {hit.item for hit in grid.hits}, timeout=TIMEOUT
    )
    return [hit.title for hit in grid.hits]


# -- details


def test_one_photo(qtbot: QtBot, shown: Shown) -> None:
    view = shown.panel.details.view
    assert "Select a photo" in view.empty.text
    shown.select("red.jpg")
    wait_for_name(qtbot, shown, "red.jpg")
    assert not view.empty.isVisible()
    assert "80 × 60" in view.table.file.text.replace("\u00a0", " ")
    assert view.table.folder.text() == str(shown.items["red.jpg"].path.parent)
    assert "(the file's date)" in view.table.taken.text
    qtbot.waitUntil(lambda: view.preview.has_picture, timeout=TIMEOUT)
    shown.select()
    assert view.empty.isVisible()
    assert not view.preview.isVisible()


def test_the_current_photo_counts_without_a_selection(qtbot: QtBot, shown: Shown) -> None:
    shown.panel.show_selection([], shown.id("blue.jpg"))
    wait_for_name(qtbot, shown, "blue.jpg")


def test_camera_and_exposure_appear_when_they_are_known(
    qtbot: QtBot, show_panel: Callable[[Path], Shown], paint: Callable[..., Path]
) -> None:
    path = paint("shot.jpg", "red")
    exif = Image.Exif()
    exif[0x0110] = "D750"
    exif.get_ifd(0x8769)[0x8827] = 400
    with Image.open(path) as image:
        image.save(path, exif=exif)
    shown = show_panel(path.parent)
    shown.select("shot.jpg")
    table = shown.panel.details.view.table
    qtbot.waitUntil(lambda: table.camera.text == "D750", timeout=TIMEOUT)
    assert table.exposure.text == "ISO\u00a0400"


def test_the_previews_place_is_kept_before_its_picture_is_there(qtbot: QtBot, shown: Shown) -> None:
    shown.select("tall.jpg")
    wait_for_name(qtbot, shown, "tall.jpg")
    preview = shown.panel.details.view.preview
    before = preview.height()
    assert preview.height() == preview.heightForWidth(preview.width()) > 200
    qtbot.waitUntil(lambda: preview.has_picture, timeout=TIMEOUT)
    QApplication.processEvents()
    assert preview.height() == before
    rect = preview.picture_rect()
    assert rect.width() / rect.height() == pytest.approx(60 / 80, abs=0.01)


def test_the_heart_follows_the_library(qtbot: QtBot, shown: Shown) -> None:
    heart = shown.panel.details.view.heart
    wanted = emitted(shown.panel.favourite_wanted)
    shown.select("red.jpg")
    wait_for_name(qtbot, shown, "red.jpg")
    QTest.mouseClick(heart, Qt.MouseButton.LeftButton)
    assert wanted == [((shown.id("red.jpg"),), True)]
    assert heart.isChecked()
    shown.panel.refresh()  # nobody has done it
    qtbot.waitUntil(lambda: not heart.isChecked(), timeout=TIMEOUT)
    shown.library.set_favourite([shown.id("red.jpg")], True)
    qtbot.waitUntil(heart.isChecked, timeout=TIMEOUT)
    assert heart.accessibleName() == "Remove from favourites"


def test_tags_follow_the_library(qtbot: QtBot, shown: Shown) -> None:
    view = shown.panel.details.view
    added, removed = emitted(shown.panel.tag_add_wanted), emitted(shown.panel.tag_remove_wanted)
    shown.library.add_tag([shown.id("blue.jpg")], "beach")
    shown.select("red.jpg")
    wait_for_name(qtbot, shown, "red.jpg")
    QTest.mouseClick(view.tags.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.tags.field.completer().model().rowCount() == 1, timeout=TIMEOUT)
    QTest.keyClicks(view.tags.field, "dog,")
    assert added == [((shown.id("red.jpg"),), "dog")]
    shown.library.add_tag([shown.id("red.jpg")], "a <b>bold</b> tag")
    qtbot.waitUntil(lambda: view.tags.tags == ("a <b>bold</b> tag",), timeout=TIMEOUT)
    QTest.mouseClick(view.tags.chips[0].remove, Qt.MouseButton.LeftButton)
    assert removed == [((shown.id("red.jpg"),), "a <b>bold</b> tag")]


def test_marks_are_for_the_photo_that_is_seen(qtbot: QtBot, shown: Shown) -> None:
    """Another photo is selected, but its row has not come yet."""
    wanted = emitted(shown.panel.favourite_wanted)
    shown.select("red.jpg")
    wait_for_name(qtbot, shown, "red.jpg")
    shown.select("blue.jpg")
    assert "red.jpg" in shown.panel.details.view.table.file.text
    QTest.mouseClick(shown.panel.details.view.heart, Qt.MouseButton.LeftButton)
    assert wanted == [((shown.id("red.jpg"),), True)]


def test_many_photos(qtbot: QtBot, shown: Shown) -> None:
    view = shown.panel.details.view
    shown.library.add_tag([shown.id("red.jpg"), shown.id("blue.jpg")], "trip")
    shown.library.add_tag([shown.id("red.jpg")], "dog")
    shown.library.set_favourite([shown.id("red.jpg")], True)
    shown.select("red.jpg", "blue.jpg")
    qtbot.waitUntil(lambda: view.tags.tags == ("trip", "dog"), timeout=TIMEOUT)
    assert view.title.text() == "2 photos"
    assert "bytes" in view.about.text or "kB" in view.about.text
    assert [chip.property("partial") for chip in view.tags.chips] == [False, True]
    assert not view.heart.isChecked()
    qtbot.waitUntil(lambda: view.stack.shown == (shown.id("red.jpg"), shown.id("blue.jpg")), timeout=TIMEOUT)
    wanted = emitted(shown.panel.favourite_wanted)
    QTest.mouseClick(view.heart, Qt.MouseButton.LeftButton)
    assert wanted == [((shown.id("red.jpg"), shown.id("blue.jpg")), True)]
    shown.library.set_favourite([shown.id("blue.jpg")], True)
    shown.library.remove_tag([shown.id("red.jpg")], "dog")
    qtbot.waitUntil(lambda: view.tags.tags == ("trip",), timeout=TIMEOUT)
    assert view.heart.isChecked()


def test_why_is_told_for_the_photo_it_belongs_to(qtbot: QtBot, shown: Shown) -> None:
    hits = {hit.title: hit for hit in shown.library.search("red").hits}
    why = shown.panel.details.view.why
    shown.select("red.jpg")
    shown.panel.show_hit(hits["red.jpg"])
    qtbot.waitUntil(why.isVisible, timeout=TIMEOUT)
    shown.panel.show_hit(hits["blue.jpg"])
    assert not why.isVisible()
    shown.select("blue.jpg")
    qtbot.waitUntil(why.isVisible, timeout=TIMEOUT)
    shown.panel.show_hit(None)
    assert not why.isVisible()


def test_a_photo_that_has_gone(qtbot: QtBot, shown: Shown) -> None:
    shown.select("red.jpg")
    wait_for_name(qtbot, shown, "red.jpg")
    shown.items["red.jpg"].path.unlink()
    shown.library.index()
    view = shown.panel.details.view
    qtbot.waitUntil(lambda: "no longer" in view.empty.text, timeout=TIMEOUT)
    assert not view.table.isVisible()


def test_the_folder_is_a_link(qtbot: QtBot, shown: Shown) -> None:
    wanted = emitted(shown.panel.folder_wanted)
    shown.select("red.jpg")
    wait_for_name(qtbot, shown, "red.jpg")
    folder = shown.panel.details.view.table.folder
    folder.setFocus()
    QTest.keyClick(folder, Qt.Key.Key_Space)
    assert wanted == [(shown.id("red.jpg"),)]
    assert "photos" in folder.toolTip()


def test_nothing_is_asked_while_the_panel_is_hidden(
    qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads, searches = counted(monkeypatch, shown.bridge, "read"), counted(monkeypatch, shown.bridge, "search")
    shown.panel.hide()
    for tab in ("details", "similar"):
        shown.panel.tab = tab
        shown.select("red.jpg")
        shown.select("red.jpg", "blue.jpg")
        with qtbot.waitSignal(shown.bridge.marks_changed, timeout=TIMEOUT):
            shown.library.set_favourite([shown.id("red.jpg")], tab == "details")
        settle(shown)
    assert reads == searches == []
    shown.panel.tab = "details"
    shown.select("red.jpg")
    shown.panel.show()
    wait_for_name(qtbot, shown, "red.jpg")


def test_nothing_is_cut_off_when_it_is_narrow(
    qtbot: QtBot, show_panel: Callable[[Path], Shown], paint: Callable[..., Path]
) -> None:
    name = "IMG_" + "x" * 120 + ".jpg"
    shown = show_panel(paint("a folder with a rather long name/" + name, "red").parent)
    shown.library.add_tag([shown.id(name)], "y" * 90)
    shown.panel.resize(NARROWEST, 800)
    shown.select(name)
    wait_for_name(qtbot, shown, name)
    view = shown.panel.details.view
    qtbot.waitUntil(lambda: len(view.tags.chips) == 1, timeout=TIMEOUT)
    QApplication.processEvents()
    contents = view.column.parentWidget()
    assert contents is not None
    inside = contents.width()
    assert inside <= NARROWEST
    for widget in (view.table, view.table.file, view.table.folder, view.tags.chips[0], view.preview):
        right = widget.mapTo(contents, QPoint(widget.width(), 0)).x()
        assert right <= inside, widget
    assert view.table.file.height() >= view.table.file.heightForWidth(view.table.file.width())


# -- similar


def test_similar_photos(qtbot: QtBot, shown: Shown) -> None:
    assert similar(qtbot, shown, "red.jpg")[0] == "crimson.jpg"
    tab = shown.panel.similar
    assert tab.about.text.startswith("red.jpg · ")
    assert tab.count.text() == "4 photos"
    assert similar(qtbot, shown, "crimson.jpg")[0] == "red.jpg"


def test_searches_only_while_visible(qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    searched = counted(monkeypatch, shown.bridge, "search")
    shown.select("red.jpg")
    wait_for_name(qtbot, shown, "red.jpg")
    settle(shown)
    assert searched == []
    shown.panel.tab = "similar"
    qtbot.waitUntil(lambda: bool(shown.panel.similar.grid.hits), timeout=TIMEOUT)
    shown.panel.tab = "details"
    shown.panel.tab = "similar"
    settle(shown)
    assert len(searched) == 1  # what was found is still right


def test_a_run_of_photos_asks_once_and_old_ones_stay_dimmed(
    qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = similar(qtbot, shown, "red.jpg")
    asked: list[Query] = []
    tokens: list[CancelToken] = []
    real = shown.bridge.search

    def search(query: Query, limit: int, cancel: CancelToken, handler: Callable[..., None]) -> None:
        asked.append(query)
        tokens.append(cancel)
        real(query, limit, cancel, handler)

    monkeypatch.setattr(shown.bridge, "search", search)
    for name in ("blue.jpg", "green.jpg", "tall.jpg"):
        shown.select(name)
    grid = shown.panel.similar.grid
    assert grid.faded
    assert [hit.title for hit in grid.hits] == first
    qtbot.waitUntil(lambda: not grid.faded, timeout=TIMEOUT)
    assert [query.pictures[0].item for query in asked] == [shown.id("tall.jpg")]
    shown.select("red.jpg")
    qtbot.waitUntil(lambda: len(tokens) == 2, timeout=TIMEOUT)
    shown.panel.tab = "details"
    assert tokens[1].cancelled


def test_click_selects_and_double_click_opens_the_same_photo(qtbot: QtBot, shown: Shown) -> None:
    similar(qtbot, shown, "red.jpg")
    selected, opened = emitted(shown.panel.select_wanted), emitted(shown.panel.open_wanted)
    # The window follows a click by selecting the photo in the big grid.
    shown.panel.select_wanted.connect(lambda item_id: shown.panel.show_selection([item_id], item_id))
    grid = shown.panel.similar.grid
    where = grid.visualRect(grid.model().index(1, 0)).center()
    second = grid.hits[1].item
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert selected == [(second,)]
    assert not grid.faded
    QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened == [(second,)]
    qtbot.waitUntil(lambda: second not in {hit.item for hit in grid.hits}, timeout=TIMEOUT)


def test_keys_in_the_similar_photos(qtbot: QtBot, shown: Shown) -> None:
    similar(qtbot, shown, "red.jpg")
    grid = shown.panel.similar.grid
    opened, menus = emitted(shown.panel.open_wanted), emitted(shown.panel.menu_wanted)
    grid.setFocus()
    grid.setCurrentIndex(grid.model().index(0, 0))
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.currentIndex().row() == 1
    QTest.keyClick(grid, Qt.Key.Key_Left)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.currentIndex().row() == 3  # three in a row
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert opened == [(grid.hits[3].item,)]
    QApplication.sendEvent(
        grid.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    )
    assert [arguments[0] for arguments in menus] == [grid.hits[3].item]


def test_arrow_keys_scroll_to_the_photo_they_reach(qtbot: QtBot, shown: Shown) -> None:
    shown.panel.resize(NARROWEST, 400)
    similar(qtbot, shown, "red.jpg")
    QApplication.processEvents()
    grid = shown.panel.similar.grid
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_End)
    QApplication.processEvents()
    last = grid.visualRect(grid.model().index(3, 0))
    assert grid.visibleRegion().contains(last)


def test_three_columns_at_any_width(qtbot: QtBot, shown: Shown) -> None:
    similar(qtbot, shown, "red.jpg")
    grid = shown.panel.similar.grid
    for width in range(NARROWEST, NARROWEST + 8):
        shown.panel.resize(width, 800)
        QApplication.processEvents()
        rows = [grid.visualRect(grid.model().index(row, 0)).y() for row in range(4)]
        assert rows[0] == rows[1] == rows[2] < rows[3]
        assert grid.height() == grid.heightForWidth(grid.width())


def test_searching_on_from_here(qtbot: QtBot, shown: Shown) -> None:
    similar(qtbot, shown, "red.jpg")
    like, words = emitted(shown.panel.search_like_wanted), emitted(shown.panel.add_words_wanted)
    QTest.mouseClick(shown.panel.similar.search_like, Qt.MouseButton.LeftButton)
    QTest.mouseClick(shown.panel.similar.add_words, Qt.MouseButton.LeftButton)
    assert like == words == [(shown.id("red.jpg"),)]


def test_an_error_is_a_quiet_sentence(qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    similar(qtbot, shown, "red.jpg")

    def fail(*_: object) -> Results:
        raise UnreadablePicture("That photo can't be searched by.")

    with monkeypatch.context() as broken:
        broken.setattr("photorag.search.engine.SearchEngine.search", fail)
        shown.select("blue.jpg")
        message = shown.panel.similar.message
        qtbot.waitUntil(message.isVisible, timeout=TIMEOUT)
        assert message.text == "That photo can't be searched by."
        assert not shown.panel.similar.grid.isVisible()
    assert similar(qtbot, shown, "green.jpg")
    assert not message.isVisible()


def test_a_library_of_one(qtbot: QtBot, show_panel: Callable[[Path], Shown], paint: Callable[..., Path]) -> None:
    shown = show_panel(paint("alone.jpg", "red").parent)
    shown.panel.tab = "similar"
    shown.select("alone.jpg")
    tab = shown.panel.similar
    qtbot.waitUntil(lambda: "No other photo" in tab.message.text and tab.message.isVisible(), timeout=TIMEOUT)
    shown.select()
    assert "Select a photo" in tab.message.text
    assert not tab.buttons.isVisible()


# -- the panel


def test_the_tab_key_goes_through_the_details_in_order(qtbot: QtBot, shown: Shown) -> None:
    shown.library.add_tag([shown.id("red.jpg")], "dog")
    shown.library.add_tag([shown.id("red.jpg")], "sea")
    shown.select("red.jpg")
    view = shown.panel.details.view
    qtbot.waitUntil(lambda: len(view.tags.chips) == 2, timeout=TIMEOUT)
    shown.panel.activateWindow()
    shown.panel.tabs.setFocus()
    qtbot.waitUntil(shown.panel.tabs.hasFocus)
    crosses = [chip.remove for chip in view.tags.chips]
    for expected in (view.heart, view.table.folder, *crosses, view.tags.add_button):
        QTest.keyClick(shown.panel.focusWidget(), Qt.Key.Key_Tab)
        assert shown.panel.focusWidget() is expected


def test_tabs_by_keyboard_and_by_name(qtbot: QtBot, shown: Shown) -> None:
    shown.panel.tabs.setFocus()
    QTest.keyClick(shown.panel.tabs, Qt.Key.Key_Right)
    assert shown.panel.tab == "similar"
    assert shown.panel.similar.isVisible()
    assert not shown.panel.details.isVisible()
    shown.panel.tab = "details"
    shown.panel.tab = "no such tab"
    assert shown.panel.tab == "details"
    assert shown.panel.details.isVisible()
