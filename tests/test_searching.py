"""Searching through the library, on real photos: how a search is understood, what menus offer, listings, where a
photo matches, pasted pictures."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from photorag.core.cancel import CancelToken
from photorag.core.errors import Cancelled, EmptyQuery, UnreadablePicture
from photorag.core.filters import Flag, Is, Tagged
from photorag.core.query import Order, Picture, Query, Words
from photorag.core.settings import load_settings
from photorag.core.understanding import PartKind
from photorag.library import Library
from tests.fakes import COLOURS, ColourEmbedder

Paint = Callable[..., Path]


@pytest.fixture
def photos(library: Library, paint: Paint) -> dict[str, int]:
    """Three photos, the red one a favourite, the blue and the green one tagged: name -> id."""
    for number, (name, colour) in enumerate((("one.png", "red"), ("two.png", "blue"), ("three.png", "green"))):
        path = paint(name, colour, seed=number)
        os.utime(path, (1_600_000_000 + number * 40_000_000,) * 2)
    (path.parent / "description.json").write_text(
        json.dumps({"image_path": "two.png", "description": "The harbour", "category": "Boats", "price": 12.5})
    )
    library.index([path.parent])
    ids = {item.title: each for each, item in library.items(range(10)).items()}
    library.set_favourite([ids["one.png"]], True)
    library.add_tag([ids["two.png"], ids["three.png"]], "Our trip")
    return ids


def pasted(colour: str) -> Picture:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), COLOURS[colour]).save(file, "PNG")
    return Picture(data=file.getvalue())


def test_a_search_is_understood_by_what_is_in_this_library(library: Library, photos: dict[str, int]) -> None:
    parsed = library.understand("blue category:boats tag:our -green sort:name")
    assert [part.kind for part in parsed.parts] == [
        PartKind.WORDS, PartKind.ATTRIBUTE, PartKind.TAG, PartKind.WITHOUT, PartKind.ORDER,
    ]  # fmt: skip
    assert (parsed.query.words, parsed.query.without, parsed.query.order) == (
        (Words("blue"),), ("green",), Order.NAME,
    )  # fmt: skip
    assert library.understand(parsed.canonical).query == parsed.query
    vocabulary = library.vocabulary()
    assert vocabulary.tags == {"Our trip", "Boats"}  # the file's own keywords too
    assert vocabulary.attributes == {"category": False, "price": True}


def test_words_and_filters_find_together(library: Library, photos: dict[str, int]) -> None:
    assert [hit.title for hit in library.search('blue tag:"our trip"').hits] == ["two.png", "three.png"]
    assert [hit.title for hit in library.search("price:<20").hits] == ["two.png"]
    results = library.search("harbour")
    assert (results.hits[0].title, results.hits[0].why["text"]) == ("two.png", 1.0)
    assert [match.text for match in results.hits[0].matches] == ["The harbour"]
    assert not results.nothing


def test_what_could_not_be_understood_is_among_the_notes(library: Library, photos: dict[str, int]) -> None:
    (note,) = library.search("red before:someday").notes
    assert note.startswith("“someday” is not a date")


def test_facets_count_what_each_filter_would_leave(library: Library, photos: dict[str, int]) -> None:
    every = library.facets(Query())
    assert sum(photos for _, photos in every.months) == 3
    favourites = library.facets(Query(filter=Is(Flag.FAVOURITE)))
    assert [each.value for each in every.types if each.value == "is:photo"] == ["is:photo"]
    assert sum(photos for _, photos in favourites.months) == 1


def test_a_listing_of_all_that_pass_in_order(library: Library, photos: dict[str, int]) -> None:
    tagged = Query(filter=Tagged("our trip"))
    for order, names in ((Order.MATCH, ["three.png", "two.png"]), (Order.OLDEST, ["two.png", "three.png"])):
        results = library.start_listing(Query(filter=tagged.filter, order=order)).result()
        assert results.listing is not None
        assert results.listing.ids.tolist() == [photos[name] for name in names]
        assert (results.hits, results.passed, results.total) == ((), 2, 3)
        assert results.listing.ratios.tolist() == pytest.approx([80 / 60] * 2)
    cancelled = CancelToken()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        library.start_listing(tagged, cancelled).result()


def test_a_match_map_is_warm_where_the_words_are(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    image = Image.new("RGB", (160, 120), COLOURS["blue"])
    image.paste(COLOURS["red"], (100, 60, 160, 120))
    image.save(folder / "both.png")
    library.index([folder])
    (hit,) = library.search("red").hits
    warmth = library.match_map(hit.item, Query((Words("red"),)))
    assert warmth.shape == (18, 24)
    assert warmth.max() == 1.0
    assert warmth[-1, -1] == pytest.approx(1.0, abs=0.05)
    assert warmth[0, 0] == pytest.approx(0.0, abs=0.05)
    grouped = Query(alternatives=(Query((Words("red"),)), Query((Words("red"),))))
    assert np.allclose(library.match_map(hit.item, grouped), warmth, atol=1e-4)
    with pytest.raises(EmptyQuery):
        library.match_map(hit.item, Query(filter=Is(Flag.FAVOURITE)))
    with pytest.raises(UnreadablePicture, match="no longer in the library"):
        library.match_map(99, Query((Words("red"),)))
    next(library.home.thumbnails.glob("*/*.jpg")).unlink()
    with pytest.raises(UnreadablePicture, match="photorag doctor"):
        library.match_map(hit.item, Query((Words("red"),)))


def test_pasted_pictures_wherever_they_are_in_a_query(library: Library, photos: dict[str, int]) -> None:
    assert library.search(Query(pictures=(pasted("green"),))).hits[0].title == "three.png"
    either = Query(alternatives=(Query(pictures=(pasted("green"),)), Query(pictures=(pasted("blue"),))))
    results = library.search(either)
    assert {hit.title for hit in results.hits[:2]} == {"two.png", "three.png"}
    assert results.query == either  # what was asked, not the files it was read from
    nested = Query(alternatives=(Query(filter=Tagged("our trip"), alternatives=(Query(pictures=(pasted("red"),)),)),))
    assert {hit.title for hit in library.search(nested).hits} == {"two.png", "three.png"}


def test_whether_text_is_read_is_remembered(library: Library, embedder: ColourEmbedder) -> None:
    assert library.settings.read_text and library.texts.wanted
    library.set_read_text(False)
    assert not library.texts.wanted
    assert not load_settings(library.home.settings).read_text
    library.close()
    with Library.open(library.home) as again:
        assert not again.settings.read_text
        again.read_texts_in_background()
        assert not again.texts.wanted
        again.set_read_text(True)
        assert again.texts.wanted
    assert load_settings(library.home.settings).read_text


def test_choosing_a_setting_keeps_the_others(library: Library) -> None:
    library.home.settings.write_text(json.dumps({"exclude": ["drafts"], "decode_workers": 3}))
    library.set_read_text(False)
    kept = load_settings(library.home.settings)
    assert (kept.exclude, kept.decode_workers, kept.read_text) == (("drafts",), 3, False)
