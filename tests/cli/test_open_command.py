"""``photorag open``, and ``photorag PATH``: what they give to the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from photorag.core.errors import LibraryBusy
from photorag.core.paths import Home
from tests.cli.conftest import Photorag

Opened = list[tuple[Home, str | None, list[str]]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What would have been shown."""
    seen: Opened = []

    def run_window(home: Home, model: str | None, paths: list[str]) -> int:
        seen.append((home, model, list(paths)))
        return 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("photorag.qt.app.run_window", run_window)
    return seen


@pytest.fixture
def photo(paint: Callable[..., Path]) -> Path:
    return paint("a red one.jpg", "red")


def test_paths_are_made_absolute_and_sorted(
    photorag: Photorag, opened: Opened, photo: Path, monkeypatch: pytest.MonkeyPatch, own_home: Home
) -> None:
    monkeypatch.chdir(photo.parent)
    assert photorag("open", photo.name, ".").code == 0
    assert opened == [(own_home, None, [str(photo.parent), str(photo)])]


def test_a_path_alone_is_opened(photorag: Photorag, opened: Opened, photo: Path, own_home: Home) -> None:
    assert photorag(photo).code == 0
    assert photorag(photo.parent, photo).code == 0
    assert [paths for *_, paths in opened] == [[str(photo)], [str(photo.parent), str(photo)]]


def test_options_around_a_path(photorag: Photorag, opened: Opened, photo: Path, tmp_path: Path) -> None:
    home = tmp_path / "chosen"
    for arguments in (
        ("--home", home, "--model", "starter", photo), (f"--home={home}", "--model=starter", photo),
        (photo, "--model", "starter", "--home", home), ("open", photo, "--model", "starter", "--home", home),
        ("--home", home, "open", "--model", "starter", photo),
    ):  # fmt: skip
        assert photorag(*arguments).code == 0
        assert opened.pop() == (Home(home), "starter", [str(photo)])


def test_without_paths_it_is_the_window(photorag: Photorag, opened: Opened, own_home: Home) -> None:
    assert photorag("open").code == 0
    assert photorag().code == 0
    assert opened == [(own_home, None, []), (own_home, None, [])]


def test_of_many_pictures_the_first_few_count(photorag: Photorag, opened: Opened, paint: Callable[..., Path]) -> None:
    pictures = [paint(f"{number}.jpg", "red", number) for number in range(9)]
    folders = [path.parent for path in (paint("a/x.jpg", "red"), paint("b/x.jpg", "red"))]
    assert photorag("open", *pictures, *folders).code == 0
    assert opened[0][2] == [str(path) for path in (*folders, *pictures[:4])]


@pytest.mark.parametrize("name", ["missing.jpg", "~nobody-here/x", "a" * 5000, "-- "])
def test_what_is_not_there_is_said(photorag: Photorag, opened: Opened, name: str) -> None:
    assert "is not there" in photorag("open", f"./{name}").sentence
    assert opened == []


@pytest.mark.parametrize("name", ["missing.jpg", "~nobody-here/x", "a" * 5000, ""])
def test_neither_a_command_nor_there(photorag: Photorag, opened: Opened, name: str) -> None:
    ran = photorag(name)
    assert (ran.code, opened) == (2, [])
    assert "usage: photorag" in ran.err


def test_commands_go_before_folders_of_their_name(
    photorag: Photorag, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "red").mkdir()
    monkeypatch.chdir(tmp_path)
    assert photorag("models").code == 0
    assert photorag("search", "red", "--json").code != 2
    assert opened == []
    assert photorag("./models").code == 0
    assert opened[0][2] == [str(tmp_path / "models")]


def test_what_the_window_refuses_is_a_sentence(
    photorag: Photorag, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise LibraryBusy("PhotoRAG is already open but does not answer.")

    monkeypatch.setattr("photorag.qt.app.run_window", refuse)
    assert photorag("open").sentence.startswith("PhotoRAG is already open")
