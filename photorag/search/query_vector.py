"""The query's vector: the weighted sum of the unit vectors of its words and pictures, scaled to unit length."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photorag.core.errors import EmptyQuery


def weighted_sum(vectors: Sequence[NDArray[np.float32]], weights: Sequence[float]) -> NDArray[np.float32]:
    """Unit vectors (dim,) and their weights -> one unit vector (dim,).

    Raises `EmptyQuery` when there are none, or when they cancel each other out.
    """
    if not vectors:
        raise EmptyQuery("Type some words or choose a picture to search by.")
    total = np.einsum("n,nd->d", np.asarray(weights, np.float64), np.stack(vectors).astype(np.float64))
    length = float(np.linalg.norm(total))
    if length < 1e-6:
        raise EmptyQuery("The parts of this search cancel each other out. Change a weight or take a part away.")
    return np.asarray(total / length, np.float32)
