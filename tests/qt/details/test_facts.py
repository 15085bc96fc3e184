"""What is known of a photo, as texts, and asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Item
from photorag.core.photo_facts import DateSource, ItemFacts, PhotoAttribute, PhotoFacts, PlaceName, TextWord
from photorag.qt.details import fact_texts
from photorag.qt.details.facts_reader import FactsReader
from tests.qt.conftest import TIMEOUT
from tests.qt.details.conftest import Shown

ITEM = Item(
    id=1, segment=1, path=Path("/photos/IMG_2043.HEIC"), kind="photo", content=b"x", width=4032, height=3024,
    taken="2023-08-14T17:42:10+01:00", size=2_143_000, mtime_ns=1_692_031_330_000_000_000, partial=False,
    offline=False,
)  # fmt: skip


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_dates_say_whose_they_are() -> None:
    assert fact_texts.taken(ITEM) == "14 August 2023, 17:42 (+01:00)"
    assert fact_texts.taken(replace(ITEM, taken="2023-08-14T17:42:10")) == "14 August 2023, 17:42"
    assert fact_texts.taken(replace(ITEM, taken=None)).endswith("(the file's date)")


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (
            PhotoFacts(focal_mm=26, aperture=1.6, exposure_seconds=1 / 1250, iso=50),
            "26 mm · f/1.6 · 1/1250 s · ISO 50",
        ),
        (PhotoFacts(focal_mm=4.25, focal_35mm=26.0, aperture=4.0), "4.2 mm (26 mm equiv.) · f/4"),
        (PhotoFacts(focal_mm=50, focal_35mm=50, exposure_seconds=0.5), "50 mm · 0.5 s"),
        (PhotoFacts(focal_35mm=28, exposure_seconds=30), "28 mm equiv. · 30 s"),
        (PhotoFacts(), ""),
    ],
)
def test_exposures(facts: PhotoFacts, text: str) -> None:
    assert plain(fact_texts.exposure(facts)) == text


def test_a_lens_does_not_name_its_camera_again() -> None:
    facts = PhotoFacts(camera="iPhone XS", lens="iPhone XS back dual camera 4.25mm f/1.8")
    assert fact_texts.camera(facts) == "iPhone XS\nback dual camera 4.25mm f/1.8"
    assert fact_texts.camera(PhotoFacts(camera="NIKON D60")) == "NIKON D60"


def test_measures() -> None:
    assert plain(fact_texts.measures(ITEM)) == "4032 × 3024 · 12 MP · 2.1 MB"
    assert plain(fact_texts.measures(replace(ITEM, width=80, height=60, size=812))) == "80 × 60 · 812 bytes"
    assert (
        plain(fact_texts.measures(replace(ITEM, width=1200, height=900, size=150_000)))
        == "1200 × 900 · 1.1 MP · 150 kB"
    )


def test_spans_are_as_exact_as_they_differ() -> None:
    assert fact_texts.span("2021-08-14T10:00:00", "2023-09-01T10:00:00") == "Aug 2021 – Sept 2023"
    assert fact_texts.span("2023-08-01T10:00:00", "2023-08-30T10:00:00") == "Aug 2023"
    assert fact_texts.span("2023-08-14T10:00:00", "2023-08-14T23:00:00") == "14 Aug 2023"


def test_whose_date_it_is_when_it_is_not_the_cameras() -> None:
    item = replace(ITEM, taken="2023-08-14T17:42:10")
    assert fact_texts.taken(item, DateSource.NAME) == "14 August 2023, 17:42 (from the file's name)"


def test_what_a_photo_says_about_itself() -> None:
    facts = PhotoFacts(
        latitude=38.72, longitude=-9.14, place=PlaceName("Lisbon", "Lisboa", "Portugal"), rating=4, title="Jump",
        caption="A boy jumps", attributes=(PhotoAttribute("price", "$12.99", 12.99),),
    )  # fmt: skip
    assert fact_texts.place(facts) == "Lisbon, Portugal"
    assert fact_texts.place(replace(facts, place=None)) == "38.7200, -9.1400"
    assert fact_texts.place(PhotoFacts()) == fact_texts.rating(PhotoFacts()) == fact_texts.about(PhotoFacts()) == ""
    assert fact_texts.rating(facts) == "★★★★☆"
    assert fact_texts.rating(PhotoFacts(rating=-1)) == "Rejected"
    assert fact_texts.about(facts) == "Jump\nA boy jumps"
    assert fact_texts.attributes(facts) == "price: $12.99"
    box = (0.0, 0.0, 1.0, 1.0)
    words = [TextWord("ALL", box, 0, 0.9), TextWord("WAY", box, 0, 0.9), TextWord("STOP", box, 1, 0.9)]
    assert fact_texts.text_inside(words) == "ALL WAY\nSTOP"


def test_facts_are_asked_for_once_and_anew_when_the_photo_changes(qtbot: QtBot, shown: Shown) -> None:
    reader, item = FactsReader(shown.bridge), shown.items["red.jpg"]
    with qtbot.waitSignal(reader.arrived, timeout=TIMEOUT) as caught:
        assert reader.ask(item) is None
    assert caught.args is not None and caught.args[0] == item.id
    known = reader.ask(item)
    assert isinstance(known, ItemFacts) and known.facts.caption == ""
    (item.path.parent / "red.xmp").write_text(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>'
        '<rdf:li xml:lang="x-default">A red one</rdf:li></rdf:Alt></dc:description></rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    )
    with qtbot.waitSignal(shown.bridge.items_changed, timeout=TIMEOUT):
        shown.library.index()
    with qtbot.waitSignal(reader.arrived, timeout=TIMEOUT):
        assert reader.ask(item) is None
    known = reader.ask(item)
    assert known is not None and known.facts.caption == "A red one"


def test_rows_with_something_to_say_are_shown_and_no_others(qtbot: QtBot, shown: Shown) -> None:
    table, item = shown.panel.details.view.table, shown.items["red.jpg"]
    rows = (table.about, table.place, table.rating, table.keywords, table.attributes, table.inside)
    with qtbot.waitSignal(shown.panel.details.facts_reader.arrived, timeout=TIMEOUT):
        shown.select("red.jpg")
    assert not any(row.isVisible() for row in rows)
    facts = PhotoFacts(
        place=PlaceName("Lisbon", "Lisboa", "Portugal"), rating=4, title="Jump", caption="<b>A boy</b> jumps",
        keywords=("sea", "boy"), attributes=(PhotoAttribute("price", "$12.99", 12.99),),
    )  # fmt: skip
    table.show_item(item, ItemFacts(facts, (TextWord("STOP", (0.0, 0.0, 1.0, 1.0), 0, 0.9),)))
    assert all(row.isVisible() for row in rows)
    assert [row.text for row in rows] == [
        "Jump\n<b>A boy</b> jumps", "Lisbon, Portugal", "★★★★☆", "sea, boy", "price: $12.99", "STOP",
    ]  # fmt: skip
    table.show_item(item, ItemFacts(PhotoFacts()))
    assert not any(row.isVisible() for row in rows)
