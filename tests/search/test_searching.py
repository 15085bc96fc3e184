"""Searches over a real library: words, pictures, both; what is left out; what is said."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photorag.core.cancel import CancelToken
from photorag.core.errors import Cancelled, EmptyQuery, UnreadablePicture
from photorag.core.filters import Contains, Extension, Flag, InPlace, Is, Near, Not
from photorag.core.query import Order, Picture, Query, Source, Words
from photorag.library import Library
from photorag.search.engine import SearchEngine
from photorag.search.ordering import name_key
from photorag.search.query_vector import weighted_sum
from photorag.search.references import References
from photorag.search.strength import group_of, strengths
from photorag.store.database import open_editor, transaction
from photorag.store.reader import Reader
from photorag.store.vector_feed import VectorFeed
from photorag.store.vector_index import VectorIndex
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
    assert results.hits[0].why["words"] == pytest.approx(1.0)


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


def describe(library: Library, folder: Path, **captions: str) -> None:
    """Writes descriptions beside the photos, by file name without its ending, and has them read."""
    lines = [json.dumps({"image_path": f"{name}.png", "description": text}) for name, text in captions.items()]
    (folder / "description.json").write_text("\n".join(lines) + "\n", "utf-8")
    library.index([folder])


def engine_of(library: Library, reader: Reader) -> SearchEngine:
    index = VectorIndex(library.home.index_folder, library.embedder.model_id, library.embedder.dim)
    feed = VectorFeed(index, library.embedder.model_id)
    references = References(None, feed.model_name)
    return SearchEngine(reader, feed, lambda: library.embedder, lambda path: pytest.fail(str(path)), references)


def test_a_filter_alone_finds_everything_that_passes_newest_first(library: Library, colours: Path) -> None:
    for number, path in enumerate(sorted(colours.iterdir())):
        os.utime(path, (1_500_000_000 + number * 86_400,) * 2)
    library.index([colours])
    results = library.search(Query(filter=Extension("png")), 5)
    assert names(results.hits) == [path.name for path in sorted(colours.iterdir(), reverse=True)[:5]]
    assert (results.passed, results.nothing) == (24, False)
    assert {(hit.strength, hit.group, hit.score, len(hit.why)) for hit in results.hits} == {(1.0, "best", 1.0, 0)}
    assert library.search(Query(filter=Extension("gif"))).hits == ()


def test_words_among_what_passes_a_filter(library: Library, colours: Path) -> None:
    chosen = [hit.item for hit in library.search("blue", 3).hits if hit.path.name != "blue1.png"]
    library.set_favourite(chosen, True)
    results = library.search(Query((Words("blue"),), filter=Is(Flag.FAVOURITE)), 24)
    assert set(names(results.hits)) == {"blue0.png", "blue2.png"}
    assert results.passed == 2
    others = library.search(Query((Words("blue"),), filter=Not(Is(Flag.FAVOURITE))), 24)
    assert len(others.hits) == others.passed == 22
    assert others.hits[0].path.name == "blue1.png"


def test_what_a_text_says_is_found(library: Library, colours: Path) -> None:
    describe(library, colours, red1="The ferry to Guincho")
    results = library.search("Guincho ferry", 3)
    hit = results.hits[0]
    assert (hit.path.name, hit.group, hit.why["text"]) == ("red1.png", "best", 1.0)
    (match,) = hit.matches
    assert [match.text[start:end] for start, end in match.found] == ["ferry", "Guincho"]
    assert not results.nothing
    assert "text" not in results.hits[1].why


def test_what_looks_like_a_file_name_does_so_by_chance(
    library: Library, colours: Path, paint: Paint, embedder: ColourEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    paint("IMG_2043.png", "red", seed=40)
    library.index([colours])
    embed = embedder.embed_texts
    monkeypatch.setattr(
        embedder, "embed_texts", lambda texts: embed(["blue" if "IMG" in each else each for each in texts])
    )
    assert names(library.search("IMG_2043", 5).best) == ["IMG_2043.png"]
    assert {name[:-5] for name in names(library.search("IMG_7777", 5).best)} == {"blue"}  # nothing better is known


def test_what_a_filter_found_in_a_text_is_marked(library: Library, colours: Path) -> None:
    describe(library, colours, red1="The ferry to Guincho")
    (hit,) = library.search(Query(filter=Contains("to guincho")), 3).hits
    assert [match.text[start:end] for match in hit.matches for start, end in match.found] == ["to Guincho"]
    assert hit.why == {}


def test_nothing_found_still_offers_the_nearest(library: Library, colours: Path) -> None:
    results = library.search("something unheard of", 5)
    assert results.nothing
    assert len(results.less_likely) == 5


def test_what_is_excluded_by_its_text_stays_out(library: Library, colours: Path) -> None:
    describe(library, colours, blue0="with a dog", blue1="at sea")
    for query in (Query((Words("blue"),), without=("dog",)), Query(without=("dog",))):
        found = names(library.search(query, 24).hits)
        assert "blue0.png" not in found
        assert "blue1.png" in found


def test_what_is_excluded_by_its_looks_stays_out(library: Library, colours: Path, paint: Paint) -> None:
    path = paint("both.png", "red", size=(80, 60))
    image = Image.open(path).convert("RGB")
    image.paste(COLOURS["blue"], (40, 0, 80, 60))
    image.save(path)
    library.index([colours])
    assert "both.png" in names(library.search("red", 4).hits)
    assert "both.png" not in names(library.search(Query((Words("red"),), without=("blue",)), 30).hits)


def test_alternatives(library: Library, colours: Path) -> None:
    either = Query(alternatives=(Query((Words("red"),)), Query((Words("green"),))))
    results = library.search(either, 6)
    assert {name[:-5] for name in names(results.hits)} == {"red", "green"}
    assert len({hit.item for hit in library.search(either, 24).hits}) == 24
    chosen = library.search("yellow", 1).hits[0].item
    library.set_favourite([chosen], True)
    mixed = Query(alternatives=(Query((Words("red"),)), Query(filter=Is(Flag.FAVOURITE))))
    assert chosen in [hit.item for hit in library.search(mixed, 4).hits]
    filters = Query(alternatives=(Query(filter=Is(Flag.FAVOURITE)), Query(filter=Extension("png"))))
    assert len(library.search(filters, 100).hits) == 24


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NAME, ["blue1", "blue2", "blue10"]),
        (Order.NEWEST, ["blue10", "blue1", "blue2"]),
        (Order.OLDEST, ["blue2", "blue1", "blue10"]),
        (Order.SIZE, ["blue2", "blue10", "blue1"]),
    ],
)
def test_orders(library: Library, paint: Paint, order: Order, expected: list[str]) -> None:
    for name, width, day in (("blue10", 200, 3), ("blue2", 400, 1), ("blue1", 80, 2)):
        path = paint(f"{name}.bmp", "blue", seed=day, size=(width, 60))
        os.utime(path, (1_500_000_000 + day * 86_400,) * 2)
    for number in range(20):
        paint(f"a{number}.bmp", "white", seed=number)
    library.index([path.parent])
    by_meaning = library.search(Query((Words("blue"),), order=order), 23)
    assert [hit.path.stem for hit in by_meaning.best] == expected
    assert names(by_meaning.hits)[3:] == names(by_meaning.less_likely)
    only = library.search(Query(filter=Extension("bmp"), order=order), 30)
    assert [hit.path.stem for hit in only.hits if hit.path.stem.startswith("blue")] == expected


def test_more_like_this_and_not_this(library: Library, colours: Path) -> None:
    red, green = (library.search(colour, 1).hits[0].item for colour in ("red", "green"))
    liked = library.search(Query(like=(red,)), 3)
    assert {name[:-5] for name in names(liked.hits)} == {"red"}
    assert set(liked.hits[0].why) == {"picture"}
    steered = library.search(Query((Words("red green"),), unlike=(green,)), 24)
    assert {name[:-5] for name in names(steered.hits[:3])} == {"red"}
    assert {name[:-5] for name in names(steered.hits[-3:])} == {"green"}
    with pytest.raises(UnreadablePicture, match="no longer in the library"):
        library.search(Query(like=(10_000,)))


def test_what_has_no_vector_yet_is_found_by_its_text(library: Library, colours: Path) -> None:
    describe(library, colours, red1="ferry")
    database = open_editor(library.home.database)
    with transaction(database):
        database.conn.execute(
            "DELETE FROM vectors WHERE segment_id IN "
            "(SELECT s.id FROM segments s JOIN items i ON i.id = s.item_id WHERE i.path LIKE '%red1.png')"
        )
    database.close()
    with Library.open(library.home) as second:
        hit = second.search("ferry", 3).hits[0]
        assert (hit.path.name, hit.group, hit.why) == ("red1.png", "best", {"text": 1.0})
        assert "red1.png" in names(second.search(Query(filter=Extension("png")), 24).hits)


def test_all_ids_of_a_filter(library: Library, colours: Path) -> None:
    query = Query(filter=Not(InPlace("Lisbon")), order=Order.NAME)

    def ask(reader: Reader) -> tuple[list[int], list[str]]:
        listing = engine_of(library, reader).listing(query).listing
        assert listing is not None
        ids = listing.ids.tolist()
        items = reader.items(ids)
        return ids, [items[each].title for each in ids]

    ids, titles = library.start_read(ask).result()
    assert titles == sorted(path.name for path in colours.iterdir())
    assert ids == [hit.item for hit in library.search(query, 100).hits]


def test_what_could_not_be_looked_up_is_noted(library: Library, colours: Path) -> None:
    results = library.search(Query((Words("red"),), filter=Near("Xyzzyville")))
    assert (results.hits, results.passed) == ((), 0)
    assert results.notes == ("I don't know where “Xyzzyville” is.",)


def test_names_are_sorted_as_people_count() -> None:
    listed = ["IMG_10.jpg", "img_9.jpg", "Äpfel.jpg", "apfel 2.jpg", "Zoo.jpg", ""]
    assert sorted(listed, key=name_key) == ["", "apfel 2.jpg", "Äpfel.jpg", "img_9.jpg", "IMG_10.jpg", "Zoo.jpg"]


def test_reference_vectors_are_kept_in_a_file(tmp_path: Path) -> None:
    embedder = ColourEmbedder()
    first = References(tmp_path, "m", ("red", "blue")).vectors(lambda: embedder, embedder.dim)
    assert np.array_equal(first, embedder.embed_texts(["red", "blue"]))

    def never() -> ColourEmbedder:
        pytest.fail("the model is not needed again")

    again = References(tmp_path, "m", ("red", "blue")).vectors(never, embedder.dim)
    assert np.array_equal(again, first)
    other = References(tmp_path, "m", ("red", "green")).vectors(lambda: embedder, embedder.dim)
    assert not np.array_equal(other, first)
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"PK\x03\x04 no longer")
    mended = References(tmp_path, "m", ("red", "blue")).vectors(lambda: embedder, embedder.dim)
    assert np.array_equal(mended, first)


def test_a_listing_of_texts_says_where_they_stand(library: Library, colours: Path) -> None:
    library.index([colours])
    results = library.start_listing(Query(filter=Contains("red1"))).result()
    assert results.listing is not None
    assert results.listing.ids.tolist() == [hit.item for hit in results.hits]
    assert [match.source for match in results.hits[0].matches] == [Source.NAME]
    others = library.start_listing(Query(filter=Extension("png"))).result()
    assert others.hits == () and others.listing is not None and len(others.listing.ids) == len(list(colours.iterdir()))
