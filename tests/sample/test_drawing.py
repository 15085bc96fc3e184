"""What is drawn, and what is said about it."""

from __future__ import annotations

import random

import numpy as np
import pytest

from photorag.sample.captions import caption
from photorag.sample.documents import CardDrawing
from photorag.sample.mixture import HELD_OUT, canvas, distinct_set, random_card, random_drawing, random_scene
from photorag.sample.palette import COLOUR_WORDS, COLOURS
from photorag.sample.scenes import PLACES, SceneDrawing
from photorag.sample.shapes import PATTERNS, SHAPES, ShapeDrawing, Thing


def test_same_record_gives_same_pixels() -> None:
    for seed in range(40):
        drawing = random_drawing(random.Random(seed))
        size = canvas(drawing, random.Random(seed), 160)
        first, second = drawing.draw(*size), drawing.draw(*size)
        assert first.size == size
        assert first.mode == "RGB"
        assert first.tobytes() == second.tobytes()


def test_small_and_large_are_the_same_picture() -> None:
    """A drawing for the window must look, when shrunk, like the one the model learnt from."""
    for seed in range(12):
        drawing = random_scene(random.Random(seed))
        small, large = (np.asarray(drawing.draw(side, side).resize((16, 16)), dtype=np.float32) for side in (160, 640))
        assert np.abs(small - large).mean() < 16, drawing


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_shape_and_pattern_shows_its_colour(shape: str, pattern: str) -> None:
    for colour in COLOURS:
        behind = "grey" if colour in ("white", "black") else "white"
        picture = ShapeDrawing(Thing(colour, shape, pattern), size="large", background=behind, seed=5).draw(96, 96)
        pixels = np.asarray(picture, dtype=np.float32).reshape(-1, 3)
        near = np.abs(pixels - np.asarray(COLOURS[colour])).max(axis=1) < 60
        assert near.mean() > 0.04, colour


@pytest.mark.parametrize("place", PLACES)
def test_every_scene_draws_at_any_proportion(place: str) -> None:
    for light in ("day", "sunset", "night", "fog"):
        for size in ((64, 64), (200, 80), (80, 200)):
            assert SceneDrawing(place, light, seed=3).draw(*size).size == size


def test_night_is_darker_than_day() -> None:
    for place in PLACES:
        day, night = (np.asarray(SceneDrawing(place, light, seed=8).draw(90, 60)).mean() for light in ("day", "night"))
        assert night < day - 40, place


def test_captions_are_true_and_name_the_colours_they_state() -> None:
    rng = random.Random(1)
    for _ in range(1500):
        drawing = random_drawing(rng)
        said = caption(drawing, rng)
        assert said.text.strip() == said.text != ""
        assert "  " not in said.text
        assert said.facts
        assert said.true_of(drawing), (said, drawing)
        for fact in said.facts:
            colour = fact.split("|")[0] if fact.count("|") == 2 and ":" not in fact else "*"
            if colour != "*":
                assert any(word in said.text.lower() for word in COLOUR_WORDS[colour]), said


def test_a_caption_binds_its_words_to_one_object() -> None:
    both = ShapeDrawing(Thing("red", "circle"), other=Thing("blue", "square"))
    assert "red|*|circle" in both.facts
    assert "red|*|square" not in both.facts
    assert "left-of:red|*|circle>blue|*|square" in both.facts
    assert "left-of:blue|*|square>red|*|circle" not in both.facts


def test_training_never_has_a_held_out_combination() -> None:
    rng = random.Random(7)
    for _ in range(6000):
        drawing = random_drawing(rng)
        things = []
        if isinstance(drawing, ShapeDrawing):
            things = [drawing.thing] + ([drawing.other] if drawing.other else [])
        elif isinstance(drawing, CardDrawing):
            things = [drawing.thing]
        for thing in things:
            assert (thing.colour, thing.shape) not in HELD_OUT


def test_every_colour_and_shape_is_seen_in_other_combinations() -> None:
    for colour in COLOURS:
        assert sum(1 for held, _ in HELD_OUT if held == colour) <= len(SHAPES) // 2
    for shape in SHAPES:
        assert sum(1 for _, held in HELD_OUT if held == shape) <= len(COLOURS) // 2


def test_held_out_set_is_distinct_and_held_out() -> None:
    pairs = distinct_set(120, 3)
    assert len({said.text for _, said in pairs}) == 120
    for index, (drawing, said) in enumerate(pairs):
        assert isinstance(drawing, ShapeDrawing)
        assert (drawing.thing.colour, drawing.thing.shape) in HELD_OUT
        assert [other for other, (each, _) in enumerate(pairs) if said.true_of(each)] == [index]


def test_cards_of_either_kind() -> None:
    held = {(card.thing.colour, card.thing.shape) for card in (random_card(random.Random(i), True) for i in range(50))}
    assert held <= HELD_OUT
    assert {random_card(random.Random(i)).beside for i in range(30)} == {True, False}
