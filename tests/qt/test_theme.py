"""Text can be read in both themes: contrast of at least 4.5 to 1 (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from photorag.qt.theme import DARK, LIGHT, Tokens

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
