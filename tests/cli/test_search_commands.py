"""``photorag search`` and ``photorag similar``."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from photorag.core.paths import Home
from photorag.library import Library
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
    assert best["why"] == {
        "words": pytest.approx(1.0, abs=0.01),
        "text": 1.0,
        "matches": [{"source": "name", "text": "red.jpg", "found": ["red"]}],
    }
    assert best["taken"] is None
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    assert {hit["group"] for hit in hits} <= {"best", "less likely"}
    assert [set(hit["why"]) for hit in hits[1:]] == [{"words"}] * 2


def test_a_score_is_the_cosine_where_no_text_matched(photorag: Photorag, album: Path) -> None:
    hits = photorag("search", "yellow", "--json").objects
    assert [hit["why"] for hit in hits] == [{"words": hit["score"]} for hit in hits]


def test_people_read_groups_and_paths(photorag: Photorag, album: Path) -> None:
    ran = photorag("search", "red")
    assert ran.code == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0].startswith("Best matches (")
    assert lines[1].endswith(f"  {album / 'red.jpg'}  [name: red]")
    assert lines[2].startswith("Less likely (")
    assert not any(line.endswith("]") for line in lines[2:])


def test_what_no_photo_shows_is_said(photorag: Photorag, album: Path) -> None:
    ran = photorag("search", "yellow")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[:2] == ["No photo seems to show this. The nearest:", "Nearest (3)"]
    assert "Best matches" not in ran.out
    assert {hit["group"] for hit in photorag("search", "yellow", "--json").objects} == {"less likely"}


@pytest.fixture
def described(album: Path) -> Path:
    """The album with what filters ask for: a caption and a price, a rating, two tags."""
    (album / "description.json").write_text(
        json.dumps({"image_path": "red.jpg", "description": "A lighthouse", "price": 12.99, "rating": 4})
    )
    with Library.open() as library:
        library.index()
        ids = {hit.title: hit.item for hit in library.search("red").hits}
        library.add_tag([ids["red.jpg"], ids["blue.png"]], "Our trip")
    return album


def test_filters_among_the_words(photorag: Photorag, described: Path) -> None:
    for words, found in (
        (["tag:Our trip"], ["red.jpg", "blue.png"]),
        (["-tag:Our trip"], ["green.webp"]),
        (["in:trips", "-ext:webp"], ["blue.png"]),
        (["in:trips -ext:webp"], ["blue.png"]),  # all of it in the shell's quotes
        (["ext:jpg OR ext:webp"], ["green.webp", "red.jpg"]),
        (["price:<20"], ["red.jpg"]),
        (['"A lighthouse"'], ["red.jpg"]),
        (["blue", "in:trips"], ["blue.png", "green.webp"]),
    ):
        ran = photorag("search", *words, "--sort", "name", "--json")
        assert sorted(names(ran)) == sorted(found), words
        assert ran.err == ""


def test_a_search_that_only_filters_has_no_best_matches(photorag: Photorag, described: Path) -> None:
    ran = photorag("search", "tag:Our trip")
    assert ran.out.startswith("Photos (2)\n")
    assert ran.err == "Understood: tagged Our trip\n"
    nothing = photorag("search", "place:Lisbon")
    assert (nothing.code, nothing.out) == (0, "No photos found.\n")


def test_what_is_excluded_is_not_found(photorag: Photorag, album: Path) -> None:
    ran = photorag("search", "blue", "-green")
    assert "blue.png" in ran.out and "red.jpg" in ran.out
    assert "green.webp" not in ran.out
    assert ran.err == "Understood: blue · not: green\n"
    assert set(names(photorag("search", "-green", "--json"))) == {"red.jpg", "blue.png"}


def test_another_order(photorag: Photorag, album: Path) -> None:
    for order, stamps in (("newest", (3, 2, 1)), ("oldest", (1, 2, 3))):
        for path, stamp in zip(("red.jpg", "trips/blue.png", "trips/green.webp"), stamps, strict=True):
            os.utime(album / path, (10**9 + stamp * 10**6,) * 2)
        photorag("index")
        assert names(photorag("search", "ext:jpg OR in:trips", "--sort", order, "--json")) == [
            "red.jpg", "blue.png", "green.webp",
        ]  # fmt: skip
    assert names(photorag("search", "is:landscape", "--sort", "name", "--json")) == [
        "blue.png", "green.webp", "red.jpg",
    ]  # fmt: skip
    assert names(photorag("search", "is:landscape sort:name", "--json"))[0] == "blue.png"
    assert photorag("search", "red", "--sort", "mood").code == 2


def test_what_was_not_understood_is_said_on_stderr(photorag: Photorag, album: Path) -> None:
    ran = photorag("search", "red", "before:someday", "--json")
    assert names(ran)[0] == "red.jpg"
    assert ran.err.startswith("“someday” is not a date I know, so it is left out.")
    assert len(ran.err.splitlines()) == 1
    only = photorag("search", "before:someday")
    assert (only.code, only.out) == (1, "")
    assert only.err.splitlines()[-1].startswith("photorag: Type some words")


def test_filters_and_a_picture_together(photorag: Photorag, described: Path, paint: Paint) -> None:
    elsewhere = paint("../elsewhere/blue too.jpg", "blue", seed=5)
    assert names(photorag("search", "-tag:Our trip", "--image", elsewhere, "--json")) == ["green.webp"]


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
    assert set(hits[0]["why"]) == {"words", "picture", "text", "matches"}
    assert set(hits[1]["why"]) == {"words", "picture"}


def test_a_picture_to_lead_away_from(photorag: Photorag, album: Path, paint: Paint) -> None:
    both = paint("../elsewhere/both.jpg", "blue", seed=9)
    towards = photorag("search", "blue", "green", "--json").objects
    away = photorag("search", "blue", "green", "--unlike-image", both, "--json").objects
    assert {hit["title"] for hit in towards[:2]} == {"blue.png", "green.webp"}
    assert away[0]["title"] == "green.webp"
    assert away[0]["why"]["picture"] < 0.5


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
