"""Excluded things stay out because a photo shows them, not because subtraction happens to be strong enough."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photorag.core.paths import Home
from photorag.embedding.load import load_embedder
from photorag.embedding.model_names import parse_model_name
from photorag.search.exclusion import phrases_for, shows
from photorag.search.reference_phrases import REFERENCE_PHRASES
from photorag.search.strength import Yardstick
from tests.search.test_strength import World


def test_photos_that_show_it_and_no_others() -> None:
    world = World()
    photos = world.library(30)
    yardstick = Yardstick.of(world.phrases(np.arange(300)), photos, len(photos))
    out = shows(photos, world.phrases([29]), yardstick)
    assert np.flatnonzero(out).tolist() == [3]
    assert np.flatnonzero(shows(photos, world.phrases([29, 61]), yardstick)).tolist() == [3, 7]
    assert not shows(photos, world.phrases([290]), yardstick).any()


def test_unknown_words_exclude_nothing() -> None:
    world = World()
    photos = world.library(30)
    unknown = world.phrases([31])
    references = np.concatenate([world.phrases(np.arange(100, 300)), np.repeat(unknown, 10, axis=0)])
    assert not shows(photos, unknown, Yardstick.of(references, photos, len(photos))).any()


def test_no_photos_at_all() -> None:
    world = World()
    yardstick = Yardstick.of(world.phrases(np.arange(50)), np.empty((0, world.dim), np.float32), 0)
    assert shows(np.empty((0, world.dim), np.float32), world.phrases([1]), yardstick).shape == (0,)


@pytest.mark.parametrize("words", ["people", "People", "the people", "any person", " someone "])
def test_families_are_asked_for_by_kinds(words: str) -> None:
    assert "a man" in phrases_for(words)


@pytest.mark.parametrize("words", ["dog", "a red car", "people on bicycles", "animal shelter"])
def test_anything_else_is_asked_for_as_it_is(words: str) -> None:
    assert phrases_for(f" {words}  ") == (words,)


@pytest.mark.shared
def test_on_photos(shared: Path, own_home: Home) -> None:
    embedder = load_embedder(parse_model_name(f"local-dir:{shared / 'models' / 'photo-lit'}"), own_home, threads=1)
    files = sorted((shared / "photos" / "coco-mini").rglob("*.jpg"))
    photos = embedder.embed_images([Image.open(file).convert("RGB") for file in files])
    yardstick = Yardstick.of(embedder.embed_texts(REFERENCE_PHRASES), photos, len(photos))
    for excluded, there, elsewhere in (
        ("cat", "358083", "332078"),
        ("bus", "466547", "121647"),
        ("food", "484641", "234748"),
    ):
        out = shows(photos, embedder.embed_texts(phrases_for(excluded)), yardstick)
        names = [file.stem[-6:] for file, gone in zip(files, out, strict=True) if gone]
        assert there in names
        assert elsewhere not in names
        assert len(names) < 25
