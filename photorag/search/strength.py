"""Match strength: a raw cosine judged against how the library as a whole scores for the same query.

Useful cosines differ from query to query and from model to model, so no flat cut-off works. The scores of a sample of
the library say what "unrelated" looks like for this query; a hit is strong when it stands out from them.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from photorag.core.query import Group

SAMPLE_SIZE = 1000

# Among N unrelated photos with normally spread scores the best comes about sqrt(2 ln N) deviations above the middle
# (the expected maximum of N normal variables). A hit near that is as likely as not a match; a little less is asked for,
# since real scores thin out faster than the normal distribution does.
_SHARE_OF_LUCK = 0.8
_STEEPNESS = 1.5
_BEST_FROM = 0.5
# With only a handful of photos there is no crowd to stand out from; the spread is then taken to be at least this wide.
_SMALLEST_SPREAD = 0.02
_ONE_DEVIATION_BELOW = 15.87  # per cent of a normal distribution


def strengths(scores: NDArray[np.float32], sample: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Strength 0..1 of each score, (n,), against the scores of a sample, (m,), of a library of ``count`` segments.

    A logistic curve over (score - median) / spread, where the spread is taken from the lower half of the sample: the
    upper half holds what does match.
    """
    if not len(sample):
        return np.zeros(len(scores), np.float32)
    low, middle = np.percentile(sample, (_ONE_DEVIATION_BELOW, 50.0)).tolist()
    spread = max(middle - low, _SMALLEST_SPREAD)
    even_chance = _SHARE_OF_LUCK * math.sqrt(2.0 * math.log(max(count, 2)))
    deviations = (scores - middle) / spread
    return np.asarray(1.0 / (1.0 + np.exp(-_STEEPNESS * (deviations - even_chance))), np.float32)


def group_of(strength: float) -> Group:
    return "best" if strength >= _BEST_FROM else "less likely"
