"""``photorag search`` and ``photorag similar``."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from photorag.core.paths import Home
from tests.cli.conftest import Photorag, Ran
from tests.fakes import ColourEmbedder

Paint = Callable[..., Path]
_KEYS = ["path", "item", "segment", "kind", "score", "strength", "group", "why", "taken", "title"]


def names(ran: Ran) -> list[str]:
    assert ran.code == 0, ran.err
    return [Path(hit["path"]).name for hit in ran.objects]


def test_a_hit_in_json(photorag: Photorag, album: Path) -> None:
    hits: list[dict[str, Any]] = photorag("search", "red", "--json").objects
    assert [list(hit) for hit in hits] == [_KEYS] * 3
    best = hits[0]
    assert best["path"] == str(album / "red.jpg")
    assert best["title"] == "red.jpg"
    assert best["kind"] == "photo"
    assert best["group"] == "best"
    assert isinstance(best["item"], int) and isinstance(best["segment"], int)
    assert 0 <= best["strength"] <= 1
    assert best["why"] == {"words": best["score"]}
    assert best["taken"] is None
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert {hit["group"] for hit in hits} <= {"best", "less likely"}


def test_people_read_groups_and_paths(photorag: Photorag, album: Path) -> None:
    ran = photorag("search", "red")
    assert ran.code == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0].startswith("Best matches (")
    assert lines[1].endswith(f"  {album / 'red.jpg'}")


def test_words_need_no_quotes(photorag: Photorag, album: Path) -> None:
    apart = photorag("search", "blue", "and", "green", "--json").objects
    together = photorag("search", "blue and green", "--json").objects
    assert apart == together
    assert {Path(hit["path"]).name for hit in apart[:2]} == {"blue.png", "green.webp"}


def test_how_many(photorag: Photorag, album: Path) -> None:
    assert len(photorag("search", "red", "-n", "2", "--json").objects) == 2
    assert len(photorag("similar", album / "red.jpg", "--number", "1", "--json").objects) == 1
    for wrong in ("0", "-1", "many", "²"):
        assert photorag("search", "red", "-n", wrong).code == 2


def test_by_a_picture_from_elsewhere(photorag: Photorag, album: Path, paint: Paint) -> None:
    elsewhere = paint("../elsewhere/blue too.jpg", "blue", seed=5)
    hit = photorag("search", "--image", elsewhere, "--json").objects[0]
    assert hit["title"] == "blue.png"
    assert list(hit["why"]) == ["picture"]
    assert names(photorag("similar", elsewhere, "--json"))[0] == "blue.png"


def test_a_picture_of_the_library_is_left_out_of_its_own_hits(photorag: Photorag, album: Path) -> None:
    assert set(names(photorag("similar", album / "red.jpg", "--json"))) == {"blue.png", "green.webp"}
    assert set(names(photorag("search", "--image", album / "red.jpg", "--json"))) == {"blue.png", "green.webp"}


def test_words_and_several_pictures_together(photorag: Photorag, album: Path, paint: Paint) -> None:
    pictures = [paint(f"../elsewhere/{name}.jpg", name, seed=7) for name in ("blue", "green")]
    hits = photorag("search", "blue", "--image", pictures[0], "--image", pictures[1], "--json").objects
    assert [hit["title"] for hit in hits] == ["blue.png", "green.webp", "red.jpg"]
    assert set(hits[0]["why"]) == {"words", "picture"}


@pytest.mark.parametrize("words", [(), ("",), ("  ",)])
def test_a_search_for_nothing(photorag: Photorag, album: Path, words: tuple[str, ...]) -> None:
    assert photorag("search", *words).sentence


def test_pictures_that_are_none(photorag: Photorag, album: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.jpg"
    text.write_text("these are words, and no picture at all\n" * 9)
    for path, reason in (
        (tmp_path / "missing.jpg", "the file is gone"),
        (album / "empty.jpg", "the file is empty"),
        (text, "not a picture (it looks like text)"),
        (album, "folder"),
        (tmp_path / "odd \udcff.jpg", "the file is gone"),
    ):
        for command in (("similar", path), ("search", "--image", path)):
            sentence = photorag(*command).sentence
            assert sentence.startswith("The picture ")
            assert reason in sentence


def test_an_empty_library(photorag: Photorag, embedder: ColourEmbedder) -> None:
    ran = photorag("search", "red")
    assert (ran.code, ran.out) == (0, "No photos found.\n")
    assert ran.err == "The library is empty. Add photos: photorag index FOLDER\n"
    assert photorag("search", "red", "--json").objects == []


def test_photos_not_read_with_the_model_yet_are_counted(photorag: Photorag, album: Path, own_home: Home) -> None:
    with closing(sqlite3.connect(own_home.database)) as database, database:
        database.execute("DELETE FROM vectors WHERE id = 1")
    ran = photorag("search", "red", "--json")
    assert len(ran.objects) == 2
    assert ran.err == "1 photo not read with this model yet. Go on with: photorag index\n"
