"""A folder in open_clip's own form, looked at without torch: what it holds, and whether it is whole.

Reading the configuration and the header of the weights tells a model's facts, and finds the usual damage (a file
missing, a copy cut short), in milliseconds. Loading, which needs torch and seconds, finds the rest.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from photorag.core.errors import ModelError
from photorag.core.model_input import Interpolation, ModelInput, ResizeMode

CONFIG_NAME = "open_clip_config.json"
WEIGHTS_NAME = "open_clip_model.safetensors"
PICKLED_WEIGHTS_NAME = "open_clip_pytorch_model.bin"
TEXT_MODEL_FOLDER = "text_model"  # the configuration of a text tower that transformers builds

# open_clip's order of choice among several weights files (3.3, factory._find_checkpoint_in_dir); the fingerprint must
# be of the file that open_clip loads.
_PREFERRED = (
    WEIGHTS_NAME,
    "open_clip_pytorch_model.safetensors",
    PICKLED_WEIGHTS_NAME,
    "open_clip_pytorch_model.pth",
    "model.safetensors",
    "pytorch_model.bin",
    "pytorch_model.pth",
    "model.pth",
)
_TOKENIZER_FILES = (
    "tokenizer.json",
    "tokenizer.model",
    "spiece.model",
    "sentencepiece.bpe.model",
    "vocab.json",
    "vocab.txt",
)
_CLIP_MEAN = (0.48145466, 0.4578275, 0.40821073)  # what open_clip assumes where a configuration says nothing
_CLIP_STD = (0.26862954, 0.26130258, 0.27577711)
_CLIP_SIZE = 224
_MAX_HEADER = 100_000_000  # bytes; the limit the safetensors format sets itself


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A model folder that passed `read_model_folder`. ``weights`` is the file open_clip will load."""

    path: Path
    model_config: Mapping[str, Any]
    preprocess_config: Mapping[str, Any]
    weights: Path
    dim: int
    input: ModelInput


def read_model_folder(path: Path) -> ModelFolder:
    """Reads the facts of the model in ``path``. Raises `ModelError` when the folder holds no whole open_clip model."""
    if not os.path.isdir(path):  # noqa: PTH112 - pathlib's raises for a path that is too long
        raise ModelError(f"There is no model folder {path}.")
    try:
        config = _read_config(path)
        model, preprocess = config["model_cfg"], config.get("preprocess_cfg") or {}
        weights = _find_weights(path)
        _check_weights(weights)
    except OSError as error:
        raise ModelError(f"The model folder {path} can't be read ({error.strerror or error}).") from error
    _check_tokenizer(path, model)
    try:
        dim, wanted = int(model["embed_dim"]), model_input(model, preprocess)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"{CONFIG_NAME} in {path} does not describe an open_clip model ({error!r}).") from error
    return ModelFolder(path, model, preprocess, weights, dim, wanted)


def model_input(model_config: Mapping[str, Any], preprocess_config: Mapping[str, Any]) -> ModelInput:
    """The picture input that open_clip will give a model of this configuration.

    As there, the size is the image tower's own, whatever the preprocessing says. "random" interpolation is for
    training; open_clip infers with bicubic. Raises ValueError, KeyError or TypeError for a configuration that open_clip
    would refuse as well.
    """
    size = model_config["vision_cfg"].get("image_size") or _CLIP_SIZE
    height, width = (int(size), int(size)) if isinstance(size, int | float) else (int(size[0]), int(size[1]))
    if height < 1 or width < 1:
        raise ValueError(f"image_size {size}")
    return ModelInput(
        height=height,
        width=width,
        mean=_triple(preprocess_config.get("mean") or _CLIP_MEAN),
        std=_triple(preprocess_config.get("std") or _CLIP_STD),
        resize_mode=_resize_mode(preprocess_config.get("resize_mode") or "shortest"),
        interpolation=_interpolation(preprocess_config.get("interpolation") or "bicubic"),
        fill_colour=int(preprocess_config.get("fill_color") or 0),
    )


def _triple(value: float | Sequence[float]) -> tuple[float, float, float]:
    if isinstance(value, int | float):
        return (float(value),) * 3
    red, green, blue = value
    return float(red), float(green), float(blue)


def _resize_mode(name: object) -> ResizeMode:
    if name == "shortest":
        return "shortest"
    if name == "longest":
        return "longest"
    if name == "squash":
        return "squash"
    raise ValueError(f"resize_mode {name}")


def _interpolation(name: object) -> Interpolation:
    if name in ("bicubic", "random"):
        return "bicubic"
    if name == "bilinear":
        return "bilinear"
    raise ValueError(f"interpolation {name}")


def _read_config(path: Path) -> dict[str, Any]:
    try:
        config = json.loads((path / CONFIG_NAME).read_text("utf-8"))
    except FileNotFoundError:
        raise ModelError(f"The folder {path} holds no open_clip model: {CONFIG_NAME} is missing.") from None
    except ValueError as error:
        raise ModelError(f"{CONFIG_NAME} in {path} is damaged ({error}).") from error
    parts = config.get("model_cfg") if isinstance(config, dict) else None
    if not isinstance(parts, dict) or not all(isinstance(parts.get(each), dict) for each in ("vision_cfg", "text_cfg")):
        raise ModelError(f"{CONFIG_NAME} in {path} does not describe an open_clip model: it has no whole model_cfg.")
    return dict(config)


def _find_weights(path: Path) -> Path:
    for name in _PREFERRED:
        if (path / name).exists():
            return path / name
    others = [each for suffix in ("safetensors", "bin", "pth") for each in sorted(path.glob(f"*.{suffix}"))]
    if not others:
        raise ModelError(f"The folder {path} holds no weights: {WEIGHTS_NAME} is missing.")
    return others[0]


def _check_weights(weights: Path) -> None:
    """Finds a safetensors file that was cut short: its header says how long the file must be."""
    size = weights.stat().st_size
    with weights.open("rb") as file:
        if weights.suffix != ".safetensors":
            if not file.read(1):
                raise ModelError(f"The weights {weights} are empty.")
            return
        try:
            (header_size,) = struct.unpack("<Q", file.read(8))
            if header_size > min(size, _MAX_HEADER):
                raise ValueError("no safetensors header")
            header = json.loads(file.read(header_size))
            ends = [each["data_offsets"][1] for name, each in header.items() if name != "__metadata__"]
        except (struct.error, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise ModelError(f"The weights {weights} are damaged: they are no safetensors file.") from error
    expected = 8 + header_size + max(ends, default=0)
    if size != expected:
        raise ModelError(f"The weights {weights} are damaged: {size:,} bytes long where {expected:,} were expected.")


def _check_tokenizer(path: Path, model: Mapping[str, Any]) -> None:
    named = model["text_cfg"].get("hf_tokenizer_name")
    if named and not any((path / each).is_file() for each in _TOKENIZER_FILES):
        raise ModelError(f"The folder {path} is incomplete: the tokenizer's files ({_TOKENIZER_FILES[0]}) are missing.")
