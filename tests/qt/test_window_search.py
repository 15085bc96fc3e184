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
from photorag.core.query import Results
from photorag.qt.main_window import MainWindow
from tests.fakes import ColourEmbedder
from tests.qt.conftest import TIMEOUT, Gate, add, collected, drop, files, names

Paint = Callable[..., Path]
COLOURS = ("red", "green", "blue", "yellow")


@pytest.fixture
def photos(paint: Paint) -> Path:
    for number, colour in enumerate(COLOURS):
        folder = paint(f"{colour}.jpg", colour, seed=number).parent
    return folder


@pytest.fixture
def filled(qtbot: QtBot, window: MainWindow, photos: Path) -> MainWindow:
    """A window with four photos, one of each colour."""
    add(qtbot, window, photos)
    window.page.field.setFocus()
    return window


def searched(qtbot: QtBot, window: MainWindow, do: Callable[[], object]) -> Results:
    with qtbot.waitSignal(window.session.found, timeout=TIMEOUT) as found:
        do()
    assert found.args is not None
    results = found.args[0]
    assert isinstance(results, Results)
    return results


def test_words_are_searched_when_the_typing_stops(qtbot: QtBot, filled: MainWindow) -> None:
    searches = collected(filled.session.found)
    searched(qtbot, filled, lambda: QTest.keyClicks(filled.page.field.words, "green"))
    assert names(filled, qtbot)[0] == "green.jpg"
    assert len(searches) == 1  # not one for each letter
    titles = [section.title for section in filled.photos.sections]
    assert titles in (["Best matches", "Less likely"], ["Less likely"])
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


def test_a_pasted_file_is_the_query(qtbot: QtBot, filled: MainWindow, photos: Path) -> None:
    QGuiApplication.clipboard().setMimeData(files(photos / "red.jpg"))
    filled.page.grid.setFocus()
    paste = QKeySequence(QKeySequence.StandardKey.Paste)
    searched(qtbot, filled, lambda: QTest.keySequence(filled.page.grid, paste))
    assert "red.jpg" not in names(filled, qtbot)  # a picture of the library is not its own result


def test_pasted_bytes_are_passed_on_as_they_are(qtbot: QtBot, filled: MainWindow, photos: Path) -> None:
    content, mime = (photos / "red.jpg").read_bytes(), QMimeData()
    mime.setData("image/jpeg", QByteArray(content))
    assert searched(qtbot, filled, lambda: filled.intake.take(mime)).query.pictures[0].data == content


def test_pasted_words_are_words(qtbot: QtBot, filled: MainWindow) -> None:
    QGuiApplication.clipboard().setText("yellow")
    filled.page.grid.setFocus()
    paste = QKeySequence(QKeySequence.StandardKey.Paste)
    searched(qtbot, filled, lambda: QTest.keySequence(filled.page.grid, paste))
    assert filled.page.field.words.text() == "yellow"


def test_escape_goes_back_step_by_step(qtbot: QtBot, filled: MainWindow, photos: Path) -> None:
    field = filled.page.field
    searched(qtbot, filled, lambda: drop(filled, files(photos / "red.jpg")))
    searched(qtbot, filled, lambda: field.words.setText("blue"))
    results = searched(qtbot, filled, lambda: QTest.keyClick(field.words, Qt.Key.Key_Escape))
    assert results.query.pictures
    assert not results.query.words
    with qtbot.waitSignal(filled.session.left, timeout=TIMEOUT):
        QTest.keyClick(field.words, Qt.Key.Key_Escape)
    assert field.pictures == ()
    assert len(names(filled, qtbot)) == 4
    assert filled.page.status.text() == "4 photos"


def test_a_chip_can_be_taken_out(qtbot: QtBot, filled: MainWindow, photos: Path) -> None:
    searched(qtbot, filled, lambda: drop(filled, files(photos / "red.jpg")))
    with qtbot.waitSignal(filled.session.left, timeout=TIMEOUT):
        QTest.mouseClick(filled.page.field.chips[0].remove_button, Qt.MouseButton.LeftButton)
    assert filled.photos.rowCount() == 4


def test_find_similar(qtbot: QtBot, filled: MainWindow) -> None:
    names(filled, qtbot)
    red = next(item for item in (filled.photos.item(row) for row in range(4)) if item and item.title == "red.jpg")
    filled.page.field.words.setText("blue")
    menu = filled.photo_menu(red.id)
    action = next(each for each in menu.actions() if each.text() == "Find similar")
    results = searched(qtbot, filled, action.trigger)
    assert results.query.pictures[0].item == red.id
    assert not results.query.words
    assert filled.photos.rowCount() == 3
    qtbot.waitUntil(lambda: filled.page.field.chips[0].has_image, timeout=TIMEOUT)


def test_copy_path(qtbot: QtBot, filled: MainWindow, photos: Path) -> None:
    title = names(filled, qtbot)[0]
    menu = filled.photo_menu(filled.photos.id_at(0))
    next(each for each in menu.actions() if each.text() == "Copy path").trigger()
    assert QGuiApplication.clipboard().text() == str(photos / title)


def test_a_file_that_is_no_picture_is_said_in_a_line(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Dear reader")
    with qtbot.waitSignal(filled.session.failed, timeout=TIMEOUT):
        drop(filled, files(text))
    assert "letter.txt" in filled.page.notice.label.text()
    assert filled.photos.rowCount() == 4


def test_a_model_that_does_not_load_is_said_and_tried_again(
    qtbot: QtBot, photos: Path, make_window: Callable[[], MainWindow], embedder: ColourEmbedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window = make_window()
    add(qtbot, window, photos)
    close_model = monkeypatch.context
    with close_model() as broken:

        def fail(_: object) -> None:
            raise ModelError("The model is broken.")

        broken.setattr(embedder, "embed_texts", fail)
        with qtbot.waitSignal(window.session.failed, timeout=TIMEOUT):
            window.page.field.words.setText("red")
    assert "The model is broken." in window.page.notice.label.text()
    searched(qtbot, window, window.session.search_now)
    assert not window.page.notice.isVisible()


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
