"""What the window remembers from one start to the next: its place on the screen, columns, theme, recent searches.

Kept as text in an ini file in the library's own folder. Nothing in it matters enough to trouble a person: what can't
be read, or makes no sense, is its default; what can't be written is forgotten.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar, cast

from PySide6.QtCore import QByteArray, QRect, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from photorag.core.library_types import Place, PlaceKind
from photorag.qt.grid.row_height import HIGHEST, LOWEST, USUAL
from photorag.qt.tokens import SIDEBAR_WIDTH

Appearance = Literal["system", "light", "dark"]
Background = Literal["ask", "background", "quit"]
APPEARANCES: tuple[Appearance, ...] = ("system", "light", "dark")
BACKGROUNDS: tuple[Background, ...] = ("ask", "background", "quit")

MOST_SEARCHES = 30
_LONGEST_SEARCH = 500
_LARGEST_FILE = 1_000_000  # ours has a few kilobytes
_GRIP = 48  # so much of a window must be on a screen to be taken hold of

T = TypeVar("T")


class _Kept(Generic[T]):
    """One remembered value: how it becomes text, and back. A reader may raise at text that makes no sense."""

    def __init__(self, default: T, read: Callable[[str], T], write: Callable[[T], str]) -> None:
        self._default, self._read, self._write = default, read, write

    def __set_name__(self, owner: type, name: str) -> None:
        self._key = name

    def __get__(self, state: WindowState, owner: type | None = None) -> T:
        text = state.text(self._key)
        if text is None:
            return self._default
        try:
            return self._read(text)
        except (ValueError, TypeError, RecursionError):
            return self._default

    def __set__(self, state: WindowState, value: T) -> None:
        state.set_text(self._key, self._write(value))


def _number(default: int, least: int, most: int) -> _Kept[int]:
    return _Kept(default, lambda text: min(most, max(least, int(text))), str)


def _flag(default: bool) -> _Kept[bool]:
    return _Kept(default, lambda text: {"yes": True, "no": False}.get(text, default), lambda on: "yes" if on else "no")


def _choice(default: T, choices: tuple[T, ...]) -> _Kept[T]:
    def read(text: str) -> T:
        if text not in choices:
            raise ValueError(text)
        return cast(T, text)

    return _Kept(default, read, str)


def _read_bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error


def _read_place(text: str) -> Place:
    """ "folder:/photos/trips", "album:7", or another kind alone; a folder is absolute."""
    name, _, folder = text.partition(":")
    kind = PlaceKind(name)
    if kind is PlaceKind.ALBUM:
        return Place(kind, album=int(folder))
    if kind is not PlaceKind.FOLDER:
        return Place(kind)
    path = Path(json.loads(folder))
    if not path.is_absolute() or "\0" in str(path):
        raise ValueError(text)
    return Place(kind, path)


def _write_place(place: Place) -> str:
    if place.album is not None:
        return f"{place.kind}:{place.album}"
    return str(place.kind) if place.folder is None else f"{place.kind}:{json.dumps(str(place.folder))}"


def _read_searches(text: str) -> tuple[str, ...]:
    found = json.loads(text)
    if not isinstance(found, list):
        raise ValueError(text)
    tidied = (_tidy(each) for each in found if isinstance(each, str))
    return tuple(dict.fromkeys(each for each in tidied if each))[:MOST_SEARCHES]


def _tidy(search: str) -> str:
    whole = search.encode("utf-8", "replace").decode()  # half a character would be no text for Qt
    return " ".join("".join(letter if letter.isprintable() else " " for letter in whole[:_LONGEST_SEARCH]).split())


class WindowState:
    """Lives on the GUI thread. Written by Qt a moment after a change, and by `save`."""

    geometry = _Kept[bytes](b"", _read_bytes, lambda value: base64.b64encode(value).decode())
    left_width = _number(SIDEBAR_WIDTH, 180, 480)
    right_width = _number(372, 280, 720)
    right_open = _flag(True)
    right_tab = _Kept[str]("details", lambda text: text[:40], str)
    row_height = _number(USUAL, LOWEST, HIGHEST)
    film_strip = _flag(True)
    appearance = _choice("system", APPEARANCES)
    background = _choice("ask", BACKGROUNDS)
    place = _Kept(Place(), _read_place, _write_place)
    albums_folded = _flag(False)
    model_offer_dismissed = _flag(False)
    recent_searches = _Kept[tuple[str, ...]]((), _read_searches, json.dumps)

    def __init__(self, path: Path) -> None:
        with contextlib.suppress(OSError):
            if path.is_file() and path.stat().st_size > _LARGEST_FILE:
                path.unlink()  # nothing that we have written
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def remember_search(self, text: str) -> None:
        """Puts it first among the recent searches."""
        if tidy := _tidy(text):
            others = tuple(each for each in self.recent_searches if each.casefold() != tidy.casefold())
            self.recent_searches = (tidy, *others)[:MOST_SEARCHES]

    def forget_searches(self) -> None:
        self.recent_searches = ()
        self.save()  # what is to be forgotten does not wait in a file

    def save(self) -> None:
        self._settings.sync()

    def keep_window(self, window: QWidget) -> None:
        """Remembers where the window is and how large; also that it fills the screen."""
        self.geometry = bytes(window.saveGeometry().data())

    def restore_window(self, window: QWidget) -> None:
        """Puts the window where it was, as far as the screens of today allow."""
        if self.geometry and window.restoreGeometry(QByteArray(self.geometry)):
            screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
            if not (window.isMaximized() or window.isFullScreen()):
                window.setGeometry(on_screen(window.geometry(), screens))

    # -- for the properties above

    def text(self, key: str) -> str | None:
        """What the file has for this key, where that is text: anything else is not ours."""
        try:
            found: Any = self._settings.value(f"window/{key}")
        except Exception:  # noqa: BLE001 - a foreign file may ask Qt for types that Python does not know
            return None
        return found if isinstance(found, str) else None

    def set_text(self, key: str, text: str) -> None:
        if self.text(key) != text:
            self._settings.setValue(f"window/{key}", text)


def on_screen(wanted: QRect, screens: list[QRect]) -> QRect:
    """``wanted`` when its title can be taken hold of on one of the screens; else in the middle of the first one."""
    title = QRect(wanted.left(), wanted.top(), wanted.width(), _GRIP)
    for screen in screens:
        seen = screen.intersected(title)
        if seen.width() >= _GRIP and seen.height() >= _GRIP // 2:
            return wanted
    if not screens:
        return wanted
    first = screens[0]
    placed = QRect(0, 0, min(wanted.width(), first.width()), min(wanted.height(), first.height()))
    placed.moveCenter(first.center())
    return placed
