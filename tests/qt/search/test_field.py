"""The search field by itself: words, chips, dropping on it, and going back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from photorag.qt.grid.dragging import drag_mime
from photorag.qt.search.drops import QueryPicture
from photorag.qt.search.field import SearchField
from photorag.qt.theme import Theme
from tests.qt.conftest import TIMEOUT, collected, files
from tests.qt.search.conftest import drop, enter, leave, names, picture

A, B, C, D, E, F = (picture(f"{letter}.jpg") for letter in "abcdef")


def test_pictures_are_added_and_the_oldest_go(field: SearchField) -> None:
    told = collected(field.pictures_changed)
    field.add_pictures((A,))
    field.add_pictures((B, C, D))
    field.add_pictures((E, F))
    assert names(field) == ["c.jpg", "d.jpg", "e.jpg", "f.jpg"]
    field.add_pictures((F, E))  # there already
    assert [len(each) for each in told] == [1, 4, 4]
    field.set_pictures((A,))
    assert names(field) == ["a.jpg"]


def test_escape_goes_back_step_by_step_and_out(qtbot: QtBot, field: SearchField) -> None:
    field.words.setText("blue")
    field.set_pictures((A, B))
    out = collected(field.words_changed)
    QTest.keyClick(field.words, Qt.Key.Key_Escape)
    assert (out, names(field)) == ([""], ["a.jpg", "b.jpg"])
    with qtbot.assertNotEmitted(field.stepped_out):
        QTest.keyClick(field.words, Qt.Key.Key_Escape)
    assert names(field) == []
    with qtbot.waitSignal(field.stepped_out, timeout=TIMEOUT):
        QTest.keyClick(field.words, Qt.Key.Key_Escape)


def test_backspace_before_the_words_takes_the_last_picture(field: SearchField) -> None:
    field.set_pictures((A, B))
    QTest.keyClicks(field.words, "ab")
    QTest.keyClick(field.words, Qt.Key.Key_Backspace)
    assert (field.words.text(), names(field)) == ("a", ["a.jpg", "b.jpg"])
    QTest.keyClick(field.words, Qt.Key.Key_Home)
    QTest.keyClick(field.words, Qt.Key.Key_Backspace)
    assert (field.words.text(), names(field)) == ("a", ["a.jpg"])
    field.words.selectAll()
    QTest.keyClick(field.words, Qt.Key.Key_Backspace)
    assert (field.words.text(), names(field)) == ("", ["a.jpg"])
    QTest.keyClick(field.words, Qt.Key.Key_Backspace)
    QTest.keyClick(field.words, Qt.Key.Key_Backspace)
    assert names(field) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_tab_leads_to_the_pictures_and_delete_takes_them_out(field: SearchField, key: Qt.Key) -> None:
    field.set_pictures((A, B))
    QTest.keyClick(field.words, Qt.Key.Key_Tab)
    assert field.chips[0].remove_button.hasFocus()
    QTest.keyClick(field.chips[0].remove_button, Qt.Key.Key_Tab)
    assert field.chips[1].remove_button.hasFocus()
    QTest.keyClick(field.chips[1].remove_button, key)
    assert names(field) == ["a.jpg"]
    assert field.words.hasFocus()


def test_the_mouse_takes_a_picture_out(field: SearchField) -> None:
    field.set_pictures((A, B))
    QTest.mouseClick(field.chips[0].remove_button, Qt.MouseButton.LeftButton)
    assert names(field) == ["b.jpg"]


def test_a_letter_typed_elsewhere_goes_to_the_end(qtbot: QtBot, field: SearchField) -> None:
    other = QWidget(field)
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    other.setFocus()
    field.words.setText("re")
    field.words.home(False)
    told = collected(field.words_changed)
    field.type_on("d")
    assert (field.words.text(), told) == ("red", ["red"])
    assert field.words.hasFocus()
    QTest.keyClicks(field.words, "!")
    assert field.words.text() == "red!"


def test_the_clear_button(qtbot: QtBot, field: SearchField) -> None:
    button = next(each for each in field.findChildren(QWidget) if each.accessibleName() == "Clear the search")
    assert not button.isVisible()
    field.words.setText("x")
    assert button.isVisible()
    field.set_pictures((A,))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (field.words.text(), field.pictures) == ("", ())
    assert not button.isVisible()


def test_search_like_leaves_nothing_else(field: SearchField) -> None:
    field.words.setText("blue")
    field.set_pictures((A, B))
    words = collected(field.words_changed)
    field.search_like(C)
    assert (field.words.text(), words, names(field)) == ("", [""], ["c.jpg"])


def test_enter_and_down(qtbot: QtBot, field: SearchField) -> None:
    with qtbot.waitSignal(field.entered, timeout=TIMEOUT):
        QTest.keyClick(field.words, Qt.Key.Key_Return)
    with qtbot.waitSignal(field.went_down, timeout=TIMEOUT):
        QTest.keyClick(field.words, Qt.Key.Key_Down)


def test_dropping_on_the_field(qtbot: QtBot, field: SearchField) -> None:
    for mime in (files(Path("/pictures/a.jpg")), drag_mime([7, 8], [])):
        assert enter(field, mime)
        assert field.property("dragging") is True
        assert "Drop to add to the search" in [each.text() for each in field.findChildren(QLabel) if each.isVisible()]
        leave(field)
        assert field.property("dragging") is False
        with qtbot.waitSignal(field.dropped, timeout=TIMEOUT) as dropped:
            drop(field, mime)
        assert dropped.args == [mime]
        assert field.property("dragging") is False


def test_other_things_are_not_taken(field: SearchField) -> None:
    words, foreign = QMimeData(), QMimeData()
    words.setText("just words")
    foreign.setData("application/x-photorag-items", b'{"no": "ids"}')
    assert not enter(field, words)
    assert not enter(field, foreign)
    assert not field.property("dragging")


def test_pasting_words_and_pictures(qtbot: QtBot, field: SearchField) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("yellow")
    QTest.keyClick(field.words, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.words.text() == "yellow"
    image = QImage(QSize(4, 4), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    clipboard.setImage(image)
    with qtbot.waitSignal(field.pasted, timeout=TIMEOUT):
        QTest.keyClick(field.words, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.words.text() == "yellow"


@pytest.mark.parametrize("width", [440, 600, 900, 1400])
@pytest.mark.parametrize("words", ["", "sun", "a rather long sentence about dogs that play on a beach"])
@pytest.mark.parametrize("pictures", [(), (A,), (A, B, C, D)])
def test_nothing_is_squeezed(field: SearchField, width: int, words: str, pictures: tuple[QueryPicture, ...]) -> None:
    """At every width the words keep room, and nothing is cut off."""
    field.set_recent(["before"])
    field.set_pictures(pictures)
    field.words.setText(words)
    field.resize(width, field.height())
    QApplication.processEvents()  # the layout's
    assert field.width() == width
    for child in field.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child.isVisible() and child is not field.popup:
            assert field.rect().contains(child.geometry()), child
            assert child is field.words or child.width() >= child.sizeHint().width(), child
    if width >= 600:
        assert field.words.width() >= 170


def test_names_for_screen_readers(field: SearchField) -> None:
    field.set_pictures((A,))
    field.set_recent(["before"])
    assert field.words.accessibleName() == "Search your photos by words"
    assert field.chips[0].remove_button.accessibleName() == "Take the picture a.jpg out of the search"
    assert field.recent_button.accessibleName() == "Recent searches"


def test_names_are_no_html(field: SearchField) -> None:
    field.set_pictures((picture("<b>bold</b>.jpg"),))
    assert "&lt;b&gt;bold" in field.chips[0].toolTip()


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_chips_follow_the_theme(
    field: SearchField, theme: Theme, appearance: str, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: theme.set_appearance("system"))
    field.set_pictures((A,))
    theme.set_appearance("dark" if appearance == "light" else "light")
    before = field.chips[0].remove_button.icon().pixmap(14).toImage()
    theme.set_appearance(appearance)  # type: ignore[arg-type]
    assert field.chips[0].remove_button.icon().pixmap(14).toImage() != before


def test_focus_is_seen(qtbot: QtBot, field: SearchField, theme: Theme) -> None:
    def border() -> str:
        return field.grab().toImage().pixelColor(field.width() // 2, 0).name()

    assert border() == theme.tokens.accent
    field.set_pictures((A,))
    field.chips[0].remove_button.setFocus()
    assert border() == theme.tokens.line


Show = Callable[[], None]


class TestRecent:
    """What was searched for before."""

    SEARCHES = ("red & blue", "sea", "<b>bold</b>")

    @pytest.fixture
    def opened(self, qtbot: QtBot, field: SearchField) -> SearchField:
        field.set_recent(self.SEARCHES)
        QTest.keyClick(field.words, Qt.Key.Key_Down)
        qtbot.waitUntil(field.popup.isVisible, timeout=TIMEOUT)
        return field

    def test_down_shows_it_only_when_the_field_is_empty(self, qtbot: QtBot, field: SearchField) -> None:
        field.set_recent(self.SEARCHES)
        field.words.setText("x")
        with qtbot.waitSignal(field.went_down, timeout=TIMEOUT):
            QTest.keyClick(field.words, Qt.Key.Key_Down)
        assert not field.popup.isVisible()
        QTest.keyClick(field.words, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert field.popup.isVisible()

    def test_nothing_to_show(self, field: SearchField) -> None:
        assert not field.recent_button.isVisible()
        QTest.keyClick(field.words, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert not field.popup.isVisible()

    def test_the_arrow_shows_it(self, field: SearchField) -> None:
        field.set_recent(self.SEARCHES)
        QTest.mouseClick(field.recent_button, Qt.MouseButton.LeftButton)
        assert field.popup.isVisible()

    def test_enter_searches_at_once(self, qtbot: QtBot, opened: SearchField) -> None:
        rows = opened.popup.list
        assert [rows.item(row).text() for row in range(rows.count())] == list(self.SEARCHES)
        QTest.keyClick(rows, Qt.Key.Key_Down)
        with qtbot.waitSignals([opened.words_changed, opened.entered], timeout=TIMEOUT, order="strict"):
            QTest.keyClick(rows, Qt.Key.Key_Return)
        assert opened.words.text() == "sea"
        assert not opened.popup.isVisible()

    def test_a_click_searches_at_once(self, qtbot: QtBot, opened: SearchField) -> None:
        rows = opened.popup.list
        where = rows.visualItemRect(rows.item(2)).center()
        with qtbot.waitSignal(opened.entered, timeout=TIMEOUT):
            QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert opened.words.text() == "<b>bold</b>"

    @pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Up])
    def test_escape_closes_it_and_nothing_else(self, opened: SearchField, key: Qt.Key) -> None:
        opened.set_pictures((A,))
        QTest.keyClick(opened.popup.list, key)
        assert not opened.popup.isVisible()
        assert names(opened) == ["a.jpg"]

    def test_forgetting_is_at_the_end(self, qtbot: QtBot, opened: SearchField) -> None:
        for _ in self.SEARCHES:
            QTest.keyClick(opened.popup.list, Qt.Key.Key_Down)
        assert opened.popup.forget.hasFocus()
        with qtbot.waitSignal(opened.forget_recent_wanted, timeout=TIMEOUT):
            QTest.keyClick(opened.popup.forget, Qt.Key.Key_Return)
        assert not opened.popup.isVisible()

    def test_typing_goes_on_in_the_field(self, opened: SearchField) -> None:
        QTest.keyClick(opened.popup.list, Qt.Key.Key_R)
        assert not opened.popup.isVisible()
        assert opened.words.text() == "r"
