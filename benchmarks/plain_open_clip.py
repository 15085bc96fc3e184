"""What a tutorial does, with open_clip alone: the yardstick for speed and for being right.

Each picture is opened, decoded in full, put through open_clip's own ``preprocess`` and encoded by itself in float32,
with as many threads as torch takes by itself. Nothing of PhotoRAG is used here.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LoopRun:
    """Unit vectors in the order of the pictures; ``seconds`` for the pictures, without the ``load_seconds``."""

    vectors: Rows
    load_seconds: float
    seconds: float

    @property
    def per_second(self) -> float:
        return len(self.vectors) / self.seconds


def embed_one_by_one(model_folder: Path, pictures: Sequence[Path]) -> LoopRun:
    """The tutorial loop. The first picture is encoded once beforehand, so that no start-up cost is held against it."""
    import torch

    start = time.perf_counter()
    model, preprocess, _ = _load(model_folder)
    loaded = time.perf_counter()
    vectors: list[Rows] = []
    with torch.no_grad():
        model.encode_image(preprocess(Image.open(pictures[0])).unsqueeze(0))
        begun = time.perf_counter()
        for path in pictures:
            features = model.encode_image(preprocess(Image.open(path)).unsqueeze(0))
            features /= features.norm(dim=-1, keepdim=True)
            vectors.append(features[0].numpy())
    return LoopRun(np.stack(vectors), loaded - start, time.perf_counter() - begun)


def embed_texts(model_folder: Path, texts: Sequence[str]) -> Rows:
    """Unit vectors through open_clip's own tokenizer, one text at a time."""
    import torch

    model, _, tokenize = _load(model_folder)
    vectors: list[Rows] = []
    with torch.no_grad():
        for text in texts:
            features = model.encode_text(tokenize([text]))
            features /= features.norm(dim=-1, keepdim=True)
            vectors.append(features[0].numpy())
    return np.stack(vectors)


def make_random_model(folder: Path, architecture: str) -> Path:
    """A model of open_clip's own architectures with random weights, the same on every run, in its local-dir form.

    Good for measuring speed and rounding; it knows nothing of pictures. To be called in a process of its own.
    """
    import open_clip
    import torch
    from safetensors.torch import save_file

    weights = folder / "open_clip_model.safetensors"
    if weights.exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    logging.disable(logging.WARNING)  # "initialized randomly": that is what is wanted
    model, _, _ = open_clip.create_model_and_transforms(architecture, pretrained=None)
    config = {"model_cfg": open_clip.get_model_config(architecture), "preprocess_cfg": {}}
    (folder / "open_clip_config.json").write_text(json.dumps(config))
    unfinished = weights.with_suffix(".part")
    save_file({name: each.contiguous() for name, each in model.state_dict().items()}, unfinished)
    unfinished.replace(weights)
    return folder


def _load(model_folder: Path) -> tuple[Any, Any, Any]:
    """(model, preprocess, tokenizer)."""
    import open_clip

    name = f"local-dir:{model_folder}"
    model, _, preprocess = open_clip.create_model_and_transforms(name, require_pretrained=True)
    model.eval()
    return model, preprocess, open_clip.get_tokenizer(name)
