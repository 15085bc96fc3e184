"""Looking for duplicates in a library of real files: fingerprints from thumbnails, groups, what is remembered."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from photorag.core.cancel import CancelToken
from photorag.core.errors import Cancelled
from photorag.core.library_types import DuplicateGroup, Likeness
from photorag.core.paths import Home
from photorag.duplicates import DuplicateSearch
from photorag.library import Library
from photorag.store.database import open_editor
from photorag.store.fingerprints import Fingerprints
from photorag.store.thumbnails import ThumbnailStore
from tests.fakes import ColourEmbedder


def draw(path: Path, seed: int, size: tuple[int, int] = (640, 480)) -> Path:
    """A scene of its own for each seed, the same in any size."""
    generator = np.random.default_rng(seed)
    image = Image.new("RGB", (640, 480), tuple(generator.integers(0, 256, 3).tolist()))
    for _ in range(10):
        left, top, right, bottom = (int(each) for each in generator.integers(0, 400, 4))
        box = (min(left, right), min(top, bottom), max(left, right) + 80, max(top, bottom) + 80)
        ImageDraw.Draw(image).ellipse(box, fill=tuple(generator.integers(0, 256, 3).tolist()))
    path.parent.mkdir(parents=True, exist_ok=True)
    image.resize(size).save(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two exact copies of scene 1, a small and a large file of scene 2, scenes 3 and 4, and a damaged file."""
    folder = tmp_path / "photos"
    shutil.copy(draw(folder / "one.jpg", 1), folder / "one again.jpg")
    draw(folder / "two.png", 2)
    draw(folder / "two small.jpg", 2, (320, 240))
    draw(folder / "three.jpg", 3)
    draw(folder / "four.jpg", 4)
    (folder / "damaged.jpg").write_bytes((folder / "four.jpg").read_bytes()[:300])
    return folder


@pytest.fixture
def rows(library: Library, own_home: Home, folder: Path) -> Iterator[Fingerprints]:
    library.index([folder])
    database = open_editor(own_home.database)
    yield Fingerprints(database)
    database.close()


@pytest.fixture
def look(own_home: Home, embedder: ColourEmbedder, rows: Fingerprints) -> DuplicateSearch:
    thumbnails = ThumbnailStore(own_home.thumbnails)
    return DuplicateSearch(thumbnails, lambda ask: ask(rows), lambda ask: ask(rows), embedder.model_id, embedder.dim)


def names(library: Library, groups: list[DuplicateGroup]) -> list[tuple[Likeness, list[str]]]:
    items = library.items([each for group in groups for each in group.items])
    return [(group.likeness, [items[each].title for each in group.items]) for group in groups]


def test_copies_are_found_and_the_next_time_nothing_is_left_to_make(
    library: Library, look: DuplicateSearch, rows: Fingerprints
) -> None:
    told: list[tuple[int, int]] = []
    found = names(library, look.run(lambda done, total: told.append((done, total))))
    assert found == [
        (Likeness.EXACT, ["one.jpg", "one again.jpg"]),
        (Likeness.NEAR, ["two.png", "two small.jpg"]),
    ]
    assert told == [(0, 5), (5, 5)]  # contents, each once
    assert rows.missing() == {}
    told.clear()
    assert names(library, look.run(lambda done, total: told.append((done, total)))) == found
    assert told == [(0, 0)]


def test_a_photo_without_thumbnail_has_exact_copies_still(
    library: Library, own_home: Home, look: DuplicateSearch, rows: Fingerprints
) -> None:
    store = ThumbnailStore(own_home.thumbnails)
    gone, damaged = {item.title: item.content for item in library.items(range(20)).values()}, b"no picture"
    store.path(gone["one.jpg"]).unlink()
    store.path(gone["two.png"]).write_bytes(damaged)
    assert names(library, look.run()) == [(Likeness.EXACT, ["one.jpg", "one again.jpg"])]
    assert set(rows.missing()) == {gone["one.jpg"], gone["two.png"]}


def test_what_was_dismissed_stays_so_until_that_is_undone(look: DuplicateSearch, rows: Fingerprints) -> None:
    exact, near = look.run()
    pairs = rows.dismiss(near.items)
    assert look.run() == [exact]
    rows.undismiss(pairs)
    assert look.run() == [exact, near]


def test_it_stops_when_cancelled_and_keeps_what_it_made(
    look: DuplicateSearch, rows: Fingerprints, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photorag.duplicates._PORTION", 2)
    cancel = CancelToken()

    def stop(done: int, _total: int) -> None:
        if done:
            cancel.cancel()

    with pytest.raises(Cancelled):
        look.run(stop, cancel)
    assert len(rows.missing()) == 1  # five contents, two portions of two
    assert len(look.run()) == 2


@pytest.mark.shared
def test_real_copies_from_a_takeout(library: Library, shared: Path, look: DuplicateSearch) -> None:
    """Groups hold what has the same name there, and nothing else; takeouts name copies "… (copy).jpg"."""
    library.index([shared / "photos" / "immich-go-takeout"])
    items = library.items(range(2000))
    groups = [[items[each].path for each in group.items] for group in look.run()]
    together = [paths for paths in groups if any("immich-go-takeout" in str(path) for path in paths)]
    assert len(together) >= 8
    for paths in together:
        shots = {path.stem.partition(" (")[0] for path in paths} - {"NO_DATE"}
        assert len(shots) == 1, paths
