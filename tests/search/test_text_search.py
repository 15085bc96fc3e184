"""Words in photos' texts: which photos hold how much of them, and where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photorag.core.filters import Contains, Either, Every, Not
from photorag.core.photo_facts import PhotoFacts, PlaceName
from photorag.core.query import Source, TextMatch, Words
from photorag.search.text_matches import contained_in, matches_of, snippet
from photorag.search.text_search import TextHits, find, ids_containing
from photorag.search.tokens import tokens_of
from photorag.store.database import Connection
from photorag.store.reader import Reader
from tests.search.catalogued import Photo, catalogued, words

LONG = "A long day by the lake. " * 20
PHOTOS = (
    Photo("a/IMG_2043.jpg", PhotoFacts(caption="A red boat at the harbour")),
    Photo("a/boats.jpg", PhotoFacts(title="Boats", caption="Two boats, one red and one blue")),
    Photo("Harbour/x.jpg", PhotoFacts(caption="Somebody laughs")),
    Photo("b/plate.jpg", inside=words("LISBOA XAB1234 PARKING")),
    Photo("b/cathedral.jpg", PhotoFacts(caption="Cathédrale Saint-Étienne")),
    Photo("b/y.jpg", PhotoFacts(caption=f"{LONG}A heron waits there. {LONG}"), tags=("birds",)),
    Photo("b/z.jpg", PhotoFacts(caption="京都の金閣寺に行った")),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    opened = catalogued(tmp_path_factory.mktemp("texts"), PHOTOS)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def reader(database: Connection) -> Reader:
    return Reader(database)


def look(reader: Reader, text: str) -> TextHits:
    return find(reader, reader.columns(), [Words(text)])


def shares(reader: Reader, text: str) -> dict[str, float]:
    """File name -> share of the words, of those that hold any."""
    share = look(reader, text).share
    return {Path(photo.path).name: round(float(each), 3) for photo, each in zip(PHOTOS, share, strict=True) if each}


def matches(reader: Reader, text: str, *contained: Contains) -> dict[int, tuple[TextMatch, ...]]:
    return matches_of(reader, [each + 1 for each in range(len(PHOTOS))], look(reader, text), contained)


def found_in(match: TextMatch) -> list[str]:
    return [match.text[start:end] for start, end in match.found]


def test_the_more_words_the_better(reader: Reader) -> None:
    assert shares(reader, "the red boat in a harbour") == {
        "IMG_2043.jpg": 1.0,
        "boats.jpg": 0.667,
        "x.jpg": 0.25,  # a folder's name counts for less
    }


def test_a_rare_word_covers_more_than_a_common_one(reader: Reader) -> None:
    hits = look(reader, "red heron")
    assert hits.coverage[5] > 0.5 > hits.coverage[0]
    assert hits.share[5] == hits.share[0] == 0.5


def test_a_word_nobody_wrote_counts_against_the_others(reader: Reader) -> None:
    assert look(reader, "red zyzzyva").coverage.max() < look(reader, "red").coverage.max() == 1.0


def test_weights(reader: Reader) -> None:
    found = find(reader, reader.columns(), [Words("red", 3.0), Words("heron", 1.0), Words("blue", -1.0)])
    assert found.share[0] == found.share[1] == 0.75


@pytest.mark.parametrize("text", ["XAB1234", "ab123", "IMG_2043", "img_2043.jpg", "2043"])
def test_number_plates_and_file_names(reader: Reader, text: str) -> None:
    (share,) = shares(reader, text).values()
    assert share == 1.0


@pytest.mark.parametrize(("text", "share"), [("ab12", 1.0), ("b12", 0.5), ("IMG_20", 1.0), ("IMG_2", 1.0)])
def test_a_few_digits_stand_in_many_names(reader: Reader, text: str, share: float) -> None:
    assert list(shares(reader, text).values()) == [share]


def test_numbers_that_nobody_can_see(reader: Reader) -> None:
    assert look(reader, "IMG_2043").numbers_only
    assert not look(reader, "two boats 2043").numbers_only
    assert not look(reader, "boeing 747").numbers_only
    assert not look(reader, "").numbers_only


def test_a_place_says_less_of_a_photo_than_its_caption(tmp_path: Path) -> None:
    """Not all near Bondi Beach shows a beach; who asks for Bondi Beach, or Sydney by any name, means the place."""
    place = PlaceName("Sydney", "New South Wales", "Australia", "AU", ("Bondi Beach", "Sídney"))
    photos = (Photo("1.jpg", PhotoFacts(caption="A beach")), Photo("2.jpg", PhotoFacts(place=place)))
    database = catalogued(tmp_path, photos)
    reader = Reader(database)
    assert look(reader, "beach").share.tolist() == [1.0, 0.75]
    assert look(reader, "wales").share.tolist() == [0.0, 0.75]
    assert look(reader, "Bondi beach").share.tolist() == [0.5, 1.0]
    assert look(reader, "sidney").share.tolist() == [0.0, 1.0]
    database.close()


def test_accents_case_and_endings_do_not_matter(reader: Reader) -> None:
    assert shares(reader, "CATHEDRALE étienne") == {"cathedral.jpg": 1.0}
    assert set(shares(reader, "laughing")) == {"x.jpg"}


def test_the_last_word_may_still_be_being_typed(reader: Reader) -> None:
    assert shares(reader, "heron wai") == {"y.jpg": 0.625}
    assert shares(reader, "wai heron") == {"y.jpg": 0.625}  # found as a part of a word
    assert shares(reader, "boat harb")["IMG_2043.jpg"] == 0.625


def test_a_whole_word_is_not_the_beginning_of_another(reader: Reader) -> None:
    assert set(shares(reader, "red")) == {"IMG_2043.jpg", "boats.jpg"}


def test_scripts_without_blanks(reader: Reader) -> None:
    assert set(shares(reader, "金閣寺")) == {"z.jpg"}
    assert ids_containing(reader, "金閣寺").tolist() == [7]
    (match,) = matches(reader, "", Contains("金閣寺"))[7]
    assert found_in(match) == ["金閣寺"]


def test_stop_words_are_left_out_unless_there_is_nothing_else() -> None:
    assert [token.text for token in tokens_of([Words("a photo of the old Mill")])] == ["old", "mill"]
    assert [token.text for token in tokens_of([Words("the who")])] == ["the", "who"]
    assert [token.text for token in tokens_of([Words("ein Bild vom Strand über Nacht")])] == ["strand", "nacht"]
    assert [token.text for token in tokens_of([Words("der Mann und the man in a red hat")])] == [
        "mann",
        "man",
        "red",
        "hat",
    ]
    assert tokens_of([Words("!? …")]) == ()


def test_only_the_end_of_the_text_may_go_on() -> None:
    assert [token.last for token in tokens_of([Words("red boat")])] == [False, True]
    assert [token.last for token in tokens_of([Words("red boat in the")])] == [False, False]


def test_where_words_were_found(reader: Reader) -> None:
    title, caption, name = matches(reader, "red boat")[2]
    assert (title.source, found_in(title)) == (Source.TITLE, ["Boats"])
    assert (caption.source, found_in(caption)) == (Source.CAPTION, ["boats", "red"])
    assert (name.source, found_in(name)) == (Source.NAME, ["boats"])


def test_words_in_the_picture_have_boxes(reader: Reader) -> None:
    (match,) = matches(reader, "lisboa ab12")[4]
    assert found_in(match) == ["LISBOA", "AB12"]
    assert match.boxes == ((0, 0, 0.3333, 0.1), (0.3333, 0, 0.6667, 0.1))
    (match,) = matches(reader, "", Contains("xab1234 park", inside=True, prefix=True))[4]
    assert found_in(match) == ["XAB1234 PARKING"]
    assert len(match.boxes) == 2


def test_what_a_filter_asks_for_inside_is_not_marked_outside(reader: Reader) -> None:
    assert matches(reader, "", Contains("red", inside=True)) == {}


def test_texts_that_a_filter_asks_for() -> None:
    one, other, third = Contains("one"), Contains("other"), Contains("third")
    assert contained_in(Every((one, Either((other, Not(third)))))) == (one, other)


def test_long_texts_are_cut_to_what_was_found(reader: Reader) -> None:
    (match,) = matches(reader, "heron")[6]
    assert match.text.startswith("…")
    assert match.text.endswith("…")
    assert len(match.text) <= 122
    assert found_in(match) == ["heron"]


def test_a_snippet_marks_whole_words() -> None:
    text = "the " * 100
    cut, found = snippet(text, [(start, start + 3) for start in range(0, 400, 4)])
    assert len(found) > 20
    assert {cut[start:end] for start, end in found} == {"the"}
    long = "a" * 300
    cut, found = snippet(long, [(0, 300)])
    assert cut[slice(*found[0])] == "a" * 120


@given(text=st.text(max_size=600), seed=st.integers(0, 2**32 - 1))
def test_a_snippet_keeps_what_it_marks(text: str, seed: int) -> None:
    chosen = np.random.default_rng(seed)
    cuts = sorted({int(each) for each in chosen.integers(0, len(text) + 1, 8)})
    ranges = [(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    if not ranges:
        return
    cut, found = snippet(text, ranges)
    assert len(cut) <= 122
    assert found
    for start, end in found:
        assert 0 <= start < end <= len(cut)
        assert cut[start:end] in text


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(max_size=60)
    | st.lists(st.sampled_from(['"', "*", "(", ")", ":", "^", "-", "AND", "NEAR", "{a}", "red", "\0", "é"])).map(
        " ".join
    )
)
def test_no_text_breaks_a_search(reader: Reader, text: str) -> None:
    hits = look(reader, text)
    assert np.all((hits.coverage >= 0) & (hits.coverage <= 1.0001))
    assert np.all((hits.share >= 0) & (hits.share <= 1.0001))
    for found in matches_of(reader, [1, 2, 3, 4], hits, [Contains(text)]).values():
        for match in found:
            assert all(0 <= start < end <= len(match.text) for start, end in match.found)
