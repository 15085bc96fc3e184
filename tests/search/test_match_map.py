"""Where a picture matches the words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from photorag.core.paths import Home
from photorag.embedding.load import load_embedder
from photorag.embedding.model_names import parse_model_name
from photorag.search.match_map import CELLS, MOST_WINDOWS, match_map, windows
from photorag.search.reference_phrases import REFERENCE_PHRASES
from tests.fakes import COLOURS, ColourEmbedder


def picture(size: tuple[int, int], box: tuple[int, int, int, int], colour: str = "red") -> NDArray[np.uint8]:
    drawn = Image.new("RGB", size, COLOURS["green"])
    ImageDraw.Draw(drawn).rectangle(box, fill=COLOURS[colour])
    return np.asarray(drawn)


def warmest(found: NDArray[np.float32]) -> tuple[float, float]:
    """Where, as shares of the width and the height."""
    row, column = np.unravel_index(int(found.argmax()), found.shape)
    return (float(column) + 0.5) / found.shape[1], (float(row) + 0.5) / found.shape[0]


@pytest.mark.parametrize(
    ("size", "box"),
    [
        ((300, 200), (220, 10, 280, 70)),
        ((200, 300), (10, 230, 60, 280)),
        ((900, 100), (840, 20, 890, 80)),
        ((80, 80), (0, 0, 25, 25)),
    ],
)
def test_the_warmest_place_is_where_the_thing_is(size: tuple[int, int], box: tuple[int, int, int, int]) -> None:
    """Near the edges too, which a model that cuts out the middle would not see."""
    embedder = ColourEmbedder()
    found = match_map(picture(size, box), embedder.embed_images, embedder.embed_texts(["red"])[0])
    across, down = warmest(found)
    assert box[0] - 10 <= across * size[0] <= box[2] + 10
    assert box[1] - 10 <= down * size[1] <= box[3] + 10
    assert max(found.shape) == CELLS
    assert abs(found.shape[1] / found.shape[0] - size[0] / size[1]) < 0.15 * size[0] / size[1]
    assert found.min() == 0
    assert found.max() == 1
    assert embedder.embedded <= MOST_WINDOWS


def test_every_part_alike() -> None:
    embedder = ColourEmbedder()
    plain = picture((120, 90), (0, 0, 0, 0), "green")
    found = match_map(plain, embedder.embed_images, embedder.embed_texts(["green"])[0])
    assert not found.any()


def test_what_matches_all_words_is_no_match() -> None:
    """Against the references: a window that everything fits is less warm than one that these words fit."""
    words = np.array([1, 0, 0], np.float32)
    references = np.array([[0, 1, 0], [0, 0, 1]], np.float32)
    box = (200, 50, 260, 110)

    def embed(pictures: Sequence[Image.Image]) -> NDArray[np.float32]:
        red = [float((np.asarray(each)[..., 0] > 100).mean()) for each in pictures]
        return np.array([[0.5 + 0.2 * share, 0.9 * (1 - share), 0.9 * (1 - share)] for share in red], np.float32)

    across, _ = warmest(match_map(picture((300, 200), box), embed, words, references))
    assert 200 / 300 <= across <= 260 / 300


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_windows_lie_inside_and_are_few(width: int, height: int) -> None:
    places = windows(width, height)
    assert 0 < len(places) <= MOST_WINDOWS
    for left, top, side in places:
        assert side >= 1
        assert 0 <= left <= width - side
        assert 0 <= top <= height - side


@pytest.mark.shared
def test_on_photos(shared: Path, own_home: Home) -> None:
    embedder = load_embedder(parse_model_name(f"local-dir:{shared / 'models' / 'photo-lit'}"), own_home, threads=1)
    references = embedder.embed_texts(REFERENCE_PHRASES)
    things = (("a dog", "030752", (0.4, 0.5, 0.8, 1.0)), ("a bird", "196393", (0.55, 0.2, 0.85, 0.8)))
    for words, name, (left, top, right, bottom) in things:
        photo = Image.open(next((shared / "photos" / "coco-mini").rglob(f"*{name}.jpg"))).convert("RGB")
        found = match_map(np.asarray(photo), embedder.embed_images, embedder.embed_texts([words])[0], references)
        across, down = warmest(found)
        assert left <= across <= right, words
        assert top <= down <= bottom, words
