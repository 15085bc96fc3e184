"""Starting and ending the window, as the command line does it."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from photorag.core.paths import Home
from photorag.qt.app import run_window
from photorag.qt.main_window import MainWindow
from tests.fakes import ColourEmbedder
from tests.qt.conftest import leftover_threads


def test_the_window_opens_and_ends_with_its_library(
    qapp: QApplication, own_home: Home, embedder: ColourEmbedder
) -> None:
    def close() -> None:
        window = next(each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible())
        window.close()

    QTimer.singleShot(300, close)
    assert run_window(own_home, None) == 0
    assert leftover_threads() == []
    assert own_home.database.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signal")
def test_the_system_can_end_it(qapp: QApplication, own_home: Home, embedder: ColourEmbedder) -> None:
    before = signal.getsignal(signal.SIGTERM)
    QTimer.singleShot(300, lambda: os.kill(os.getpid(), signal.SIGTERM))
    assert run_window(own_home, None) == 0
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_library_that_can_not_be_opened_is_said(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def show(box: QMessageBox) -> int:
        said.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", show)
    home = Home(tmp_path / "home")
    home.folder.mkdir()
    home.settings.write_text("not JSON")
    assert run_window(home, None) == 1
    assert "settings" in said[0]
    assert leftover_threads() == []
