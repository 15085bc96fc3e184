"""The folders as a tree: sorted for people, brought up to date row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from photorag.core.library_types import RootState
from photorag.ingest.report import RootProgress
from photorag.qt.places.folder_model import FolderModel
from photorag.qt.places.overview import PlacesOverview
from tests.qt.places.conftest import PICTURES, UPLOADS, USB, overview, root


@pytest.fixture
def folders(qtbot: QtBot) -> Iterator[FolderModel]:
    """Watched by Qt's own checks of a model's signals."""
    model = FolderModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    tester.deleteLater()


def names(folders: FolderModel, parent: QModelIndex | None = None) -> list[str]:
    around = parent or QModelIndex()
    return [folders.folder(folders.index(row, 0, around)).name for row in range(folders.rowCount(around))]


def test_names_are_sorted_as_people_do(folders: FolderModel) -> None:
    folders.show_overview(overview({"10 Zoo": 1, "2 Alps": 1, "årstad": 1, "Zug": 1, "beach": 1}))
    assert names(folders, folders.index_of(PICTURES)) == ["2 Alps", "10 Zoo", "årstad", "beach", "Zug"]


def test_counts_and_state_of_roots_and_folders(folders: FolderModel) -> None:
    folders.show_overview(
        overview({"2023": 60, "2023/May": 40}, root(PICTURES, 100, failures=3), root(USB, 7, RootState.OFFLINE))
    )
    assert names(folders) == ["Pictures", "USB"]
    may = folders.folder(folders.index_of(PICTURES / "2023" / "May"))
    assert (may.items, may.depth, may.has_folders) == (40, 2, False)
    pictures, usb = folders.folder(folders.index_of(PICTURES)), folders.folder(folders.index_of(USB))
    assert (pictures.failures, pictures.offline, pictures.has_folders) == (3, False, True)
    assert usb.offline


def test_roots_of_one_name_say_where_they_are(folders: FolderModel) -> None:
    folders.show_overview(overview({}, root(Path("/a/Photos"), 1), root(Path("/b/Photos"), 2), root(UPLOADS, 1)))
    assert names(folders) == ["Photos (a)", "Photos (b)", "Uploads"]


def test_an_update_keeps_rows_and_tells_what_changed(qtbot: QtBot, folders: FolderModel) -> None:
    folders.show_overview(overview({"b": 1, "d": 1}))
    around = folders.index_of(PICTURES)
    assert names(folders, around) == ["b", "d"]
    kept = QPersistentModelIndex(folders.index_of(PICTURES / "d"))
    changed: list[int] = []
    folders.dataChanged.connect(lambda first, last, _: changed.extend(range(first.row(), last.row() + 1)))
    folders.show_overview(overview({"a": 1, "b": 1, "c": 1, "c2": 1, "d": 9, "e": 1}))
    assert names(folders, around) == ["a", "b", "c", "c2", "d", "e"]
    assert (kept.row(), folders.folder(kept).items) == (4, 9)
    assert changed == [4]
    folders.show_overview(overview({"d": 9}))
    assert names(folders, around) == ["d"]
    assert kept.row() == 0


def test_the_first_folder_below_a_root_is_announced(qtbot: QtBot, folders: FolderModel) -> None:
    folders.show_overview(overview({}))
    assert not folders.hasChildren(folders.index_of(PICTURES))
    with qtbot.waitSignal(folders.rowsInserted):
        folders.show_overview(overview({"new": 1}))
    assert folders.hasChildren(folders.index_of(PICTURES))


def test_a_removed_root_takes_all_below_it_along(folders: FolderModel) -> None:
    both = (root(PICTURES, 2), root(UPLOADS, 1))
    folders.show_overview(overview({"x": 2, "x/y": 2}, *both))
    inside = QPersistentModelIndex(folders.index_of(PICTURES / "x" / "y"))
    folders.show_overview(overview({}, root(UPLOADS, 1)))
    assert names(folders) == ["Uploads"]
    assert not inside.isValid()
    assert not folders.index_of(PICTURES / "x").isValid()
    folders.show_overview(PlacesOverview())
    assert folders.rowCount() == 0


def test_progress_belongs_to_its_root(folders: FolderModel) -> None:
    folders.show_overview(overview({}, root(PICTURES, 2), root(UPLOADS, 1)))
    folders.show_progress((RootProgress(PICTURES, 1, 4), RootProgress(UPLOADS, 5, 5)))
    assert folders.folder(folders.index_of(PICTURES)).progress == 0.25
    assert folders.folder(folders.index_of(UPLOADS)).progress is None  # through
    folders.show_progress(())
    assert folders.folder(folders.index_of(PICTURES)).progress is None


def test_names_are_never_taken_for_html(folders: FolderModel) -> None:
    folders.show_overview(overview({"<b>bold</b>": 1}))
    tip = folders.data(folders.index_of(PICTURES / "<b>bold</b>"), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;bold" in tip


def test_screen_readers_hear_the_state(folders: FolderModel) -> None:
    folders.show_overview(overview({}, root(USB, 7, RootState.OFFLINE, failures=2)))
    heard = folders.data(folders.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("USB, 7 photos, Not connected")
    assert "2 could not be read" in heard
