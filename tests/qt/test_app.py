"""Starting and ending the window, as the command line does it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from photorag.core.errors import LibraryBusy
from photorag.core.paths import Home
from photorag.qt.app import run_window
from photorag.qt.main_window import MainWindow
from photorag.qt.single_instance import SingleInstance
from photorag.qt.theme import Theme
from photorag.qt.tokens import DARK
from photorag.qt.window_state import WindowState
from tests.fakes import ColourEmbedder
from tests.qt.conftest import TIMEOUT, leftover_threads


class Watcher(QObject):
    """Looks at the window while `run_window` has the thread; ends it when ``done`` says so, or after a while."""

    def __init__(self, done: Callable[[MainWindow], bool]) -> None:
        super().__init__()
        self.done = self.gave_up = False
        self._done, self._looks = done, 0
        self._timer = QTimer(self, interval=50)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        self._looks += 1
        windows = [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
        window = next((each for each in windows if not each.bridge.closing), None)
        if window is None:
            return
        self.done = self._done(window)
        self.gave_up = self._looks > TIMEOUT / 50
        if self.done or self.gave_up:
            self._timer.stop()
            window.closer.quit()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What message boxes say; nobody has to close them."""
    texts: list[str] = []

    def show(box: QMessageBox) -> int:
        texts.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", show)
    return texts


def test_the_window_opens_and_ends_with_its_library(
    qapp: QApplication, own_home: Home, embedder: ColourEmbedder
) -> None:
    def close(window: MainWindow) -> bool:
        if window.isVisible():
            window.close()
        return False

    watcher = Watcher(close)
    assert run_window(own_home, None) == 0
    assert not watcher.gave_up
    assert leftover_threads() == []
    assert own_home.database.exists()


def test_paths_are_taken_at_the_start(
    qapp: QApplication, own_home: Home, embedder: ColourEmbedder, paint: Callable[..., Path]
) -> None:
    photo = paint("red.jpg", "red")
    watcher = Watcher(
        lambda window: (
            window.gallery.overview.photos == 1 and [each.name for each in window.page.field.pictures] == ["red.jpg"]
        )
    )
    assert run_window(own_home, None, [str(photo.parent), str(photo)]) == 0
    assert watcher.done


def test_a_second_start_hands_over_and_brings_the_window_back(
    qapp: QApplication, own_home: Home, embedder: ColourEmbedder, paint: Callable[..., Path], tmp_path: Path
) -> None:
    """As a file manager does it, with the window out of sight."""
    folder = paint("red.jpg", "red").parent
    second: list[subprocess.Popen[bytes]] = []

    def done(window: MainWindow) -> bool:
        if not second:
            window.hide()
            second.append(
                subprocess.Popen([sys.executable, "-m", "photorag", str(folder)], cwd=Path(__file__).parents[2])
            )
        return second[0].poll() is not None and window.isVisible() and window.gallery.overview.photos == 1

    watcher = Watcher(done)
    assert run_window(own_home, None) == 0
    assert second[0].wait(30) == 0
    assert watcher.done
    assert leftover_threads() == []


def test_the_appearance_is_remembered(
    qapp: QApplication, own_home: Home, embedder: ColourEmbedder, request: pytest.FixtureRequest, theme: Theme
) -> None:
    request.addfinalizer(lambda: theme.set_appearance("system"))
    state = WindowState(own_home.folder / "window.ini")
    own_home.folder.mkdir()
    state.appearance = "dark"
    state.save()
    seen: list[str] = []

    def done(window: MainWindow) -> bool:
        seen.append(window.palette().color(window.backgroundRole()).name())
        return True

    watcher = Watcher(done)
    assert run_window(own_home, None) == 0
    assert watcher.done
    assert seen[-1] == DARK.bg


def test_one_that_does_not_answer_is_said(
    qapp: QApplication, own_home: Home, monkeypatch: pytest.MonkeyPatch, said: list[str]
) -> None:
    def refuse(*_: object) -> bool:
        raise LibraryBusy("PhotoRAG is already open but does not answer.")

    monkeypatch.setattr(SingleInstance, "claim", refuse)
    assert run_window(own_home, None) == 1
    assert said == ["PhotoRAG is already open but does not answer."]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signal")
def test_the_system_can_end_it(qapp: QApplication, own_home: Home, embedder: ColourEmbedder) -> None:
    before = signal.getsignal(signal.SIGTERM)
    killed: list[MainWindow] = []

    def kill(window: MainWindow) -> bool:
        if window.isVisible() and not killed:
            killed.append(window)
            os.kill(os.getpid(), signal.SIGTERM)
        return False

    watcher = Watcher(kill)
    assert run_window(own_home, None) == 0
    assert killed
    assert not watcher.gave_up
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_library_that_can_not_be_opened_is_said(qapp: QApplication, tmp_path: Path, said: list[str]) -> None:
    home = Home(tmp_path / "home")
    home.folder.mkdir()
    home.settings.write_text("not JSON")
    assert run_window(home, None) == 1
    assert "settings" in said[0]
    assert leftover_threads() == []
