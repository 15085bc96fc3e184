"""``key:value`` as a filter or an order, or the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import partial

from photorag.core.filters import (
    Attribute,
    Contains,
    Device,
    Extension,
    Filter,
    Flag,
    Has,
    InAlbum,
    InFolder,
    InPlace,
    Is,
    Known,
    Measure,
    Measured,
    Near,
    Tagged,
    TakenWith,
)
from photorag.core.query import Order
from photorag.core.understanding import Vocabulary
from photorag.search.parse import dates, numbers
from photorag.search.parse.names import Names, names_of, words_of
from photorag.search.parse.tree import Node, Only, Say, Sort

FLAGS = {
    **dict.fromkeys(("favourite", "favorite", "favourites", "favorites", "fav", "liked"), Flag.FAVOURITE),
    **dict.fromkeys(("portrait", "portraits", "upright"), Flag.PORTRAIT),
    **dict.fromkeys(("landscape", "landscapes"), Flag.LANDSCAPE),
    **dict.fromkeys(("screenshot", "screenshots"), Flag.SCREENSHOT),
    "raw": Flag.RAW,
    **dict.fromkeys(("photo", "photos", "image", "images", "picture", "pictures"), Flag.PHOTO),
    **dict.fromkeys(("video", "videos", "movie", "movies"), Flag.VIDEO),
    **dict.fromkeys(("document", "documents"), Flag.DOCUMENT),
}
_KNOWN = {
    **dict.fromkeys(("gps", "location", "place", "geo"), Known.GPS),
    **dict.fromkeys(("text", "ocr"), Known.TEXT),
    **dict.fromkeys(("caption", "title", "description"), Known.CAPTION),
}
_ORDERS = {
    **dict.fromkeys(("date", "newest", "new", "latest"), Order.NEWEST),
    **dict.fromkeys(("oldest", "old"), Order.OLDEST),
    "name": Order.NAME,
    "size": Order.SIZE,
    "rating": Order.RATING,
    **dict.fromkeys(("match", "best", "relevance"), Order.MATCH),
}
SUFFIXES = words_of(
    """
    jpg jpeg png heic heif gif webp avif tif tiff bmp svg dng cr2 cr3 nef arw orf raf rw2 pef srw mp4 mov m4v avi mkv
    webm pdf docx pptx xlsx txt md
    """
)
_ONE_SUFFIX = {"jpeg": "jpg", "tiff": "tif"}

_DATE_SENTENCE = "“{}” is not a date I know, so it is left out. Try 2019, 2019-07 or last summer."
_NUMBER_SENTENCE = "“{}” is not a number I can compare, so it is left out. Try {}:{}."

_POINT = re.compile(r"(-?\d{1,4}(?:\.\d+)?), ?(-?\d{1,4}(?:\.\d+)?)(?![\d.])")
_DISTANCE = re.compile(rf"({numbers.DIGITS}) ?(km|m|mi|miles?|kilomet(?:er|re)s?|met(?:er|re)s?)")
_KM_IN_A_MILE = 1.609344  # the international mile
_USUAL_KM = Near("").km
_FURTHEST_KM = 20_038.0  # half the Earth's circumference


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why it could not be understood; ``words`` are left to meaning, None: it is left out."""

    sentence: str
    words: str | None = None


Reading = Node | Trouble


@dataclass(frozen=True, slots=True)
class Value:
    """``quoted`` is the quotation it begins with; ``rest`` what comes after, or all of it."""

    quoted: str | None
    rest: str

    @property
    def text(self) -> str:
        return (self.quoted or "") + self.rest


class Operators:
    """Reads ``key:value`` for a library."""

    def __init__(self, vocabulary: Vocabulary, today: date) -> None:
        self._vocabulary = vocabulary
        self._today = today
        self._attributes = {plain: key for key in sorted(vocabulary.attributes) if (plain := _plain_key(key))}
        self._readers = self._table()
        self._keys = frozenset({*self._readers, *vocabulary.attributes})

    def knows(self, key: str) -> bool:
        return key in self._readers or _plain_key(key) in self._attributes

    def is_date(self, key: str) -> bool:
        return key in _DATE_KEYS and (key in _OURS or _plain_key(key) not in self._attributes)

    def names(self, key: str) -> Names | None:
        """The names that a value of this key may be one of."""
        kind = _NAME_KEYS.get(key)
        known: frozenset[str] | None = getattr(self._vocabulary, kind) if kind else None
        return names_of(known) if known else None

    def read(self, key: str, typed_key: str, value: Value) -> Reading:
        """``key`` folded. Never raises."""
        attribute = self._attributes.get(_plain_key(key))
        reader = self._readers.get(key) if attribute is None or key in _OURS else None
        if reader is None and attribute is None:
            return self._unknown(key, typed_key, value.text)
        if not value.text.strip():
            return Trouble(f"“{typed_key}:” needs something after the colon, so it is left out.")
        if reader is not None:
            return reader(value)
        assert attribute is not None
        return self._attribute(attribute, value)

    def _unknown(self, key: str, typed_key: str, value: str) -> Trouble:
        nearest = get_close_matches(key[:40], sorted(self._keys), 1, 0.7)
        hint = f" Did you mean “{nearest[0]}:”?" if nearest else ""
        sentence = f"“{typed_key}:” is not a filter I know; it is left to meaning.{hint}"
        return Trouble(sentence, f"{typed_key} {value}".strip() if value else f"{typed_key}:")

    def _table(self) -> dict[str, Callable[[Value], Reading]]:
        table: dict[str, Callable[[Value], Reading]] = {}
        rows: tuple[tuple[Sequence[str], Callable[[Value], Reading]], ...] = (
            *((names, partial(self._date, relation)) for relation, names in _RELATIONS.items()),
            (("place", "country", "city", "state", "region", "ort"), self._place),
            (("near", "bei"), self._near),
            (("camera", "kamera"), partial(self._device, Device.CAMERA)),
            (("lens", "objektiv"), partial(self._device, Device.LENS)),
            (("iso",), partial(self._measured, Measure.ISO)),
            (("f", "aperture", "blende"), partial(self._measured, Measure.F)),
            (("focal", "mm"), partial(self._measured, Measure.FOCAL)),
            (("rating", "stars", "star"), partial(self._measured, Measure.RATING)),
            (("is",), self._flag),
            (("type",), self._type),
            (("ext", "extension"), self._extension),
            (("in", "folder", "path", "ordner"), lambda value: self._named(value, "folders", InFolder)),
            (("album",), lambda value: self._named(value, "albums", InAlbum)),
            (("tag", "tags", "keyword", "keywords", "label"), lambda value: self._named(value, "tags", Tagged)),
            (("text", "ocr"), lambda value: Only(Contains(value.text, inside=True, prefix=True))),
            (("has",), self._has),
            (("sort", "order"), self._sort),
            (("words",), lambda value: Say(value.text)),
        )
        for names, reader in rows:
            table.update(dict.fromkeys(names, reader))
        return table

    def _date(self, relation: str, value: Value) -> Reading:
        typed, signs = value.text, _SIGNED.match(value.text)
        if signs and relation == "taken":
            relation, typed = _BY_SIGN[signs[0]], typed[signs.end() :]
        if relation == "taken":
            when = dates.taken(typed, self._today)
            if when is not None:
                return Only(when)
        else:
            filter = related(relation, dates.date_of(typed, self._today))
            if filter is not None:
                return Only(filter)
        if dates.is_ambiguous(typed):
            first, second, year = re.split(r"[-/]", typed.strip())
            sentence = (
                f"“{typed}” can be two dates, so it is left out. Write {year}-{int(second):02}-{int(first):02} or "
                f"{year}-{int(first):02}-{int(second):02}."
            )
            return Trouble(sentence)
        return Trouble(_DATE_SENTENCE.format(typed))

    def _place(self, value: Value) -> Reading:
        return Only(InPlace(self._place_name(value.text)))

    def _place_name(self, typed: str) -> str:
        places = names_of(self._vocabulary.places)
        parts = [part.strip() for part in typed.split(",") if part.strip()]
        joined = ", ".join(places.get(part) or part for part in parts) or typed
        return places.get(typed) or places.get(joined) or joined

    def _near(self, value: Value) -> Reading:
        name, rest, km = value.quoted, value.rest.strip(" ,"), _USUAL_KM
        if not rest:  # near:"Lisbon, 10 km"
            name, rest = None, value.text.strip(" ,")
        if name is None:
            if point := _POINT.match(rest):
                return self._near_point(point, rest[point.end() :].strip(" ,"))
            name, comma, last = rest.rpartition(",")
            if not comma or _distance(last) is None:
                name, last = rest, ""
            rest = last.strip()
        elif point := _POINT.fullmatch(name):
            return self._near_point(point, rest)
        if rest:
            distance = _distance(rest)
            if distance is None:
                return Trouble(f"“{rest}” is not a distance I know, so “near:” is left out. Try near:Lisbon,10km.")
            km = distance
        if not name.strip():
            return Trouble("“near:” needs a place, so it is left out. Try near:Lisbon,10km.")
        return Only(Near(self._place_name(name), km))

    def _near_point(self, point: re.Match[str], rest: str) -> Reading:
        latitude, longitude = numbers.number(point[1]), numbers.number(point[2])
        km = _distance(rest) if rest else _USUAL_KM
        fits = latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180
        if not fits or km is None:
            return Trouble(f"“{point.string}” is not a point I know, so it is left out. Try near:38.7,-9.1,5km.")
        return Only(Near("", km, latitude, longitude))

    def _device(self, device: Device, value: Value) -> Reading:
        known = self._vocabulary.cameras if device is Device.CAMERA else self._vocabulary.lenses
        return Only(TakenWith(device, names_of(known).get(value.text) or value.text))

    def _measured(self, measure: Measure, value: Value) -> Reading:
        typed = value.text.strip()
        plain = re.sub(r"(?i)(?<![^<>=.–-])f/?(?=\d)", "", typed) if measure is Measure.F else typed
        span = numbers.span(plain)
        if span is None:
            return Trouble(_NUMBER_SENTENCE.format(typed, measure.value, _EXAMPLES[measure]))
        return Only(Measured(measure, span))

    def _flag(self, value: Value) -> Reading:
        typed = _plain_key(value.text)
        if typed in FLAGS:
            return Only(Is(FLAGS[typed]))
        if typed in ("unrated", "notrated"):
            return self._measured(Measure.RATING, Value(None, "0"))
        return Trouble(_not_one_of("is", value.text, FLAGS, [flag.value for flag in Flag]))

    def _type(self, value: Value) -> Reading:
        typed = _plain_key(value.text)
        if typed in FLAGS:
            return Only(Is(FLAGS[typed]))
        if typed in SUFFIXES:
            return Only(Extension(_ONE_SUFFIX.get(typed, typed)))
        return Trouble(_not_one_of("type", value.text, [*FLAGS, *SUFFIXES], ["screenshot", "raw", "video", "heic"]))

    def _extension(self, value: Value) -> Reading:
        suffix = value.text.strip().lower().lstrip(".")
        if not re.fullmatch(r"[a-z0-9]{1,8}", suffix):
            return Trouble(f"“{value.text}” is not a file name's ending, so it is left out. Try ext:heic.")
        return Only(Extension(_ONE_SUFFIX.get(suffix, suffix)))

    def _named(self, value: Value, kind: str, make: Callable[[str], Filter]) -> Reading:
        return Only(make(names_of(getattr(self._vocabulary, kind)).get(value.text) or value.text))

    def _has(self, value: Value) -> Reading:
        typed = _plain_key(value.text)
        if typed in _KNOWN:
            return Only(Has(_KNOWN[typed]))
        return Trouble(_not_one_of("has", value.text, _KNOWN, [known.value for known in Known]))

    def _sort(self, value: Value) -> Reading:
        typed = _plain_key(value.text)
        if typed in _ORDERS:
            return Sort(_ORDERS[typed])
        return Trouble(_not_one_of("sort", value.text, _ORDERS, [order.value for order in Order]))

    def _attribute(self, key: str, value: Value) -> Reading:
        typed = value.text
        if self._vocabulary.attributes[key] and value.quoted is None:
            span = numbers.span(typed)
            if span is not None:
                return Only(Attribute(key, span=span))
        if value.quoted is None and _SIGNED.match(typed):
            return Trouble(f"“{key}” can't be compared with “{typed}”, so it is left out.")
        return Only(Attribute(key, text=typed))


_RELATIONS = {
    "taken": ("taken", "on", "date", "year", "month", "day", "am"),
    "before": ("before", "vor"),
    "after": ("after", "nach"),
    "since": ("since", "seit"),
    "until": ("until", "till", "bis"),
}
_SIGNED = re.compile(r"<=|>=|=<|=>|<|>|≤|≥")
_BY_SIGN = {
    "<": "before", "<=": "until", "=<": "until", "≤": "until", ">": "after", ">=": "since", "=>": "since", "≥": "since",
}  # fmt: skip
_DATE_KEYS = frozenset(name for names in _RELATIONS.values() for name in names)
_NAME_KEYS = {
    **dict.fromkeys(("place", "near", "country", "city", "state", "region", "ort", "bei"), "places"),
    **dict.fromkeys(("camera", "kamera"), "cameras"),
    **dict.fromkeys(("lens", "objektiv"), "lenses"),
    **dict.fromkeys(("in", "folder", "ordner"), "folders"),
    "album": "albums",
    **dict.fromkeys(("tag", "tags", "keyword", "keywords", "label"), "tags"),
}
# What a library's own attributes can't take away; "year" and other second names of ours they can.
_OURS = words_of(
    """
    before after since until taken on place near camera lens iso f focal rating stars is type ext in folder album tag
    keyword text ocr has sort words
    """
)
_EXAMPLES = {Measure.ISO: ">800", Measure.F: "<2.8", Measure.FOCAL: ">=50", Measure.RATING: ">=4"}


def related(relation: str, dated: dates.Dated | None) -> Filter | None:
    """Before or until (up to and with), after or since (from the beginning of) a date. None where there is no date,
    or none after it."""
    if dated is None:
        return None
    if relation in ("before", "until"):
        return dates.between(None, dated.start if relation == "before" else dated.end)
    start = dated.end if relation == "after" else dated.start
    return dates.between(start, None) if start.year <= dates.LAST_YEAR else None


def typed_key(attribute: str) -> str:
    """An attribute's key as it can be typed: "product name" as product_name."""
    return re.sub(r"[^\w.-]+", "_", attribute)


def _plain_key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _distance(text: str) -> float | None:
    """Kilometres."""
    found = _DISTANCE.fullmatch(text.strip().lower())
    value = numbers.number(found[1]) if found else None
    if found is None or value is None:
        return None
    unit = found[2]
    km = value * (_KM_IN_A_MILE if unit.startswith("mi") else 1.0 if unit.startswith("k") else 0.001)
    return km if 0 < km <= _FURTHEST_KM else None


def _not_one_of(key: str, typed: str, known: Mapping[str, object] | Sequence[str], shown: Sequence[str]) -> str:
    nearest = get_close_matches(_plain_key(typed)[:40], list(known), 1, 0.7)
    if nearest:
        return f"“{key}:{typed}” is not known, so it is left out. Did you mean {key}:{nearest[0]}?"
    return f"“{key}:{typed}” is not known, so it is left out. Try {', '.join(f'{key}:{each}' for each in shown)}."
