"""Models for tests: a shell that needs no torch, a tiny random open_clip model, and one that does as it is told."""

from __future__ import annotations

import json
import os
import signal
import struct
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photorag.core.errors import ModelError
from photorag.core.model_input import ModelInput
from photorag.embedding.load import ResolvedModel
from photorag.embedding.protocol import Pictures

TINY_CONFIG: dict[str, Any] = {
    "model_cfg": {
        "embed_dim": 16,
        "vision_cfg": {"image_size": 32, "layers": 1, "width": 64, "patch_size": 16},
        "text_cfg": {"context_length": 16, "vocab_size": 49408, "width": 16, "heads": 2, "layers": 1},
    },
    "preprocess_cfg": {"mean": [0.5, 0.4, 0.3], "std": [0.2, 0.3, 0.4], "interpolation": "random"},
}


def shell_folder(path: Path, config: dict[str, Any] | None = None, weights: bytes = b"1234") -> Path:
    """A folder that looks like a model until somebody loads it."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "open_clip_config.json").write_text(json.dumps(TINY_CONFIG if config is None else config))
    header = json.dumps({"w": {"dtype": "U8", "shape": [len(weights)], "data_offsets": [0, len(weights)]}}).encode()
    (path / "open_clip_model.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + weights)
    return path


def tiny_model(path: Path, seed: int = 0, config: dict[str, Any] | None = None) -> Path:
    """A whole open_clip model with random weights."""
    import open_clip
    import torch
    from safetensors.torch import save_file

    config = TINY_CONFIG if config is None else config
    path.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    made = open_clip.CustomTextCLIP if config["model_cfg"].get("custom_text") else open_clip.CLIP
    model = made(**{key: value for key, value in config["model_cfg"].items() if key != "custom_text"})
    save_file(
        {name: each.contiguous() for name, each in model.state_dict().items()}, path / "open_clip_model.safetensors"
    )
    (path / "open_clip_config.json").write_text(json.dumps(config))
    return path


class ObedientEmbedder:
    """Runs in a host process in place of a model, and does what the texts and pictures say.

    The text "crash" kills the process, "fail" is a model's own failure, "bug" anybody's. A picture whose first pixel is
    1 waits for the file ``gate`` in the model's folder. Each request is noted in the file ``log`` there.
    """

    def __init__(self, resolved: ResolvedModel) -> None:
        self._resolved = resolved
        self._note("load")

    @property
    def model_id(self) -> str:
        return self._resolved.model_id

    @property
    def dim(self) -> int:
        return self._resolved.dim

    @property
    def input(self) -> ModelInput:
        return self._resolved.input

    def embed_images(self, pictures: Pictures) -> NDArray[np.float32]:
        assert isinstance(pictures, np.ndarray)
        self._note(f"images {len(pictures)}")
        while pictures[0, 0, 0, 0] == 1 and not (self._resolved.folder / "gate").exists():
            time.sleep(0.005)
        return np.stack([np.full(self.dim, each[0, 0, 1], np.float32) for each in pictures])

    def embed_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self._note(f"texts {len(texts)}")
        if "crash" in texts:
            os.kill(os.getpid(), signal.SIGKILL)
        if "fail" in texts:
            raise ModelError("The model has no answer.")
        if "bug" in texts:
            raise KeyError("bug")
        return np.stack([np.full(self.dim, len(each), np.float32) for each in texts])

    def close(self) -> None:
        pass

    def _note(self, line: str) -> None:
        with (self._resolved.folder / "log").open("a") as log:
            log.write(line + "\n")


def load_obedient(resolved: ResolvedModel, threads: int | None) -> ObedientEmbedder:
    return ObedientEmbedder(resolved)


def load_crashing(resolved: ResolvedModel, threads: int | None) -> ObedientEmbedder:
    ObedientEmbedder(resolved)
    os._exit(3)


def load_refusing(resolved: ResolvedModel, threads: int | None) -> ObedientEmbedder:
    raise ModelError("These weights are not for me.")
