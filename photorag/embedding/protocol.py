"""What the rest of the house knows of a model: this, and nothing of torch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from photorag.core.model_input import ModelInput

Pictures = NDArray[np.uint8] | Sequence[Image.Image]


class Embedder(Protocol):
    """Turns pictures and words into vectors of one space."""

    @property
    def model_id(self) -> str:
        """Names the embedding space. Two different sets of weights never share one; vectors of two ids never meet."""
        ...

    @property
    def dim(self) -> int:
        """The length of a vector."""
        ...

    @property
    def input(self) -> ModelInput:
        """The picture this model wants to be shown."""
        ...

    def embed_images(self, pictures: Pictures) -> NDArray[np.float32]:
        """Unit vectors, shape ``(n, dim)``, one for each picture.

        ``pictures`` is a uint8 array ``(n, height, width, 3)`` already fitted to `input`, or any number of PIL
        pictures, which are fitted here. Raises `ModelError` when the model fails or answers with NaN.
        """
        ...

    def embed_texts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape ``(n, dim)``, through the model's own tokenizer. Raises `ModelError`."""
        ...

    def close(self) -> None:
        """Frees the model. Using the embedder afterwards is an error."""
        ...
