"""How right and how fast the vector index is, against the exact product, on a library of synthetic vectors.

    python benchmarks/vector_search.py [--count 100000] [--dim 512] [--json]

Three shapes of data: *clip*, pictures around a few hundred subjects in a narrow cone (subjects and details have a
falling spectrum, as real embeddings have), asked with pictures and with texts from a cone of their own; *uniform*,
vectors without any structure, for which no graph can be quick: the index should notice and compute exactly. Times
are of this machine as it is at the moment, so each is also given as a ratio to the exact product in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken
from photorag.store.vector_index import VectorIndex

Rows = NDArray[np.float32]
PORTION = 10_000


class Clip:
    """Pictures and texts as CLIP places them: two cones, a few hundred subjects, details."""

    def __init__(self, generator: np.random.Generator, dim: int) -> None:
        self._generator = generator
        self._dim = dim
        self._spectrum = (1 / np.sqrt(1 + np.arange(dim) * 20 / dim)).astype(np.float32)
        self._spectrum /= np.linalg.norm(self._spectrum)
        self._subjects = unit(self._noise(400))
        self._pictures_at, self._texts_at = unit(generator.standard_normal((2, dim), dtype=np.float32))

    def _noise(self, count: int) -> Rows:
        noise: Rows = self._generator.standard_normal((count, self._dim), dtype=np.float32) * self._spectrum
        return noise

    def _subject(self, count: int) -> Rows:
        chosen: Rows = self._subjects[self._generator.integers(0, len(self._subjects), count)]
        return chosen

    def pictures(self, count: int) -> Rows:
        """Cosines of about 0.4 between any two, 0.7 within a subject."""
        return unit(0.65 * self._pictures_at + 0.5 * self._subject(count) + 0.5 * self._noise(count))

    def texts(self, count: int) -> Rows:
        """Cosines of about 0.05 to any picture, 0.25 to those of the subject."""
        return unit(0.8 * self._texts_at + 0.35 * self._subject(count) + 0.4 * self._noise(count))


def unit(rows: Rows) -> Rows:
    """Rows scaled to length 1."""
    scaled: Rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return scaled


def memory() -> float:
    """What this process holds at the moment, in MB; not a number where the system doesn't tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return float("nan")


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def quantiles(ask: Callable[[Any], object], questions: list[Any]) -> tuple[float, float]:
    """p50 and p95 of the time for a question, in milliseconds."""
    for question in questions[:5]:
        ask(question)
    times = [timed(partial(ask, question)) * 1e3 for question in questions]
    return float(np.percentile(times, 50)), float(np.percentile(times, 95))


def exact_top(matrix: Rows, query: Rows, k: int) -> NDArray[np.intp]:
    """The plain way: one float32 product over everything, and a partial sort."""
    scores = matrix @ query
    best = np.argpartition(scores, -k)[-k:]
    top: NDArray[np.intp] = best[np.argsort(-scores[best])]
    return top


def recall(index: VectorIndex, matrix: Rows, queries: Rows, k: int) -> float:
    """The share of the exact best ``k`` that the index finds; an equally good one counts."""
    hits = 0
    for query in queries:
        found = index.search(query, k).ids - 1
        scores = matrix @ query
        hits += int(np.count_nonzero(scores[found] >= np.partition(scores, -k)[-k] - 1e-6))
    return hits / (k * len(queries))


def measure(name: str, matrix: Rows, queries: dict[str, Rows], exact_below: int) -> dict[str, Any]:
    """Everything about one library; prints as it goes."""
    ids = np.arange(1, len(matrix) + 1)
    exact_p50, exact_p95 = quantiles(lambda query: exact_top(matrix, query, 10), list(next(iter(queries.values()))))
    result: dict[str, Any] = {"shape": name, "exact_p50_ms": exact_p50, "exact_p95_ms": exact_p95, "searches": []}
    with tempfile.TemporaryDirectory() as place:
        before = memory()
        index = VectorIndex(Path(place), "benchmark", matrix.shape[1], exact_below=exact_below)

        def feed() -> None:
            for start in range(index.through_sequence, len(matrix), PORTION):
                part = slice(start, min(start + PORTION, len(matrix)))
                index.add(ids[part], matrix[part], part.stop)

        result["feed_s"] = timed(feed)
        result["memory_exact_mb"] = memory() - before
        result["build_s"] = timed(lambda: index.maintain(CancelToken()))
        result["in_graphs"] = index.graph_count
        result["file_mb"] = sum(path.stat().st_size for path in Path(place).iterdir()) / 1e6
        index = VectorIndex(Path(place), "benchmark", matrix.shape[1], exact_below=exact_below)
        before = memory()
        result["load_s"] = timed(index.load)
        result["memory_loaded_mb"] = memory() - before
        feed()
        _report_library(result)

        generator = np.random.default_rng(1)
        for kind, asked in queries.items():
            for k in (10, 50, 500):
                row = _row(f"{kind}, best {k}", quantiles(partial(index.search, k=k), list(asked)), result)
                row["recall"] = recall(index, matrix, asked[:100], k)
                _report_search(row)
        first = next(iter(queries.values()))
        for share in (0.0001, 0.01, 0.5):
            allowed = np.sort(generator.choice(ids, max(1, round(len(ids) * share)), replace=False))
            times = quantiles(partial(index.search, k=10, allowed=allowed), list(first))
            row = _row(f"filter passes {share:.2%}", times, result)
            row["recall"] = _filtered_recall(index, matrix, first[:50], allowed)
            _report_search(row)
    return result


def _row(name: str, times: tuple[float, float], result: dict[str, Any]) -> dict[str, Any]:
    row = {"search": name, "p50_ms": times[0], "p95_ms": times[1], "ratio": result["exact_p50_ms"] / times[0]}
    result["searches"].append(row)
    return row


def _filtered_recall(index: VectorIndex, matrix: Rows, queries: Rows, allowed: NDArray[np.int64]) -> float:
    k = min(10, len(allowed))
    hits = 0
    for query in queries:
        expected = allowed[exact_top(matrix[allowed - 1], query, k)]
        hits += len(np.intersect1d(expected, index.search(query, k, allowed=allowed).ids))
    return hits / (k * len(queries))


def _say(*words: object) -> None:
    print(*words, file=sys.stderr if "--json" in sys.argv else sys.stdout, flush=True)


def _report_library(result: dict[str, Any]) -> None:
    _say(f"\n{result['shape']}: {result['in_graphs']:,} vectors in graphs")
    _say(f"  feeding {result['feed_s']:.1f} s, building and saving {result['build_s']:.1f} s")
    _say(f"  loading {result['load_s']:.2f} s")
    _say(
        f"  file {result['file_mb']:.0f} MB, memory {result['memory_exact_mb']:.0f} MB without graphs, "
        f"{result['memory_loaded_mb']:.0f} MB as loaded"
    )
    _say(f"  {'':32}{'recall':>8}{'p50 ms':>9}{'p95 ms':>9}{'x exact':>9}")
    _say(f"  {'exact product, best 10':32}{1:8.4f}{result['exact_p50_ms']:9.2f}{result['exact_p95_ms']:9.2f}{1:9.1f}")


def _report_search(row: dict[str, Any]) -> None:
    _say(f"  {row['search']:32}{row['recall']:8.4f}{row['p50_ms']:9.2f}{row['p95_ms']:9.2f}{row['ratio']:9.1f}")


def main() -> int:
    """Exit code 0 when recall@10 is 0.99 or more everywhere, else 1."""
    parser = argparse.ArgumentParser(description="Recall and speed of the vector index against the exact product.")
    parser.add_argument("--count", type=int, default=100_000, help="vectors in the library")
    parser.add_argument("--dim", type=int, default=512, help="numbers in a vector")
    parser.add_argument("--queries", type=int, default=200, help="queries of each kind")
    parser.add_argument("--exact-below", type=int, default=30_000, help="no graph below so many vectors")
    parser.add_argument("--shapes", nargs="+", choices=["clip", "uniform"], default=["clip", "uniform"])
    parser.add_argument("--json", action="store_true", help="print one JSON object; the table goes to stderr")
    given = parser.parse_args()
    generator = np.random.default_rng(0)
    results = []
    for shape in given.shapes:
        if shape == "clip":
            clip = Clip(generator, given.dim)
            matrix = clip.pictures(given.count)
            queries = {"pictures": clip.pictures(given.queries), "texts": clip.texts(given.queries)}
        else:
            drawn = unit(generator.standard_normal((given.count + given.queries, given.dim), dtype=np.float32))
            matrix, queries = drawn[given.queries :], {"uniform": drawn[: given.queries]}
        # Rounded as the database rounds, so that exact means exact over what is stored.
        matrix = matrix.astype(np.float16).astype(np.float32)
        results.append(measure(shape, matrix, queries, given.exact_below))
    rows = [row for result in results for row in result["searches"]]
    worst = min(row["recall"] for row in rows if "best 500" not in row["search"])
    slowest = max(row["p95_ms"] for row in rows)
    _say(f"\nworst recall {worst:.4f} (0.99 asked), slowest p95 {slowest:.1f} ms")
    if given.json:
        print(json.dumps({"count": given.count, "dim": given.dim, "cores": os.cpu_count(), "results": results}))
    return 0 if worst >= 0.99 else 1


if __name__ == "__main__":
    sys.exit(main())
