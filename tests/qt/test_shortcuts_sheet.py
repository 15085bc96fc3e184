"""The sheet of all keys shows the one table there is, and goes as it came."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photorag.qt.shortcuts_sheet import ShortcutsSheet, native, shortcut_groups
from photorag.qt.theme import Theme

ALL = [(group.title, shortcut) for group in shortcut_groups() for shortcut in group.shortcuts]


@pytest.fixture
def sheet(qtbot: QtBot, theme: Theme) -> ShortcutsSheet:
    sheet = ShortcutsSheet(theme)
    qtbot.addWidget(sheet)
    sheet.open()
    return sheet


def test_every_key_is_one_that_qt_knows() -> None:
    for _, shortcut in ALL:
        assert shortcut.keys
        for key in shortcut.keys:
            assert QKeySequence(key).count() == 1, key
            assert native(key), key


def test_no_key_means_two_things_in_one_place() -> None:
    everywhere = [key for title, each in ALL if title in ("Search", "PhotoRAG") for key in each.keys]
    for place in ("Photos", "Selected photos", "Viewer"):
        here = [key for title, each in ALL if title == place for key in each.keys]
        own = [key for key in everywhere if key.startswith(("Ctrl", "F"))]
        assert len(set(here + own)) == len(here + own)


def test_everything_is_on_the_sheet(sheet: ShortcutsSheet) -> None:
    texts = [label.text() for label in sheet.findChildren(QLabel)]
    for title, shortcut in ALL:
        assert title in texts
        assert shortcut.what in texts
        assert set(shortcut.caps) <= set(texts)


def test_keys_are_not_squeezed(sheet: ShortcutsSheet) -> None:
    """At its smallest, too."""
    sheet.resize(sheet.minimumSize())
    for label in sheet.findChildren(QLabel):
        assert label.width() >= (0 if label.wordWrap() else label.sizeHint().width()), label.text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_it_goes_as_it_came(sheet: ShortcutsSheet, key: Qt.Key) -> None:
    assert sheet.isVisible()
    QTest.keyClick(sheet, key)
    assert not sheet.isVisible()
    sheet.open()
    assert sheet.isVisible()
    QTest.mouseClick(sheet.close_button, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()
