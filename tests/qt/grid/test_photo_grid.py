"""Choosing photos with mouse and keys, and what is kept when they are replaced; with up to 100,000 of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QDrag, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photorag.qt.grid.dragging import MOST_FILES, drag_ids
from photorag.qt.grid.layout import Section
from photorag.qt.grid.photo_grid import NO_ITEM, PhotoGrid
from tests.qt.conftest import TIMEOUT, collected
from tests.qt.grid.conftest import InstantReads, centre, click, show

MANY = 100_000
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key


def line_of(grid: PhotoGrid, row: int) -> list[int]:
    top = grid.visualRect(grid.photos.index(row)).y()
    return [each for each in range(grid.photos.rowCount()) if grid.visualRect(grid.photos.index(each)).y() == top]


# -- clicks


def test_clicks_select(grid: PhotoGrid) -> None:
    show(grid, range(1, 101))
    click(grid, 0)
    assert grid.selected_ids() == [1]
    click(grid, 2, SHIFT)
    assert grid.selected_ids() == [1, 2, 3]
    click(grid, 1, CONTROL)
    assert grid.selected_ids() == [1, 3]
    assert grid.selection_size() == 2
    assert [grid.is_selected(each) for each in (1, 2, 3, 1000)] == [True, False, True, False]


def test_a_click_on_one_of_many_selected_leaves_that_one(grid: PhotoGrid) -> None:
    show(grid, range(1, 21))
    grid.selectAll()
    click(grid, 3)
    assert grid.selected_ids() == [4]


def test_a_click_beside_the_photos_selects_none(grid: PhotoGrid) -> None:
    show(grid, range(1, 21))
    click(grid, 3)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(5, 300))
    assert grid.selected_ids() == []


def test_a_double_click_and_enter_open(qtbot: QtBot, grid: PhotoGrid) -> None:
    show(grid, range(1, 21))
    with qtbot.waitSignal(grid.activated) as opened:
        click(grid, 2)
        QTest.mouseDClick(grid.viewport(), Qt.MouseButton.LeftButton, NONE, centre(grid, 2))
    assert opened.args is not None and opened.args[0].row() == 2
    for key in (Key.Key_Return, Key.Key_Enter):
        with qtbot.waitSignal(grid.activated):
            QTest.keyClick(grid, key)


def test_the_heading_that_stays_at_the_top_is_no_photo(grid: PhotoGrid) -> None:
    show(grid, range(1, 101))
    grid.verticalScrollBar().setValue(100)
    assert not grid.indexAt(QPoint(100, 20)).isValid()
    assert grid.indexAt(QPoint(100, 60)).isValid()


def test_the_menu_is_wanted_for_the_photo_under_the_mouse_or_the_keys(qtbot: QtBot, grid: PhotoGrid) -> None:
    show(grid, range(1, 101))
    wanted = collected_pairs(grid)
    where = centre(grid, 4)
    QApplication.sendEvent(grid.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, where))
    grid.show_photo(100)
    grid.verticalScrollBar().setValue(0)
    QApplication.sendEvent(grid.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    assert [each for each, _ in wanted] == [5, 100]
    assert grid.viewport().rect().contains(grid.viewport().mapFromGlobal(wanted[1][1]))


def collected_pairs(grid: PhotoGrid) -> list[tuple[int, QPoint]]:
    seen: list[tuple[int, QPoint]] = []
    grid.menu_wanted.connect(lambda each, where: seen.append((each, where)))
    return seen


# -- keys


def test_arrow_keys_move_and_shift_extends(grid: PhotoGrid) -> None:
    show(grid, range(1, 101))
    click(grid, 0)
    first_line = line_of(grid, 0)
    QTest.keyClick(grid, Key.Key_Right)
    assert grid.selected_ids() == [2]
    QTest.keyClick(grid, Key.Key_Down)
    assert grid.current_id() == grid.photos.id_at(grid.currentIndex().row())
    assert grid.currentIndex().row() in line_of(grid, len(first_line))
    QTest.keyClick(grid, Key.Key_Home, SHIFT)
    assert grid.selected_ids() == list(range(1, len(grid.selected_ids()) + 1))
    assert grid.selection_size() > len(first_line)
    QTest.keyClick(grid, Key.Key_End)
    assert grid.selected_ids() == [100]


def test_down_and_up_come_back_to_the_same_photo(grid: PhotoGrid) -> None:
    show(grid, range(1, 301))
    for start in line_of(grid, 0):
        click(grid, start)
        for key in [Key.Key_Down] * 8 + [Key.Key_Up] * 8:
            QTest.keyClick(grid, key)
        assert grid.currentIndex().row() == start
        grid.verticalScrollBar().setValue(0)


def test_page_keys_go_a_view_further_and_keep_the_photo_in_sight(grid: PhotoGrid) -> None:
    show(grid, range(1, 1001))
    click(grid, 1)
    tops = []
    for _ in range(5):
        QTest.keyClick(grid, Key.Key_PageDown)
        rect = grid.visualRect(grid.currentIndex())
        assert grid.viewport().rect().contains(rect)
        tops.append(rect.y() + grid.verticalOffset())
    assert all(200 < after - before < 700 for before, after in pairwise(tops))
    for _ in range(6):
        QTest.keyClick(grid, Key.Key_PageUp)
    assert grid.currentIndex().row() in line_of(grid, 0)


def test_moving_by_keys_scrolls_and_the_heading_covers_nothing(grid: PhotoGrid) -> None:
    show(grid, range(1, 301))
    click(grid, 0)
    for key in [Key.Key_Down] * 20 + [Key.Key_Up] * 20:
        QTest.keyClick(grid, key)
        rect = grid.visualRect(grid.currentIndex())
        assert rect.top() >= 40 and rect.bottom() < grid.viewport().height()
    assert grid.verticalOffset() == 0


def test_without_a_current_photo_the_keys_begin_in_sight(grid: PhotoGrid) -> None:
    show(grid, range(1, 1001))
    grid.verticalScrollBar().setValue(3000)
    QTest.keyClick(grid, Key.Key_Down)
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()).center())


def test_typed_letters_are_handed_on_and_move_nothing(grid: PhotoGrid) -> None:
    show(grid, range(1, 101))
    click(grid, 0)
    typed = collected(grid.typed)
    QTest.keyClicks(grid, "5x ")
    assert typed == ["5", "x"]
    assert grid.current_id() == 1


@pytest.mark.parametrize(
    ("key", "text", "modifier"),
    [
        (Key.Key_Escape, "\x1b", NONE),
        (Key.Key_Delete, "\x7f", NONE),
        (Key.Key_C, "\x03", CONTROL),
        (Key.Key_Backspace, "\b", NONE),
    ],
)
def test_keys_of_the_window_are_left_to_it(grid: PhotoGrid, key: Key, text: str, modifier: Qt.KeyboardModifier) -> None:
    show(grid, range(1, 101))
    click(grid, 0)
    typed = collected(grid.typed)
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifier, text)
    grid.keyPressEvent(event)
    assert not event.isAccepted()
    assert typed == []


# -- many photos


def test_everything_is_selected_at_once(grid: PhotoGrid) -> None:
    show(grid, range(1, MANY + 1))
    started = time.perf_counter()
    QTest.keyClick(grid, Key.Key_A, CONTROL)
    assert grid.selection_size() == MANY
    assert time.perf_counter() - started < 0.05  # a range; one by one it takes longer than a second
    assert grid.selected_ids() == list(range(1, MANY + 1))
    click(grid, 1, CONTROL)
    assert grid.selection_size() == MANY - 1
    assert not grid.is_selected(2)


def test_only_what_is_seen_and_comes_next_is_asked_for(qtbot: QtBot, grid: PhotoGrid, reads: InstantReads) -> None:
    show(grid, range(MANY, 0, -1))
    qtbot.waitUntil(lambda: MANY in reads.asked, timeout=TIMEOUT)
    grid.scrollToBottom()
    qtbot.waitUntil(lambda: 1 in reads.asked, timeout=TIMEOUT)
    assert len(reads.asked) < 300
    assert grid.photos.rowCount() == MANY


# -- rubber band


def drag(grid: PhotoGrid, start: QPoint, stop: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(grid.viewport(), button, modifier, start)
    QTest.mouseMove(grid.viewport(), (start + stop) / 2)
    QTest.mouseMove(grid.viewport(), stop)
    QTest.mouseRelease(grid.viewport(), button, modifier, stop)


def test_a_rectangle_selects_what_it_touches(grid: PhotoGrid) -> None:
    show(grid, range(1, 101))
    first_line = line_of(grid, 0)
    second = grid.photos.index(len(first_line))
    below = grid.visualRect(second).center()
    drag(grid, QPoint(4, 20), QPoint(grid.visualRect(grid.photos.index(0)).right(), below.y()))
    touched = [1, len(first_line) + 1]
    assert grid.selected_ids()[:1] == [1]
    assert set(touched) <= set(grid.selected_ids())
    assert grid.selection_size() < 6


def test_with_control_a_rectangle_adds(grid: PhotoGrid) -> None:
    show(grid, range(1, 101))
    last = line_of(grid, 0)[-1]
    click(grid, last)
    drag(grid, QPoint(4, 20), QPoint(40, 60), CONTROL)
    assert grid.selected_ids() == [1, last + 1]
    drag(grid, QPoint(4, 20), QPoint(40, 60))
    assert grid.selected_ids() == [1]


def test_a_rectangle_at_the_edge_scrolls_on(qtbot: QtBot, grid: PhotoGrid) -> None:
    show(grid, range(1, 1001))
    button = Qt.MouseButton.LeftButton
    QTest.mousePress(grid.viewport(), button, NONE, QPoint(4, 20))
    QTest.mouseMove(grid.viewport(), QPoint(500, 350))
    QTest.mouseMove(grid.viewport(), QPoint(980, grid.viewport().height() - 1))
    before = grid.selection_size()
    qtbot.waitUntil(lambda: grid.selection_size() > before + 10, timeout=TIMEOUT)
    QTest.mouseRelease(grid.viewport(), button, NONE, QPoint(980, grid.viewport().height() - 1))
    assert grid.selected_ids() == list(range(1, grid.selection_size() + 1))
    size = grid.selection_size()
    grid.verticalScrollBar().setValue(0)
    assert grid.selection_size() == size


# -- telling


def test_changes_are_told_once(qtbot: QtBot, grid: PhotoGrid) -> None:
    show(grid, range(1, 101))
    changes = collected_count(grid)
    currents = collected(grid.current_changed)
    with qtbot.waitSignal(grid.selection_changed):
        grid.show_photo(7)
        grid.show_photo(9)
    assert (changes(), currents) == (1, [9])
    place = grid.place()
    show(grid, range(1, 121))
    grid.restore(place)
    assert grid.selected_ids() == [9]
    with qtbot.waitSignal(grid.selection_changed):
        show(grid, range(200, 220))
    assert (changes(), currents) == (2, [9, NO_ITEM])  # the refresh changed nothing


def collected_count(grid: PhotoGrid) -> Callable[[], int]:
    seen: list[bool] = []
    grid.selection_changed.connect(lambda: seen.append(True))
    return lambda: len(seen)


# -- keeping the place


def test_a_refresh_keeps_place_and_selection(grid: PhotoGrid) -> None:
    show(grid, range(1000, 0, -1))
    grid.verticalScrollBar().setValue(5000)
    top = grid.indexAt(QPoint(60, 150))
    click(grid, top.row())
    kept = grid.current_id()
    assert kept is not None
    before = grid.visualRect(top).y()
    place = grid.place()
    show(grid, range(1012, 0, -1))  # newer ones came in before
    grid.restore(place)
    assert grid.selected_ids() == [kept]
    assert grid.current_id() == kept
    row = grid.photos.row_of(kept)
    assert row is not None
    # Twelve more photos may move it to another line, but it stays in sight.
    assert abs(grid.visualRect(grid.photos.index(row)).y() - before) < 2 * grid.row_height


def test_the_keys_go_on_from_a_photo_that_is_gone(grid: PhotoGrid) -> None:
    show(grid, range(1, 301))
    grid.show_photo(250)
    place = grid.place()
    show(grid, [each for each in range(1, 301) if each != 250])
    grid.restore(place)
    assert grid.selected_ids() == []
    assert grid.current_id() == 251
    QTest.keyClick(grid, Key.Key_Right)
    assert grid.selected_ids() == [252]


def test_at_the_top_new_photos_push_in(grid: PhotoGrid) -> None:
    show(grid, range(1000, 0, -1))
    grid.show_photo(500)
    grid.verticalScrollBar().setValue(0)
    place = grid.place()
    show(grid, range(1001, 0, -1))
    grid.restore(place)
    assert grid.verticalScrollBar().value() == 0
    assert grid.current_id() == 500


def test_a_photo_far_away_is_shown_in_the_middle(grid: PhotoGrid) -> None:
    show(grid, range(1, MANY + 1))
    grid.show_photo(50_000)
    assert grid.selected_ids() == [50_000]
    middle = grid.viewport().height() // 2
    assert abs(centre(grid, 49_999).y() - middle) < 10
    QTest.keyClick(grid, Key.Key_Right, SHIFT)
    assert grid.selected_ids() == [50_000, 50_001]


# -- row height


def wheel(grid: PhotoGrid, where: QPoint, delta: int, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    QApplication.sendEvent(
        grid.viewport(),
        QWheelEvent(
            QPointF(where), QPointF(grid.viewport().mapToGlobal(where)), QPoint(), QPoint(0, delta),
            Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False,
        ),
    )  # fmt: skip


def test_the_wheel_with_control_keeps_the_photo_under_the_mouse(grid: PhotoGrid) -> None:
    show(grid, range(1, 5001))
    grid.verticalScrollBar().setValue(20_000)
    heights = collected(grid.row_height_changed)
    where = QPoint(470, 400)
    row = grid.indexAt(where).row()
    for _ in range(5):
        wheel(grid, where, 120)
    for _ in range(9):
        wheel(grid, where, -120)
        rect = grid.visualRect(grid.photos.index(row))
        assert rect.top() - 2 <= where.y() <= rect.bottom() + 2
    assert heights[:5] == sorted(heights[:5]) and heights[5:] == sorted(heights[5:], reverse=True)
    assert heights[-1] == grid.row_height == 120


def test_a_touch_pad_s_small_steps_add_up(grid: PhotoGrid) -> None:
    show(grid, range(1, 101))
    for _ in range(60):
        wheel(grid, QPoint(300, 300), 2)
    assert grid.row_height == round(180 * 1.15)


def test_the_wheel_alone_scrolls(grid: PhotoGrid) -> None:
    show(grid, range(1, 101))
    wheel(grid, QPoint(300, 300), -120, NONE)
    assert grid.verticalOffset() > 0
    assert grid.row_height == 180


def test_keys_change_the_row_height_within_limits(grid: PhotoGrid) -> None:
    show(grid, range(1, 1001))
    for _ in range(10):
        QTest.keyClick(grid, Key.Key_Plus, CONTROL)
    assert grid.row_height == 400
    for _ in range(20):
        QTest.keyClick(grid, Key.Key_Minus, CONTROL)
    assert grid.row_height == 120
    assert grid.visualRect(grid.photos.index(0)).height() < 180


def test_changing_the_size_back_and_forth_does_not_drift(grid: PhotoGrid) -> None:
    show(grid, range(1, 10_001))
    grid.verticalScrollBar().setValue(50_000)
    before = grid.verticalOffset()
    for height in (*range(180, 400, 5), *range(400, 179, -5)):
        grid.set_row_height(height)
    assert grid.verticalOffset() == before
    for width in (*range(1000, 600, -7), 1000):
        grid.resize(width, 700)
    assert grid.verticalOffset() == before


# -- dragging out, screen readers


def test_selected_photos_are_dragged_as_files_and_as_ids(qtbot: QtBot, grid: PhotoGrid) -> None:
    show(grid, range(1, 101))
    qtbot.waitUntil(lambda: grid.photos.item(2) is not None, timeout=TIMEOUT)
    click(grid, 0)
    click(grid, 2, SHIFT)
    mime = grid.dragged()
    assert drag_ids(mime) == (1, 2, 3)
    assert [url.toLocalFile() for url in mime.urls()] == [f"/photos/{each}.jpg" for each in (1, 2, 3)]


def test_dragging_one_of_many_selected_takes_all_of_them_and_leaves_the_files(
    grid: PhotoGrid, monkeypatch: pytest.MonkeyPatch
) -> None:
    drags: list[tuple[tuple[int, ...], Qt.DropAction]] = []

    def exec_(drag: QDrag, action: Qt.DropAction) -> Qt.DropAction:
        drags.append((drag_ids(drag.mimeData()), action))
        return action

    monkeypatch.setattr(QDrag, "exec", exec_)
    show(grid, range(1, 101))
    click(grid, 0)
    click(grid, 2, SHIFT)
    start = centre(grid, 1)
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, NONE, start)
    for far in (5, 30):  # the drag begins, and takes all that follows
        QTest.mouseMove(grid.viewport(), start + QPoint(far, far))
    assert drags == [((1, 2, 3), Qt.DropAction.CopyAction)]
    assert grid.selected_ids() == [1, 2, 3]
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton)


def test_photos_that_were_never_in_sight_are_dragged_too(qtbot: QtBot, grid: PhotoGrid) -> None:
    show(grid, range(1, 151))
    with qtbot.waitSignal(grid.selection_changed):
        grid.selectAll()
    qtbot.waitUntil(lambda: len(grid.dragged().urls()) == 150, timeout=TIMEOUT)


def test_of_very_many_photos_only_so_many_files_are_dragged(qtbot: QtBot, grid: PhotoGrid) -> None:
    show(grid, range(1, 1001))
    grid.selectAll()
    qtbot.waitUntil(lambda: len(grid.dragged().urls()) == MOST_FILES, timeout=TIMEOUT)
    assert len(drag_ids(grid.dragged())) == 1000


def test_a_screen_reader_hears_name_date_and_mark(qtbot: QtBot, grid: PhotoGrid, reads: InstantReads) -> None:
    reads.changes[2] = {"favourite": True}
    show(grid, [1, 2], [Section("August 2023", "", 2)])
    interface = QAccessible.queryAccessibleInterface(grid)
    assert interface.text(QAccessible.Text.Name) == "Photos"
    assert interface.role() == QAccessible.Role.List

    def name(row: int) -> str:
        child = interface.child(row)
        return "" if child is None else child.text(QAccessible.Text.Name)

    qtbot.waitUntil(lambda: name(1) != "", timeout=TIMEOUT)
    assert name(0).startswith("1.jpg, 14") and "2023" in name(0) and "favourite" not in name(0)
    assert name(1).endswith(", favourite")
