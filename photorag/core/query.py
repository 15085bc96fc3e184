"""Queries and results: what goes into a search and what comes out, the same for every face."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Literal

from photorag.core.filters import Every, Filter
from photorag.core.library_types import NO_TINT, Listing

Group = Literal["best", "less likely"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words to search by. ``weight`` scales their unit vector in the sum."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to search by: a file anywhere on this computer, an item of the library, or pasted image bytes.
    A negative ``weight`` leads away from it."""

    path: Path | None = None
    item: int | None = None
    data: bytes | None = field(default=None, repr=False)
    weight: float = 1.0

    def __post_init__(self) -> None:
        if sum(source is not None for source in (self.path, self.item, self.data)) != 1:
            raise ValueError("a query picture is exactly one of: a path, an item, image bytes")


class Order(StrEnum):
    """``MATCH`` is the best match first; where nothing is left to meaning, the newest."""

    MATCH = "match"
    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    SIZE = "size"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class Query:
    """An immutable search.

    ``words`` and ``pictures`` are summed into one vector; words are looked for in the photos' texts too. ``without``:
    things that are not to be seen, by meaning and by text. ``filter`` must be true of every hit. ``like`` and
    ``unlike`` are items the person has called right and wrong. ``alternatives``: when there are any, a hit may come
    from this query's parts with those of any one of them (all else being joined as `Query.joined` says).
    """

    words: tuple[Words, ...] = ()
    pictures: tuple[Picture, ...] = ()
    without: tuple[str, ...] = ()
    filter: Filter | None = None
    order: Order = Order.MATCH
    like: tuple[int, ...] = ()
    unlike: tuple[int, ...] = ()
    alternatives: tuple[Query, ...] = ()

    @classmethod
    def from_text(cls, text: str, pictures: tuple[Picture, ...] = ()) -> Query:
        """The query for words that are all left to meaning; blank text adds none. `photorag.search.parse` understands
        filters too."""
        stripped = " ".join(text.split())
        return cls((Words(stripped),) if stripped else (), pictures)

    @property
    def empty(self) -> bool:
        return self == Query(order=self.order)

    @property
    def has_meaning(self) -> bool:
        """Something of it has a vector: its hits have a best match. Else it only filters."""
        return bool(self.words or self.pictures or self.like) or any(each.has_meaning for each in self.alternatives)

    def joined(self) -> tuple[Query, ...]:
        """This query without alternatives: itself, or one query for each of them."""
        if not self.alternatives:
            return (self,)
        base = replace(self, alternatives=())
        return tuple(base.joined_with(each) for branch in self.alternatives for each in branch.joined())

    def joined_with(self, other: Query) -> Query:
        """Both must hold: words, pictures and exclusions of both, both filters. The order is this query's."""
        filters = tuple(each for each in (self.filter, other.filter) if each is not None)
        return replace(
            self,
            words=(*self.words, *other.words),
            pictures=(*self.pictures, *other.pictures),
            without=(*self.without, *other.without),
            filter=Every(filters) if len(filters) > 1 else (filters[0] if filters else None),
            like=(*self.like, *other.like),
            unlike=(*self.unlike, *other.unlike),
        )


class Source(StrEnum):
    """Where a photo's text stands. The full-text table has a column for each."""

    TITLE = "title"
    CAPTION = "caption"
    KEYWORDS = "keywords"
    TAGS = "tags"
    INSIDE = "inside"  # read in the picture (OCR)
    PLACE = "place"
    NAME = "name"  # the file's
    FOLDER = "folder"
    ATTRIBUTES = "attributes"


@dataclass(frozen=True, slots=True)
class TextMatch:
    """Text of a photo in which words of the query were found. ``found`` are [start, end) ranges of ``text``;
    ``boxes``, for text inside the picture, where those words stand, as `TextWord.box`."""

    source: Source
    text: str
    found: tuple[tuple[int, int], ...]
    boxes: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A found item. ``score`` orders the hits (the cosine to the query's vector where only that was used, else the
    fused score); ``strength`` 0..1 is the match judged against how the library as a whole scores for this query;
    ``why`` names the signals that matched ("words", "picture", "text") with their scores: cosines, and for "text" the
    share (0 to 1) of the query's words that its texts hold. ``matches`` are those texts. ``ratio`` (width / height)
    and ``tint`` are the item's."""

    path: Path
    item: int
    segment: int
    kind: str
    score: float
    strength: float
    group: Group
    why: dict[str, float]
    taken: str | None
    title: str
    ratio: float = 1.0
    tint: int = NO_TINT
    matches: tuple[TextMatch, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The stable JSON shape of a hit."""
        why: dict[str, object] = {signal: round(value, 6) for signal, value in self.why.items()}
        if self.matches:
            why["matches"] = [_match_json(match) for match in self.matches]
        return {
            "path": str(self.path),
            "item": self.item,
            "segment": self.segment,
            "kind": self.kind,
            "score": round(self.score, 6),
            "strength": round(self.strength, 4),
            "group": self.group,
            "why": why,
            "taken": self.taken,
            "title": self.title,
        }


def _match_json(match: TextMatch) -> dict[str, object]:
    found: dict[str, object] = {
        "source": match.source.value,
        "text": match.text,
        "found": [match.text[start:end] for start, end in match.found],
    }
    if match.boxes:
        found["boxes"] = [[round(side, 4) for side in box] for box in match.boxes]
    return found


@dataclass(frozen=True, slots=True)
class Results:
    """Hits, best first or in the query's order. ``seconds`` is the search's own time; ``searched`` of ``total`` items
    had a vector of the model in use when the query ran; ``passed`` items passed the filters (``total`` without any).

    ``listing``, where it was asked for, holds all that pass a query which only filters, in its order; the hits are then
    only such as have something to say.
    ``nothing`` means that no photo seems to show what was asked for: the hits, all "less likely", are the nearest there
    are. ``notes`` are sentences about parts of the query that could not be used."""

    query: Query
    hits: tuple[Hit, ...]
    seconds: float
    searched: int
    total: int
    passed: int | None = None
    nothing: bool = False
    notes: tuple[str, ...] = ()
    listing: Listing | None = None

    @property
    def best(self) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit.group == "best")

    @property
    def less_likely(self) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit.group == "less likely")
