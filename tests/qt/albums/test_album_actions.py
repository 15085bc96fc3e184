"""Albums and saved searches made, renamed, deleted and undone, on a real library; and the dialogs that ask."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Album, Place, PlaceKind, SavedSearch
from photorag.qt.albums.album_dialog import AlbumDialog
from photorag.qt.albums.name_dialog import NameDialog
from photorag.qt.notice import Notice
from tests.qt.actions.conftest import Desk
from tests.qt.conftest import TIMEOUT, collected

LEFT = Qt.MouseButton.LeftButton


def held(desk: Desk, album: int) -> set[int]:
    place = Place(PlaceKind.ALBUM, album=album)
    return set(desk.library.start_read(lambda reader: reader.listing(place)).result().ids.tolist())


def names(desk: Desk) -> list[str]:
    albums, searches = desk.library.albums.all(), desk.library.albums.searches()
    return [each.name for each in albums] + [each.name for each in searches]


def refreshed(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.actions.albums.changed, timeout=TIMEOUT):
        desk.actions.albums.refresh()


def noticed(qtbot: QtBot, desk: Desk, do: object) -> Notice:
    """What is told of after ``do``."""
    assert callable(do)
    with qtbot.waitSignal(desk.actions.noticed, timeout=TIMEOUT) as told:
        do()
    assert told.args is not None
    notice = told.args[0]
    assert isinstance(notice, Notice)
    return notice


def undo(notice: Notice) -> None:
    next(action for action in notice.actions if action.text == "Undo").run()


def test_an_empty_album_is_shown_at_once(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.actions.albums.opened, timeout=TIMEOUT) as opened:
        desk.actions.albums.create("Trip")
    assert opened.args == [desk.library.albums.all()[0].id]
    assert desk.library.albums.all() == [Album(desk.library.albums.all()[0].id, "Trip", 0)]


def test_an_album_made_with_photos_is_told_of_and_undone(qtbot: QtBot, desk: Desk) -> None:
    notice = noticed(qtbot, desk, lambda: desk.actions.albums.create("Trip", desk.ids[:2]))
    assert notice.text == "“Trip” was made with 2 photos."
    (album,) = desk.library.albums.all()
    assert held(desk, album.id) == set(desk.ids[:2])
    opened = collected(desk.actions.albums.opened)
    next(action for action in notice.actions if action.text == "Show").run()
    assert opened == [album.id]
    undo(notice)
    qtbot.waitUntil(lambda: names(desk) == [], timeout=TIMEOUT)


def test_a_name_that_is_taken_is_said(qtbot: QtBot, desk: Desk) -> None:
    desk.library.albums.create("Trip")
    with qtbot.waitSignal(desk.actions.trouble, timeout=TIMEOUT) as trouble:
        desk.actions.albums.create("TRIP")
    assert trouble.args == ["There is an album called “Trip” already. Choose another name."]


def test_what_is_deleted_comes_back(qtbot: QtBot, desk: Desk) -> None:
    album = Album(desk.library.albums.create("Trip", desk.ids[:2]), "Trip", 2)
    search = SavedSearch(desk.library.albums.save_search("Sea", "sea"), "Sea", "sea")
    notice = noticed(qtbot, desk, lambda: desk.actions.albums.delete(album))
    assert notice.text == "The album “Trip” was deleted. Its photos stay in the library."
    assert names(desk) == ["Sea"]
    undo(notice)
    qtbot.waitUntil(lambda: desk.library.albums.all() == [album], timeout=TIMEOUT)
    notice = noticed(qtbot, desk, lambda: desk.actions.albums.delete(search))
    assert names(desk) == ["Trip"]
    undo(notice)
    qtbot.waitUntil(lambda: desk.library.albums.searches() == [search], timeout=TIMEOUT)


def test_either_can_be_renamed(qtbot: QtBot, desk: Desk) -> None:
    album = Album(desk.library.albums.create("Trip"), "Trip", 0)
    search = SavedSearch(desk.library.albums.save_search("Sea", "sea"), "Sea", "sea")
    desk.actions.albums.rename(album, "Portugal")
    desk.actions.albums.rename(search, "The sea")
    qtbot.waitUntil(lambda: names(desk) == ["Portugal", "The sea"], timeout=TIMEOUT)


def test_what_there_is_is_told_once(qtbot: QtBot, desk: Desk) -> None:
    desk.library.albums.create("Trip")
    refreshed(qtbot, desk)
    albums = desk.actions.albums
    assert albums.album(albums.albums[0].id) == albums.albums[0]
    assert albums.album(None) is None
    told: list[Sequence[object]] = []
    albums.changed.connect(lambda *both: told.append(both))
    albums.refresh()
    desk.library.albums.create("Birds")
    albums.refresh()
    qtbot.waitUntil(lambda: len(albums.albums) == 2, timeout=TIMEOUT)
    assert len(told) == 1


def test_a_search_is_saved_and_brought_up_to_date(qtbot: QtBot, desk: Desk) -> None:
    albums = desk.actions.albums
    present = SavedSearch(0, "", "beach -people", (desk.ids[0],), (desk.ids[1],))
    notice = noticed(qtbot, desk, lambda: albums.save("Beach", present))
    assert notice.text == "Saved as “Beach”, in the left column."
    refreshed(qtbot, desk)
    (kept,) = albums.searches
    assert albums.saved_as(present) == kept
    other = SavedSearch(0, "", "beach at night")
    assert albums.saved_as(other) is None
    notice = noticed(qtbot, desk, lambda: albums.update(kept, other))
    assert desk.library.albums.searches() == [SavedSearch(kept.id, "Beach", "beach at night")]
    undo(notice)
    qtbot.waitUntil(lambda: desk.library.albums.searches() == [kept], timeout=TIMEOUT)


# -- photos put in and taken out


def test_photos_go_into_an_album_and_out_again_with_their_history(qtbot: QtBot, desk: Desk) -> None:
    album = Album(desk.library.albums.create("Trip", desk.ids[:1]), "Trip", 1)
    notice = noticed(qtbot, desk, lambda: desk.actions.add_to_album(desk.ids[:3], album))
    assert notice.text == "2 photos added to “Trip”."
    assert held(desk, album.id) == set(desk.ids[:3])
    assert desk.actions.undo_action.text() == "Undo: add 2 photos to “Trip”"
    undo(notice)
    qtbot.waitUntil(lambda: held(desk, album.id) == {desk.ids[0]}, timeout=TIMEOUT)
    notice = noticed(qtbot, desk, lambda: desk.actions.remove_from_album(desk.ids, album))
    assert notice.text == "1 photo removed from “Trip”."
    assert held(desk, album.id) == set()
    qtbot.waitUntil(lambda: desk.actions.marks.quiet, timeout=TIMEOUT)
    desk.actions.undo_action.trigger()
    qtbot.waitUntil(lambda: held(desk, album.id) == {desk.ids[0]}, timeout=TIMEOUT)


def test_photos_that_are_in_it_already_are_said_to_be(qtbot: QtBot, desk: Desk) -> None:
    album = Album(desk.library.albums.create("Trip", desk.ids), "Trip", 4)
    with qtbot.waitSignal(desk.actions.told, timeout=TIMEOUT) as told:
        desk.actions.add_to_album(desk.ids[:2], album)
    assert told.args == ["Already in “Trip”."]


# -- the dialogs


@pytest.fixture
def asked(qtbot: QtBot, desk: Desk) -> AlbumDialog:
    """The dialog for the first two photos; "Birds" holds one of them, "Trip" both."""
    desk.library.albums.create("Birds", desk.ids[:1])
    desk.library.albums.create("Trip", desk.ids[:2])
    desk.library.albums.create("Bike rides")
    desk.actions.ask_album(desk.ids[:2])
    dialog = desk.window.findChild(AlbumDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.list.count() == 3, timeout=TIMEOUT)
    return dialog


def listed(dialog: AlbumDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_the_dialog_offers_albums_as_they_are_typed(qtbot: QtBot, desk: Desk, asked: AlbumDialog) -> None:
    assert listed(asked) == ["Bike rides (0)", "Birds (1)", "Trip (2) · already in it"]
    QTest.keyClicks(asked.field, "Bi")
    assert listed(asked) == ["Bike rides (0)", "Birds (1)"]
    assert asked.add.text() == "Make album"
    QTest.keyClicks(asked.field, "rds")
    assert asked.add.text() == "Add to album"
    QTest.keyClick(asked.field, Qt.Key.Key_Return)
    birds = desk.library.albums.all()[1].id
    qtbot.waitUntil(lambda: held(desk, birds) == set(desk.ids[:2]), timeout=TIMEOUT)


def test_a_name_typed_in_other_letters_is_the_album_that_is_there(qtbot: QtBot, desk: Desk, asked: AlbumDialog) -> None:
    chosen, new = collected(asked.chosen), collected(asked.new_chosen)
    asked.field.setText("  BIRDS ")
    QTest.mouseClick(asked.add, LEFT)
    assert [album.name for album in chosen] == ["Birds"]
    assert new == []


def test_the_keyboard_goes_into_the_list_and_chooses(qtbot: QtBot, desk: Desk, asked: AlbumDialog) -> None:
    QTest.keyClick(asked.field, Qt.Key.Key_Down)
    QTest.keyClick(asked.list, Qt.Key.Key_Return)
    bike = desk.library.albums.all()[0].id
    qtbot.waitUntil(lambda: held(desk, bike) == set(desk.ids[:2]), timeout=TIMEOUT)


def test_a_new_name_makes_an_album(qtbot: QtBot, desk: Desk, asked: AlbumDialog) -> None:
    asked.field.setText("Cats")
    assert listed(asked) == ["A new album"]
    notice = noticed(qtbot, desk, lambda: QTest.keyClick(asked.field, Qt.Key.Key_Return))
    assert notice.text == "“Cats” was made with 2 photos."
    assert "Cats" in names(desk)


def test_an_album_is_asked_for_by_name(qtbot: QtBot, desk: Desk) -> None:
    desk.library.albums.create("Trip")
    refreshed(qtbot, desk)
    desk.actions.albums.ask_new(desk.ids[:3])
    dialog = desk.window.findChild(NameDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "New album with 3 photos"
    assert not dialog.accept_button.isEnabled()
    dialog.field.setText("trip ")
    assert dialog.problem.text() == "There is “Trip” already."
    assert not dialog.accept_button.isEnabled()
    dialog.field.setText("Trips")
    assert not dialog.problem.isVisible()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Trips" in names(desk), timeout=TIMEOUT)


def test_a_search_is_saved_under_a_name_that_is_free(qtbot: QtBot, desk: Desk) -> None:
    desk.library.albums.save_search("Beach", "sand")
    refreshed(qtbot, desk)
    desk.actions.albums.ask_save(SavedSearch(0, "", "beach"), "Beach", "A picture is not kept with it.")
    dialog = desk.window.findChild(NameDialog)
    assert dialog is not None
    assert dialog.field.text() == dialog.field.selectedText() == "Beach 2"
    QTest.mouseClick(dialog.accept_button, LEFT)
    qtbot.waitUntil(lambda: names(desk) == ["Beach", "Beach 2"], timeout=TIMEOUT)


# -- the photos' menu


def test_an_album_that_is_shown_can_be_left_by_a_photo(qtbot: QtBot, desk: Desk) -> None:
    album = Album(desk.library.albums.create("Cats & dogs", desk.ids), "Cats & dogs", 4)
    texts = [action.text() for action in desk.actions.menu(desk.ids[:1]).actions()]
    assert "Add to album…" in texts
    assert not any(text.startswith("Remove from") for text in texts)
    desk.actions.show_album(album)
    menu = desk.actions.menu(desk.ids[:1])
    next(action for action in menu.actions() if action.text() == "Remove from “Cats && dogs”").trigger()
    qtbot.waitUntil(lambda: held(desk, album.id) == set(desk.ids[1:]), timeout=TIMEOUT)
