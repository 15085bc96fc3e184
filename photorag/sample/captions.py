"""Words for drawings: many ways to say the same thing, each with exactly what it claims.

A caption carries the facts it states. It is true of every drawing that has those facts, which lets the training
leave out pairs that only look wrong, and lets a test demand a caption that fits one drawing alone.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TypeAlias

from photorag.sample import scene_words
from photorag.sample.documents import CardDrawing, DocumentDrawing
from photorag.sample.palette import COLOUR_WORDS
from photorag.sample.scenes import SceneDrawing
from photorag.sample.shapes import ShapeDrawing, Thing

Drawing: TypeAlias = ShapeDrawing | SceneDrawing | DocumentDrawing | CardDrawing


@dataclass(frozen=True)
class Caption:
    """Some words and what they state."""

    text: str
    facts: frozenset[str]

    def true_of(self, drawing: Drawing) -> bool:
        """Whether everything these words state holds for `drawing`."""
        return self.facts <= drawing.facts


#: shape -> (singular nouns, plural nouns, adjectives); the first of each is the plainest.
SHAPE_WORDS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "circle": (("circle", "circle", "disc"), ("circles",), ("circular", "round")),
    "square": (("square",), ("squares",), ("square",)),
    "triangle": (("triangle",), ("triangles",), ("triangular",)),
    "rectangle": (("rectangle",), ("rectangles",), ("rectangular",)),
    "diamond": (("diamond", "diamond", "rhombus"), ("diamonds",), ("diamond", "diamond-shaped")),
    "star": (("star",), ("stars",), ("star-shaped", "star")),
    "hexagon": (("hexagon",), ("hexagons",), ("hexagonal",)),
    "heart": (("heart",), ("hearts",), ("heart-shaped", "heart")),
    "cross": (("cross", "cross", "plus sign"), ("crosses",), ("cross-shaped",)),
    "oval": (("oval", "oval", "ellipse"), ("ovals", "ellipses"), ("oval", "elliptical")),
    "arrow": (("arrow",), ("arrows",), ("arrow-shaped",)),
    "crescent": (("crescent",), ("crescents",), ("crescent-shaped", "crescent")),
    "ring": (("ring",), ("rings",), ("ring-shaped",)),
}
_PATTERN_ADJECTIVES: dict[str, tuple[str, ...]] = {
    "solid": ("solid", "solid", "plain"),
    "striped": ("striped", "striped", "striped", "stripy"),
    "dotted": ("dotted", "dotted", "dotted", "spotted", "polka dot"),
    "checkered": ("checkered", "checkered", "checked", "chequered"),
}
_PATTERN_TAILS: dict[str, tuple[str, ...]] = {
    "striped": ("with stripes",),
    "dotted": ("with dots", "with spots"),
    "checkered": ("with checks",),
}
_OBJECTS = (("object", "objects"), ("thing", "things"), ("shape", "shapes"), ("item", "items"))
_PRODUCTS = (("product", "products"), ("product", "products"), ("item", "items"))
_NUMBERS: dict[int, tuple[str, ...]] = {
    1: ("a", "a", "a", "one", "a single", ""),
    2: ("two", "two", "2", "a pair of"),
    3: ("three", "three", "3"),
    4: ("four", "four", "4"),
    5: ("five", "five", "5"),
}
_PLACE_WORDS: dict[str, tuple[str, ...]] = {
    "centre": ("in the centre", "in the middle", "in the center"),
    "left": ("on the left", "on the left", "at the left", "on the left side", "to the left"),
    "right": ("on the right", "on the right", "at the right", "on the right side", "to the right"),
    "top": ("at the top", "at the top", "on top", "in the upper part"),
    "bottom": ("at the bottom", "at the bottom", "in the lower part"),
    "top left": ("in the top left", "in the top left corner", "at the top left"),
    "top right": ("in the top right", "in the top right corner", "at the top right"),
    "bottom left": ("in the bottom left", "in the bottom left corner", "at the bottom left"),
    "bottom right": ("in the bottom right", "in the bottom right corner", "at the bottom right"),
}
_SIZE_WORDS: dict[str, tuple[str, ...]] = {
    "small": ("small", "small", "little", "tiny"),
    "large": ("large", "big", "big", "huge"),
}
_OPENINGS = ("a photo of", "a picture of", "an image of", "a drawing of", "photo of", "picture of")


def describe(
    thing: Thing, plural: bool, rng: random.Random, nouns: tuple[tuple[str, str], ...], all_of_it: bool
) -> Caption:
    """Words for one thing, without article, stating one fact about it."""
    with_colour = all_of_it or rng.random() < 0.93
    with_pattern = all_of_it or rng.random() < (0.3 if thing.pattern == "solid" else 0.85)
    with_shape = all_of_it or not with_colour or rng.random() < 0.93
    colour = rng.choice(COLOUR_WORDS[thing.colour]) if with_colour else ""
    pattern = rng.choice(_PATTERN_ADJECTIVES[thing.pattern]) if with_pattern else ""
    tail = ""
    if pattern and thing.pattern in _PATTERN_TAILS and rng.random() < 0.18:
        pattern, tail = "", rng.choice(_PATTERN_TAILS[thing.pattern])
    singulars, plurals, adjectives = SHAPE_WORDS[thing.shape]
    generic = rng.choice(nouns)[plural]
    if not with_shape:
        noun, shape = generic, ""
    elif rng.random() < 0.3:
        noun, shape = generic, rng.choice(adjectives)
    else:
        noun, shape = rng.choice(plurals if plural else singulars), ""
    before = [colour, pattern] if rng.random() < 0.75 else [pattern, colour]
    roll = rng.random()
    if roll < 0.06 and not plural and colour and not tail:
        text = f"{' '.join(filter(None, (shape, noun)))}, {' '.join(filter(None, before))}"
    elif roll < 0.1 and colour and not shape:
        text = " ".join(filter(None, (pattern, noun, tail, "in", colour)))
    else:
        text = " ".join(filter(None, (*before, shape, noun, tail)))
    fact = "|".join((
        thing.colour if with_colour else "*",
        thing.pattern if with_pattern else "*",
        thing.shape if with_shape else "*",
    ))  # fmt: skip
    return Caption(text, frozenset({fact}))


def caption(drawing: Drawing, rng: random.Random, all_of_it: bool = False) -> Caption:
    """One true sentence or handful of words about `drawing`; with `all_of_it`, everything that can be said."""
    if isinstance(drawing, SceneDrawing):
        text, facts = scene_words.scene(drawing, rng)
    elif isinstance(drawing, DocumentDrawing):
        text, facts = scene_words.document(drawing, rng)
    elif isinstance(drawing, CardDrawing):
        text, facts = _card(drawing, rng, all_of_it)
    elif drawing.other is not None:
        text, facts = _pair(drawing, drawing.other, rng)
    else:
        text, facts = _group(drawing, rng, all_of_it)
    text = re.sub(r"\ba (?=[aeio](?!ne\b)|umb)", "an ", text)
    if rng.random() < 0.15:
        text = f"{rng.choice(_OPENINGS)} {text}"
    if rng.random() < 0.1:
        text = text[:1].upper() + text[1:] + rng.choice((".", ""))
    return Caption(text, facts)


def _group(drawing: ShapeDrawing, rng: random.Random, all_of_it: bool) -> tuple[str, frozenset[str]]:
    plural = drawing.count > 1
    words = describe(drawing.thing, plural, rng, _OBJECTS, all_of_it)
    facts = set(words.facts)
    if all_of_it or not plural or rng.random() < 0.8:
        number = rng.choice(_NUMBERS[drawing.count][:-1] if all_of_it else _NUMBERS[drawing.count])
        if number:
            facts.add(f"count:{drawing.count}")
    else:
        number = rng.choice(("several", "some", "many", ""))
        facts.add("many")
    size = ""
    if drawing.size in _SIZE_WORDS and not plural and (all_of_it or rng.random() < 0.5):
        size = rng.choice(_SIZE_WORDS[drawing.size])
        facts.add(f"size:{drawing.size}")
    text = " ".join(filter(None, (number, size, words.text)))
    say_place = all_of_it or rng.random() < (0.12 if drawing.place == "centre" else 0.55)
    # Several things in the middle fill the picture: nobody would say they are in its centre.
    if say_place and (drawing.place != "centre" or not plural):
        text += " " + rng.choice(_PLACE_WORDS[drawing.place])
        facts.add(f"at:{drawing.place}")
    if all_of_it or rng.random() < 0.25:
        form = rng.choice(("on a {} background", "on a {} background", "on {}", "against a {} background"))
        text += " " + form.format(rng.choice(COLOUR_WORDS[drawing.background]))
        facts.add(f"on:{drawing.background}")
    return text, frozenset(facts)


def _pair(drawing: ShapeDrawing, other: Thing, rng: random.Random) -> tuple[str, frozenset[str]]:
    first = describe(drawing.thing, False, rng, _OBJECTS, False)
    second = describe(other, False, rng, _OBJECTS, False)
    (fact_a,), (fact_b,) = first.facts, second.facts
    article = rng.choice(("a ", "a ", ""))
    roll = rng.random()
    if roll < 0.55:
        one, two = (first, second) if rng.random() < 0.5 else (second, first)
        joint = rng.choice(("and", "and", "next to", "with", "beside"))
        return f"{article}{one.text} {joint} {article}{two.text}", frozenset({fact_a, fact_b, "pair"})
    relation = "above" if drawing.above else "left-of"
    fact = f"{relation}:{fact_a}>{fact_b}"
    if roll < 0.8:
        word = rng.choice(("above", "over")) if drawing.above else rng.choice(("left of", "to the left of"))
        return f"{article}{first.text} {word} {article}{second.text}", frozenset({fact, "pair"})
    word = rng.choice(("below", "under")) if drawing.above else rng.choice(("right of", "to the right of"))
    return f"{article}{second.text} {word} {article}{first.text}", frozenset({fact, "pair"})


def _card(drawing: CardDrawing, rng: random.Random, all_of_it: bool) -> tuple[str, frozenset[str]]:
    roll = rng.random()
    if not all_of_it and roll < 0.06:
        return rng.choice(("a product card", "product", "a product", "product in a catalogue")), frozenset({"product"})
    words = describe(drawing.thing, False, rng, _PRODUCTS, all_of_it)
    if roll < 0.4:
        return words.text, words.facts
    if roll < 0.6:
        form = rng.choice(
            ("{} product", "product card with a {}", "a product: {}", "{} on a product card", "product with a {}")
        )
        text = form.format(words.text).replace("product product", "product")
        return text, words.facts | {"product"}
    return f"a {words.text}", words.facts


def full_caption(drawing: Drawing, rng: random.Random) -> Caption:
    """A caption that says everything there is to say about a drawing of shapes."""
    return caption(drawing, rng, all_of_it=True)
