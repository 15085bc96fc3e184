"""Filters in the window: what the photos are shown as, and what is said where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.filters import Flag, Is
from photorag.core.library_types import Listing
from photorag.core.query import Group, Hit, Order, Picture, Query, Results
from photorag.core.understanding import PartKind
from photorag.qt.gallery import Page
from photorag.qt.main_window import MainWindow
from tests.qt.conftest import LEFT, TIMEOUT, searched, select, settled

FILTER = Is(Flag.LANDSCAPE)


@pytest.fixture
def results(filled: MainWindow) -> Results:
    """All photos as less likely hits of "dog", as if that had been searched."""
    hits = tuple(
        Hit(Path(f"/{item}.jpg"), int(item), 1, "photo", 0.1, 0.1, "less likely", {"words": 0.1}, None, "")
        for item in filled.photos.ids
    )
    return Results(Query.from_text("dog"), hits, 0.012, 4, 4)


def titles(window: MainWindow) -> list[tuple[str, str]]:
    return [(section.title, section.note) for section in window.photos.sections]


def filtered(results: Results, months: Sequence[int], order: Order = Order.MATCH) -> Results:
    """All photos, as a query has listed them that only filters."""
    ids = np.array([hit.item for hit in results.hits], np.int64)
    ratios, tints = np.ones(len(ids), np.float32), np.zeros(len(ids), np.int32)
    listing = Listing(ids, ratios, tints, np.array(months, np.int32))
    return replace(results, query=Query(filter=FILTER, order=order), hits=(), passed=len(ids), listing=listing)


# -- what passed the filters


@pytest.mark.parametrize("order", [Order.MATCH, Order.NEWEST])
def test_what_passes_filters_is_shown_by_month(filled: MainWindow, results: Results, order: Order) -> None:
    filled.session.found.emit(filtered(results, [202308, 202308, 202308, 202307], order))
    assert titles(filled) == [("August 2023", "3 photos"), ("July 2023", "1 photo")]
    assert filled.page.status.text() == "4 photos"


def test_the_oldest_first(filled: MainWindow, results: Results) -> None:
    filled.session.found.emit(filtered(results, [202307, 202308, 202308, 202308], Order.OLDEST))
    assert titles(filled) == [("July 2023", "1 photo"), ("August 2023", "3 photos")]


def test_another_order_has_one_heading(filled: MainWindow, results: Results) -> None:
    filled.session.found.emit(filtered(results, [202308, 202307, 202308, 202307], Order.SIZE))
    assert titles(filled) == [("4 photos", "12 ms")]


def test_all_that_pass_are_shown_not_the_best_of_them(
    qtbot: QtBot, filled: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photorag.qt.search.session.LIMIT", 2)
    searched(qtbot, filled, lambda: filled.page.filters.set_typed("red"))
    assert filled.photos.rowCount() == 2
    searched(qtbot, filled, lambda: filled.page.filters.set_typed("ext:jpg"))
    assert filled.photos.rowCount() == 4
    assert filled.page.status.text() == "4 photos"


def test_why_is_not_said_of_what_only_passes_filters(qtbot: QtBot, filled: MainWindow) -> None:
    searched(qtbot, filled, lambda: filled.page.filters.set_typed("ext:jpg"))
    (chosen,) = select(qtbot, filled, "red.jpg")
    view = filled.page.panel.details.view
    qtbot.waitUntil(lambda: "red.jpg" in view.table.file.text, timeout=TIMEOUT)
    assert not view.why.isVisible()
    assert not view.where.isVisible()
    searched(qtbot, filled, lambda: filled.page.filters.set_typed("red"))
    select(qtbot, filled, "red.jpg")
    qtbot.waitUntil(view.why.isVisible, timeout=TIMEOUT)
    searched(qtbot, filled, lambda: filled.page.filters.set_typed("ext:jpg"))
    filled.page.grid.show_photo(chosen)
    qtbot.waitUntil(lambda: not view.why.isVisible(), timeout=TIMEOUT)


def test_groups_stay_together_in_any_order(filled: MainWindow, results: Results) -> None:
    groups: tuple[Group, ...] = ("less likely", "best", "less likely", "best")
    hits = tuple(replace(hit, group=group) for hit, group in zip(results.hits, groups, strict=True))
    filled.session.found.emit(replace(results, query=replace(results.query, order=Order.OLDEST), hits=hits))
    assert titles(filled) == [("Best matches", "2 photos · 12 ms"), ("Less likely", "2 photos")]
    ids = [hit.item for hit in results.hits]
    assert list(filled.photos.ids) == [ids[1], ids[3], ids[0], ids[2]]


def test_a_real_library_is_filtered(qtbot: QtBot, filled: MainWindow) -> None:
    filled.page.filters.changed.connect(filled.session.set_parsed)
    found = searched(qtbot, filled, lambda: filled.page.filters.set_term(PartKind.TYPE, "ext:jpg"))
    assert found.listing is not None
    assert sorted(found.listing.ids) == sorted(filled.photos.ids)
    assert filled.photos.rowCount() == 4
    assert filled.page.sort.isVisible()
    assert filled.page.sort.label == "Newest first"
    filled.page.filters.set_typed("red")
    assert filled.page.sort.label == "Best match"
    searched(qtbot, filled, lambda: filled.page.filters.set_term(PartKind.TYPE, "ext:png"))
    assert filled.gallery.page is Page.NOTHING_FOUND
    with qtbot.waitSignal(filled.session.left, timeout=TIMEOUT):
        filled.page.filters.clear()
    settled(qtbot, filled)
    assert filled.photos.rowCount() == 4
    assert not filled.page.sort.isVisible()


# -- where there are none


def test_nothing_like_it_is_said_and_the_nearest_are_shown_on_wish(filled: MainWindow, results: Results) -> None:
    page = filled.page
    page.nearest_wanted.connect(filled.gallery.show_nearest)
    filled.session.found.emit(replace(results, nothing=True))
    assert filled.gallery.page is Page.NOTHING_LIKE_IT
    assert page.sentence.title.text() == "No photo seems to show this"
    assert page.filter_row.isVisible()
    assert filled.photos.rowCount() == 0
    QTest.mouseClick(page.sentence.action, LEFT)
    assert page.stack.currentWidget() is page.grid
    assert titles(filled) == [("Nearest", "4 photos · 12 ms")]
    filled.session.found.emit(replace(results, nothing=True))  # the same again, since a photo has come
    assert page.stack.currentWidget() is page.grid
    filled.session.found.emit(replace(results, query=Query.from_text("cow"), nothing=True))
    assert page.stack.currentWidget() is page.sentence


def test_by_a_picture_the_closest_are_shown_at_once(filled: MainWindow, results: Results) -> None:
    query = replace(results.query, pictures=(Picture(item=results.hits[0].item),))
    filled.session.found.emit(replace(results, query=query, nothing=True))
    assert titles(filled) == [("Closest matches", "4 photos · 12 ms")]


def test_filters_that_let_nothing_through_can_be_taken_out(filled: MainWindow, results: Results) -> None:
    page = filled.page
    page.filters.set_typed("dog -cat is:favourite")
    page.filters.set_term(PartKind.DATE, "taken:2023-08")
    filled.session.found.emit(replace(results, hits=(), passed=0))
    assert page.sentence.title.text() == "Nothing found"
    assert [button.text() for button in page.sentence.choices] == ["Aug 2023", "Favourites", "without cat"]
    QTest.mouseClick(page.sentence.choices[1], LEFT)
    assert page.filters.typed == "dog -cat"
    QTest.mouseClick(page.sentence.action, LEFT)
    assert page.filters.parsed.query.empty


def test_the_row_is_hidden_at_the_first_start(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(window.page.empty.isVisible, timeout=TIMEOUT)
    assert not window.page.filter_row.isVisible()
    assert not window.page.status.isVisible()


def test_while_it_searches_that_is_said_instead_of_the_count(filled: MainWindow) -> None:
    filled.page.show_busy(True, "")
    assert not filled.page.status.isVisible()
    filled.page.show_busy(False, "")
    assert filled.page.status.isVisible()
