"""One ranking from two: how a photo looks, and what its texts say.

Cosines and shares of words have no common scale, ranks have: reciprocal rank fusion adds 1 / (60 + rank) of each list
(Cormack, Clarke & Büttcher 2009, "Reciprocal rank fusion outperforms Condorcet and individual rank learning methods",
with their constant). Its ranks lie close together near the top, where a tenth of a vote lifts a photo over several
others, so each vote counts for as much as its signal is sure of the photo:

- by sight, a quarter and the strength of the match (0 to 1): the quarter keeps weak matches in their order;
- by text, the square of the coverage, the share of the query's words that the photo's texts hold, by their rarity. One
  common word of four is worth nothing to speak of, all of them as much as a sure match by sight. Photos whose texts
  hold the same words share a rank: between them, the pictures decide.

Chosen with `benchmarks/fusion.py` over models from sure to guessing: votes of one size lose a tenth of the first hits
of a sure model to captions that share some words with the query.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

K = 60
_SIGHT_FLOOR = 0.25

Scores = NDArray[np.float64]


def fused_scores(
    cosines: NDArray[np.float32], strengths: Scores, coverage: NDArray[np.float32], text_weight: float = 1.0
) -> Scores:
    """For photos (n,), the fused score, higher is better.

    Args:
        cosines: of the photo with the query; NaN for those without a vector.
        strengths: of that match, 0 to 1.
        coverage: how much of the query the photo's texts hold, 0 to 1.
        text_weight: the words' part in the query, 0 to 1; less than 1 where pictures were given too.
    """
    ranks = ranks_of(cosines)
    by_sight = np.where(ranks > 0, (_SIGHT_FLOOR + strengths) / (K + ranks), 0.0)
    by_text = text_weight * text_strengths(coverage) / (K + ranks_of(coverage))
    scores: Scores = by_sight + by_text
    return scores


def joint_strengths(by_sight: Scores, coverage: NDArray[np.float32], text_weight: float = 1.0) -> Scores:
    """Strengths 0 to 1 of matches by sight and by text: as sure as either, and surer where both agree (the chance that
    not both are wrong, if they were independent)."""
    joint: Scores = 1.0 - (1.0 - by_sight) * (1.0 - text_weight * text_strengths(coverage))
    return joint


def text_strengths(coverage: NDArray[np.float32]) -> Scores:
    """How sure the texts are of a photo, 0 to 1."""
    strengths: Scores = coverage.astype(np.float64) ** 2
    return strengths


def ranks_of(values: NDArray[np.floating]) -> NDArray[np.int64]:
    """Ranks (n,) from 1 for the highest value; equal values share the best rank of theirs: 3, 3, 1 -> 1, 1, 3. NaN has
    none: 0."""
    known = ~np.isnan(values)
    ascending = np.sort(values[known])
    ranks = np.zeros(len(values), np.int64)
    ranks[known] = len(ascending) - np.searchsorted(ascending, values[known], side="right") + 1
    return ranks
