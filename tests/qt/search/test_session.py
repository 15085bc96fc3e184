"""What a search is made of; which searches are worth remembering, and where they are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.filters import Extension
from photorag.core.paths import Home
from photorag.core.query import Picture, Query, Results
from photorag.core.understanding import Parsed, Vocabulary
from photorag.library import Library
from photorag.qt.bridge import LibraryBridge
from photorag.qt.search import session as session_module
from photorag.qt.search.drops import QueryPicture
from photorag.qt.search.field import SearchField
from photorag.qt.search.recent import RecentSearches
from photorag.qt.search.session import SearchSession
from photorag.qt.window_state import WindowState
from photorag.search.parse.parser import parse
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


def understand(text: str) -> Parsed:
    return parse(text, Vocabulary(), date.today())


def searched(qtbot: QtBot, session: SearchSession, text: str) -> Results:
    with qtbot.waitSignal(session.found, timeout=TIMEOUT) as found:
        session.set_parsed(understand(text))
    assert found.args is not None
    results = found.args[0]
    assert isinstance(results, Results)
    return results


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
    session.set_parsed(understand("red s"))
    assert not session._standing.isActive()
    session.set_parsed(understand(""))
    assert not session._standing.isActive()
    assert told == []


def test_enter_and_opening_a_photo_are_enough_and_count_once(qtbot: QtBot, session: SearchSession) -> None:
    told = collected(session.worth_remembering)
    searched(qtbot, session, "red")
    session.mark_useful()
    session.search_now()
    assert told == ["red"]
    session.set_parsed(understand("blue"))
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
    field.words_changed.connect(lambda text: session.set_parsed(understand(text)))
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


def test_filters_alone_are_a_search_and_need_no_model(
    qtbot: QtBot, session: SearchSession, embedder: ColourEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedder, "embed_texts", _refuse)
    results = searched(qtbot, session, "ext:jpg")
    assert session.active
    assert results.query.filter is not None
    assert results.listing is not None
    assert len(results.listing.ids) == 1
    assert results.hits == ()
    assert searched(qtbot, session, "ext:png").listing is not None
    with qtbot.waitSignal(session.left, timeout=TIMEOUT):
        session.set_parsed(understand(""))
    assert not session.active


def _refuse(_: object) -> None:
    raise AssertionError("no words are to be read")


def test_what_must_not_be_seen_needs_the_model(qtbot: QtBot, session: SearchSession) -> None:
    told: list[str] = []
    session.busy.connect(lambda busy, text: told.append(text))
    searched(qtbot, session, "ext:jpg -red")
    assert "Getting the model ready…" in told


def test_pictures_join_what_was_typed(qtbot: QtBot, session: SearchSession, photo: Path) -> None:
    searched(qtbot, session, "red")
    with qtbot.waitSignal(session.found, timeout=TIMEOUT):
        session.set_pictures((QueryPicture(Picture(path=photo), "red.jpg"),))
    assert session.query.words
    assert [each.path for each in session.query.pictures] == [photo]


def test_feedback_counts_until_the_search_is_left(qtbot: QtBot, session: SearchSession) -> None:
    found = collected(session.found)
    session.set_feedback((1,), ())
    assert not session.active  # there is nothing that it is about
    session.set_feedback((), ())
    results = searched(qtbot, session, "red")
    (item,) = (hit.item for hit in results.hits)
    with qtbot.waitSignal(session.found, timeout=TIMEOUT):
        session.set_feedback((item,), ())
    assert found[-1].query == replace(results.query, like=(item,))
    session.set_feedback((item,), ())
    assert len(found) == 2
    session.set_parsed(understand(""))
    searched(qtbot, session, "red")
    assert found[-1].query.like == ()


def test_feedback_is_about_the_words_and_pictures_it_was_given_for(
    qtbot: QtBot, session: SearchSession, photo: Path
) -> None:
    def judged() -> tuple[tuple[int, ...], tuple[int, ...]]:
        return session.query.like, session.query.unlike

    session.set_parsed(understand("red"))
    session.set_feedback((1,), (2,))
    session.set_parsed(understand("red ext:jpg"))  # a filter narrows the same search
    assert judged() == ((1,), (2,))
    again = Parsed("red ext:jpg", Query(filter=Extension("jpg")))  # the same text, of which more is understood now
    session.set_parsed(again)
    assert judged() == ((1,), (2,))
    session.set_parsed(understand("blue"))
    assert judged() == ((), ())
    session.set_feedback((1,), (2,))
    session.set_pictures((QueryPicture(Picture(path=photo), "red.jpg"),))
    assert judged() == ((), ())
    session.set_feedback((1,), (2,))
    session.set_pictures((QueryPicture(Picture(path=photo), "red.jpg"),))
    with qtbot.waitSignal(session.found, timeout=TIMEOUT) as found:
        session.search_now()
    assert found.args is not None
    assert (found.args[0].query.like, found.args[0].query.unlike) == ((1,), (2,))
