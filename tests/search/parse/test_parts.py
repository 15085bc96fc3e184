"""The chips: where each part stands, what it says, and how it is typed."""

from __future__ import annotations

import pytest

from photorag.core.filters import InPlace, Not
from photorag.core.query import Order
from photorag.core.understanding import PartKind
from photorag.search.parse.wording import filter_label, filter_text
from tests.search.parse.library import understood


@pytest.mark.parametrize(
    ("text", "kind", "canonical", "label"),
    [
        ("dogs", PartKind.WORDS, "dogs", "dogs"),
        ('words:"in Portugal"', PartKind.WORDS, 'words:"in Portugal"', "in Portugal"),
        ("2*dog", PartKind.WORDS, "2*dog", "dog ×2"),
        ("without people", PartKind.WITHOUT, "-people", "not: people"),
        ('-"red car"', PartKind.WITHOUT, '-"red car"', "not: red car"),
        ('"exact words"', PartKind.EXACT, '"exact words"', "“exact words”"),
        ("in August 2023", PartKind.DATE, "taken:2023-08", "Aug 2023"),
        ("last summer", PartKind.DATE, "taken:2026-06..2026-08", "Jun–Aug 2026"),
        ("yesterday", PartKind.DATE, "taken:2026-11-20", "20 Nov 2026"),
        ("christmas 2022", PartKind.DATE, "taken:2022-12-24..2022-12-26", "24–26 Dec 2022"),
        ("taken:winter 2021", PartKind.DATE, "taken:2021-12..2022-02", "Dec 2021 – Feb 2022"),
        ("in the 90s", PartKind.DATE, "taken:1990..1999", "the 1990s"),
        ("2018-2020", PartKind.DATE, "taken:2018..2020", "2018–2020"),
        ("before:2019", PartKind.DATE, "before:2019", "before 2019"),
        ("after:2019-07-14", PartKind.DATE, "since:2019-07-15", "since 15 Jul 2019"),
        ("until:2199", PartKind.DATE, "until:2199", "before 2200"),
        ("in lisbon", PartKind.PLACE, 'place:"Lisbon"', "in Lisbon"),
        ("not in Lisbon", PartKind.PLACE, '-place:"Lisbon"', "not in Lisbon"),
        ("near Lisbon", PartKind.PLACE, 'near:"Lisbon"', "near Lisbon"),
        ("near:38.7,-9.1,5km", PartKind.PLACE, "near:38.7,-9.1,5km", "within 5 km of 38.7, -9.1"),
        ("with my iPhone 13", PartKind.CAMERA, 'camera:"iPhone 13"', "iPhone 13"),
        ("iso:>800", PartKind.CAMERA, "iso:>800", "ISO over 800"),
        ("f:<2.8", PartKind.CAMERA, "f:<2.8", "f under 2.8"),
        ("screenshots", PartKind.TYPE, "is:screenshot", "screenshots"),
        ("type:heic", PartKind.TYPE, "ext:heic", "HEIC files"),
        ("rated 4 or more", PartKind.RATING, "rating:>=4", "★ 4 and up"),
        ("unrated", PartKind.RATING, "rating:0", "unrated"),
        ("in:Scans", PartKind.FOLDER, 'in:"Scans"', "in folder Scans"),
        ("tagged family", PartKind.TAG, 'tag:"family"', "tagged family"),
        ("album:holidays", PartKind.ALBUM, 'album:"Holidays"', "in album Holidays"),
        ("text:invoice", PartKind.TEXT, 'text:"invoice"', "text “invoice”"),
        ("has:gps", PartKind.HAS, "has:gps", "with a location"),
        ("under $200", PartKind.ATTRIBUTE, "price:<200", "price under 200"),
        ("category:tools", PartKind.ATTRIBUTE, 'category:"tools"', "category: tools"),
        ("sort:date", PartKind.ORDER, "sort:newest", "newest first"),
        ("cat OR (dog in Lisbon)", PartKind.GROUP, '(cat OR (dog place:"Lisbon"))', "cat or (dog, in Lisbon)"),
        ("-(cat OR dog)", PartKind.GROUP, "-(cat OR dog)", "not (cat or dog)"),
    ],
)  # fmt: skip
def test_a_part(text: str, kind: PartKind, canonical: str, label: str) -> None:
    [part] = understood(text).parts
    assert (part.kind, part.text, part.label) == (kind, canonical, label)
    assert (part.start, part.end) == (0, len(text))


def test_parts_stand_where_they_were_typed_with_the_words_around_them() -> None:
    text = "show me photos of dogs, in Lisbon and from  last summer"
    parsed = understood(text)
    assert [text[part.start : part.end] for part in parsed.parts] == [
        "show me photos of dogs,",
        "in Lisbon",
        "and from  last summer",
    ]


def test_taking_a_part_out_leaves_nothing_of_it_behind() -> None:
    parsed = understood("screenshots about invoices before March")
    assert [parsed.without(part) for part in parsed.parts] == [
        "invoices before March",
        "screenshots about before March",
        "screenshots about invoices",
    ]


def test_a_part_knows_its_filter_and_its_order() -> None:
    place, order = understood("-place:Lisbon sort:size").parts
    assert place.filter == Not(InPlace("Lisbon"))
    assert order.order is Order.SIZE


def test_words_that_would_mean_something_else_together_are_kept_apart() -> None:
    assert understood("light in before:soon may").canonical == 'light in words:"may"'
    assert understood("sign words:that words:says").canonical == 'sign words:"that" says'


@pytest.mark.parametrize(
    "text", ["taken:2019-07", 'place:"New York"', "-is:raw", '(tag:"a" OR tag:"b")', "iso:100..400"]
)
def test_a_filter_is_written_as_it_is_read(text: str) -> None:
    [part] = understood(text).parts
    assert part.filter is not None
    assert filter_text(part.filter) == text
    assert filter_label(part.filter) == part.label
