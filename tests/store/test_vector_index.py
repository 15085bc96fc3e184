"""The vector index against brute force: whatever is added, discarded, sealed, saved and loaded again."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken
from photorag.core.errors import StorageError
from photorag.store import graph, vector_index
from photorag.store.graph import Graph
from photorag.store.vector_index import Neighbours, VectorIndex

DIM = 8


def unit_rows(count: int, dim: int = DIM, seed: int = 0, clusters: int = 0) -> NDArray[np.float32]:
    """Unit vectors that survive rounding to float16 unchanged; scattered, or around so many centres."""
    generator = np.random.default_rng(seed)
    rows = generator.standard_normal((count, dim))
    if clusters:
        rows = 0.5 * rows + 1.5 * generator.standard_normal((clusters, dim))[generator.integers(0, clusters, count)]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float16).astype(np.float32)


def brute(vectors: dict[int, NDArray[np.float32]], query: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
    """The best ``k`` as (id, score), computed one at a time in float64."""
    wide = query.astype(np.float64) / np.linalg.norm(query.astype(np.float64))
    scored = [(number, np.float32(vector.astype(np.float64) @ wide)) for number, vector in vectors.items()]
    return [(number, float(score)) for number, score in sorted(scored, key=lambda each: (-each[1], each[0]))[:k]]


def assert_same(found: Neighbours, expected: list[tuple[int, float]]) -> None:
    assert found.ids.dtype == np.int64 and found.scores.dtype == np.float32
    np.testing.assert_allclose(found.scores, [score for _, score in expected], rtol=0, atol=2e-7)
    assert found.ids.tolist() == [number for number, _ in expected]


def filled(folder: Path, rows: NDArray[np.float32], exact_below: int = 30_000, portion: int = 10_000) -> VectorIndex:
    """An index of these rows, with ids and sequence numbers 1, 2, 3 ..."""
    index = VectorIndex(folder, "a model", rows.shape[1], exact_below=exact_below)
    feed(index, rows, 0, portion)
    return index


def feed(index: VectorIndex, rows: NDArray[np.float32], start: int, portion: int = 10_000) -> None:
    for first in range(start, len(rows), portion):
        last = min(first + portion, len(rows))
        index.add(np.arange(first + 1, last + 1), rows[first:last], last)


POOL = unit_rows(64, seed=7)
POOL[40:48] = POOL[0]  # some pictures are there many times over
QUERIES = unit_rows(8, seed=8)


class IndexMachine(RuleBasedStateMachine):
    """The index beside a log and a dict, as the database would hold them."""

    base: Path  # set by the test: a machine can't take pytest's tmp_path

    @initialize()
    def start(self) -> None:
        self.folder = self.base / secrets.token_hex(4)
        self.log: list[tuple[int, int]] = []
        self.last = 0
        self.index = VectorIndex(self.folder, "m/1", DIM, exact_below=12)

    def live(self) -> dict[int, NDArray[np.float32]]:
        return {number: POOL[number] for _, number in self.log}

    @rule(numbers=st.lists(st.integers(0, 63), min_size=1, max_size=20))
    def add(self, numbers: list[int]) -> None:
        for number in dict.fromkeys(numbers):
            if number not in self.live():
                self.last += 1
                self.log.append((self.last, number))
        self.last += 1  # numbers are also used up by other models
        self.index.add(numbers, POOL[numbers], self.last)

    @rule(numbers=st.sets(st.integers(0, 70), max_size=12))
    def discard(self, numbers: set[int]) -> None:
        self.log = [row for row in self.log if row[1] not in numbers]
        self.index.discard(numbers)

    @rule()
    def maintain(self) -> None:
        self.index.maintain(CancelToken())
        assert self.index.maintain(CancelToken()) is False

    @rule()
    def save(self) -> None:
        self.index.save()

    @rule()
    def reopen(self) -> None:
        self.index = VectorIndex(self.folder, "m/1", DIM, exact_below=12)
        through = self.index.load()
        assert through == self.index.through_sequence <= self.last
        rows = [row for row in self.log if row[0] > through]
        if rows:
            numbers = [number for _, number in rows]
            self.index.add(numbers, POOL[numbers], rows[-1][0])
        self.index.discard(np.setdiff1d(self.index.segment_ids(), sorted(self.live())))

    @rule(query=st.integers(0, 7), k=st.integers(0, 70), without=st.sets(st.integers(0, 70), max_size=5))
    def search(self, query: int, k: int, without: set[int]) -> None:
        vectors = {number: vector for number, vector in self.live().items() if number not in without}
        found = self.index.search(QUERIES[query], k, without=without)
        expected = brute(vectors, QUERIES[query], k)
        if self.index.graph_count:  # a graph may choose otherwise among equals
            assert set(found.ids.tolist()) <= vectors.keys()
            assert np.allclose(found.scores, [score for _, score in expected], atol=2e-7)
        else:
            assert_same(found, expected)

    @rule(query=st.integers(0, 7), k=st.integers(0, 70), allowed=st.lists(st.integers(0, 70)))
    def search_among(self, query: int, k: int, allowed: list[int]) -> None:
        vectors = {number: vector for number, vector in self.live().items() if number in allowed}
        found = self.index.search(QUERIES[query], k, allowed=np.array(allowed, np.int64))
        assert_same(found, brute(vectors, QUERIES[query], k))

    @invariant()
    def holds_the_same(self) -> None:
        live = self.live()
        assert self.index.segment_ids().tolist() == sorted(live)
        assert self.index.count == len(live)
        numbers = list(live)
        assert np.array_equal(self.index.vectors_of(numbers), POOL[numbers])
        assert self.index.check(np.array(sorted(live), np.int64)) == []


def test_any_history_agrees_with_a_dict(tmp_path: Path) -> None:
    IndexMachine.base = tmp_path
    run_state_machine_as_test(IndexMachine, settings=settings(max_examples=60, stateful_step_count=25, deadline=None))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 400), st.integers(1, 400), st.floats(0, 1), st.integers(0, 10**6))
def test_every_filter_is_exact(tmp_path: Path, count: int, k: int, share: float, seed: int) -> None:
    rows = unit_rows(count, seed=seed)
    index = filled(tmp_path, rows, exact_below=50)
    index.maintain(CancelToken())
    allowed = np.random.default_rng(seed).permutation(count)[: round(count * share)] + 1
    vectors = {int(number): rows[number - 1] for number in allowed}
    assert_same(index.search(rows[0] + 0.1, k, allowed=allowed), brute(vectors, rows[0] + np.float32(0.1), k))


def test_equal_vectors_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    rows = unit_rows(1000, dim=96)
    rows[100:900] = rows[5]
    index = filled(tmp_path, rows)
    assert index.search(rows[5], 50).ids.tolist() == [6, *range(101, 150)]
    assert index.search(rows[5], 50, allowed=np.arange(500, 700)).ids.tolist() == list(range(500, 550))


def test_recall_with_graphs_and_texts_far_from_the_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """99 % of the best ten are promised for the kinds of queries that are measured, so they are asked here, anew and
    many: of a hundred, one graph misses 4 neighbours of 1,000 and another 11. Threads build the graphs, so that no two
    are alike, and with luck the narrowest width of all passes the measure.

    The other texts are farther off than any that are measured. For them nothing is promised; at that narrowest width,
    99.0 % are found (the same to a tenth of a percent in graph after graph), at the next 99.7 %; at half of it 95.8 %.
    """
    rows = unit_rows(6000, dim=16, clusters=60)
    index = filled(tmp_path, rows, exact_below=2000, portion=500)
    assert index.maintain(CancelToken())
    assert index.graph_count == 6000
    generator = np.random.default_rng(3)
    farther = generator.standard_normal((2000, 16), dtype=np.float32) / np.float32(4)
    farther += rows[generator.integers(0, len(rows), len(farther))] * np.float32(0.5)
    monkeypatch.setattr(graph, "_SAMPLE", 2000)
    for measured in graph.sample_queries(rows):
        assert recall(index, rows, measured) >= 0.99
    assert recall(index, rows, farther) >= 0.985


def recall(index: VectorIndex, rows: NDArray[np.float32], queries: NDArray[np.float32]) -> float:
    """The share of each query's best ten that the index finds; any of those with equal scores will do."""
    hits = 0
    for query in queries:
        limit = np.partition(rows @ (query / np.linalg.norm(query)), -10)[-10] - 1e-6
        hits += int(np.count_nonzero(index.search(query, 10).scores >= limit))
    return hits / (10 * len(queries))


def test_many_neighbours_are_exact(tmp_path: Path) -> None:
    rows = unit_rows(3000, dim=16, clusters=20)
    index = filled(tmp_path, rows, exact_below=1000)
    index.maintain(CancelToken())
    assert index.graph_count
    vectors = dict(enumerate(rows, 1))
    for k in (1000, 2000, 3000, 5000):
        assert_same(index.search(QUERIES[0].repeat(2), k), brute(vectors, QUERIES[0].repeat(2), k))


def test_an_empty_index_answers(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path / "not there yet", "m", DIM)
    assert index.load() == 0
    assert len(index.search(QUERIES[0], 5)) == 0
    assert len(index.search(QUERIES[0], 5, allowed=np.array([1, 2]))) == 0
    assert index.vectors_of([1]).shape == (0, DIM)
    assert index.segment_ids().tolist() == [] and index.count == index.graph_count == index.through_sequence == 0
    assert index.maintain(CancelToken()) is False
    assert index.check() == []
    index.save()
    assert not (tmp_path / "not there yet").exists()


@pytest.mark.parametrize(
    ("ids", "rows"),
    [
        ([1], np.full((1, DIM), np.nan)),
        ([1], np.zeros((1, DIM))),
        ([1], np.full((1, DIM), np.inf)),
        ([1], np.full((1, DIM), 1e30)),
        ([1], np.ones((1, DIM))),
        ([1], QUERIES[:1, :4]),
        ([1, 2], QUERIES[:1]),
        ([[1]], QUERIES[:1]),
        ([1], QUERIES[0]),
    ],
)
def test_vectors_that_do_not_fit_are_refused(tmp_path: Path, ids: Any, rows: NDArray[np.floating]) -> None:
    index = VectorIndex(tmp_path, "m", DIM)
    with pytest.raises(ValueError):
        index.add(ids, rows, 1)
    assert index.count == 0 and index.through_sequence == 0


@pytest.mark.parametrize("query", [np.zeros(DIM), np.full(DIM, np.nan), np.full(DIM, 1e300), QUERIES, QUERIES[0, :3]])
def test_queries_that_do_not_fit_are_refused(tmp_path: Path, query: NDArray[np.floating]) -> None:
    with pytest.raises(ValueError):
        filled(tmp_path, POOL).search(query, 3)


def test_a_restart_changes_no_score(tmp_path: Path) -> None:
    exact = np.random.default_rng(1).standard_normal((50, DIM))
    exact /= np.linalg.norm(exact, axis=1, keepdims=True)
    before = filled(tmp_path, exact.astype(np.float32)).search(QUERIES[0], 50)
    after = VectorIndex(tmp_path, "a model", DIM)
    after.add(np.arange(1, 51), exact.astype(np.float16), 50)
    assert np.array_equal(after.search(QUERIES[0], 50).scores, before.scores)
    assert np.array_equal(after.search(QUERIES[0] * 3, 50).ids, before.ids)


def test_news_brought_twice_changes_nothing(tmp_path: Path) -> None:
    index = filled(tmp_path, POOL[:40])
    index.discard([3])
    feed(index, POOL[:40], 0)
    assert index.count == 39 and index.through_sequence == 40
    index.add([41], POOL[[50]], 39)
    assert index.count == 39


def test_small_blocks_grow_together_and_large_ones_stand_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_index, "LARGEST_BLOCK", 100)
    rows = unit_rows(330)
    index = VectorIndex(tmp_path, "a model", DIM, exact_below=30)
    for end, graphs, inside in ((29, 0, 0), (30, 1, 30), (60, 1, 60), (100, 1, 100), (129, 1, 100), (130, 2, 130)):
        feed(index, rows[:end], index.count, portion=10)
        index.maintain(CancelToken())
        assert (len(list(tmp_path.glob("*.graph"))), index.graph_count) == (graphs, inside)
    feed(index, rows, index.count, portion=10)  # two hundred at once, as after a rebuild
    index.maintain(CancelToken())
    assert index.graph_count == 330 and len(list(tmp_path.glob("*.graph"))) == 4
    again = VectorIndex(tmp_path, "a model", DIM)
    assert again.load() == 330 and again.graph_count == 330
    assert_same(again.search(QUERIES[0], 10), brute(dict(enumerate(rows, 1)), QUERIES[0], 10))


def test_the_dead_are_cleared_out(tmp_path: Path) -> None:
    index = filled(tmp_path, POOL, exact_below=64)
    index.maintain(CancelToken())
    index.discard(range(1, 10))
    assert index.maintain(CancelToken()) is False  # 14 %
    index.discard([10])
    assert index.maintain(CancelToken()) is True
    again = VectorIndex(tmp_path, "a model", DIM)
    assert again.load() == 64
    assert again.segment_ids().tolist() == list(range(11, 65))
    index.discard(range(64 + 1))
    assert index.maintain(CancelToken()) is True
    assert not list(tmp_path.glob("*.graph")) and index.count == 0
    assert again.load() == 0


def test_the_tail_forgets_its_dead(tmp_path: Path) -> None:
    index = filled(tmp_path, POOL, portion=7)
    index.discard(range(1, 30))
    assert index.maintain(CancelToken()) is True
    assert index.segment_ids().tolist() == list(range(30, 65)) and index.through_sequence == 64
    index.add([3], POOL[[2]], 65)  # taken back out of the bin
    assert index.search(POOL[2], 1).ids.tolist() == [3]


def test_dead_neighbours_do_not_hide_the_living(tmp_path: Path) -> None:
    rows = unit_rows(2000, dim=16, clusters=20)
    index = filled(tmp_path, rows, exact_below=1000)
    index.maintain(CancelToken())
    query = rows[0]
    nearest = index.search(query, 250).ids
    index.discard(nearest.tolist())
    vectors = {number: row for number, row in enumerate(rows, 1) if number not in set(nearest.tolist())}
    assert_same(index.search(query, 10), brute(vectors, query, 10))


def test_a_graph_that_does_not_pay_is_not_used_nor_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = unit_rows(4000, dim=256)  # no structure at all: the worst case for any graph
    index = filled(tmp_path, rows, exact_below=2500)
    assert index.maintain(CancelToken()) is True
    assert index.graph_count == 0 and index.count == 4000
    assert_same(index.search(rows[0], 10), brute(dict(enumerate(rows, 1)), rows[0], 10))
    again = VectorIndex(tmp_path, "a model", 256, exact_below=2500)
    assert again.load() == 0
    feed(again, rows, 0)
    monkeypatch.setattr(Graph, "build", _not_called)
    assert again.maintain(CancelToken()) is index.maintain(CancelToken()) is False


def test_cancelled_maintenance_leaves_all_as_it_was(tmp_path: Path) -> None:
    index = filled(tmp_path, POOL, exact_below=30)
    cancel = CancelToken()
    cancel.cancel()
    assert index.maintain(cancel) is False
    assert index.graph_count == 0 and index.count == 64
    assert index.maintain(CancelToken()) is True


def test_changes_during_a_build_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = filled(tmp_path, POOL[:40], exact_below=30)
    build = Graph.build

    def busy(ids: NDArray[np.int64], vectors: NDArray[np.float32], cancel: CancelToken) -> Graph:
        graph = build(ids, vectors, cancel)
        index.discard([1, 2, 50])
        feed(index, POOL, 40)
        index.discard([60])
        return graph

    monkeypatch.setattr(Graph, "build", busy)
    index.maintain(CancelToken())
    vectors = {number: row for number, row in enumerate(POOL, 1) if number not in (1, 2, 60)}
    assert index.segment_ids().tolist() == list(vectors) and index.graph_count == 38
    assert_same(index.search(QUERIES[1], 61, allowed=np.arange(70)), brute(vectors, QUERIES[1], 61))


def test_searches_while_everything_changes(tmp_path: Path) -> None:
    rows = unit_rows(1500, dim=16, clusters=10)
    index = VectorIndex(tmp_path, "m", 16, exact_below=200)
    index.add(np.arange(100), rows[:100], 100)
    done = threading.Event()
    problems: list[object] = []

    def look(seed: int) -> None:
        generator = np.random.default_rng(seed)
        looks = 0
        while not done.is_set():
            looks += 1
            query = rows[generator.integers(0, len(rows))]
            allowed = generator.permutation(1500)[:300] if looks % 3 == 0 else None
            try:
                found = index.search(query, 10, allowed=allowed)
                vectors = rows[found.ids]
                assert len(found) == 10 or allowed is not None
                assert len(set(found.ids.tolist())) == len(found) and np.all(np.diff(found.scores) <= 0)
                np.testing.assert_allclose(vectors @ query / np.linalg.norm(query), found.scores, atol=1e-5)
                assert index.vectors_of(found.ids).shape[1] == 16
            except Exception as problem:  # noqa: BLE001 - reported below, on the test's own thread
                problems.append(problem)
                return

    threads = [threading.Thread(target=look, args=(seed,)) for seed in range(3)]
    for thread in threads:
        thread.start()
    for start in range(100, 1500, 50):
        index.add(np.arange(start, start + 50), rows[start : start + 50], start + 50)
        index.discard(range(start - 50, start - 40))
        if start % 200 == 0:
            index.maintain(CancelToken())
    done.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert index.count == 1500 - 28 * 10 and index.graph_count


def test_models_do_not_meet(tmp_path: Path) -> None:
    one = filled(tmp_path, POOL, exact_below=30)
    one.maintain(CancelToken())
    for model in ("a-model", "a model ", "../a model", "ä model"):
        other = VectorIndex(tmp_path, model, DIM, exact_below=30)
        assert other.load() == 0
        feed(other, QUERIES.repeat(8, axis=0), 0)
        other.maintain(CancelToken())
    assert one.check(np.arange(1, 65)) == [] and one.load() == 64
    assert np.array_equal(one.vectors_of([7]), POOL[[6]])
    assert len(list(tmp_path.glob("*.graph"))) == len(list(tmp_path.iterdir())) / 2 == 5


def test_check_says_what_is_wrong(tmp_path: Path) -> None:
    index = filled(tmp_path, POOL, exact_below=30)
    index.maintain(CancelToken())
    assert "lacks 1 segments and has 2 that are gone" in index.check(np.arange(3, 66))[0]
    next(tmp_path.glob("*.graph")).write_bytes(b"")
    assert "will be rebuilt" in index.check(np.arange(1, 65))[0]


def test_a_folder_that_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    index = filled(tmp_path / "file", POOL, exact_below=30)
    with pytest.raises(StorageError):
        index.maintain(CancelToken())
    assert index.graph_count == 64 and len(index.search(QUERIES[0], 5)) == 5


def _not_called(*_: Iterable[object]) -> Graph:
    raise AssertionError("should not have been called")
