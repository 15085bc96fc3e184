"""What is known of a photo besides its pixels: read from the file, its sidecars and its name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

FACTS_VERSION = 1
"""Goes up when reading finds more than it did: photos whose facts are older are read again, without embedding."""


class DateSource(StrEnum):
    """Where a date came from, the most telling first."""

    CAMERA = "camera"  # EXIF, or XMP and IPTC written into the file
    SIDECAR = "sidecar"  # an XMP file beside the photo, or Google Takeout's JSON
    DESCRIPTION = "description"  # description.json or its CSV
    GPS = "gps"
    NAME = "name"  # IMG_20230814_174200.jpg
    FILE = "file"  # nothing better: when the file was last changed


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Names of a place, "" where not known; ``code`` is ISO 3166 alpha-2. ``others``: the same names in other
    languages or spellings, for finding only."""

    city: str = ""
    region: str = ""
    country: str = ""
    code: str = ""
    others: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """ "Lisbon, Portugal"."""
        return ", ".join(part for part in (self.city or self.region, self.country) if part)


@dataclass(frozen=True, slots=True)
class PhotoAttribute:
    """Any other thing said of a photo, e.g. price: "$12.99". ``key`` is lower case; ``number`` where the text is one,
    with or without a currency or a unit."""

    key: str
    text: str
    number: float | None = None


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """``taken``: ISO 8601 local time, with the zone's offset where it is known, or None; it never comes from the file's
    own date. ``latitude``, ``longitude`` in degrees (WGS 84); ``aperture`` is the f-number; ``rating`` 1 to 5, 0 for
    unrated, -1 for rejected. ``caption`` includes descriptions; ``keywords`` as the file has them, each once.
    ``screenshot``: it is a picture of a screen, by its name or what its program wrote down."""

    taken: str | None = None
    taken_from: DateSource = DateSource.FILE
    latitude: float | None = None
    longitude: float | None = None
    place: PlaceName | None = None
    camera: str = ""
    lens: str = ""
    focal_mm: float | None = None
    focal_35mm: float | None = None
    aperture: float | None = None
    exposure_seconds: float | None = None
    iso: int | None = None
    rating: int = 0
    title: str = ""
    caption: str = ""
    keywords: tuple[str, ...] = ()
    attributes: tuple[PhotoAttribute, ...] = ()
    screenshot: bool = False


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word that was read in a picture. ``box`` is left, top, right, bottom as shares (0 to 1) of the upright
    picture; ``line`` numbers the lines of text from the top; ``score`` 0 to 1."""

    text: str
    box: tuple[float, float, float, float]
    line: int
    score: float


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """Everything known of one item, for its details. ``words`` is what was read in the picture."""

    facts: PhotoFacts
    words: tuple[TextWord, ...] = ()
