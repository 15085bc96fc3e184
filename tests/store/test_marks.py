"""Favourites and tags: who carries them, what changed, and that they outlive their item."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from photorag.core.errors import PhotoRagError
from photorag.core.events import MarksChanged
from photorag.core.library_types import Item, Place, PlaceKind, TagCount
from photorag.library import Library

Paint = Callable[..., Path]


@pytest.fixture
def photos(library: Library, paint: Paint) -> dict[str, int]:
    """Names of three indexed photos -> their ids."""
    for number, name in enumerate(("red", "green", "blue")):
        folder = paint(f"{name}.jpg", name, seed=number).parent
    library.index([folder])
    return by_name(library)


def by_name(library: Library) -> dict[str, int]:
    return {item.path.stem: item.id for item in shown(library)}


def shown(library: Library, place: Place | None = None) -> list[Item]:
    listing = library.start_read(lambda reader: reader.listing(place or Place())).result()
    items = library.items(listing.ids.tolist())
    return [items[each] for each in listing.ids.tolist()]


def test_a_favourite_is_one_and_what_changed_is_told(library: Library, photos: dict[str, int]) -> None:
    seen: list[MarksChanged] = []
    library.events.subscribe(MarksChanged, seen.append)
    red, green = photos["red"], photos["green"]
    assert library.set_favourite([red], True) == (red,)
    assert set(library.set_favourite([red, green], True)) == {green}
    assert library.set_favourite([red], True) == ()
    assert [event.ids for event in seen] == [(red,), (green,)]
    favourites = shown(library, Place(PlaceKind.FAVOURITES))
    assert {item.id for item in favourites} == {red, green}
    assert all(item.favourite for item in favourites)
    assert library.start_read(lambda reader: reader.count_favourites()).result() == 2
    assert set(library.set_favourite([red, green, photos["blue"]], False)) == {red, green}
    assert shown(library, Place(PlaceKind.FAVOURITES)) == []


def test_ids_that_are_not_there_are_passed_over(library: Library, photos: dict[str, int]) -> None:
    assert library.set_favourite([99_999, photos["red"]], True) == (photos["red"],)
    assert library.add_tag([99_999], "sea") == ()


def test_tags_are_one_whatever_their_letters(library: Library, photos: dict[str, int]) -> None:
    red, green = photos["red"], photos["green"]
    assert set(library.add_tag([red, green], "  Straße   am Meer ")) == {red, green}
    assert library.add_tag([red], "STRASSE AM MEER") == ()
    library.add_tag([red], "alps")
    assert library.items([red])[red].tags == ("alps", "Straße am Meer")
    tags = library.start_read(lambda reader: reader.tags()).result()
    assert tags == [TagCount("alps", 1), TagCount("Straße am Meer", 2)]
    assert set(library.remove_tag([red, green], "strasse am meer")) == {red, green}
    assert library.items([red])[red].tags == ("alps",)


@pytest.mark.parametrize("text", ["", "  \n", "x" * 101])
def test_what_is_no_tag_is_refused(library: Library, photos: dict[str, int], text: str) -> None:
    with pytest.raises(PhotoRagError, match="tag"):
        library.add_tag([photos["red"]], text)


def test_marks_move_with_the_file_and_stay_when_it_is_edited(
    library: Library, photos: dict[str, int], paint: Paint
) -> None:
    red = photos["red"]
    library.set_favourite([red], True)
    library.add_tag([red], "sea")
    path = library.items([red])[red].path
    moved = path.rename(path.with_name("elsewhere.jpg"))
    library.index()
    assert library.items([red])[red].path == moved
    paint("elsewhere.jpg", "yellow", seed=50)
    library.index()
    edited = library.items([red])[red]
    assert edited.favourite
    assert edited.tags == ("sea",)


def test_marks_come_back_with_their_folder(library: Library, photos: dict[str, int]) -> None:
    folder = library.roots()[0].root.path
    library.set_favourite([photos["red"], photos["blue"]], True)
    library.add_tag([photos["green"]], "sea")
    assert library.remove_root(folder) == 3
    assert library.start_read(lambda reader: reader.tags()).result() == []
    library.index([folder])
    marks = {item.path.stem: (item.favourite, item.tags) for item in shown(library)}
    assert marks == {"red": (True, ()), "blue": (True, ()), "green": (False, ("sea",))}
    library.set_favourite([by_name(library)["red"]], False)
    library.remove_root(folder)
    library.index([folder])  # what was unmarked since is not brought back
    assert {item.path.stem for item in shown(library) if item.favourite} == {"blue"}


def test_a_click_does_not_wait_for_a_run(library: Library, photos: dict[str, int], paint: Paint) -> None:
    for number in range(3):
        paint(f"more{number}.jpg", "purple", seed=60 + number)
    library.pause.pause()
    run = library.start_index()
    assert library.set_favourite([photos["red"]], True) == (photos["red"],)
    assert not run.done()
    library.pause.resume()
    assert run.result().added == 3


def test_marks_come_back_to_every_copy(library: Library, photos: dict[str, int], paint: Paint) -> None:
    paint("copy of red.jpg", "red", seed=0)
    folder = library.roots()[0].root.path
    library.index()
    both = [by_name(library)[name] for name in ("red", "copy of red")]
    library.set_favourite(both, True)
    library.add_tag(both, "sea")
    library.remove_root(folder)
    library.index([folder])
    back = {item.path.stem: (item.favourite, item.tags) for item in shown(library)}
    assert back["red"] == back["copy of red"] == (True, ("sea",))
    library.remove_tag([by_name(library)["red"], by_name(library)["copy of red"]], "SEA")
    library.remove_root(folder)
    library.index([folder])
    assert [item.tags for item in shown(library)] == [()] * 4


def test_another_photo_under_an_old_name_has_no_marks(
    library: Library, photos: dict[str, int], paint: Paint, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.set_favourite([photos["red"], photos["green"]], True)
    paths = {name: library.items([each])[each].path for name, each in photos.items()}
    paths["green"].unlink()
    library.index()
    paint("green.jpg", "yellow", seed=50)  # a program that deletes the file before it saves
    library.index()
    assert library.items([photos["green"]])[photos["green"]].favourite
    red = paths["red"].read_bytes()
    paths["red"].unlink()
    library.index()
    monkeypatch.setattr("photorag.store.catalogue._SAVING_SECONDS", -1.0)  # long after
    paint("red.jpg", "purple", seed=51)
    library.index()
    other = library.items([by_name(library)["red"]]).popitem()[1]
    assert other.id != photos["red"]
    assert not other.favourite
    paths["blue"].with_name("from the trash.jpg").write_bytes(red)
    library.index()
    assert library.items([by_name(library)["from the trash"]]).popitem()[1].favourite
