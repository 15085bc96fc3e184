"""The row of chips: what it shows, and what mouse and keys do to the search."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from photorag.core.query import Order
from photorag.core.understanding import PartKind
from photorag.qt.filters.bar import FilterBar
from photorag.qt.filters.chip import Chip
from photorag.qt.filters.row import FilterRow
from photorag.qt.filters.sort_menu import SortMenu
from photorag.qt.filters.state import SLOTS, FilterState
from photorag.qt.theme import Theme
from tests.qt.conftest import LEFT, TIMEOUT, collected
from tests.qt.filters.conftest import FACETS


def _laid_out(widget: QWidget) -> None:
    layout = widget.layout()
    assert layout is not None
    layout.activate()


def labels(row: FilterRow) -> list[str]:
    return [chip.label for chip in (*row.slots.values(), *row.extras)]


def test_it_shows_how_the_search_was_understood(row: FilterRow, state: FilterState) -> None:
    assert labels(row) == ["Date", "Place", "Camera", "Type", "Rating"]
    assert not any(chip.active for chip in row.slots.values())
    state.set_typed("dog in Lisbon -cat")
    state.set_term(PartKind.DATE, "taken:2023-08")
    assert labels(row) == ["Aug 2023", "Lisbon", "Camera", "Type", "Rating", "without cat"]
    assert [chip.active for chip in row.slots.values()] == [True, True, False, False, False]
    assert row.slots[PartKind.PLACE].accessibleName() == "Place: Lisbon"
    assert row.slots[PartKind.TYPE].accessibleName() == "Filter by: Type"
    state.set_typed("dog")
    assert row.extras == []


def test_the_cross_takes_a_part_out(row: FilterRow, state: FilterState) -> None:
    state.set_typed("dog in Lisbon -cat")
    place = row.slots[PartKind.PLACE]
    QTest.mouseClick(place, LEFT, pos=place.cross().center())
    assert state.typed == "dog -cat"
    assert not row.menus[PartKind.PLACE].isVisible()
    QTest.mouseClick(row.extras[0], LEFT, pos=row.extras[0].cross().center())
    assert state.typed == "dog"


def test_keys(row: FilterRow, state: FilterState) -> None:
    state.set_typed("dog in Lisbon -cat -horse")
    QTest.keyClick(row.slots[PartKind.PLACE], Qt.Key.Key_Delete)
    assert state.typed == "dog -cat -horse"
    QTest.keyClick(row.extras[1], Qt.Key.Key_Backspace)
    assert state.typed == "dog -cat"
    QTest.keyClick(row.slots[PartKind.CAMERA], Qt.Key.Key_Delete)  # nothing to take out
    assert state.typed == "dog -cat"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(row.slots[PartKind.DATE], key)
        menu = row.menus[PartKind.DATE]
        assert menu.isVisible()
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        assert not menu.isVisible()


def test_focus_stays_in_the_row_when_the_last_chip_goes(qtbot: QtBot, row: FilterRow, state: FilterState) -> None:
    state.set_typed("dog -cat")
    row.extras[0].setFocus()
    qtbot.waitUntil(row.extras[0].hasFocus, timeout=TIMEOUT)
    QTest.keyClick(row.extras[0], Qt.Key.Key_Delete)
    assert row.slots[PartKind.RATING].hasFocus()


def test_a_part_is_edited(row: FilterRow, state: FilterState) -> None:
    state.set_typed("dog -cat")
    row.extras[0].click()
    assert row.edit.isVisible()
    assert row.edit.field.text() == "-cat"
    assert row.edit.words.isHidden()
    row.edit.field.setText("-horse")
    QTest.keyClick(row.edit.field, Qt.Key.Key_Return)
    assert not row.edit.isVisible()
    assert state.typed == "dog -horse"
    row.extras[0].click()
    row.edit.field.clear()
    QTest.keyClick(row.edit.field, Qt.Key.Key_Return)
    assert state.typed == "dog"


def test_a_phrase_is_meant_as_words(row: FilterRow, state: FilterState) -> None:
    state.set_typed("dog in Lisbon before 2020 and after 2018")
    row.slots[PartKind.PLACE].click()
    menu = row.menus[PartKind.PLACE]
    assert menu.words.isVisible()
    menu.words.click()
    assert state.slot(PartKind.PLACE) == ()
    assert 'words:"in Lisbon"' in state.typed
    assert "in Lisbon" in state.parsed.query.words[0].text
    extra = row.extras[0]
    extra.click()
    assert row.edit.words.isVisible()
    row.edit.words.click()
    assert row.extras == []


def test_what_was_chosen_is_no_phrase(row: FilterRow, state: FilterState) -> None:
    state.set_term(PartKind.PLACE, 'place:"Lisbon"')
    row.slots[PartKind.PLACE].click()
    assert row.menus[PartKind.PLACE].words.isHidden()
    row.menus[PartKind.PLACE].any.click()
    assert state.parsed.query.empty


def test_an_open_menu_asks_for_counts_and_shows_what_comes(row: FilterRow, state: FilterState) -> None:
    asked = collected(row.facets_wanted)
    row.show_facets(FACETS)  # nothing is open: too late
    row.slots[PartKind.CAMERA].click()
    assert asked == [PartKind.CAMERA]
    menu = row.menus[PartKind.CAMERA]
    assert "Counting" in menu.note.text()  # type: ignore[attr-defined]
    row.show_facets(FACETS)
    assert menu.list.item(0).text() == "iPhone 13"  # type: ignore[attr-defined]
    assert menu.note.isHidden()  # type: ignore[attr-defined]
    menu.close()


def test_problems_are_said_when_the_typing_stops(qtbot: QtBot, row: FilterRow, state: FilterState) -> None:
    state.set_typed("dog taken:")
    assert row.line.isHidden()
    qtbot.waitUntil(lambda: not row.line.isHidden(), timeout=TIMEOUT)
    assert row.problem.text() == state.parsed.problems[0].sentence
    row.show_notes(("A note.",))
    qtbot.waitUntil(lambda: row.problem.text().endswith(" A note."), timeout=TIMEOUT)
    state.set_typed("dog")
    row.show_notes(())
    qtbot.waitUntil(row.line.isHidden, timeout=TIMEOUT)


def test_narrow_rows_wrap(qtbot: QtBot, theme: Theme, state: FilterState) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row, sort = FilterRow(state, theme, page), SortMenu(theme, page)
    bar = FilterBar(row, sort, (), page)
    tall = [bar.heightForWidth(width) for width in (900, 400, 200)]
    assert tall == sorted(set(tall))
    for width, height in zip((900, 400, 200), tall, strict=True):
        bar.setFixedSize(width, height)
        bar.show()
        page.show()
        _laid_out(bar)
        assert all(row.rect().contains(chip.mapTo(row, chip.rect().center())) for chip in row.slots.values())
        assert bar.rect().contains(sort.mapTo(bar, sort.rect().bottomRight()))


def test_chips_stand_still_when_the_sort_menu_comes(qtbot: QtBot, theme: Theme, state: FilterState) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row, sort = FilterRow(state, theme, page), SortMenu(theme, page)
    bar = FilterBar(row, sort, (), page)
    bar.resize(700, 40)
    page.show()
    _laid_out(bar)
    before = row.geometry()
    sort.hide()
    _laid_out(bar)
    assert row.geometry() == before


def test_every_chip_has_a_name_and_long_ones_are_shortened(row: FilterRow, state: FilterState) -> None:
    state.set_typed(f'dog in:"{"long " * 40}"')
    chip = row.extras[0]
    assert chip.width() < 320
    assert "long long" in chip.toolTip()
    assert all(each.accessibleName() for each in row.findChildren(Chip))


def test_sorting(qtbot: QtBot, theme: Theme) -> None:
    sort = SortMenu(theme)
    qtbot.addWidget(sort)
    sort.show()
    chosen = collected(sort.order_chosen)
    sort.show_order(Order.MATCH, matching=False)
    assert sort.label == "Newest first"
    sort.click()
    popup = sort.popup
    assert [popup.list.value_at(row) for row in range(popup.list.count())] == [
        order.value for order in Order if order is not Order.MATCH
    ]
    assert popup.list.is_chosen(0)
    QTest.keyClick(popup.list, Qt.Key.Key_Down)
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    assert chosen == [Order.OLDEST]
    assert not popup.isVisible()
    sort.show_order(Order.MATCH, matching=True)
    assert sort.label == "Best match"
    sort.click()
    assert popup.list.count() == len(Order)
    QTest.mouseClick(popup.list.viewport(), LEFT, pos=popup.list.visualItemRect(popup.list.item(0)).center())
    assert chosen == [Order.OLDEST]  # it is sorted so already


def test_slots_are_in_their_order(row: FilterRow) -> None:
    assert tuple(row.slots) == SLOTS
    lefts = [chip.x() for chip in row.slots.values()]
    assert lefts == sorted(set(lefts))
