"""Models in the window: the offer, the page to choose from, and going over from one to another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.cancel import CancelToken
from photorag.core.errors import ModelError
from photorag.core.paths import Home
from photorag.embedding.catalogue import DEFAULT_MODEL
from photorag.embedding.load import ResolvedModel
from photorag.embedding.model_names import ModelReference
from photorag.qt.main_window import MainWindow
from photorag.qt.texts import model_title
from tests.fakes import ColourEmbedder
from tests.qt.conftest import LEFT, TIMEOUT, Gate, close, names, page_of, searched, settled


class Downloads:
    """Stands in for the network: a download waits at the gate, half arrived."""

    def __init__(self) -> None:
        self.gate = Gate()
        self.gate.open()
        self.fails = ""

    def download(
        self, _: ModelReference, home: Home, *, progress: Callable[[int, int], None], cancel: CancelToken
    ) -> None:
        progress(50, 100)
        self.gate.wait()
        cancel.raise_if_cancelled()
        if self.fails:
            raise ModelError(self.fails)
        progress(100, 100)


@pytest.fixture
def downloads(qtbot: QtBot, embedder: ColourEmbedder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Downloads:
    """Each model is the fake under an id of its own; none is ever downloaded."""

    def resolve(reference: ModelReference, *_: object) -> ResolvedModel:
        fake = ColourEmbedder(f"{reference}@1")
        return ResolvedModel(reference, tmp_path, fake.model_id, fake.dim, fake.input)

    def load(reference: ModelReference, *_: object, **__: object) -> ColourEmbedder:
        return ColourEmbedder(f"{reference}@1")

    made = Downloads()
    monkeypatch.setattr("photorag.model_in_use.resolve_model", resolve)
    monkeypatch.setattr("photorag.model_in_use.load_embedder", load)
    monkeypatch.setattr("photorag.model_in_use.HostedEmbedder", load)
    monkeypatch.setattr("photorag.model_choice.download_model", made.download)
    return made


@pytest.fixture
def offering(qtbot: QtBot, downloads: Downloads, filled: MainWindow) -> MainWindow:
    """A window that has read its photos with the starter."""
    qtbot.waitUntil(filled.model_card.isVisible, timeout=TIMEOUT)
    return filled


TITLE = model_title(DEFAULT_MODEL)


def test_a_better_model_is_offered(qtbot: QtBot, offering: MainWindow, make_window: Callable[[], MainWindow]) -> None:
    card = offering.model_card
    assert card.title.text() == "Understand more"
    assert TITLE in card.text.text()
    QTest.mouseClick(card.other, LEFT)  # not now
    assert not card.isVisible()
    close(qtbot, offering)
    again = make_window()
    settled(qtbot, again)
    qtbot.waitUntil(lambda: again.models.state.searching == "starter", timeout=TIMEOUT)
    assert not again.model_card.isVisible()


def test_the_first_start_makes_the_offer_itself(qtbot: QtBot, downloads: Downloads, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.models.state.searching == "starter", timeout=TIMEOUT)
    settled(qtbot, window)
    assert window.page.empty.isVisible()
    assert not window.model_card.isVisible()
    window.page.empty.models_wanted.emit()
    assert page_of(window) is window.models_page


def test_getting_it(qtbot: QtBot, offering: MainWindow, downloads: Downloads) -> None:
    card = offering.model_card
    downloads.gate.opened.clear()
    QTest.mouseClick(card.main, LEFT)
    qtbot.waitUntil(downloads.gate.reached.is_set, timeout=TIMEOUT)
    qtbot.waitUntil(card.progress.isVisible, timeout=TIMEOUT)
    assert card.title.text() == f"Getting {TITLE}"
    searched(qtbot, offering, lambda: offering.page.field.words.setText("green"))  # goes on meanwhile
    assert names(offering, qtbot)[0] == "green.jpg"
    downloads.gate.open()
    over = f"PhotoRAG now understands your photos with {TITLE}."
    qtbot.waitUntil(lambda: offering.notice.label.text() == over, timeout=TIMEOUT)
    assert offering.notice.isVisible()
    assert offering.bridge.model_names.searching == DEFAULT_MODEL
    assert not card.isVisible()
    searched(qtbot, offering, lambda: offering.page.field.words.setText("red"))
    assert names(offering, qtbot)[0] == "red.jpg"


def test_stopping_the_download(qtbot: QtBot, offering: MainWindow, downloads: Downloads) -> None:
    downloads.gate.opened.clear()
    QTest.mouseClick(offering.model_card.main, LEFT)
    qtbot.waitUntil(offering.model_card.progress.isVisible, timeout=TIMEOUT)
    QTest.mouseClick(offering.model_card.progress.stop, LEFT)
    downloads.gate.open()
    qtbot.waitUntil(lambda: not offering.models.state.busy, timeout=TIMEOUT)
    assert "was stopped" in offering.notice.label.text()
    assert offering.model_card.main.text() == "Go on"
    assert offering.bridge.model_names.searching == "starter"


def test_a_download_that_fails_says_why(qtbot: QtBot, offering: MainWindow, downloads: Downloads) -> None:
    card = offering.model_card
    downloads.fails = "The network is gone."
    QTest.mouseClick(card.main, LEFT)
    qtbot.waitUntil(lambda: card.title.text() == f"Could not get {TITLE}", timeout=TIMEOUT)
    assert card.text.text() == "The network is gone."
    QTest.mouseClick(card.other, LEFT)  # dismiss
    assert card.title.text() == "Understand more"
    assert offering.bridge.model_names.searching == "starter"


def test_closing_while_one_arrives(qtbot: QtBot, offering: MainWindow, downloads: Downloads) -> None:
    downloads.gate.opened.clear()
    QTest.mouseClick(offering.model_card.main, LEFT)
    qtbot.waitUntil(downloads.gate.reached.is_set, timeout=TIMEOUT)
    with qtbot.waitSignal(offering.closed, timeout=TIMEOUT):
        offering.close()
        assert not offering.isVisible()
        downloads.gate.open()


def test_the_page_of_models(qtbot: QtBot, offering: MainWindow) -> None:
    page = offering.models_page
    assert not page.isVisible()
    QTest.keyClick(offering.page.grid, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert page_of(offering) is page
    assert page.back.hasFocus()
    assert not offering.page.panel.isVisible()
    assert offering.page.sidebar.isVisible()
    qtbot.waitUntil(lambda: DEFAULT_MODEL in page.rows, timeout=TIMEOUT)
    QTest.mouseClick(page.rows[DEFAULT_MODEL].action, LEFT)
    qtbot.waitUntil(lambda: offering.bridge.model_names.searching == DEFAULT_MODEL, timeout=TIMEOUT)


@pytest.mark.parametrize("how", ["Escape", "Ctrl+K", "back", "place", "similar"])
def test_the_ways_back_from_models(qtbot: QtBot, offering: MainWindow, how: str) -> None:
    page = offering.models_page
    offering.activateWindow()
    offering.show_models()
    qtbot.waitUntil(page.back.hasFocus, timeout=TIMEOUT)
    if how == "back":
        QTest.mouseClick(page.back, LEFT)
    elif how == "place":
        QTest.mouseClick(offering.page.sidebar.all, LEFT)
    elif how == "similar":
        searched(qtbot, offering, lambda: offering.search_like(offering.photos.id_at(0)))
    else:
        QTest.keySequence(page.back, QKeySequence(how))
    assert page_of(offering) is offering.page
    assert offering.page.grid.isVisible()
    assert offering.page.panel.isVisible()
    assert not page.isVisible()
