"""The viewer as a whole: leafing, what becomes sharp, what disappears, keys and signals."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Item
from photorag.media.view import ViewJob
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.viewer import fader
from photorag.qt.viewer.picture_renderer import PictureRenderer, Rendered
from photorag.qt.viewer.viewer import Viewer
from tests.qt.conftest import TIMEOUT
from tests.qt.viewer.conftest import Shelf, open_at

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def press(viewer: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    QTest.keyClick(viewer, key, modifier)


def shown(viewer: Viewer) -> str:
    return viewer.bar.title.name


def test_a_photo_becomes_sharp_and_its_neighbours_are_ready(
    qtbot: QtBot, viewer: Viewer, three: list[Item], renderer: PictureRenderer
) -> None:
    rendered: list[ViewJob] = []
    renderer.rendered.connect(lambda job, _: rendered.append(job))
    open_at(qtbot, viewer, three, 1)
    assert viewer.canvas.image is not None
    assert viewer.canvas.image.height() > 512  # more than the thumbnail has
    qtbot.waitUntil(lambda: len(rendered) == 3, timeout=TIMEOUT)
    press(viewer, Key.Key_Right)
    assert viewer.sharp  # at once
    press(viewer, Key.Key_Home)
    assert viewer.sharp
    assert shown(viewer) == "large.jpg"
    assert viewer.accessibleName() == "Photo large.jpg, 14 August 2023, 17:42, 1 of 3"


def test_keys_and_buttons_leaf_and_stop_at_the_ends(qtbot: QtBot, viewer: Viewer, three: list[Item]) -> None:
    open_at(qtbot, viewer, three)
    names = []
    for key in (
        Key.Key_Left,
        Key.Key_Right,
        Key.Key_PageDown,
        Key.Key_Space,
        Key.Key_PageUp,
        Key.Key_Home,
        Key.Key_End,
    ):
        press(viewer, key)
        names.append(shown(viewer))
    assert names == ["large.jpg", "tall.jpg", "small.png", "small.png", "tall.jpg", "large.jpg", "small.png"]
    assert not viewer.next.isVisible()
    viewer.previous.click()
    assert shown(viewer) == "tall.jpg"
    viewer.bar.favourite.setFocus()
    press(viewer.bar.favourite, Key.Key_Left)
    assert shown(viewer) == "large.jpg"


def test_zoomed_in_the_whole_picture_is_fetched_and_let_go_again(
    qtbot: QtBot, viewer: Viewer, three: list[Item], renderer: PictureRenderer
) -> None:
    open_at(qtbot, viewer, three)
    canvas = viewer.canvas
    assert canvas.image is not None
    assert canvas.image.width() < 3000
    press(viewer, Key.Key_1)
    assert viewer.bar.zoom.text() == "100 %"
    assert "full size" in canvas.sentence
    qtbot.waitUntil(lambda: canvas.image is not None and canvas.image.width() == 3000, timeout=TIMEOUT)
    assert canvas.percent == 100
    assert canvas.sentence == ""
    before = canvas.placement
    press(viewer, Key.Key_Right, Modifier.ShiftModifier)
    assert canvas.placement.x < before.x
    assert shown(viewer) == "large.jpg"
    whole = ViewJob.whole(str(three[0].path))
    assert renderer.ask(whole) is not None
    press(viewer, Key.Key_0)
    assert canvas.space.is_fitted(canvas.placement)
    press(viewer, Key.Key_Right)
    assert renderer.ask(whole) is None


def test_the_heart_asks_for_a_favourite(qtbot: QtBot, viewer: Viewer, three: list[Item]) -> None:
    viewer.open([item.id for item in three], 1)
    with qtbot.waitSignal(viewer.favourite_wanted, timeout=TIMEOUT, check_params_cb=lambda item: item == three[1].id):
        viewer.bar.favourite.click()


def test_the_menu_is_asked_for_by_button_mouse_and_key(viewer: Viewer, three: list[Item]) -> None:
    asked: list[tuple[int, QPoint]] = []
    viewer.menu_wanted.connect(lambda item, where: asked.append((item, where)))
    viewer.open([three[0].id], 0)
    viewer.bar.more.click()
    QTest.mouseClick(viewer.canvas, Qt.MouseButton.RightButton, pos=QPoint(70, 80))
    press(viewer, Key.Key_Menu)
    assert [item for item, _ in asked] == [three[0].id] * 3
    assert asked[1][1] == viewer.canvas.mapToGlobal(QPoint(70, 80))


def test_a_mark_shows_without_losing_the_picture(
    qtbot: QtBot, viewer: Viewer, three: list[Item], shelf: Shelf, photos: PhotoModel
) -> None:
    open_at(qtbot, viewer, three)
    press(viewer, Key.Key_1)
    assert not viewer.bar.favourite.isChecked()
    viewer.bar.favourite.click()
    assert not viewer.bar.favourite.isChecked()  # not before the library has said so
    shelf.mark(three[0].id, favourite=True)
    photos.forget([three[0].id])
    viewer.items_changed([three[0].id])
    qtbot.waitUntil(viewer.bar.favourite.isChecked, timeout=TIMEOUT)
    assert "Remove" in viewer.bar.favourite.accessibleName()
    assert viewer.sharp
    assert viewer.canvas.percent == 100


def test_what_disappears_makes_room_for_the_next(viewer: Viewer, three: list[Item]) -> None:
    left: list[int] = []
    viewer.left.connect(left.append)
    viewer.open([item.id for item in three], 1)
    viewer.remove([three[1].id])
    assert viewer.current_id == three[2].id
    viewer.remove([three[2].id])
    assert viewer.current_id == three[0].id
    viewer.remove([99])
    assert left == []
    viewer.remove([three[0].id])
    assert left == [0]


def test_a_photo_the_library_no_longer_has_is_passed_over(qtbot: QtBot, viewer: Viewer, three: list[Item]) -> None:
    viewer.open([77, three[0].id], 0)
    qtbot.waitUntil(lambda: viewer.current_id == three[0].id, timeout=TIMEOUT)


def test_a_photo_that_can_not_be_shown_says_why(qtbot: QtBot, viewer: Viewer, three: list[Item], shelf: Shelf) -> None:
    three[0].path.write_bytes(b"ruined while nobody looked")
    three[1].path.unlink()
    shelf.mark(three[1].id, offline=True)
    viewer.open([three[0].id, three[1].id], 0)
    qtbot.waitUntil(lambda: "can't be shown" in viewer.canvas.sentence, timeout=TIMEOUT)
    assert not viewer.sharp
    assert viewer.canvas.image is not None  # the thumbnail
    press(viewer, Key.Key_Right)
    qtbot.waitUntil(lambda: "offline" in viewer.canvas.sentence, timeout=TIMEOUT)


def test_a_file_of_another_shape_than_the_library_knows(qtbot: QtBot, viewer: Viewer, three: list[Item]) -> None:
    Image.new("RGB", (3000, 9000), "red").save(three[0].path)  # it was 3000 x 2000
    open_at(qtbot, viewer, three[:1])
    full = viewer.canvas.full
    assert (full.width(), full.height()) == (3000, 9000)


def test_escape_leaves_the_full_screen_first(qtbot: QtBot, viewer: Viewer, three: list[Item]) -> None:
    wanted: list[bool] = []
    left: list[int] = []
    viewer.left.connect(left.append)
    viewer.fullscreen_wanted.connect(wanted.append)
    viewer.open([item.id for item in three], 0)
    press(viewer, Key.Key_F11)
    assert wanted == [True]
    viewer.showFullScreen()
    qtbot.waitUntil(lambda: viewer.canvas.geometry() == viewer.rect(), timeout=TIMEOUT)
    press(viewer, Key.Key_Escape)
    assert (wanted, left) == ([True, False], [])
    viewer.showNormal()
    qtbot.waitUntil(lambda: viewer.canvas.y() == viewer.bar.height(), timeout=TIMEOUT)
    press(viewer, Key.Key_Escape)
    assert left == [three[0].id]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fader, "_AFTER", 20)


def test_on_a_full_screen_the_bars_go_and_come_back(
    qtbot: QtBot, impatient: None, viewer: Viewer, three: list[Item]
) -> None:
    viewer.showFullScreen()
    viewer.open([item.id for item in three], 0)
    QTest.mouseMove(viewer.windowHandle(), QPoint(200, 300))  # the bars stay while the mouse is on one of them
    qtbot.waitUntil(lambda: not viewer.bar.isVisible(), timeout=TIMEOUT)
    assert not viewer.strip.isVisible()
    assert viewer.canvas.cursor().shape() == Qt.CursorShape.BlankCursor
    QTest.mouseMove(viewer.canvas, QPoint(300, 300))
    press(viewer, Key.Key_Right)
    assert viewer.bar.isVisible()
    assert viewer.strip.isVisible()


def test_the_strip_goes_when_there_is_little_room(viewer: Viewer, three: list[Item]) -> None:
    toggled: list[bool] = []
    viewer.strip_toggled.connect(toggled.append)
    viewer.open([item.id for item in three], 0)
    assert viewer.strip.isVisible()
    viewer.resize(900, 540)
    assert not viewer.strip.isVisible()
    viewer.resize(900, 600)
    assert viewer.strip.isVisible()
    press(viewer, Key.Key_T)
    assert not viewer.strip.isVisible()
    assert toggled == [False]
    press(viewer, Key.Key_T)
    viewer.open([three[0].id], 0)
    assert not viewer.strip.isVisible()  # one photo needs none


def test_the_strip_chooses(qtbot: QtBot, viewer: Viewer, three: list[Item]) -> None:
    open_at(qtbot, viewer, three)
    place = viewer.strip.place_of(2)
    assert place is not None
    QTest.mouseClick(viewer.strip, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert viewer.current_id == three[2].id
    viewer.strip.stepped.emit(-1)
    assert viewer.current_id == three[1].id


def test_the_info_panel_says_what_is_known(qtbot: QtBot, viewer: Viewer, three: list[Item], shelf: Shelf) -> None:
    asked: list[Item] = []
    viewer.facts_wanted.connect(asked.append)
    shelf.mark(three[0].id, tags=("garden", "summer"))
    open_at(qtbot, viewer, three)
    assert asked == []  # nobody looks
    width = viewer.canvas.width()
    press(viewer, Key.Key_I)
    assert viewer.info.isVisible()
    assert viewer.canvas.width() == width - viewer.info.width()
    assert viewer.info.name.text == "large.jpg"
    assert "6\u00a0MP" in viewer.info.measures.text
    assert viewer.info.tags.text == "garden, summer"
    assert viewer.info.folder.text == str(three[0].path.parent)
    assert [item.id for item in asked] == [three[0].id]
    press(viewer, Key.Key_Right)
    assert [item.id for item in asked] == [three[0].id, three[1].id]
    press(viewer, Key.Key_I)
    assert not viewer.info.isVisible()


def test_an_animation_plays_and_space_holds_it(
    qtbot: QtBot, viewer: Viewer, shelf: Shelf, three: list[Item], tmp_path: Path
) -> None:
    path = tmp_path / "film.gif"
    frames = [Image.new("RGB", (200, 100), (number * 5, 0, 0)) for number in range(40)]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=20, loop=0)
    film = shelf.put(path)
    open_at(qtbot, viewer, [film, three[0]])
    player = viewer.presenter.player
    seen: set[int] = set()
    player.frame.connect(lambda _: seen.add(player.position))
    qtbot.waitUntil(lambda: len(seen) == 40, timeout=TIMEOUT)  # once round, from two batches
    press(viewer, Key.Key_Space)
    assert not player.playing
    held = player.position
    image = viewer.canvas.image
    assert image is not None
    assert abs(image.pixelColor(0, 0).red() - held * 5) <= 8
    press(viewer, Key.Key_Space)
    qtbot.waitUntil(lambda: player.position != held, timeout=TIMEOUT)
    press(viewer, Key.Key_Right)
    assert not player.active
    assert shown(viewer) == "large.jpg"


def test_leaving_stops_everything(qtbot: QtBot, viewer: Viewer, three: list[Item]) -> None:
    open_at(qtbot, viewer, three)
    press(viewer, Key.Key_1)
    press(viewer, Key.Key_Backspace)
    assert viewer.item is None
    assert viewer.canvas.image is None
    for key in Key.Key_Right, Key.Key_1, Key.Key_Space:
        press(viewer, key)  # nothing to do it with, and no error


def test_two_who_ask_for_the_same_are_both_answered(qtbot: QtBot, renderer: PictureRenderer, three: list[Item]) -> None:
    job = ViewJob.whole(str(three[0].path))
    answers: list[Rendered] = []
    renderer.rendered.connect(lambda _, rendered: answers.append(rendered))
    for _ in range(2):
        assert renderer.ask(job) is None
    qtbot.waitUntil(lambda: len(answers) == 1, timeout=TIMEOUT)
    again = renderer.ask(job)
    assert again is answers[0]
    assert again.image is not None
    assert again.image.width() == 3000
