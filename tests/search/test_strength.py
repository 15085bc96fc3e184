"""What a score is worth: words against reference phrases, pictures against the library."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from photorag.core.paths import Home, resources_folder
from photorag.embedding.load import load_embedder
from photorag.embedding.model_names import parse_model_name
from photorag.sample import draw_sample_library
from photorag.search.reference_phrases import REFERENCE_PHRASES
from photorag.search.strength import Yardstick, group_of, nothing_found, strengths

Vectors = NDArray[np.float32]


def unit(rows: NDArray[np.float64]) -> Vectors:
    return np.asarray(rows / np.linalg.norm(rows, axis=-1, keepdims=True), np.float32)


class World:
    """Concepts are directions; a phrase names one, a photo shows several; photos share something, and so do phrases."""

    def __init__(self, concepts: int = 300, dim: int = 512) -> None:
        self.random = np.random.default_rng(5)
        self.dim = dim
        self.concepts = unit(self.random.normal(size=(concepts, dim)))
        self.common = unit(self.random.normal(size=(2, dim)))

    def phrases(self, which: NDArray[np.int64] | list[int]) -> Vectors:
        return self._noisy(self.concepts[which] + 0.8 * self.common[0])

    def photos(self, which: list[list[int]]) -> Vectors:
        shown = np.stack([self.concepts[each].sum(axis=0) for each in which])
        return self._noisy(shown + 1.5 * self.common[1] + 0.7 * self.common[0])

    def library(self, count: int) -> Vectors:
        """The photo number n shows the six concepts from 8 n on; from the 31st photo on they begin anew."""
        return self.photos([[(8 * each + other) % 240 for other in range(6)] for each in range(count)])

    def _noisy(self, rows: Vectors) -> Vectors:
        return unit(rows + 0.01 * self.random.normal(size=rows.shape))


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize("count", [1, 5, 80, 300])
def test_what_is_there_is_found_and_what_is_not_is_not(world: World, count: int) -> None:
    photos = world.library(count)
    yardstick = Yardstick.of(world.phrases(np.arange(300)), photos, count)
    present, absent = world.phrases([0])[0], world.phrases([270])[0]
    best = [group_of(strong) == "best" for strong in yardstick.strengths(photos, present)]
    assert best == [each % 30 == 0 for each in range(count)]
    assert nothing_found(yardstick.strengths(photos, absent))


def test_a_query_need_not_be_among_the_references(world: World) -> None:
    photos = world.library(30)
    yardstick = Yardstick.of(world.phrases(np.arange(100, 200)), photos, len(photos))
    assert group_of(yardstick.strengths(photos, world.phrases([9])[0])[1]) == "best"
    assert nothing_found(yardstick.strengths(photos, world.phrases([290])[0]))


def test_the_same_score_is_worth_less_in_a_large_library(world: World) -> None:
    photos = world.library(30)
    references, query = world.phrases(np.arange(300)), world.phrases([3])[0]
    small, large = (Yardstick.of(references, photos, count).strengths(photos[:1], query) for count in (30, 1_000_000))
    assert small > large


def test_words_the_model_does_not_know_find_nothing(world: World) -> None:
    """All of them have one vector, which may well be near to some photo."""
    photos = world.library(30)
    unknown = world.phrases([0])[0]
    references = np.concatenate([world.phrases(np.arange(1, 200)), np.repeat(unknown[None], 10, axis=0)])
    yardstick = Yardstick.of(references, photos, len(photos))
    assert not yardstick.knows(unknown)
    assert nothing_found(yardstick.strengths(photos, unknown))
    assert yardstick.knows(world.phrases([3])[0])


@pytest.mark.parametrize(("references", "photos"), [(0, 3), (3, 0), (0, 0), (1, 1)])
def test_next_to_nothing_to_judge_by(world: World, references: int, photos: int) -> None:
    sample = world.photos([[each] for each in range(photos)]) if photos else np.empty((0, world.dim), np.float32)
    phrases = world.phrases(np.arange(references))
    yardstick = Yardstick.of(phrases, sample, photos)
    found = yardstick.strengths(sample, world.phrases([200])[0])
    assert found.shape == (photos,)
    assert found.dtype == np.float32
    assert np.isfinite(found).all()
    assert nothing_found(found)


def test_nothing_found_of_no_hits() -> None:
    assert nothing_found([])
    assert not nothing_found([0.1, 0.6])


def test_a_picture_stands_out_or_does_not() -> None:
    sample = np.random.default_rng(1).normal(0.4, 0.1, 500).astype(np.float32)
    copy, usual = strengths(np.array([0.97, 0.5], np.float32), sample, 500).tolist()
    assert copy > 0.9
    assert usual < 0.2


def test_strengths_without_a_sample() -> None:
    assert strengths(np.ones(2, np.float32), np.empty(0, np.float32), 0).tolist() == [0, 0]


def test_reference_phrases_are_many_and_all_different() -> None:
    assert len(REFERENCE_PHRASES) > 500
    assert len(set(REFERENCE_PHRASES)) == len(REFERENCE_PHRASES)
    assert all(phrase == " ".join(phrase.split()) and phrase for phrase in REFERENCE_PHRASES)


def test_the_catalogue_has_no_black_hexagon(tmp_path: Path, own_home: Home) -> None:
    """With the model that comes with PhotoRAG: a product is found, another is not, and neither is an unknown word."""
    if not (resources_folder() / "starter").is_dir():
        pytest.skip("no starter model in this checkout")
    draw_sample_library(tmp_path)
    files = sorted((tmp_path / "catalogue").glob("*.png"))
    embedder = load_embedder(parse_model_name("starter"), own_home, threads=1)
    photos = embedder.embed_images([Image.open(file).convert("RGB") for file in files])
    yardstick = Yardstick.of(embedder.embed_texts(REFERENCE_PHRASES), photos, len(photos))
    red, hexagon, elephant = embedder.embed_texts(["red circular product", "black hexagonal product", "elephant"])
    found = yardstick.strengths(photos, red)
    assert [file.stem for file, strong in zip(files, found, strict=True) if group_of(strong) == "best"] == ["widget-a"]
    assert nothing_found(yardstick.strengths(photos, hexagon))
    assert nothing_found(yardstick.strengths(photos, elephant))


@pytest.mark.shared
def test_on_photos(shared: Path, own_home: Home) -> None:
    embedder = load_embedder(parse_model_name(f"local-dir:{shared / 'models' / 'photo-lit'}"), own_home, threads=1)
    files = sorted((shared / "photos" / "coco-mini").rglob("*.jpg"))
    photos = embedder.embed_images([Image.open(file).convert("RGB") for file in files])
    yardstick = Yardstick.of(embedder.embed_texts(REFERENCE_PHRASES), photos, len(photos))
    present = {
        "a giraffe": "163497",
        "pizza": "121647",
        "teddy bear": "466137",
        "a laptop": "516008",
        "zebras": "281789",
    }
    for words, photo in present.items():
        found = yardstick.strengths(photos, embedder.embed_texts([words])[0])
        assert group_of(found[[photo in file.name for file in files].index(True)]) == "best", words
    for words in ("submarine", "penguin", "saxophone", "jellyfish", "kangaroo"):
        assert nothing_found(yardstick.strengths(photos, embedder.embed_texts([words])[0])), words
