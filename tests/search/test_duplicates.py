"""Grouping: what is a copy, what is a burst, what is neither, and which one is suggested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken
from photorag.core.errors import Cancelled
from photorag.core.library_types import DuplicateGroup, Likeness
from photorag.media.perceptual_hash import LOOK_SIZE
from photorag.search.duplicates import BURST_SECONDS, best_first, find_groups, numbered_apart
from photorag.search.near_hashes import distances, linked
from photorag.store.columns import NO_DATE
from photorag.store.fingerprints import ComparedPhotos, Pair

EXACT, NEAR, BURST = Likeness.EXACT, Likeness.NEAR, Likeness.BURST
_DIM = 32


@dataclass
class Photo:
    """``picture`` stands for what is seen: equal numbers, equal looks, hashes and vectors."""

    content: int
    picture: int = 0
    flips: int = 0  # bits of the hash that differ from the picture's own
    name: str = "a.jpg"
    pixels: int = 1_000_000
    ratio: float = 1.5
    taken: int = NO_DATE
    camera: int = 0
    sharpness: float = 1.0
    changed: int = 0
    favourite: bool = False
    offline: bool = False
    flat: bool = False
    scene: int | None = None  # what the model sees, where that is not the picture
    partial: bool = False
    located: bool = False


def compared(photos: Sequence[Photo]) -> ComparedPhotos:
    codes = sorted({each.content for each in photos})

    def column(field: str, kind: Any) -> Any:
        return np.array([getattr(each, field) for each in photos], kind)

    hashes = [0 if each.flat else _hash(each) for each in photos]
    return ComparedPhotos(
        items=np.arange(1, len(photos) + 1), segments=np.arange(len(photos)),
        content=np.array([codes.index(each.content) for each in photos], np.int64),
        hashes=np.array(hashes, np.uint64), sharpness=column("sharpness", np.float32),
        pixels=column("pixels", np.int64), ratios=column("ratio", np.float32), taken=column("taken", np.int64),
        cameras=column("camera", np.int64), changed=column("changed", np.int64), located=column("located", np.bool_),
        favourite=column("favourite", np.bool_), offline=column("offline", np.bool_),
        partial=column("partial", np.bool_), contents=tuple(_content(each) for each in codes),
        names=tuple(each.name for each in photos),
    )  # fmt: skip


def groups_of(photos: Sequence[Photo], dismissed: Iterable[Pair] = ()) -> list[DuplicateGroup]:
    pictures = {_content(each.content): each.picture for each in photos}

    def looks(contents: Sequence[bytes]) -> NDArray[np.float32]:
        return np.stack([_look(pictures[each]) for each in contents])

    def vectors(segments: NDArray[np.int64]) -> NDArray[np.float32]:
        seen = [photos[each].picture if photos[each].scene is None else photos[each].scene for each in segments]
        return np.array([_unit(100 + (each or 0), _DIM) for each in seen], np.float32).reshape(-1, _DIM)

    return find_groups(compared(photos), dismissed, looks, vectors)


def told(found: Sequence[DuplicateGroup]) -> list[tuple[Likeness, tuple[int, ...]]]:
    return [(each.likeness, each.items) for each in found]


def _content(number: int) -> bytes:
    return number.to_bytes(4, "big")


def _hash(photo: Photo) -> int:
    value = int(np.random.default_rng(photo.picture).integers(1, 2**64 - 1, dtype=np.uint64))
    return value ^ ((1 << photo.flips) - 1)


def _unit(seed: int, size: int) -> NDArray[np.float32]:
    vector = np.random.default_rng(seed).standard_normal(size)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def _look(picture: int) -> NDArray[np.float32]:
    look = np.zeros(LOOK_SIZE, np.float32)
    look[:1024] = _unit(picture, 1024)
    return look


def test_the_same_content_is_an_exact_copy() -> None:
    photos = [Photo(1, 1), Photo(2, 2), Photo(1, 1, name="a copy.jpg"), Photo(1, 1, name="ab.jpg")]
    assert told(groups_of(photos)) == [(EXACT, (1, 4, 3))]


def test_one_picture_in_other_files_is_a_near_copy_and_the_larger_is_kept() -> None:
    photos = [Photo(1, 1, flips=4, pixels=250_000), Photo(2, 1), Photo(3, 2)]
    assert told(groups_of(photos)) == [(NEAR, (2, 1))]


def test_exact_copies_of_a_near_copy_are_in_its_group() -> None:
    photos = [Photo(1, 1, pixels=9), Photo(2, 1), Photo(1, 1, pixels=9, name="ab.jpg")]
    assert told(groups_of(photos)) == [(NEAR, (2, 1, 3))]


def test_hashes_alone_are_not_enough() -> None:
    other_look = [Photo(1, 1), Photo(2, 1)]
    pictures = iter((1, 2))
    found = find_groups(
        compared(other_look),
        (),
        lambda contents: np.stack([_look(next(pictures)) for _ in contents]),
        lambda segments: np.full((len(segments), _DIM), np.nan, np.float32),
    )
    assert found == []
    assert groups_of([Photo(1, 1), Photo(2, 1, flips=11)]) == []
    assert groups_of([Photo(1, 1), Photo(2, 1, ratio=1.0)]) == []


def test_a_photo_without_vector_or_thumbnail() -> None:
    photos = [Photo(1, 1), Photo(2, 1)]
    no_vectors = find_groups(
        compared(photos),
        (),
        lambda contents: np.stack([_look(1) for _ in contents]),
        lambda segments: np.full((len(segments), _DIM), np.nan, np.float32),
    )
    assert told(no_vectors) == [(NEAR, (1, 2))]
    no_looks = find_groups(
        compared(photos),
        (),
        lambda contents: np.full((len(contents), LOOK_SIZE), np.nan, np.float32),
        lambda segments: np.zeros((len(segments), _DIM), np.float32),
    )
    assert no_looks == []


def test_pictures_of_one_colour_are_not_all_the_same() -> None:
    assert groups_of([Photo(number, 1, flat=True) for number in range(5)]) == []
    assert told(groups_of([Photo(1, 1, flat=True), Photo(1, 1, flat=True)])) == [(EXACT, (1, 2))]


def test_a_burst_is_no_group_of_copies() -> None:
    shots = [
        Photo(number, 1, taken=100 + 2 * number, camera=1, sharpness=[1.0, 3.0, 2.0][number]) for number in range(3)
    ]
    assert told(groups_of(shots)) == [(BURST, (2, 3, 1))]


def test_shots_within_the_same_second_are_told_by_their_numbers() -> None:
    shots = [Photo(number, 1, taken=100, camera=1, name=f"IMG_{number}.jpg") for number in range(3)]
    assert told(groups_of(shots)) == [(BURST, (1, 2, 3))]
    copies = [
        Photo(1, 1, taken=100, camera=1, name="IMG_1.jpg"),
        Photo(2, 1, taken=100, camera=1, name="IMG_1 (1).jpg"),
    ]
    assert told(groups_of(copies)) == [(NEAR, (1, 2))]


def test_shots_long_after_one_another_are_neither() -> None:
    shots = [Photo(number, 1, taken=100 + 60 * number, camera=1) for number in range(3)]
    assert groups_of(shots) == []


def test_a_copy_that_has_lost_its_date_stands_by_one_shot_only() -> None:
    photos = [
        Photo(1, 1, taken=100, camera=1), Photo(2, 1, taken=101, camera=1), Photo(3, 1, pixels=100),
        Photo(4, 1, pixels=90),
    ]  # fmt: skip
    assert told(groups_of(photos)) == [(NEAR, (1, 3, 4))]


def test_bursts_need_one_camera_and_one_scene() -> None:
    assert groups_of([Photo(1, 1, taken=100, camera=1), Photo(2, 2, scene=1, taken=101, camera=2)]) == []
    assert groups_of([Photo(1, 1, taken=100, camera=1), Photo(2, 2, taken=101, camera=1)]) == []
    turned = [Photo(1, 1, taken=100, camera=1), Photo(2, 2, scene=1, taken=101, camera=1)]
    assert told(groups_of(turned)) == [(BURST, (1, 2))]


def test_a_burst_ends_where_the_scene_changes() -> None:
    scenes = (1, 1, 2, 3, 4, 5, 1, 1)
    shots = [Photo(n, n + 10, scene=seen, taken=100 + 2 * n, camera=1) for n, seen in enumerate(scenes)]
    assert told(groups_of(shots)) == [(BURST, (1, 2)), (BURST, (7, 8))]


def test_the_far_end_of_a_chain_is_not_in_the_group() -> None:
    chain = [Photo(number, 1, flips=8 * number, pixels=100 - number) for number in range(3)]
    assert told(groups_of(chain)) == [(NEAR, (1, 2))]


def test_what_is_kept() -> None:
    photos = [
        Photo(1, pixels=9, sharpness=9, offline=True, favourite=True, name="x.dng"),
        Photo(2, pixels=1, favourite=True), Photo(3, name="x.dng", pixels=1), Photo(4, pixels=4),
        Photo(5, pixels=2, sharpness=2.0), Photo(6, pixels=2, sharpness=1.0, located=True),
        Photo(7, pixels=2, sharpness=1.05, changed=1), Photo(8, pixels=2, sharpness=1.05, changed=1, name="longer.jpg"),
        Photo(9, pixels=2, sharpness=1.05, changed=2), Photo(10, pixels=99, partial=True),
    ]  # fmt: skip
    assert (best_first(compared(photos)) + 1).tolist() == [2, 3, 4, 5, 6, 7, 8, 9, 10, 1]


def test_dismissed_pairs_split_groups() -> None:
    photos = [Photo(1, 1, pixels=3), Photo(2, 1, pixels=2), Photo(3, 1, pixels=1)]
    assert told(groups_of(photos, [(_content(1), _content(2))])) == [(NEAR, (1, 3))]
    everything = [(_content(a), _content(b)) for a in (1, 2, 3) for b in (1, 2, 3) if a < b]
    assert groups_of(photos, everything) == []


def test_copies_that_are_wanted_are_no_duplicates() -> None:
    photos = [Photo(1, 1), Photo(1, 1), Photo(2, 1, pixels=9)]
    assert told(groups_of(photos[:2], [(_content(1), _content(1))])) == []
    assert told(groups_of(photos, [(_content(1), _content(1))])) == [(NEAR, (1, 3))]


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ("IMG_0001.jpg", "IMG_0002.jpg", True),
        ("PXL_20230814_174200123.jpg", "PXL_20230814_174200456.jpg", True),
        ("20230814_174200_001.jpg", "20230814_174200_002.jpg", True),
        ("IMG_0001.jpg", "IMG_0001.dng", False),
        ("IMG_0001.jpg", "IMG_0001 (1).jpg", False),
        ("IMG_0001.jpg", "IMG_0001(2).jpg", False),
        ("IMG_0001.jpg", "IMG_0001-edited.jpg", False),
        ("IMG_0001.jpg", "IMG_0001 (another copy).jpg", False),
        ("IMG_0001.jpg", "IMG_0001~2.jpg", False),
        ("IMG_0001.jpg", "IMG_E0001.jpg", False),
        ("IMG_0001.jpg", "holiday.jpg", False),
        ("", "", False),
    ],
)
def test_numbered_names(first: str, second: str, apart: bool) -> None:
    assert numbered_apart(first, second) is apart
    assert numbered_apart(second, first) is apart


def test_it_can_be_cancelled() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        find_groups(
            compared([Photo(1, 1), Photo(2, 1)]),
            (),
            lambda contents: np.zeros((len(contents), LOOK_SIZE), np.float32),
            lambda segments: np.zeros((len(segments), _DIM), np.float32),
            cancel,
        )


@given(st.integers(0, 2**32), st.integers(2, 120))
@settings(max_examples=25, deadline=None)
def test_linked_hashes_are_those_of_comparing_all_with_all(seed: int, count: int) -> None:
    generator = np.random.default_rng(seed)
    bases = generator.integers(0, 2**64 - 1, max(1, count // 4), dtype=np.uint64)
    flips = generator.random((count, 64)) < generator.random((count, 1)) * 0.2
    changes = np.array([sum(1 << int(bit) for bit in np.flatnonzero(row)) for row in flips], np.uint64)
    hashes = np.unique(bases[generator.integers(0, len(bases), count)] ^ changes)
    labels = linked(hashes, 10, CancelToken())
    near = np.stack([distances(each, hashes) <= 10 for each in hashes])
    slow = np.arange(len(hashes))
    while not np.array_equal(less := np.array([slow[row].min() for row in near]), slow):
        slow = less
    np.testing.assert_array_equal(labels, slow)


_photos = st.builds(
    Photo,
    content=st.integers(0, 6),
    picture=st.integers(0, 2),
    flips=st.integers(0, 14),
    name=st.sampled_from(["a.jpg", "IMG_1.jpg", "IMG_2.jpg", "x.dng"]),
    pixels=st.integers(1, 3),
    taken=st.sampled_from([NO_DATE, 100, 101, 104, 200]),
    camera=st.integers(0, 1),
    favourite=st.booleans(),
    offline=st.booleans(),
    flat=st.booleans(),
)


@given(st.lists(_photos, max_size=14), st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=6))
@settings(max_examples=150, deadline=None)
def test_whatever_the_library(photos: list[Photo], said: set[tuple[int, int]]) -> None:
    seen: dict[int, Photo] = {}
    photos = [seen.setdefault(each.content, each) for each in photos]  # equal contents are equal pictures
    dismissed = [(_content(min(pair)), _content(max(pair))) for pair in said]
    found = groups_of(photos, dismissed)
    everyone = [item for group in found for item in group.items]
    assert len(everyone) == len(set(everyone))
    order = (best_first(compared(photos)) + 1).tolist() if photos else []
    for group in found:
        assert len(group.items) > 1
        assert list(group.items) == sorted(group.items, key=order.index)
        members = [photos[item - 1] for item in group.items]
        if group.likeness is EXACT:
            assert len({each.content for each in members}) == 1
        if group.likeness is BURST:
            times = sorted(each.taken for each in members)
            assert NO_DATE not in times
            assert len({each.camera for each in members}) == 1
            assert len({each.content for each in members}) == len(members)
            assert times[-1] - times[0] <= BURST_SECONDS * len(order)
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                pair = (_content(min(one.content, other.content)), _content(max(one.content, other.content)))
                assert pair not in dismissed
