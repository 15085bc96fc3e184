from __future__ import annotations

import errno
import io
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageFile

from photorag.core.errors import UnreadablePicture
from photorag.media import decode as decode_module
from photorag.media.decode import DecodedPicture, decode
from photorag.media.raw import _preview_turn
from photorag.media.reasons import for_system_error
from tests.media.pictures import SHARED_PHOTOS, busy, red_corner, scene

pillow_heif.register_heif_opener()

# Where the top left corner of the stored pixels belongs, by EXIF orientation.
CORNERS = {
    1: "top left",
    2: "top right",
    3: "bottom right",
    4: "bottom left",
    5: "top left",
    6: "top right",
    7: "bottom right",
    8: "bottom left",
}
SUFFIXES = ["jpg", "png", "webp", "gif", "bmp", "tif", "heic", "avif", "jp2", "ppm", "mpo", "j2k", "apng", "jfif"]
needs_shared = pytest.mark.skipif(not SHARED_PHOTOS.is_dir(), reason="no shared photos beside this checkout")


def saved(folder: Path, name: str, image: Image.Image, **options: object) -> Path:
    path = folder / name
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def reason_for(path: Path) -> str:
    with pytest.raises(UnreadablePicture) as caught:
        decode(path, at_least=64)
    return str(caught.value)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_comes_out_as_rgb(suffix: str, tmp_path: Path) -> None:
    options = {"format": "PNG"} if suffix == "apng" else {}
    picture = decode(saved(tmp_path, f"a.{suffix}", scene(), **options), at_least=None)
    assert picture.image.mode == "RGB"
    assert (picture.width, picture.height) == picture.image.size == (120, 80)
    assert red_corner(picture.image) == "top left"
    assert not picture.partial


@pytest.mark.parametrize("orientation", CORNERS)
@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif", "heic", "avif", "mpo"])
@pytest.mark.parametrize("at_least", [None, 40])
def test_each_orientation_is_applied_once(suffix: str, orientation: int, at_least: int | None, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = saved(tmp_path, f"a.{suffix}", scene(240, 160), exif=exif.tobytes())
    picture = decode(path, at_least=at_least)
    assert red_corner(picture.image) == CORNERS[orientation]
    expected = (160, 240) if orientation > 4 else (240, 160)
    assert (picture.width, picture.height) == expected
    assert (picture.image.width > picture.image.height) == (expected[0] > expected[1])


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "heic"])
@pytest.mark.parametrize("size", [(1600, 1200), (1200, 1600), (640, 480), (300, 2000)])
def test_at_least_is_kept_and_the_full_size_told(suffix: str, size: tuple[int, int], tmp_path: Path) -> None:
    picture = decode(saved(tmp_path, f"a.{suffix}", scene(*size)), at_least=200)
    assert (picture.width, picture.height) == size
    assert 200 <= min(picture.image.size) <= 599
    assert picture.image.width / picture.image.height == pytest.approx(size[0] / size[1], rel=0.02)


def test_a_small_picture_is_never_enlarged(tmp_path: Path) -> None:
    assert decode(saved(tmp_path, "a.jpg", scene(30, 20)), at_least=500).image.size == (30, 20)


def test_the_content_counts_not_the_name(tmp_path: Path) -> None:
    for name, kind in (("a.jpg", "PNG"), ("b.heic", "JPEG"), ("c.png", "WEBP"), ("d.nef", "JPEG"), ("e.dng", "PNG")):
        path = saved(tmp_path, name, scene(), format=kind)
        assert red_corner(decode(path, at_least=None).image) == "top left"


def test_an_animation_shows_its_first_frame(tmp_path: Path) -> None:
    other = Image.new("RGB", (120, 80), "blue")
    for suffix, kind in (("gif", "GIF"), ("webp", "WEBP"), ("png", "PNG"), ("tif", "TIFF"), ("avif", "AVIF")):
        path = saved(tmp_path, f"a.{suffix}", scene(), format=kind, save_all=True, append_images=[other, other])
        assert red_corner(decode(path, at_least=None).image) == "top left"


def test_nothing_of_the_file_clings_to_the_picture(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jpg", scene(), comment=b"private", dpi=(10, 10))
    assert decode(path, at_least=None).image.info == {}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\x00" * 5000, "the file holds nothing but zeros"),
        (b"Dear diary,\ntoday\n", "not a picture (it looks like text)"),
        ("Grüße aus Köln, ".encode() * 400, "not a picture (it looks like text)"),
        ("Grüße aus Köln ".encode("latin-1") * 400, "not a picture (it looks like text)"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "not a picture (it is a web page)"),
        (b"%PDF-1.7\n%\xe2\xe3", "not a picture (it is a PDF document)"),
        (b"PK\x03\x04aaaa\x00\x01", "not a picture (it is a ZIP archive or an office document)"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00", "not a picture (it is a video)"),
        (b"8BPS\x00\x01\x00\x00", "a Photoshop file, which can't be read"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "a PostScript file, which can't be read"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "the picture is damaged"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", "the picture is damaged"),
        (bytes(range(128, 256)) * 40 + b"\x00", "not a kind of picture that can be read"),
    ],
)
@pytest.mark.parametrize("name", ["a.jpg", "a.nef"])
def test_what_is_no_picture_says_what_it_is(content: bytes, reason: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert reason_for(path) == reason


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    assert reason_for(tmp_path / "none.jpg") == "the file is gone"
    assert reason_for(tmp_path) == "it is a folder, not a file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
def test_a_pipe_named_like_a_photo_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jpg")
    assert reason_for(tmp_path / "a.jpg") == "it is not an ordinary file"


@pytest.mark.skipif(os.name == "nt" or getattr(os, "geteuid", lambda: 0)() == 0, reason="may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.jpg", scene())
    path.chmod(0)
    assert reason_for(path) == "no permission to read it"


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EACCES, "no permission to read it"),
        (errno.ENOENT, "the file is gone"),
        (errno.EIO, "the disk could not read it (Input/output error)"),
    ],
)
def test_system_errors_in_words(number: int, reason: str) -> None:
    assert str(for_system_error(OSError(number, "Input/output error"))) == reason


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def test_a_bomb_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png_that_claims(40_000, 40_000))
    assert reason_for(path) == "too large: 40000 × 40000 pixels (limit 300 megapixels)"


def test_the_limit_itself_may_be_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode_module, "PIXEL_LIMIT", 120 * 80)
    assert decode(saved(tmp_path, "a.png", scene(120, 80)), at_least=None).width == 120
    assert "too large: 121 × 80" in reason_for(saved(tmp_path, "b.png", scene(121, 80)))


@pytest.mark.parametrize(
    ("suffix", "options"),
    [("jpg", {}), ("jpg", {"progressive": True}), ("png", {}), ("bmp", {}), ("ppm", {}), ("tif", {})],
)
def test_half_a_picture_is_kept_and_a_scrap_is_not(suffix: str, options: dict[str, object], tmp_path: Path) -> None:
    whole = saved(tmp_path, f"whole.{suffix}", busy(), **options).read_bytes()
    half, scrap = tmp_path / f"half.{suffix}", tmp_path / f"scrap.{suffix}"
    half.write_bytes(whole[: len(whole) // 2])
    scrap.write_bytes(whole[:220])
    picture = decode(half, at_least=None)
    assert picture.partial
    assert picture.image.size == (picture.width, picture.height) == (400, 300)
    assert reason_for(scrap) == "the picture is damaged"


@pytest.mark.parametrize("suffix", ["webp", "heic", "avif", "jp2"])
def test_formats_that_need_the_whole_file_are_damaged_without_it(suffix: str, tmp_path: Path) -> None:
    path = saved(tmp_path, f"a.{suffix}", busy())
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert reason_for(path) == "the picture is damaged"


def test_pillows_globals_are_as_before(tmp_path: Path) -> None:
    before = (ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS)
    whole = saved(tmp_path, "a.jpg", busy()).read_bytes()
    for length in (len(whole), len(whole) // 2, 100):
        path = tmp_path / "b.jpg"
        path.write_bytes(whole[:length])
        try:
            decode(path, at_least=None)
        except UnreadablePicture:
            assert length == 100
        after = (ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS)
        assert after == before


def test_too_little_memory_has_its_own_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_memory(*_: object) -> Image.Image:
        raise MemoryError

    monkeypatch.setattr(decode_module, "to_srgb", no_memory)
    assert reason_for(saved(tmp_path, "a.png", scene())) == "reading it needs more memory than one picture may take"


def test_a_bare_sixteen_bit_png_and_a_cmyk_tiff(tmp_path: Path) -> None:
    grey = Image.fromarray((np.linspace(0, 65535, 80 * 60).reshape(60, 80)).astype(np.uint16))
    values = np.asarray(decode(saved(tmp_path, "a.png", grey), at_least=None).image)
    assert values[0, 0].tolist() == [0, 0, 0]
    assert values[-1, -1].tolist() == [255, 255, 255]
    assert abs(int(values[30, 40, 0]) - 128) <= 4
    assert red_corner(decode(saved(tmp_path, "b.tif", scene().convert("CMYK")), at_least=None).image) == "top left"


@pytest.mark.parametrize(
    ("own", "file", "preview", "full_is_landscape", "expected"),
    [
        (6, 6, (60, 40), False, 6),  # the preview says so itself
        (None, 8, (60, 40), False, 8),  # only the RAW file does
        (None, 6, (40, 60), False, 1),  # turned already
        (None, 1, (60, 40), True, 1),
        (None, 3, (60, 40), True, 3),
        (8, 1, (60, 40), True, 8),
    ],
)
def test_how_a_raw_preview_is_turned(
    own: int | None, file: int, preview: tuple[int, int], full_is_landscape: bool, expected: int
) -> None:
    output = io.BytesIO()
    exif = Image.Exif()
    if own:
        exif[0x0112] = own
    Image.new("RGB", preview).save(output, "JPEG", exif=exif.tobytes())
    assert _preview_turn(Image.open(output), file, is_upright_landscape=full_is_landscape) == expected


@needs_shared
@pytest.mark.parametrize(("at_least", "size"), [(448, (1024, 683)), (700, (1224, 816)), (None, (1224, 816))])
def test_a_real_raw_file(at_least: int | None, size: tuple[int, int]) -> None:
    picture = decode(SHARED_PHOTOS / "photoprism/assets/examples/canon_eos_6d.dng", at_least=at_least)
    assert picture.image.size == size
    assert (picture.width, picture.height) == (1224, 816)


@needs_shared
def test_real_photos_in_all_orientations_look_alike() -> None:
    folder = SHARED_PHOTOS / "exif-samples/jpg/orientation"
    for kind in ("landscape", "portrait"):
        pictures = [decode(folder / f"{kind}_{number}.jpg", at_least=None) for number in range(1, 9)]
        small = [np.asarray(each.image.convert("L").resize((12, 12)), np.float32) for each in pictures]
        for other in small[1:]:
            assert np.abs(other - small[0]).mean() < 12
        assert len({(each.width, each.height) for each in pictures}) == 1


@needs_shared
def test_a_heic_thumbnail_stands_in_for_the_picture_when_large_enough() -> None:
    path = SHARED_PHOTOS / "immich-test-assets/formats/heic/IMG_2682.heic"
    picture = decode(path, at_least=200)
    assert isinstance(picture, DecodedPicture)
    assert picture.image.size == (320, 240)
    assert (picture.width, picture.height) == (4032, 3024)
