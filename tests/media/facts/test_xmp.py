from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photorag.core.photo_facts import PlaceName
from photorag.media.facts.found import Found
from photorag.media.facts.xmp import LARGEST, read_xmp
from tests.media.facts.packets import bag, xmp_packet

ALT = (
    '<dc:description><rdf:Alt><rdf:li xml:lang="de">Am See</rdf:li>'
    '<rdf:li xml:lang="x-default">At the lake</rdf:li></rdf:Alt></dc:description>'
)
REGIONS = (
    "<mwg-rs:Regions><rdf:Description><mwg-rs:RegionList><rdf:Bag>"
    '<rdf:li><rdf:Description mwg-rs:Name="Anna" mwg-rs:Type="Face"/></rdf:li>'
    "<rdf:li><rdf:Description><mwg-rs:Name>Ben</mwg-rs:Name></rdf:Description></rdf:li>"
    '<rdf:li><rdf:Description mwg-rs:Name="4006381333931" mwg-rs:Type="BarCode"/></rdf:li>'
    "</rdf:Bag></mwg-rs:RegionList></rdf:Description></mwg-rs:Regions>"
    '<MPReg:Regions><rdf:Bag><rdf:li MPReg:PersonDisplayName="Cleo"/></rdf:Bag></MPReg:Regions>'
)


@pytest.mark.parametrize(
    ("attributes", "original", "digitised"),
    [
        ('exif:DateTimeOriginal="2023-10-06T08:30:05"', datetime(2023, 10, 6, 8, 30, 5), None),
        (
            'photoshop:DateCreated="2023-10-06T08:30:05.25-07:00"',
            datetime(2023, 10, 6, 8, 30, 5, 250_000, timezone(timedelta(hours=-7))),
            None,
        ),
        ('photoshop:DateCreated="1985-07"', datetime(1985, 7, 1), None),
        ('photoshop:DateCreated="1985"', datetime(1985, 1, 1), None),
        ('xmp:CreateDate="2023-10-06T08:30Z"', None, datetime(2023, 10, 6, 8, 30, tzinfo=UTC)),
        ('xmp:ModifyDate="2023-10-06T08:30:05" xmp:MetadataDate="2023-10-06T08:30:05"', None, None),
        ('exif:DateTimeOriginal="soon" photoshop:DateCreated="0000-00-00"', None, None),
    ],
)
def test_dates(attributes: str, original: datetime | None, digitised: datetime | None) -> None:
    found = read_xmp(xmp_packet(attributes))
    assert (found.original, found.digitised) == (original, digitised)


@pytest.mark.parametrize(
    ("latitude", "longitude", "position"),
    [
        ("38,43.2N", "9,8.4W", (38.72, -9.14)),
        ("38,43,12S", "9,8,24E", (-38.72, 9.14)),
        ("38.72", "-9.14", (38.72, -9.14)),
        ("0,0N", "0,0E", None),
        ("", "9,8.4W", None),
        ("north", "west", None),
        ("91,0N", "0,1E", None),
        ("nan", "nan", None),
    ],
)
def test_positions(latitude: str, longitude: str, position: tuple[float, float] | None) -> None:
    found = read_xmp(xmp_packet(f'exif:GPSLatitude="{latitude}" exif:GPSLongitude="{longitude}"'))
    assert found.position == position


@pytest.mark.parametrize(
    ("attributes", "rating"),
    [
        ('xmp:Rating="3"', 3),
        ('xmp:Rating="-1"', -1),
        ('xmp:Rating="0"', 0),
        ('xmp:Rating="4.0"', 4),
        ('xmp:Rating="17"', None),
        ('xmp:Rating="many"', None),
        ('MicrosoftPhoto:Rating="99"', 5),
        ('xmp:Rating="2" MicrosoftPhoto:Rating="99"', 2),
        ("", None),
    ],
)
def test_ratings(attributes: str, rating: int | None) -> None:
    assert read_xmp(xmp_packet(attributes)).rating == rating


def test_texts_take_the_default_language() -> None:
    found = read_xmp(xmp_packet("", ALT + "<dc:title><rdf:Alt><rdf:li>Summer</rdf:li></rdf:Alt></dc:title>"))
    assert (found.title, found.caption) == ("Summer", "At the lake")


def test_keywords_paths_and_people_each_once() -> None:
    elements = (
        bag("dc:subject", "lake", "Lake", " Portugal ")
        + bag("lr:hierarchicalSubject", "Places|Portugal|Lisbon")
        + bag("digiKam:TagsList", "Animals/Dog")
        + bag("Iptc4xmpExt:PersonInImage", "Dora")
        + REGIONS
    )
    assert read_xmp(xmp_packet("", elements)).keywords == (
        "lake", "Portugal", "Lisbon", "Places", "Dog", "Animals", "Dora", "Anna", "Ben", "Cleo",
    )  # fmt: skip


def test_what_the_camera_measured() -> None:
    attributes = (
        'tiff:Make="Canon" tiff:Model="Canon EOS 6D" aux:Lens="EF24-105mm f/4L IS USM" aux:LensID="237" '
        'exif:FNumber="28/10" exif:ExposureTime="1/60" exif:FocalLength="6000/1000"'
    )
    camera = read_xmp(xmp_packet(attributes, bag("exif:ISOSpeedRatings", "160"))).camera
    assert (camera.camera, camera.lens, camera.iso) == ("Canon EOS 6D", "EF24-105mm f/4L IS USM", 160)
    assert (camera.aperture, camera.exposure_seconds, camera.focal_mm) == (2.8, 1 / 60, 6.0)
    assert read_xmp(xmp_packet('aux:LensID="237"')).camera.lens == ""


def test_places_by_name_are_understood_in_other_languages() -> None:
    found = read_xmp(xmp_packet('photoshop:City="München" photoshop:Country="Deutschland"'))
    assert isinstance(found.place, PlaceName)
    assert (found.place.city, found.place.country, found.place.code) == ("München", "Germany", "DE")
    assert "Deutschland" in found.place.others


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding(encoding: str) -> None:
    packet = xmp_packet('xmp:Rating="4"').encode(encoding)
    assert read_xmp(packet).rating == 4
    assert read_xmp(packet + b"\x00" * 64).rating == 4


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"not xml",
        b"<x:xmpmeta>",
        b"<rdf:RDF><<<</rdf:RDF>",
        b"<rdf:RDF" + b"<a" * 10_000,
        b'<!DOCTYPE a [<!ENTITY b "c">]>' + xmp_packet('xmp:Rating="&b;"').encode(),
        xmp_packet('xmp:Rating="4"').encode() + b" " * LARGEST,
    ],
)
def test_what_is_no_packet_says_nothing(packet: bytes) -> None:
    assert read_xmp(packet) == Found()


def test_letters_that_xml_forbids_cost_only_themselves() -> None:
    assert read_xmp(xmp_packet('xmp:Rating="4" dc:format="a\x00\x08b"')).rating == 4


@given(st.text(max_size=60), st.text(max_size=60))
def test_nonsense_raises_nothing(attributes: str, elements: str) -> None:
    assert isinstance(read_xmp(xmp_packet(attributes, elements)), Found)
