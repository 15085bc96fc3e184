"""What the grid asks for: the photos of a place in order, with what laying them out needs; folders with counts."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from photorag.core.library_types import FolderCount, Listing, Place, PlaceKind
from photorag.core.paths import Home
from photorag.library import Library
from photorag.store.database import open_reader, open_writer
from photorag.store.migrations import SCHEMA_VERSION, migrations
from photorag.store.reader import Reader
from tests.fakes import COLOURS, ColourEmbedder

Paint = Callable[..., Path]


def listed(library: Library, place: Place | None = None) -> Listing:
    return library.start_read(lambda reader: reader.listing(place or Place())).result()


def names(library: Library, listing: Listing) -> list[str]:
    items = library.items(listing.ids.tolist())
    return [items[each].title for each in listing.ids.tolist()]


def dated(path: Path, when: str) -> None:
    stamp = datetime.fromisoformat(when).timestamp()
    os.utime(path, (stamp, stamp))


def test_newest_first_by_date_taken_else_the_files_own(library: Library, paint: Paint) -> None:
    dated(paint("file.jpg", "red", size=(90, 60)), "2021-05-06T12:00:00")
    taken = paint("taken.jpg", "green", seed=1)
    exif = Image.Exif()
    exif[0x0132] = "2022:07:08 09:10:11"
    Image.new("RGB", (40, 80), COLOURS["green"]).save(taken, exif=exif)
    dated(taken, "2019-01-01T00:00:00")
    dated(paint("old.jpg", "blue", seed=2), "2020-01-01T00:00:00")
    library.index([taken.parent])
    listing = listed(library)
    assert names(library, listing) == ["taken.jpg", "file.jpg", "old.jpg"]
    assert listing.months.tolist() == [202207, 202105, 202001]
    assert listing.ratios.tolist() == pytest.approx([0.5, 1.5, 80 / 60])
    green = int(listing.tints[0])
    assert [green >> 16, green >> 8 & 255, green & 255] == pytest.approx(COLOURS["green"], abs=6)
    assert library.items([int(listing.ids[0])])[int(listing.ids[0])].tint == green


def test_a_touched_file_moves_in_the_order(library: Library, paint: Paint) -> None:
    first, second = paint("a.jpg", "red"), paint("b.jpg", "blue", seed=1)
    dated(first, "2021-01-01T00:00:00")
    dated(second, "2022-01-01T00:00:00")
    library.index([first.parent])
    dated(first, "2023-01-01T00:00:00")
    library.index()
    assert names(library, listed(library)) == ["a.jpg", "b.jpg"]


def test_a_folder_means_everything_below_and_nothing_beside(library: Library, paint: Paint) -> None:
    for number, name in enumerate(("trip/a.jpg", "trip/day 1/b.jpg", "trip2/c.jpg", "d.jpg", "trip/day 1/x/e.jpg")):
        folder = paint(name, "red", seed=number)
    root = folder.parents[3]
    library.index([root])
    trip = Place(PlaceKind.FOLDER, root / "trip")
    assert set(names(library, listed(library, trip))) == {"a.jpg", "b.jpg", "e.jpg"}
    assert library.start_read(Reader.folders).result() == [
        FolderCount(root, 5),
        FolderCount(root / "trip", 3),
        FolderCount(root / "trip/day 1", 2),
        FolderCount(root / "trip/day 1/x", 1),
        FolderCount(root / "trip2", 1),
    ]


def test_recently_added_has_the_latest_first(library: Library, paint: Paint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("photorag.store.catalogue.time.time", lambda: 1_000_000.0)  # long ago
    folder = paint("old.jpg", "red").parent
    library.index([folder])
    monkeypatch.undo()
    assert listed(library, Place(PlaceKind.RECENT)).ids.tolist() == []
    paint("new.jpg", "blue", seed=1)
    library.index()
    recent = listed(library, Place(PlaceKind.RECENT))
    assert names(library, recent) == ["new.jpg"]
    now = datetime.now()
    assert recent.months.tolist() == [now.year * 100 + now.month]
    assert library.start_read(Reader.count_recent).result() == 1


def test_the_order_is_read_from_an_index_alone(library: Library) -> None:
    plan = library.start_read(
        lambda reader: reader._sql(
            "EXPLAIN QUERY PLAN SELECT i.id, i.width, i.height, i.tint, i.dated FROM items i WHERE i.state = 'present' "
            "ORDER BY i.dated DESC, i.id DESC"
        ).fetchall()
    ).result()
    assert "COVERING INDEX items_by_date" in plan[0][3]
    assert len(plan) == 1


def test_a_library_of_the_first_format_is_brought_up_to_date(own_home: Home) -> None:
    own_home.folder.mkdir()
    old = open_writer(own_home.database, own_home.backups)
    old.close()
    own_home.database.unlink()
    from sqlite_utils import Database

    with_first_format = Database(own_home.database)
    migrations.apply(with_first_format, stop_before="m002_marks_and_order")
    with_first_format.conn.execute("INSERT INTO roots (path, added) VALUES ('/photos', 0)")
    for name, taken in (("a", "2001-02-03T04:05:06"), ("b", None)):
        with_first_format.conn.execute(
            "INSERT INTO items (root_id, path, kind, state, content, size, mtime_ns, width, height, taken, added,"
            " state_since) VALUES (1, ?, 'photo', 'present', x'01', 1, 981173106000000000, 4, 2, ?, 0, 0)",
            [f"/photos/{name}", taken],
        )
    with_first_format.conn.execute("PRAGMA user_version = 1")
    with_first_format.conn.commit()
    with_first_format.close()
    open_writer(own_home.database, own_home.backups).close()
    assert (own_home.backups / "library-format-1.db").is_file()
    database = open_reader(own_home.database)
    assert database.conn.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    listing = Reader(database).listing(Place())
    assert listing.months.tolist() == [200102, 200102]  # the file's own date is of the same month
    assert listing.tints.tolist() == [-1, -1]
    database.close()


def test_a_library_of_the_second_format_is_brought_up_to_date(
    own_home: Home, embedder: ColourEmbedder, paint: Paint, tmp_path: Path
) -> None:
    paint("red.jpg", "red")
    folder = paint("blue.jpg", "blue", seed=1).parent
    with Library.open(own_home) as library:
        library.index([folder])
        ids = {hit.title: hit.item for hit in library.search("red").hits}
        library.add_tag([ids["blue.jpg"]], "Garden party")
        library.set_favourite([ids["red.jpg"]], True)
    _in_second_format(own_home.database.rename(tmp_path / "newest.db"), own_home.database)
    (folder / "description.json").write_text(json.dumps({"image_path": "red.jpg", "description": "An old lighthouse"}))
    embedded = embedder.embedded
    with Library.open(own_home) as library:
        assert (own_home.backups / "library-format-2.db").is_file()
        for words in ("garden", "parties", 'tag:"garden party"', '"garden party"'):
            best = library.search(words).hits[0]
            assert (best.item, best.matches[0].text if best.matches else None) in (
                (ids["blue.jpg"], "Garden party"), (ids["blue.jpg"], None),
            ), words  # fmt: skip
        assert library.search("garden").hits[0].why["text"] == 1.0
        assert [hit.item for hit in library.search("is:favourite").hits] == [ids["red.jpg"]]
        assert listed(library).ids.tolist() == sorted(ids.values(), reverse=True)
        report = library.index()
        assert (report.details, report.unchanged, embedder.embedded) == (2, 2, embedded)
        assert library.search("lighthouse").hits[0].why["text"] == 1.0
        assert library.search("garden").hits[0].item == ids["blue.jpg"]
        assert library.check() == []
        assert library.index().details == 0


def _in_second_format(newest: Path, path: Path) -> None:
    """Writes a database of the second format with what that one could hold of the newest."""
    from sqlite_utils import Database

    old = Database(path)
    migrations.apply(old, stop_before="m003_facts_and_texts")
    old.conn.execute("ATTACH ? AS newest", [str(newest)])
    for table in ("roots", "items", "segments", "models", "vectors", "favourites", "tags"):
        columns = ", ".join(row[1] for row in old.conn.execute(f"PRAGMA main.table_info({table})"))
        old.conn.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newest.{table}")
    old.conn.execute("PRAGMA user_version = 2")
    old.conn.commit()
    old.close()
