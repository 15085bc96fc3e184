"""What the window remembers: kept from start to start, and never a reason to fail."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photorag.core.library_types import Place, PlaceKind
from photorag.qt.window_state import MOST_SEARCHES, WindowState, on_screen

_TMP = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)

_KEYS = ("geometry", "left_width", "right_open", "right_tab", "row_height", "appearance", "background", "place",
         "recent_searches")  # fmt: skip


_numbers = count()


def written(folder: Path, content: bytes) -> WindowState:
    """The state of a file that Qt has not seen: it keeps what it knows of files by their names."""
    file = folder / f"{next(_numbers)}.ini"
    file.write_bytes(content)
    return WindowState(file)


def started_again(folder: Path) -> WindowState:
    return written(folder, (folder / "window.ini").read_bytes())


def defaults(state: WindowState) -> tuple[object, ...]:
    return (
        state.geometry, state.left_width, state.right_width, state.right_open, state.right_tab, state.row_height,
        state.film_strip, state.appearance, state.background, state.place, state.model_offer_dismissed,
        state.recent_searches,
    )  # fmt: skip


def test_everything_is_there_at_the_next_start(tmp_path: Path) -> None:
    state = WindowState(tmp_path / "window.ini")
    state.geometry = bytes(range(256))
    state.left_width, state.right_width, state.row_height = 300, 400, 250
    state.right_open, state.film_strip, state.model_offer_dismissed = False, False, True
    state.right_tab, state.appearance, state.background = "similar", "dark", "background"
    state.place = Place(PlaceKind.FOLDER, tmp_path / "a, b; ü ✓ = [c]\\d")
    state.remember_search('a dog, at the beach; [x] = \\y "quoted" %1 ü ✓')
    before = defaults(state)
    state.save()
    again = started_again(tmp_path)
    assert defaults(again) == before
    assert again.geometry == bytes(range(256))
    assert again.place.folder == tmp_path / "a, b; ü ✓ = [c]\\d"
    assert again.recent_searches == ('a dog, at the beach; [x] = \\y "quoted" %1 ü ✓',)


@pytest.mark.parametrize("kind", [PlaceKind.ALL, PlaceKind.FAVOURITES, PlaceKind.RECENT])
def test_places_without_a_folder(tmp_path: Path, kind: PlaceKind) -> None:
    state = WindowState(tmp_path / "window.ini")
    state.place = Place(kind)
    assert state.place == Place(kind)


@_TMP
@given(st.binary(max_size=400))
def test_a_damaged_file_means_defaults(tmp_path: Path, content: bytes) -> None:
    assert defaults(written(tmp_path, content)) == defaults(WindowState(tmp_path / "no such folder" / "window.ini"))


@_TMP
@given(st.sampled_from(_KEYS), st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=60))
def test_a_foreign_value_makes_sense_or_is_the_default(
    qapp: QApplication, tmp_path: Path, key: str, value: str
) -> None:
    state = written(tmp_path, f"[window]\n{key}={value}\n".encode())
    assert 180 <= state.left_width <= 480
    assert 120 <= state.row_height <= 400
    assert state.right_open in (True, False)
    assert state.appearance in ("system", "light", "dark")
    assert state.background in ("ask", "background", "quit")
    assert state.place.folder is None or state.place.folder.is_absolute()
    assert all(isinstance(each, str) and each for each in state.recent_searches)
    state.restore_window(QWidget())


@pytest.mark.parametrize("value", ["@Variant(\\0\\0\\0\\x7f)", "@ByteArray(x)", "a, b", "@Invalid()", "@Rect(1 2 3 4)"])
def test_qt_s_own_types_are_not_ours(tmp_path: Path, value: str) -> None:
    lines = "".join(f"{key}={value}\n" for key in ("right_tab", "place", "geometry"))
    state = written(tmp_path, f"[window]\n{lines}".encode())
    assert (state.right_tab, state.place, state.geometry) == ("details", Place(), b"")


@pytest.mark.parametrize("value", ["5", "[1, 2]", "null", "{}", "[" * 100_000, '"a"', '"/a\\u0000b"'])
def test_json_of_another_shape(tmp_path: Path, value: str) -> None:
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    state = written(tmp_path, f'[window]\nrecent_searches="{quoted}"\nplace="folder:{quoted}"\n'.encode())
    assert (state.recent_searches, state.place) == ((), Place())


def test_a_huge_file_is_put_away(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    file.write_bytes(b"[window]\nright_tab=similar\n" + b"#" * 2_000_000)
    state = WindowState(file)
    assert state.right_tab == "details"
    state.right_tab = "similar"
    state.save()
    assert file.stat().st_size < 1000


def test_a_folder_in_its_place_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "window.ini").mkdir()
    state = WindowState(tmp_path / "window.ini")
    state.left_width = 300
    state.save()
    assert state.left_width == 300
    assert (tmp_path / "window.ini").is_dir()


def test_numbers_stay_in_their_bounds(tmp_path: Path) -> None:
    state = written(tmp_path, b"[window]\nleft_width=99999999999999999999\nright_width=-4\nrow_height=1e3\n")
    assert (state.left_width, state.right_width, state.row_height) == (480, 280, 180)


@_TMP
@given(st.lists(st.text(max_size=12), max_size=80))
def test_recent_searches_newest_first_once_each(tmp_path: Path, searches: list[str]) -> None:
    state = WindowState(tmp_path / "window.ini")
    state.forget_searches()
    for each in searches:
        state.remember_search(each)
    recent = state.recent_searches
    assert len(recent) <= MOST_SEARCHES
    folded = [each.casefold() for each in recent]
    assert len(set(folded)) == len(folded)
    assert all(each == " ".join(each.split()) and each for each in recent)
    if searches and searches[-1].strip() and searches[-1].isprintable():
        assert recent[0] == " ".join(searches[-1].split())


def test_searches_are_forgotten_in_the_file_too(tmp_path: Path) -> None:
    state = WindowState(tmp_path / "window.ini")
    state.remember_search("secret")
    state.save()
    assert "secret" in (tmp_path / "window.ini").read_text()
    state.forget_searches()
    assert "secret" not in (tmp_path / "window.ini").read_text()
    assert started_again(tmp_path).recent_searches == ()


def test_the_window_comes_back_where_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = QWidget(), QWidget()
    for widget in (first, second):
        qtbot.addWidget(widget)
    first.setGeometry(60, 50, 500, 400)
    state = WindowState(tmp_path / "window.ini")
    state.keep_window(first)
    state.restore_window(second)
    assert second.geometry() == QRect(60, 50, 500, 400)


SCREENS = [QRect(0, 0, 1440, 900), QRect(1440, 0, 1920, 1080)]


@pytest.mark.parametrize("wanted", [QRect(100, 100, 800, 600), QRect(2000, 10, 900, 600), QRect(-700, 10, 800, 600)])
def test_a_window_that_can_be_taken_hold_of_stays(wanted: QRect) -> None:
    assert on_screen(wanted, SCREENS) == wanted


@pytest.mark.parametrize(
    "wanted",
    [QRect(5000, 100, 800, 600), QRect(100, -590, 800, 600), QRect(-790, 10, 800, 600), QRect(9000, 9000, 9000, 9000)],
)
def test_a_window_off_the_screens_comes_to_the_middle(wanted: QRect) -> None:
    placed = on_screen(wanted, SCREENS)
    assert SCREENS[0].contains(placed)
    assert abs(placed.center().x() - SCREENS[0].center().x()) <= 1
