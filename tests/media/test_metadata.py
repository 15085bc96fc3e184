from __future__ import annotations

from pathlib import Path

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from photorag.media.decode import decode
from photorag.media.metadata import PhotoMetadata, iso_date, read_metadata
from tests.media.pictures import scene


def exif_with(main: dict[int, object], photo: dict[int, object]) -> Image.Exif:
    exif = Image.Exif()
    exif.update(main)
    exif.get_ifd(0x8769).update(photo)
    return exif


@pytest.mark.parametrize(
    ("when", "offset", "fraction", "expected"),
    [
        ("2023:10:06 08:30:05", "", "", "2023-10-06T08:30:05"),
        ("2023:10:06 08:30:05", "+02:00", "", "2023-10-06T08:30:05+02:00"),
        ("2023:10:06 08:30:05", "-05:30", "12", "2023-10-06T08:30:05.120-05:30"),
        ("2023:10:06 08:30:05", "Z", "00", "2023-10-06T08:30:05+00:00"),
        ("2023:10:06 08:30:05", "+99:00", "x", "2023-10-06T08:30:05"),
        ("2023-10-06T08:30:05.5+01:00", "", "", "2023-10-06T08:30:05.500+01:00"),
        (" 2023:10:06 08:30:05\0", "", "", "2023-10-06T08:30:05"),
        ("2023:1:6 8:03", "", "", "2023-01-06T08:03:00"),
        ("0000:00:00 00:00:00", "", "", None),
        ("0001:01:01 00:00:00", "", "", None),
        ("2023:02:30 08:30:05", "", "", None),
        ("2023:10:06 25:30:05", "", "", None),
        ("    :  :     :  :  ", "", "", None),
        ("yesterday", "", "", None),
        ("", "", "", None),
    ],
)
def test_dates_as_cameras_write_them(when: str, offset: str, fraction: str, expected: str | None) -> None:
    if "\0" in when:
        exif = exif_with({}, {0x9003: when})
        assert read_metadata(exif).taken == expected
    else:
        assert iso_date(when, offset, fraction) == expected


def test_the_moment_of_the_photo_comes_before_that_of_the_file() -> None:
    exif = exif_with(
        {0x0132: "2024:01:01 00:00:00"},
        {0x9003: "2020:05:05 10:00:00", 0x9004: "2021:01:01 00:00:00", 0x9011: "+01:00"},
    )
    assert read_metadata(exif).taken == "2020-05-05T10:00:00+01:00"


def test_an_impossible_date_gives_way_to_the_next() -> None:
    photo = {0x9003: "0000:00:00 00:00:00", 0x9004: "2021:01:01 00:00:00", 0x9011: "+01:00"}
    exif = exif_with({0x0132: "2024:01:01 00:00:00"}, photo)  # type: ignore[arg-type]
    assert read_metadata(exif).taken == "2021-01-01T00:00:00"  # without the other date's offset
    exif = exif_with({0x0132: "2024:01:01 00:00:00"}, {0x9003: 5, 0x9004: b"\xff\xfe"})
    assert read_metadata(exif).taken == "2024-01-01T00:00:00"


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif", "heic", "avif"])
def test_every_format_that_carries_exif(suffix: str, tmp_path: Path) -> None:
    pillow_heif.register_heif_opener()
    path = tmp_path / f"dated.{suffix}"
    exif = exif_with({}, {0x9003: "2019:06:06 07:29:51", 0x9011: "+02:00"})
    scene().save(path, exif=exif.tobytes())
    assert decode(path, at_least=None).metadata == PhotoMetadata(taken="2019-06-06T07:29:51+02:00")


@given(st.binary(max_size=300))
def test_damaged_exif_tells_nothing_and_raises_nothing(junk: bytes) -> None:
    image = Image.new("RGB", (1, 1))
    image.info["exif"] = b"Exif\x00\x00" + junk
    assert isinstance(read_metadata(image), PhotoMetadata)
