"""The graph by itself: what it was measured for it keeps, what it was not it declines."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken
from photorag.core.errors import Cancelled
from photorag.store.graph import Graph, sample_queries

Shape = Callable[[np.random.Generator, int], NDArray[np.float64]]
DIM = 24


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _clustered(generator: np.random.Generator, count: int) -> NDArray[np.float64]:
    return generator.standard_normal((40, DIM))[generator.integers(0, 40, count)] + 0.3 * generator.standard_normal(
        (count, DIM)
    )


def _narrow_cone(generator: np.random.Generator, count: int) -> NDArray[np.float64]:
    return 6 * np.ones(DIM) + _clustered(generator, count)


def _some_copies(generator: np.random.Generator, count: int) -> NDArray[np.float64]:
    rows = _clustered(generator, count)
    rows[: count // 5] = rows[generator.integers(0, 100, count // 5)]
    return rows


@pytest.mark.parametrize("shape", [_clustered, _narrow_cone, _some_copies])
def test_a_fit_graph_finds_what_it_was_measured_for(shape: Shape) -> None:
    generator = np.random.default_rng(5)
    rows = _unit(shape(generator, 4000))
    ids = np.sort(generator.choice(10**9, len(rows), replace=False))
    graph = Graph.build(ids, rows, CancelToken())
    assert graph.fit
    queries = _unit(rows[::40] + 0.3 * generator.standard_normal((100, DIM)))
    hits = 0
    for query in queries:
        found = graph.nearest(query, 10)
        assert found is not None and len(set(found.tolist())) == 10
        scores = rows[np.searchsorted(ids, found)] @ query
        hits += int(np.count_nonzero(scores >= np.sort(rows @ query)[-10] - 1e-6))
    assert hits >= 990


def test_a_graph_declines_what_it_was_not_measured_for() -> None:
    rows = _unit(_clustered(np.random.default_rng(1), 300))
    graph = Graph.build(np.arange(300), rows, CancelToken())
    assert graph.nearest(rows[0], 10) is not None
    assert graph.nearest(rows[0], 299) is None
    assert Graph.build(np.arange(5), rows[:5], CancelToken()).nearest(rows[0], 6) is None


def test_no_graph_over_vectors_without_structure() -> None:
    rows = _unit(np.random.default_rng(1).standard_normal((4000, 256)))
    assert not Graph.build(np.arange(4000), rows, CancelToken()).fit


def test_sample_queries_are_unit_vectors_and_always_the_same() -> None:
    rows = _unit(_narrow_cone(np.random.default_rng(1), 500))
    kinds = sample_queries(rows)
    assert all(np.allclose(np.linalg.norm(kind, axis=1), 1, atol=1e-5) for kind in kinds)
    assert all(np.array_equal(kind, again) for kind, again in zip(kinds, sample_queries(rows), strict=True))
    # The third kind lies off the cloud: far from every stored vector, as a text does.
    assert (kinds[2] @ rows.T).max() < 0.75 < (kinds[1] @ rows.T).max(axis=1).min()
    same = _unit(np.ones((20, DIM)))
    assert all(bool(np.isfinite(kind).all()) for kind in sample_queries(same))


def test_a_build_can_be_cancelled() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        Graph.build(np.arange(10), _unit(np.ones((10, DIM))), cancel)
