"""Searches over a real library: words, pictures, both; what is left out; what is said."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photorag.core.cancel import CancelToken
from photorag.core.errors import Cancelled, EmptyQuery, UnreadablePicture
from photorag.core.query import Picture, Query, Words
from photorag.library import Library
from photorag.search.query_vector import weighted_sum
from photorag.search.strength import group_of, strengths
from tests.fakes import COLOURS, ColourEmbedder

Paint = Callable[..., Path]


@pytest.fixture
def colours(library: Library, paint: Paint) -> Path:
    for name in COLOURS:
        for seed in range(3):
            folder = paint(f"{name}{seed}.png", name, seed=seed * 3).parent
    library.index([folder])
    return folder


def names(hits: tuple[object, ...]) -> list[str]:
    return [getattr(hit, "path").name for hit in hits]  # noqa: B009 - hits of any kind


def test_words(library: Library, colours: Path) -> None:
    results = library.search("blue", 5)
    assert {name[:-5] for name in names(results.hits[:3])} == {"blue"}
    scores = [hit.score for hit in results.hits]
    assert scores == sorted(scores, reverse=True)
    assert (results.searched, results.total) == (24, 24)
    assert results.hits[0].why == {"words": pytest.approx(results.hits[0].score)}


def test_what_stands_out_is_a_best_match(library: Library, colours: Path) -> None:
    results = library.search("blue", 24)
    assert {name[:-5] for name in names(results.best)} == {"blue"}
    assert len(results.less_likely) == 21
    assert all(0 <= hit.strength <= 1 for hit in results.hits)


def test_a_picture_of_the_library_is_left_out_of_its_own_results(
    library: Library, colours: Path, embedder: ColourEmbedder
) -> None:
    embedded = embedder.embedded
    results = library.similar(colours / "red0.png", 2)
    assert set(names(results.hits)) == {"red1.png", "red2.png"}
    assert embedder.embedded == embedded  # its stored vector serves


def test_a_copy_outside_the_library_finds_all_but_its_original(library: Library, colours: Path, tmp_path: Path) -> None:
    outside = shutil.copy(colours / "red0.png", tmp_path / "outside.png")
    assert set(names(library.similar(outside, 2).hits)) == {"red1.png", "red2.png"}


def test_an_item_by_its_id(library: Library, colours: Path) -> None:
    item = library.search("green", 1).hits[0]
    assert item.path.name not in names(library.similar(item.item, 24).hits)
    assert len(library.similar(item.item, 24).hits) == 23
    with pytest.raises(UnreadablePicture, match="no longer in the library"):
        library.similar(10_000)


def test_a_library_picture_that_changed_since_is_read_anew(library: Library, colours: Path, paint: Paint) -> None:
    paint("red0.png", "yellow", seed=77)
    assert {name[:-5] for name in names(library.similar(colours / "red0.png", 3).hits)} == {"yellow"}


def test_pasted_pictures(library: Library, colours: Path) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (50, 50), COLOURS["purple"]).save(buffer, "PNG")
    query = Query(pictures=(Picture(data=buffer.getvalue()),))
    results = library.search(query, 3)
    assert {name[:-6] for name in names(results.hits)} == {"purple"[:-1]}
    assert results.query is query


def test_words_and_picture_together(library: Library, colours: Path, paint: Paint) -> None:
    path = paint("both.png", "red", size=(80, 60))
    image = Image.open(path).convert("RGB")
    image.paste(COLOURS["blue"], (40, 0, 80, 60))
    image.save(path)
    library.index([colours])
    query = Query((Words("blue"),), (Picture(path=colours / "red1.png"),))
    hit = library.search(query, 1).hits[0]
    assert hit.path.name == "both.png"
    assert set(hit.why) == {"words", "picture"}


def test_weights(library: Library, colours: Path) -> None:
    query = Query((Words("red"), Words("green", 3.0)))
    assert names(library.search(query, 1).hits)[0].startswith("green")


def test_queries_that_are_none(library: Library, colours: Path, tmp_path: Path) -> None:
    with pytest.raises(EmptyQuery):
        library.search("  ")
    with pytest.raises(EmptyQuery, match="cancel each other out"):
        library.search(Query((Words("red"), Words("red", -1.0))))
    with pytest.raises(UnreadablePicture, match=r"nowhere\.jpg can't be searched by: the file is gone"):
        library.similar(tmp_path / "nowhere.jpg")
    (tmp_path / "text.jpg").write_text("words\n" * 50)
    with pytest.raises(UnreadablePicture, match="can't be searched by"):
        library.similar(tmp_path / "text.jpg")


def test_a_cancelled_search(library: Library, colours: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        library.start_search("red", 5, cancel).result()


def test_removed_photos_never_crowd_out_others(library: Library, colours: Path) -> None:
    for seed in range(3):
        (colours / f"blue{seed}.png").unlink()
    library.index([colours])
    hits = library.search("blue", 21).hits
    assert len(hits) == 21
    assert not any(hit.path.name.startswith("blue") for hit in hits)


def test_an_empty_library(library: Library) -> None:
    results = library.search("anything")
    assert (results.hits, results.searched, results.total) == ((), 0, 0)


def test_what_another_process_stored_is_found(library: Library, colours: Path, paint: Paint) -> None:
    library.search("red", 1)
    with Library.open(library.home) as second:
        assert len(second.search("red", 100).hits) == 24
        paint("late.png", "orange", seed=50)
        library.index([colours])
        assert "late.png" in names(second.search("orange", 4).hits)


def test_the_sum_is_of_unit_length_and_weighted() -> None:
    first, second = np.eye(2, dtype=np.float32)
    total = weighted_sum([first, second], [3.0, 4.0])
    assert total == pytest.approx([0.6, 0.8])


def test_strength_rises_with_the_score_and_tells_apart() -> None:
    sample = np.random.default_rng(0).normal(0.2, 0.03, 1000).astype(np.float32)
    values = strengths(np.array([0.2, 0.25, 0.3, 0.4], np.float32), sample, 1000)
    assert list(values) == sorted(values)
    assert [group_of(value) for value in values.tolist()] == ["less likely", "less likely", "best", "best"]
    assert strengths(np.array([0.9], np.float32), np.empty(0, np.float32), 0) == [0.0]
