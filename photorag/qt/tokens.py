"""Colours and sizes by their purpose: the one place where either is written down."""

from __future__ import annotations

from dataclasses import dataclass

RADIUS = 8
FIELD_RADIUS = 14
TEXT_PIXELS = 14
SECTION_PIXELS = 15
META_PIXELS = 12
FACT_PIXELS = 13
SIDEBAR_WIDTH = 232


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by their purpose. ``accent`` marks (rings, bars); ``accent_ink`` is accent-coloured text; ``fill`` with
    ``on_fill`` is the main button: text needs more contrast than a mark does."""

    bg: str
    panel: str
    card: str
    ink: str
    muted: str
    line: str
    accent: str
    accent_soft: str
    accent_ink: str
    fill: str
    fill_hover: str
    on_fill: str
    hover: str
    ok: str
    danger: str


LIGHT = Tokens(
    bg="#fbfaf8", panel="#f3f1ed", card="#ffffff", ink="#1d1b19", muted="#6b655e", line="#e4e0d9",
    accent="#c8552b", accent_soft="#f7e6de", accent_ink="#a8431f", fill="#bd4d24", fill_hover="#a8431f",
    on_fill="#ffffff", hover="#eae6e0", ok="#3d7d54", danger="#b3261e",
)  # fmt: skip
DARK = Tokens(
    bg="#161514", panel="#1e1c1a", card="#262422", ink="#f2efea", muted="#a59d95", line="#34312d",
    accent="#f08a5d", accent_soft="#3b2a22", accent_ink="#f5a17c", fill="#f08a5d", fill_hover="#f5a17c",
    on_fill="#1d1b19", hover="#302d2a", ok="#7cc495", danger="#f2938b",
)  # fmt: skip
# The viewer is dark in both themes: a photo is seen best on black.
VIEWER_BG, VIEWER_INK, VIEWER_MUTED, VIEWER_HOVER = "#0d0c0b", "#f2efea", "#a59d95", "#2a2725"
VIEWER_PANEL = "#171614"
VIEWER_VEIL = "rgba(13, 12, 11, 217)"  # over a picture: 85 % of the background, so that text stays readable on white
