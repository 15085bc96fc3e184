"""Runs on a real library: a folder is forgotten while photos are read, looked through again, tried again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photorag.core.library_types import RootSummary
from photorag.ingest.report import RootProgress
from photorag.qt.bridge import LibraryBridge
from photorag.qt.places.failures import Failures
from photorag.qt.places.index_runs import IndexRuns
from photorag.qt.places.overview import PlacesOverview
from photorag.qt.places.sidebar import Sidebar
from photorag.qt.theme import Theme
from photorag.store.reader import Reader
from tests.qt.conftest import TIMEOUT, Gate, collected

Paint = Callable[..., Path]


@pytest.fixture
def runs(bridge: LibraryBridge) -> IndexRuns:
    return IndexRuns(bridge)


@pytest.fixture
def sidebar(qtbot: QtBot, theme: Theme, runs: IndexRuns) -> Sidebar:
    made = Sidebar(theme)
    qtbot.addWidget(made)
    made.follow(runs)
    made.show()
    return made


def read(qtbot: QtBot, runs: IndexRuns, *folders: Path) -> None:
    with qtbot.waitSignal(runs.finished, timeout=TIMEOUT):
        runs.start(folders, asked=True)


def roots(qtbot: QtBot, bridge: LibraryBridge) -> dict[str, int]:
    """The library's folders by name, with how many photos are in them."""
    answers: list[list[RootSummary]] = []
    bridge.read(Reader.root_summaries, lambda future: answers.append(future.result()))
    qtbot.waitUntil(lambda: bool(answers), timeout=TIMEOUT)
    return {each.root.path.name: each.items for each in answers[0]}


def test_a_folder_is_forgotten(qtbot: QtBot, bridge: LibraryBridge, runs: IndexRuns, paint: Paint) -> None:
    one, two = paint("one/a.png", "red").parent, paint("two/b.png", "blue", seed=1).parent
    read(qtbot, runs, one, two)
    started, finished = collected(runs.started), collected(runs.finished)
    with qtbot.waitSignal(runs.forgotten, timeout=TIMEOUT) as forgotten:
        runs.remove_root(one)
    assert forgotten.args == [one, 1]
    assert roots(qtbot, bridge) == {"two": 1}
    assert (one / "a.png").exists()
    assert started == finished == []  # nothing was being read: nothing is taken up again


def test_reading_makes_way_and_goes_on(
    qtbot: QtBot, bridge: LibraryBridge, runs: IndexRuns, paint: Paint, picture_gate: Gate
) -> None:
    for number in range(40):  # more than one batch
        big = paint(f"big/{number}.png", "red", seed=number).parent
    small = paint("small/a.png", "blue", seed=50).parent
    forgetting, finished = collected(runs.forgetting_changed), collected(runs.finished)
    runs.start([small, big], asked=True)
    qtbot.waitUntil(picture_gate.reached.is_set, timeout=TIMEOUT)
    runs.remove_root(small)
    runs.remove_root(small)  # asked twice
    assert runs.running
    with qtbot.waitSignal(runs.finished, timeout=TIMEOUT):
        picture_gate.open()
    assert roots(qtbot, bridge) == {"big": 40}
    assert forgetting == [(small,), ()]
    assert [summary.stopped for summary in finished] == [False]
    assert finished[0].asked


def test_stopping_while_a_folder_is_forgotten_stops(
    qtbot: QtBot, bridge: LibraryBridge, runs: IndexRuns, paint: Paint, picture_gate: Gate
) -> None:
    for number in range(80):
        big = paint(f"big/{number}.png", "red", seed=number).parent
    small = paint("small/a.png", "blue", seed=90).parent
    runs.start([small, big], asked=True)
    qtbot.waitUntil(picture_gate.reached.is_set, timeout=TIMEOUT)
    runs.remove_root(small)
    runs.stop()
    with qtbot.waitSignal(runs.forgotten, timeout=TIMEOUT):
        picture_gate.open()
    qtbot.waitUntil(lambda: not runs.running, timeout=TIMEOUT)
    assert 0 < roots(qtbot, bridge)["big"] < 80


def test_a_folder_that_is_none_of_the_library_is_refused(qtbot: QtBot, runs: IndexRuns, tmp_path: Path) -> None:
    with qtbot.waitSignal(runs.refused, timeout=TIMEOUT) as refused:
        runs.remove_root(tmp_path)
    assert refused.args is not None
    assert "is not one of the library's folders" in refused.args[0]


def test_looking_for_changes(qtbot: QtBot, bridge: LibraryBridge, runs: IndexRuns, paint: Paint) -> None:
    folder = paint("a/a.png", "red").parents[1]
    read(qtbot, runs, folder)
    paint("a/b.png", "blue", seed=1)
    paint("c/c.png", "blue", seed=2)
    with qtbot.waitSignal(runs.finished, timeout=TIMEOUT):
        runs.rescan(folder / "a")
    assert roots(qtbot, bridge) == {"photos": 2}  # only the folder asked for


def test_the_side_bar_shows_how_far_a_folder_is(
    qtbot: QtBot, runs: IndexRuns, sidebar: Sidebar, bridge: LibraryBridge, paint: Paint, picture_gate: Gate
) -> None:
    for number in range(40):
        folder = paint(f"{number}.png", "red", seed=number).parent
    told = collected(runs.progressed)
    runs.start([folder], asked=True)
    qtbot.waitUntil(picture_gate.reached.is_set, timeout=TIMEOUT)
    looks: list[list[RootSummary]] = []
    bridge.read(Reader.root_summaries, lambda future: looks.append(future.result()))
    qtbot.waitUntil(lambda: bool(looks), timeout=TIMEOUT)
    sidebar.show_overview(PlacesOverview(roots=looks[0]))
    row = sidebar.folders.indexAt(sidebar.folders.viewport().rect().topLeft())
    model = sidebar.folders.model()
    heard = Qt.ItemDataRole.AccessibleTextRole
    qtbot.waitUntil(lambda: "Being read: 0 %" in model.data(row, heard), timeout=TIMEOUT)
    with qtbot.waitSignal(runs.finished, timeout=TIMEOUT):
        picture_gate.open()
    assert "Being read" not in model.data(row, heard)
    assert RootProgress(folder, 40, 40) in told[-1].roots
    assert sidebar.card.title.text() == "40 photos read"


def test_failures_are_tried_again(
    qtbot: QtBot, theme: Theme, bridge: LibraryBridge, runs: IndexRuns, sidebar: Sidebar, paint: Paint
) -> None:
    folder = paint("a.png", "red").parent
    broken = folder / "b.jpg"
    broken.write_bytes(b"")
    read(qtbot, runs, folder)
    failures = Failures(bridge, runs, theme, sidebar)
    revealed = collected(failures.reveal_wanted)
    failures.show()
    qtbot.waitUntil(lambda: failures.dialog is not None and failures.dialog.isVisible(), timeout=TIMEOUT)
    dialog = failures.dialog
    assert dialog is not None
    assert dialog.title.text() == "1 file couldn't be read"
    assert "Copy it again" in dialog.advice.text()
    QTest.mouseClick(dialog.reveal, Qt.MouseButton.LeftButton)
    assert revealed == [broken]
    paint("b.jpg", "blue", seed=3)
    QTest.mouseClick(dialog.retry, Qt.MouseButton.LeftButton)
    assert not dialog.retry.isEnabled()
    qtbot.waitUntil(dialog.all_read.isVisible, timeout=TIMEOUT)
    assert not dialog.retry.isVisible()
    failures.close()
    assert failures.dialog is None
