"""Match strength: a raw cosine judged against how the library as a whole scores for the same query.

Useful cosines differ from query to query and from model to model, so no flat cut-off works. The scores of a sample of
the library say what "unrelated" looks like for this query; a hit is strong when it stands out from them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photorag.core.query import Group

SAMPLE_SIZE = 1000

# A hit three robust deviations above the middle of the library is as likely as not a match: among a thousand unrelated
# photos with normally spread scores about one comes that far.
_EVEN_CHANCE = 3.0
_STEEPNESS = 1.5
_BEST_FROM = 0.5
# With only a handful of photos there is no crowd to stand out from; the spread is then taken to be at least this wide.
_SMALLEST_SPREAD = 0.02
# The median absolute deviation of a normal distribution is 1 / 1.4826 of its standard deviation.
_MAD_TO_DEVIATION = 1.4826


def strengths(scores: NDArray[np.float32], sample: NDArray[np.float32]) -> NDArray[np.float32]:
    """Strength 0..1 of each score, (n,), against the scores of a sample of the library, (m,).

    A logistic curve over the robust z-score: (score - median) / (1.4826 * median absolute deviation).
    """
    if not len(sample):
        return np.zeros(len(scores), np.float32)
    middle = float(np.median(sample))
    spread = max(_MAD_TO_DEVIATION * float(np.median(np.abs(sample - middle))), _SMALLEST_SPREAD)
    deviations = (scores - middle) / spread
    return np.asarray(1.0 / (1.0 + np.exp(-_STEEPNESS * (deviations - _EVEN_CHANCE))), np.float32)


def group_of(strength: float) -> Group:
    return "best" if strength >= _BEST_FROM else "less likely"
