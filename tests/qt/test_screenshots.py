"""The pictures of the window are taken of a real library, and leave it as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from photorag.core.paths import Home
from photorag.library import Library
from photorag.qt.screenshots.__main__ import main

_SIZE = (1100, 640)


@pytest.fixture
def home(library: Library, own_home: Home, paint: Callable[..., Path], tmp_path: Path) -> Home:
    """A library that is closed again: a dozen photos, one of them a favourite."""
    for seed in range(12):
        paint(f"{seed}.jpg", ("red", "green", "blue")[seed % 3], seed=seed)
    library.index([tmp_path / "photos"])
    library.set_favourite([1], True)
    library.search("red")  # a model's first search keeps what it needs for all later ones
    library.close()
    return own_home


def content(home: Home) -> dict[str, str]:
    """The files of a library, without those SQLite makes to read."""
    return {
        str(path.relative_to(home.folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.folder.rglob("*"))
        if path.is_file() and path.suffix not in (".db-wal", ".db-shm", ".lock", ".log")
    }


def colours(image: QImage) -> int:
    points = ((x, y) for x in range(0, image.width(), 20) for y in range(0, image.height(), 20))
    return len({image.pixel(x, y) for x, y in points})


def test_screens_of_a_library_are_pictured_and_nothing_in_it_changes(
    qapp: QApplication, home: Home, tmp_path: Path
) -> None:
    before = content(home)
    names = ("browsing", "searching", "shortcuts")
    size = "x".join(map(str, _SIZE))
    folder = tmp_path / "pictures"
    assert main([str(folder), "--home", str(home.folder), "--size", size, "--only", *names]) == 0
    files = sorted(path.name for path in folder.iterdir())
    assert files == sorted(f"{name}-{appearance}.png" for name in names for appearance in ("light", "dark"))
    for name in names:
        light, dark = (QImage(str(folder / f"{name}-{appearance}.png")) for appearance in ("light", "dark"))
        assert {(each.width(), each.height()) for each in (light, dark)} == {_SIZE}
        assert colours(light) > 8 and colours(dark) > 8
        assert light.pixelColor(5, 300).lightness() > 200
        assert dark.pixelColor(5, 300).lightness() < 80
    assert content(home) == before


def test_a_screen_that_would_change_a_library_is_refused(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "pictures"), "--home", str(home.folder), "--only", "notice"]) == 1
    assert "There is no screen notice here" in capsys.readouterr().err
    assert not (tmp_path / "pictures").exists()


def test_a_folder_without_a_library_is_said_to_be_none(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "pictures"), "--home", str(tmp_path / "nothing")]) == 1
    assert "There is no library of this version" in capsys.readouterr().err
    assert not (tmp_path / "nothing").exists()
