"""Text can be read in both themes: contrast of at least 4.5 to 1 (WCAG 2.1, 1.4.3). Which theme it is can be chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photorag.qt.theme import Theme
from photorag.qt.tokens import DARK, LIGHT, Tokens

_PAIRS = [
    ("ink", "bg"), ("ink", "panel"), ("ink", "card"), ("ink", "accent_soft"), ("ink", "hover"),
    ("muted", "bg"), ("muted", "panel"), ("muted", "card"), ("muted", "accent_soft"),
    ("accent_ink", "bg"), ("accent_ink", "panel"), ("accent_ink", "card"), ("accent_ink", "accent_soft"),
    ("on_fill", "fill"), ("on_fill", "fill_hover"),
]  # fmt: skip


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    parsed = QColor(colour)
    return 0.2126 * linear(parsed.redF()) + 0.7152 * linear(parsed.greenF()) + 0.0722 * linear(parsed.blueF())


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), _PAIRS)
def test_contrast(tokens: Tokens, text: str, ground: str) -> None:
    one, two = luminance(getattr(tokens, text)), luminance(getattr(tokens, ground))
    assert (max(one, two) + 0.05) / (min(one, two) + 0.05) >= 4.5


@pytest.fixture
def own_theme(theme: Theme) -> Iterator[Theme]:
    yield theme
    theme.set_appearance("system")


def ground(widget: QWidget) -> str:
    """What is on the screen in the widget's middle."""
    image = widget.grab().toImage()
    return image.pixelColor(image.rect().center()).name()


def test_a_choice_repaints_at_once(qtbot: QtBot, own_theme: Theme) -> None:
    page = QWidget()
    page.setObjectName("page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.resize(QSize(40, 40))
    qtbot.addWidget(page)
    page.show()
    own_theme.set_appearance("light")
    assert ground(page) == LIGHT.bg
    with qtbot.waitSignal(own_theme.changed, timeout=1000):
        own_theme.set_appearance("dark")
    assert ground(page) == DARK.bg
    assert own_theme.tokens is DARK
    own_theme.set_appearance("light")
    assert ground(page) == LIGHT.bg


def test_without_a_choice_the_system_is_followed(
    qapp: QApplication, own_theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme = Qt.ColorScheme.Dark
    hints = qapp.styleHints()
    monkeypatch.setattr(type(hints), "colorScheme", lambda _: scheme)
    hints.colorSchemeChanged.emit(scheme)
    assert own_theme.tokens is DARK
    own_theme.set_appearance("light")
    hints.colorSchemeChanged.emit(scheme)
    assert own_theme.tokens is LIGHT  # a choice outweighs the system
    own_theme.set_appearance("system")
    assert own_theme.tokens is DARK
    scheme = Qt.ColorScheme.Light
    hints.colorSchemeChanged.emit(scheme)
    assert own_theme.tokens is LIGHT


def test_nothing_is_dressed_twice(own_theme: Theme, qtbot: QtBot) -> None:
    own_theme.set_appearance("dark")
    with qtbot.assertNotEmitted(own_theme.changed):
        own_theme.set_appearance("dark")
