"""What is not to be seen: which photos show an excluded thing, judged from scores.

Subtracting a phrase from the query's vector moves the ranking a little and lets the thing through wherever the rest of
the query fits well; and models hardly understand "without" (NegBench, arXiv 2501.09425). So an exclusion is a filter:
each candidate is asked by itself whether it shows the thing, with the same measure as a search for it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photorag.search.strength import Yardstick

Vectors = NDArray[np.float32]

# The fits (`Yardstick.fit`) from which a photo counts as showing the thing. Lower than for a match: what is to be left
# out is seldom what the photo is about, and a photo too few hurts less than one with the thing in it. With several
# phrases the best of them counts, which comes higher by luck. Measured by `benchmarks/calibration.py`; a limit of each
# phrase's own (Otsu's split of its fits in the library) was no better.
_SHOWN_FROM = 0.8
_SHOWN_FROM_BY_ANY = 0.7

# Names of whole families fit a photo of one of the family poorly: they are asked for by kinds as well.
_FAMILIES: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = (
    (
        frozenset({"people", "person", "persons", "humans", "human", "anyone", "anybody", "somebody", "someone"}),
        ("people", "a person", "a man", "a woman", "a child", "a group of people", "a crowd"),
    ),
    (
        frozenset({"food", "foods", "meal", "meals"}),
        ("food", "food on a plate", "fruit", "vegetables", "a meal", "bread", "a cake", "dessert"),
    ),
    (
        frozenset({"animal", "animals", "pets", "pet"}),
        ("an animal", "a dog", "a cat", "a bird", "a horse", "a cow", "a wild animal"),
    ),
)  # fmt: skip
_ARTICLES = frozenset({"a", "an", "the", "any", "some"})


def phrases_for(excluded: str) -> tuple[str, ...]:
    """The phrases to embed for an excluded one: itself, or for "people", "food" and "animals" their kinds."""
    words = [word for word in excluded.casefold().split() if word not in _ARTICLES]
    for names, phrases in _FAMILIES:
        if len(words) == 1 and words[0] in names:
            return phrases
    return (" ".join(excluded.split()),)


def shows(vectors: Vectors, phrases: Vectors, yardstick: Yardstick) -> NDArray[np.bool_]:
    """Which photos (n, dim) show the excluded thing, (n,). ``phrases`` (p, dim) are the vectors of `phrases_for`.

    Words the model does not know exclude nothing.
    """
    known = [phrase for phrase in phrases if yardstick.knows(phrase)]
    if not known or not len(vectors):
        return np.zeros(len(vectors), np.bool_)
    best = np.max([yardstick.fit(vectors, phrase) for phrase in known], axis=0)
    return np.asarray(best >= (_SHOWN_FROM if len(known) == 1 else _SHOWN_FROM_BY_ANY), np.bool_)
