"""The one fake: an embedder whose ranking means something without a model, at the seam we own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photorag.core.model_input import ModelInput
from photorag.embedding.picture_input import fit_to_model
from photorag.embedding.protocol import Pictures

COLOURS = {
    "red": (220, 30, 30), "green": (30, 160, 50), "blue": (30, 60, 220), "yellow": (240, 220, 40),
    "white": (250, 250, 250), "black": (5, 5, 5), "purple": (130, 40, 160), "orange": (240, 140, 20),
}  # fmt: skip
_INPUT = ModelInput(32, 32, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
_NAMES = tuple(COLOURS)


class ColourEmbedder:
    """A picture's vector is the share of each known colour in it; a text's vector the colours it names."""

    def __init__(self, model_id: str = "colours@1") -> None:
        self.model_id = model_id
        self.embedded = 0
        self.closed = False

    @property
    def dim(self) -> int:
        return len(_NAMES) + 1

    @property
    def input(self) -> ModelInput:
        return _INPUT

    def embed_images(self, pictures: Pictures) -> NDArray[np.float32]:
        fitted = [each if isinstance(each, np.ndarray) else fit_to_model(each, _INPUT) for each in pictures]
        self.embedded += len(fitted)
        palette = np.array(list(COLOURS.values()), np.float32)
        rows = []
        for picture in fitted:
            pixels = picture.reshape(-1, 1, 3).astype(np.float32)
            nearest = np.linalg.norm(pixels - palette, axis=2).argmin(axis=1)
            rows.append([*np.bincount(nearest, minlength=len(_NAMES)) / len(nearest), 0.1])
        return _unit(np.array(rows, np.float32).reshape(len(fitted), self.dim))

    def embed_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = [[*(float(name in text.lower().split()) for name in _NAMES), 0.1] for text in texts]
        return _unit(np.array(rows, np.float32).reshape(len(texts), self.dim))

    def close(self) -> None:
        self.closed = True


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return rows / np.linalg.norm(rows, axis=1, keepdims=True) if len(rows) else rows
