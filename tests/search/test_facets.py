"""What the filter menus offer: counts under the other filters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from photorag.core.filters import (
    Device,
    Either,
    Every,
    Extension,
    Filter,
    Flag,
    InPlace,
    Is,
    Measure,
    Measured,
    Near,
    Not,
    Span,
    Tagged,
    Taken,
    TakenWith,
)
from photorag.core.photo_facts import PhotoFacts, PlaceName
from photorag.core.query import Query, Words
from photorag.core.understanding import Count, Facets
from photorag.search.facets import facets, without
from photorag.store.database import Connection
from photorag.store.reader import Reader
from tests.search.catalogued import Photo, catalogued

LISBON = PlaceName("Lisbon", "Lisboa", "Portugal", "PT")
PORTO = PlaceName("Porto", "Norte", "Portugal", "PT")
PARIS = PlaceName("Paris", "", "France", "FR")
PHOTOS = (
    Photo("1.jpg", PhotoFacts(taken="2019-07-14T10:00:00", place=LISBON, camera="A", rating=5), tags=("sea",)),
    Photo("2.jpeg", PhotoFacts(taken="2019-07-31T23:59:59", place=LISBON, camera="A", rating=3), size=(3, 4)),
    Photo(
        "3.png", PhotoFacts(taken="2019-08-01T00:00:00", place=PORTO, camera="B", screenshot=True), tags=("Sea", "sun")
    ),
    Photo("4.cr2", PhotoFacts(taken="1969-12-31T12:00:00", place=PARIS, rating=-1), size=(3, 3), favourite=True),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    opened = catalogued(tmp_path_factory.mktemp("facets"), PHOTOS)
    yield opened
    opened.close()


def ask(database: Connection, filter: Filter | None = None, query: Query | None = None) -> Facets:
    reader = Reader(database)
    return facets(query or Query(filter=filter), reader.columns(), reader, lambda _: None)


def values(counts: tuple[Count, ...]) -> dict[str, int]:
    return {each.value: each.photos for each in counts}


def test_everything(database: Connection) -> None:
    found = ask(database)
    assert found.months == ((196912, 1), (201907, 2), (201908, 1))
    assert found.countries == (Count("Portugal", "Portugal", 3), Count("France", "France", 1))
    assert found.places[0] == Count("Lisbon", "Lisbon, Portugal", 2)
    assert values(found.places) == {"Lisbon": 2, "Paris": 1, "Porto": 1}
    assert values(found.cameras) == {"A": 2, "B": 1}
    assert found.ratings == (Count("5", "5", 1), Count("3", "3", 1), Count("0", "0", 1))
    assert values(found.types) == {
        "is:photo": 4, "is:landscape": 2, "is:portrait": 1, "is:screenshot": 1, "is:raw": 1, "is:favourite": 1,
        "ext:jpg": 2, "ext:png": 1, "ext:cr2": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("filter", "menu"),
    [
        (Taken("2019-07-01T00:00:00", "2019-08-01T00:00:00"), "months"),
        (InPlace("Lisbon"), "places"),
        (Near("Lisbon", 1, 38.7, -9.1), "countries"),
        (Either((TakenWith(Device.CAMERA, "B"), TakenWith(Device.CAMERA, "C"))), "cameras"),
        (Not(Is(Flag.FAVOURITE)), "types"),
        (Every((Measured(Measure.RATING, Span(4)),)), "ratings"),
    ],
)
def test_a_menu_is_not_narrowed_by_its_own_filter(database: Connection, filter: Filter, menu: str) -> None:
    everything = ask(database)
    found = ask(database, filter)
    assert getattr(found, menu) == getattr(everything, menu)
    others = {"months", "places", "cameras", "types", "ratings"} - {
        menu,
        "places" if menu == "countries" else "",
    }
    assert any(getattr(found, each) != getattr(everything, each) for each in others)


def test_a_menu_is_narrowed_by_the_others(database: Connection) -> None:
    found = ask(database, Every((InPlace("Portugal"), Taken("2019-08-01T00:00:00", None))))
    assert found.months == ((201907, 2), (201908, 1))
    assert values(found.places) == {"Porto": 1}
    assert values(found.cameras) == {"B": 1}


def test_filters_that_speak_of_several_things_stay() -> None:
    mixed = Either((InPlace("Lisbon"), Extension("png")))
    assert without(mixed, lambda each: isinstance(each, InPlace)) == mixed
    assert without(Every((mixed, InPlace("x"))), lambda each: isinstance(each, InPlace)) == Every((mixed,))
    assert without(Not(Every((InPlace("x"),))), lambda each: isinstance(each, InPlace)) is None


def test_alternatives_add_up(database: Connection) -> None:
    branches = (Query((Words("dog"),), filter=InPlace("Paris")), Query(filter=InPlace("Porto")))
    found = ask(database, query=Query(alternatives=branches))
    assert found.months == ((196912, 1), (201908, 1))
    assert len(found.places) == 3


def test_an_empty_library(tmp_path_factory: pytest.TempPathFactory) -> None:
    opened = catalogued(tmp_path_factory.mktemp("empty"), ())
    assert ask(opened, Tagged("x")) == Facets()
    opened.close()
