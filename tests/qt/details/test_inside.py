"""Text read in a picture appears in the details of the photo that is looked at."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from photorag.core.events import TextsRead
from photorag.core.photo_facts import TextWord
from photorag.media.text_in_pictures import READING_VERSION
from photorag.store.readings import Reading
from tests.qt.conftest import TIMEOUT
from tests.qt.details.conftest import Shown

BOX = (0.1, 0.1, 0.4, 0.2)


def read(shown: Shown, name: str, *words: TextWord) -> None:
    """As reading in the background does it."""
    reading = Reading(shown.items[name].content, words)
    ids = shown.library._edits.submit(lambda edits: edits.save_readings(READING_VERSION, [reading])).result()
    assert ids == (shown.id(name),)
    shown.library.events.publish(TextsRead(ids))


def test_it_appears_once_it_is_read(qtbot: QtBot, shown: Shown) -> None:
    inside = shown.panel.details.view.table.inside
    with qtbot.waitSignal(shown.panel.details.facts_reader.arrived, timeout=TIMEOUT):
        shown.select("red.jpg")
    assert not inside.isVisible()
    read(shown, "blue.jpg", TextWord("ELSEWHERE", BOX, 0, 0.9))
    read(shown, "red.jpg", TextWord("ALL", BOX, 0, 0.9), TextWord("<b>STOP</b>", BOX, 1, 0.9))
    qtbot.waitUntil(lambda: inside.isVisible() and inside.text == "ALL\n<b>STOP</b>", timeout=TIMEOUT)
    shown.select("blue.jpg")
    qtbot.waitUntil(lambda: inside.text == "ELSEWHERE", timeout=TIMEOUT)


def test_what_is_not_looked_at_is_not_asked_for(qtbot: QtBot, shown: Shown) -> None:
    with qtbot.waitSignal(shown.panel.details.facts_reader.arrived, timeout=TIMEOUT):
        shown.select("red.jpg")
    with qtbot.assertNotEmitted(shown.panel.details.facts_reader.arrived):
        with qtbot.waitSignal(shown.bridge.texts_read, timeout=TIMEOUT):
            read(shown, "blue.jpg", TextWord("ELSEWHERE", BOX, 0, 0.9))
        with qtbot.waitCallback(timeout=TIMEOUT) as answered:
            shown.bridge.read(lambda reader: None, answered)
