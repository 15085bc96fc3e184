"""The page where a model is chosen, on real model folders and real downloads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.paths import Home
from photorag.embedding.catalogue import DEFAULT_MODEL, RECOMMENDED
from photorag.embedding.download_files import partial_folder
from photorag.embedding.model_names import parse_model_name
from photorag.qt.bridge import LibraryBridge
from photorag.qt.models.model_runs import ModelRuns
from photorag.qt.models.model_state import Download, ModelPhase, ModelState
from photorag.qt.models.models_page import ModelsPage
from photorag.qt.models.name_dialog import NameDialog
from photorag.qt.models.remove_question import RemoveQuestion
from photorag.qt.theme import Theme
from tests.embedding.hub_server import FakeHub
from tests.embedding.models import shell_folder
from tests.qt.models.conftest import NAME, TIMEOUT, Hold

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def page(qtbot: QtBot, bridge: LibraryBridge, runs: ModelRuns, theme: Theme) -> ModelsPage:
    """Shown, with its rows there."""
    made = ModelsPage(bridge, runs, theme)
    qtbot.addWidget(made)
    made.resize(668, 600)
    made.show()
    qtbot.waitUntil(lambda: "starter" in made.rows and made.rows["starter"].in_use.isVisible(), timeout=TIMEOUT)
    return made


def downloaded(home: Home, name: str) -> Path:
    folder = shell_folder(parse_model_name(name).folder(home))
    (folder / "photorag.json").write_text(json.dumps({"reference": name}))
    return folder


def test_what_is_on_offer(page: ModelsPage) -> None:
    assert list(page.rows) == [*(each.name for each in RECOMMENDED), "starter"]
    row = page.rows[DEFAULT_MODEL]
    assert (row.title.text(), row.size_label.text(), row.languages.text()) == ("SigLIP 2 · B/32", "1.5 GB", "100+")
    assert row.about.text() == "Recommended. Everyday photos, fast. Apache-2.0"
    assert row.action.text() == "Download"
    assert "1.5 GB" in row.action.toolTip()
    assert "Your photos are not sent" in row.action.toolTip()
    assert page.rows["starter"].action.isHidden()
    assert page.free.text().endswith("free")


def test_any_model_of_open_clip_by_its_name(
    qtbot: QtBot, published: FakeHub, runs: ModelRuns, page: ModelsPage, hold: Hold
) -> None:
    page.any_model.click()
    (dialog,) = page.findChildren(NameDialog)
    QTest.keyClicks(dialog.name, "hf-hub:acme")
    dialog.get.click()
    qtbot.waitUntil(lambda: dialog.problem.isVisible() and dialog.get.isEnabled(), timeout=TIMEOUT)
    assert "ORG/NAME" in dialog.problem.text()
    QTest.keyClicks(dialog.name, "/tiny")
    assert dialog.problem.isHidden()
    dialog.get.click()
    qtbot.waitUntil(hold.reached.is_set, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: NAME in page.rows, timeout=TIMEOUT)
    assert page.rows[NAME].progress.isVisible()
    assert not page.rows[DEFAULT_MODEL].action.isEnabled()  # one at a time
    QTest.mouseClick(page.rows[NAME].progress.stop, LEFT)
    hold.opened.set()
    qtbot.waitUntil(lambda: page.rows[NAME].action.text() == "Go on", timeout=TIMEOUT)
    assert "have arrived" in page.rows[NAME].about.text()
    QTest.mouseClick(page.rows[NAME].action, LEFT)
    qtbot.waitUntil(page.rows[NAME].in_use.isVisible, timeout=TIMEOUT)
    assert page.rows["starter"].action.text() == "Use"
    assert page.rows[NAME].remove.isHidden()


def test_a_failure_is_said_in_its_row(qtbot: QtBot, published: FakeHub, page: ModelsPage, runs: ModelRuns) -> None:
    published.down = 503
    runs.start(NAME)
    qtbot.waitUntil(lambda: NAME in page.rows and page.rows[NAME].action.text() == "Try again", timeout=TIMEOUT)
    assert page.rows[NAME].action.isEnabled()
    assert "HTTP 503" in page.rows[NAME].about.text()


def test_an_unfinished_download_is_seen(qtbot: QtBot, own_home: Home, page: ModelsPage) -> None:
    part = partial_folder(parse_model_name(DEFAULT_MODEL).folder(own_home))
    part.mkdir(parents=True)
    (part / "weights.arriving").write_bytes(bytes(2_500_000))
    page.refresh()
    qtbot.waitUntil(lambda: page.rows[DEFAULT_MODEL].action.text() == "Go on", timeout=TIMEOUT)
    assert page.rows[DEFAULT_MODEL].about.text() == "2.5 MB have arrived: the download goes on from there."


def test_a_model_is_removed_after_a_question(qtbot: QtBot, own_home: Home, page: ModelsPage) -> None:
    folder = downloaded(own_home, DEFAULT_MODEL)
    page.refresh()
    qtbot.waitUntil(lambda: page.rows[DEFAULT_MODEL].action.text() == "Use", timeout=TIMEOUT)
    QTest.mouseClick(page.rows[DEFAULT_MODEL].remove, LEFT)
    (question,) = page.findChildren(RemoveQuestion)
    assert folder.exists()
    (yes,) = [each for each in question.buttons() if each.text() == "Remove"]
    yes.click()
    qtbot.waitUntil(lambda: page.rows[DEFAULT_MODEL].action.text() == "Download", timeout=TIMEOUT)
    assert not folder.exists()


def test_a_folder_is_added(qtbot: QtBot, page: ModelsPage, tmp_path: Path) -> None:
    folder = shell_folder(tmp_path / "mine")
    page.add_folder(str(folder))
    qtbot.waitUntil(lambda: f"local-dir:{folder}" in page.rows, timeout=TIMEOUT)
    row = page.rows[f"local-dir:{folder}"]
    assert (row.title.text(), row.about.text(), row.action.text()) == ("mine", str(folder), "Use")
    page.add_folder(str(tmp_path / "nothing"))
    qtbot.waitUntil(page.notice.isVisible, timeout=TIMEOUT)
    assert "no model folder" in page.notice.label.text()


def test_a_change_that_is_being_read_for(qtbot: QtBot, page: ModelsPage) -> None:
    page.show_state(ModelState(ModelPhase.READING, "starter", DEFAULT_MODEL, read=12, to_read=80))
    new, old = page.rows[DEFAULT_MODEL], page.rows["starter"]
    assert old.in_use.isVisible()
    assert new.progress.amount.text() == "12 of 80 read"
    with qtbot.waitSignal(new.stop_wanted):
        QTest.mouseClick(new.progress.stop, LEFT)
    page.show_state(ModelState(ModelPhase.WAITING, "starter", DEFAULT_MODEL))
    assert new.action.text() == "Go on reading"
    with qtbot.waitSignal(new.read_wanted):
        QTest.mouseClick(new.action, LEFT)


def test_escape_leaves(qtbot: QtBot, page: ModelsPage) -> None:
    page.activateWindow()
    page.focus_first()
    with qtbot.waitSignal(page.left, timeout=TIMEOUT):
        QTest.keyClick(page.back, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.left):
        QTest.mouseClick(page.back, LEFT)


def test_nothing_is_wider_than_the_smallest_window(page: ModelsPage) -> None:
    """900 pixels, less the side bar's 232."""
    download = Download(999_000_000, 4_580_000_000, 88.2e6, 7_100.0)
    page.show_state(ModelState(ModelPhase.DOWNLOADING, "starter", DEFAULT_MODEL, download))
    inside = page.widget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= page.viewport().width()
    for row in page.rows.values():
        assert row.title.width() >= 160
