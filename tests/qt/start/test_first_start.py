"""The first start: a quick count of Pictures, the drop card, and the offer of a better model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QMainWindow
from pytestqt.qtbot import QtBot

from photorag.core.cancel import CancelToken
from photorag.core.errors import Cancelled
from photorag.core.paths import Home
from photorag.embedding.catalogue import DEFAULT_MODEL
from photorag.library import Library
from photorag.qt.bridge import LibraryBridge
from photorag.qt.models.model_state import Download, ModelPhase, ModelState
from photorag.qt.start.empty_page import EmptyPage
from photorag.qt.start.pictures_count import PicturesCount, count_photos
from photorag.qt.theme import Theme
from tests.qt.conftest import collected

TIMEOUT = 30_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Three photos by their names, among other things."""
    folder = tmp_path / "Pictures"
    for name in ("a.jpg", "b.HEIC", "below/deep/c.cr2", "notes.txt", ".hidden/d.jpg", "node_modules/e.png"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    (folder / "loop").symlink_to(folder)
    return folder


@pytest.fixture
def bridge(qtbot: QtBot, library: Library) -> Iterator[LibraryBridge]:
    opened = LibraryBridge(library)
    yield opened
    with qtbot.waitSignal(opened.closed, timeout=TIMEOUT):
        opened.close()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, pictures: Path, monkeypatch: pytest.MonkeyPatch) -> EmptyPage:
    monkeypatch.setattr("photorag.qt.start.empty_page._pictures_folder", lambda: pictures)
    made = EmptyPage("starter")
    qtbot.addWidget(made)
    made.resize(668, 600)
    made.show()
    return made


def test_the_count_comes_without_moving_anything(qtbot: QtBot, page: EmptyPage, bridge: LibraryBridge) -> None:
    places = [each.geometry() for each in (page.pictures, page.choose)]
    assert page.pictures.count.isHidden()
    page.connect_library(bridge)
    qtbot.waitUntil(page.pictures.count.isVisible, timeout=TIMEOUT)
    assert page.pictures.count.text() == "3 photos"
    assert page.pictures.accessibleName() == "Use Pictures, 3 photos"
    assert [each.geometry() for each in (page.pictures, page.choose)] == places


def test_counting_has_its_limits(library: Library, pictures: Path) -> None:
    assert count_photos(library, str(pictures), CancelToken()) == PicturesCount(3, whole=True)
    assert count_photos(library, str(pictures), CancelToken(), most=1) == PicturesCount(2, whole=False)
    assert not count_photos(library, str(pictures), CancelToken(), seconds=-1).whole
    assert count_photos(library, str(pictures / "nowhere"), CancelToken()) == PicturesCount(0, whole=True)
    gone = CancelToken()
    gone.cancel()
    with pytest.raises(Cancelled):
        count_photos(library, str(pictures), gone)


def test_the_librarys_own_folder_is_not_counted(own_home: Home, library: Library) -> None:
    thumbnails = own_home.thumbnails
    thumbnails.mkdir(parents=True, exist_ok=True)
    (thumbnails / "1.jpg").touch()
    assert count_photos(library, str(own_home.folder.parent), CancelToken()).photos == 0


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (PicturesCount(0, whole=True), "no photos"),
        (PicturesCount(1, whole=True), "1 photo"),
        (PicturesCount(500, whole=False), "over 500 photos"),
    ],
)
def test_what_the_button_says(page: EmptyPage, count: PicturesCount, text: str) -> None:
    page.pictures.show_count(count)
    assert page.pictures.count.text() == text


def test_where_to_begin(qtbot: QtBot, page: EmptyPage, pictures: Path) -> None:
    chosen = collected(page.folder_wanted)
    QTest.mouseClick(page.pictures, LEFT)
    assert chosen == [pictures]
    with qtbot.waitSignal(page.choose_wanted):
        QTest.mouseClick(page.choose, LEFT)


def test_without_a_pictures_folder_choosing_is_what_to_do(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photorag.qt.start.empty_page._pictures_folder", lambda: None)
    page = EmptyPage("starter")
    qtbot.addWidget(page)
    page.show()
    assert page.pictures.isHidden()
    assert page.choose.property("kind") == "main"


def test_the_card_lights_up_while_something_is_dragged_over(qtbot: QtBot, page: EmptyPage, tmp_path: Path) -> None:
    card = page.findChild(QFrame, "dropCard")
    assert card is not None
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setAcceptDrops(True)
    window.setCentralWidget(page)
    window.show()

    def enter(mime: QMimeData) -> None:
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        event = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, buttons, keys)
        QApplication.sendEvent(window, event)

    text, folder = QMimeData(), QMimeData()
    text.setText("words")
    folder.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    enter(text)
    assert not card.property("over")
    enter(folder)
    assert card.property("over")
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not card.property("over")
    window.takeCentralWidget()  # it is deleted on its own


def test_the_model_is_offered_and_then_seen_to_come(qtbot: QtBot, page: EmptyPage) -> None:
    card = page.model
    assert card.title.text() == "Understanding: starter model"
    assert card.get.text() == "Get the full model · 1.5 GB"
    assert "Your photos are not sent" in card.note.text()
    wanted = collected(page.model_wanted)
    QTest.mouseClick(card.get, LEFT)
    assert wanted == [DEFAULT_MODEL]
    height = card.height()
    download = Download(412_000_000, 1_540_000_000, 8.2e6, 137.0)
    page.show_state(ModelState(ModelPhase.DOWNLOADING, "starter", DEFAULT_MODEL, download))
    assert card.progress.amount.text() == "412 MB of 1.5 GB"
    assert card.height() == height
    with qtbot.waitSignal(page.model_stop_wanted):
        QTest.mouseClick(card.progress.stop, LEFT)
    page.show_state(ModelState(ModelPhase.FAILED, "starter", "hf-hub:acme/tiny", sentence="No way."))
    assert card.note.text() == "No way."
    QTest.mouseClick(card.get, LEFT)
    assert wanted == [DEFAULT_MODEL, "hf-hub:acme/tiny"]
    page.show_state(ModelState(ModelPhase.IDLE, DEFAULT_MODEL))
    assert card.title.text() == "Understanding: SigLIP 2 · B/32"
    assert card.get.isHidden() or not card.get.isVisible()
    with qtbot.waitSignal(page.models_wanted):
        QTest.mouseClick(card.others, LEFT)


def test_everything_can_be_reached_in_the_smallest_window(page: EmptyPage) -> None:
    inside = page.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= page.viewport().width()
    page.resize(528, 300)
    assert page.verticalScrollBar().maximum() > 0
