from __future__ import annotations

import io

import pytest
from PIL import Image

from photorag.media.thumbnail import THUMBNAIL_SIDE, make_thumbnail
from tests.media.pictures import red_corner, scene


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((1024, 768), (512, 384)),
        ((768, 1024), (384, 512)),
        ((4000, 3000), (512, 384)),
        ((512, 512), (512, 512)),
        ((513, 2), (512, 2)),
        ((3000, 1), (512, 1)),
        ((100, 30), (100, 30)),
        ((1, 1), (1, 1)),
    ],
)
def test_the_longer_side_is_at_most_512_and_nothing_is_enlarged(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    thumbnail = Image.open(io.BytesIO(make_thumbnail(Image.new("RGB", size, (10, 200, 30))).jpeg))
    assert thumbnail.size == expected
    assert max(thumbnail.size) <= THUMBNAIL_SIDE
    assert thumbnail.format == "JPEG"


def test_it_shows_the_picture() -> None:
    assert red_corner(Image.open(io.BytesIO(make_thumbnail(scene(1200, 800)).jpeg))) == "top left"
