"""Quiet pages say what there is to do, and do it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.qt.start.sentence_page import SentencePage
from photorag.qt.theme import Theme
from photorag.qt.tokens import DARK


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> SentencePage:
    made = SentencePage()
    qtbot.addWidget(made)
    made.resize(668, 500)
    made.show()
    return made


def test_a_page_with_an_action(qtbot: QtBot, page: SentencePage) -> None:
    done: list[str] = []
    page.say_no_favourites(lambda: done.append("all"))
    assert page.title.text() == "No favourites yet"
    assert page.accessibleName().startswith("No favourites yet. Press F")
    assert page.image.isVisible()
    QTest.mouseClick(page.action, Qt.MouseButton.LeftButton)
    page.say_nothing_found(lambda: done.append("clear"))
    QTest.mouseClick(page.action, Qt.MouseButton.LeftButton)
    assert done == ["all", "clear"]


def test_a_page_without_one(page: SentencePage) -> None:
    page.say_offline(lambda: None, "USB <b>Archive</b>")
    assert page.action.isVisible()
    assert page.title.text() == "USB <b>Archive</b> is offline"
    assert page.title.textFormat() == Qt.TextFormat.PlainText
    page.say_reading()
    assert not page.action.isVisible()
    page.say("", "")
    assert not page.image.isVisible()


def test_while_photos_are_read_there_may_be_more(page: SentencePage) -> None:
    page.say_nothing_found(lambda: None, reading=True)
    assert "more in a moment" in page.text.text()


def test_the_icon_follows_the_theme(qtbot: QtBot, page: SentencePage, theme: Theme) -> None:
    page.say_reading()
    before = page.image.pixmap().toImage()
    was = theme.appearance
    theme.set_appearance("light" if theme.tokens is DARK else "dark")
    try:
        qtbot.waitUntil(lambda: page.image.pixmap().toImage() != before)
    finally:
        theme.set_appearance(was)
