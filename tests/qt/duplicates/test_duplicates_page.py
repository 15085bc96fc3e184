"""The page of duplicates: what it shows, what it hands on, by mouse and by keyboard."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from photorag.core.library_types import DuplicateGroup, Item, Likeness
from photorag.library import Library
from photorag.qt.duplicates.duplicates_page import DuplicatesPage
from photorag.qt.duplicates.duplicates_runs import DuplicatesRuns
from photorag.qt.duplicates.group_card import GroupCard
from photorag.qt.duplicates.photo_tile import PhotoTile
from photorag.qt.duplicates.state import DuplicatesState, LookPhase
from photorag.qt.grid.photo_model import PhotoModel
from photorag.qt.theme import Theme
from tests.qt.conftest import collected
from tests.qt.duplicates.conftest import TIMEOUT

LEFT = Qt.MouseButton.LeftButton


def card(page: DuplicatesPage, place: int = 0) -> GroupCard:
    return page.list.cards[page.list.groups[place]]


def shown(page: DuplicatesPage) -> tuple[DuplicateGroup, ...]:
    return page.list.groups


def show(page: DuplicatesPage, runs: DuplicatesRuns, *groups: DuplicateGroup) -> None:
    page.show_state(DuplicatesState(LookPhase.FOUND, groups))


def test_groups_with_the_suggested_photo_marked(page: DuplicatesPage) -> None:
    assert len(page.list.groups) == 2
    assert card(page).title.text().startswith("2 exact copies · ")
    assert [tile.kept for tile in card(page).tiles] == [True, False]
    first = card(page).tiles[0]
    assert first.item is not None
    name, size, *_ = first.lines()
    assert (name, size.startswith("80 × 60 · ")) == (first.item.title, True)
    assert first.accessibleName().endswith("to be kept")
    assert page.filters[None].text() == "All  2"
    assert page.filters[Likeness.EXACT].text() == "Exact copies  2"
    assert page.empty.isHidden()
    assert page.progress.isHidden()


def test_another_photo_is_kept_by_a_click_or_by_space(page: DuplicatesPage) -> None:
    shown = card(page)
    asked = collected(page.trash_wanted)
    QTest.mouseClick(shown.tiles[1], LEFT)
    assert [tile.kept for tile in shown.tiles] == [False, True]
    QTest.mouseClick(shown.trash, LEFT)
    shown.tiles[1].setFocus()
    QTest.keyClick(shown.tiles[1], Qt.Key.Key_Left)
    assert shown.tiles[0].hasFocus()
    QTest.keyClick(shown.tiles[0], Qt.Key.Key_Space)
    assert [tile.kept for tile in shown.tiles] == [True, False]
    QTest.keyClick(shown.tiles[0], Qt.Key.Key_Delete)
    first, second = shown.group.items
    assert asked == [[first], [second]]


def test_photos_are_opened_by_a_double_click_or_return(page: DuplicatesPage) -> None:
    opened = collected(page.open_wanted)
    QTest.mouseDClick(card(page).tiles[1], LEFT)
    QTest.keyClick(card(page).tiles[0], Qt.Key.Key_Return)
    assert opened == list(card(page).group.items[::-1])


def test_a_group_is_dismissed(qtbot: QtBot, page: DuplicatesPage, runs: DuplicatesRuns) -> None:
    _first, second = page.list.groups
    with qtbot.waitSignal(runs.noticed, timeout=TIMEOUT):
        QTest.mouseClick(card(page).dismiss, LEFT)
    assert page.list.groups == (second,)
    assert page.filters[None].text() == "All  1"


def test_the_page_is_narrowed_to_one_kind(page: DuplicatesPage, runs: DuplicatesRuns) -> None:
    first, second = (replace(each, likeness=kind) for each, kind in zip(page.list.groups, Likeness, strict=False))
    show(page, runs, first, second)
    page.filters[Likeness.NEAR].click()
    assert shown(page) == (second,)
    page.filters[Likeness.BURST].click()
    assert shown(page) == ()
    page.filters[None].click()
    assert shown(page) == (first, second)
    assert card(page, 0).title.text().startswith("2 exact copies")
    assert card(page, 1).title.text().startswith("2 near copies")


def test_all_exact_copies_are_asked_about_with_numbers(qtbot: QtBot, page: DuplicatesPage) -> None:
    confirmed = collected(page.trash_confirmed)
    QTest.mouseClick(card(page).tiles[1], LEFT)  # the person's choice counts
    wanted = [card(page).group.items[0], card(page, 1).group.items[1]]
    for answer in ("Cancel", "Move to trash"):
        QTest.mouseClick(page.trash_all, LEFT)
        qtbot.waitUntil(lambda: any(box.isVisible() for box in page.findChildren(QMessageBox)), timeout=TIMEOUT)
        box = next(box for box in page.findChildren(QMessageBox) if box.isVisible())
        assert box.text() == "Move 2 photos to the trash?"
        assert "2 photos. This frees" in box.informativeText()
        next(button for button in box.buttons() if button.text() == answer).click()
    assert confirmed == [wanted]


def test_offline_photos_are_never_to_go(
    qtbot: QtBot,
    page: DuplicatesPage,
    photos: PhotoModel,
    library_with_copies: Library,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = library_with_copies.items([item for group in page.list.groups for item in group.items])
    group = page.list.groups[0]

    def item(item_id: int) -> Item:
        return replace(known[item_id], offline=item_id == group.items[1])

    card(page).show_items(item, group.items[0])
    assert card(page).others == []
    assert not card(page).trash.isEnabled()
    assert card(page).tiles[1].lines()[-1].startswith("Offline · ")
    root = library_with_copies.roots()[0].root.path
    root.rename(root.with_name("away"))
    library_with_copies.index()
    told = collected(page.trash_confirmed)
    page.ask_trash_all()
    qtbot.waitUntil(lambda: "offline" in page.notice.label.text(), timeout=TIMEOUT)
    assert told == []


def test_a_copy_that_was_edited_since_is_none_any_more(
    qtbot: QtBot, page: DuplicatesPage, library_with_copies: Library
) -> None:
    group = page.list.groups[0]
    path = library_with_copies.items(group.items)[group.items[1]].path
    with Image.open(path) as image:
        turned = image.rotate(180)
    turned.save(path)
    library_with_copies.index()
    page.ask_trash_all()
    qtbot.waitUntil(lambda: any(box.isVisible() for box in page.findChildren(QMessageBox)), timeout=TIMEOUT)
    (box,) = page.findChildren(QMessageBox)
    assert box.text() == "Move 1 photo to the trash?"
    box.close()


def test_nothing_found(page: DuplicatesPage, runs: DuplicatesRuns) -> None:
    show(page, runs)
    assert page.empty.isVisible()
    assert page.empty_title.text() == "No duplicates found"
    assert page.list.cards == {}


def test_while_it_looks_it_says_how_far_it_is(page: DuplicatesPage, runs: DuplicatesRuns) -> None:
    page.show_state(DuplicatesState(LookPhase.READING, (), 4200, 12430, 34.0))
    assert page.progress.isVisible()
    assert page.pace.text() == "4,200 of 12,430 photos looked at · 34 s left"
    assert (page.bar.value(), page.bar.maximum()) == (4200, 12430)
    assert page.look_again.isHidden()
    page.show_state(DuplicatesState(LookPhase.STOPPING))
    assert not page.cancel.isEnabled()
    page.show_state(DuplicatesState(LookPhase.STOPPED))
    assert page.look_again.text() == "Look for duplicates"
    page.show_state(DuplicatesState(LookPhase.FAILED, sentence="The disk is full."))
    assert page.notice.label.text() == "The disk is full."


def test_of_thousands_of_groups_only_those_in_sight_have_cards(page: DuplicatesPage, runs: DuplicatesRuns) -> None:
    numbers = iter(range(1, 10**6))
    generator = np.random.default_rng(2)
    many = [
        DuplicateGroup(Likeness.NEAR, tuple(next(numbers) for _ in range(int(generator.integers(2, 9)))))
        for _ in range(3000)
    ]
    show(page, runs, *many)
    assert 1 <= len(page.list.cards) <= 12
    bar = page.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert many[-1] in page.list.cards
    assert many[0] not in page.list.cards
    in_order = sorted(page.list.cards.values(), key=lambda each: each.y())
    assert all(one.y() + one.height() < two.y() for one, two in itertools.pairwise(in_order))
    assert all(len(each.tiles) == len(each.group.items) for each in in_order)
    bar.setValue(0)
    assert many[0] in page.list.cards
    assert len(page.list.findChildren(GroupCard)) <= 30  # cards are used again


def test_tab_goes_from_card_to_card_and_takes_the_page_along(
    qtbot: QtBot, page: DuplicatesPage, runs: DuplicatesRuns
) -> None:
    many = [DuplicateGroup(Likeness.NEAR, (2 * number + 1, 2 * number + 2)) for number in range(60)]
    show(page, runs, *many)
    page.activateWindow()
    card(page).tiles[0].setFocus()
    qtbot.waitUntil(card(page).tiles[0].hasFocus, timeout=TIMEOUT)
    reached = []
    for _ in range(40):
        focus = page.focusWidget()
        if isinstance(focus, PhotoTile):
            reached.append(focus.item_id)
        QTest.keyClick(focus or page, Qt.Key.Key_Tab)
    assert reached == list(range(1, len(reached) + 1))
    assert len(reached) > 20
    assert page.list.verticalScrollBar().value() > 0


def test_everything_that_takes_the_focus_has_a_name(page: DuplicatesPage) -> None:
    focusable = [each for each in page.findChildren(QWidget) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
    unnamed = [
        each for each in focusable if each.isVisible() and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert focusable
    assert unnamed == []


def test_escape_leaves(page: DuplicatesPage) -> None:
    left = []
    page.left.connect(lambda: left.append(True))
    page.focus_first()
    QTest.keyClick(page.back, Qt.Key.Key_Escape)
    assert left == [True]


def test_narrow_and_in_the_dark(page: DuplicatesPage, theme: Theme) -> None:
    page.resize(420, 700)
    shown = card(page)
    assert shown.width() <= page.width()
    assert all(shown.rect().contains(tile.geometry()) for tile in shown.tiles)
    theme.set_appearance("dark")
    dark = page.grab().toImage().pixelColor(5, 5)
    theme.set_appearance("light")
    assert dark.lightness() < 60 < page.grab().toImage().pixelColor(5, 5).lightness()
