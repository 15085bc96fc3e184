from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from photorag.media.facts.exif import read_exif, stars_of_percent
from photorag.media.facts.found import Found
from tests.media.facts.packets import exif_with

LISBON: dict[int, object] = {1: "N", 2: (38.0, 43.0, 12.0), 3: "W", 4: (9.0, 8.0, 24.0)}


@pytest.mark.parametrize(
    ("gps", "position"),
    [
        (LISBON, (38.72, -9.14)),
        (LISBON | {1: "S"}, (-38.72, -9.14)),
        (LISBON | {1: "North", 3: "west"}, (38.72, -9.14)),
        (LISBON | {1: b"N\x00", 2: (38.72,), 4: 9.14}, (38.72, -9.14)),
        (LISBON | {1: "", 3: ""}, (38.72, 9.14)),
        (LISBON | {2: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0)}, None),
        (LISBON | {2: (math.nan, math.nan, math.nan)}, None),
        (LISBON | {2: (IFDRational(0, 0), IFDRational(0, 0), IFDRational(0, 0))}, None),
        (LISBON | {2: ()}, None),
        (LISBON | {2: "38.72"}, None),
        (LISBON | {2: (99.0, 0.0, 0.0)}, None),
        (LISBON | {2: (38.0, -5.0, 0.0)}, None),
        ({1: "N", 2: (38.0, 0.0, 0.0)}, None),
        ({}, None),
    ],
)
def test_positions(gps: dict[int, object], position: tuple[float, float] | None) -> None:
    assert read_exif(exif_with(gps=gps)).position == position


def test_a_place_on_the_equator_is_one() -> None:
    assert read_exif(exif_with(gps=LISBON | {2: (0.0, 0.0, 0.0)})).position == (0.0, -9.14)


@pytest.mark.parametrize(
    ("gps", "moment"),
    [
        ({7: (12.0, 30.0, 5.5), 29: "2023:11:15"}, datetime(2023, 11, 15, 12, 30, 5, 500_000, UTC)),
        ({29: "2023:11:15"}, None),
        ({7: (12.0, 30.0, 5.0)}, None),
        ({7: (12.0, 99.0, 5.0), 29: "2023:11:15"}, None),
        ({7: (12.0, 30.0, 5.0), 29: "0000:00:00"}, None),
    ],
)
def test_the_gps_clock(gps: dict[int, object], moment: datetime | None) -> None:
    assert read_exif(exif_with(gps=gps)).utc == moment


@pytest.mark.parametrize(
    ("main", "rating"),
    [
        ({0x4746: 3}, 3),
        ({0x4746: 0}, 0),
        ({0x4746: 99}, None),
        ({0x4749: 75}, 4),
        ({0x4746: 2, 0x4749: 99}, 2),
        ({0x4746: "3"}, None),
        ({}, None),
    ],
)
def test_ratings(main: dict[int, object], rating: int | None) -> None:
    assert read_exif(exif_with(main)).rating == rating


def test_percent_as_windows_writes_them() -> None:
    assert [stars_of_percent(percent) for percent in (0, 1, 25, 50, 75, 99, 100, 101)] == [0, 1, 2, 3, 4, 5, 5, None]


@pytest.mark.parametrize(
    ("main", "photo", "caption"),
    [
        ({0x010E: "At the lake"}, {}, "At the lake"),
        ({0x010E: "Fête à la plage".encode().decode("latin-1")}, {}, "Fête à la plage"),  # UTF-8, as Pillow reads it
        ({0x010E: "Fête"}, {}, "Fête"),  # Latin-1 itself
        ({0x010E: "SONY DSC  "}, {}, ""),
        ({0x010E: "OLYMPUS DIGITAL CAMERA"}, {0x9286: b"ASCII\0\0\0Our garden"}, "Our garden"),
        ({}, {0x9286: b"UNICODE\0" + "Größe".encode("utf-16-le")}, "Größe"),
        ({}, {0x9286: b"UNICODE\0" + "Größe".encode("utf-16-be")}, "Größe"),
        ({}, {0x9286: b"JIS\0\0\0\0\0" + "東京".encode("iso2022_jp")}, "東京"),
        ({}, {0x9286: b"\0" * 8 + b"No charset"}, "No charset"),
        ({}, {0x9286: b"ASCII\0\0\0" + b" " * 200}, ""),
        ({}, {0x9286: b"ASCII\0\0\0oplus_32"}, ""),
        ({}, {0x9286: b"ASCII\0\0\0filter: 0; fileterIntensity: 0.0; filterMask: 0;"}, ""),
        ({0x9C9C: "Комментарий".encode("utf-16-le") + b"\0\0"}, {}, "Комментарий"),
        ({0x010E: "[Created by my daughter]"}, {}, "[Created by my daughter]"),
    ],
)
def test_captions(main: dict[int, object], photo: dict[int, object], caption: str) -> None:
    assert read_exif(exif_with(main, photo)).caption == caption


def test_what_windows_explorer_writes() -> None:
    texts = {0x9C9B: "Titel", 0x9C9E: "lake; Anna ;lake;"}
    found = read_exif(exif_with({tag: tuple(text.encode("utf-16-le") + b"\0\0") for tag, text in texts.items()}))
    assert (found.title, found.keywords) == ("Titel", ("lake", "Anna"))


def test_an_iphone_marks_its_screenshots() -> None:
    found = read_exif(exif_with({}, {0x9286: b"ASCII\0\0\0Screenshot"}))
    assert (found.screenshot, found.caption) == (True, "")


def test_dates_keep_their_own_zones() -> None:
    photo: dict[int, object] = {0x9003: "0000:00:00 00:00:00", 0x9011: "+02:00", 0x9004: "2020:01:02 03:04:05"}
    found = read_exif(exif_with({0x0132: "2024:01:01 00:00:00"}, photo))
    assert found.original is None
    assert found.digitised == datetime(2020, 1, 2, 3, 4, 5)
    assert found.changed == datetime(2024, 1, 1)


@given(st.binary(max_size=300))
def test_damaged_exif_raises_nothing(junk: bytes) -> None:
    exif = Image.Exif()
    try:
        exif.load(b"Exif\x00\x00II*\x00\x08\x00\x00\x00" + junk)
    except Exception:  # noqa: BLE001 - Pillow's own, met where the file is opened
        return
    assert isinstance(read_exif(exif), Found)


@given(
    st.dictionaries(
        st.sampled_from([1, 2, 3, 4, 7, 29]),
        st.one_of(st.none(), st.text(), st.binary(), st.floats(), st.tuples(st.floats(), st.floats(), st.floats())),
    )
)
def test_nonsense_in_the_gps_block_raises_nothing(gps: dict[int, object]) -> None:
    position = read_exif(exif_with(gps=gps)).position
    assert position is None or (abs(position[0]) <= 90 and abs(position[1]) <= 180)
