"""Families of drawings: alike but for one thing."""

from __future__ import annotations

import random

from photorag.sample.documents import CardDrawing
from photorag.sample.mixture import HELD_OUT, random_family
from photorag.sample.shapes import ShapeDrawing


def test_a_family_differs_in_one_respect_and_is_not_held_out() -> None:
    for seed in range(400):
        family = random_family(random.Random(seed))
        assert len(family) == 4
        for drawing in family:
            assert isinstance(drawing, ShapeDrawing | CardDrawing)
            assert (drawing.thing.colour, drawing.thing.shape) not in HELD_OUT
        for one in family:
            for other in family:
                assert one is other or one.facts != other.facts
