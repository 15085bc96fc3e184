"""Which drawings the starter model is trained on, and which are kept from it.

Held out by combination: the colour-shape pairs below are never drawn for training, alone, in a pair, in a group or
on a product card, in any pattern. What the model knows of a "teal heart" it must put together from teal things and
from hearts.
"""

from __future__ import annotations

import random
from dataclasses import replace

from photorag.sample.captions import Caption, Drawing, full_caption
from photorag.sample.documents import DOCUMENTS, CardDrawing, DocumentDrawing
from photorag.sample.palette import BACKGROUNDS, COLOURS, distance
from photorag.sample.scenes import EXTRAS, SceneDrawing, seasons_of
from photorag.sample.scenes import PLACES as SCENE_PLACES
from photorag.sample.shapes import PATTERNS, PLACES, SHAPES, ShapeDrawing, Thing

#: (colour, shape) pairs that no training drawing has. The first eight are those of the sample catalogue.
HELD_OUT: frozenset[tuple[str, str]] = frozenset({
    ("red", "circle"), ("blue", "square"), ("green", "triangle"), ("yellow", "circle"),
    ("purple", "rectangle"), ("orange", "diamond"), ("teal", "circle"), ("pink", "square"),
    ("blue", "star"), ("yellow", "star"), ("red", "hexagon"), ("green", "hexagon"),
    ("purple", "heart"), ("teal", "heart"), ("orange", "cross"), ("pink", "cross"),
    ("grey", "oval"), ("brown", "oval"), ("black", "arrow"), ("red", "arrow"),
    ("white", "crescent"), ("orange", "crescent"), ("brown", "ring"), ("purple", "ring"),
})  # fmt: skip

_CARD_WORDS = ("Widget", "Gadget", "Tool", "Lamp", "Box", "Clip", "Kit", "Part", "Set", "Cup")
_CATEGORIES = ("Home", "Garden", "Office", "Kitchen", "Electronics", "Toys", "Hardware", "Outdoor")


def _thing(rng: random.Random, held_out: bool) -> Thing:
    if held_out:
        colour, shape = rng.choice(sorted(HELD_OUT))
    else:
        while True:
            colour, shape = rng.choice(tuple(COLOURS)), rng.choice(SHAPES)
            if (colour, shape) not in HELD_OUT:
                break
    return Thing(colour, shape, rng.choice(PATTERNS))


def _background(rng: random.Random, *things: Thing) -> str:
    """White half of the time, and never a colour in which the things would vanish."""
    allowed = [
        name
        for name in BACKGROUNDS
        if all(name != thing.colour and distance(COLOURS[name], COLOURS[thing.colour]) > 150 for thing in things)
    ]
    if "white" in allowed and rng.random() < 0.4:
        return "white"
    return rng.choice(allowed)


def _texture(rng: random.Random) -> str:
    return rng.choice(("plain", "plain", "plain", "gradient", "gradient", "grain", "cloth", "blotches"))


def random_shapes(rng: random.Random, held_out: bool = False) -> ShapeDrawing:
    """One group of equal things; with `held_out`, of a combination that training never has."""
    thing = _thing(rng, held_out)
    count = rng.choice((1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 5))
    place = "centre" if rng.random() < 0.35 else rng.choice(PLACES[1:5] if count > 1 else PLACES[1:])
    size = "medium"
    if count == 1:
        size = rng.choice(("small", "medium", "large", "large") if place == "centre" else ("small", "medium"))
    return ShapeDrawing(thing, count, place, size, _background(rng, thing), _texture(rng), seed=rng.getrandbits(40))


def random_pair(rng: random.Random) -> ShapeDrawing:
    """Two different things."""
    while True:
        first, second = _thing(rng, False), _thing(rng, False)
        if first != second:
            break
    return ShapeDrawing(
        first, background=_background(rng, first, second), texture=_texture(rng), other=second,
        above=rng.random() < 0.4, seed=rng.getrandbits(40),
    )  # fmt: skip


def random_card(rng: random.Random, held_out: bool = False) -> CardDrawing:
    """A product card."""
    name = f"{rng.choice(_CARD_WORDS)} {rng.choice('ABCDEFGHKLMNPRSTUVXYZ')}"
    return CardDrawing(
        _thing(rng, held_out), name, rng.choice(_CATEGORIES), f"${rng.uniform(1, 99):.2f}",
        rng.choice(("white", "grey", *BACKGROUNDS)), rng.random() < 0.3, rng.getrandbits(40),
    )  # fmt: skip


def random_scene(rng: random.Random) -> SceneDrawing:
    """A landscape."""
    place = rng.choice(SCENE_PLACES)
    light = rng.choice(("day", "day", "day", "sunset", "sunset", "night", "night", "fog"))
    season = rng.choice(seasons_of(place)) if rng.random() < 0.75 else "none"
    extra = rng.choice(EXTRAS[place]) if EXTRAS[place] and rng.random() < 0.4 else ""
    return SceneDrawing(place, light, season, extra, rng.getrandbits(40))


def random_document(rng: random.Random) -> DocumentDrawing:
    """A chart or a page."""
    return DocumentDrawing(rng.choice(DOCUMENTS), seed=rng.getrandbits(40))


def random_drawing(rng: random.Random) -> Drawing:
    """Any drawing for training, in the proportions that trained best."""
    roll = rng.random()
    if roll < 0.4:
        return random_shapes(rng)
    if roll < 0.48:
        return random_pair(rng)
    if roll < 0.63:
        return random_card(rng)
    if roll < 0.91:
        return random_scene(rng)
    return random_document(rng)


def random_family(rng: random.Random) -> list[Drawing]:
    """Four drawings that differ in one respect alone: pattern, shape, place or number.

    In a batch of anything and everything a model gets far by colour; side by side with its sisters, it must look
    at the rest. None is of a held-out combination.
    """
    base: ShapeDrawing | CardDrawing = random_card(rng) if rng.random() < 0.25 else random_shapes(rng)
    respect = rng.choice(("pattern", "pattern", "shape", "place"))
    if isinstance(base, ShapeDrawing) and respect == "place":
        places = rng.sample(PLACES[1:5] if base.count > 1 else PLACES[:], 4)
        counts = rng.sample((2, 3, 4, 5), 4)
        by_number = base.count > 1 and rng.random() < 0.6
        return [
            replace(base, seed=rng.getrandbits(40), count=count, size="medium")
            if by_number
            else replace(base, seed=rng.getrandbits(40), place=place, size="medium")
            for place, count in zip(places, counts, strict=True)
        ]
    thing = base.thing
    allowed = [shape for shape in SHAPES if (thing.colour, shape) not in HELD_OUT]
    things = (
        [replace(thing, shape=shape) for shape in rng.sample(allowed, 4)]
        if respect == "shape"
        else [replace(thing, pattern=pattern) for pattern in PATTERNS]
    )
    return [replace(base, seed=rng.getrandbits(40), thing=each) for each in things]


def canvas(drawing: Drawing, rng: random.Random, side: int) -> tuple[int, int]:
    """A width and height that suit a drawing, the longer one being `side`."""
    if isinstance(drawing, SceneDrawing):
        ratio = rng.choice((1.0, 4 / 3, 4 / 3, 1.5, 1.5, 16 / 9, 0.75, 0.67))
    elif isinstance(drawing, DocumentDrawing):
        upright = drawing.kind in ("page", "letter", "receipt")
        ratio = rng.choice((0.71, 0.77, 1.0)) if upright else rng.choice((1.0, 1.33, 1.5))
    else:
        ratio = 1.0 if rng.random() < 0.7 else rng.uniform(0.78, 1.28)
    return (side, round(side / ratio)) if ratio >= 1 else (round(side * ratio), side)


def distinct_set(count: int, seed: int, held_out: bool = True) -> list[tuple[Drawing, Caption]]:
    """Drawings with captions that all differ, each caption being true of its own drawing alone.

    With `held_out`, drawings of combinations that training never has; without, new drawings of those it has.
    """
    rng = random.Random(seed)
    chosen: list[tuple[Drawing, Caption]] = []
    texts: set[str] = set()
    while len(chosen) < count:
        drawing = random_shapes(rng, held_out)
        words = full_caption(drawing, rng)
        clash = any(words.true_of(other) or said.true_of(drawing) for other, said in chosen)
        if not clash and words.text not in texts:
            texts.add(words.text)
            chosen.append((drawing, words))
    return chosen
