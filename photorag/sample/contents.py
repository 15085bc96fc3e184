"""What is in the sample library. Data only; `library` draws it."""

from __future__ import annotations

from dataclasses import dataclass

from photorag.sample.scenes import SceneDrawing
from photorag.sample.shapes import ShapeDrawing, Thing


@dataclass(frozen=True)
class Product:
    """One line of the catalogue."""

    name: str
    category: str
    thing: Thing
    price: float
    query: str
    seed: int

    @property
    def file_name(self) -> str:
        return f"{self.name.lower().replace(' ', '-')}.png"

    @property
    def description(self) -> str:
        return f"{self.name}: a {self.thing.pattern} {self.thing.colour} {self.thing.shape}."


@dataclass(frozen=True)
class Shot:
    """A scene with the time and place a camera would have noted."""

    scene: SceneDrawing
    when: str
    latitude: float
    longitude: float
    upright: bool = False


PRODUCTS: tuple[Product, ...] = (
    Product("Widget A", "Widgets", Thing("red", "circle", "solid"), 12.99, "red circular product", 65),
    Product("Widget B", "Widgets", Thing("blue", "square", "striped"), 24.50, "blue striped square", 65),
    Product("Gadget X", "Gadgets", Thing("green", "triangle", "solid"), 8.75, "green triangle", 65),
    Product("Gadget Y", "Gadgets", Thing("yellow", "circle", "dotted"), 15.00, "yellow dotted circle", 65),
    Product("Tool M", "Tools", Thing("purple", "rectangle", "solid"), 34.99, "purple rectangle", 65),
    Product("Tool N", "Tools", Thing("orange", "diamond", "striped"), 19.25, "orange striped diamond", 65),
    Product("Widget C", "Widgets", Thing("teal", "circle", "solid"), 11.50, "teal circle", 65),
    Product("Gadget Z", "Gadgets", Thing("pink", "square", "dotted"), 29.99, "pink dotted square", 65),
)

# name, kind, title, seed
DOCUMENTS: tuple[tuple[str, str, str, int], ...] = (
    ("rainfall-by-year", "bar chart", "Rainfall by year", 3),
    ("visitors", "line chart", "Visitors to the museum", 5),
    ("household-costs", "pie chart", "Household costs", 7),
    ("garden-club", "page", "Minutes of the garden club", 2),
    ("letter", "letter", "", 4),
    ("receipt", "receipt", "", 6),
    ("measurements", "table", "", 9),
    ("settings-window", "screenshot", "", 8),
)

SHAPES: tuple[ShapeDrawing, ...] = (
    ShapeDrawing(Thing("blue", "square", "striped"), 2, "left", seed=31),
    ShapeDrawing(Thing("red", "heart"), 1, "centre", "large", "pink", "gradient", seed=32),
    ShapeDrawing(Thing("green", "star"), 3, "centre", "medium", "white", seed=33),
    ShapeDrawing(Thing("blue", "circle", "dotted"), 1, "right", "medium", "yellow", "gradient", seed=34),
    ShapeDrawing(Thing("purple", "hexagon", "checkered"), 1, "centre", "large", "white", seed=35),
    ShapeDrawing(Thing("orange", "triangle", "striped"), 4, "centre", "medium", "grey", "gradient", seed=36),
    ShapeDrawing(Thing("yellow", "ring"), 1, "centre", "large", "blue", "gradient", seed=37),
    ShapeDrawing(Thing("teal", "arrow"), 1, "bottom", "medium", "white", seed=38),
    ShapeDrawing(Thing("black", "cross"), 1, "top left", "small", "white", seed=39),
    ShapeDrawing(Thing("pink", "oval", "dotted"), 5, "centre", "medium", "black", "gradient", seed=40),
    ShapeDrawing(Thing("yellow", "crescent"), 1, "top right", "medium", "black", "gradient", seed=41),
    ShapeDrawing(Thing("brown", "diamond", "checkered"), 2, "top", "medium", "white", seed=42),
    ShapeDrawing(Thing("red", "rectangle", "striped"), 1, "bottom right", "medium", "grey", seed=43),
    ShapeDrawing(Thing("grey", "hexagon"), 3, "right", "medium", "white", seed=44),
    ShapeDrawing(Thing("red", "square"), other=Thing("blue", "triangle", "striped"), seed=45),
    ShapeDrawing(Thing("green", "circle"), other=Thing("purple", "star"), background="white", above=True, seed=46),
    ShapeDrawing(Thing("orange", "heart", "dotted"), other=Thing("teal", "square"), background="grey", seed=47),
    ShapeDrawing(Thing("white", "star", "solid"), 1, "centre", "large", "green", "gradient", seed=48),
)


def _shot(words: str, when: str, where: tuple[float, float], seed: int, upright: bool = False) -> Shot:
    """A shot from "place light season extra", a dash for what is not there."""
    place, light, season, extra = words.split()
    scene = SceneDrawing(place, light, "none" if season == "-" else season, "" if extra == "-" else extra, seed)
    return Shot(scene, when, *where, upright)


_LISBON, _OSLO, _ALPS, _SAHARA = (38.6979, -9.4215), (59.9139, 10.7522), (47.2692, 11.4041), (31.0994, -4.0117)
_NEW_YORK, _TOKYO, _BLACK_FOREST, _BLED = (
    (40.7061, -73.9969),
    (35.6595, 139.7005),
    (47.9990, 8.1310),
    (46.3636, 14.0938),
)
_PROVENCE, _ICELAND, _SYDNEY, _HIGHLANDS = (
    (43.9352, 5.2846),
    (63.4187, -19.0060),
    (-33.8908, 151.2743),
    (57.0667, -4.9833),
)

SCENES: tuple[Shot, ...] = (
    _shot("beach day - umbrella", "2018-07-14 11:20:05", _LISBON, 101),
    _shot("beach sunset - palm", "2018-07-14 20:41:37", _LISBON, 102),
    _shot("sea day - boat", "2018-07-15 10:02:11", _LISBON, 103),
    _shot("sea sunset - boat", "2018-07-16 20:38:52", _LISBON, 104),
    _shot("beach night - -", "2018-07-16 23:15:20", _LISBON, 105),
    _shot("city day - car", "2018-10-03 09:12:44", _NEW_YORK, 106),
    _shot("city sunset - -", "2018-10-03 18:22:09", _NEW_YORK, 107, True),
    _shot("city night - -", "2018-10-03 21:40:30", _NEW_YORK, 108),
    _shot("city night - car", "2018-10-04 22:05:01", _NEW_YORK, 109),
    _shot("forest day snow -", "2019-01-19 12:31:15", _OSLO, 110),
    _shot("village day snow -", "2019-01-20 13:02:48", _OSLO, 111),
    _shot("road day snow car", "2019-01-20 15:20:27", _OSLO, 112),
    _shot("city night snow -", "2019-01-21 19:45:10", _OSLO, 113),
    _shot("mountains day - house", "2019-06-22 10:15:33", _ALPS, 114),
    _shot("mountains day - balloon", "2019-06-22 12:48:05", _ALPS, 115, True),
    _shot("meadow day - tree", "2019-06-23 14:11:56", _ALPS, 116),
    _shot("lake day - boat", "2019-06-24 11:30:21", _BLED, 117),
    _shot("lake sunset - -", "2019-06-24 20:52:40", _BLED, 118),
    _shot("lake fog - -", "2019-06-25 06:18:03", _BLED, 119),
    _shot("desert day - cactus", "2020-02-11 13:05:14", _SAHARA, 120),
    _shot("desert day - person", "2020-02-11 15:44:29", _SAHARA, 121),
    _shot("desert sunset - palm", "2020-02-11 18:37:50", _SAHARA, 122),
    _shot("desert night - -", "2020-02-12 22:10:08", _SAHARA, 123),
    _shot("forest day autumn -", "2020-10-17 11:27:36", _BLACK_FOREST, 124),
    _shot("forest day - person", "2020-06-06 16:03:12", _BLACK_FOREST, 125, True),
    _shot("forest fog - -", "2020-10-18 08:05:55", _BLACK_FOREST, 126),
    _shot("road day autumn tree", "2020-10-18 14:40:18", _BLACK_FOREST, 127),
    _shot("village day - car", "2021-05-08 10:22:47", _PROVENCE, 128),
    _shot("flowers day - -", "2021-05-09 09:48:30", _PROVENCE, 129),
    _shot("meadow sunset - house", "2021-05-09 20:33:02", _PROVENCE, 130),
    _shot("flowers day - -", "2021-06-12 15:10:41", _PROVENCE, 131, True),
    _shot("mountains day snow -", "2022-01-29 11:36:19", _ALPS, 132),
    _shot("mountains sunset snow -", "2022-01-29 16:58:44", _ALPS, 133),
    _shot("mountains night snow house", "2022-01-30 21:12:06", _ALPS, 134),
    _shot("sky day - balloon", "2022-08-20 07:25:13", _ICELAND, 135),
    _shot("sky sunset - bird", "2022-08-20 21:14:37", _ICELAND, 136),
    _shot("sky night - -", "2022-08-21 23:59:10", _ICELAND, 137, True),
    _shot("beach day - boat", "2023-01-07 12:08:54", _SYDNEY, 138),
    _shot("beach sunset - person", "2023-01-08 19:55:26", _SYDNEY, 139),
    _shot("sea day - bird", "2023-01-09 10:47:15", _SYDNEY, 140),
    _shot("city day - balloon", "2023-04-02 13:20:59", _TOKYO, 141, True),
    _shot("city sunset - car", "2023-04-02 18:01:33", _TOKYO, 142),
    _shot("road sunset - car", "2024-09-14 19:22:08", _HIGHLANDS, 143),
    _shot("mountains fog - bird", "2024-09-15 07:50:42", _HIGHLANDS, 144),
    _shot("lake day autumn bird", "2024-10-05 12:16:35", _HIGHLANDS, 145),
    _shot("meadow day autumn -", "2024-10-06 15:39:21", _HIGHLANDS, 146),
)
