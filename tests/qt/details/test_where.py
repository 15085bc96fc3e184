"""Where a photo matches: the map is made when it is asked for, laid over the photo, and gone with its hit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from photorag.core.cancel import CancelToken
from photorag.core.errors import UnreadablePicture
from photorag.core.query import Hit, Query, Source, TextMatch
from photorag.library import Library
from photorag.qt.details.preview import Preview
from photorag.qt.details.where_matches import WhereMatches
from tests.qt.conftest import TIMEOUT, collected
from tests.qt.details.conftest import Shown

QUERY = Query.from_text("red")
LEFT_HALF = np.repeat(np.array([[1, 1, 0, 0]], np.float32), 3, axis=0)


@dataclass
class Maps:
    """Stands in for the model: a map waits until it may go."""

    asked: list[tuple[int, Query]] = field(default_factory=list)
    go: Event = field(default_factory=Event)
    fails: bool = False

    def make(self, item_id: int, query: Query, cancel: CancelToken) -> NDArray[np.float32]:
        self.asked.append((item_id, query))
        assert self.go.wait(30)
        cancel.raise_if_cancelled()
        if self.fails:
            raise UnreadablePicture("The thumbnail is missing.")
        return LEFT_HALF


@pytest.fixture
def maps(monkeypatch: pytest.MonkeyPatch) -> Maps:
    made = Maps()
    made.go.set()
    monkeypatch.setattr(Library, "match_map", made.make)
    return made


def hit(shown: Shown, name: str, *matches: TextMatch, **why: float) -> Hit:
    item = shown.items[name]
    return Hit(item.path, item.id, 1, "photo", 0.3, 0.9, "best", why, None, name, matches=matches)


def show(qtbot: QtBot, shown: Shown, found: Hit, query: Query = QUERY) -> tuple[WhereMatches, Preview]:
    """Selects the photo of a hit, and waits for its picture."""
    view = shown.panel.details.view
    shown.select(found.title)
    shown.panel.show_hit(found, query)
    qtbot.waitUntil(lambda: found.title in view.table.file.text, timeout=TIMEOUT)
    qtbot.waitUntil(lambda: view.preview.has_picture, timeout=TIMEOUT)
    return view.where, view.preview


def painted(preview: Preview) -> QImage:
    return preview.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colour(image: QImage, preview: Preview, across: float) -> QColor:
    """Of the photo's middle line, a share of its width from the left."""
    place = preview.picture_rect()
    return QColor(image.pixel(place.x() + round(across * place.width()), place.center().y()))


def test_it_is_offered_where_words_have_found_something(qtbot: QtBot, shown: Shown, maps: Maps) -> None:
    where, preview = show(qtbot, shown, hit(shown, "red.jpg", words=0.3))
    assert where.isVisible()
    assert where.photo.isChecked()
    assert maps.asked == []  # nobody wanted it
    assert not preview.shows_match
    where, _ = show(qtbot, shown, hit(shown, "blue.jpg", picture=0.9))
    assert not where.isVisible()
    shown.panel.show_hit(None)
    assert not where.isVisible()


def test_a_map_is_made_once_and_shown(qtbot: QtBot, shown: Shown, maps: Maps) -> None:
    maps.go.clear()
    found = hit(shown, "red.jpg", words=0.3)
    where, preview = show(qtbot, shown, found)
    where.where.click()
    where.where.click()  # impatient
    shown.panel.show_hit(found, QUERY)  # the same results again
    assert not preview.shows_match
    maps.go.set()
    qtbot.waitUntil(lambda: preview.shows_match, timeout=TIMEOUT)
    where.photo.click()
    assert not preview.shows_match
    where.where.click()
    assert preview.shows_match
    assert maps.asked == [(found.item, QUERY)]


def test_the_choice_is_kept_and_the_map_is_not(qtbot: QtBot, shown: Shown, maps: Maps) -> None:
    where, preview = show(qtbot, shown, hit(shown, "red.jpg", words=0.3))
    where.where.click()
    qtbot.waitUntil(lambda: preview.shows_match, timeout=TIMEOUT)
    maps.go.clear()
    show(qtbot, shown, hit(shown, "blue.jpg", words=0.3))
    assert where.where.isChecked()
    assert not preview.shows_match
    shown.panel.show_hit(None)
    maps.go.set()
    with qtbot.waitSignal(shown.panel.details.facts_reader.arrived, timeout=TIMEOUT):
        shown.select("green.jpg")
    assert not preview.shows_match
    show(qtbot, shown, hit(shown, "red.jpg", words=0.3), Query.from_text("blue"))
    qtbot.waitUntil(lambda: preview.shows_match, timeout=TIMEOUT)
    red, blue = shown.id("red.jpg"), shown.id("blue.jpg")
    assert maps.asked == [(red, QUERY), (blue, QUERY), (red, Query.from_text("blue"))]


def test_a_map_that_comes_too_late_is_not_shown(qtbot: QtBot, shown: Shown, maps: Maps) -> None:
    maps.go.clear()
    where, preview = show(qtbot, shown, hit(shown, "red.jpg", words=0.3))
    where.where.click()
    qtbot.waitUntil(lambda: len(maps.asked) == 1, timeout=TIMEOUT)
    where.photo.click()
    maps.go.set()
    with qtbot.waitCallback(timeout=TIMEOUT) as answered:
        shown.bridge.call(lambda _: None, answered)
    assert not preview.shows_match
    where.where.click()
    qtbot.waitUntil(lambda: preview.shows_match, timeout=TIMEOUT)


def test_why_there_is_none_is_said(qtbot: QtBot, shown: Shown, maps: Maps) -> None:
    maps.fails = True
    told = collected(shown.panel.trouble)
    where, preview = show(qtbot, shown, hit(shown, "red.jpg", words=0.3))
    where.where.click()
    qtbot.waitUntil(lambda: told == ["The thumbnail is missing."], timeout=TIMEOUT)
    assert where.photo.isChecked()
    assert not preview.shows_match
    maps.fails = False
    where.where.click()  # once more
    qtbot.waitUntil(lambda: preview.shows_match, timeout=TIMEOUT)


def test_the_map_is_laid_over_the_photo(qtbot: QtBot, shown: Shown, maps: Maps) -> None:
    where, preview = show(qtbot, shown, hit(shown, "blue.jpg", words=0.3))
    plain = painted(preview)
    where.where.click()
    qtbot.waitUntil(lambda: preview.shows_match, timeout=TIMEOUT)
    mapped = painted(preview)
    assert colour(mapped, preview, 0.9).blue() < colour(plain, preview, 0.9).blue()  # dimmed
    assert colour(mapped, preview, 0.1).red() > colour(mapped, preview, 0.9).red() + 50  # the accent is a red one
    where.photo.click()
    assert painted(preview) == plain


def test_words_read_in_the_picture_are_framed_without_a_map(qtbot: QtBot, shown: Shown, maps: Maps) -> None:
    match = TextMatch(Source.INSIDE, "STOP", ((0, 4),), ((0.25, 0.25, 0.75, 0.75),))
    where, preview = show(qtbot, shown, hit(shown, "blue.jpg", match, text=1.0))
    plain = painted(preview)
    where.where.click()
    assert preview.shows_match
    framed = painted(preview)
    place = preview.picture_rect()
    middle = place.center()
    assert framed.pixel(middle) == plain.pixel(middle)
    assert framed != plain
    assert maps.asked == []


def test_the_model_says_where(qtbot: QtBot, show_panel: Callable[[Path], Shown], tmp_path: Path) -> None:
    """Nothing stands in for the map here: half of the picture is red."""
    picture = Image.new("RGB", (320, 240), (30, 60, 220))
    picture.paste((220, 30, 30), (0, 0, 160, 240))
    (tmp_path / "halves").mkdir()
    picture.save(tmp_path / "halves" / "halves.png")
    shown = show_panel(tmp_path / "halves")
    where, preview = show(qtbot, shown, hit(shown, "halves.png", words=0.3))
    plain = painted(preview)
    where.where.click()
    qtbot.waitUntil(lambda: preview.shows_match, timeout=TIMEOUT)
    mapped = painted(preview)
    # The accent has more green than either half; where nothing matches, all gets darker.
    left, right = (colour(mapped, preview, at).green() - colour(plain, preview, at).green() for at in (0.1, 0.9))
    assert left > 0 > right
