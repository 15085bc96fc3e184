"""Photos that leave the library's folders by the person's wish: as copies, or to the trash."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from photorag.core.events import ItemsChanged
from photorag.library import Library

Paint = Callable[..., Path]


@pytest.fixture
def ids(library: Library, paint: Paint) -> dict[str, int]:
    for number, name in enumerate(("red", "green", "blue")):
        folder = paint(f"{name}.jpg", name, seed=number).parent
    library.index([folder])
    return {hit.title: hit.item for hit in library.search("red").hits}


def test_copies_go_where_they_are_wanted(library: Library, ids: dict[str, int], tmp_path: Path) -> None:
    report = library.export([ids["red.jpg"], 9_999, ids["blue.jpg"]], tmp_path / "out")
    assert report.copied == 2
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["blue.jpg", "red.jpg"]
    assert library.status().items == 3


def test_what_is_trashed_is_shown_no_longer_and_comes_back_with_its_marks(
    library: Library, ids: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trash = tmp_path / "trash"
    trash.mkdir()
    monkeypatch.setattr("photorag.trashing._send", lambda path: shutil.move(path, trash / path.name))
    seen: list[ItemsChanged] = []
    library.events.subscribe(ItemsChanged, seen.append)
    red = ids["red.jpg"]
    path = library.items([red])[red].path
    library.set_favourite([red], True)
    report = library.move_to_trash([red])
    assert report.trashed == (path,)
    assert not path.exists()
    assert seen == [ItemsChanged((), (red,))]
    assert library.status().items == 2
    assert "red.jpg" not in [hit.title for hit in library.search("red").hits]
    shutil.move(trash / "red.jpg", path)
    library.index()
    assert library.items([red])[red].favourite


def test_what_could_not_be_trashed_stays(
    library: Library, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "no", str(path))

    monkeypatch.setattr("photorag.trashing._send", refuse)
    report = library.move_to_trash([ids["red.jpg"]])
    assert report.trashed == ()
    assert len(report.failed) == 1
    assert library.status().items == 3
