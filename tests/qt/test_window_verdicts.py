"""The person's word on what was found: the search goes on from there at once, and it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from photorag.core.query import Results
from photorag.qt.main_window import MainWindow
from tests.qt.conftest import LEFT, TIMEOUT, names, searched, select, settled


@pytest.fixture
def reds(qtbot: QtBot, filled: MainWindow, paint: Callable[..., Path]) -> MainWindow:
    """Two red photos, and a search that finds them first."""
    paint("rose.jpg", "red", seed=55)
    qtbot.waitUntil(lambda: filled.photos.rowCount() == 5, timeout=TIMEOUT)
    settled(qtbot, filled)
    searched(qtbot, filled, lambda: filled.page.field.words.setText("red"))
    assert set(names(filled, qtbot)[:2]) == {"red.jpg", "rose.jpg"}
    return filled


def judge(qtbot: QtBot, window: MainWindow, name: str, button: QPushButton) -> tuple[int, Results]:
    """Selects a photo and presses one of its buttons; returns its id and what is found then."""
    (item_id,) = select(qtbot, window, name)
    view = window.page.panel.details.view
    qtbot.waitUntil(lambda: name in view.table.file.text and button.isVisible(), timeout=TIMEOUT)
    return item_id, searched(qtbot, window, lambda: QTest.mouseClick(button, LEFT))


def rank(results: Results, item_id: int) -> float:
    """Lower is better; what is not found at all is last."""
    ids = [hit.item for hit in results.hits]
    return ids.index(item_id) if item_id in ids else float("inf")


def test_what_is_not_meant_goes_down_at_once_and_comes_back(qtbot: QtBot, reds: MainWindow) -> None:
    why, row = reds.page.panel.details.view.why, reds.page.filter_row
    first = reds.gallery.results
    assert first is not None
    assert not row.judged.isVisible()
    best = names(reds, qtbot)[0]
    item_id, results = judge(qtbot, reds, best, why.unlike)
    assert results.query.unlike == (item_id,)
    assert rank(results, item_id) > rank(first, item_id) == 0
    assert row.judged.isVisible()
    assert row.judged.label == "1 not this"
    results = searched(
        qtbot, reds, lambda: QTest.mouseClick(row.judged, LEFT, Qt.KeyboardModifier.NoModifier,
                                              row.judged.cross().center())
    )  # fmt: skip
    assert (results.query.like, results.query.unlike) == ((), ())
    assert [hit.item for hit in results.hits] == [hit.item for hit in first.hits]
    assert not row.judged.isVisible()


def test_right_and_wrong_exclude_each_other_and_are_taken_back_where_they_were_given(
    qtbot: QtBot, reds: MainWindow
) -> None:
    why, row = reds.page.panel.details.view.why, reds.page.filter_row
    item_id, results = judge(qtbot, reds, "rose.jpg", why.more)
    assert (results.query.like, results.query.unlike) == ((item_id,), ())
    assert row.judged.label == "1 like this"
    qtbot.waitUntil(why.more.isChecked, timeout=TIMEOUT)
    _, results = judge(qtbot, reds, "rose.jpg", why.unlike)
    assert (results.query.like, results.query.unlike) == ((), (item_id,))
    reds.session.set_feedback((item_id,), ())
    searched(qtbot, reds, reds.session.search_now)
    _, results = judge(qtbot, reds, "rose.jpg", why.more)
    assert (results.query.like, results.query.unlike) == ((), ())
    assert not row.judged.isVisible()


def test_they_are_forgotten_with_the_words(qtbot: QtBot, reds: MainWindow) -> None:
    row = reds.page.filter_row
    judge(qtbot, reds, "rose.jpg", reds.page.panel.details.view.why.unlike)
    results = searched(qtbot, reds, lambda: reds.page.filters.set_typed("red ext:jpg"))
    assert results.query.unlike != ()  # a filter leaves the search what it is
    results = searched(qtbot, reds, lambda: reds.page.field.words.setText("green"))
    assert results.query.unlike == ()
    assert not row.judged.isVisible()
