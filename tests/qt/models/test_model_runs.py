"""From the click to the model in use: downloads, what stops them, and the reading that follows."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photorag.core.paths import Home
from photorag.ingest.report import IndexReport, Progress
from photorag.library import Library
from photorag.model_choice import ModelNames
from photorag.qt.bridge import LibraryBridge
from photorag.qt.models.about import byte_size
from photorag.qt.models.model_runs import ModelRuns
from photorag.qt.models.model_state import ModelPhase, ModelState
from tests.embedding.hub_server import FakeHub
from tests.qt.conftest import collected
from tests.qt.models.conftest import NAME, TIMEOUT, WEIGHTS, Hold

Paint = Callable[..., Path]


def reached(qtbot: QtBot, runs: ModelRuns, phase: ModelPhase) -> ModelState:
    qtbot.waitUntil(lambda: runs.state.phase is phase, timeout=TIMEOUT)
    return runs.state


def read_photos(qtbot: QtBot, bridge: LibraryBridge, folder: Path | None = None) -> None:
    done: list[Future[IndexReport]] = []
    bridge.run(lambda library: library.start_index([folder] if folder else None), done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=TIMEOUT)
    assert not done[0].result().failed


def names(qtbot: QtBot, bridge: LibraryBridge) -> ModelNames:
    done: list[Future[ModelNames]] = []
    bridge.call(Library.model_names, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=TIMEOUT)
    return done[0].result()


@pytest.fixture
def photos(qtbot: QtBot, bridge: LibraryBridge, paint: Paint) -> Path:
    """A folder of two pictures, read with the starter."""
    folder = paint("red.jpg", "red").parent
    paint("blue.jpg", "blue")
    read_photos(qtbot, bridge, folder)
    return folder


def test_a_model_is_downloaded_and_takes_over_an_empty_library(
    qtbot: QtBot, published: FakeHub, runs: ModelRuns
) -> None:
    states, told, again = collected(runs.changed), collected(runs.told), collected(runs.read_again_wanted)
    runs.start(NAME)
    assert runs.state == ModelState(ModelPhase.STARTING, "starter", NAME)
    assert reached(qtbot, runs, ModelPhase.IDLE).searching == NAME
    arriving = [each.download for each in states if each.phase is ModelPhase.DOWNLOADING]
    assert arriving[0].total == len(published.files[WEIGHTS])
    assert told == ["PhotoRAG now understands your photos with acme/tiny."]
    assert again == []


def test_photos_are_read_again_while_searches_use_the_old_model(
    qtbot: QtBot, published: FakeHub, bridge: LibraryBridge, runs: ModelRuns, photos: Path
) -> None:
    told = collected(runs.told)
    with qtbot.waitSignal(runs.read_again_wanted, timeout=TIMEOUT):
        runs.start(NAME)
    assert runs.state == ModelState(ModelPhase.READING, "starter", NAME)
    runs.reading_progressed(Progress("reading", done=1, total=2))
    assert (runs.state.read, runs.state.to_read) == (1, 2)
    assert told == []
    read_photos(qtbot, bridge)
    assert reached(qtbot, runs, ModelPhase.IDLE).searching == NAME
    assert told == ["PhotoRAG now understands your photos with acme/tiny."]


def test_reading_that_was_stopped_waits_to_go_on(
    qtbot: QtBot, published: FakeHub, bridge: LibraryBridge, runs: ModelRuns, photos: Path
) -> None:
    with qtbot.waitSignal(runs.read_again_wanted, timeout=TIMEOUT):
        runs.start(NAME)
    runs.reading_finished()
    assert reached(qtbot, runs, ModelPhase.WAITING).name == NAME
    runs.reading_progressed(Progress("reading", done=1, total=2))
    assert runs.state.phase is ModelPhase.READING


def test_a_change_can_be_given_up(
    qtbot: QtBot, published: FakeHub, bridge: LibraryBridge, runs: ModelRuns, photos: Path
) -> None:
    with qtbot.waitSignal(runs.read_again_wanted, timeout=TIMEOUT):
        runs.start(NAME)
    again = collected(runs.read_again_wanted)
    runs.cancel()
    assert reached(qtbot, runs, ModelPhase.IDLE).searching == "starter"
    assert names(qtbot, bridge) == ModelNames("starter", "starter")
    assert again == []


def test_what_the_model_in_use_has_not_read_is_read(
    qtbot: QtBot, published: FakeHub, bridge: LibraryBridge, runs: ModelRuns, photos: Path, paint: Paint
) -> None:
    with qtbot.waitSignal(runs.read_again_wanted, timeout=TIMEOUT):
        runs.start(NAME)
    read_photos(qtbot, bridge, paint("new/green.jpg", "green").parent)  # with the new one alone
    with qtbot.waitSignal(runs.read_again_wanted, timeout=TIMEOUT):
        runs.cancel()
    assert names(qtbot, bridge) == ModelNames("starter", "starter")


def test_a_change_goes_on_at_the_next_start(
    qtbot: QtBot, published: FakeHub, own_home: Home, fake_models: None, paint: Paint
) -> None:
    with Library.open(own_home) as library:
        library.index([paint("red.jpg", "red").parent])
        library.use_model(NAME)
    bridge = LibraryBridge(Library.open(own_home))
    runs = ModelRuns(bridge, bridge)
    runs.refresh()
    assert reached(qtbot, runs, ModelPhase.READING).name == NAME
    with qtbot.waitSignal(runs.told, timeout=TIMEOUT):
        read_photos(qtbot, bridge)
    with qtbot.waitSignal(bridge.closed, timeout=TIMEOUT):
        bridge.close()


def test_cancel_keeps_the_old_model_and_what_has_arrived(
    qtbot: QtBot, published: FakeHub, bridge: LibraryBridge, runs: ModelRuns, hold: Hold
) -> None:
    told = collected(runs.told)
    runs.start(NAME)
    qtbot.waitUntil(hold.reached.is_set, timeout=TIMEOUT)
    runs.start("starter")  # one at a time
    assert runs.state.name == NAME
    runs.cancel()
    assert runs.state.phase is ModelPhase.STOPPING
    hold.opened.set()
    state = reached(qtbot, runs, ModelPhase.IDLE)
    assert (state.searching, state.name) == ("starter", NAME)
    assert 1_000_000 <= state.kept < len(published.files[WEIGHTS])
    kept = byte_size(state.kept)
    assert told == [f"The download of acme/tiny was stopped. {kept} are kept: the next try goes on from there."]
    assert names(qtbot, bridge) == ModelNames("starter", "starter")
    before = len(published.got(WEIGHTS))
    runs.start(NAME)
    assert reached(qtbot, runs, ModelPhase.IDLE).searching == NAME
    (again,) = published.got(WEIGHTS)[before:]
    assert again.range is not None
    assert int(again.range.removeprefix("bytes=").rstrip("-")) >= state.kept


def test_a_server_in_trouble(qtbot: QtBot, published: FakeHub, bridge: LibraryBridge, runs: ModelRuns) -> None:
    published.down = 503
    runs.start(NAME)
    failed = reached(qtbot, runs, ModelPhase.FAILED)
    assert "HTTP 503" in failed.sentence
    assert (failed.searching, failed.name) == ("starter", NAME)
    published.down = 0
    runs.start(failed.name)
    assert reached(qtbot, runs, ModelPhase.IDLE).searching == NAME


def test_without_the_internet(
    qtbot: QtBot, published: FakeHub, runs: ModelRuns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://nowhere.invalid")
    runs.start(NAME)
    assert "check the internet connection" in reached(qtbot, runs, ModelPhase.FAILED).sentence
    runs.forget_failure()
    assert runs.state == ModelState(ModelPhase.IDLE, "starter")


def test_a_disk_without_room(
    qtbot: QtBot, published: FakeHub, runs: ModelRuns, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr("photorag.embedding.download_files.shutil.disk_usage", lambda _: usage)
    runs.start(NAME)
    assert "make some room" in reached(qtbot, runs, ModelPhase.FAILED).sentence
    assert published.got(WEIGHTS) == []


def test_a_name_nobody_knows(qtbot: QtBot, runs: ModelRuns) -> None:
    runs.start("no-such-model/at-all")
    sentence = reached(qtbot, runs, ModelPhase.FAILED).sentence
    assert sentence.startswith("There is no model named")
    assert "photorag models" not in sentence
