"""More like this, not this."""

from __future__ import annotations

import numpy as np
import pytest

from photorag.core.errors import EmptyQuery
from photorag.search.feedback import pushed_down, steered
from tests.search.test_strength import Vectors, World, unit

NONE = np.empty((0, World().dim), np.float32)


def test_without_feedback_the_query_stays() -> None:
    query = World().phrases([1])[0]
    assert steered(query, NONE, NONE) is query


def test_a_right_photo_brings_its_like_up() -> None:
    """Two things one word names: a photo of the one tells which is meant."""
    world = World()
    photos = world.photos([[7, 20, 30], [7, 21, 31], [7, 22, 40], [7, 23, 41]])
    query = world.phrases([7])[0]
    wanted = world.photos([[7, 22, 42]])
    before, after = photos @ query, photos @ steered(query, wanted, NONE, photos.mean(axis=0))
    assert (after - before).argmax() == 2
    assert after.argmax() == 2


def test_a_wrong_photo_takes_its_like_down_and_leaves_the_rest() -> None:
    world = World()
    right, wrong, clicked = (
        [[7, 20 + each, 30 + each] for each in range(5)],
        [[7, 8, 60 + each] for each in range(5)],
        [[7, 8, 90]],
    )
    photos = world.photos(right + wrong)
    query = unit(world.phrases([7])[0] + 0.3 * world.phrases([8])[0])
    turned = steered(query, NONE, world.photos(clicked), photos.mean(axis=0))

    def gap(vector: Vectors) -> float:
        return float((photos[:5] @ vector).mean() - (photos[5:] @ vector).mean())

    assert gap(turned) > gap(query)
    assert turned @ query > 0.9
    assert float(np.linalg.norm(turned)) == pytest.approx(1.0, abs=1e-5)


def test_right_photos_alone_are_a_query() -> None:
    world = World()
    like = world.photos([[7, 8, 9], [7, 8, 10]])
    assert np.allclose(steered(None, like, NONE), unit(like.mean(axis=0)), atol=1e-6)


def test_wrong_photos_alone_are_none() -> None:
    with pytest.raises(EmptyQuery):
        steered(None, NONE, World().photos([[1, 2, 3]]))


def test_copies_of_a_wrong_photo_sink() -> None:
    world = World()
    sample = world.library(30)
    wrong = sample[:1]
    copy = unit(wrong + 0.01 * world.random.normal(size=wrong.shape))
    photos = np.concatenate([sample[1:10], copy])
    assert np.flatnonzero(pushed_down(photos, wrong, sample)).tolist() == [9]
    assert not pushed_down(photos, NONE, sample).any()
    assert pushed_down(copy, wrong, wrong).all()
