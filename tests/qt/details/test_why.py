from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photorag.core.query import Hit
from photorag.qt.details.why_card import WhyCard, reasons
from photorag.qt.theme import Theme


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
