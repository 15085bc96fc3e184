"""The card's words for what goes on, and for what was done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.ingest.report import Progress, RootProgress
from photorag.qt.places.index_runs import Summary
from photorag.qt.places.progress_card import ProgressCard
from photorag.qt.theme import Theme
from tests.qt.conftest import collected
from tests.qt.places.conftest import PICTURES, UPLOADS

LEFT = Qt.MouseButton.LeftButton
READING = Progress(
    "reading", 18, 30, 2, 31.0, 240.0, (RootProgress(PICTURES, 8, 20), RootProgress(UPLOADS, 10, 10))
)  # fmt: skip


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> ProgressCard:
    made = ProgressCard(theme)
    qtbot.addWidget(made)
    made.resize(400, 100)
    return made


def test_how_far_how_fast_how_long(card: ProgressCard) -> None:
    card.show_progress(READING)
    assert card.isVisible()
    assert card.title.text() == "Reading 18 of 30"
    assert card.meta.text() == "31 photos/s · 4 min left"
    assert (card.bar.value(), card.bar.maximum()) == (18, 30)
    assert card.failures.text() == "2 could not be read"


def test_narrow_cards_say_it_shorter(card: ProgressCard) -> None:
    card.show_progress(READING)
    card.resize(130, 100)
    assert card.title.text() == "18 of 30"
    assert card.meta.text() == "4 min left"


def test_the_folders_still_being_read_are_named_where_there_are_several(card: ProgressCard) -> None:
    card.show_progress(READING)
    assert not card.where.isVisible()
    card.name_folders(True)
    card.show_progress(READING)
    assert card.where.text() == "Pictures"
    assert card.where.isVisible()


def test_pausing_and_stopping(card: ProgressCard) -> None:
    paused, stopped = collected(card.pause_wanted), collected_empty(card)
    card.show_progress(READING)
    QTest.mouseClick(card.pause, LEFT)
    card.show_paused(True)
    assert (card.title.text(), card.meta.text()) == ("Paused", "18 of 30")
    assert card.pause.accessibleName() == "Go on"
    QTest.mouseClick(card.pause, LEFT)
    assert paused == [True, False]
    QTest.mouseClick(card.stop, LEFT)
    assert stopped == [None]
    assert card.title.text() == "Stopping…"
    assert not card.pause.isVisible()


def collected_empty(card: ProgressCard) -> list[None]:
    seen: list[None] = []
    card.stop_wanted.connect(lambda: seen.append(None))
    return seen


@pytest.mark.parametrize(
    ("summary", "title", "meta"),
    [
        (Summary(read=3, seconds=2, asked=True), "3 photos read", "in 2 s"),
        (Summary(read=3, stopped=True), "Stopped", "3 photos read. The rest is read later."),
        (Summary(removed=2, asked=True), "Up to date", "2 photos no longer in the folder."),
        (Summary(asked=True), "Nothing new", "These folders have been read."),
    ],
)
def test_what_was_done(card: ProgressCard, summary: Summary, title: str, meta: str) -> None:
    card.show_progress(READING)
    card.show_summary(summary)
    assert (card.title.text(), card.meta.text()) == (title, meta)
    assert not card.bar.isVisible()


def test_what_nobody_asked_for_and_did_nothing_is_not_told(card: ProgressCard) -> None:
    card.show_progress(READING)
    card.show_summary(Summary())
    assert not card.isVisible()
