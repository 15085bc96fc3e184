"""What chips say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale

from photorag.core.filters import Flag, Known, Measure, Measured, Span
from photorag.core.query import Order
from photorag.core.understanding import Vocabulary
from photorag.qt.filters.chip_texts import filter_text, order_text, parts_text, span_of_dates, stars_text, values_of
from photorag.search.parse.parser import parse

TODAY = date(2024, 5, 20)
KNOWN = Vocabulary(places=frozenset({"Lisbon"}), attributes={"price": True, "category": False})


def said(text: str) -> str:
    return parts_text(parse(text, KNOWN, TODAY).parts)


@pytest.mark.parametrize(
    ("text", "chip"),
    [
        ("taken:2023", "2023"),
        ("taken:2023-08", "Aug 2023"),
        ("taken:2019-07-14", "14 Jul 2019"),
        ("taken:2019..2021", "2019 – 2021"),
        ("last summer", "Jun – Aug 2023"),
        ("taken:2022-12..2023-02", "Dec 2022 – Feb 2023"),
        ("taken:2022-12-24..2022-12-26", "24 Dec 2022 – 26 Dec 2022"),
        ("since:2019", "since 2019"),
        ("since:2019-03", "since Mar 2019"),
        ("before:2019-03-05", "before 5 Mar 2019"),
        ("in Lisbon", "Lisbon"),
        ("-place:Lisbon", "not Lisbon"),
        ('(place:"Lisbon" OR place:"Porto")', "Lisbon or Porto"),
        ("near:Lisbon", "within 25 km of Lisbon"),
        ('camera:"iPhone 13"', "iPhone 13"),
        ('lens:"50mm"', "lens 50mm"),
        ("iso:>=800", "ISO ≥ 800"),
        ("f:1.8", "f/1.8"),
        ("focal:24-70", "24 – 70 mm"),
        ("rating:>=4", "★★★★ and up"),
        ("rating:5", "★★★★★"),
        ("rating:0", "Unrated"),
        ("rating:<3", "rating < 3"),
        ("is:favourite (ext:heic OR is:raw)", "Favourites, HEIC or RAW"),
        ("has:gps", "with a position"),
        ('in:"Holidays"', "in folder Holidays"),
        ("tag:sea", "tagged sea"),
        ('album:"Best of"', "in album Best of"),
        ('"red car"', "“red car”"),
        ("text:invoice", "text inside: “invoice”"),
        ("price:<200", "price < 200"),
        ("category:tools", "category: tools"),
        ("-cat", "without cat"),
        ('-"red car"', "without red car"),
    ],
)
def test_parts(text: str, chip: str) -> None:
    assert said(text) == chip


def test_a_group_of_words_says_what_the_parser_says() -> None:
    (part,) = parse("dog OR cat", KNOWN, TODAY).parts
    assert parts_text([part]) == part.label


def test_everything_has_words() -> None:
    assert all(said(f"is:{flag.value}") for flag in Flag)
    assert all(said(f"has:{known.value}") for known in Known)
    assert len({order_text(order) for order in Order}) == len(Order)


def test_dates_that_are_none_are_not_said() -> None:
    assert span_of_dates(None, None) == ""
    assert span_of_dates("yesterday", None) == ""


def test_stars() -> None:
    assert [stars_text(stars) for stars in (1, 4, 5)] == ["★ and up", "★★★★ and up", "★★★★★"]
    above = Measured(Measure.RATING, Span(3, None, includes_low=False))
    assert filter_text(above) == "★★★★ and up"
    assert list(values_of(above)) == ["rating:>=4"]


def test_choices_of_a_filter() -> None:
    parsed = parse('(place:"Lisbon" OR place:"Porto") is:raw ext:heic camera:"X" -is:favourite', KNOWN, TODAY)
    found = {value for part in parsed.parts for value in values_of(part.filter)}
    assert found == {"lisbon", "porto", "is:raw", "ext:heic", "x"}


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    yield
    QLocale.setDefault(before)


def test_months_in_the_persons_language(german: None) -> None:
    assert span_of_dates("2023-12-01T00:00:00", "2024-01-01T00:00:00") == "Dez 2023"
