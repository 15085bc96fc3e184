"""Index runs over real folders with real decoding, database and index; only the model is a fake."""

from __future__ import annotations

import itertools
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from photorag.core.cancel import CancelToken
from photorag.core.errors import FolderError
from photorag.core.events import ItemsChanged
from photorag.core.library_types import Place, RootState
from photorag.core.settings import Settings, save_settings
from photorag.ingest.reconcile import FAILED_BEFORE
from photorag.ingest.report import Progress
from photorag.library import Library
from tests.fakes import ColourEmbedder

Paint = Callable[..., Path]


def names(library: Library, words: str, limit: int = 10) -> list[str]:
    return [hit.path.name for hit in library.search(words, limit).hits]


def counts(report: object) -> tuple[int, ...]:
    return tuple(getattr(report, name) for name in ("added", "updated", "moved", "removed", "unchanged"))


@pytest.fixture
def photos(paint: Paint) -> Path:
    paint("red.jpg", "red")
    paint("trips/blue.png", "blue")
    return paint("trips/green.webp", "green").parents[1]


def test_new_photos_become_searchable(library: Library, photos: Path) -> None:
    report = library.index([photos])
    assert counts(report) == (3, 0, 0, 0, 0)
    assert names(library, "blue", 1) == ["blue.png"]
    item = library.search("red", 1).hits[0]
    assert item.path == photos / "red.jpg"
    stored = library.items([item.item])[item.item]
    assert (stored.width, stored.height) == (80, 60)
    assert library.thumbnails.path(stored.content).stat().st_size > 0
    assert library.check() == []


def test_unchanged_photos_are_not_read_again(library: Library, photos: Path, embedder: ColourEmbedder) -> None:
    library.index([photos])
    embedded = embedder.embedded
    assert counts(library.index([photos])) == (0, 0, 0, 0, 3)
    assert embedder.embedded == embedded


def test_an_edited_photo_is_read_again(library: Library, photos: Path, paint: Paint) -> None:
    library.index([photos])
    before = library.search("red", 1).hits[0]
    paint("red.jpg", "yellow")
    assert counts(library.index([photos])) == (0, 1, 0, 0, 2)
    assert names(library, "yellow", 1) == ["red.jpg"]
    after = library.search("yellow", 1).hits[0]
    assert after.item == before.item
    assert after.segment != before.segment
    assert len(library.search("red", 10).hits) == 3
    assert library.check() == []


def test_a_touched_photo_keeps_its_vector(library: Library, photos: Path, embedder: ColourEmbedder) -> None:
    library.index([photos])
    embedded = embedder.embedded
    os.utime(photos / "red.jpg", ns=(1, 1))
    assert counts(library.index([photos])) == (0, 0, 0, 0, 3)
    assert embedder.embedded == embedded
    assert counts(library.index([photos])) == (0, 0, 0, 0, 3)


@pytest.mark.parametrize("target", ["renamed.jpg", "trips/red.jpg", "new/deep/red.jpg"])
def test_a_moved_photo_keeps_its_identity(
    library: Library, photos: Path, embedder: ColourEmbedder, target: str
) -> None:
    library.index([photos])
    before = library.search("red", 1).hits[0]
    embedded = embedder.embedded
    (photos / target).parent.mkdir(parents=True, exist_ok=True)
    (photos / "red.jpg").rename(photos / target)
    assert counts(library.index([photos])) == (0, 0, 1, 0, 2)
    after = library.search("red", 1).hits[0]
    assert (after.item, after.segment, after.path) == (before.item, before.segment, photos / target)
    assert embedder.embedded == embedded


def test_a_renamed_folder_moves_all_below_it(library: Library, photos: Path) -> None:
    library.index([photos])
    (photos / "trips").rename(photos / "journeys")
    assert counts(library.index([photos])) == (0, 0, 2, 0, 1)


def test_a_moved_photo_that_takes_anothers_place(library: Library, photos: Path) -> None:
    library.index([photos])
    red = library.search("red", 1).hits[0].item
    (photos / "red.jpg").rename(photos / "trips" / "blue.png")
    report = library.index([photos])
    assert report.moved == 1
    assert library.items([red])[red].path == photos / "trips" / "blue.png"
    assert len(library.search("red").hits) == 2


def test_a_copy_is_its_own_item_without_being_embedded(
    library: Library, photos: Path, embedder: ColourEmbedder
) -> None:
    library.index([photos])
    embedded = embedder.embedded
    shutil.copy(photos / "red.jpg", photos / "copy.jpg")
    assert counts(library.index([photos])) == (1, 0, 0, 0, 3)
    assert embedder.embedded == embedded
    assert set(names(library, "red", 2)) == {"red.jpg", "copy.jpg"}
    copy = next(hit for hit in library.search("red", 2).hits if hit.path.name == "copy.jpg")
    assert library.items([copy.item])[copy.item].width == 80


def test_two_new_files_with_the_same_content_in_one_batch(library: Library, paint: Paint) -> None:
    first = paint("one.jpg", "red")
    shutil.copy(first, first.parent / "two.jpg")
    assert counts(library.index([first.parent])) == (2, 0, 0, 0, 0)
    assert len(library.search("red").hits) == 2


def test_swapped_photos(library: Library, photos: Path, paint: Paint) -> None:
    other = paint("other.jpg", "orange")
    library.index([photos])
    red, spare = photos / "red.jpg", photos / "spare"
    red.rename(spare), other.rename(red), spare.rename(other)
    for path in (red, other):
        os.utime(path)
    report = library.index([photos])
    assert not report.failed
    assert names(library, "red", 1) == ["other.jpg"]
    assert names(library, "orange", 1) == ["red.jpg"]
    assert library.check() == []


def test_a_removed_photo_is_not_found_and_comes_back_without_reading(
    library: Library, photos: Path, embedder: ColourEmbedder, tmp_path: Path
) -> None:
    library.index([photos])
    before = library.search("red", 1).hits[0].item
    (photos / "red.jpg").rename(tmp_path / "away.jpg")
    assert counts(library.index([photos])) == (0, 0, 0, 1, 2)
    assert "red.jpg" not in names(library, "red")
    assert library.status().removed == 1
    embedded = embedder.embedded
    (tmp_path / "away.jpg").rename(photos / "red.jpg")
    library.index([photos])
    assert library.search("red", 1).hits[0].item == before
    assert embedder.embedded == embedded


def test_failures_are_stored_with_a_reason_and_retried_when_changed(
    library: Library, photos: Path, paint: Paint
) -> None:
    (photos / "empty.jpg").write_bytes(b"")
    (photos / "text.jpg").write_text("not a picture at all\n" * 20)
    report = library.index([photos])
    assert report.added == 3
    assert {failed.path.name for failed in report.failed} == {"empty.jpg", "text.jpg"}
    assert {failure.path.name: failure.attempts for failure in library.failures()} == {"empty.jpg": 1, "text.jpg": 1}
    again = library.index([photos])
    assert not again.failed
    assert again.skipped_reasons[FAILED_BEFORE] == 2
    paint("empty.jpg", "purple")
    assert library.index([photos]).added == 1
    assert [failure.path.name for failure in library.failures()] == ["text.jpg"]
    library.retry_failures()
    assert [failed.path.name for failed in library.index([photos]).failed] == ["text.jpg"]
    assert library.failures()[0].attempts == 2
    (photos / "text.jpg").unlink()
    library.index([photos])
    assert library.failures() == []


def test_a_photo_that_becomes_unreadable_is_hidden_and_recovers(library: Library, photos: Path) -> None:
    library.index([photos])
    path = photos / "red.jpg"
    good = path.read_bytes()
    item = library.search("red", 1).hits[0].item
    path.write_bytes(b"")
    assert [failed.path for failed in library.index([photos]).failed] == [path]
    assert "red.jpg" not in names(library, "red")
    path.write_bytes(good)
    library.index([photos])
    assert library.search("red", 1).hits[0].item == item
    assert library.failures() == []


def test_a_root_that_is_away_keeps_its_photos(library: Library, photos: Path, tmp_path: Path) -> None:
    library.index([photos])
    photos.rename(tmp_path / "unplugged")
    report = library.index()
    assert report.offline == [photos]
    assert report.removed == 0
    assert len(library.search("red").hits) == 3
    assert library.roots()[0].root.state == RootState.OFFLINE
    (tmp_path / "unplugged").rename(photos)
    assert counts(library.index()) == (0, 0, 0, 0, 3)
    assert library.roots()[0].root.state == RootState.ONLINE


def test_an_empty_mount_point_is_away_not_emptied(library: Library, photos: Path, tmp_path: Path) -> None:
    library.index([photos])
    photos.rename(tmp_path / "unplugged")
    photos.mkdir()
    assert library.index().offline == [photos]
    assert len(library.search("red").hits) == 3


def test_a_root_that_may_not_be_read_any_more_stops_no_other(
    library: Library, photos: Path, paint: Paint, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = paint("../other/black.jpg", "black").parent.resolve()
    library.index([photos, other])
    paint("../other/white.jpg", "white")
    real = os.scandir

    def scandir(path: str) -> object:  # root may read everything, so the refusal is staged
        if path == str(photos):
            raise PermissionError(13, "denied", path)
        return real(path)

    monkeypatch.setattr("photorag.ingest.scan.os.scandir", scandir)
    report = library.index()
    assert (report.offline, report.added, report.removed) == ([photos], 1, 0)


def test_a_subfolder_that_is_gone_is_removed(library: Library, photos: Path) -> None:
    library.index([photos])
    shutil.rmtree(photos / "trips")
    assert counts(library.index()) == (0, 0, 0, 2, 1)


def test_a_folder_inside_a_root_is_scanned_alone(library: Library, photos: Path, paint: Paint) -> None:
    library.index([photos])
    paint("outside.jpg", "yellow")
    paint("trips/inside.jpg", "yellow", seed=9)
    assert counts(library.index([photos / "trips"])) == (1, 0, 0, 0, 2)
    assert len(library.roots()) == 1


def test_a_bigger_folder_takes_over_a_smaller_root(library: Library, photos: Path) -> None:
    library.index([photos / "trips"])
    item = library.search("blue", 1).hits[0].item
    assert counts(library.index([photos])) == (1, 0, 0, 0, 2)
    assert [each.root.path for each in library.roots()] == [photos]
    assert library.search("blue", 1).hits[0].item == item


def test_removing_a_root_forgets_its_photos_only_in_the_library(library: Library, photos: Path) -> None:
    library.index([photos])
    assert library.remove_root(photos) == 3
    assert library.search("red").hits == ()
    assert (photos / "red.jpg").exists()
    assert library.index([photos]).added == 3
    with pytest.raises(FolderError, match="not one of the library's folders"):
        library.remove_root("/nowhere")


def test_folders_that_are_none(library: Library, photos: Path, tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="There is no folder"):
        library.index([tmp_path / "missing"])
    with pytest.raises(FolderError, match="is a file, not a folder"):
        library.index([photos / "red.jpg"])


def test_a_cancelled_run_keeps_what_was_read_and_goes_on_later(library: Library, paint: Paint) -> None:
    total = 120
    for number in range(total):
        folder = paint(f"{number}.png", "red", seed=number).parent
    cancel = CancelToken()

    def stop_after_first_batch(progress: Progress) -> None:
        if progress.done:
            cancel.cancel()

    report = library.index([folder], stop_after_first_batch, cancel)
    assert report.cancelled
    assert 0 < report.added < total
    assert library.check() == []
    rest = library.index([folder])
    assert rest.added == total - report.added
    assert rest.unchanged == report.added


def test_progress_counts_up_to_the_total(library: Library, photos: Path) -> None:
    seen: list[Progress] = []
    (photos / "empty.jpg").write_bytes(b"")
    library.index([photos], seen.append)
    assert seen[0].phase == "scanning"
    assert (seen[-1].phase, seen[-1].done, seen[-1].total, seen[-1].failed) == ("finishing", 4, 4, 1)
    assert all(before.done <= after.done for before, after in itertools.pairwise(seen))


def test_changes_are_published(library: Library, photos: Path) -> None:
    seen: list[ItemsChanged] = []
    library.events.subscribe(ItemsChanged, seen.append)
    library.index([photos])
    assert sum(len(event.changed) for event in seen) == 3
    (photos / "red.jpg").unlink()
    library.index([photos])
    assert len(seen[-1].removed) == 1


def test_another_model_reads_again_and_keeps_its_vectors_apart(
    library: Library, photos: Path, embedder: ColourEmbedder
) -> None:
    library.index([photos])
    library.close()
    embedder.model_id = "colours@2"
    with Library.open(library.home) as second:
        results = second.search("red")
        assert (results.searched, results.total) == (0, 3)
        assert [(hit.title, hit.why) for hit in results.hits] == [("red.jpg", {"text": 1.0})]  # by its name alone
        assert counts(second.index([photos])) == (0, 3, 0, 0, 0)
        assert len(second.search("red").hits) == 3
    embedder.model_id = "colours@1"
    with Library.open(library.home) as first:
        assert counts(first.index([photos])) == (0, 0, 0, 0, 3)
        assert len(first.search("red").hits) == 3


def test_excluded_patterns_from_the_settings(embedder: ColourEmbedder, photos: Path, tmp_path: Path) -> None:
    home = tmp_path / "with settings"
    save_settings(home / "settings.json", Settings(exclude=("trips",)))
    with Library.open(home) as library:
        assert library.index([photos]).added == 1


def test_the_report_as_json(library: Library, photos: Path) -> None:
    (photos / "empty.jpg").write_bytes(b"")
    found = json.loads(json.dumps(library.index([photos]).as_json()))
    assert {"added", "updated", "moved", "removed", "unchanged", "skipped", "failed"} <= set(found)
    assert found["failed"] == [{"path": str(photos / "empty.jpg"), "reason": "the file is empty"}]


def test_browsing_is_newest_first(library: Library, photos: Path) -> None:
    for age, name in enumerate(("red.jpg", "trips/blue.png", "trips/green.webp")):
        os.utime(photos / name, (1_600_000_000 - age * 86_400,) * 2)
    library.index([photos])
    ids = library.start_read(lambda reader: reader.listing(Place())).result().ids.tolist()
    items = library.items(ids)
    assert [items[each].path.name for each in ids] == ["red.jpg", "blue.png", "green.webp"]
