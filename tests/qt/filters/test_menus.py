"""The menus: what they offer, how a choice is written in the query language, and that it comes back as chosen."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from photorag.core.understanding import Count, Facets, PartKind
from photorag.qt.filters.choice_menu import ChoiceMenu, quoted, type_term
from photorag.qt.filters.date_menu import DateMenu
from photorag.qt.filters.dates import month_bars, months_of, span_of_months, year_bars
from photorag.qt.filters.row import FilterRow
from photorag.qt.filters.state import FilterState
from photorag.search.parse.dates import text
from tests.qt.conftest import LEFT
from tests.qt.filters.conftest import FACETS


def choices(row: FilterRow, kind: PartKind, facets: Facets = FACETS) -> ChoiceMenu:
    row.slots[kind].click()
    row.show_facets(facets)
    menu = row.menus[kind]
    assert isinstance(menu, ChoiceMenu)
    return menu


def dates(row: FilterRow, facets: Facets = FACETS) -> DateMenu:
    row.slots[PartKind.DATE].click()
    row.show_facets(facets)
    menu = row.menus[PartKind.DATE]
    assert isinstance(menu, DateMenu)
    return menu


def rows(menu: ChoiceMenu) -> list[str]:
    return [menu.list.item(row).text() for row in range(menu.list.count())]


def chosen(menu: ChoiceMenu) -> list[str]:
    return [menu.list.item(row).text() for row in range(menu.list.count()) if menu.list.is_chosen(row)]


def click(menu: ChoiceMenu, title: str, *, box: bool = False) -> None:
    rect = menu.list.visualItemRect(menu.list.item(rows(menu).index(title)))
    where = QPoint(rect.left() + 14, rect.center().y()) if box else rect.center()
    QTest.mouseClick(menu.list.viewport(), LEFT, pos=where)


# -- choices


def test_a_click_chooses_one_and_closes(row: FilterRow, state: FilterState) -> None:
    menu = choices(row, PartKind.PLACE)
    assert rows(menu) == ["Countries", "Portugal", "Cities and regions", "Lisbon, Portugal", "Porto, Portugal"]
    click(menu, "Countries")
    assert menu.isVisible()  # a heading is no choice
    click(menu, "Lisbon, Portugal")
    assert not menu.isVisible()
    assert state.terms == 'place:"Lisbon"'
    assert row.slots[PartKind.PLACE].label == "Lisbon"
    assert chosen(choices(row, PartKind.PLACE)) == ["Lisbon, Portugal"]
    click(menu, "Porto, Portugal")
    assert state.terms == 'place:"Porto"'
    click(choices(row, PartKind.PLACE), "Porto, Portugal")
    assert state.terms == ""


def test_boxes_choose_several(row: FilterRow, state: FilterState) -> None:
    menu = choices(row, PartKind.PLACE)
    click(menu, "Lisbon, Portugal", box=True)
    click(menu, "Porto, Portugal", box=True)
    assert menu.isVisible()
    assert state.terms == '(place:"Lisbon" OR place:"Porto")'
    assert row.slots[PartKind.PLACE].label == "Lisbon or Porto"
    assert chosen(menu) == ["Lisbon, Portugal", "Porto, Portugal"]
    click(menu, "Lisbon, Portugal", box=True)
    assert state.terms == 'place:"Porto"'
    click(menu, "Porto, Portugal", box=True)
    assert state.terms == ""


def test_what_was_typed_is_chosen_and_goes_on_as_the_library_writes_it(row: FilterRow, state: FilterState) -> None:
    state.set_typed("dog in lisbon")
    menu = choices(row, PartKind.PLACE)
    assert chosen(menu) == ["Lisbon, Portugal"]
    click(menu, "Porto, Portugal", box=True)
    assert state.parsed.text == 'dog (place:"Lisbon" OR place:"Porto")'


def test_keys_in_a_list(row: FilterRow, state: FilterState) -> None:
    menu = choices(row, PartKind.TYPE)
    assert rows(menu) == ["Favourites", "Portrait", "Landscape", "File formats", "HEIC", "JPG"]  # none is RAW
    QTest.keyClick(menu.list, Qt.Key.Key_Space)
    assert state.terms == "is:favourite"
    QTest.keyClick(menu.list, Qt.Key.Key_End)
    QTest.keyClick(menu.list, Qt.Key.Key_Space)
    assert state.terms == "is:favourite ext:jpg"
    QTest.keyClick(menu.list, Qt.Key.Key_Return)
    assert state.terms == "ext:jpg"
    assert not menu.isVisible()
    QTest.keyClick(choices(row, PartKind.TYPE).list, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_many_places_are_searched(row: FilterRow, state: FilterState) -> None:
    many = Facets(places=tuple(Count(f"Town {number}", f"Town {number}", number) for number in range(40)))
    menu = choices(row, PartKind.PLACE, many)
    assert menu.search.isVisible()
    QTest.keyClicks(menu.search, "town 37")
    assert rows(menu) == ["Town 37"]
    menu.search.setText("nowhere")
    assert menu.note.text() == "Nothing by that name"
    menu.search.setText("39")
    QTest.keyClick(menu.search, Qt.Key.Key_Return)
    assert state.terms == 'place:"Town 39"'


def test_letters_and_arrows_go_between_the_list_and_its_search(row: FilterRow) -> None:
    many = Facets(places=tuple(Count(f"Town {number}", f"Town {number}", number) for number in range(40)))
    menu = choices(row, PartKind.PLACE, many)
    QTest.keyClick(menu.search, Qt.Key.Key_Down)
    assert menu.list.hasFocus()
    QTest.keyClick(menu.list, Qt.Key.Key_Up)
    assert menu.search.hasFocus()
    QTest.keyClick(menu.search, Qt.Key.Key_Down)
    QTest.keyClick(menu.list, Qt.Key.Key_9)
    assert menu.search.hasFocus()
    assert menu.search.text() == "9"


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (PartKind.PLACE, "No place is known for these photos"),
        (PartKind.CAMERA, "No camera is known for these photos"),
        (PartKind.TYPE, "No photos here"),
    ],
)
def test_nothing_to_choose_is_said(row: FilterRow, kind: PartKind, sentence: str) -> None:
    menu = choices(row, kind, Facets())
    assert menu.note.isVisible()
    assert menu.note.text() == sentence


def test_ratings_count_upwards(row: FilterRow, state: FilterState) -> None:
    menu = choices(row, PartKind.RATING)
    counted = [
        (menu.list.item(at).text(), menu.list.item(at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in (0, 1, 5)
    ]
    assert counted == [
        ("★★★★★", "★★★★★, 2 photos"), ("★★★★ and up", "★★★★ and up, 5 photos"), ("Unrated", "Unrated, 39 photos")
    ]  # fmt: skip
    for title in rows(menu):
        click(choices(row, PartKind.RATING), title)
        assert row.slots[PartKind.RATING].label == title
        assert chosen(choices(row, PartKind.RATING)) == [title]
        menu.close()


def test_types_are_alternatives_where_a_photo_can_be_only_one() -> None:
    assert type_term(["ext:heic", "is:favourite", "is:raw"]) == "is:favourite (ext:heic OR is:raw)"
    assert type_term(["is:portrait", "is:landscape", "is:screenshot"]) == "is:screenshot (is:portrait OR is:landscape)"


def test_names_with_quotation_marks_stay_one_value(state: FilterState) -> None:
    state.set_term(PartKind.CAMERA, "camera:" + quoted('The 6" one'))
    assert len(state.parsed.parts) == 1


# -- dates


def test_bars_are_months_and_a_click_chooses_one(row: FilterRow, state: FilterState) -> None:
    menu = dates(row)
    assert [bar.name for bar in menu.histogram.bars] == [
        "Jul 2023 · 3 photos", "Aug 2023 · 40 photos", "Sep 2023 · 0 photos", "Oct 2023 · 0 photos",
        "Nov 2023 · 1 photo",
    ]  # fmt: skip
    QTest.mouseClick(menu.histogram, LEFT, pos=menu.histogram.bar_rect(1).center().toPoint())
    assert state.terms == "taken:2023-08"
    assert menu.isVisible()
    assert (menu.start.text(), menu.end.text()) == ("2023-08-01", "2023-08-31")
    menu.any.click()
    assert state.terms == ""


def test_dragging_chooses_from_one_to_another(row: FilterRow, state: FilterState) -> None:
    menu = dates(row)
    ends = [menu.histogram.bar_rect(at).center().toPoint() for at in (4, 1)]
    QTest.mousePress(menu.histogram, LEFT, pos=ends[0])
    QTest.mouseMove(menu.histogram, ends[1])
    QTest.mouseRelease(menu.histogram, LEFT, pos=ends[1])
    assert state.terms == "taken:2023-08..2023-11"
    assert row.slots[PartKind.DATE].label == "Aug – Nov 2023"


def test_keys_in_the_histogram(row: FilterRow, state: FilterState) -> None:
    menu = dates(row)
    QTest.keyClick(menu.histogram, Qt.Key.Key_Right)
    assert menu.histogram.accessibleDescription() == "Aug 2023 · 40 photos"
    QTest.keyClick(menu.histogram, Qt.Key.Key_Return)
    assert state.terms == "taken:2023-08"


def test_many_years_are_bars_that_lead_to_their_months(row: FilterRow, state: FilterState) -> None:
    menu = dates(row, Facets(months=tuple((year * 100 + 5, year - 2000) for year in range(2005, 2024))))
    assert len(menu.histogram.bars) == 19
    assert menu.back.isHidden()
    menu.histogram.chosen.emit(2010, 2010)
    assert state.terms == "taken:2010"
    assert [bar.key for bar in menu.histogram.bars] == [201000 + month for month in range(1, 13)]
    menu.histogram.chosen.emit(201005, 201005)
    assert state.terms == "taken:2010-05"
    menu.back.click()
    assert len(menu.histogram.bars) == 19
    menu.histogram.chosen.emit(2010, 2019)
    assert state.terms == "taken:2010..2019"


def test_usual_spans(row: FilterRow, state: FilterState) -> None:
    menu, today = dates(row), date.today()
    for button in menu.presets:
        dates(row)
        button.click()
        assert not menu.isVisible()
        (part,) = state.slot(PartKind.DATE)
        dates(row)
        assert button.isChecked(), (button.text(), part.text)
        menu.close()
    assert row.slots[PartKind.DATE].label == str(today.year - 1)


@pytest.mark.parametrize(
    ("today", "summer"),
    [(date(2024, 1, 31), "taken:2023-06..2023-08"), (date(2024, 6, 1), "taken:2024-06..2024-08")],
)
def test_the_latest_summer(row: FilterRow, today: date, summer: str) -> None:
    menu = dates(row)
    names = {name: text(span_of_months(first, last)) for name, first, last in menu._spans(today)}
    assert names["Last summer" if today.month == 1 else "This summer"] == summer
    assert names["Last month"] == ("taken:2023-12" if today.month == 1 else "taken:2024-05")


def test_the_fields_take_any_date(row: FilterRow, state: FilterState) -> None:
    menu = dates(row)
    menu.start.setText("2019")
    menu.end.setText("14 July 2021")
    QTest.keyClick(menu.end, Qt.Key.Key_Return)
    assert state.terms == "taken:2019-01-01..2021-07-14"
    menu = dates(row)
    menu.start.clear()
    menu.end.setText("2020")
    QTest.keyClick(menu.start, Qt.Key.Key_Return)
    assert state.terms == "before:2021"
    menu = dates(row)
    menu.end.clear()
    QTest.keyClick(menu.start, Qt.Key.Key_Return)
    assert state.terms == ""


def test_what_is_no_date_is_said_and_stays(row: FilterRow, state: FilterState) -> None:
    menu = dates(row)
    menu.start.setText("someday")
    QTest.keyClick(menu.start, Qt.Key.Key_Return)
    assert menu.isVisible()
    assert "someday" in menu.trouble.text()
    menu.start.setText("2020")
    menu.end.setText("2019")
    QTest.keyClick(menu.start, Qt.Key.Key_Return)
    assert menu.trouble.text() == "The end is before the beginning."
    assert state.terms == ""


def test_without_dates(row: FilterRow) -> None:
    assert dates(row, Facets(months=((0, 12),))).note.text() == "No date is known for these photos"


def test_years_and_months_as_bars() -> None:
    months = ((201912, 2), (202001, 3), (202103, 1))
    assert [(bar.key, bar.photos) for bar in year_bars(months)] == [(2019, 2), (2020, 3), (2021, 1)]
    bars = month_bars(months, 201911, 202002)
    assert [(bar.key, bar.photos, bar.mark) for bar in bars] == [
        (201911, 0, ""), (201912, 2, ""), (202001, 3, "2020"), (202002, 0, "")
    ]  # fmt: skip
    assert months_of(span_of_months(201911, 202012)) == (201911, 202012)
    assert year_bars(()) == []
