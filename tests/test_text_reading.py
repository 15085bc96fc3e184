"""Text reading over a real library: what is read, once, in which order, and what can go wrong."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from photorag.core.cancel import CancelToken, PauseGate
from photorag.core.errors import PhotoRagError
from photorag.library import Library
from photorag.text_reading import TextProgress, TextReading, TextReport
from photorag.workers import EditThread, QueryThread
from tests.text_jobs import read_name

Make = Callable[..., TextReading]
_PATIENCE = 60.0


@pytest.fixture
def make(library: Library) -> Iterator[Make]:
    """Makes text readings over the library; ``told`` of one collects the ids it stored."""
    queries, edits = QueryThread(library.home), EditThread(library.home)
    made: list[TextReading] = []

    def reading(
        told: list[int] | None = None, pause: PauseGate | None = None, is_busy: Callable[[], bool] = lambda: False
    ) -> TextReading:
        collected = told if told is not None else []
        made.append(TextReading(queries, edits, pause or PauseGate(), is_busy, collected.extend))
        return made[-1]

    yield reading
    for each in made:
        each.stop()
    queries.close()
    edits.close()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker reads files' names in place of pictures."""
    monkeypatch.setattr("photorag.text_reading.read_text", read_name)


@pytest.fixture
def photos(tmp_path: Path) -> Callable[..., Path]:
    """Writes photos of these names, the first the newest, each with its own content unless told otherwise."""

    def write(*stems: str, same: bool = False) -> Path:
        folder = tmp_path / "photos"
        folder.mkdir(exist_ok=True)
        for number, stem in enumerate(stems):
            path = folder / f"{stem}.png"
            Image.new("RGB", (40, 30), (0, 0, 0) if same else (sum(map(ord, stem)) % 256, len(stem), number)).save(path)
            os.utime(path, (10**9 - number * 86_400,) * 2)
        return folder

    return write


def asked(folder: Path) -> list[str]:
    path = folder / "asked"
    return path.read_text().split() if path.exists() else []


def words(library: Library) -> dict[str, list[str]]:
    ids = library.start_read(lambda reader: [int(each) for each in reader.columns().items]).result()
    found = library.start_read(lambda reader: reader.words_in(ids)).result()
    items = library.items(ids)
    return {items[each].path.stem: [word.text for word in found[each]] for each in found}


def test_real_signs_are_read_and_found(library: Library, make: Make, tmp_path: Path) -> None:
    folder = tmp_path / "signs"
    folder.mkdir()
    for name in ("Harbour", "Station"):
        image = Image.new("RGB", (800, 600), "white")
        ImageDraw.Draw(image).text((100, 200), name, "black", ImageFont.load_default(80))
        image.save(folder / f"{name}.jpg")
    Image.new("RGB", (800, 600), "green").save(folder / "meadow.jpg")
    library.index([folder])
    told: list[int] = []
    seen: list[TextProgress] = []
    assert make(told).read_all(seen.append) == TextReport(read=3, with_text=2, skipped=1)
    assert words(library) == {"Harbour": ["Harbour"], "Station": ["Station"]}
    assert len(set(told)) == len(told) == 3
    assert [(each.done, each.total) for each in (seen[0], seen[-1])] == [(0, 3), (3, 3)]
    harbour = library.start_read(lambda reader: reader.matching("inside: harbour")).result()
    assert library.items(harbour.tolist())[int(harbour[0])].path.stem == "Harbour"


def test_nothing_to_do_starts_no_worker(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("photorag.text_reading.SupervisedPool", None)
    assert make().read_all() == TextReport()


@pytest.mark.usefixtures("names")
def test_each_picture_once_the_newest_first(library: Library, make: Make, photos: Callable[..., Path]) -> None:
    folder = photos("newest", "middle", "oldest")
    library.index([folder])
    assert make().read_all() == TextReport(read=3, with_text=3)
    assert asked(folder) == ["newest", "middle", "oldest"]
    assert make().read_all() == TextReport()
    assert asked(folder) == ["newest", "middle", "oldest"]


@pytest.mark.usefixtures("names")
def test_equal_content_is_read_once(library: Library, make: Make, photos: Callable[..., Path]) -> None:
    folder = photos("one", "two", "three", same=True)
    library.index([folder])
    told: list[int] = []
    assert make(told).read_all() == TextReport(read=1, with_text=1)
    assert asked(folder) == ["one"]
    assert words(library) == {"one": ["one"], "two": ["one"], "three": ["one"]}
    assert len(told) == 3


@pytest.mark.usefixtures("names")
def test_a_damaged_or_deadly_picture_costs_itself_and_is_tried_again_when_it_changes(
    library: Library, make: Make, photos: Callable[..., Path]
) -> None:
    folder = photos("refused", "crash", "bug", "good", "plain")
    library.index([folder])
    assert make().read_all() == TextReport(read=5, with_text=1, skipped=1, unreadable=3)
    assert words(library) == {"good": ["good"]}
    tried = asked(folder)
    assert make().read_all() == TextReport()
    assert asked(folder) == tried
    Image.new("RGB", (40, 30), "orange").save(folder / "refused.png")
    library.index([folder])
    make().read_all()
    assert asked(folder) == [*tried, "refused"]


@pytest.mark.usefixtures("names")
def test_when_nothing_can_be_read_it_is_said_and_nothing_is_stored(
    library: Library, make: Make, photos: Callable[..., Path]
) -> None:
    library.index([photos("bug1", "bug2", "bug3", "bug4")])
    with pytest.raises(PhotoRagError, match="can't be read"):
        make().read_all()
    assert library.start_read(lambda reader: reader.count_without_reading(1)).result() == 4


@pytest.mark.usefixtures("names")
def test_files_that_are_gone_or_changed_are_left_for_the_next_index_run(
    library: Library, make: Make, photos: Callable[..., Path]
) -> None:
    folder = photos("gone", "changed", "here")
    library.index([folder])
    (folder / "gone.png").unlink()
    Image.new("RGB", (50, 30), "orange").save(folder / "changed.png")
    assert make().read_all() == TextReport(read=1, with_text=1, left=2)
    assert asked(folder) == ["here"]
    library.index([folder])
    assert make().read_all() == TextReport(read=1, with_text=1)
    assert words(library) == {"here": ["here"], "changed": ["changed"]}


@pytest.mark.usefixtures("names")
def test_cancelled_it_keeps_what_it_has(library: Library, make: Make, photos: Callable[..., Path]) -> None:
    folder = photos(*(f"photo{number}" for number in range(40)))
    library.index([folder])
    cancel = CancelToken()

    def after_some(progress: TextProgress) -> None:
        if progress.done >= 5:
            cancel.cancel()

    report = make().read_all(after_some, cancel)
    assert report.cancelled
    assert 5 <= report.read < 40
    assert len(words(library)) == report.read
    rest = make().read_all()
    assert rest.read == 40 - report.read


@pytest.mark.usefixtures("names")
def test_it_waits_while_paused_and_while_something_else_is_read(
    library: Library, make: Make, photos: Callable[..., Path]
) -> None:
    folder = photos("one", "two")
    library.index([folder])
    pause, asking, busy, finished = PauseGate(), threading.Event(), threading.Event(), threading.Event()
    pause.pause()
    busy.set()

    def is_busy() -> bool:
        asking.set()
        return busy.is_set()

    reading = make(pause=pause, is_busy=is_busy)
    reading.start(lambda progress: finished.set() if progress.done == 2 else None)
    assert not asking.wait(0.5)  # held by the pause
    pause.resume()
    assert asking.wait(_PATIENCE)
    assert asked(folder) == []
    busy.clear()
    assert finished.wait(_PATIENCE)
    assert asked(folder) == ["one", "two"]


@pytest.mark.usefixtures("names")
def test_in_the_background_new_photos_are_read_when_it_is_woken(
    library: Library, make: Make, photos: Callable[..., Path]
) -> None:
    stored = threading.Semaphore(0)

    class Told(list[int]):
        def extend(self, ids: object) -> None:
            stored.release()

    library.index([photos("first")])
    reading = make(Told())
    reading.start()
    assert stored.acquire(timeout=_PATIENCE)
    library.index([photos("second", "first")])
    reading.wake()
    assert stored.acquire(timeout=_PATIENCE)
    assert words(library) == {"first": ["first"], "second": ["second"]}


@pytest.mark.usefixtures("names")
def test_stopped_while_held_it_ends(library: Library, make: Make, photos: Callable[..., Path]) -> None:
    library.index([photos("one")])
    pause = PauseGate()
    pause.pause()
    reading = make(pause=pause)
    begun = threading.Event()
    reading.start(lambda _: begun.set())
    assert begun.wait(_PATIENCE)
    reading.stop()
    assert words(library) == {}
    assert reading.read_all() == TextReport(cancelled=True)
