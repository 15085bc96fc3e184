"""The saved search index is a cache: when it is damaged, searches are exact from the database, and it is made anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from photorag.core.paths import Home
from photorag.store.vector_index import VectorIndex
from tests.cli.conftest import Photorag
from tests.fakes import COLOURS, ColourEmbedder

Damage = Callable[[Path], object]


@pytest.fixture
def saved(
    photorag: Photorag,
    embedder: ColourEmbedder,
    own_home: Home,
    paint: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """The folder of a saved index with a graph, which by itself only much larger libraries get."""
    monkeypatch.setattr("photorag.model_in_use.VectorIndex", partial(VectorIndex, exact_below=16))
    for number in range(40):
        folder = paint(f"{number}.png", list(COLOURS)[number % len(COLOURS)], seed=number).parent
    assert photorag("index", folder).code == 0
    assert len(list(own_home.index_folder.glob("*.graph"))) == 1
    assert len(list(own_home.index_folder.glob("*.json"))) == 1
    return own_home.index_folder


def scores(photorag: Photorag) -> list[float]:
    """Of the five red ones. Not their paths: photos that score the same may come in any order."""
    return [hit["score"] for hit in photorag("search", "red", "--json", "-n", "5").objects]


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def alter(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


@pytest.mark.parametrize("file", ["*.graph", "*.json"])
@pytest.mark.parametrize("damage", [Path.unlink, alter, cut_short, empty])
def test_damage_costs_nothing(
    photorag: Photorag, saved: Path, paint: Callable[..., Path], file: str, damage: Damage
) -> None:
    before = scores(photorag)
    damage(next(saved.glob(file)))
    assert scores(photorag) == before
    checked = photorag("doctor")
    assert checked.code == (0 if (file, damage) == ("*.json", Path.unlink) else 1), checked.out
    if file == "*.graph":  # the next run that has anything to add mends it, or the doctor
        paint("one more.png", "white", seed=99)
        assert photorag("index", "--json").objects[-1]["added"] == 1
    else:
        photorag("doctor", "--repair")
    assert photorag("doctor").code == 0
    assert len(list(saved.glob("*.graph"))) == 1
    assert scores(photorag) == before
