"""Queries and results: what goes into a search and what comes out, the same for every face."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from photorag.core.library_types import NO_TINT

Group = Literal["best", "less likely"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words to search by. ``weight`` scales their unit vector in the sum."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to search by: a file anywhere on this computer, an item of the library, or pasted image bytes."""

    path: Path | None = None
    item: int | None = None
    data: bytes | None = field(default=None, repr=False)
    weight: float = 1.0

    def __post_init__(self) -> None:
        if sum(source is not None for source in (self.path, self.item, self.data)) != 1:
            raise ValueError("a query picture is exactly one of: a path, an item, image bytes")


@dataclass(frozen=True, slots=True)
class Query:
    """An immutable search: weighted words and pictures, summed into one vector."""

    words: tuple[Words, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @classmethod
    def from_text(cls, text: str, pictures: tuple[Picture, ...] = ()) -> Query:
        """The query for typed words; blank text adds none."""
        stripped = " ".join(text.split())
        return cls((Words(stripped),) if stripped else (), pictures)

    @property
    def empty(self) -> bool:
        return not self.words and not self.pictures


@dataclass(frozen=True, slots=True)
class Hit:
    """A found item. ``score`` is the cosine to the query vector; ``strength`` 0..1 is that score judged against how
    the library as a whole scores for this query; ``why`` names the signals that matched, with their scores; ``ratio``
    (width / height) and ``tint`` are the item's."""

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

    def as_json(self) -> dict[str, object]:
        """The stable JSON shape of a hit."""
        return {
            "path": str(self.path),
            "item": self.item,
            "segment": self.segment,
            "kind": self.kind,
            "score": round(self.score, 6),
            "strength": round(self.strength, 4),
            "group": self.group,
            "why": {signal: round(value, 6) for signal, value in self.why.items()},
            "taken": self.taken,
            "title": self.title,
        }


@dataclass(frozen=True, slots=True)
class Results:
    """Hits in falling order of score. ``seconds`` is the search's own time; ``searched`` of ``total`` items had a
    vector of the model in use when the query ran."""

    query: Query
    hits: tuple[Hit, ...]
    seconds: float
    searched: int
    total: int

    @property
    def best(self) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit.group == "best")

    @property
    def less_likely(self) -> tuple[Hit, ...]:
        return tuple(hit for hit in self.hits if hit.group == "less likely")
