"""What is known of an item, stored and read back; its texts, found; columns that follow every change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photorag.core.filters import Span
from photorag.core.folding import LETTERS
from photorag.core.library_types import FileStamp
from photorag.core.photo_facts import DateSource, PhotoAttribute, PhotoFacts, PlaceName
from photorag.core.query import Source
from photorag.store import migrations
from photorag.store.catalogue import Catalogue, ReadItem
from photorag.store.columns import NO_DATE, Columns, ColumnsCache
from photorag.store.database import Connection, open_reader, open_writer
from photorag.store.edits import Edits
from photorag.store.reader import Reader

LISBON = PlaceName("Lisbon", "Lisboa", "Portugal", "PT", ("Lissabon",))
FULL = PhotoFacts(
    taken="2023-08-14T17:42:00+01:00", taken_from=DateSource.CAMERA, latitude=38.7, longitude=-9.1, place=LISBON,
    camera="iPhone 13", lens="26 mm", focal_mm=5.1, focal_35mm=26.0, aperture=1.6, exposure_seconds=1 / 1250, iso=50,
    rating=4, title="Jump", caption="A boy jumps over the ramp", keywords=("skate", "Guincho"),
    attributes=(PhotoAttribute("category", "Tools"), PhotoAttribute("price", "$12.99", 12.99)), screenshot=True,
)  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Connection]:
    opened = open_writer(tmp_path / "library.db", tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def catalogue(database: Connection) -> Catalogue:
    catalogue = Catalogue(database)
    catalogue.add_root(Path("/photos"), 1)
    return catalogue


def save(catalogue: Catalogue, path: str, facts: PhotoFacts = FULL, content: bytes | None = None) -> int:
    vector = np.array([1, 0], np.float16)
    model = catalogue.model_key("m", 2)
    item = ReadItem(path, 1, FileStamp(9, 9), content or path.encode(), vector, 4, 3, facts=facts)
    saved = catalogue.save([item], [], model, lambda _: False)
    return (*saved.added, *saved.updated, *saved.unchanged)[0]


def test_facts_come_back_as_they_were(database: Connection, catalogue: Catalogue) -> None:
    full = save(catalogue, "/photos/a/jump.jpg")
    nothing = save(catalogue, "/photos/b.jpg", PhotoFacts())
    reader = Reader(database)
    found = reader.facts(full)
    assert found is not None
    assert (found.facts, found.words) == (FULL, ())
    empty = reader.facts(nothing)
    assert empty is not None and empty.facts == PhotoFacts()
    assert reader.facts(99) is None
    assert reader.items([full])[full].taken == FULL.taken


def test_every_text_is_found_where_it_stands(database: Connection, catalogue: Catalogue) -> None:
    item = save(catalogue, "/photos/Trip 2023/IMG_2043.jpg")
    Edits(database).add_tag([item], "Family")
    reader = Reader(database)
    assert reader.texts([item])[item] == {
        Source.TITLE: "Jump", Source.CAPTION: "A boy jumps over the ramp", Source.KEYWORDS: "skate · Guincho",
        Source.TAGS: "Family", Source.PLACE: "Lisbon · Lisboa · Portugal · Lissabon", Source.NAME: "IMG_2043.jpg",
        Source.FOLDER: "photos · Trip 2023", Source.ATTRIBUTES: "category: Tools · price: $12.99",
    }  # fmt: skip
    for expression in ("jumping", '"boy jumps"', "lissabon", "famil*", "tools", "trip"):
        assert reader.matching(expression).tolist() == [item], expression
    assert reader.matching("2043", "pieces").tolist() == [item]
    assert reader.matching("absent").tolist() == []
    Edits(database).remove_tag([item], "family")
    assert reader.matching("family").tolist() == []
    save(catalogue, "/photos/Trip 2023/IMG_2043.jpg", PhotoFacts(caption="nothing"))
    assert reader.matching("boy").tolist() == []


def test_tags_keywords_attributes_and_albums_give_their_items(database: Connection, catalogue: Catalogue) -> None:
    first, second = save(catalogue, "/photos/a.jpg"), save(catalogue, "/photos/b.jpg", PhotoFacts())
    Edits(database).add_tag([second], "SKATE")
    database.conn.execute("INSERT INTO albums (key, name, created) VALUES ('best of', 'Best of', 0)")
    database.conn.execute("INSERT INTO album_items VALUES (1, ?, 0)", [second])
    reader = Reader(database)
    assert reader.tagged("skate").tolist() == [first, second]
    assert reader.in_album(" BEST  of ").tolist() == [second]
    assert reader.with_attribute("category", text="tools").tolist() == [first]
    assert reader.with_attribute("Price", span=Span(high=12.99)).tolist() == [first]
    assert reader.with_attribute("price", span=Span(high=12.99, includes_high=False)).tolist() == []
    assert reader.with_attribute("price", span=Span(low=5, high=20)).tolist() == [first]
    assert reader.with_attribute("category", span=Span(low=0)).tolist() == []
    assert reader.with_attribute("price").tolist() == [first]


def test_the_vocabulary_is_what_there_is(database: Connection, catalogue: Catalogue) -> None:
    item = save(catalogue, "/photos/Holidays/a.jpg")
    reader = Reader(database)
    words = reader.vocabulary()
    assert {"Lisbon", "Portugal", "Lissabon"} <= words.places
    assert words.cameras == {"iPhone 13"}
    assert words.attributes == {"category": False, "price": True}
    assert "Holidays" in words.folders
    Edits(database).add_tag([item], "Beach")
    assert "Beach" in reader.vocabulary().tags


def test_marks_and_albums_come_back_with_a_photo_whose_folder_was_removed(
    database: Connection, catalogue: Catalogue
) -> None:
    item = save(catalogue, "/photos/a.jpg")
    database.conn.execute("INSERT INTO albums (key, name, created) VALUES ('x', 'X', 0)")
    database.conn.execute("INSERT INTO album_items VALUES (1, ?, 0)", [item])
    catalogue.remove_root(1)
    database.conn.execute("INSERT INTO roots (id, path, added) VALUES (1, '/photos', 0)")
    again = save(catalogue, "/photos/a.jpg")
    assert Reader(database).in_album("x").tolist() == [again]


def test_a_new_picture_under_an_old_name_forgets_what_was_read_in_it(
    database: Connection, catalogue: Catalogue
) -> None:
    item = save(catalogue, "/photos/a.jpg")
    database.conn.execute("""INSERT INTO readings VALUES (?, 1, '[["STOP",0,0,1,1,0,0.9]]')""", [item])
    database.conn.execute("UPDATE texts SET inside = 'STOP' WHERE item_id = ?", [item])
    reader = Reader(database)
    copy = save(catalogue, "/photos/copy.jpg", content=b"/photos/a.jpg")
    assert [word.text for word in reader.words_in([copy])[copy]] == ["STOP"]
    assert reader.matching("stop").tolist() == [item, copy]
    assert bool(reader.columns().has_text.all())
    save(catalogue, "/photos/a.jpg", content=b"another")
    assert reader.words_in([item]) == {}
    assert reader.matching("stop").tolist() == [copy]


def same(one: Columns, other: Columns) -> bool:
    """Codes may differ; what they stand for may not."""
    named = {"place": "places", "camera": "cameras", "lens": "lenses", "suffix": "suffixes", "folder": "folders"}
    for each in fields(Columns):
        if each.name in (*named.values(), "kinds", "kind"):
            continue
        mine, theirs = getattr(one, each.name), getattr(other, each.name)
        if each.name in named:
            names = named[each.name]
            if [getattr(one, names)[code] for code in mine] != [getattr(other, names)[code] for code in theirs]:
                return False
        elif not np.array_equal(mine, theirs, equal_nan=mine.dtype.kind == "f"):
            return False
    return True


def test_columns_say_what_is_known(database: Connection, catalogue: Catalogue) -> None:
    save(catalogue, "/photos/trip/a.JPG")
    save(catalogue, "/photos/b", PhotoFacts())
    columns = Reader(database).columns()
    assert len(columns) == 2
    assert columns.suffixes[columns.suffix[0]] == "jpg" and columns.suffix[1] == 0
    assert columns.folders[columns.folder[0]] == "/photos/trip"
    assert columns.places[columns.place[0]] == LISBON and columns.place[1] == 0
    assert np.isnan(columns.latitude[1]) and columns.iso[0] == 50 and np.isnan(columns.iso[1])
    assert columns.dated[0] == np.datetime64("2023-08-14T17:42:00").astype("datetime64[s]").astype(int)
    assert columns.dated[1] != NO_DATE  # the file's own
    assert columns.has_caption.tolist() == [True, False] and columns.screenshot.tolist() == [True, False]
    assert columns.rows_of(np.array([99, int(columns.items[1])])).tolist() == [1]


CHANGES = st.lists(
    st.tuples(st.sampled_from(["save", "favourite", "remove", "trash", "rate"]), st.integers(0, 5)), max_size=12
)


@settings(max_examples=25, deadline=None)
@given(changes=CHANGES)
def test_columns_follow_every_change(tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, int]]) -> None:
    folder = tmp_path_factory.mktemp("columns")
    writer = open_writer(folder / "library.db", folder)
    looker = open_reader(folder / "library.db")
    try:
        catalogue, edits, cache = Catalogue(writer), Edits(writer), ColumnsCache()
        catalogue.add_root(Path("/photos"), 1)
        cache.refresh(looker)
        for action, number in changes:
            path = f"/photos/{number}.jpg"
            known = writer.conn.execute("SELECT id FROM items WHERE path = ?", [path]).fetchone()
            if action == "save" or known is None:
                save(catalogue, path, FULL if number % 2 else PhotoFacts())
            elif action == "favourite":
                edits.set_favourite(known, bool(number % 3))
            elif action == "remove":
                catalogue.mark_removed([path])
            elif action == "trash":
                edits.mark_removed(known)
            else:
                catalogue.save_facts([(known[0], path, PhotoFacts(rating=number, place=LISBON))])
            assert same(cache.refresh(looker), ColumnsCache().refresh(looker))
    finally:
        looker.close()
        writer.close()


def test_letters_that_others_do_not_have_are_found_as_they_write_them(
    database: Connection, catalogue: Catalogue
) -> None:
    item = save(catalogue, "/photos/Straße.jpg", PhotoFacts(caption="Tromsø, Łódź, Ærø"))
    reader = Reader(database)
    for expression in ("strasse", "tromso", "lodz", "aero"):
        assert reader.matching(expression).tolist() == [item], expression
    assert reader.matching("trass", "pieces").tolist() == [item]
    catalogue.rebuild_texts()
    assert reader.matching("strasse").tolist() == [item]
    save(catalogue, "/photos/Straße.jpg", PhotoFacts(caption="nothing"))
    assert reader.matching("tromso").tolist() == []
    database.conn.execute("INSERT INTO texts_words (texts_words) VALUES ('integrity-check')")


def test_the_indices_hold_letters_as_words_are_folded() -> None:
    """When this fails, the letters have changed: a new migration has to index the texts anew."""
    assert dict(migrations._PLAIN_LETTERS) == LETTERS
