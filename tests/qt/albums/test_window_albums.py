"""Albums in the whole window: made, filled by dragging, shown, left, remembered; saved searches run and updated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Place, PlaceKind, SavedSearch
from photorag.library import Library
from photorag.qt.albums.name_dialog import NameDialog
from photorag.qt.main_window import MainWindow
from tests.qt.albums.conftest import drop_photos
from tests.qt.conftest import LEFT, TIMEOUT, choose, close, collected, item, menu_of, names, searched, select, settled


def ask(qtbot: QtBot, window: MainWindow, work: Callable[[Library], int]) -> None:
    """Changes the library as another part of the program would."""
    with qtbot.waitSignal(window.page.sidebar.albums.list.model().modelReset, timeout=TIMEOUT):
        window.bridge.call(work, _done)


def _done(future: Future[int]) -> None:
    future.result()


def row(window: MainWindow, name: str) -> QModelIndex:
    model = window.page.sidebar.albums.list.model()
    return next(model.index(each, 0) for each in range(model.rowCount()) if model.index(each, 0).data() == name)


def click(window: MainWindow, name: str) -> None:
    albums = window.page.sidebar.albums.list
    QTest.mouseClick(albums.viewport(), LEFT, pos=albums.visualRect(row(window, name)).center())


def shows(qtbot: QtBot, window: MainWindow, wanted: Sequence[str]) -> None:
    qtbot.waitUntil(lambda: sorted(names(window, qtbot)) == sorted(wanted), timeout=TIMEOUT)


def marked(window: MainWindow) -> list[str]:
    return [index.data() for index in window.page.sidebar.albums.list.selectionModel().selectedIndexes()]


def test_an_album_from_its_making_to_its_end(qtbot: QtBot, filled: MainWindow) -> None:
    QTest.mouseClick(filled.page.sidebar.albums.first, LEFT)
    dialog = filled.findChild(NameDialog)
    assert dialog is not None
    dialog.field.setText("Trip")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: marked(filled) == ["Trip"], timeout=TIMEOUT)
    qtbot.waitUntil(filled.page.sentence.isVisible, timeout=TIMEOUT)
    assert filled.page.sentence.title.text() == "This album is empty"
    filled.go_to(Place())
    shows(qtbot, filled, ["red.jpg", "green.jpg", "blue.jpg", "yellow.jpg"])
    ids = select(qtbot, filled, "red.jpg", "blue.jpg")
    albums = filled.page.sidebar.albums.list
    assert drop_photos(albums.viewport(), albums.visualRect(row(filled, "Trip")).center(), *ids)
    qtbot.waitUntil(lambda: "2 photos added to “Trip”." in filled.notice.label.text(), timeout=TIMEOUT)
    click(filled, "Trip")
    shows(qtbot, filled, ["red.jpg", "blue.jpg"])
    select(qtbot, filled, "red.jpg")
    choose(menu_of(qtbot, filled, "red.jpg"), "Remove from “Trip”")
    shows(qtbot, filled, ["blue.jpg"])
    albums.setFocus()
    albums.setCurrentIndex(row(filled, "Trip"))
    QTest.keyClick(albums, Qt.Key.Key_Delete)
    shows(qtbot, filled, ["red.jpg", "green.jpg", "blue.jpg", "yellow.jpg"])  # the album was where the person is
    assert filled.gallery.place == Place()


def test_an_album_is_remembered_as_the_place(
    qtbot: QtBot, filled: MainWindow, make_window: Callable[[], MainWindow]
) -> None:
    ids = filled.photos.ids_at(range(1))
    ask(qtbot, filled, lambda library: library.albums.create("Trip", ids))
    click(filled, "Trip")
    qtbot.waitUntil(lambda: filled.photos.rowCount() == 1, timeout=TIMEOUT)
    filled.page.sidebar.albums.heading.click()
    close(qtbot, filled)
    again = make_window()
    settled(qtbot, again)
    qtbot.waitUntil(lambda: marked(again) == ["Trip"], timeout=TIMEOUT)
    assert again.photos.rowCount() == 1
    assert again.gallery.place.kind is PlaceKind.ALBUM
    assert again.page.sidebar.albums.is_folded


def test_a_search_is_saved_run_and_updated(qtbot: QtBot, filled: MainWindow) -> None:
    page = filled.page
    searched(qtbot, filled, lambda: page.field.words.setText("red"))
    qtbot.waitUntil(page.save_button.isVisible, timeout=TIMEOUT)
    QTest.mouseClick(page.save_button, LEFT)
    dialog = filled.findChild(NameDialog)
    assert dialog is not None
    assert dialog.field.text() == "Red"
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.save_button.accessibleName().startswith("Saved as “Red”"), timeout=TIMEOUT)
    filled.go_to(Place())
    qtbot.waitUntil(lambda: not filled.gallery.searching, timeout=TIMEOUT)
    assert not page.save_button.isVisible()
    results = searched(qtbot, filled, lambda: click(filled, "Red"))
    assert [words.text for words in results.query.words] == ["red"]
    assert page.field.words.text() == "red"
    assert marked(filled) == ["Red"]
    searched(qtbot, filled, lambda: page.field.words.setText("red sky"))
    assert marked(filled) == ["Red"]  # changed, and still the way back to it
    choose(page.sidebar.albums.list.menu(row(filled, "Red")), "Update with the present search")
    qtbot.waitUntil(lambda: "“Red” was brought up to date." in filled.notice.label.text(), timeout=TIMEOUT)
    page.field.clear()
    qtbot.waitUntil(lambda: marked(filled) == [], timeout=TIMEOUT)
    results = searched(qtbot, filled, lambda: click(filled, "Red"))
    assert [words.text for words in results.query.words] == ["red sky"]


def test_a_saved_search_has_its_photos(qtbot: QtBot, filled: MainWindow) -> None:
    (first,) = filled.photos.ids_at(range(1))
    ask(qtbot, filled, lambda library: library.albums.save_search("Like this", "", [first], [first]))
    results = searched(qtbot, filled, lambda: click(filled, "Like this"))
    assert [each.item for each in results.query.pictures] == [first]
    saved = filled.actions_on_photos.albums.searches[0]
    assert saved == SavedSearch(saved.id, "Like this", "", (first,), (first,))
    assert results.query.like == (first,)


def test_what_a_saved_search_calls_right_and_wrong_counts_whatever_was_searched_for_before(
    qtbot: QtBot, filled: MainWindow
) -> None:
    names(filled, qtbot)
    red, green = (item(qtbot, filled, name).id for name in ("red.jpg", "green.jpg"))
    ask(qtbot, filled, lambda library: library.albums.save_search("Judged", "red or blue", [], [red], [green]))
    searched(qtbot, filled, lambda: filled.page.field.words.setText("yellow"))
    filled.session.set_feedback((green,), ())
    found = collected(filled.session.found)
    searched(qtbot, filled, lambda: click(filled, "Judged"))
    assert [(each.query.like, each.query.unlike) for each in found] == [((red,), (green,))]
    assert filled.page.filter_row.judged.label == "1 like this, 1 not this"
    assert filled.page.save_button.accessibleName().startswith("Saved as “Judged”")
    filled.go_to(Place())
    assert not filled.page.filter_row.judged.isVisible()
