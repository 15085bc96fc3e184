"""Which searches are worth remembering, and where they are kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.paths import Home
from photorag.core.query import Picture
from photorag.library import Library
from photorag.qt.bridge import LibraryBridge
from photorag.qt.search import session as session_module
from photorag.qt.search.drops import QueryPicture
from photorag.qt.search.field import SearchField
from photorag.qt.search.recent import RecentSearches
from photorag.qt.search.session import SearchSession
from photorag.qt.window_state import WindowState
from tests.fakes import ColourEmbedder
from tests.qt.conftest import TIMEOUT, collected


@pytest.fixture
def photo(paint: Callable[..., Path], own_home: Home, embedder: ColourEmbedder) -> Path:
    path = paint("red.jpg", "red")
    with Library.open(own_home) as library:
        library.index([path.parent])
    return path


@pytest.fixture
def session(photo: Path, bridge: LibraryBridge) -> SearchSession:
    return SearchSession(bridge, bridge)


def searched(qtbot: QtBot, session: SearchSession, words: str) -> None:
    with qtbot.waitSignal(session.found, timeout=TIMEOUT):
        session.set_words(words)


def test_what_stands_for_a_while(qtbot: QtBot, session: SearchSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "STANDING_MS", 80)
    quick = SearchSession(session._bridge, session)
    told = collected(quick.worth_remembering)
    with qtbot.waitSignal(quick.worth_remembering, timeout=TIMEOUT):
        searched(qtbot, quick, "  red  sea ")
    assert told == ["red sea"]


def test_what_is_typed_over_is_not(qtbot: QtBot, session: SearchSession) -> None:
    told = collected(session.worth_remembering)
    searched(qtbot, session, "red")
    assert session._standing.isActive()
    session.set_words("red s")
    assert not session._standing.isActive()
    session.set_words("")
    assert not session._standing.isActive()
    assert told == []


def test_enter_and_opening_a_photo_are_enough_and_count_once(qtbot: QtBot, session: SearchSession) -> None:
    told = collected(session.worth_remembering)
    searched(qtbot, session, "red")
    session.mark_useful()
    session.search_now()
    assert told == ["red"]
    session.set_words("blue")
    with qtbot.waitSignal(session.found, timeout=TIMEOUT):
        session.search_now()
    assert told == ["red", "blue"]


def test_a_search_made_again_by_itself_does_not_count(qtbot: QtBot, session: SearchSession) -> None:
    told = collected(session.worth_remembering)
    searched(qtbot, session, "mou")
    with qtbot.waitSignal(session.found, timeout=TIMEOUT):
        session.search_again()
    assert told == []


def test_pictures_alone_are_not_words(qtbot: QtBot, session: SearchSession, photo: Path) -> None:
    told = collected(session.worth_remembering)
    with qtbot.waitSignal(session.found, timeout=TIMEOUT):
        session.set_pictures((QueryPicture(Picture(path=photo), "red.jpg"),))
    session.mark_useful()
    assert told == []


def test_they_are_kept_offered_and_forgotten(
    qtbot: QtBot, session: SearchSession, field: SearchField, tmp_path: Path
) -> None:
    state = WindowState(tmp_path / "window.ini")
    state.remember_search("long ago")
    recent = RecentSearches(state, session, field)
    field.words_changed.connect(session.set_words)
    field.entered.connect(session.search_now)
    QTest.keyClicks(field.words, "red")
    with qtbot.waitSignal(session.found, timeout=TIMEOUT):
        field.entered.emit()
    assert list(state.recent_searches) == ["red", "long ago"]
    field.show_recent()
    assert [field.popup.list.item(row).text() for row in range(2)] == ["red", "long ago"]
    field.popup.forget.click()
    assert list(state.recent_searches) == []
    field.show_recent()
    assert not field.popup.isVisible()
    recent.deleteLater()
