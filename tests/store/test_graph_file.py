"""Saved graphs: damage never reaches hnswlib, and a save that is cut short loses nothing."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from photorag.core.cancel import CancelToken
from photorag.core.errors import StorageError
from photorag.store import graph_file, vector_index
from photorag.store.graph import Graph
from photorag.store.vector_index import VectorIndex

DIM = 8
MODEL = "a model"


def _rows(count: int, seed: int = 0) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).standard_normal((count, DIM))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float16).astype(np.float32)


def _index(folder: Path, rows: NDArray[np.float32], exact_below: int = 40, portion: int = 20) -> VectorIndex:
    """Loads what there is and feeds the rest, ids and sequence numbers being 1, 2, 3 ..."""
    index = VectorIndex(folder, MODEL, DIM, exact_below=exact_below)
    for start in range(index.load(), len(rows), portion):
        last = min(start + portion, len(rows))
        index.add(np.arange(start + 1, last + 1), rows[start:last], last)
    return index


def _saved(folder: Path, count: int = 100) -> VectorIndex:
    index = _index(folder, _rows(count))
    index.maintain(CancelToken())
    return index


def _files(folder: Path) -> tuple[Path, Path]:
    """The list and the (only) graph."""
    return next(folder.glob("*.json")), next(folder.glob("*.graph"))


def _edit_list(folder: Path, change: Callable[[dict[str, object]], object]) -> None:
    path, _ = _files(folder)
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


def _first_graph(content: dict[str, object]) -> dict[str, object]:
    graphs = content["graphs"]
    assert isinstance(graphs, list)
    graph = graphs[0]
    assert isinstance(graph, dict)
    return graph


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    before = _saved(tmp_path)
    after = VectorIndex(tmp_path, MODEL, DIM)
    assert after.load() == 100 and after.graph_count == 100
    assert np.array_equal(after.vectors_of(range(1, 101)), _rows(100))
    for query in _rows(20, seed=1):
        assert after.search(query, 10).ids.tolist() == before.search(query, 10).ids.tolist()
    names = {path.name for path in tmp_path.iterdir()}
    before.save()
    assert {path.name for path in tmp_path.iterdir()} == names


def test_files_that_went_missing_are_written_again(tmp_path: Path) -> None:
    index = _saved(tmp_path)
    _files(tmp_path)[1].unlink()
    index.save()
    assert VectorIndex(tmp_path, MODEL, DIM).load() == 100


def _truncate(path: Path, size: int) -> None:
    os.truncate(path, size)


def _flip(path: Path, seed: int) -> None:
    content = bytearray(path.read_bytes())
    generator = np.random.default_rng(seed)
    for place in generator.integers(0, 96 if seed % 2 else len(content), 8):
        content[place] ^= int(generator.integers(1, 256))
    path.write_bytes(content)


GRAPH_DAMAGE: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: _truncate(path, 0),
    "half": lambda path: _truncate(path, path.stat().st_size // 2),
    "one byte short": lambda path: _truncate(path, path.stat().st_size - 1),
    "one byte long": lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    "zeroed": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    **{f"flipped {seed}": lambda path, seed=seed: _flip(path, seed) for seed in range(12)},  # type: ignore[misc]
}


@pytest.mark.parametrize("damage", GRAPH_DAMAGE.values(), ids=GRAPH_DAMAGE.keys())
def test_a_damaged_graph_is_rebuilt_and_hnswlib_never_sees_it(
    tmp_path: Path, damage: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _saved(tmp_path)
    damage(_files(tmp_path)[1])
    _assert_rebuilt(tmp_path, monkeypatch, caplog)


LIST_DAMAGE: dict[str, Callable[[dict[str, object]], object]] = {
    "format": lambda content: content.update(format=99),
    "model": lambda content: content.update(model="another"),
    "dim": lambda content: content.update(dim=DIM * 2),
    "count": lambda content: content.update(count=7),
    "no graphs": lambda content: content.pop("graphs"),
    "graphs of another kind": lambda content: content.update(graphs=3),
    "no sha": lambda content: _first_graph(content).pop("sha256"),
    "another sha": lambda content: _first_graph(content).update(sha256="0" * 64),
    "another size": lambda content: _first_graph(content).update(size=1),
    "other links": lambda content: _first_graph(content).update(links=8),
    "rows": lambda content: (_first_graph(content).update(rows=10**15), content.update(count=10**15)),
    "no widths": lambda content: _first_graph(content).update(widths={}),
    "widths of another kind": lambda content: _first_graph(content).update(widths={"ten": 64}),
    "through": lambda content: _first_graph(content).update(through_sequence=-5),
    "a path": lambda content: _first_graph(content).update(file="../elsewhere.graph"),
    "twice": lambda content: content.update(graphs=[_first_graph(content)] * 2, count=200),
}


@pytest.mark.parametrize("damage", LIST_DAMAGE.values(), ids=LIST_DAMAGE.keys())
def test_a_wrong_list_is_not_believed(
    tmp_path: Path,
    damage: Callable[[dict[str, object]], object],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    _saved(tmp_path)
    _edit_list(tmp_path, damage)
    _assert_rebuilt(tmp_path, monkeypatch, caplog)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"null", b"[" * 100_000])
def test_a_broken_list_is_not_believed(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _saved(tmp_path)
    _files(tmp_path)[0].write_bytes(content)
    _assert_rebuilt(tmp_path, monkeypatch, caplog)


def test_graphs_swapped_between_models_are_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _saved(tmp_path)
    other = VectorIndex(tmp_path / "other", MODEL, DIM * 2, exact_below=40)
    other.add(np.arange(100), np.repeat(_rows(100), 2, axis=1) / np.float32(np.sqrt(2)), 100)
    other.maintain(CancelToken())
    _files(tmp_path)[1].write_bytes(_files(tmp_path / "other")[1].read_bytes())
    _assert_rebuilt(tmp_path, monkeypatch, caplog)


def test_a_wrong_dimension_with_a_right_checksum_is_noticed(tmp_path: Path) -> None:
    _saved(tmp_path)
    listed = graph_file.read_list(_files(tmp_path)[0], MODEL, DIM)
    with pytest.raises(graph_file.Rejected, match="header"):
        graph_file.read_graph(tmp_path, listed.entries[0], DIM * 2)


def _assert_rebuilt(folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is loaded and hnswlib opens nothing; the reason is logged; afterwards all is well again."""

    def refuse(*_: object) -> Graph:
        raise AssertionError("hnswlib was given a damaged file")

    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):
        patch.setattr(Graph, "open", refuse)
        index = _index(folder, _rows(100))
    assert "is rebuilt" in caplog.text
    assert index.graph_count == 0 and index.count == 100
    assert index.search(_rows(100)[4], 1).ids.tolist() == [5]
    index.maintain(CancelToken())
    assert VectorIndex(folder, MODEL, DIM).load() == 100
    assert len(list(folder.glob("*.graph"))) == 1


def test_graphs_before_a_damaged_one_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_index, "LARGEST_BLOCK", 60)
    _saved(tmp_path, 170)
    listed = graph_file.read_list(_files(tmp_path)[0], MODEL, DIM)
    assert [entry.rows for entry in listed.entries] == [60, 60, 50]
    (tmp_path / listed.entries[1].file).write_bytes(b"")
    index = _index(tmp_path, _rows(170))
    assert index.graph_count == 60 and index.count == 170
    index.maintain(CancelToken())
    again = VectorIndex(tmp_path, MODEL, DIM)
    assert again.load() == 170 and again.check(np.arange(1, 171)) == []


def test_of_a_segment_that_came_back_the_later_vector_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_index, "LARGEST_BLOCK", 60)
    index = _index(tmp_path, _rows(60))
    index.maintain(CancelToken())
    index.discard([7])
    index.add([7, *range(100, 140)], np.concatenate([_rows(1, seed=9), _rows(40, seed=2)]), 140)
    index.maintain(CancelToken())
    again = VectorIndex(tmp_path, MODEL, DIM)
    assert again.load() == 140 and again.count == 100
    assert np.array_equal(again.vectors_of([7]), _rows(1, seed=9))


# A save that is cut short


def _half_written(self: Graph, path: str) -> None:
    Path(path).write_bytes(bytes(1000))


def _failing_write(self: Graph, path: str) -> None:
    raise RuntimeError("Cannot open file")


@pytest.mark.parametrize("write", [_half_written, _failing_write])
def test_hnswlib_failing_silently_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Graph, str], None]
) -> None:
    _saved(tmp_path)
    index = _index(tmp_path, _rows(160))
    with monkeypatch.context() as patch:
        patch.setattr(Graph, "write", write)
        with pytest.raises(StorageError):
            index.maintain(CancelToken())
    assert index.graph_count == 160 and len(index.search(_rows(1)[0], 10)) == 10
    assert VectorIndex(tmp_path, MODEL, DIM).load() == 100
    index.save()
    assert VectorIndex(tmp_path, MODEL, DIM).load() == 160
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on file sizes there")
def test_a_disk_that_takes_no_more_is_noticed(tmp_path: Path) -> None:
    """A real short write, by the system's limit on file sizes: Python would report it, C++ streams don't."""
    _saved(tmp_path)
    result = _run(
        tmp_path,
        """
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, resource.RLIM_INFINITY))
        try:
            index.maintain(CancelToken())
        except StorageError as error:
            print("told:", error)
        print(index.graph_count)
        """,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("told: Could not write to") and result.stdout.endswith("160\n")
    assert VectorIndex(tmp_path, MODEL, DIM).load() == 100


KILLS = {
    "while hnswlib writes": "patch(Graph, 'write', lambda self, path: (Path(path).write_bytes(b'half'), die()))",
    "before the check": "patch(graph_file, '_sha256', lambda path: die())",
    "before the graph has its name": "patch(Path, 'replace', lambda self, target: die())",
    "after the graph has its name": "patch(vector_index, 'write_list', lambda *given: die())",
    "before the list has its name": """
        rename = Path.replace
        patch(Path, 'replace', lambda self, new: die() if new.name.endswith('json') else rename(self, new))""",
    "before the sweep": "patch(vector_index, 'sweep', lambda *given: die())",
    "in the middle of the sweep": """
        unlink = Path.unlink
        patch(Path, 'unlink', lambda self, **given: (unlink(self, **given), self.suffix == '.graph' and die()))""",
}


@pytest.mark.parametrize("moment", KILLS)
def test_a_kill_while_saving_loses_nothing(tmp_path: Path, moment: str, caplog: pytest.LogCaptureFixture) -> None:
    _saved(tmp_path)
    result = _run(
        tmp_path,
        f"""
        patch = setattr
        die = lambda: os._exit(9)
        {KILLS[moment]}
        index.maintain(CancelToken())
        """,
    )
    assert result.returncode == 9, result.stderr
    index = VectorIndex(tmp_path, MODEL, DIM)
    assert index.load() == (160 if "sweep" in moment else 100)
    assert not caplog.records  # the pair on disk is a valid one, the old or the new
    index = _index(tmp_path, _rows(200))
    index.maintain(CancelToken())
    assert VectorIndex(tmp_path, MODEL, DIM).load() == 200
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".graph", ".json"]  # nothing is left lying about


def _run(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Runs a script in a process of its own; ``index`` has 100 saved rows and 60 new ones."""
    setup = f"""
        import os, sys
        from pathlib import Path
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from photorag.core.cancel import CancelToken
        from photorag.core.errors import StorageError
        from photorag.store import graph_file, vector_index
        from photorag.store.graph import Graph
        from test_graph_file import _index, _rows
        index = _index(Path({str(folder)!r}), _rows(160))
        """
    lines = [line.removeprefix(" " * 8) for line in (setup + script).splitlines()]
    root = str(Path(graph_file.__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    return subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )


@pytest.fixture(autouse=True)
def _quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.WARNING)
    yield
