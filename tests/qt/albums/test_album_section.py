"""The albums' rows: what is marked, what clicks, keys, menus and drops ask for, and that updates disturb nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Album, Place, PlaceKind, SavedSearch
from photorag.qt.albums.album_model import AlbumModel
from photorag.qt.albums.album_section import AlbumSection
from photorag.qt.theme import Theme
from tests.qt.albums.conftest import BIRDS, SEA, TRIP, drop_photos, hang
from tests.qt.conftest import TIMEOUT, collected

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def section(qtbot: QtBot, theme: Theme) -> AlbumSection:
    made = AlbumSection(theme)
    qtbot.addWidget(made)
    made.resize(220, 300)
    made.show_entries([BIRDS, TRIP], [SEA])
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow, timeout=TIMEOUT)
    return made


def model(section: AlbumSection) -> AlbumModel:
    found = section.list.model()
    assert isinstance(found, AlbumModel)
    return found


def rows(section: AlbumSection) -> list[Album | SavedSearch]:
    return [model(section).entry(model(section).index(row)) for row in range(model(section).rowCount())]


def row_of(section: AlbumSection, row: int) -> QPoint:
    return section.list.visualRect(model(section).index(row)).center()


def marked(section: AlbumSection) -> list[Album | SavedSearch]:
    return [model(section).entry(index) for index in section.list.selectionModel().selectedIndexes()]


def at(section: AlbumSection, row: int) -> None:
    """Puts the keyboard on a row."""
    section.list.setFocus()
    section.list.setCurrentIndex(model(section).index(row))


def editor(section: AlbumSection) -> QLineEdit:
    (field,) = edited(section)
    return field


def edited(section: AlbumSection) -> list[QLineEdit]:
    return [field for field in section.list.findChildren(QLineEdit) if field.isVisible()]


def entries(section: AlbumSection, row: int) -> dict[str, Callable[[], None]]:
    """What the menu of a row offers."""
    menu = section.list.menu(model(section).index(row))
    return {action.text(): action.trigger for action in menu.actions() if action.text() and action.isEnabled()}


def test_without_albums_only_the_way_to_the_first_is_shown(section: AlbumSection) -> None:
    assert section.list.isVisible()
    assert not section.first.isVisible()
    section.show_entries([], [])
    assert section.first.isVisible()
    assert not (section.heading.isVisible() or section.new.isVisible() or section.list.isVisible())
    wanted = collected(section.new_wanted)
    QTest.mouseClick(section.first, LEFT)
    assert wanted == [()]


def test_albums_come_before_searches_and_say_what_they_are(section: AlbumSection) -> None:
    assert rows(section) == [BIRDS, TRIP, SEA]
    told = [model(section).index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert told == ["Birds, album, 12 photos", "Trip, album, 3 photos", "Sea, saved search"]
    assert section.list.sizeHint().height() == section.list.height()  # nothing of it is cut off


def test_a_click_opens_an_album_or_runs_a_search(section: AlbumSection) -> None:
    places, searches = collected(section.place_wanted), collected(section.search_wanted)
    QTest.mouseClick(section.list.viewport(), LEFT, pos=row_of(section, 1))
    QTest.mouseClick(section.list.viewport(), LEFT, pos=row_of(section, 2))
    assert places == [Place(PlaceKind.ALBUM, album=TRIP.id)]
    assert searches == [SEA]
    assert marked(section) == []  # only `mark` marks


def test_the_keyboard_walks_opens_and_deletes(section: AlbumSection) -> None:
    places, deleted = collected(section.place_wanted), collected(section.delete_wanted)
    at(section, 0)
    QTest.keyClick(section.list, Qt.Key.Key_Down)
    assert places == []
    QTest.keyClick(section.list, Qt.Key.Key_Return)
    QTest.keyClick(section.list, Qt.Key.Key_Delete)
    assert places == [Place(PlaceKind.ALBUM, album=TRIP.id)]
    assert deleted == [TRIP]


def test_an_album_that_is_not_there_yet_is_marked_when_it_comes(section: AlbumSection) -> None:
    section.mark((Album, 3))
    assert marked(section) == []
    new = Album(3, "Cats", 0)
    section.show_entries([BIRDS, new, TRIP], [SEA])
    assert marked(section) == [new]
    section.mark((SavedSearch, SEA.id))
    assert marked(section) == [SEA]
    section.mark(None)
    assert marked(section) == []


def test_updates_keep_the_keyboard_where_it_was(section: AlbumSection) -> None:
    at(section, 1)
    section.show_entries([Album(3, "Ants", 1), BIRDS, TRIP], [SEA])
    assert model(section).entry(section.list.currentIndex()) == TRIP
    section.show_entries([BIRDS], [])
    assert not section.list.currentIndex().isValid()


def test_a_name_is_edited_in_its_row(qtbot: QtBot, section: AlbumSection) -> None:
    renamed: list[tuple[object, str]] = []
    section.rename_wanted.connect(lambda entry, name: renamed.append((entry, name)))
    at(section, 1)
    QTest.keyClick(section.list, Qt.Key.Key_F2)
    field = editor(section)
    assert field.text() == field.selectedText() == "Trip"
    QTest.keyClicks(field, "Portugal ")
    section.show_entries([BIRDS, Album(TRIP.id, "Trip", 99)], [SEA])  # photos are coming in meanwhile
    assert field.text() == "Portugal "
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not edited(section), timeout=TIMEOUT)
    assert renamed == [(Album(TRIP.id, "Trip", 99), "Portugal")]
    assert rows(section)[1].name == "Trip"  # until the library says so


@pytest.mark.parametrize(
    ("typed", "key"), [("", Qt.Key.Key_Return), ("Trip", Qt.Key.Key_Return), ("X", Qt.Key.Key_Escape)]
)
def test_a_name_that_is_none_or_not_meant_changes_nothing(
    qtbot: QtBot, section: AlbumSection, typed: str, key: Qt.Key
) -> None:
    renamed = collected(section.rename_wanted)
    at(section, 1)
    QTest.keyClick(section.list, Qt.Key.Key_F2)
    field = editor(section)
    field.setText(typed)
    QTest.keyClick(field, key)
    qtbot.waitUntil(lambda: not edited(section), timeout=TIMEOUT)
    assert renamed == []


def test_menus_say_what_can_be_done(section: AlbumSection) -> None:
    assert list(entries(section, 0)) == ["Open", "Rename…", "Delete album"]
    assert list(entries(section, 2)) == ["Search", "Rename…", "Delete saved search"]  # nothing is searched for
    section.show_present(SavedSearch(0, "", SEA.text, SEA.pictures))
    assert "Update with the present search" not in entries(section, 2)  # it is the same
    section.show_present(SavedSearch(0, "", "sea at night"))
    updated = collected(section.update_wanted)
    entries(section, 2)["Update with the present search"]()
    assert updated == [SEA]


def test_a_menu_acts_on_its_own_row(section: AlbumSection) -> None:
    places, searches, deleted = (
        collected(signal) for signal in (section.place_wanted, section.search_wanted, section.delete_wanted)
    )
    entries(section, 0)["Open"]()
    entries(section, 2)["Search"]()
    entries(section, 1)["Delete album"]()
    assert (places, searches, deleted) == ([Place(PlaceKind.ALBUM, album=BIRDS.id)], [SEA], [TRIP])
    entries(section, 0)["Rename…"]()
    assert editor(section).text() == "Birds"


def test_the_dots_under_the_mouse_open_the_menu_and_nothing_else(section: AlbumSection) -> None:
    places = collected(section.place_wanted)
    row = section.list.visualRect(model(section).index(0))
    section.list.entered.emit(model(section).index(0))
    QTest.mouseClick(section.list.viewport(), LEFT, pos=QPoint(row.right() - 15, row.center().y()))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    assert places == []


def test_photos_are_dropped_on_albums_and_on_nothing_else(section: AlbumSection) -> None:
    added: list[tuple[Album, Sequence[int]]] = []
    section.add_wanted.connect(lambda album, ids: added.append((album, ids)))
    viewport = section.list.viewport()
    assert drop_photos(viewport, row_of(section, 1), 4, 5)
    assert not drop_photos(viewport, row_of(section, 2), 4)  # a saved search holds what it finds
    foreign = QMimeData()
    foreign.setUrls([QUrl.fromLocalFile("/tmp/a.jpg")])
    assert not hang(viewport, row_of(section, 1), foreign)
    assert added == [(TRIP, (4, 5))]


def test_photos_dropped_where_albums_are_made_go_into_a_new_one(section: AlbumSection) -> None:
    wanted = collected(section.new_wanted)
    assert drop_photos(section.new, QPoint(5, 5), 4, 5)
    section.show_entries([], [])
    assert drop_photos(section.first, QPoint(5, 5), 6)
    assert wanted == [(4, 5), (6,)]


def test_the_heading_folds_the_rows_away(section: AlbumSection) -> None:
    folded = collected(section.folded)
    QTest.mouseClick(section.heading, LEFT)
    assert section.is_folded
    assert not section.list.isVisible()
    assert section.heading.accessibleName() == "Albums, folded away"
    section.show_entries([BIRDS], [])
    assert not section.list.isVisible()
    QTest.mouseClick(section.heading, LEFT)
    assert section.list.isVisible()
    assert folded == [True, False]
    section.fold(True)  # as it was remembered
    assert folded == [True, False]


def test_a_name_of_markup_is_shown_letter_by_letter(section: AlbumSection) -> None:
    section.show_entries([Album(1, "<b>A & B</b>", 1)], [])
    tip = model(section).index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;A &amp; B" in tip
