"""Fingerprints: what they survive, and what they tell apart."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from photorag.core.errors import UnreadablePicture
from photorag.media.perceptual_hash import NO_HASH, close_look, fingerprint, same_picture

Change = Callable[[Image.Image], Image.Image]


def jpeg(image: Image.Image, quality: int = 90) -> bytes:
    output = io.BytesIO()
    image.save(output, "JPEG", quality=quality)
    return output.getvalue()


def scene(seed: int, size: tuple[int, int] = (480, 360), colour: int = 0) -> Image.Image:
    """Some shapes before a gradient; another seed, another scene."""
    generator = np.random.default_rng(seed)
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    draw = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = (int(generator.integers(0, side)) for side in size)
        width, height = (int(each) for each in generator.integers(30, 160, 2))
        fill = tuple(np.roll(generator.integers(0, 256, 3), colour).tolist())
        draw.rectangle((x, y, x + width, y + height), fill=fill)
    return image


def watermarked(image: Image.Image) -> Image.Image:
    marked = image.copy()
    ImageDraw.Draw(marked).text((340, 335), "© Somebody", fill="white", font_size=14)
    return marked


def bits_apart(first: bytes, second: bytes) -> int:
    difference = fingerprint(first).hash ^ fingerprint(second).hash
    return (difference & (2**64 - 1)).bit_count()


@pytest.mark.parametrize(
    "change",
    [
        lambda image: Image.open(io.BytesIO(jpeg(image, 40))),
        lambda image: image.resize((240, 180)),
        lambda image: ImageEnhance.Brightness(image).enhance(1.1),
        watermarked,
        lambda image: image.crop((7, 5, 473, 355)),  # 3 % of each side
        lambda image: image.convert("L").convert("RGB"),
    ],
)
def test_the_same_picture_in_another_file(change: Change) -> None:
    for seed in range(8):
        first, second = jpeg(scene(seed)), jpeg(change(scene(seed)))
        assert bits_apart(first, second) <= 10, seed
        assert same_picture(close_look(first), close_look(second)[None])[0], seed


def test_other_pictures_are_far_away() -> None:
    scenes = [jpeg(scene(seed)) for seed in range(12)]
    pairs = [(one, other) for place, one in enumerate(scenes) for other in scenes[place + 1 :]]
    assert min(bits_apart(*pair) for pair in pairs) > 10
    assert not any(same_picture(close_look(one), close_look(other)[None])[0] for one, other in pairs)


def test_the_same_shape_in_another_colour_is_another_product() -> None:
    def mug(colour: tuple[int, int, int]) -> bytes:
        image = Image.new("RGB", (300, 300), "white")
        ImageDraw.Draw(image).ellipse((60, 60, 240, 240), fill=colour)
        return jpeg(image)

    red, green = mug((210, 40, 40)), mug((20, 120, 20))
    assert bits_apart(red, green) <= 10
    assert not same_picture(close_look(red), close_look(green)[None])[0]


def test_a_picture_of_one_colour_has_no_hash() -> None:
    noise = np.random.default_rng(1).normal(12, 3, (360, 480, 3)).clip(0, 255).astype(np.uint8)
    for image in (Image.new("RGB", (480, 360)), Image.new("RGB", (64, 64), "white"), Image.fromarray(noise)):
        assert fingerprint(jpeg(image)).hash == NO_HASH
    assert fingerprint(jpeg(Image.new("RGB", (1, 1), "white"))).sharpness == 0.0


def test_a_hash_fits_into_a_column_and_is_never_that_of_nothing() -> None:
    hashes = [fingerprint(jpeg(scene(seed))).hash for seed in range(12)]
    assert all(-(2**63) <= each < 2**63 and each != NO_HASH for each in hashes)
    assert any(each < 0 for each in hashes)


def test_the_sharper_of_two_shots() -> None:
    sharp = scene(3)
    blurred = sharp.filter(ImageFilter.GaussianBlur(2))
    assert fingerprint(jpeg(sharp)).sharpness > 1.5 * fingerprint(jpeg(blurred)).sharpness
    # More contrast is not sharper.
    contrast = ImageEnhance.Contrast(sharp).enhance(0.7)
    assert fingerprint(jpeg(contrast)).sharpness == pytest.approx(fingerprint(jpeg(sharp)).sharpness, rel=0.2)


@pytest.mark.parametrize("damaged", [b"", b"no picture", jpeg(scene(1))[:700]])
def test_a_damaged_thumbnail_is_said_to_be_one(damaged: bytes) -> None:
    with pytest.raises(UnreadablePicture):
        fingerprint(damaged)
    with pytest.raises(UnreadablePicture):
        close_look(damaged)


@pytest.mark.shared
def test_real_photos_saved_again_are_told_from_other_photos(shared: Path) -> None:
    paths = sorted((shared / "photos" / "coco-mini").rglob("*.jpg"))[:30]
    originals, copies = [], []
    for path in paths:
        with Image.open(path) as image:
            photo = image.convert("RGB")
        photo.thumbnail((512, 512))
        originals.append(jpeg(photo, 82))
        copies.append(jpeg(photo.resize((photo.width // 2, photo.height // 2)), 40))
    looks = np.stack([close_look(each) for each in copies])
    for place, original in enumerate(originals):
        assert bits_apart(original, copies[place]) <= 10
        assert np.flatnonzero(same_picture(close_look(original), looks)).tolist() == [place]
