"""The cut must equal open_clip's own, to the last bit."""

from __future__ import annotations

from typing import Any, get_args
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from photorag.core.model_input import Interpolation, ModelInput, ResizeMode
from photorag.embedding import picture_input
from photorag.embedding.picture_input import fit_to_model, pixels_needed

SIDES = st.one_of(st.integers(1, 40), st.sampled_from([63, 64, 65, 127, 128, 224, 225, 333, 448, 640]))
INPUTS = st.sampled_from([16, 31, 32, 64, 65])


def noise(width: int, height: int, seed: int = 0) -> Image.Image:
    return Image.fromarray(np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8))


def open_clips_own(image: Image.Image, spec: ModelInput) -> Any:
    transform = pytest.importorskip("open_clip.transform")
    config = transform.PreprocessCfg(
        size=spec.height if spec.height == spec.width else (spec.height, spec.width),
        mean=(0.0, 0.0, 0.0),
        std=(1.0, 1.0, 1.0),
        interpolation=spec.interpolation,
        resize_mode=spec.resize_mode,
        fill_color=spec.fill_colour,
    )
    tensor = transform.image_transform_v2(config, is_train=False)(image)
    return (tensor.permute(1, 2, 0) * 255).round().byte().numpy()


def spec_of(height: int, width: int, mode: ResizeMode, how: Interpolation, fill: int = 0) -> ModelInput:
    return ModelInput(height, width, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5), mode, how, fill)


@settings(max_examples=150, deadline=None)
@given(
    width=SIDES,
    height=SIDES,
    input_height=INPUTS,
    input_width=st.one_of(st.none(), INPUTS),
    mode=st.sampled_from(get_args(ResizeMode)),
    how=st.sampled_from(get_args(Interpolation)),
    fill=st.sampled_from([0, 128, 255]),
)
def test_equals_open_clips_transform(
    width: int,
    height: int,
    input_height: int,
    input_width: int | None,
    mode: ResizeMode,
    how: Interpolation,
    fill: int,
) -> None:
    image = noise(width, height, seed=width * 1000 + height)
    spec = spec_of(input_height, input_width or input_height, mode, how, fill)
    try:
        expected = open_clips_own(image, spec)
    except ValueError:  # a picture so thin that a side rounds to nothing: open_clip gives up
        expected = None
    ours = fit_to_model(image, spec)
    assert ours.dtype == np.uint8
    assert ours.shape == (spec.height, spec.width, 3)
    assert expected is None or np.array_equal(ours, expected)


@pytest.mark.parametrize("size", [(4032, 3024), (3024, 4032), (1008, 756), (5000, 301)])
@pytest.mark.parametrize("mode", get_args(ResizeMode))
def test_equals_open_clip_on_photo_sizes(size: tuple[int, int], mode: ResizeMode) -> None:
    spec = spec_of(224, 224, mode, "bicubic")
    image = noise(*size)
    assert np.array_equal(fit_to_model(image, spec), open_clips_own(image, spec))


@pytest.mark.parametrize("size", [(60_000, 12), (12, 60_000)])
@pytest.mark.parametrize("width", [64, 48])
def test_a_long_strip_is_cut_without_scaling_all_of_it(size: tuple[int, int], width: int) -> None:
    spec = spec_of(64, width, "shortest", "bicubic")
    strip = noise(*(max(1, side // 12) for side in size)).resize(size)  # soft: the order of the two passes shows less
    with patch.object(picture_input, "_STRIP_PIXELS", 100_000):
        cut = fit_to_model(strip, spec)
    whole = fit_to_model(strip, spec)
    assert np.abs(cut.astype(int) - whole).max() <= 2  # the same up to rounding


def test_the_result_is_its_own_memory() -> None:
    image = noise(16, 16)
    spec = spec_of(16, 16, "shortest", "bicubic")
    fit_to_model(image, spec)[:] = 0
    assert np.array_equal(np.asarray(image), fit_to_model(image, spec))


def test_pixels_needed_is_twice_the_longer_side() -> None:
    assert pixels_needed(spec_of(224, 288, "squash", "bilinear")) == 576
