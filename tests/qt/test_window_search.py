"""Searching in the window: by words, by pictures dropped or pasted, by both; and who wins when one is overtaken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.errors import ModelError
from photorag.qt.gallery import Page
from photorag.qt.main_window import MainWindow
from tests.fakes import ColourEmbedder
from tests.qt.conftest import (
    LEFT,
    TIMEOUT,
    Gate,
    add,
    choose,
    close,
    collected,
    drop,
    files,
    item,
    menu_of,
    names,
    searched,
    select,
    settled,
)

Paint = Callable[..., Path]


def test_words_are_searched_when_the_typing_stops(qtbot: QtBot, filled: MainWindow) -> None:
    searches = collected(filled.session.found)
    searched(qtbot, filled, lambda: QTest.keyClicks(filled.page.field.words, "green"))
    assert names(filled, qtbot)[0] == "green.jpg"
    assert len(searches) == 1  # not one for each letter
    titles = [section.title for section in filled.photos.sections]
    assert titles in (["Best matches", "Less likely"], ["Closest matches"])
    assert filled.page.status.text() == "Searched 4 photos"


def test_enter_searches_at_once(qtbot: QtBot, filled: MainWindow) -> None:
    words = filled.page.field.words

    def type_and_enter() -> None:
        QTest.keyClicks(words, "blue")
        QTest.keyClick(words, Qt.Key.Key_Return)

    searched(qtbot, filled, type_and_enter)
    assert names(filled, qtbot)[0] == "blue.jpg"


def test_the_newest_wins_and_old_results_stay_until_then(qtbot: QtBot, filled: MainWindow, text_gate: Gate) -> None:
    words = filled.page.field.words
    searched(qtbot, filled, lambda: words.setText("red"))
    before = list(filled.photos.ids)
    queries = collected(filled.session.found)
    words.setText("slow green")
    qtbot.waitUntil(text_gate.reached.is_set, timeout=TIMEOUT)
    assert list(filled.photos.ids) == before
    words.setText("blue")
    filled.session.search_now()
    text_gate.open()
    qtbot.waitUntil(lambda: bool(queries), timeout=TIMEOUT)
    assert [each.query.words[0].text for each in queries] == ["blue"]
    assert names(filled, qtbot)[0] == "blue.jpg"


def test_a_dropped_picture_is_the_query(qtbot: QtBot, filled: MainWindow, paint: Paint, tmp_path: Path) -> None:
    outside = paint("../outside/lime.jpg", "green", seed=77)
    results = searched(qtbot, filled, lambda: drop(filled, files(outside)))
    assert names(filled, qtbot)[0] == "green.jpg"
    assert results.query.pictures[0].path == outside.resolve()
    chip = filled.page.field.chips[0]
    qtbot.waitUntil(lambda: chip.has_image, timeout=TIMEOUT)


def test_a_pasted_picture_and_words_combine(qtbot: QtBot, filled: MainWindow) -> None:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    QGuiApplication.clipboard().setImage(image)
    words = filled.page.field.words
    results = searched(qtbot, filled, lambda: QTest.keySequence(words, QKeySequence(QKeySequence.StandardKey.Paste)))
    assert results.query.pictures[0].data
    assert names(filled, qtbot)[0] == "blue.jpg"
    results = searched(qtbot, filled, lambda: words.setText("yellow"))
    assert results.query.pictures
    assert results.query.words
    assert set(names(filled, qtbot)[:2]) == {"blue.jpg", "yellow.jpg"}


def test_a_pasted_file_is_the_query(qtbot: QtBot, filled: MainWindow, colours: Path) -> None:
    QGuiApplication.clipboard().setMimeData(files(colours / "red.jpg"))
    filled.page.grid.setFocus()
    paste = QKeySequence(QKeySequence.StandardKey.Paste)
    searched(qtbot, filled, lambda: QTest.keySequence(filled.page.grid, paste))
    assert "red.jpg" not in names(filled, qtbot)  # a picture of the library is not its own result


def test_pasted_bytes_are_passed_on_as_they_are(qtbot: QtBot, filled: MainWindow, colours: Path) -> None:
    content, mime = (colours / "red.jpg").read_bytes(), QMimeData()
    mime.setData("image/jpeg", QByteArray(content))
    assert searched(qtbot, filled, lambda: filled.intake.take(mime)).query.pictures[0].data == content


def test_pasted_words_are_words(qtbot: QtBot, filled: MainWindow) -> None:
    QGuiApplication.clipboard().setText("yellow")
    filled.page.grid.setFocus()
    paste = QKeySequence(QKeySequence.StandardKey.Paste)
    searched(qtbot, filled, lambda: QTest.keySequence(filled.page.grid, paste))
    assert filled.page.field.words.text() == "yellow"


def test_escape_goes_back_step_by_step(qtbot: QtBot, filled: MainWindow, colours: Path) -> None:
    field = filled.page.field
    searched(qtbot, filled, lambda: drop(filled, files(colours / "red.jpg")))
    searched(qtbot, filled, lambda: field.words.setText("blue"))
    results = searched(qtbot, filled, lambda: QTest.keyClick(field.words, Qt.Key.Key_Escape))
    assert results.query.pictures
    assert not results.query.words
    with qtbot.waitSignal(filled.session.left, timeout=TIMEOUT):
        QTest.keyClick(field.words, Qt.Key.Key_Escape)
    assert field.pictures == ()
    assert len(names(filled, qtbot)) == 4
    assert filled.page.status.text() == "4 photos"


def test_a_chip_can_be_taken_out(qtbot: QtBot, filled: MainWindow, colours: Path) -> None:
    searched(qtbot, filled, lambda: drop(filled, files(colours / "red.jpg")))
    with qtbot.waitSignal(filled.session.left, timeout=TIMEOUT):
        QTest.mouseClick(filled.page.field.chips[0].remove_button, Qt.MouseButton.LeftButton)
    assert filled.photos.rowCount() == 4


def test_search_like_this_from_the_menu(qtbot: QtBot, filled: MainWindow) -> None:
    red = item(qtbot, filled, "red.jpg")
    searched(qtbot, filled, lambda: filled.page.field.words.setText("blue"))
    menu = menu_of(qtbot, filled, "red.jpg")
    results = searched(qtbot, filled, lambda: choose(menu, "Search like this"))
    assert results.query.pictures[0].item == red.id
    assert not results.query.words
    assert filled.photos.rowCount() == 3
    assert filled.page.field.pictures[0].name == "red.jpg"
    qtbot.waitUntil(lambda: filled.page.field.chips[0].has_image, timeout=TIMEOUT)


def test_search_like_this_by_key(qtbot: QtBot, filled: MainWindow) -> None:
    ids = select(qtbot, filled, "red.jpg")
    results = searched(qtbot, filled, lambda: QTest.keySequence(filled.page.grid, QKeySequence("Ctrl+L")))
    assert results.query.pictures[0].item == ids[0]


def test_copy_path(qtbot: QtBot, filled: MainWindow, colours: Path) -> None:
    with qtbot.waitSignal(filled.actions_on_photos.told, timeout=TIMEOUT):
        choose(menu_of(qtbot, filled, "blue.jpg"), "Copy path")
    assert QGuiApplication.clipboard().text() == str(colours / "blue.jpg")
    assert filled.notice.label.text() == "Path copied."


def test_the_menu_is_for_the_whole_selection(qtbot: QtBot, filled: MainWindow) -> None:
    select(qtbot, filled, "red.jpg", "green.jpg")
    menu = menu_of(qtbot, filled, "red.jpg")
    assert "Copy 2 paths" in [each.text() for each in menu.actions()]
    menu.close()
    menu = menu_of(qtbot, filled, "blue.jpg")  # not part of it
    assert "Copy path" in [each.text() for each in menu.actions()]
    menu.close()


def test_a_file_that_is_no_picture_is_said_in_a_line(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Dear reader")
    with qtbot.waitSignal(filled.session.failed, timeout=TIMEOUT):
        drop(filled, files(text))
    assert "letter.txt" in filled.notice.label.text()
    assert filled.photos.rowCount() == 4


def test_a_model_that_does_not_load_is_said_and_tried_again(
    qtbot: QtBot, colours: Path, make_window: Callable[[], MainWindow], embedder: ColourEmbedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window = make_window()
    add(qtbot, window, colours)
    with monkeypatch.context() as broken:

        def fail(_: object) -> None:
            raise ModelError("The model is broken.")

        broken.setattr(embedder, "embed_texts", fail)
        with qtbot.waitSignal(window.session.failed, timeout=TIMEOUT):
            window.page.field.words.setText("red")
    assert "The model is broken." in window.notice.label.text()
    searched(qtbot, window, window.session.search_now)
    assert not window.notice.isVisible()


def test_results_follow_new_photos(qtbot: QtBot, filled: MainWindow, paint: Paint) -> None:
    searched(qtbot, filled, lambda: filled.page.field.words.setText("red"))
    paint("red again.jpg", "red", seed=55)
    qtbot.waitUntil(lambda: filled.photos.rowCount() == 5, timeout=TIMEOUT)
    assert set(names(filled, qtbot)[:2]) == {"red.jpg", "red again.jpg"}


def test_shortcuts_lead_to_the_field(qtbot: QtBot, filled: MainWindow) -> None:
    filled.activateWindow()
    for keys in ("Ctrl+F", "Ctrl+K"):
        filled.page.grid.setFocus()
        QTest.keySequence(filled.page.grid, QKeySequence(keys))
        qtbot.waitUntil(filled.page.field.words.hasFocus, timeout=TIMEOUT)


def test_pictures_dropped_on_the_field_join_the_search(
    qtbot: QtBot, filled: MainWindow, colours: Path, paint: Paint
) -> None:
    """A photo of the grid and a file alike; elsewhere on the window they replace it."""
    field = filled.page.field
    searched(qtbot, filled, lambda: field.words.setText("yellow"))
    ids = select(qtbot, filled, "red.jpg")
    mime = filled.page.grid.dragged()
    results = searched(qtbot, filled, lambda: drop(field, mime))
    assert [each.item for each in results.query.pictures] == ids
    assert results.query.words
    outside = paint("../outside/lime.jpg", "green", seed=77)
    results = searched(qtbot, filled, lambda: drop(field, files(outside)))
    assert len(results.query.pictures) == 2
    assert [each.name for each in field.pictures] == ["red.jpg", "lime.jpg"]
    results = searched(qtbot, filled, lambda: drop(filled, files(outside)))
    assert [each.path for each in results.query.pictures] == [outside.resolve()]
    assert field.words.text() == "yellow"


def test_typing_over_the_photos_goes_into_the_field(qtbot: QtBot, filled: MainWindow) -> None:
    select(qtbot, filled, "red.jpg")
    searched(qtbot, filled, lambda: QTest.keyClicks(filled.page.grid, "b"))
    assert filled.page.field.words.hasFocus()
    assert filled.page.field.words.text() == "b"


def test_down_leads_from_the_field_to_the_photos_and_escape_out_of_an_empty_one(
    qtbot: QtBot, filled: MainWindow
) -> None:
    words = filled.page.field.words
    QTest.keyClick(words, Qt.Key.Key_Down)
    assert filled.page.grid.hasFocus()
    words.setFocus()
    QTest.keyClick(words, Qt.Key.Key_Escape)
    assert filled.page.grid.hasFocus()


def test_searches_are_offered_again_also_after_a_restart(
    qtbot: QtBot, filled: MainWindow, make_window: Callable[[], MainWindow]
) -> None:
    def enter(window: MainWindow, words: str) -> None:
        window.page.field.words.setText(words)
        searched(qtbot, window, lambda: QTest.keyClick(window.page.field.words, Qt.Key.Key_Return))

    enter(filled, "a red car")
    enter(filled, "blue sea")
    close(qtbot, filled)
    again = make_window()
    settled(qtbot, again)
    QTest.keyClick(again.page.field.words, Qt.Key.Key_Down)  # nothing has been typed
    popup = again.page.field.popup
    assert popup.isVisible()
    assert [popup.list.item(row).text() for row in range(popup.list.count())] == ["blue sea", "a red car"]
    QTest.keyClick(popup.list, Qt.Key.Key_Down)
    results = searched(qtbot, again, lambda: QTest.keyClick(popup.list, Qt.Key.Key_Return))
    assert results.query.words[0].text == "a red car"
    again.page.field.show_recent()
    QTest.mouseClick(popup.forget, LEFT)
    assert again.state.recent_searches == ()
    assert not again.page.field.recent_button.isVisible()


def test_a_search_that_led_to_a_photo_is_worth_remembering(qtbot: QtBot, filled: MainWindow) -> None:
    searched(qtbot, filled, lambda: filled.page.field.words.setText("blue"))
    assert not filled.state.recent_searches
    select(qtbot, filled, "blue.jpg")
    QTest.keyClick(filled.page.grid, Qt.Key.Key_Return)
    assert filled.state.recent_searches == ("blue",)


def test_a_search_with_nothing_to_find_says_so(qtbot: QtBot, filled: MainWindow, colours: Path) -> None:
    for path in colours.iterdir():
        if path.name != "red.jpg":
            path.unlink()
    qtbot.waitUntil(lambda: filled.photos.rowCount() == 1, timeout=TIMEOUT)
    drop(filled, files(colours / "red.jpg"))  # the only photo is not its own result
    sentence = filled.page.sentence
    qtbot.waitUntil(sentence.action.isVisible, timeout=TIMEOUT)
    assert filled.gallery.page is Page.NOTHING_FOUND
    QTest.mouseClick(sentence.action, LEFT)
    assert filled.page.stack.currentWidget() is filled.page.grid
    assert filled.photos.rowCount() == 1
