"""What is dropped, pasted, or handed over by another program becomes folders to add and pictures to search by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from photorag.core.query import Picture
from photorag.qt.bridge import LibraryBridge
from photorag.qt.grid.dragging import drag_mime
from photorag.qt.search.drops import MOST_PICTURES, QueryPicture
from photorag.qt.search.intake import Intake
from tests.qt.conftest import TIMEOUT, collected, files


@pytest.fixture
def intake(bridge: LibraryBridge) -> Intake:
    return Intake(bridge, bridge, name_of=lambda item: f"photo {item}")


@pytest.fixture
def photo(paint: Callable[..., Path]) -> Path:
    return paint("red.jpg", "red")


def test_files_are_taken_or_added(qtbot: QtBot, intake: Intake, photo: Path) -> None:
    expected = [(QueryPicture(Picture(path=photo), "red.jpg"),)]
    with qtbot.assertNotEmitted(intake.more_pictures), qtbot.waitSignal(intake.pictures, timeout=TIMEOUT) as taken:
        intake.take(files(photo))
    assert taken.args == expected
    with qtbot.assertNotEmitted(intake.pictures), qtbot.waitSignal(intake.more_pictures, timeout=TIMEOUT) as added:
        intake.add(files(photo))
    assert added.args == expected


@pytest.mark.parametrize("how", ["take", "add"])
def test_folders_are_folders_wherever_they_are_dropped(qtbot: QtBot, intake: Intake, photo: Path, how: str) -> None:
    with qtbot.waitSignal(intake.folders, timeout=TIMEOUT) as told:
        getattr(intake, how)(files(photo.parent))
    assert told.args == [(photo.parent,)]


def test_photos_of_the_grid_go_by_their_ids(qtbot: QtBot, intake: Intake) -> None:
    with qtbot.waitSignal(intake.more_pictures, timeout=TIMEOUT) as added:
        intake.add(drag_mime([5, 9], []))
    assert added.args == [(QueryPicture(Picture(item=5), "photo 5"), QueryPicture(Picture(item=9), "photo 9"))]
    with qtbot.waitSignal(intake.pictures, timeout=TIMEOUT) as taken:
        intake.take(drag_mime(range(100_000), []))
    assert taken.args is not None
    assert [each.picture.item for each in taken.args[0]] == list(range(MOST_PICTURES))


def test_paths_of_another_program(qtbot: QtBot, intake: Intake, photo: Path) -> None:
    with qtbot.waitSignals([intake.folders, intake.pictures], timeout=TIMEOUT) as _:
        intake.take_paths([str(photo.parent), str(photo)])


def test_nothing_is_nothing(qtbot: QtBot, intake: Intake, bridge: LibraryBridge) -> None:
    told = [collected(each) for each in (intake.folders, intake.pictures, intake.more_pictures, intake.trouble)]
    intake.take_paths([])
    intake.take(QMimeData())
    done: list[object] = []
    bridge.call(lambda _: None, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=TIMEOUT)
    assert told == [[], [], [], []]
