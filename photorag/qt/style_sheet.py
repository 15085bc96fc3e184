"""How widgets look. They name what they are (object names, the ``kind`` property); this says how that is drawn."""

from __future__ import annotations

from photorag.qt.tokens import (
    DARK,
    FIELD_RADIUS,
    META_PIXELS,
    RADIUS,
    SECTION_PIXELS,
    VIEWER_BG,
    VIEWER_HOVER,
    VIEWER_INK,
    VIEWER_MUTED,
    Tokens,
)


def style_sheet(t: Tokens) -> str:
    return f"""
    QWidget#page, QStackedWidget, QMainWindow, QDialog {{ background: {t.bg}; color: {t.ink}; }}
    QLabel {{ background: transparent; color: {t.ink}; }}
    QLabel[kind="strong"] {{ font-weight: 600; }}
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
    QFrame#dropCard[over="true"] {{ background: {t.card}; border: 2px solid {t.accent}; }}
    QFrame#card[inUse="true"] {{ border-color: {t.accent}; }}
    QLabel#inUse {{ background: {t.fill}; color: {t.on_fill}; border-radius: {RADIUS}px; padding: 8px 15px;
        font-weight: 600; }}
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
    QPushButton[kind="main"] QLabel {{ color: {t.on_fill}; }}
    QPushButton[kind="pill"] {{ border-radius: 16px; padding: 7px 14px; font-size: 13px; }}
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
