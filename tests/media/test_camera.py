from __future__ import annotations

import os
import struct
from pathlib import Path

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from photorag.core.errors import UnreadablePicture
from photorag.media.camera import CameraFacts, camera_facts, camera_name
from photorag.media.facts.reader import read_facts
from photorag.media.formats import is_picture_name
from tests.media.pictures import scene

MAIN: dict[int, object] = {0x010F: "NIKON CORPORATION", 0x0110: "NIKON D750"}
PHOTO: dict[int, object] = {
    0x829A: IFDRational(1, 1250), 0x829D: IFDRational(16, 10), 0x8827: 50, 0x920A: IFDRational(26, 1), 0xA405: 28,
    0xA434: "24-70mm f/2.8",
}  # fmt: skip
FACTS = CameraFacts("NIKON D750", "24-70mm f/2.8", 26.0, 28.0, 1.6, 1 / 1250, 50)


def exif_with(main: dict[int, object], photo: dict[int, object]) -> Image.Exif:
    exif = Image.Exif()
    exif.update(main)
    exif.get_ifd(0x8769).update(photo)
    return exif


@pytest.mark.parametrize(
    ("make", "model", "name"),
    [
        ("NIKON CORPORATION", "NIKON D750", "NIKON D750"),
        ("Canon", "Canon EOS 6D", "Canon EOS 6D"),
        ("SONY", "ILCE-7M3", "SONY ILCE-7M3"),
        ("OLYMPUS IMAGING CORP.", "E-M5", "OLYMPUS E-M5"),
        ("Apple", "iPhone 13", "iPhone 13"),
        ("samsung", "SM-S906U", "Samsung SM-S906U"),
        ("", "SM-S906U", "SM-S906U"),
        ("Leica", "", "Leica"),
        ("", "", ""),
    ],
)
def test_cameras_are_called_what_people_call_them(make: str, model: str, name: str) -> None:
    assert camera_name(make, model) == name


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif", "heic", "avif"])
def test_every_format_that_carries_exif(suffix: str, tmp_path: Path) -> None:
    pillow_heif.register_heif_opener()
    path = tmp_path / f"shot.{suffix}"
    scene().save(path, exif=exif_with(MAIN, PHOTO).tobytes())
    facts = read_facts(str(path), str(tmp_path))
    assert facts.exposure_seconds == pytest.approx(1 / 1250)
    assert (facts.camera, facts.lens, facts.focal_mm, facts.focal_35mm, facts.aperture, facts.iso) == (
        FACTS.camera, FACTS.lens, FACTS.focal_mm, FACTS.focal_35mm, FACTS.aperture, FACTS.iso,
    )  # fmt: skip


def test_a_picture_without_exif_tells_nothing(tmp_path: Path) -> None:
    for suffix in ("jpg", "png", "gif", "bmp"):
        path = tmp_path / f"plain.{suffix}"
        scene().save(path)
        found = read_facts(str(path), str(tmp_path))
        assert (found.camera, found.lens, found.exposure_seconds, found.iso) == ("", "", None, None)


def test_older_cameras_write_logarithms() -> None:
    facts = camera_facts(exif_with({}, {0x9201: IFDRational(6, 1), 0x9202: IFDRational(4, 1)}))
    assert (facts.exposure_seconds, facts.aperture) == (1 / 64, 4.0)


def test_a_sensitivity_too_large_for_its_tag_is_in_another() -> None:
    assert camera_facts(exif_with({}, {0x8827: 65535, 0x8832: 102400})).iso == 102400
    assert camera_facts(exif_with({}, {0x8827: (200, 0)})).iso == 200


@pytest.mark.parametrize(
    "photo",
    [
        {0x829A: IFDRational(0, 0), 0x829D: IFDRational(1, 0), 0x8827: 0, 0x920A: IFDRational(0, 1)},
        {0x829A: "1/60", 0x829D: b"\xff", 0x8827: (), 0x920A: -5, 0xA405: float("inf")},
        {0x829A: 1e9, 0x829D: 9999, 0x8827: 10**12, 0x920A: 1e7, 0x9201: 99999, 0x9202: -99999},
        {0xA434: b"\xff\xfe\x00\x01", 0x010F: 5},
    ],
)
def test_what_cannot_be_true_is_left_out(photo: dict[int, object]) -> None:
    exif = Image.Exif()
    exif._ifds[0x8769] = photo  # as a hostile file may leave it: Pillow would not write all of these
    exif[0x8769] = 8
    assert camera_facts(exif) == CameraFacts()


def test_names_are_one_line_and_not_endless() -> None:
    facts = camera_facts(exif_with({0x0110: "A\x00B\nC\x1b[31m" + "x" * 500}, {}))
    assert facts.camera.startswith("A B C [31mxxx")
    assert len(facts.camera) <= 80


@given(st.binary(max_size=300))
def test_damaged_exif_tells_nothing_and_raises_nothing(junk: bytes) -> None:
    image = Image.new("RGB", (1, 1))
    image.info["exif"] = b"Exif\x00\x00" + junk
    assert isinstance(camera_facts(image), CameraFacts)


@given(
    st.lists(st.tuples(st.integers(0, 65535), st.integers(0, 13), st.integers(0, 9), st.binary(min_size=4, max_size=4)))
)
def test_well_formed_nonsense_raises_nothing(entries: list[tuple[int, int, int, bytes]]) -> None:
    known = (0x010F, 0x0110, 0x829A, 0x829D, 0x8827, 0x920A, 0x8769)
    rows = [struct.pack("<HHI", known[tag % len(known)], kind, count) + data for tag, kind, count, data in entries]
    block = b"II*\x00\x08\x00\x00\x00" + struct.pack("<H", len(rows)) + b"".join(rows) + b"\x00" * 4
    image = Image.new("RGB", (1, 1))
    image.info["exif"] = b"Exif\x00\x00" + block
    assert isinstance(camera_facts(image), CameraFacts)


def test_files_that_cannot_be_opened_say_so(tmp_path: Path) -> None:
    text, raw = tmp_path / "notes.jpg", tmp_path / "notes.nef"
    for path in (text, raw):
        path.write_text("not a picture")
        with pytest.raises(UnreadablePicture):
            read_facts(str(path), str(tmp_path))
    for path in (tmp_path / "gone.jpg", tmp_path):
        with pytest.raises(UnreadablePicture):
            read_facts(str(path), str(tmp_path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(UnreadablePicture):
        read_facts(str(tmp_path / "pipe.jpg"), str(tmp_path))


def test_a_picture_of_any_size_is_opened(tmp_path: Path) -> None:
    """200-megapixel phones: more than Pillow opens by itself, and no pixel is decoded here."""
    path = tmp_path / "huge.jpg"
    Image.new("L", (16, 16)).save(path, exif=exif_with(MAIN, {}).tobytes())
    data = bytearray(path.read_bytes())
    start = data.index(b"\xff\xc0")
    data[start + 5 : start + 9] = struct.pack(">HH", 16320, 12240)
    path.write_bytes(data)
    assert read_facts(str(path), str(tmp_path)).camera == "NIKON D750"


def test_real_files(shared: Path) -> None:
    found = {}
    for path in (shared / "photos").rglob("*"):
        if path.is_file() and is_picture_name(path.name):
            try:
                found[path.name] = read_facts(str(path), str(shared))
            except UnreadablePicture:
                continue
    assert len(found) > 200
    dng = found["canon_eos_6d.dng"]
    assert (dng.camera, dng.lens, dng.focal_mm) == ("Canon EOS 6D", "EF24-105mm f/4L IS USM", 65.0)
    assert (dng.aperture, dng.exposure_seconds, dng.iso, dng.taken) == (5.6, 1 / 60, 1000, "2019-06-06T07:29:51")
    assert found["DSCN0025.jpg"].camera == "NIKON COOLPIX P6000"
    assert found["arrow.heic"].focal_35mm == 28.0
