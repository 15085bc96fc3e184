from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photorag.qt.details.flow_layout import FlowLayout
from photorag.qt.details.tag_editor import ShownTag, TagEditor
from photorag.qt.theme import Theme
from tests.qt.conftest import collected


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> Iterator[TagEditor]:
    window = QWidget()
    qtbot.addWidget(window)
    made = TagEditor(theme, lambda: None)
    QVBoxLayout(window).addWidget(made)
    made.show_tags([ShownTag("family"), ShownTag("skate")])
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    yield made


def write(qtbot: QtBot, editor: TagEditor, text: str) -> None:
    QTest.mouseClick(editor.add_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(editor.field, text)


def test_enter_adds_and_stays_for_the_next(qtbot: QtBot, editor: TagEditor) -> None:
    added = collected(editor.add_wanted)
    write(qtbot, editor, "  summer   holidays ")
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    QTest.keyClicks(editor.field, "beach")
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    assert added == ["summer holidays", "beach"]
    assert editor.tags == ("family", "skate", "summer holidays", "beach")
    assert editor.field.isVisible()


def test_commas_separate(qtbot: QtBot, editor: TagEditor) -> None:
    added = collected(editor.add_wanted)
    write(qtbot, editor, "one,two, th")
    assert added == ["one", "two"]
    assert editor.field.text().strip() == "th"


def test_what_is_there_is_not_added_again(qtbot: QtBot, editor: TagEditor) -> None:
    added = collected(editor.add_wanted)
    write(qtbot, editor, "FAMILY,  ,Skate")
    QTest.keyClick(editor.field, Qt.Key.Key_Return)
    assert added == []
    assert editor.field.text() == ""


def test_a_tag_of_some_is_given_to_all(qtbot: QtBot, editor: TagEditor) -> None:
    editor.show_tags([ShownTag("Family", "On 2 of 3 photos")])
    added = collected(editor.add_wanted)
    write(qtbot, editor, "family,")
    assert added == ["Family"]
    assert [chip.property("partial") for chip in editor.chips] == [False]


def test_escape_puts_the_line_away_and_goes_no_further(qtbot: QtBot, editor: TagEditor) -> None:
    window = editor.window()
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), window, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
    escapes = []
    shortcut.activated.connect(lambda: escapes.append(1))
    added = collected(editor.add_wanted)
    write(qtbot, editor, "hal")
    qtbot.waitUntil(editor.field.hasFocus)
    QTest.keyClick(editor.field, Qt.Key.Key_Escape)
    assert not editor.field.isVisible()
    assert editor.add_button.hasFocus()
    assert (added, escapes) == ([], [])
    QTest.keyClick(editor.add_button, Qt.Key.Key_Escape)
    assert escapes == [1]


def test_the_cross_takes_a_tag_off(qtbot: QtBot, editor: TagEditor) -> None:
    removed = collected(editor.remove_wanted)
    first = editor.chips[0].remove
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert removed == ["family"]
    assert editor.tags == ("skate",)
    qtbot.waitUntil(editor.chips[0].remove.hasFocus)  # not lost
    QTest.keyClick(editor.chips[0].remove, Qt.Key.Key_Space)
    qtbot.waitUntil(editor.add_button.hasFocus)


def test_known_tags_are_offered(qtbot: QtBot, editor: TagEditor) -> None:
    added = collected(editor.add_wanted)
    write(qtbot, editor, "")
    editor.know(["Portugal", "family", "portrait"])
    QTest.keyClicks(editor.field, "RTU")
    popup = editor.field.completer().popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    assert editor.field.completer().completionCount() == 1
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: added == ["Portugal"])
    qtbot.waitUntil(lambda: editor.field.text() == "")


def test_every_cross_has_a_name(editor: TagEditor) -> None:
    assert [chip.remove.accessibleName() for chip in editor.chips] == ["Remove the tag family", "Remove the tag skate"]


def test_what_does_not_fit_goes_to_the_next_line(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, gap=4)
    labels = [QLabel(box) for _ in range(4)]
    for label, width in zip(labels, (60, 60, 60, 130), strict=True):
        label.setFixedSize(width, 20)
        flow.addWidget(label)
    box.resize(130, 200)
    box.show()
    qtbot.waitExposed(box)
    assert [label.pos() for label in labels] == [QPoint(0, 0), QPoint(64, 0), QPoint(0, 24), QPoint(0, 48)]
    assert flow.heightForWidth(130) == 68
    labels[0].hide()
    assert flow.heightForWidth(130) == 44


def test_a_tag_is_never_taken_for_html(qtbot: QtBot, editor: TagEditor) -> None:
    editor.show_tags([ShownTag("<img src=x> " * 8)])
    label = editor.chips[0].findChild(QLabel)
    assert label is not None
    label.resize(60, label.height())
    assert "<img" not in label.toolTip()
    assert "&lt;img" in label.toolTip()
