"""Filters over a whole library equal asking each photo by itself; what can't be looked up is said."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photorag.core.filters import (
    Attribute,
    Contains,
    Device,
    Either,
    Every,
    Extension,
    Filter,
    Flag,
    Has,
    InAlbum,
    InFolder,
    InPlace,
    Is,
    Known,
    Measure,
    Measured,
    Near,
    Not,
    Span,
    Tagged,
    Taken,
    TakenWith,
)
from photorag.core.photo_facts import PhotoAttribute, PhotoFacts, PlaceName
from photorag.search.filtering import is_below, normal_suffix, passing
from photorag.search.geography import kilometres, middle
from photorag.store.database import Connection
from photorag.store.reader import Reader
from tests.search.catalogued import ROOT, Photo, catalogued, words

LISBON = PlaceName("Lisbon", "Lisboa", "Portugal", "PT", ("Lissabon",))
SAO_PAULO = PlaceName("São Paulo", "", "Brazil", "BR", ("Brasilien",))
WHERE = {LISBON: (38.72, -9.14), SAO_PAULO: (-23.55, -46.63)}


def _photos() -> list[Photo]:
    """A few dozen that differ in everything a filter asks for, each value often and seldom together with each other."""
    chosen = np.random.default_rng(3)

    def one(*values: object) -> object:
        return values[int(chosen.integers(len(values)))]

    photos = []
    for number in range(60):
        place = one(LISBON, SAO_PAULO, None)
        with_point = place is not None and one(True, True, False)
        latitude, longitude = WHERE[place] if with_point else (None, None)  # type: ignore[index]
        price = one(None, 5.0, 12.5)
        facts = PhotoFacts(
            taken=one(None, "2019-07-14T10:00:00", "2019-07-31T23:59:59+02:00", "2022-12-24T18:30:00", "2020-02-29"),  # type: ignore[arg-type]
            latitude=latitude,
            longitude=longitude,
            place=place,  # type: ignore[arg-type]
            camera=str(one("", "iPhone 13 Pro", "Canon EOS 5D")),
            lens=str(one("", "EF 50mm f/1.8")),
            aperture=one(None, 1.8, 2.8),  # type: ignore[arg-type]
            iso=one(None, 100, 800, 6400),  # type: ignore[arg-type]
            focal_mm=one(None, 4.25, 50.0),  # type: ignore[arg-type]
            rating=int(str(one(0, 3, 5, -1))),
            caption=str(one("", "a red boat", "an old invoice from café müller")),
            keywords=one((), ("Holiday",)),  # type: ignore[arg-type]
            attributes=() if price is None else (PhotoAttribute("price", f"${price:.2f}", price),),  # type: ignore[arg-type]
            screenshot=bool(one(True, False, False)),
        )
        name = f"{one('2019', 'Été', 'deep/2019')}/{number}.{one('jpg', 'JPEG', 'png', 'cr2')}"
        photos.append(
            Photo(
                name,
                facts,
                size=one((4, 3), (3, 4), (3, 3)),  # type: ignore[arg-type]
                tags=one((), ("beach",), ("holiday", "Beach")),  # type: ignore[arg-type]
                albums=one((), ("Best of",)),  # type: ignore[arg-type]
                inside=words(str(one("", "TOTAL invoice 42", "boat rental"))),
                favourite=bool(one(True, False)),
            )
        )
    return photos


PHOTOS = _photos()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    opened = catalogued(tmp_path_factory.mktemp("filtering"), PHOTOS)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def reader(database: Connection) -> Reader:
    return Reader(database)


def nowhere(_: str) -> None:
    return None


def passed(reader: Reader, filter: Filter | None) -> list[int]:
    """Numbers of the photos that pass."""
    columns = reader.columns()
    numbers: list[int] = (columns.items[passing(filter, columns, reader, nowhere).mask] - 1).tolist()
    return numbers


# What a photo is asked by itself, in plain Python.


def holds(photo: Photo, filter: Filter) -> bool:  # noqa: PLR0911 - a line for each condition
    match filter:
        case Every(parts):
            return all(holds(photo, part) for part in parts)
        case Either(parts):
            return any(holds(photo, part) for part in parts)
        case Not(part):
            return not holds(photo, part)
        case Tagged(tag):
            return tag.lower() in {each.lower() for each in (*photo.tags, *photo.facts.keywords)}
        case InAlbum(album):
            return album.lower() in {each.lower() for each in photo.albums}
        case Attribute(key, text, span):
            return any(
                each.key == key
                and (text is None or each.text.lower() == text.lower())
                and (span is None or (each.number is not None and each.number in span))
                for each in photo.facts.attributes
            )
        case Extension(extension):
            return _jpg(photo.path.rsplit(".", 1)[1].lower()) == _jpg(extension)
        case InFolder(folder):
            return folder.lower() in [part.lower() for part in (ROOT / photo.path).parts[:-1]]
        case Is(flag):
            return _is(photo, flag)
        case Contains():
            return _contains(photo, filter)
        case Taken() | InPlace() | Near() | TakenWith() | Measured() | Has():
            return _shot_so(photo, filter)


def _jpg(suffix: str) -> str:
    return "jpg" if suffix == "jpeg" else suffix


def _is(photo: Photo, flag: Flag) -> bool:
    return {
        Flag.FAVOURITE: photo.favourite,
        Flag.PORTRAIT: photo.size[1] > photo.size[0],
        Flag.LANDSCAPE: photo.size[0] > photo.size[1],
        Flag.SCREENSHOT: photo.facts.screenshot,
        Flag.RAW: photo.path.endswith("cr2"),
        Flag.PHOTO: True,
        Flag.VIDEO: False,
        Flag.DOCUMENT: False,
    }[flag]


def _contains(photo: Photo, contains: Contains) -> bool:
    facts, inside = photo.facts, " ".join(word.text for word in photo.inside)
    everything = (
        facts.caption, " ".join(facts.keywords), " ".join(photo.tags), inside, *(each.text for each in facts.attributes)
    )  # fmt: skip
    wanted = _plain(contains.text).split()
    for text in (inside,) if contains.inside else everything:
        held = _plain(text).split()
        for at in range(len(held) - len(wanted) + 1):
            there = held[at : at + len(wanted)]
            last = there[-1].startswith(wanted[-1]) if contains.prefix else there[-1] == wanted[-1]
            if there[:-1] == wanted[:-1] and last:
                return True
    return False


def _plain(text: str) -> str:
    return text.lower().replace("é", "e").replace("ü", "u").replace("ã", "a")


def _shot_so(photo: Photo, filter: Taken | InPlace | Near | TakenWith | Measured | Has) -> bool:  # noqa: PLR0911
    facts = photo.facts
    match filter:
        case Taken(start, end):
            taken = datetime.fromisoformat((facts.taken or "1970-01-01T00:00:00")[:19])
            after = start is None or taken >= datetime.fromisoformat(start)
            return after and (end is None or taken < datetime.fromisoformat(end))
        case InPlace(name):
            place = facts.place or PlaceName()
            names = (place.city, place.region, place.country, place.code, *place.others)
            return _plain(name) in {_plain(each) for each in names}
        case Near(_, km, latitude, longitude):
            if facts.latitude is None or facts.longitude is None or latitude is None or longitude is None:
                return False
            return _distance((facts.latitude, facts.longitude), (latitude, longitude)) <= km
        case TakenWith(device, name):
            return name.lower() in (facts.camera if device is Device.CAMERA else facts.lens).lower()
        case Measured(measure, span):
            value = {
                Measure.ISO: facts.iso,
                Measure.F: facts.aperture,
                Measure.FOCAL: facts.focal_mm,
                Measure.RATING: facts.rating,
            }[measure]
            if measure is Measure.RATING and value == 0:
                return span == Span(0, 0)
            return value is not None and value in span
        case Has(known):
            return {
                Known.GPS: facts.latitude is not None,
                Known.TEXT: bool(photo.inside),
                Known.CAPTION: bool(facts.caption),
            }[known]


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """By the spherical law of cosines."""
    first, second, along = math.radians(one[0]), math.radians(other[0]), math.radians(one[1] - other[1])
    cosine = math.sin(first) * math.sin(second) + math.cos(first) * math.cos(second) * math.cos(along)
    return 6371.0088 * math.acos(max(-1.0, min(1.0, cosine)))


def _spans(*values: float) -> st.SearchStrategy[Span]:
    bound = st.sampled_from([None, *values])
    return st.builds(Span, bound, bound, st.booleans(), st.booleans())


DATES = st.sampled_from(
    [None, "2019-07-14T00:00:00", "2019-07-14T10:00:00", "2019-08-01T00:00:00", "2023-01-01T00:00:00"]
)
CONDITIONS: st.SearchStrategy[Filter] = st.one_of(
    st.builds(Taken, DATES, DATES),
    st.builds(InPlace, st.sampled_from(["lisbon", "LISBOA", "portugal", "br", "sao paulo", "Lissabon", "nowhere"])),
    st.builds(
        Near, st.just("there"), st.sampled_from([1.0, 50.0, 8000.0]), st.sampled_from([38.5, -23.5]), st.just(-9.0)
    ),
    st.builds(TakenWith, st.just(Device.CAMERA), st.sampled_from(["iphone", "CANON", "5d", "Nikon"])),
    st.builds(TakenWith, st.just(Device.LENS), st.sampled_from(["50MM", "zoom"])),
    st.builds(Measured, st.just(Measure.ISO), _spans(100, 800, 6400)),
    st.builds(Measured, st.just(Measure.F), _spans(1.8, 2.8)),
    st.builds(Measured, st.just(Measure.FOCAL), _spans(4.25, 50)),
    st.builds(Measured, st.just(Measure.RATING), _spans(-1, 0, 3, 5)),
    st.builds(Is, st.sampled_from(Flag)),
    st.builds(Has, st.sampled_from(Known)),
    st.builds(Extension, st.sampled_from(["jpg", "jpeg", "png", "cr2", "gif"])),
    st.builds(InFolder, st.sampled_from(["2019", "deep", "été", "photos", "20"])),
    st.builds(Tagged, st.sampled_from(["beach", "HOLIDAY", "nothing"])),
    st.builds(InAlbum, st.sampled_from(["best of", "worst of"])),
    st.builds(
        Contains,
        st.sampled_from(["boat", "red boat", "boat red", "Cafe Muller", "invoice", "inv", "total inv", "42", "hol"]),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(Attribute, st.just("price"), st.sampled_from([None, "$5.00", "$12.50"]), st.none() | _spans(5, 12.5)),
)
TREES = st.recursive(
    CONDITIONS,
    lambda inner: st.one_of(
        st.builds(Every, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Either, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=8,
)


@settings(max_examples=400, deadline=None)
@given(filter=TREES)
def test_a_filter_passes_what_each_photo_by_itself_would(reader: Reader, filter: Filter) -> None:
    assert passed(reader, filter) == [number for number, photo in enumerate(PHOTOS) if holds(photo, filter)]


def test_without_a_filter_everything_passes(reader: Reader) -> None:
    assert passed(reader, None) == list(range(len(PHOTOS)))


def test_the_endings_of_words_do_not_matter(reader: Reader) -> None:
    assert passed(reader, Contains("invoices")) == passed(reader, Contains("invoice")) != []


@pytest.mark.parametrize(
    "text", ["", "   ", '"', "a\0b", "-- ;", "NEAR(", "( AND *", "\ud800", "🙂", "col:", "…" * 500]
)
def test_no_text_breaks_a_filter(reader: Reader, text: str) -> None:
    for filter in (
        Contains(text),
        Contains(text, inside=True, prefix=True),
        Tagged(text),
        InAlbum(text),
        Attribute(text),
    ):
        assert passed(reader, filter) == []
    for each in (InPlace(text), InFolder(text), TakenWith(Device.CAMERA, text), Extension(text), Near(text)):
        assert passed(reader, each) == []


def test_near_a_place_where_photos_were_taken(reader: Reader) -> None:
    near = passed(reader, Near("Lissabon", km=5))
    assert near == [number for number, photo in enumerate(PHOTOS) if photo.facts.latitude == WHERE[LISBON][0]] != []


def test_near_a_place_that_only_the_gazetteer_knows(reader: Reader) -> None:
    columns = reader.columns()
    found = passing(Near("Sintra", km=40), columns, reader, {"Sintra": (38.8, -9.4)}.get)
    assert found.count == len(passed(reader, Near("Lisbon", km=5)))
    assert found.notes == ()


def test_what_cannot_be_looked_up_is_said(reader: Reader) -> None:
    columns = reader.columns()
    asked = Every((Near("Atlantis"), Not(Near("Atlantis")), Taken("some day", None)))
    found = passing(asked, columns, reader, nowhere)
    assert found.count == 0
    assert found.notes == (
        "I don't know where “Atlantis” is.",
        "I don't understand the dates from “some day” to “”.",
    )


def test_both_names_of_a_place_must_fit(reader: Reader) -> None:
    assert passed(reader, InPlace("Lisbon, Portugal")) == passed(reader, InPlace("Lisbon"))
    assert passed(reader, InPlace("Lisbon, Brazil")) == []


@pytest.mark.parametrize(
    ("wanted", "fits"),
    [
        ("2019", True), ("PHOTOS", True), ("Strand", True), ("strand ", True), ("str", False), ("", False),
        ("/photos", True), ("/photos/2019/", True), ("/2019", False), ("2019/Strand", True), ("photos/Strand", False),
        ("/", False),
    ],
)  # fmt: skip
def test_folders_by_name_and_by_path(wanted: str, fits: bool) -> None:
    assert is_below("/photos/2019/Strånd", wanted) is fits


def test_endings_with_several_names_are_one() -> None:
    assert {normal_suffix(each) for each in ("JPEG", "jpg", ".jpeg")} == {"jpg"}


def test_distances() -> None:
    latitude, longitude = np.array([38.72, np.nan, 0.0]), np.array([-9.14, 1.0, 180.0])
    found = kilometres(latitude, longitude, 0.0, 0.0)
    assert found[0] == pytest.approx(_distance((38.72, -9.14), (0.0, 0.0)))
    assert math.isnan(found[1])
    assert found[2] == pytest.approx(math.pi * 6371.0088)


def test_the_middle_of_points_right_across_the_date_line() -> None:
    where = middle(np.array([10.0, 10.0, np.nan]), np.array([179.0, -179.0, 0.0]))
    assert where is not None
    assert where[0] == pytest.approx(10.0, abs=0.1)
    assert abs(where[1]) == pytest.approx(180.0)
    assert middle(np.array([np.nan]), np.array([1.0])) is None
    assert middle(np.array([0.0, 0.0]), np.array([0.0, 180.0])) is None
