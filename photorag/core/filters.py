"""Filters: what must be true of a photo, as a tree of frozen values. The parser makes them, the search evaluates them.

A filter is exact: a photo passes or it does not. What is not known of a photo never passes a condition about it, nor,
by `Not`, keeps it from passing the opposite: a photo of unknown ISO is neither above ISO 800 nor below it, but it is
"not above ISO 800".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Flag(StrEnum):
    """``is:``"""

    FAVOURITE = "favourite"
    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"
    SCREENSHOT = "screenshot"
    RAW = "raw"
    PHOTO = "photo"
    VIDEO = "video"
    DOCUMENT = "document"


class Known(StrEnum):
    """``has:``. ``TEXT`` is text that was read in the picture, ``CAPTION`` a title, caption or description."""

    GPS = "gps"
    TEXT = "text"
    CAPTION = "caption"


class Measure(StrEnum):
    """Numbers that every camera writes. ``F`` is the f-number, ``FOCAL`` the focal length in mm."""

    ISO = "iso"
    F = "f"
    FOCAL = "focal"
    RATING = "rating"


class Device(StrEnum):
    CAMERA = "camera"
    LENS = "lens"


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers between two bounds; None leaves that side open. Equal bounds, both included, mean exactly that number."""

    low: float | None = None
    high: float | None = None
    includes_low: bool = True
    includes_high: bool = True

    def __contains__(self, number: float) -> bool:
        above = self.low is None or number > self.low or (self.includes_low and number == self.low)
        below = self.high is None or number < self.high or (self.includes_high and number == self.high)
        return above and below


@dataclass(frozen=True, slots=True)
class Taken:
    """The date the grid goes by (when it was taken, else the file's own): local time, ISO 8601 without a zone
    ("2019-07-14T00:00:00"), from ``start`` up to, and without, ``end``; None leaves that side open."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class InPlace:
    """City, region or country by name, ignoring case and accents; ``place:``."""

    name: str


@dataclass(frozen=True, slots=True)
class Near:
    """Within ``km`` of a place given by name, or of a point when ``latitude`` and ``longitude`` (degrees) are given."""

    name: str
    km: float = 25.0
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class TakenWith:
    """The camera's or lens's name contains this text, ignoring case."""

    device: Device
    name: str


@dataclass(frozen=True, slots=True)
class Measured:
    measure: Measure
    span: Span


@dataclass(frozen=True, slots=True)
class Is:
    flag: Flag


@dataclass(frozen=True, slots=True)
class Has:
    known: Known


@dataclass(frozen=True, slots=True)
class Extension:
    """A file name's ending, lower case, without the dot; "jpg" and "jpeg" are one, as are "tif" and "tiff"."""

    extension: str


@dataclass(frozen=True, slots=True)
class InFolder:
    """Somewhere below a folder of this name (any one folder of the path), or below this path when it has a slash."""

    folder: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """The person's tags and the file's own keywords, ignoring case."""

    tag: str


@dataclass(frozen=True, slots=True)
class InAlbum:
    """By the album's name, ignoring case."""

    album: str


@dataclass(frozen=True, slots=True)
class Contains:
    """These words stand in the photo's texts, one after the other, ignoring case, accents and English endings
    ("invoices" finds "invoice"); the last may go on ("inv" finds "invoice") when ``prefix``. ``inside``: only in text
    that was read in the picture."""

    text: str
    inside: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute from a description file: its text equals ``text`` (ignoring case), or its number is in ``span``."""

    key: str
    text: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """All of them; with none, always true."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of them."""

    parts: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Filter


Condition = (
    Taken | InPlace | Near | TakenWith | Measured | Is | Has | Extension | InFolder | Tagged | InAlbum | Contains
    | Attribute
)  # fmt: skip
Filter = Condition | Every | Either | Not
