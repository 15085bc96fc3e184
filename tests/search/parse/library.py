"""A library as people have them, and the day on which they search it."""

from __future__ import annotations

from datetime import date

from photorag.core.understanding import Parsed, Vocabulary
from photorag.search.parse.parser import parse

TODAY = date(2026, 11, 21)  # a Saturday

VOCABULARY = Vocabulary(
    places=frozenset(
        {
            "Lisbon", "Lissabon", "Porto", "Portugal", "New York", "New York City", "San Francisco", "Paris", "France",
            "Köln", "Germany", "São Paulo", "Nice", "Reading", "Faro", "London", "York", "Bath",
        }
    ),
    cameras=frozenset({"Apple iPhone 13", "Apple iPhone 8", "Canon EOS R5", "FUJIFILM X-T4", "NIKON D750"}),
    lenses=frozenset({"RF50mm F1.2 L USM", "XF 35mm"}),
    tags=frozenset({"family", "best of", "dogs", "Urlaub"}),
    albums=frozenset({"Holidays", "Summer Trip"}),
    folders=frozenset({"Scans", "Old Photos"}),
    attributes={"price": True, "category": False, "product name": False, "weight": True},
)  # fmt: skip

BARE = Vocabulary()


def understood(text: str, vocabulary: Vocabulary = VOCABULARY) -> Parsed:
    return parse(text, vocabulary, TODAY)
