from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from PIL import Image, ImageCms

from photorag.media.colour import to_plain_mode, to_srgb
from tests.media.pictures import RED, WHITE, colour_at, is_near, scene


def shown(image: Image.Image, profile: bytes | None = None) -> Image.Image:
    rgb = to_srgb(to_plain_mode(image), profile)
    assert rgb.mode == "RGB"
    return rgb


def srgb_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def profile_with_red_and_blue_swapped() -> bytes:
    """The sRGB profile with the names of two of its tags exchanged: plainly not sRGB, and easy to see."""
    content = bytearray(srgb_profile())
    (count,) = struct.unpack(">I", content[128:132])
    for entry in range(132, 132 + 12 * count, 12):
        name = bytes(content[entry : entry + 4])
        content[entry : entry + 4] = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}.get(name, name)
    return bytes(content)


def test_sixteen_bits_keep_the_high_byte() -> None:
    values = np.array([[0, 255, 256, 32768, 65535]], np.uint16)
    grey = np.asarray(shown(Image.fromarray(values)))[0, :, 0]
    assert grey.tolist() == [0, 0, 1, 128, 255]


@pytest.mark.parametrize("dtype", [">u2", "<u2"])
def test_sixteen_bits_of_either_byte_order(dtype: str) -> None:
    mode = "I;16B" if dtype == ">u2" else "I;16"
    image = Image.frombytes(mode, (2, 1), np.array([0x1234, 0xFF00], dtype).tobytes())
    assert np.asarray(shown(image))[0, :, 0].tolist() == [0x12, 0xFF]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([[0, 0.5, 1]], np.float32), [0, 128, 255]),
        (np.array([[0, 100, 255]], np.float32), [0, 100, 255]),
        (np.array([[0, 257, 65535]], np.int32), [0, 1, 255]),
        (np.array([[-10, 0, 10]], np.float32), [0, 128, 255]),
        (np.array([[0, 400_000, 1_000_000]], np.int32), [0, 102, 255]),
        (np.array([[np.nan, np.inf, 1]], np.float32), [0, 0, 255]),
        (np.array([[0, 0, 0]], np.float32), [0, 0, 0]),
        (np.array([[0, 1, 1]], np.int32), [0, 1, 1]),
    ],
)
def test_wide_numbers_are_scaled_by_the_range_they_are_in(values: np.ndarray, expected: list[int]) -> None:
    assert np.asarray(shown(Image.fromarray(values)))[0, :, 0].tolist() == expected


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA", "RGBa", "La"])
def test_transparency_lies_on_white(mode: str) -> None:
    picture = scene().convert("RGBA")
    alpha = Image.new("L", picture.size, 255)
    alpha.paste(0, (60, 0, 120, 80))  # the right half is clear
    picture.putalpha(alpha)
    if mode == "PA":
        palette = scene().quantize(16)
        image = Image.new("PA", palette.size)
        image.putpalette(palette.getpalette() or [])
        image = Image.merge("PA", (palette.convert("L") if palette.mode != "P" else _indices(palette), alpha))
        image.putpalette(palette.getpalette() or [])
    elif mode in ("LA", "La"):
        image = picture.convert("LA").convert(mode) if mode == "La" else picture.convert("LA")
    else:
        image = picture.convert(mode)
    result = shown(image)
    assert colour_at(result, 0.75, 0.5) == WHITE
    assert colour_at(result, 0.25, 0.5) != WHITE


def _indices(palette: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(palette))


def test_a_transparent_palette_entry_lies_on_white() -> None:
    image = Image.new("P", (4, 4), 1)
    image.putpalette([10, 20, 30, 0, 0, 0])
    image.putpixel((0, 0), 0)
    image.info["transparency"] = 1
    result = shown(image)
    assert colour_at(result, 0, 0) == (10, 20, 30)
    assert colour_at(result, 0.5, 0.5) == WHITE


def test_a_transparent_colour_lies_on_white() -> None:
    image = Image.new("RGB", (2, 1), (1, 2, 3))
    image.putpixel((1, 0), (9, 9, 9))
    image.info["transparency"] = (1, 2, 3)
    assert np.asarray(shown(image))[0].tolist() == [[255, 255, 255], [9, 9, 9]]


@pytest.mark.parametrize("mode", ["CMYK", "YCbCr", "HSV", "RGBX", "P", "RGB"])
def test_other_colour_models_look_the_same(mode: str) -> None:
    assert is_near(colour_at(shown(scene().convert(mode)), 0.1, 0.1), RED)


def test_lab_looks_the_same() -> None:
    to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    lab = ImageCms.applyTransform(scene(), to_lab)
    assert lab is not None
    assert lab.mode == "LAB"
    assert is_near(colour_at(shown(lab), 0.1, 0.1), RED)


def test_one_bit_is_black_and_white() -> None:
    image = Image.new("1", (2, 1), 1)
    image.putpixel((0, 0), 0)
    assert np.asarray(shown(image))[0].tolist() == [[0, 0, 0], [255, 255, 255]]


def test_a_profile_is_applied() -> None:
    swapped = shown(Image.new("RGB", (4, 4), RED), profile_with_red_and_blue_swapped())
    assert is_near(colour_at(swapped, 0, 0), (0, 0, 255))


def test_an_srgb_profile_changes_nothing() -> None:
    image = scene()
    assert np.array_equal(np.asarray(shown(image, srgb_profile())), np.asarray(image))


@pytest.mark.parametrize("profile", [b"", b"not a profile", srgb_profile()[:200], profile_with_red_and_blue_swapped()])
def test_a_profile_that_does_not_fit_is_passed_over(profile: bytes) -> None:
    grey = Image.new("L", (4, 4), 77)
    assert colour_at(shown(grey, profile), 0, 0) == (77, 77, 77)


def test_transparency_and_profile_together() -> None:
    image = Image.new("RGBA", (4, 4), (255, 0, 0, 255))
    image.putpixel((0, 0), (0, 0, 0, 0))
    result = shown(image, profile_with_red_and_blue_swapped())
    assert is_near(colour_at(result, 0.5, 0.5), (0, 0, 255))
    assert is_near(colour_at(result, 0, 0), WHITE, 3)


def test_adobes_inverted_cmyk_jpeg() -> None:
    output = io.BytesIO()
    scene().convert("CMYK").save(output, "JPEG", quality=95)
    assert b"Adobe" in output.getvalue()[:2000]
    assert is_near(colour_at(shown(Image.open(output)), 0.1, 0.1), RED, 40)
