"""Copies, the trash, the clipboard, and other apps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from photorag.qt.actions.failed_files import FailedFilesDialog
from photorag.qt.actions.task import Task
from photorag.qt.notice import Notice, NoticeKind
from tests.qt.actions.conftest import Desk
from tests.qt.conftest import TIMEOUT, collected


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    found: list[Notice] = collected(desk.actions.noticed)
    return found


@pytest.fixture
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's trash, moved to a folder of this test."""
    other = pytest.importorskip("send2trash.plat_other")
    folder = tmp_path / "Trash"
    monkeypatch.setattr(other, "XDG_DATA_HOME", str(tmp_path).encode())
    monkeypatch.setattr(other, "HOMETRASH_B", str(folder).encode())
    monkeypatch.setattr(other, "get_dev", lambda _: 1)
    monkeypatch.setattr("send2trash.send2trash", other.send2trash)
    return folder


def test_copies_are_made_and_told(
    qtbot: QtBot, desk: Desk, notices: list[Notice], tmp_path: Path, opened: list[str]
) -> None:
    folder = tmp_path / "out"
    tasks: list[Task] = collected(desk.actions.task_started)
    with qtbot.waitSignal(desk.actions.noticed, timeout=TIMEOUT):
        desk.actions.transfers.export_to(desk.ids, folder)
    assert [task.text for task in tasks] == [f"Copying 4 photos to {folder}"]
    assert {path.name for path in folder.iterdir()} == {path.name for path in desk.paths}
    assert notices[0].text == f"Copied 4 photos to {folder}."
    assert notices[0].kind is NoticeKind.INFO
    notices[0].actions[0].run()
    assert opened == [str(folder)]
    with qtbot.waitSignal(desk.actions.noticed, timeout=TIMEOUT):
        desk.actions.transfers.export_to(desk.ids, folder)
    assert notices[1].text == "4 photos were there already."


def test_the_folder_is_asked_for(qtbot: QtBot, desk: Desk, notices: list[Notice], tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    desk.actions.export([])
    assert desk.window.findChild(QFileDialog) is None
    desk.actions.export(desk.ids[:1])
    dialog = desk.window.findChild(QFileDialog)
    assert dialog is not None
    with qtbot.waitSignal(desk.actions.noticed, timeout=TIMEOUT):
        dialog.fileSelected.emit(str(folder))
    assert (folder / "red.png").read_bytes() == desk.paths[0].read_bytes()
    assert notices[0].text == f"Copied 1 photo to {folder}."


def test_what_could_not_be_copied_is_listed(qtbot: QtBot, desk: Desk, notices: list[Notice], tmp_path: Path) -> None:
    desk.paths[1].unlink()
    with qtbot.waitSignal(desk.actions.noticed, timeout=TIMEOUT):
        desk.actions.transfers.export_to(desk.ids[:2], tmp_path / "out")
    assert notices[0].kind is NoticeKind.TROUBLE
    assert notices[0].text == f"Copied 1 photo to {tmp_path / 'out'}. 1 photo could not be copied."
    show = notices[0].actions[0]
    assert show.text == "Show why"
    show.run()
    dialog = desk.window.findChild(FailedFilesDialog)
    assert dialog is not None
    row = dialog.list.topLevelItem(0)
    assert row is not None
    assert [row.text(column) for column in range(2)] == ["green.png", "the file is gone, or its folder is offline"]


def test_copying_can_be_stopped_also_while_it_waits(
    qtbot: QtBot, desk: Desk, notices: list[Notice], tmp_path: Path
) -> None:
    tasks: list[Task] = collected(desk.actions.task_started)
    for name in ("first", "second"):
        desk.actions.transfers.export_to(desk.ids, tmp_path / name)
    tasks[1].cancel()
    qtbot.waitUntil(lambda: len(notices) == 2, timeout=TIMEOUT)
    assert notices[0].text == f"Copied 4 photos to {tmp_path / 'first'}."
    assert notices[1].text == f"Stopped: 0 of 4 photos were copied to {tmp_path / 'second'}."
    assert list((tmp_path / "second").iterdir()) == []


def test_a_place_copies_can_not_go_to(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.actions.trouble, timeout=TIMEOUT) as told:
        desk.actions.transfers.export_to(desk.ids, desk.paths[0])
    assert told.args == [f"{desk.paths[0]} is a file, not a folder. Choose a folder for the copies."]


def box_of(desk: Desk) -> QMessageBox:
    box = desk.window.findChild(QMessageBox)
    assert box is not None
    return box


def button(box: QMessageBox, text: str) -> QPushButton:
    return next(each for each in box.findChildren(QPushButton) if each.text() == text)


def test_the_trash_asks_first_and_cancel_is_the_answer_to_enter(qtbot: QtBot, desk: Desk, trash: Path) -> None:
    tasks = collected(desk.actions.task_started)
    desk.actions.trash(desk.ids[:2])
    box = box_of(desk)
    assert box.text() == "Move 2 photos to the trash?"
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.window.findChild(QMessageBox) is None, timeout=TIMEOUT)
    assert tasks == []
    assert all(path.exists() for path in desk.paths)


def test_photos_go_to_the_trash_and_out_of_sight(qtbot: QtBot, desk: Desk, notices: list[Notice], trash: Path) -> None:
    desk.actions.trash(desk.ids[:2])
    with qtbot.waitSignal(desk.actions.noticed, timeout=TIMEOUT):
        QTest.mouseClick(button(box_of(desk), "Move to trash"), Qt.MouseButton.LeftButton)
    assert notices[0].text == "Moved 2 photos to the trash."
    assert {path.name for path in (trash / "files").iterdir()} == {"red.png", "green.png"}
    assert [path.exists() for path in desk.paths] == [False, False, True, True]
    assert set(desk.library.items(desk.ids)) == set(desk.ids[2:])


def test_what_stays_is_told(qtbot: QtBot, desk: Desk, notices: list[Notice], trash: Path) -> None:
    desk.paths[0].unlink()
    with qtbot.waitSignal(desk.actions.noticed, timeout=TIMEOUT):
        desk.actions.transfers.trash_now(desk.ids[:1])
    assert notices[0].text == "1 photo stayed where it is."
    assert notices[0].kind is NoticeKind.TROUBLE


def test_very_many_take_a_tick_as_well(desk: Desk) -> None:
    desk.actions.trash(range(1, 1002))
    box = box_of(desk)
    move = button(box, "Move to trash")
    assert not move.isEnabled()
    tick = box.findChild(QCheckBox)
    assert tick is not None
    assert tick.text().startswith("Yes, all 1")
    tick.click()
    assert move.isEnabled()
    box.reject()


def test_one_photo_is_copied_as_file_and_picture(qtbot: QtBot, desk: Desk) -> None:
    clipboard = QGuiApplication.clipboard()
    with qtbot.waitSignal(desk.actions.clipboard.pictured, timeout=TIMEOUT):
        desk.actions.copy_images(desk.ids[:1])
    mime = clipboard.mimeData()
    assert [url.toLocalFile() for url in mime.urls()] == [str(desk.paths[0])]
    image = clipboard.image()
    assert (image.width(), image.height()) == (80, 60)
    assert image.pixelColor(60, 40).getRgb() == (220, 30, 30, 255)


def test_several_photos_are_copied_as_files(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.actions.told, timeout=TIMEOUT) as told:
        desk.actions.copy_images(desk.ids)
    assert told.args == ["4 photos copied."]
    mime = QGuiApplication.clipboard().mimeData()
    assert [url.toLocalFile() for url in mime.urls()] == [str(path) for path in desk.paths]
    assert not mime.hasImage()
    lines = bytes(mime.data("x-special/gnome-copied-files").data()).split(b"\n")
    assert lines == [b"copy", *(path.as_uri().encode() for path in desk.paths)]


def test_a_picture_that_comes_late_does_not_replace_what_was_copied_since(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.actions.told, timeout=TIMEOUT):
        desk.actions.copy_images(desk.ids[:1])
    QGuiApplication.clipboard().setText("copied since")
    with qtbot.waitSignal(desk.actions.clipboard._renderer.rendered, timeout=TIMEOUT):
        pass
    assert QGuiApplication.clipboard().text() == "copied since"


def test_paths_are_copied_as_text(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(desk.actions.told, timeout=TIMEOUT):
        desk.actions.copy_paths(desk.ids[:2])
    assert QGuiApplication.clipboard().text() == f"{desk.paths[0]}\n{desk.paths[1]}"


@pytest.mark.parametrize("what", ["photo", "folder"])
def test_other_apps(qtbot: QtBot, desk: Desk, opened: list[str], what: str) -> None:
    act: Callable[[int], None] = desk.actions.open_external if what == "photo" else desk.actions.show_in_folder
    act(desk.ids[0])
    qtbot.waitUntil(lambda: bool(opened), timeout=TIMEOUT)
    assert opened == [str(desk.paths[0] if what == "photo" else desk.paths[0].parent)]
