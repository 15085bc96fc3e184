"""The list of what could not be read: filtered, sorted, copied, explained."""

from __future__ import annotations

import errno
import io
import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Failure
from photorag.media import reasons
from photorag.qt.places.failure_texts import advice_text, reason_text
from photorag.qt.places.failures_dialog import FailuresDialog
from photorag.qt.theme import Theme
from tests.qt.conftest import collected
from tests.qt.places.conftest import PICTURES, UPLOADS

FAILURES = [
    Failure(PICTURES / "b.jpg", "the picture is damaged", 1, 0.0),
    Failure(PICTURES / "deep" / "C.jpg", "the file is empty", 1, 0.0),
    Failure(UPLOADS / "a.jpg", "no permission to read it", 1, 0.0),
]
_CODES = (errno.EACCES, errno.ENOENT, errno.EIO)


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> FailuresDialog:
    made = FailuresDialog(theme)
    qtbot.addWidget(made)
    made.show_failures(FAILURES, [PICTURES, UPLOADS])
    made.show()
    return made


def shown(dialog: FailuresDialog) -> list[str]:
    return [each.path.name for each in dialog.shown.all()]


def test_it_is_sorted_by_what_is_asked(dialog: FailuresDialog) -> None:
    assert shown(dialog) == ["a.jpg", "b.jpg", "C.jpg"]
    dialog.list.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert shown(dialog) == ["a.jpg", "C.jpg", "b.jpg"]  # No permission, The file, The picture


def test_one_folder_only(dialog: FailuresDialog) -> None:
    titles = [action.text() for action in dialog.folder_menu().actions()]
    assert titles == ["All folders (3)", "Pictures (2)", "Uploads (1)"]
    dialog.folder_menu().actions()[1].trigger()
    assert shown(dialog) == ["b.jpg", "C.jpg"]
    assert dialog.title.text() == "2 files couldn't be read"
    dialog.show_failures(FAILURES[2:], [PICTURES, UPLOADS])  # those of Pictures can be read by now
    assert shown(dialog) == ["a.jpg"]
    assert not dialog.folders.isVisible()


def test_the_chosen_file_stays_chosen(dialog: FailuresDialog) -> None:
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.advice.text().startswith("Copy it again")  # b.jpg is damaged
    dialog.show_failures([*FAILURES, Failure(PICTURES / "0.jpg", "too large: 1 × 1", 1, 0.0)], [PICTURES, UPLOADS])
    assert dialog.shown.failure(dialog.list.currentIndex()).path.name == "b.jpg"


def test_copying(dialog: FailuresDialog) -> None:
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == f"{UPLOADS / 'a.jpg'}\tNo permission to read it"
    assert len(lines) == 3
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines() == lines[:1]


def test_enter_shows_the_file(dialog: FailuresDialog) -> None:
    revealed = collected(dialog.reveal_wanted)
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert revealed == [UPLOADS / "a.jpg"]


@pytest.mark.parametrize(
    "error",
    [
        reasons.too_large(40_000, 40_000, 500_000_000),
        *(
            reasons.for_system_error(OSError(each, os.strerror(each)))
            for each in (errno.EACCES, errno.ENOENT, errno.EIO)
        ),
        *(reasons.for_unknown_content(io.BytesIO(each)) for each in (b"", b"\0" * 9, b"%PDF-1.7", b"8BPS", b"words")),
    ],
    ids=str,
)
def test_there_is_advice_for_what_the_reader_says(error: Exception) -> None:
    assert advice_text(str(error))
    assert reason_text(str(error))[0].isupper()


def test_an_unknown_reason_is_shown_as_it_is() -> None:
    assert reason_text("something odd") == "Something odd"
    assert advice_text("something odd") == ""
