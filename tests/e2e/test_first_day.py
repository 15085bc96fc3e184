"""A person's first day with the window, with a real mouse and keyboard on a real screen, from outside the process.

Needs Xvfb and xdotool; is skipped without them. `PHOTORAG_PICTURES=DIR` keeps a picture of each step.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photorag.sample.library import draw_sample_library
from tests.e2e.command import Photorag, Running, became, wait_until
from tests.e2e.conftest import MakePictures
from tests.e2e.drag_source import PLACE, TITLE
from tests.e2e.screen import MISSING, Screen, new_screen

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"needs {' and '.join(MISSING)}")


@pytest.fixture
def screen() -> Iterator[Screen]:
    with new_screen() as made:
        yield made


@pytest.fixture
def sample(tmp_path: Path) -> tuple[Path, int]:
    """The sample library's pictures, and how many they are."""
    folder = tmp_path / "Holiday"
    folder.mkdir()
    return folder, len(draw_sample_library(folder))


def count(photorag: Photorag, table: str) -> int:
    try:
        with photorag.database() as database:
            return int(database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0


def keep(screen: Screen, name: str) -> None:
    folder = os.environ.get("PHOTORAG_PICTURES")
    if folder:
        screen.picture(Path(folder) / f"{name}.png")


def drop_folder(screen: Screen, folder: Path, arrived: Callable[[], bool]) -> None:
    """From another program's window into the middle of ours. That program has to be there until the other one has
    asked it for what was dropped."""
    with Running([sys.executable, "-m", "tests.e2e.drag_source", str(folder)], screen.environment) as source:
        assert source.line() == "ready\n"
        screen.window(TITLE)
        x, y, width, height = PLACE
        for _ in range(4):  # a window that does not listen yet hears no button, or refuses
            screen.drag((x + width // 2, y + height // 2), (700, 420))
            if became(lambda: not source.lines.empty(), 10) and source.line() == "taken\n":
                break
        wait_until(arrived, "the dropped folder is in the library")


def insist(do: Callable[[], None], condition: Callable[[], bool]) -> None:
    """As a person does whose keys came while the window was not yet listening: once more."""
    for _ in range(4):
        do()
        if became(condition, 20):
            return
    pytest.fail("the window does not do what the keys ask for")


def remembered(photorag: Photorag) -> str:
    state = photorag.home / "window.ini"
    return state.read_text("utf-8") if state.exists() else ""


def test_from_an_empty_window_to_the_next_start(
    photorag: Photorag,
    screen: Screen,
    sample: tuple[Path, int],
    make_pictures: MakePictures,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.setenv(name, screen.environment[name])
    folder, number = sample
    with photorag.start() as app:
        screen.window("^PhotoRAG$")
        keep(screen, "1 empty")
        drop_folder(screen, folder, lambda: count(photorag, "roots") == 1)
        wait_until(lambda: count(photorag, "items") == number, "the dropped folder has been read")
        screen.window("^PhotoRAG$")
        keep(screen, "2 read")

        def search() -> None:
            screen.window("^PhotoRAG$")
            screen.keys("ctrl+k")
            screen.type("a beach at sunset")
            screen.keys("Return")

        insist(search, lambda: "a beach at sunset" in remembered(photorag))
        keep(screen, "3 found")

        def mark() -> None:
            screen.window("^PhotoRAG$")
            screen.keys("ctrl+k", "Down", "Right", "Return")  # into the photos, one on, and open it
            screen.keys("Right", "Right")
            keep(screen, "4 viewed")
            screen.keys("f")

        insist(mark, lambda: count(photorag, "favourites") == 1)
        keep(screen, "5 favourite")
        screen.keys("Escape", "Escape")
        keep(screen, "6 back")

        more = make_pictures(folder.parent / "More", 120)
        handed = photorag.ok(folder.parent / "More")  # a second start gives its folder to the window that is there
        assert handed.out == ""
        wait_until(lambda: count(photorag, "items") > number, "the second folder is being read")
        keep(screen, "7 reading")
        screen.window("^PhotoRAG$")
        screen.keys("ctrl+q")
        assert app.wait().code == 0

    stored = count(photorag, "items")
    assert number < stored
    with photorag.start() as app:
        screen.window("^PhotoRAG$")
        wait_until(lambda: count(photorag, "items") == number + len(more), "the rest has been read")
        keep(screen, "8 again")
        screen.keys("ctrl+q")
        assert app.wait().code == 0
    assert count(photorag, "favourites") == 1
    assert photorag.ok("doctor", "--json").code == 0
