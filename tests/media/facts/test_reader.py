from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, PngImagePlugin

from photorag.core.errors import UnreadablePicture
from photorag.core.photo_facts import DateSource, PhotoFacts
from photorag.media.facts.reader import read_facts
from photorag.media.formats import is_picture_name
from tests.media.facts.packets import bag, exif_with, iptc_block, write_jpeg, xmp_packet
from tests.media.pictures import scene

LISBON: dict[int, object] = {1: "N", 2: (38.0, 43.0, 12.0), 3: "W", 4: (9.0, 8.0, 24.0)}
TAKEN = "2019-06-06T07:29:51"
EXIF_DATE: dict[int, object] = {0x9003: "2019:06:06 07:29:51"}
TAKEOUT = {"photoTakenTime": {"timestamp": "1561874400"}, "geoData": {"latitude": 38.72, "longitude": -9.14}}


def facts_of(path: Path) -> PhotoFacts:
    return read_facts(str(path), str(path.parent))


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif", "heic", "avif"])
def test_every_format_that_carries_them(suffix: str, tmp_path: Path) -> None:
    pillow_heif.register_heif_opener()
    exif = exif_with({0x0110: "Pixel 6"}, dict(EXIF_DATE))
    packet = xmp_packet('xmp:Rating="4"', bag("dc:subject", "lake"))
    path = tmp_path / f"a.{suffix}"
    if suffix == "png":
        texts = PngImagePlugin.PngInfo()
        texts.add_itxt("XML:com.adobe.xmp", packet)
        scene().save(path, exif=exif.tobytes(), pnginfo=texts)
    elif suffix == "tif":
        exif[0x02BC] = packet.encode()
        scene().save(path, exif=exif)
    else:
        scene().save(path, exif=exif.tobytes(), xmp=packet.encode())
    facts = facts_of(path)
    assert (facts.taken, facts.taken_from, facts.camera) == (TAKEN, DateSource.CAMERA, "Pixel 6")
    assert (facts.rating, facts.keywords) == (4, ("lake",))


def test_a_picture_that_says_nothing(tmp_path: Path) -> None:
    for suffix in ("jpg", "png", "gif", "bmp", "webp"):
        path = tmp_path / f"plain.{suffix}"
        scene().save(path)
        assert facts_of(path) == PhotoFacts()


def test_words_come_from_xmp_before_iptc_before_exif(tmp_path: Path) -> None:
    exif = exif_with({0x010E: "of EXIF"})
    iptc = iptc_block((120, b"of IPTC"), (5, b"IPTC title"), (25, b"reed"))
    packet = xmp_packet('dc:description="of XMP"', bag("dc:subject", "lake"))
    both = facts_of(write_jpeg(tmp_path / "a.jpg", exif=exif, xmp=packet, iptc=iptc))
    assert (both.caption, both.title, both.keywords) == ("of XMP", "IPTC title", ("lake", "reed"))
    assert facts_of(write_jpeg(tmp_path / "b.jpg", exif=exif, iptc=iptc)).caption == "of IPTC"
    assert facts_of(write_jpeg(tmp_path / "c.jpg", exif=exif)).caption == "of EXIF"


def test_a_sidecar_comes_before_the_file(tmp_path: Path) -> None:
    own = xmp_packet('xmp:Rating="5" dc:description="own"', bag("dc:subject", "own"))
    photo = write_jpeg(tmp_path / "a.jpg", exif=exif_with({0x0110: "Pixel 6"}, dict(EXIF_DATE)), xmp=own)
    attributes = 'xmp:Rating="0" dc:description="beside" xmp:CreateDate="2000-01-02T03:04:05"'
    (tmp_path / "a.jpg.xmp").write_text(xmp_packet(attributes, bag("dc:subject", "beside")), encoding="utf-8")
    facts = facts_of(photo)
    assert (facts.rating, facts.caption, facts.keywords) == (0, "beside", ("beside",))
    assert (facts.taken, facts.taken_from) == ("2000-01-02T03:04:05", DateSource.SIDECAR)
    assert facts.camera == "Pixel 6"


def test_the_more_closely_named_sidecar_comes_first(tmp_path: Path) -> None:
    photo = write_jpeg(tmp_path / "a.jpg")
    (tmp_path / "a.xmp").write_text(xmp_packet('xmp:Rating="1" dc:description="Lightroom"'), encoding="utf-8")
    (tmp_path / "a.jpg.xmp").write_text(xmp_packet('xmp:Rating="2"'), encoding="utf-8")
    facts = facts_of(photo)
    assert (facts.rating, facts.caption) == (2, "Lightroom")


@pytest.mark.parametrize(
    ("with_exif", "with_takeout", "with_list", "taken", "source"),
    [
        (True, True, True, TAKEN, DateSource.CAMERA),
        (False, True, True, "2019-06-30T05:00:00-01:00", DateSource.SIDECAR),  # 06:00 UTC, by the sun of Lisbon
        (False, False, True, "2018-01-01T00:00:00", DateSource.DESCRIPTION),
        (False, False, False, "2017-03-04T05:06:07", DateSource.NAME),
    ],
)
def test_whose_date_is_believed(
    with_exif: bool, with_takeout: bool, with_list: bool, taken: str, source: DateSource, tmp_path: Path
) -> None:
    exif = exif_with({}, dict(EXIF_DATE)) if with_exif else None
    photo = write_jpeg(tmp_path / "IMG_20170304_050607.jpg", exif=exif)
    if with_takeout:
        (tmp_path / "IMG_20170304_050607.jpg.json").write_text(json.dumps(TAKEOUT))
    if with_list:
        (tmp_path / "description.json").write_text(json.dumps({"image_path": photo.name, "date": "2018-01-01"}))
    facts = facts_of(photo)
    assert (facts.taken, facts.taken_from) == (taken, source)


def test_a_name_beats_the_date_of_the_last_change(tmp_path: Path) -> None:
    exif = exif_with({0x0132: "2024:01:01 00:00:00"})
    assert facts_of(write_jpeg(tmp_path / "IMG_20170304_050607.jpg", exif=exif)).taken_from == DateSource.NAME
    assert facts_of(write_jpeg(tmp_path / "scan.jpg", exif=exif)).taken == "2024-01-01T00:00:00"


def test_the_gps_clock_gives_a_date_or_the_zone(tmp_path: Path) -> None:
    clock: dict[int, object] = {7: (6.0, 29.0, 50.0), 29: "2019:06:06"}
    zoned = facts_of(write_jpeg(tmp_path / "a.jpg", exif=exif_with({}, dict(EXIF_DATE), LISBON | clock)))
    assert (zoned.taken, zoned.taken_from) == (f"{TAKEN}+01:00", DateSource.CAMERA)
    alone = facts_of(write_jpeg(tmp_path / "b.jpg", exif=exif_with({}, {}, LISBON | clock)))
    assert (alone.taken, alone.taken_from) == ("2019-06-06T05:29:50-01:00", DateSource.GPS)


def test_places(tmp_path: Path) -> None:
    written = xmp_packet('photoshop:City="Alfama" photoshop:Country="Portugal"')
    by_gps = facts_of(write_jpeg(tmp_path / "a.jpg", exif=exif_with(gps=LISBON), xmp=written)).place
    assert by_gps is not None
    assert (by_gps.title, by_gps.code) == ("Lisbon, Portugal", "PT")
    assert {"Alfama", "Lisboa"} <= set(by_gps.others)
    by_name = facts_of(write_jpeg(tmp_path / "b.jpg", xmp=written)).place
    assert by_name is not None
    assert (by_name.title, by_name.code) == ("Alfama, Portugal", "PT")
    assert facts_of(write_jpeg(tmp_path / "c.jpg")).place is None


def test_descriptions_are_added_and_the_nearest_list_wins(tmp_path: Path) -> None:
    photo = write_jpeg(tmp_path / "in" / "a.jpg", xmp=xmp_packet('dc:description="own words"'))
    near = {"image_path": "a.jpg", "description": "near", "price": "$5"}
    far = {"image_path": "in/a.jpg", "description": "far", "price": "$9", "colour": "red", "tags": "x, y"}
    (tmp_path / "in" / "description.json").write_text(json.dumps(near))
    (tmp_path / "description.json").write_text(json.dumps(far))
    facts = read_facts(str(photo), str(tmp_path))
    assert facts.caption == "own words\nnear"
    assert {each.key: each.text for each in facts.attributes} == {"price": "$5", "colour": "red", "tags": "x, y"}
    assert facts.keywords == ("x", "y")
    assert read_facts(str(photo), str(tmp_path / "in")).keywords == ()


def test_texts_of_a_png_before_and_behind_its_pixels(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Title", "Before")
    texts.add_text("Software", "gnome-screenshot")
    scene().save(path, pnginfo=texts)
    whole = path.read_bytes()
    end = whole.rindex(b"IEND") - 4
    exif = exif_with({0x0110: "Pixel 6"}, dict(EXIF_DATE)).tobytes().removeprefix(b"Exif\x00\x00")
    packet = b"XML:com.adobe.xmp\x00\x01\x00\x00\x00" + zlib.compress(xmp_packet('xmp:Rating="4"').encode())
    behind = ((b"eXIf", exif), (b"iTXt", packet), (b"zTXt", b"Description\x00\x00" + zlib.compress(b"Behind")))
    chunks = b"".join(_chunk(kind, data) for kind, data in behind)
    path.write_bytes(whole[:end] + chunks + whole[end:])
    facts = facts_of(path)
    assert (facts.title, facts.caption, facts.rating, facts.screenshot) == ("Before", "Behind", 4, True)
    assert (facts.taken, facts.camera) == (TAKEN, "Pixel 6")
    path.write_bytes(whole[:end] + chunks[:-9])  # cut off within the last text
    assert facts_of(path).rating == 4


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_screenshots_by_name_and_by_folder(tmp_path: Path) -> None:
    for name in ("Screenshot_1.jpg", "Screenshots/1.jpg"):
        assert facts_of(write_jpeg(tmp_path / name)).screenshot
    assert not facts_of(write_jpeg(tmp_path / "shots/1.jpg")).screenshot


def test_damaged_sidecars_cost_only_themselves(tmp_path: Path) -> None:
    photo = write_jpeg(tmp_path / "a.jpg", exif=exif_with({}, dict(EXIF_DATE)))
    for name in ("a.xmp", "a.jpg.json", "description.json", "description.csv"):
        (tmp_path / name).write_bytes(b"\xff\x00<html>{" * 50)
    (tmp_path / "a.jpg.xmp").mkdir()
    assert facts_of(photo) == PhotoFacts(TAKEN, DateSource.CAMERA)


def test_files_that_cannot_be_opened_say_so(tmp_path: Path) -> None:
    (tmp_path / "notes.jpg").write_text("not a picture")
    (tmp_path / "notes.nef").write_text("not a picture")
    (tmp_path / "empty.jpg").touch()
    (tmp_path / "folder.jpg").mkdir()
    for name in ("notes.jpg", "notes.nef", "empty.jpg", "folder.jpg", "gone.jpg"):
        with pytest.raises(UnreadablePicture):
            facts_of(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(UnreadablePicture):
        facts_of(tmp_path / "pipe.jpg")


def test_a_picture_of_any_size_is_opened(tmp_path: Path) -> None:
    path = write_jpeg(tmp_path / "huge.jpg", exif=exif_with({0x0110: "Pixel 6"}))
    data = bytearray(path.read_bytes())
    start = data.index(b"\xff\xc0")
    data[start + 5 : start + 9] = struct.pack(">HH", 60_000, 60_000)
    path.write_bytes(data)
    limit = Image.MAX_IMAGE_PIXELS
    assert facts_of(path).camera == "Pixel 6"
    assert limit == Image.MAX_IMAGE_PIXELS


def test_importing_it_is_light() -> None:
    """It runs in every decode worker."""
    code = (
        "import sys, photorag.media.facts.reader; print([m for m in ('torch', 'scipy', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("dates/date-priority-test.jpg", {"taken": "2023-02-02T02:00:00", "taken_from": DateSource.CAMERA}),
        ("dates/datetimeoriginal-gps.jpg", {"taken": "2025-12-01T11:30:00", "latitude": 39.0, "longitude": -108.0}),
        ("dates/gps-datetime.jpg", {"taken": "2023-11-15T04:30:00-08:00", "taken_from": DateSource.GPS}),
        ("dates/time-created.jpg", {"taken": None, "taken_from": DateSource.FILE}),
        ("gps-position/empty_gps.jpg", {"latitude": None, "longitude": None, "iso": 234}),
        (
            "gps-position/thompson-springs.jpg",
            {"taken": "2022-01-10T15:15:44.310-06:00", "latitude": 39.115, "lens": "Canon EF 24-105mm f/4L IS II USM"},
        ),
        ("rating/mongolels.jpg", {"rating": 3, "title": "Mongol Els", "taken": "2009-08-29T13:18:08.170"}),
        ("tags/picasa.jpg", {"keywords": ("Frost", "Yard"), "caption": "Image-Description"}),
        ("faces/portrait.jpg", {"keywords": ("Marie Curie", "Pierre Curie", "People")}),
    ],
)
def test_real_photos(name: str, expected: dict[str, object], shared: Path) -> None:
    path = shared / "photos/immich-test-assets/metadata" / name
    facts = read_facts(str(path), str(shared))
    assert {field: getattr(facts, field) for field in expected} == expected


@pytest.mark.shared
@pytest.mark.parametrize("year", ["2000", "2010", "2020"])
def test_real_sidecars(year: str, shared: Path, tmp_path: Path) -> None:
    photo = write_jpeg(tmp_path / "a.jpg", exif=exif_with({}, dict(EXIF_DATE)))
    sidecar = shared / f"photos/immich-test-assets/metadata/xmp/dates/{year}.xmp"
    (tmp_path / "a.jpg.xmp").write_bytes(sidecar.read_bytes())
    assert facts_of(photo).taken == f"{year}-09-27T14:35:33+02:00"


@pytest.mark.shared
def test_no_real_file_makes_it_fail(shared: Path) -> None:
    found = {}
    for path in (shared / "photos").rglob("*"):
        if path.is_file() and is_picture_name(path.name):
            try:
                found[path.name] = read_facts(str(path), str(shared))
            except UnreadablePicture:
                continue
    assert len(found) > 200
    raw = found["canon_eos_6d.dng"]
    assert (raw.camera, raw.iso, raw.aperture) == ("Canon EOS 6D", 1000, 5.6)


def test_an_xmp_block_with_a_spoilt_name_is_read(tmp_path: Path) -> None:
    """As photos that an old photo site has made smaller have it."""
    path = write_jpeg(tmp_path / "a.jpg", xmp=xmp_packet('xmp:Rating="4"'))
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"http://ns.adobe.com/xap/1.0/\x00", b"XMP\x00://ns.adobe.com/xap/1.0/\x00", 1))
    assert path.read_bytes() != whole
    assert facts_of(path).rating == 4
