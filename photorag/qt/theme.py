"""The one place for colours, sizes and the style sheet: light and dark, following the system.

Widgets name what they are (object names, the ``kind`` property) and this module says how that looks.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

RADIUS = 8
FIELD_RADIUS = 14
STEP = 4
TEXT_PIXELS = 14
SECTION_PIXELS = 15
META_PIXELS = 12
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


LIGHT = Tokens(
    bg="#fbfaf8", panel="#f3f1ed", card="#ffffff", ink="#1d1b19", muted="#6b655e", line="#e4e0d9",
    accent="#c8552b", accent_soft="#f7e6de", accent_ink="#a8431f", fill="#bd4d24", fill_hover="#a8431f",
    on_fill="#ffffff", hover="#eae6e0", ok="#3d7d54",
)  # fmt: skip
DARK = Tokens(
    bg="#161514", panel="#1e1c1a", card="#262422", ink="#f2efea", muted="#a59d95", line="#34312d",
    accent="#f08a5d", accent_soft="#3b2a22", accent_ink="#f5a17c", fill="#f08a5d", fill_hover="#f5a17c",
    on_fill="#1d1b19", hover="#302d2a", ok="#7cc495",
)  # fmt: skip
# The viewer is dark in both themes: a photo is seen best on black.
VIEWER_BG, VIEWER_INK, VIEWER_MUTED, VIEWER_HOVER = "#0d0c0b", "#f2efea", "#a59d95", "#2a2725"


class Theme(QObject):
    """Dresses the application and follows the system's choice of light or dark. Lives on the GUI thread."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.tokens = LIGHT
        application.setStyle("Fusion")
        font = application.font()
        font.setPixelSize(TEXT_PIXELS)
        application.setFont(font)
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        self._follow(hints.colorScheme())

    @Slot(Qt.ColorScheme)
    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self.tokens = DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()

    def colour(self, name: str) -> QColor:
        """A token's colour, for what is painted by hand."""
        return QColor(getattr(self.tokens, name))


def palette(tokens: Tokens) -> QPalette:
    """For what the style sheet does not reach: dialogs, menus, text cursors."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in (
        (roles.Window, tokens.bg), (roles.WindowText, tokens.ink), (roles.Base, tokens.card),
        (roles.AlternateBase, tokens.panel), (roles.Text, tokens.ink), (roles.Button, tokens.card),
        (roles.ButtonText, tokens.ink), (roles.ToolTipBase, tokens.card), (roles.ToolTipText, tokens.ink),
        (roles.Highlight, tokens.fill), (roles.HighlightedText, tokens.on_fill), (roles.Link, tokens.accent_ink),
        (roles.PlaceholderText, tokens.muted), (roles.Accent, tokens.accent), (roles.Mid, tokens.line),
    ):  # fmt: skip
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return made


def style_sheet(t: Tokens) -> str:
    return f"""
    QWidget#page, QStackedWidget, QMainWindow, QDialog {{ background: {t.bg}; color: {t.ink}; }}
    QLabel {{ background: transparent; color: {t.ink}; }}
    QLabel[kind="meta"] {{ color: {t.muted}; font-size: {META_PIXELS}px; }}
    QLabel[kind="muted"] {{ color: {t.muted}; }}
    QLabel[kind="section"] {{ font-size: {SECTION_PIXELS}px; font-weight: 600; }}
    QLabel[kind="caps"] {{ color: {t.muted}; font-size: 11px; letter-spacing: 1px; }}
    QLabel[kind="title"] {{ font-size: 30px; font-weight: 700; }}
    QLabel[kind="lead"] {{ color: {t.muted}; font-size: 16px; }}
    QLabel[kind="big"] {{ font-size: 21px; font-weight: 600; }}
    QToolTip {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; padding: 4px; }}

    QFrame#sidebar {{ background: {t.panel}; border: none; border-right: 1px solid {t.line}; }}
    QFrame#card, QFrame#notice {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 12px; }}
    QFrame#notice {{ background: {t.accent_soft}; border-color: {t.accent}; border-radius: {RADIUS}px; }}
    QFrame#dropCard {{ background: {t.accent_soft}; border: 2px dashed {t.accent}; border-radius: 16px; }}
    QFrame#searchField {{ background: {t.card}; border: 1px solid {t.line}; border-radius: {FIELD_RADIUS}px; }}
    QFrame#searchField[focused="true"] {{ border: 1px solid {t.accent}; }}
    QFrame#searchField QLineEdit {{ background: transparent; border: none; color: {t.ink}; font-size: 15px; }}
    QLabel#keys {{ color: {t.muted}; border: 1px solid {t.line}; border-radius: 10px; padding: 2px 8px;
        font-size: {META_PIXELS}px; }}
    QFrame#chip {{ background: {t.accent_soft}; border: none; border-radius: {RADIUS}px; }}

    QPushButton {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; border-radius: {RADIUS}px;
        padding: 7px 14px; }}
    QPushButton:hover {{ background: {t.hover}; }}
    QPushButton:focus {{ border: 1px solid {t.accent}; }}
    QPushButton:disabled {{ color: {t.muted}; }}
    QPushButton[kind="main"] {{ background: {t.fill}; color: {t.on_fill}; border: 1px solid {t.fill};
        font-weight: 600; }}
    QPushButton[kind="main"]:hover {{ background: {t.fill_hover}; }}
    QPushButton[kind="main"]:focus {{ border: 2px solid {t.ink}; padding: 6px 13px; }}
    QPushButton[kind="place"], QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent;
        text-align: left; padding: 7px 10px; }}
    QPushButton[kind="place"]:checked {{ background: {t.accent_soft}; color: {t.accent_ink}; font-weight: 600; }}
    QPushButton[kind="link"] {{ color: {t.accent_ink}; }}
    QPushButton[kind="inline"] {{ background: transparent; border: 1px solid transparent; color: {t.accent_ink};
        padding: 2px 0; text-align: left; font-size: {META_PIXELS}px; }}
    QPushButton[kind="place"]:hover:!checked, QPushButton[kind="link"]:hover, QPushButton[kind="inline"]:hover
        {{ background: {t.hover}; }}
    QPushButton[kind="place"]:focus, QPushButton[kind="link"]:focus, QPushButton[kind="inline"]:focus
        {{ border: 1px solid {t.accent}; }}
    QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px; }}
    QToolButton:hover {{ background: {t.hover}; }}
    QToolButton:focus {{ border: 1px solid {t.accent}; }}

    QProgressBar {{ background: {t.line}; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: 2px; }}
    QAbstractScrollArea#grid, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {t.bg}; border: none; }}
    QScrollArea#folders, QScrollArea#folders > QWidget > QWidget {{ background: {t.panel}; }}
    QTreeView {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; border-radius: {RADIUS}px; }}
    QTreeView::item {{ padding: 4px; }}
    QHeaderView::section {{ background: {t.panel}; color: {t.muted}; border: none;
        border-bottom: 1px solid {t.line}; padding: 6px 8px; }}
    QMenu {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; padding: 4px; }}
    QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    QMenu::item:disabled {{ color: {t.muted}; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {t.line}; border-radius: 4px; min-height: 40px; margin: 2px; }}
    QScrollBar::handle:vertical:hover {{ background: {t.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

    QWidget#viewer, QWidget#viewerBar {{ background: {VIEWER_BG}; }}
    QWidget#viewer QLabel {{ color: {VIEWER_INK}; }}
    QWidget#viewer QLabel[kind="meta"] {{ color: {VIEWER_MUTED}; font-size: 13px; }}
    QWidget#viewer QPushButton {{ background: transparent; color: {VIEWER_INK}; border: 1px solid transparent; }}
    QWidget#viewer QPushButton:hover, QWidget#viewer QToolButton:hover {{ background: {VIEWER_HOVER}; }}
    QWidget#viewer QPushButton:focus, QWidget#viewer QToolButton:focus {{ border: 1px solid {DARK.accent}; }}
    """
