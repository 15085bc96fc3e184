"""Words for landscapes, charts and pages: the second half of `captions`."""

from __future__ import annotations

import random

from photorag.sample.documents import DocumentDrawing
from photorag.sample.scenes import SceneDrawing

_PLACES: dict[str, tuple[str, ...]] = {
    "beach": ("beach", "beach", "beach", "sandy beach", "shore", "seaside", "coast"),
    "sea": ("sea", "sea", "ocean", "ocean", "open water", "waves"),
    "forest": ("forest", "forest", "woods", "trees", "woodland"),
    "city": ("city", "city", "skyline", "buildings", "town", "skyscrapers", "city skyline"),
    "mountains": ("mountains", "mountains", "mountain", "mountain landscape", "peaks", "hills"),
    "desert": ("desert", "desert", "dunes", "sand dunes"),
    "meadow": ("meadow", "meadow", "field", "grass", "green field", "countryside"),
    "lake": ("lake", "lake", "pond", "lake with reflections"),
    "sky": ("sky", "sky", "the sky"),
    "road": ("road", "road", "highway", "country road"),
    "village": ("village", "village", "houses", "house", "home"),
    "flowers": ("flowers", "flowers", "garden", "flower garden", "blossoms", "flower"),
}
_LIGHT_AFTER: dict[str, tuple[str, ...]] = {
    "day": ("by day", "in daylight", "during the day", "on a sunny day"),
    "sunset": ("at sunset", "at sunset", "at sunset", "at sunrise", "at dusk", "in the evening", "at dawn"),
    "night": ("at night", "at night", "at night", "by night", "in the dark", "under the stars"),
    "fog": ("in fog", "in the fog", "in mist", "on a foggy day"),
}
_LIGHT_BEFORE: dict[str, tuple[str, ...]] = {
    "day": ("daytime", "sunny"),
    "sunset": ("sunset", "evening", "sunrise"),
    "night": ("night", "nighttime", "dark"),
    "fog": ("foggy", "misty"),
}
_LIGHT_ALONE: dict[str, tuple[str, ...]] = {
    "day": ("daylight", "a sunny day", "daytime"),
    "sunset": ("sunset", "sunset", "a sunset", "sunrise", "evening sky", "the sun going down"),
    "night": ("night", "night", "night sky", "starry night", "darkness", "night time"),
    "fog": ("fog", "fog", "mist", "foggy day"),
}
_SEASON_BEFORE: dict[str, tuple[str, ...]] = {
    "snow": ("snowy", "snowy", "winter", "snow covered"),
    "autumn": ("autumn", "autumn", "fall"),
}
_SEASON_AFTER: dict[str, tuple[str, ...]] = {
    "snow": ("in snow", "in the snow", "in winter", "with snow", "covered in snow"),
    "autumn": ("in autumn", "in the fall"),
}
_SEASON_ALONE: dict[str, tuple[str, ...]] = {
    "snow": ("snow", "snow", "winter", "snowy landscape", "winter day"),
    "autumn": ("autumn", "autumn leaves", "fall colours"),
}
_EXTRAS: dict[str, tuple[str, ...]] = {
    "palm": ("palm tree", "palm"),
    "umbrella": ("umbrella", "parasol"),
    "boat": ("boat", "boat", "sailing boat", "ship"),
    "person": ("person", "person", "man", "woman"),
    "bird": ("birds", "birds flying"),
    "car": ("car",),
    "balloon": ("hot air balloon", "balloon"),
    "house": ("house", "hut"),
    "cactus": ("cactus",),
    "tree": ("tree",),
}
_PLURALS = frozenset({"birds", "birds flying"})
_MASS = (
    "mountains", "woods", "trees", "buildings", "dunes", "houses", "flowers", "blossoms", "peaks", "hills",
    "waves", "skyscrapers", "grass", "countryside", "open water", "home", "the sky",
)  # fmt: skip
_DOCUMENTS: dict[str, tuple[tuple[str, str], ...]] = {
    "bar chart": (("bar chart", "bar chart"), ("bar graph", "bar chart"), ("chart with bars", "bar chart")),
    "line chart": (("line chart", "line chart"), ("line graph", "line chart"), ("chart with lines", "line chart")),
    "pie chart": (("pie chart", "pie chart"), ("pie graph", "pie chart"), ("round chart", "pie chart")),
    "page": (("page of text", "text"), ("page of text", "text"), ("printed page", "page"), ("article", "text")),
    "letter": (("letter", "letter"), ("signed letter", "letter"), ("letter with a signature", "letter")),
    "table": (("table of numbers", "table"), ("spreadsheet", "table"), ("table", "table")),
    "receipt": (("receipt", "receipt"), ("receipt", "receipt"), ("shop receipt", "receipt"), ("bill", "receipt")),
    "screenshot": (("screenshot", "screenshot"), ("screenshot of a window", "screenshot"),
                   ("app window", "screenshot")),
}  # fmt: skip
_ANY_CHART = ("chart", "chart", "graph", "diagram")
_ANY_PAPER = ("document", "document", "text", "paper")


def _with_article(noun: str, rng: random.Random) -> str:
    if rng.random() < 0.35 or noun.startswith("the "):
        return noun
    if any(noun.endswith(word) for word in _MASS):
        return noun if rng.random() < 0.6 else f"the {noun}"
    article = rng.choice(("a", "a", "the"))
    return f"an {noun}" if article == "a" and noun[0] in "aeio" else f"{article} {noun}"


def _one_aspect(drawing: SceneDrawing, rng: random.Random) -> tuple[str, str] | None:
    """Words for the light, the season or the thing alone, now and then: they must work without a place."""
    light, season, extra = drawing.light, drawing.season, drawing.extra
    roll = rng.random()
    if roll < 0.03:
        return rng.choice(("landscape", "scenery", "a landscape", "outdoors", "nature")), "scene"
    if roll < (0.08 if light == "day" else 0.2):
        return rng.choice(_LIGHT_ALONE[light]), f"light:{light}"
    if season != "none" and roll < 0.34:
        return rng.choice(_SEASON_ALONE[season]), f"season:{season}"
    if extra and roll > 0.92:
        word = rng.choice(_EXTRAS[extra])
        return (word if word in _PLURALS else _with_article(word, rng)), f"has:{extra}"
    return None


def scene(drawing: SceneDrawing, rng: random.Random) -> tuple[str, frozenset[str]]:
    """Words for a landscape, and what they state."""
    alone = _one_aspect(drawing, rng)
    if alone is not None:
        return alone[0], frozenset({alone[1]})
    place_fact, light_fact, season_fact = f"place:{drawing.place}", f"light:{drawing.light}", f"season:{drawing.season}"
    light, season, extra = drawing.light, drawing.season, drawing.extra
    facts: set[str] = set()
    place = rng.choice(_PLACES[drawing.place])
    facts.add(place_fact)
    before, after = "", ""
    say_light = rng.random() < (0.25 if light == "day" else 0.75)
    say_season = season != "none" and rng.random() < 0.75
    if say_light and rng.random() < 0.06:
        facts.add(light_fact)
        return f"{rng.choice(_LIGHT_ALONE[light])} over the {place}".replace("the the", "the"), frozenset(facts)
    if say_light:
        facts.add(light_fact)
        if rng.random() < 0.3 and not place.startswith("the "):
            before = rng.choice(_LIGHT_BEFORE[light])
        else:
            after = rng.choice(_LIGHT_AFTER[light])
    if say_season:
        facts.add(season_fact)
        if not before and rng.random() < 0.55 and not place.startswith("the "):
            before = rng.choice(_SEASON_BEFORE[season])
        else:
            after = f"{rng.choice(_SEASON_AFTER[season])} {after}".strip()
    text = _with_article(f"{before} {place}".strip(), rng)
    if extra and rng.random() < 0.5:
        facts.add(f"has:{extra}")
        word = rng.choice(_EXTRAS[extra])
        text = f"{text} with {word}" if word in _PLURALS else f"{text} with a {word}"
    if after and rng.random() < 0.12:
        text = f"{text}, {after.removeprefix('at ').removeprefix('in ')}"
    else:
        text = f"{text} {after}".strip()
    return text, frozenset(facts)


def document(drawing: DocumentDrawing, rng: random.Random) -> tuple[str, frozenset[str]]:
    """Words for a chart or a page, and what they state."""
    roll = rng.random()
    if roll < 0.25:
        if drawing.kind.endswith("chart"):
            return _with_article(rng.choice(_ANY_CHART), rng), frozenset({"doc:chart"})
        return _with_article(rng.choice(_ANY_PAPER), rng), frozenset({"doc:paper"})
    word, fact = rng.choice(_DOCUMENTS[drawing.kind])
    return _with_article(word, rng), frozenset({f"doc:{fact}"})
