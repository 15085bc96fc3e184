"""What of a search is kept, and what it is called."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.library_types import SavedSearch
from photorag.core.query import Order, Picture, Query, Words
from photorag.core.understanding import Parsed, Part, PartKind
from photorag.qt.albums.present_search import (
    can_be_kept,
    free_name,
    outside_pictures,
    same_search,
    search_to_keep,
    suggested_name,
)
from photorag.qt.albums.save_button import SaveSearchButton
from photorag.qt.theme import Theme
from tests.qt.conftest import collected


def test_text_photos_and_verdicts_are_kept() -> None:
    pictures = (Picture(item=4), Picture(path=Path("/tmp/a.jpg")), Picture(item=2), Picture(data=b"png"))
    query = Query((Words("beach"),), pictures, like=(7,), unlike=(8, 9))
    kept = search_to_keep(Parsed("beach  last summer ", query), query)
    assert kept == SavedSearch(0, "", "beach last summer", (4, 2), (7,), (8, 9))
    assert outside_pictures(query) == 2
    assert same_search(kept, SavedSearch(3, "Beach", "beach last summer", (4, 2), (7,), (8, 9)))
    assert not same_search(kept, SavedSearch(0, "", "beach last summer", (2, 4), (7,), (8, 9)))


def test_an_order_chosen_beside_the_text_is_kept_in_it() -> None:
    query = Query((Words("beach"),), order=Order.OLDEST)
    assert search_to_keep(Parsed("beach", query), query).text == "beach sort:oldest"
    typed = Part(PartKind.ORDER, 6, 17, "sort:oldest", "oldest first", order=Order.OLDEST)
    assert search_to_keep(Parsed("beach sort:oldest", query, (typed,)), query).text == "beach sort:oldest"


def test_a_search_by_a_picture_from_elsewhere_leaves_nothing_to_keep() -> None:
    query = Query(pictures=(Picture(data=b"png"),))
    assert not can_be_kept(search_to_keep(Parsed("", query), query))
    assert can_be_kept(SavedSearch(0, "", "", (1,)))


@pytest.mark.parametrize(
    ("text", "chips", "pictures", "name"),
    [
        ("beach last summer", ["beach", "Jun – Aug 2023"], [], "Beach last summer"),
        ("beach place:Lisbon", ["beach", "in Lisbon"], [], "Beach, in Lisbon"),
        ("beach -people", ["beach", "without people"], [], "Beach, without people"),
        ("", [], ["IMG_1.jpg", "b.jpg"], "Like IMG_1.jpg"),
        ("", [], [], ""),
        ("a very long search that goes on and on and would not fit in any column", [], [],
         "A very long search that goes on and on and would not fit in…"),
    ],
)  # fmt: skip
def test_a_name_reads_like_one(text: str, chips: list[str], pictures: list[str], name: str) -> None:
    assert suggested_name(text, chips, pictures) == name


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert free_name("Beach", []) == "Beach"
    assert free_name("Beach", ["BEACH"]) == "Beach 2"
    assert free_name("Beach", ["beach", "Beach 3", "beach 2"]) == "Beach 4"


def test_the_button_keeps_and_forgets(qtbot: QtBot, theme: Theme) -> None:
    button = SaveSearchButton(theme)
    qtbot.addWidget(button)
    assert button.isHidden()
    wanted: list[bool] = []
    forgotten = collected(button.forget_wanted)
    button.save_wanted.connect(lambda: wanted.append(True))
    button.show_search(searching=True, saved=None)
    assert button.accessibleName() == "Save this search"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    saved = SavedSearch(1, "Beach", "beach")
    button.show_search(searching=True, saved=saved)
    assert button.accessibleName() == "Saved as “Beach”. Remove it from the saved searches."
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted == [True]
    assert forgotten == [saved]
    button.show_search(searching=False, saved=None)
    assert button.isHidden()
