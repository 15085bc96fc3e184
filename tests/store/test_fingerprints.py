"""Fingerprints and dismissals in the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from photorag.core.paths import Home
from photorag.library import Library
from photorag.store.columns import NO_DATE
from photorag.store.database import open_editor
from photorag.store.fingerprints import FingerprintRow, Fingerprints
from tests.fakes import ColourEmbedder

Paint = Callable[..., Path]


@pytest.fixture
def ids(library: Library, paint: Paint) -> dict[str, int]:
    """Three photos, two of them with the same bytes -> their ids."""
    paint("red.jpg", "red")
    paint("again.jpg", "red")
    library.index([paint("green.png", "green", seed=3).parent])
    listed = library.start_read(lambda reader: [reader.items(range(9))]).result()[0]
    return {item.path.stem: item.id for item in listed.values()}


@pytest.fixture
def rows(own_home: Home, ids: dict[str, int]) -> Iterator[Fingerprints]:
    database = open_editor(own_home.database)
    yield Fingerprints(database)
    database.close()


def test_contents_without_a_fingerprint_are_made_one_once(rows: Fingerprints, ids: dict[str, int]) -> None:
    missing = rows.missing()
    assert sorted(map(sorted, missing.values())) == sorted([sorted([ids["red"], ids["again"]]), [ids["green"]]])
    content = next(each for each, items in missing.items() if ids["red"] in items)
    rows.save([FingerprintRow(item, content, -5, 2.5) for item in missing[content]])
    assert list(rows.missing().values()) == [[ids["green"]]]
    photos = rows.photos()
    by_id = dict(zip(photos.items.tolist(), photos.hashes.tolist(), strict=True))
    assert by_id == {ids["red"]: 2**64 - 5, ids["again"]: 2**64 - 5, ids["green"]: 0}


def test_an_edited_photo_lacks_one_again(
    library: Library, paint: Paint, rows: Fingerprints, ids: dict[str, int]
) -> None:
    for content, items in rows.missing().items():
        rows.save([FingerprintRow(item, content, 7, 1.0) for item in items])
    library.index([paint("green.png", "blue", seed=8).parent])
    assert list(rows.missing().values()) == [[ids["green"]]]
    photos = rows.photos()
    assert photos.hashes[photos.items == ids["green"]].tolist() == [0]


def test_rows_of_photos_that_are_gone_are_passed_over(rows: Fingerprints, ids: dict[str, int]) -> None:
    rows.save([FingerprintRow(99_999, b"x", 1, 1.0)])
    assert len(rows.photos()) == 3


def test_the_columns(library: Library, rows: Fingerprints, ids: dict[str, int]) -> None:
    library.set_favourite([ids["red"]], True)
    photos = rows.photos()
    place = photos.items.tolist().index(ids["red"])
    other = photos.items.tolist().index(ids["again"])
    assert photos.content[place] == photos.content[other]
    assert photos.names[place] == "red.jpg"
    assert photos.pixels.tolist() == [80 * 60] * 3
    assert photos.favourite.sum() == 1
    assert photos.favourite[place]
    assert photos.taken.tolist() == [NO_DATE] * 3
    assert not photos.offline.any()
    assert np.isnan(photos.sharpness).all()


def test_an_empty_library_has_empty_columns(library: Library, own_home: Home) -> None:
    database = open_editor(own_home.database)
    photos = Fingerprints(database).photos()
    database.close()
    assert len(photos) == 0
    assert (photos.contents, photos.names) == ((), ())


def test_vectors_in_the_order_asked_for(rows: Fingerprints, ids: dict[str, int], embedder: ColourEmbedder) -> None:
    segments = rows.photos().segments.tolist()
    wanted = [segments[2], 99_999, segments[0]]
    vectors = rows.vectors(embedder.model_id, wanted, embedder.dim)
    assert np.isnan(vectors).all(axis=1).tolist() == [False, True, False]
    turned = rows.vectors(embedder.model_id, wanted[::-1], embedder.dim)
    np.testing.assert_array_equal(vectors[::2], turned[::-2])
    assert np.isnan(rows.vectors("nobody@1", wanted, 4)).all()


def test_dismissed_pairs_are_remembered_and_taken_back(rows: Fingerprints, ids: dict[str, int]) -> None:
    new = rows.dismiss(list(ids.values()))
    content = {item: photo for photo, items in rows.missing().items() for item in items}
    pair = tuple(sorted((content[ids["red"]], content[ids["green"]])))
    twice = (content[ids["red"]], content[ids["again"]])
    assert set(new) == {pair, twice}
    assert set(rows.dismissals()) == set(new)
    assert rows.dismiss([ids["red"], ids["green"]]) == ()  # nothing new, and nothing to undo
    rows.undismiss(new)
    assert rows.dismissals() == []


def test_dismissing_outlives_the_photo(library: Library, rows: Fingerprints, ids: dict[str, int]) -> None:
    rows.dismiss(list(ids.values()))
    library.remove_root(library.roots()[0].root.path)
    assert len(rows.dismissals()) == 2
