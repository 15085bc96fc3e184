"""Why a photo was found, as reasons, quotes and bars; and what the person says to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photorag.core.query import Hit, Query, Source, TextMatch
from photorag.qt.details.quote import Quote
from photorag.qt.details.why_card import WhyCard, reasons, source_name
from photorag.qt.theme import Theme
from tests.qt.conftest import TIMEOUT, collected
from tests.qt.details.conftest import Shown


def hit(strength: float, **why: float) -> Hit:
    return Hit(
        path=Path("a.jpg"), item=1, segment=1, kind="photo", score=0.3, strength=strength, group="best", why=why,
        taken=None, title="a.jpg",
    )  # fmt: skip


def rows(found: Hit) -> list[tuple[str, float, str]]:
    return [(each.label, round(each.share, 3), each.word) for each in reasons(found)]


@pytest.mark.parametrize(("strength", "word"), [(0.95, "strong"), (0.6, "good"), (0.5, "good"), (0.49, "weak")])
def test_one_signal_is_judged_by_the_hits_strength(strength: float, word: str) -> None:
    assert rows(hit(strength, words=0.21)) == [("Looks like", strength, word)]
    assert rows(hit(strength, picture=0.9)) == [("Like the picture", strength, word)]


def test_two_signals_show_what_each_gave() -> None:
    assert rows(hit(0.9, picture=0.6, words=0.2)) == [
        ("Match", 0.9, "strong"),
        ("From the words", 0.25, "25 %"),
        ("From the picture", 0.75, "75 %"),
    ]


def test_a_signal_that_spoke_against_the_photo_gave_nothing() -> None:
    assert rows(hit(0.2, words=-0.1, picture=0.4))[1:] == [
        ("From the words", 0.0, "0 %"),
        ("From the picture", 1.0, "100 %"),
    ]
    assert [share for _, share, _ in rows(hit(0.0, words=-0.1, picture=-0.4))] == [0.0, 0.0, 0.0]


def test_the_card_is_there_only_for_a_hit(qtbot: QtBot, theme: Theme) -> None:
    card = WhyCard(theme)
    qtbot.addWidget(card)
    card.show_hit(hit(0.9, words=0.3))
    assert card.isVisible()
    assert [each.word for each in card.shown] == ["strong"]
    card.show_hit(None)
    assert not card.isVisible()


# -- texts


def found_in(*matches: TextMatch, **why: float) -> Hit:
    return replace(hit(0.9, **why), matches=matches)


def test_each_place_its_words_stand_in_is_a_reason() -> None:
    caption = TextMatch(Source.CAPTION, "A dog and another dog", ((2, 5), (18, 21)))
    tags = TextMatch(Source.TAGS, "beach", ((0, 5),))
    assert rows(found_in(caption, tags, words=0.2, text=0.5)) == [
        ("Looks like", 0.9, "strong"),
        ("Caption", 0.5, "“dog”"),
        ("Tags", 0.5, "“beach”"),
    ]
    assert rows(found_in(tags)) == [("Tags", 1.0, "“beach”")]
    long = TextMatch(Source.NAME, "averyveryverylongnameofafile.jpg", ((0, 32),))
    ((_, _, word),) = rows(found_in(long))
    assert word.startswith("“averyvery") and word.endswith("…”")
    assert len(word) < 30


@pytest.mark.parametrize("source", list(Source))
def test_every_source_has_a_name_of_its_own(source: Source) -> None:
    assert source_name(source)
    assert [other for other in Source if source_name(other) == source_name(source)] == [source]


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> WhyCard:
    made = WhyCard(theme)
    qtbot.addWidget(made)
    made.resize(300, 300)
    return made


def test_longer_texts_are_quoted_and_others_are_not(card: WhyCard) -> None:
    caption = TextMatch(Source.CAPTION, "A dog", ((2, 5),))
    card.show_hit(found_in(caption, TextMatch(Source.TAGS, "dog", ((0, 3),)), text=1.0))
    assert card.quotes == ("A dog",)
    inside = TextMatch(Source.INSIDE, "STOP", ((0, 4),))
    card.show_hit(found_in(inside, text=1.0))
    assert card.quotes == ("STOP",)
    card.show_hit(hit(0.9, words=0.3))
    assert not card.quotes
    card.show_hit(found_in(inside))
    card.show_hit(None)
    assert not card.quotes
    assert not card.isVisible()


HOSTILE = "<img src=x.png><b>bold</b> & <a href='file:///etc'>dog</a>\n</span>“&lt;”"


def test_what_a_text_holds_is_shown_as_text(qtbot: QtBot, theme: Theme) -> None:
    start = HOSTILE.index("dog")
    quote = Quote(TextMatch(Source.CAPTION, HOSTILE, ((1, 4), (start, start + 3))), theme)
    qtbot.addWidget(quote)
    shown = QTextDocument()
    shown.setHtml(quote.text())
    assert shown.toPlainText() == f"“{HOSTILE}”".replace("\n", " ")
    html = shown.toHtml()
    assert html.count("background-color") == 2  # both words are marked, whatever else stands there
    assert "<img" not in html
    assert "<a " not in html
    assert quote.accessibleName() == HOSTILE


def test_a_bars_word_is_shown_as_text(card: WhyCard) -> None:
    card.show_hit(found_in(TextMatch(Source.TAGS, "<b>dog</b>", ((0, 10),))))
    (word,) = (label for label in card.findChildren(QLabel) if "dog" in label.text())
    assert word.text() == "“<b>dog</b>”"
    assert word.textFormat() is Qt.TextFormat.PlainText


# -- the person's word


def test_verdicts_are_asked_for_and_taken_back(card: WhyCard) -> None:
    more, unlike = collected(card.more_wanted), collected(card.not_wanted)
    card.show_hit(hit(0.9, words=0.3))
    assert not card.more.isChecked() and not card.unlike.isChecked()
    QTest.mouseClick(card.more, Qt.MouseButton.LeftButton)
    assert (more, unlike) == ([True], [])
    card.show_verdict(liked=True, unliked=False)
    QTest.mouseClick(card.unlike, Qt.MouseButton.LeftButton)
    assert (more, unlike) == ([True], [True])
    card.show_verdict(liked=False, unliked=True)
    assert not card.more.isChecked() and card.unlike.isChecked()
    assert (more, unlike) == ([True], [True])  # to show a verdict is to wish for nothing
    QTest.mouseClick(card.unlike, Qt.MouseButton.LeftButton)
    assert (more, unlike) == ([True], [True, False])


def test_a_verdict_is_told_with_the_photo_it_is_about(qtbot: QtBot, shown: Shown) -> None:
    view = shown.panel.details.view
    told: list[tuple[int, object]] = []
    shown.panel.verdict_wanted.connect(lambda item_id, right: told.append((item_id, right)))
    red, query = shown.id("red.jpg"), Query.from_text("red")
    shown.select("red.jpg")
    shown.panel.show_hit(replace(hit(0.9, words=0.3), item=red), query)
    qtbot.waitUntil(view.why.isVisible, timeout=TIMEOUT)
    view.why.more.click()
    view.why.unlike.click()
    assert told == [(red, True), (red, False)]
    shown.panel.show_hit(replace(hit(0.9, words=0.3), item=red), replace(query, unlike=(red,)))
    assert view.why.unlike.isChecked() and not view.why.more.isChecked()
    view.why.unlike.click()
    assert told[2:] == [(red, None)]
    shown.panel.show_hit(replace(hit(0.9, words=0.3), item=red), query)
    assert not view.why.unlike.isChecked()
