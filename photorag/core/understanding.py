"""How a typed search was understood: its parts, as the person sees and edits them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from photorag.core.filters import Filter
from photorag.core.query import Order, Query


class PartKind(StrEnum):
    WORDS = "words"  # left to meaning
    WITHOUT = "without"
    EXACT = "exact"
    DATE = "date"
    PLACE = "place"
    CAMERA = "camera"  # and lens, ISO, aperture, focal length
    TYPE = "type"  # is:, type:, ext:
    RATING = "rating"
    FOLDER = "folder"
    TAG = "tag"
    ALBUM = "album"
    TEXT = "text"
    HAS = "has"
    ATTRIBUTE = "attribute"
    ORDER = "order"
    GROUP = "group"  # ( ... OR ... )


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the typed text, [start, end), and what it became. ``text`` is the same thing in the query language
    ('place:"New York"'), which is understood the same way wherever it stands; ``label`` says it to a person
    ("in New York"). ``filter`` for the kinds that are one (``negated`` parts too: it is a `Not` then)."""

    kind: PartKind
    start: int
    end: int
    text: str
    label: str
    filter: Filter | None = None
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something at [start, end) that could not be understood, as a sentence for a person. It was left to meaning, or
    left out, as the sentence says."""

    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """``parts`` in the order of the text. Joining their ``text`` with spaces gives a text with the same query."""

    text: str
    query: Query
    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def canonical(self) -> str:
        return " ".join(part.text for part in self.parts)

    def without(self, part: Part) -> str:
        """The typed text with this part taken out."""
        return " ".join((self.text[: part.start] + " " + self.text[part.end :]).split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What there is in a library, so that everyday phrases can mean it: "in Lisbon" is a place when photos were taken
    there. Names as people write them; compared ignoring case and accents. ``attributes``: key -> whether it has
    numbers."""

    places: frozenset[str] = frozenset()
    cameras: frozenset[str] = frozenset()
    lenses: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    albums: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    attributes: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Count:
    """How many photos have a value; ``value`` as the query language wants it, ``title`` as a person does."""

    value: str
    title: str
    photos: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What the filter menus offer. ``months``: (year * 100 + month, photos) ascending. Countries come before their
    cities in ``places`` (``value`` "Lisbon", ``title`` "Lisbon, Portugal"); each list has the most frequent first.
    ``types`` are what `Flag` and `Extension` say ("is:screenshot", "ext:heic"); ``ratings`` from 5 down to 0."""

    months: tuple[tuple[int, int], ...] = ()
    countries: tuple[Count, ...] = ()
    places: tuple[Count, ...] = ()
    cameras: tuple[Count, ...] = ()
    types: tuple[Count, ...] = ()
    ratings: tuple[Count, ...] = ()
