"""What was found, as columns: rows with their scores, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from photorag.search.fusion import K
from photorag.search.strength import group_of


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Of one length k, the best first: ``rows`` of the columns, each once; ``scores``; ``strengths`` 0 to 1; ``best``,
    whether it is a best match; ``branch``, the place of the alternative that it comes from."""

    rows: NDArray[np.int64]
    scores: NDArray[np.float64]
    strengths: NDArray[np.float64]
    best: NDArray[np.bool_]
    branch: NDArray[np.int64]

    @classmethod
    def of(
        cls,
        rows: NDArray[np.int64],
        scores: NDArray[np.floating],
        strengths: NDArray[np.float64],
        most: int,
        sunk: NDArray[np.bool_] | None = None,
    ) -> Self:
        """The ``most`` highest scores (NaN, none, is the lowest), of them the best matches first; equal ones by row.
        ``sunk``: those that are wrong whatever their score; they come last."""
        sunk = np.zeros(len(rows), np.bool_) if sunk is None else sunk
        strong = np.where(sunk, 0.0, strengths)
        scored = np.where(np.isnan(scores), -np.inf, scores)
        chosen = np.lexsort((rows, -scored, sunk))[:most]
        best = np.array([group_of(each) == "best" for each in strong[chosen].tolist()], np.bool_)
        order = np.argsort(~best, kind="stable")
        chosen, best = chosen[order], best[order]
        known = np.nan_to_num(scores[chosen].astype(np.float64))
        return cls(rows[chosen], known, strong[chosen], best, np.zeros(len(chosen), np.int64))

    @classmethod
    def all_certain(cls, rows: NDArray[np.int64]) -> Self:
        """What passes filters only: no match is better than another."""
        ones = np.ones(len(rows), np.float64)
        return cls(rows, ones, ones, np.ones(len(rows), np.bool_), np.zeros(len(rows), np.int64))

    def at(self, places: NDArray[np.int64] | slice) -> Found:
        """Those at these places, in that order."""
        return Found(
            self.rows[places], self.scores[places], self.strengths[places], self.best[places], self.branch[places]
        )


def merged(branches: Sequence[Found]) -> Found:
    """One from several alternatives: each photo by the alternative where it stands best.

    Scores of different queries have no common scale; the places do: 1 / (60 + place), as in `photorag.search.fusion`.
    """
    if len(branches) == 1:
        return branches[0]
    rows = np.concatenate([each.rows for each in branches])
    scores = np.concatenate([1.0 / (K + 1 + np.arange(len(each.rows))) for each in branches])
    strengths = np.concatenate([each.strengths for each in branches])
    best = np.concatenate([each.best for each in branches])
    branch = np.repeat(np.arange(len(branches)), [len(each.rows) for each in branches])
    order = np.lexsort((rows, branch, -scores, ~best))
    once = np.sort(np.unique(rows[order], return_index=True)[1])
    chosen = order[once]
    return Found(rows[chosen], scores[chosen], strengths[chosen], best[chosen], branch[chosen])
