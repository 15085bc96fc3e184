"""What the person says about hits: "more like this", "not this". It steers the query, and copies of wrong hits sink.

Steering is Rocchio's (Rocchio 1971; Manning, Raghavan, Schuetze, *Introduction to Information Retrieval*, 2008, section
9.1.1): the query, plus a share of what the right ones have in common, less a share of what the wrong ones have. The
book's 0.15 for the wrong ones holds for photos too: a wrong hit is near the query, so that more would take the query
itself away. For the right ones its 0.75 is too much: photos lie nearer to each other than to words, and one photo would
take over (average precision of the rest fell with it). `benchmarks/calibration.py` prints what clicks bring.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photorag.search.query_vector import weighted_sum

Vectors = NDArray[np.float32]

_LIKE = 0.3
_UNLIKE = 0.15
# A copy is nearer than this share of the way from an uncommonly alike pair of photos to one and the same.
_COPY_SHARE = 0.65
_ALIKE = 99.0  # per cent of pairs
_LEAST_COPY = 0.85
_COMPARED = 300  # photos of the sample: 45,000 pairs


def steered(query: Vectors | None, like: Vectors, unlike: Vectors, middle: Vectors | None = None) -> Vectors:
    """The query's unit vector (dim,) led towards ``like`` (p, dim) and away from ``unlike`` (u, dim); unit again.

    ``middle`` (dim,) is the mean of a sample of the library: what all photos share says nothing of these. Without a
    query, the right photos are the query. Returns the query unchanged when there are neither. Raises `EmptyQuery` when
    nothing is left.
    """
    if query is not None and not len(like) and not len(unlike):
        return query
    parts, weights = ([query], [1.0]) if query is not None else ([], [])
    common = np.zeros_like(like[0] if len(like) else unlike[0]) if middle is None else middle
    if len(like):
        parts.append(like.mean(axis=0) - common if query is not None else like.mean(axis=0))
        weights.append(_LIKE if query is not None else 1.0)
    if len(unlike) and parts:
        parts.append(unlike.mean(axis=0) - common)
        weights.append(-_UNLIKE)
    return weighted_sum(parts, weights)


def pushed_down(vectors: Vectors, unlike: Vectors, sample: Vectors) -> NDArray[np.bool_]:
    """Which photos (n, dim) are near-copies of a wrong one (u, dim), (n,): they go below all others, as the next of a
    burst is as wrong. What counts as near is told by how alike the photos of the library's sample (m, dim) are."""
    if not len(unlike) or not len(vectors):
        return np.zeros(len(vectors), np.bool_)
    return np.asarray((vectors @ unlike.T).max(axis=1) >= _nearness_of_copies(sample), np.bool_)


def _nearness_of_copies(sample: Vectors) -> float:
    some = sample[:: max(1, len(sample) // _COMPARED)][:_COMPARED]
    if len(some) < 2:
        return _LEAST_COPY
    pairs = (some @ some.T)[np.triu_indices(len(some), 1)]
    alike = float(np.percentile(pairs, _ALIKE))
    return min(max(_LEAST_COPY, alike + _COPY_SHARE * (1.0 - alike)), 0.99)
