"""One ranking of two."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photorag.search.found import Found, merged
from photorag.search.fusion import fused_scores, joint_strengths, ranks_of

SHARES = st.lists(
    st.tuples(st.floats(-1, 1, width=32), st.floats(0, 1), st.floats(0, 1, width=32)), min_size=1, max_size=40
)


def fused(*photos: tuple[float, float, float]) -> list[float]:
    """Scores for (cosine, strength, coverage) of each photo."""
    cosines, strengths, coverage = (np.array(each) for each in zip(*photos, strict=True))
    scores: list[float] = fused_scores(cosines.astype(np.float32), strengths, coverage.astype(np.float32)).tolist()
    return scores


def test_equal_values_share_a_rank() -> None:
    assert ranks_of(np.array([0.5, 0.9, np.nan, 0.5, 0.1])).tolist() == [2, 1, 0, 2, 4]
    assert ranks_of(np.array([])).tolist() == []


def test_a_weak_text_does_not_displace_a_strong_sight() -> None:
    strong, worded = fused((0.4, 0.95, 0.0), (0.3, 0.3, 0.25))
    assert strong > worded


def test_a_text_that_says_it_all_comes_before_a_guess_by_sight() -> None:
    guess, worded = fused((0.3, 0.2, 0.0), (0.1, 0.0, 1.0))
    assert worded > guess


def test_between_equal_texts_the_pictures_decide() -> None:
    first, second, third = fused((0.2, 0.1, 1.0), (0.3, 0.2, 1.0), (0.1, 0.1, 1.0))
    assert second > first > third


def test_a_photo_without_a_vector_is_found_by_its_text() -> None:
    without, nothing = fused((np.nan, 0.0, 0.5), (np.nan, 0.0, 0.0))
    assert without > nothing == 0.0


@given(photos=SHARES)
def test_better_in_both_is_never_worse(photos: list[tuple[float, float, float]]) -> None:
    scores = fused(*photos)
    for one, score in zip(photos, scores, strict=True):
        for other, other_score in zip(photos, scores, strict=True):
            if all(np.float32(a) >= np.float32(b) for a, b in zip(one, other, strict=True)):
                assert score >= other_score


@given(sight=st.floats(0, 1), coverage=st.floats(0, 1, width=32))
def test_joint_strength_is_no_less_than_either(sight: float, coverage: float) -> None:
    joint = joint_strengths(np.array([sight]), np.array([coverage], np.float32))[0]
    assert max(sight, coverage**2) - 1e-6 <= joint <= 1 + 1e-9


def test_words_count_for_less_beside_pictures() -> None:
    whole, half = (joint_strengths(np.array([0.0]), np.array([1.0], np.float32), weight)[0] for weight in (1.0, 0.5))
    assert (whole, half) == (1.0, 0.5)


def found(*photos: tuple[int, float, float], most: int = 9) -> Found:
    rows, scores, strengths = (np.array(each) for each in zip(*photos, strict=True))
    return Found.of(rows.astype(np.int64), scores, strengths, most)


def test_best_matches_come_first_whatever_their_score() -> None:
    one = found((1, 0.3, 0.2), (2, 0.2, 0.9), (3, np.nan, 0.9), (4, 0.2, 0.9))
    assert one.rows.tolist() == [2, 4, 3, 1]
    assert one.best.tolist() == [True, True, True, False]
    assert one.scores[2] == 0.0


def test_only_the_highest_scores_are_kept() -> None:
    assert found((1, 0.3, 0.2), (2, 0.2, 0.9), (3, 0.1, 0.9), most=2).rows.tolist() == [2, 1]


def test_what_is_wrong_comes_last() -> None:
    rows, scores = np.array([1, 2, 3]), np.array([0.9, 0.1, 0.5])
    wrong = np.array([True, False, False])
    one = Found.of(rows, scores, np.array([0.9, 0.1, 0.9]), 3, wrong)
    assert one.rows.tolist() == [3, 2, 1]
    assert one.strengths[2] == 0.0
    assert Found.of(rows, scores, scores, 2, wrong).rows.tolist() == [3, 2]


def test_alternatives_are_merged_by_where_a_photo_stands_best() -> None:
    one, other = found((1, 0.9, 0.9), (2, 0.8, 0.9), (3, 0.7, 0.1)), found((3, 0.1, 0.8), (1, 0.05, 0.1))
    both = merged([one, other])
    assert both.rows.tolist() == [1, 3, 2]
    assert both.branch.tolist() == [0, 1, 0]
    assert both.best.all()
    assert merged([one]) is one


def test_what_only_passes_a_filter_is_a_best_match() -> None:
    rows = np.array([5, 3], np.int64)
    certain = Found.all_certain(rows)
    assert certain.rows.tolist() == [5, 3]
    assert certain.best.all()
    assert certain.scores.tolist() == certain.strengths.tolist() == pytest.approx([1.0, 1.0])
