"""The slider and the grid have the same row height."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.qt.grid.photo_grid import PhotoGrid
from photorag.qt.grid.row_height_slider import RowHeightSlider
from photorag.qt.theme import Theme
from tests.qt.conftest import collected
from tests.qt.grid.conftest import show


def test_both_follow_each_other(qtbot: QtBot, theme: Theme, grid: PhotoGrid) -> None:
    show(grid, range(1, 101))
    slider = RowHeightSlider(theme)
    qtbot.addWidget(slider)
    grid.set_row_height(200)
    slider.follow(grid)
    assert slider.slider.value() == 200
    heights = collected(grid.row_height_changed)
    QTest.keyClick(slider.slider, Qt.Key.Key_Right)
    assert grid.row_height == 210
    QTest.keyClick(slider.slider, Qt.Key.Key_End)
    assert grid.row_height == 400
    grid.set_row_height(150)
    assert slider.slider.value() == 150
    assert heights == [210, 400, 150]
    assert slider.slider.accessibleName()
