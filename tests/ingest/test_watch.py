"""Watching: when a path counts as settled, and that changes in real folders reach the library."""

from __future__ import annotations

import queue
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photorag.core.errors import PhotoRagError
from photorag.ingest.report import IndexReport
from photorag.ingest.watch import Settling
from photorag.library import Library

Paint = Callable[..., Path]
_PATIENCE = 30.0  # seconds until a test gives up; nothing waits this long when all is well


class Desk:
    """A clock and a file that the test sets by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self.stamp: tuple[int, int] | None = (1, 1)
        self.settling = Settling(lambda: self.now, lambda _: self.stamp)

    def after(self, seconds: float) -> list[str]:
        self.now += seconds
        return self.settling.settled()


def test_a_path_settles_when_nothing_happens_for_a_while() -> None:
    desk = Desk()
    desk.settling.touch("a")
    assert desk.after(1.0) == []
    assert desk.after(1.5) == ["a"]
    assert desk.after(10.0) == []


def test_each_event_starts_the_wait_anew() -> None:
    desk = Desk()
    for _ in range(5):
        desk.settling.touch("a")
        assert desk.after(1.5) == []
    assert desk.after(1.0) == ["a"]


def test_a_file_that_grows_without_events_is_waited_for() -> None:
    desk = Desk()
    desk.settling.touch("a")
    desk.stamp = (2, 2)
    assert desk.after(3.0) == []
    desk.stamp = (3, 3)
    assert desk.after(3.0) == []
    assert desk.after(3.0) == ["a"]


def test_a_file_that_is_gone_settles_too() -> None:
    desk = Desk()
    desk.stamp = None
    desk.settling.touch("a")
    assert desk.after(3.0) == ["a"]


Reports = queue.Queue[IndexReport | PhotoRagError]


@pytest.fixture
def watched(library: Library, paint: Paint) -> Iterator[tuple[Library, Path, Reports]]:
    folder = paint("red.jpg", "red").parent
    library.index([folder])
    reports: Reports = queue.Queue()
    library.watch(reports.put, reports.put)
    yield library, folder, reports


def until(library: Library, reports: Reports, words: str, wanted: set[str]) -> None:
    """Takes reports until a search finds exactly these files."""
    found: set[str] = set()
    while found != wanted:
        report = reports.get(timeout=_PATIENCE)
        assert not isinstance(report, PhotoRagError)
        found = {hit.path.name for hit in library.search(words).hits}


def test_changes_become_searchable(watched: tuple[Library, Path, Reports], paint: Paint, tmp_path: Path) -> None:
    library, folder, reports = watched
    item = library.search("red").hits[0].item
    paint("deep/er/blue.jpg", "blue")
    until(library, reports, "blue", {"red.jpg", "blue.jpg"})
    (folder / "red.jpg").rename(folder / "deep" / "renamed.jpg")
    until(library, reports, "red", {"renamed.jpg", "blue.jpg"})
    assert library.search("red", 1).hits[0].item == item
    paint("deep/renamed.jpg", "yellow")
    reports.get(timeout=_PATIENCE)
    assert library.search("yellow", 1).hits[0].item == item
    (folder / "deep" / "er" / "blue.jpg").unlink()
    until(library, reports, "red", {"renamed.jpg"})
    paint("../elsewhere/green.jpg", "green")
    shutil.move(tmp_path / "elsewhere", folder / "moved in")
    until(library, reports, "green", {"renamed.jpg", "green.jpg"})
    (folder / "moved in").rename(tmp_path / "moved out")
    until(library, reports, "green", {"renamed.jpg"})


def test_a_root_added_later_is_watched_too(watched: tuple[Library, Path, Reports], paint: Paint) -> None:
    library, _, reports = watched
    other = paint("../other/one.jpg", "green").parent.resolve()
    library.index([other])
    paint("../other/two.jpg", "green", seed=3)
    until(library, reports, "green", {"red.jpg", "one.jpg", "two.jpg"})


def test_a_root_that_vanishes_is_offline(watched: tuple[Library, Path, Reports], tmp_path: Path) -> None:
    library, folder, _ = watched
    folder.rename(tmp_path / "unplugged")
    assert library.index().offline == [folder]
    assert [hit.path.name for hit in library.search("red").hits] == ["red.jpg"]
