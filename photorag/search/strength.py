"""Match strength: what a raw cosine is worth, for this query, this model and this library.

Useful cosines differ from model to model and from photo to photo, so no flat cut-off works, and a thing that no photo
shows must not be found. Two ways of judging:

- Words are held against several hundred reference phrases (`Yardstick`): a photo shows them when they fit it as well as
  only the best of all those phrases fit a photo of this library.
- Pictures have no such phrases; a photo is like one when its score stands out from those of a sample of the library
  (`strengths`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photorag.core.query import Group

Vectors = NDArray[np.float32]

SAMPLE_SIZE = 1000

_BEST_FROM = 0.5

# How high a phrase ranks among the references for a photo that it more or less fits; the score there is the reach.
_FITTING_SHARE = 0.02
# Phrases nearer to each other than this are the same one to the model.
_SAME = 0.995
# So many references with one vector: the model has one vector for all words it does not know, and this is it.
_UNKNOWN_FROM = 6
# The fit where a match is as likely as not, without luck and for one expected deviation of it: among N unrelated photos
# the best comes about sqrt(2 ln N) deviations above the middle (the expected maximum of N normal variables). These two
# and the steepness were chosen by the trade that `benchmarks/calibration.py` prints, for two very different models; the
# first is where, over both its tuning halves together, present things lost (5 % allowed) and absent ones found (20 %)
# come nearest to what is allowed: the greater excess is the least, and absent things the fewest, to a twentieth.
_EVEN_CHANCE = 0.8
_LUCK = 0.125
_STEEPNESS = 4.0
# Of a handful of photos as much is asked as of this many: the curve was chosen on libraries of eight photos and more.
_LEAST_COUNT = 10
# How much of a photo's liking for all phrases is taken off its scores: some (blank pages, patterns) like everything.
_PHOTO_SHARE = 0.3
# With fewer photos than this, what they have in common is what they show more than how the model is made.
_FEW_PHOTOS = 20.0
_SMALLEST_REACH = 1e-3

# Among N unrelated photos the best is a matter of luck (above); a little less is asked for than the normal distribution
# says, since real scores thin out faster.
_SHARE_OF_LUCK = 0.8
_PICTURE_STEEPNESS = 1.5
# With only a handful of photos there is no crowd to stand out from; the spread is then taken to be at least this wide.
_SMALLEST_SPREAD = 0.02
_ONE_DEVIATION_BELOW = 15.87  # per cent of a normal distribution


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What scores of words mean for one model and one library. Made once, as long as the sample stays the same.

    ``middle`` is the mean cosine of the library's sample with the references, ``reach`` how far above it a fitting
    phrase comes. ``commonness`` 0..1 is the mean cosine of two photos: where it is high, as in CLIP, a phrase that all
    photos score high for is one that the model likes; where it is low, it is something that the library is full of.
    """

    phrase: Vectors  # (dim,) the mean of the references
    sample: Vectors  # (m, dim)
    unknown: Vectors  # (k, dim) the vectors of words that the model does not know
    count: int
    middle: float
    reach: float
    commonness: float

    @classmethod
    def of(cls, references: Vectors, sample: Vectors, count: int) -> Yardstick:
        """From the vectors of `REFERENCE_PHRASES` (r, dim), those of a sample of the library (m, dim), and the number
        of segments in the whole library. All are unit vectors; each may be empty, then nothing is ever strong."""
        distinct, unknown = _distinct(references)
        if not len(distinct) or not len(sample):
            width = sample.shape[1] if sample.ndim == 2 else 0
            return cls(np.zeros(width, np.float32), sample, unknown, count, 0.0, math.inf, 0.0)
        scores = sample @ distinct.T
        place = max(2, round(_FITTING_SHARE * len(distinct)))
        fitting = np.sort(scores, axis=1)[:, -min(place, scores.shape[1])]
        middle = float(scores.mean())
        reach = max(float(fitting.mean()) - middle, _SMALLEST_REACH)
        return cls(distinct.mean(axis=0), sample, unknown, count, middle, reach, _commonness(sample))

    def knows(self, query: Vectors) -> bool:
        """False when the model knows none of the words of this query vector (dim,): any ranking by it is chance."""
        return not len(self.unknown) or float((self.unknown @ query).max()) < _SAME

    def fit(self, vectors: Vectors, query: Vectors) -> Vectors:
        """How well words fit photos: (n, dim) and a unit vector (dim,) -> (n,).

        0 for words as good as any, 1 where only one phrase in fifty fits as well; sights in plain view come to 2.
        """
        if not len(vectors) or not len(self.sample):
            return np.zeros(len(vectors), np.float32)
        scores = vectors @ query - self.middle
        liked_by_all = self.commonness * (float((self.sample @ query).mean()) - self.middle)
        likes_all = _PHOTO_SHARE * (vectors @ self.phrase - self.middle)
        return np.asarray((scores - liked_by_all - likes_all) / self.reach, np.float32)

    def strengths(self, vectors: Vectors, query: Vectors) -> Vectors:
        """Strength 0..1 of the match of each of these photos (n, dim) with the words' vector (dim,) -> (n,)."""
        if not self.knows(query):
            return np.zeros(len(vectors), np.float32)
        even_chance = _EVEN_CHANCE + _LUCK * math.sqrt(2.0 * math.log(max(self.count, _LEAST_COUNT)))
        return np.asarray(_logistic(_STEEPNESS * (self.fit(vectors, query) - even_chance)), np.float32)


def strengths(scores: Vectors, sample: Vectors, count: int) -> Vectors:
    """For queries with a picture in them: strength 0..1 of each score, (n,), against the scores of a sample, (m,), of a
    library of ``count`` segments.

    A logistic curve over (score - median) / spread, where the spread is taken from the lower half of the sample: the
    upper half holds what does match.
    """
    if not len(sample):
        return np.zeros(len(scores), np.float32)
    low, middle = np.percentile(sample, (_ONE_DEVIATION_BELOW, 50.0)).tolist()
    spread = max(middle - low, _SMALLEST_SPREAD)
    even_chance = _SHARE_OF_LUCK * math.sqrt(2.0 * math.log(max(count, 2)))
    return np.asarray(_logistic(_PICTURE_STEEPNESS * ((scores - middle) / spread - even_chance)), np.float32)


def group_of(strength: float) -> Group:
    return "best" if strength >= _BEST_FROM else "less likely"


def nothing_found(strong: Sequence[float] | Vectors) -> bool:
    """Whether none of these strengths is a match: then no photo seems to show what was asked for."""
    return all(group_of(float(each)) != "best" for each in strong)


def _logistic(values: Vectors) -> NDArray[np.float64]:
    return 1.0 / (1.0 + np.exp(-np.clip(values.astype(np.float64), -60.0, 60.0)))


def _commonness(sample: Vectors) -> float:
    """The mean cosine of two different photos, less of it the fewer there are."""
    count = len(sample)
    if count < 2:
        return 0.0
    total = sample.sum(axis=0, dtype=np.float64)
    mean = (float(total @ total) - count) / (count * (count - 1))
    return float(np.clip(mean * count / (count + _FEW_PHOTOS), 0.0, 1.0))


def _distinct(references: Vectors) -> tuple[Vectors, Vectors]:
    """The references without repeated vectors, and those that were repeated often."""
    if not len(references):
        return references, references
    same = references @ references.T >= _SAME
    first = same.argmax(axis=1)  # the first reference with (nearly) the same vector; its own number if there is none
    kept = first == np.arange(len(references))
    often = kept & (same.sum(axis=1) >= _UNKNOWN_FROM)
    return references[kept], references[often]
