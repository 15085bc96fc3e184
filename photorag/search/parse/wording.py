"""What was understood, in words: those of the query language, which mean the same wherever they stand, and those for
people."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from photorag.core.filters import (
    Attribute,
    Contains,
    Device,
    Either,
    Every,
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
    Not,
    Tagged,
    Taken,
    TakenWith,
)
from photorag.core.query import Order
from photorag.core.understanding import PartKind
from photorag.search.parse import dates, numbers
from photorag.search.parse.operators import typed_key
from photorag.search.parse.tree import And, Exact, Neg, Node, Only, Or, Say, Sort

_SIMPLE = re.compile(r"(?!(?:OR|NOT)$)\w[\w'’]*(?:[-.][\w'’]+)*")
_FLAG_LABELS = {
    Flag.FAVOURITE: "favourites",
    Flag.PORTRAIT: "portrait format",
    Flag.LANDSCAPE: "landscape format",
    Flag.SCREENSHOT: "screenshots",
    Flag.RAW: "RAW files",
    Flag.PHOTO: "photos",
    Flag.VIDEO: "videos",
    Flag.DOCUMENT: "documents",
}
_KNOWN_LABELS = {Known.GPS: "with a location", Known.TEXT: "with text in it", Known.CAPTION: "with a caption"}
_MEASURE_LABELS = {Measure.ISO: "ISO {}", Measure.F: "f/{}", Measure.FOCAL: "{} mm", Measure.RATING: "★ {}"}
_ORDERS = {
    Order.MATCH: ("match", "best match first"),
    Order.NEWEST: ("newest", "newest first"),
    Order.OLDEST: ("oldest", "oldest first"),
    Order.NAME: ("name", "by name"),
    Order.SIZE: ("size", "largest first"),
    Order.RATING: ("rating", "best rated first"),
}
_USUAL_KM = Near("").km


def quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def filter_text(filter: Filter) -> str:  # noqa: PLR0911, PLR0912 - one case for each kind
    """The filter in the query language. Names stand in quotation marks, so that no word after them is taken in."""
    match filter:
        case Taken():
            return dates.text(filter)
        case InPlace(name):
            return f"place:{quoted(name)}"
        case Near(name, km, latitude, longitude):
            distance = "" if km == _USUAL_KM and "," not in name else f",{numbers.plain(km)}km"
            if latitude is None or longitude is None:
                return f"near:{quoted(name)}{distance}"
            return f"near:{numbers.plain(latitude)},{numbers.plain(longitude)}{distance}"
        case TakenWith(device, name):
            return f"{device.value}:{quoted(name)}"
        case Measured(measure, span):
            return f"{measure.value}:{numbers.span_text(span)}"
        case Is(flag):
            return f"is:{flag.value}"
        case Has(known):
            return f"has:{known.value}"
        case Extension(extension):
            return f"ext:{extension}"
        case InFolder(folder):
            return f"in:{quoted(folder)}"
        case Tagged(tag):
            return f"tag:{quoted(tag)}"
        case InAlbum(album):
            return f"album:{quoted(album)}"
        case Contains(text, inside):
            return f"text:{quoted(text)}" if inside else quoted(text)
        case Attribute(key, text, span):
            return f"{typed_key(key)}:{quoted(text) if text is not None else numbers.span_text(span or numbers.ANY)}"
        case Every(parts):
            return f"({' '.join(map(filter_text, parts))})"
        case Either(parts):
            return f"({' OR '.join(map(filter_text, parts))})"
        case Not(part):
            return f"-{filter_text(part)}"


def filter_label(filter: Filter) -> str:  # noqa: PLR0911 - one case for each kind
    match filter:
        case InPlace(name):
            return f"in {name}"
        case Near(name, km, latitude, longitude):
            if latitude is None or longitude is None:
                return f"near {name}" if km == _USUAL_KM else f"within {numbers.plain(km)} km of {name}"
            return f"within {numbers.plain(km)} km of {numbers.plain(latitude)}, {numbers.plain(longitude)}"
        case TakenWith(device, name):
            return name if device is Device.CAMERA else f"lens {name}"
        case Measured(Measure.RATING, span) if span.low == span.high == 0:
            return "unrated"
        case Measured(Measure.F, span) if span.low is None or span.low != span.high:
            return f"f {numbers.span_label(span)}"
        case Measured(measure, span):
            return _MEASURE_LABELS[measure].format(numbers.span_label(span))
        case Attribute(key, text, span):
            return f"{key}: {text}" if text is not None else f"{key} {numbers.span_label(span or numbers.ANY)}"
        case Every(parts):
            return ", ".join(map(filter_label, parts))
        case Either(parts):
            return " or ".join(map(filter_label, parts))
        case Not(part):
            return f"not {filter_label(part)}"
        case _:
            return _simple_label(filter)


_Simple = Taken | Is | Has | Extension | InFolder | Tagged | InAlbum | Contains


def _simple_label(filter: _Simple) -> str:  # noqa: PLR0911 - one case for each kind
    match filter:
        case Taken():
            return dates.label(filter)
        case Is(flag):
            return _FLAG_LABELS[flag]
        case Has(known):
            return _KNOWN_LABELS[known]
        case Extension(extension):
            return f"{extension.upper()} files"
        case InFolder(folder):
            return f"in folder {folder}"
        case Tagged(tag):
            return f"tagged {tag}"
        case InAlbum(album):
            return f"in album {album}"
        case Contains(text, inside):
            return f"text “{text}”" if inside else f"“{text}”"


def label(node: Node) -> str:  # noqa: PLR0911 - one case for each kind
    match node:
        case Say(text, weight):
            return text if weight is None else f"{text} ×{numbers.plain(weight)}"
        case Exact(text):
            return f"“{text}”"
        case Only(filter):
            return filter_label(filter)
        case Sort(order):
            return _ORDERS[order][1]
        case Neg(Say(text) | Exact(text)):
            return f"not: {text}"
        case Neg(inner):
            return f"not {_within(inner)}"
        case And(nodes):
            return ", ".join(map(_within, nodes))
        case Or(nodes):
            return " or ".join(map(_within, nodes))


def _within(node: Node) -> str:
    return f"({label(node)})" if isinstance(node, And | Or) else label(node)


def kind(node: Node) -> PartKind:  # noqa: PLR0911 - one case for each kind
    match node:
        case Say():
            return PartKind.WORDS
        case Exact():
            return PartKind.EXACT
        case Only(filter):
            return _kind_of_filter(filter)
        case Sort():
            return PartKind.ORDER
        case Neg(Say() | Exact()):
            return PartKind.WITHOUT
        case Neg(inner):
            return kind(inner)
        case And() | Or():
            return PartKind.GROUP


def _kind_of_filter(filter: Filter) -> PartKind:  # noqa: PLR0911, PLR0912 - one case for each kind
    match filter:
        case Taken():
            return PartKind.DATE
        case InPlace() | Near():
            return PartKind.PLACE
        case Measured(Measure.RATING):
            return PartKind.RATING
        case TakenWith() | Measured():
            return PartKind.CAMERA
        case Is() | Extension():
            return PartKind.TYPE
        case Has():
            return PartKind.HAS
        case InFolder():
            return PartKind.FOLDER
        case Tagged():
            return PartKind.TAG
        case InAlbum():
            return PartKind.ALBUM
        case Contains(_, inside):
            return PartKind.TEXT if inside else PartKind.EXACT
        case Attribute():
            return PartKind.ATTRIBUTE
        case Not(part):
            return _kind_of_filter(part)
        case Every() | Either():
            return PartKind.GROUP


class Canonical:
    """Nodes in the query language. ``is_plain`` says whether words alone would be left to meaning as they are; those
    that would not stand behind ``words:``, as do words next to words, which might mean something together."""

    def __init__(self, is_plain: Callable[[str], bool]) -> None:
        self._is_plain = is_plain

    def texts(self, nodes: Sequence[Node]) -> list[str]:
        """One text a node, for terms that stand one after the other."""
        texts: list[str] = []
        plain_before = False
        for node in nodes:
            plain = isinstance(node, Say) and node.weight is None and not plain_before and self._is_plain(node.text)
            texts.append(node.text if isinstance(node, Say) and plain else self._text(node))
            plain_before = plain
        return texts

    def _text(self, node: Node) -> str:  # noqa: PLR0911 - one case for each kind
        match node:
            case Say(text, None):
                return f"words:{quoted(text)}"
            case Say(text, float(weight)):
                return f"{numbers.plain(weight)}*{text if _SIMPLE.fullmatch(text) else quoted(text)}"
            case Exact(text):
                return quoted(text)
            case Only(filter):
                return filter_text(filter)
            case Sort(order):
                return f"sort:{_ORDERS[order][0]}"
            case Neg(Say(text) | Exact(text)):
                return f"-{text if _SIMPLE.fullmatch(text) else quoted(text)}"
            case Neg(inner):
                return f"-{self._text(inner)}"
            case And(nodes):
                return f"({' '.join(self.texts(nodes))})"
            case Or(nodes):
                return f"({' OR '.join(text for each in nodes for text in self.texts([each]))})"
        raise AssertionError(f"no node: {node}")
