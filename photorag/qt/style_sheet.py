"""How widgets look. They name what they are (object names, the ``kind`` property); this says how that is drawn."""

from __future__ import annotations

from photorag.core.paths import resources_folder
from photorag.qt.tokens import (
    DARK,
    FACT_PIXELS,
    FIELD_RADIUS,
    META_PIXELS,
    RADIUS,
    SECTION_PIXELS,
    VIEWER_BG,
    VIEWER_HOVER,
    VIEWER_INK,
    VIEWER_MUTED,
    VIEWER_PANEL,
    VIEWER_VEIL,
    Tokens,
)

_CHECK = (resources_folder() / "icons" / "check.svg").as_posix()


def style_sheet(t: Tokens) -> str:
    return f"""
    QWidget#page, QStackedWidget, QMainWindow, QDialog {{ background: {t.bg}; color: {t.ink}; }}
    QLabel {{ background: transparent; color: {t.ink}; }}
    QStackedWidget#plain {{ background: transparent; }}
    QLabel[kind="strong"] {{ font-weight: 600; }}
    QLabel[kind="meta"] {{ color: {t.muted}; font-size: {META_PIXELS}px; }}
    QLabel[kind="muted"] {{ color: {t.muted}; }}
    QLabel[kind="section"] {{ font-size: {SECTION_PIXELS}px; font-weight: 600; }}
    QLabel[kind="caps"] {{ color: {t.muted}; font-size: 11px; letter-spacing: 1px; }}
    QLabel[kind="key"] {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; border-bottom-width: 2px;
        border-radius: 6px; padding: 2px 6px; min-width: 14px; font-size: {META_PIXELS}px; }}
    QLabel[kind="title"] {{ font-size: 30px; font-weight: 700; }}
    QLabel[kind="lead"] {{ color: {t.muted}; font-size: 16px; }}
    QLabel[kind="big"] {{ font-size: 21px; font-weight: 600; }}
    QToolTip {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; padding: 4px; }}

    QFrame#sidebar {{ background: {t.panel}; border: none; border-right: 1px solid {t.line}; }}
    QFrame#card, QFrame#notice {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 12px; }}
    QFrame#notice {{ background: {t.accent_soft}; border-color: {t.accent}; border-radius: {RADIUS}px; }}
    QFrame#notice[kind="info"], QFrame#notice[kind="progress"] {{ background: {t.card}; border-color: {t.line}; }}
    QPushButton[kind="notice"] {{ background: transparent; border: 1px solid transparent; color: {t.accent_ink};
        font-weight: 600; padding: 4px 8px; }}
    QPushButton[kind="notice"]:hover {{ background: {t.hover}; }}
    QPushButton[kind="notice"]:focus {{ border: 1px solid {t.accent}; }}
    QPushButton[kind="notice"]:disabled {{ color: {t.muted}; }}
    QFrame#dropCard {{ background: {t.accent_soft}; border: 2px dashed {t.accent}; border-radius: 16px; }}
    QFrame#dropCard[over="true"] {{ border-style: solid; }}
    QFrame#dropCard[over="true"] QLabel[kind="big"] {{ color: {t.accent_ink}; }}
    QFrame#card[inUse="true"] {{ border-color: {t.accent}; }}
    QLabel#inUse {{ background: {t.fill}; color: {t.on_fill}; border-radius: {RADIUS}px; padding: 8px 15px;
        font-weight: 600; }}
    QFrame#searchField {{ background: {t.card}; border: 1px solid {t.line}; border-radius: {FIELD_RADIUS}px; }}
    QFrame#searchField[focused="true"] {{ border: 1px solid {t.accent}; }}
    QFrame#searchField[dragging="true"] {{ border: 1px solid {t.accent}; background: {t.accent_soft}; }}
    QFrame#searchField QLineEdit {{ background: transparent; border: none; color: {t.ink}; font-size: 15px;
        placeholder-text-color: {t.muted}; }}
    QLabel#keys {{ color: {t.muted}; border: 1px solid {t.line}; border-radius: 10px; padding: 2px 8px;
        font-size: {META_PIXELS}px; }}
    QFrame#recent {{ background: {t.card}; border: 1px solid {t.line}; border-radius: {RADIUS}px; }}
    QListWidget#recentList {{ background: transparent; border: none; outline: none; }}
    QListWidget#recentList::item {{ color: {t.ink}; padding: 4px 8px; border-radius: 6px; }}
    QListWidget#recentList::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
    QFrame#recent QPushButton {{ padding: 4px 10px; }}
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
    QPushButton[kind="main"]:disabled {{ background: {t.line}; border-color: {t.line}; color: {t.muted}; }}
    QPushButton[kind="main"]:focus {{ border: 2px solid {t.ink}; padding: 6px 13px; }}
    QPushButton[kind="danger"] {{ color: {t.danger}; }}
    QPushButton[kind="danger"]:hover, QPushButton[kind="danger"]:focus {{ border-color: {t.danger}; }}
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

    QCheckBox {{ color: {t.ink}; spacing: 8px; }}
    QCheckBox::indicator {{ width: 14px; height: 14px; background: {t.card}; border: 1px solid {t.muted};
        border-radius: 4px; }}
    QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {t.accent}; }}
    QCheckBox::indicator:checked {{ background: {t.fill}; border-color: {t.fill}; image: url("{_CHECK}"); }}
    QCheckBox::indicator:checked:focus {{ border-color: {t.ink}; }}

    QProgressBar {{ background: {t.line}; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }}
    QProgressBar::chunk {{ background: {t.accent}; border-radius: 2px; }}
    QAbstractScrollArea#grid, QScrollArea, QScrollArea > QWidget > QWidget {{ background: {t.bg}; border: none; }}
    QAbstractScrollArea#grid {{ activate-on-singleclick: 0; }}
    QSlider#rowHeight {{ background: transparent; min-height: 24px; }}
    QSlider#rowHeight::groove:horizontal {{ background: {t.line}; height: 2px; border-radius: 1px; }}
    QSlider#rowHeight::sub-page:horizontal {{ background: {t.muted}; height: 2px; border-radius: 1px; }}
    QSlider#rowHeight::handle:horizontal {{ background: {t.muted}; width: 12px; margin: -5px 0; border: none;
        border-radius: 6px; }}
    QSlider#rowHeight::handle:horizontal:hover {{ background: {t.ink}; }}
    QSlider#rowHeight::handle:horizontal:focus {{ background: {t.accent}; }}
    QTreeView {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; border-radius: {RADIUS}px;
        outline: none; }}
    QTreeView::item {{ padding: 4px; }}
    QTreeView::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
    QListWidget#choices {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; border-radius: {RADIUS}px;
        padding: 3px; outline: none; }}
    QListWidget#choices::item {{ padding: 6px 8px; border-radius: 4px; }}
    QListWidget#choices::item:hover {{ background: {t.hover}; }}
    QListWidget#choices::item:disabled {{ color: {t.muted}; }}
    QListWidget#choices::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QMessageBox QLabel#qt_msgbox_label {{ font-size: 16px; font-weight: 600; }}
    QMessageBox QLabel#qt_msgbox_informativelabel {{ color: {t.muted}; min-width: 320px; }}
    QLineEdit#dialogField {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line};
        border-radius: {RADIUS}px; padding: 8px 12px; }}
    QLineEdit#dialogField:focus {{ border-color: {t.accent}; }}
    QTreeView#folders {{ background: transparent; border: none; }}
    QHeaderView::section {{ background: {t.panel}; color: {t.muted}; border: none;
        border-bottom: 1px solid {t.line}; padding: 6px 8px; }}
    QMenu {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.line}; padding: 4px; }}
    QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {t.accent_soft}; color: {t.ink}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    QMenu::item:disabled {{ color: {t.muted}; }}
    QFrame#rightPanel {{ background: {t.panel}; border: none; border-left: 1px solid {t.line}; }}
    QFrame#rightPanel QStackedWidget, QScrollArea#panelScroll, QScrollArea#panelScroll > QWidget > QWidget
        {{ background: transparent; border: none; }}
    QFrame#panelHead {{ background: transparent; border: none; border-bottom: 1px solid {t.line}; }}
    QFrame#panelFoot {{ background: transparent; border: none; border-top: 1px solid {t.line}; }}
    QTabBar#panelTabs::tab {{ background: transparent; color: {t.muted}; padding: 8px 12px 9px 12px;
        border: none; border-bottom: 2px solid transparent; }}
    QTabBar#panelTabs::tab:selected {{ color: {t.ink}; border-bottom: 2px solid {t.accent}; }}
    QTabBar#panelTabs::tab:hover:!selected {{ color: {t.ink}; }}
    QTabBar#panelTabs::tab:focus {{ color: {t.accent_ink}; background: {t.accent_soft};
        border-top-left-radius: 6px; border-top-right-radius: 6px; }}
    QTextEdit[kind="fact"], QTextEdit[kind="meta"], QTextEdit[kind="muted"]
        {{ background: transparent; border: none; padding: 0; color: {t.ink}; }}
    QTextEdit[kind="fact"], QLabel[kind="fact"], QLabel[kind="factName"] {{ font-size: {FACT_PIXELS}px; }}
    QTextEdit[kind="meta"] {{ font-size: {META_PIXELS}px; }}
    QTextEdit[kind="meta"], QTextEdit[kind="muted"], QLabel[kind="factName"] {{ color: {t.muted}; }}
    QPushButton[kind="path"] {{ background: transparent; border: 1px solid transparent; border-radius: 4px;
        color: {t.accent_ink}; padding: 0; text-align: left; font-size: {FACT_PIXELS}px; }}
    QPushButton[kind="path"]:hover {{ background: {t.hover}; }}
    QPushButton[kind="path"]:focus {{ border: 1px solid {t.accent}; }}
    QPushButton[kind="path"]:disabled {{ color: {t.muted}; }}
    QPushButton[kind="pill"] {{ border-radius: 13px; padding: 5px 11px; font-size: {FACT_PIXELS}px; }}
    QPushButton[kind="pill"]:checked {{ background: {t.accent_soft}; color: {t.accent_ink};
        border-color: {t.accent_soft}; }}
    QPushButton[kind="pill"]:focus {{ border-color: {t.accent}; }}
    QFrame#tag {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 12px; }}
    QFrame#tag QLabel, QPushButton[kind="tag"], QLineEdit#tagField {{ font-size: {META_PIXELS}px; }}
    QFrame#tag[partial="true"] {{ background: transparent; }}
    QFrame#tag[partial="true"] QLabel {{ color: {t.muted}; }}
    QFrame#tag QToolButton {{ padding: 2px; border-radius: 9px; }}
    QPushButton[kind="tag"] {{ background: transparent; color: {t.muted}; border: 1px solid transparent;
        border-radius: 12px; padding: 3px 8px; }}
    QPushButton[kind="tag"]:hover {{ background: {t.hover}; color: {t.ink}; }}
    QPushButton[kind="tag"]:focus {{ border: 1px solid {t.accent}; }}
    QLineEdit#tagField {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.accent}; border-radius: 11px;
        padding: 3px 8px; min-height: 16px; }}
    QListView#similarGrid {{ background: transparent; border: none; }}
    QScrollBar::handle:vertical:disabled {{ background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {t.line}; border-radius: 4px; min-height: 40px; margin: 2px; }}
    QScrollBar::handle:vertical:hover {{ background: {t.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

    QFrame#filterMenu {{ background: {t.card}; border: 1px solid {t.line}; border-radius: {RADIUS}px; }}
    QFrame#filterMenu QPushButton[kind="inline"] {{ padding: 4px 8px; }}
    QFrame#filterMenu QPushButton[kind="pill"] {{ background: transparent; padding: 4px 10px; border-radius: 10px;
        font-size: {META_PIXELS}px; }}
    QFrame#filterMenu QPushButton[kind="pill"]:hover {{ background: {t.hover}; }}
    QFrame#filterMenu QPushButton[kind="pill"]:checked {{ background: {t.accent_soft}; color: {t.accent_ink};
        border-color: {t.accent_soft}; }}
    QFrame#filterMenu QPushButton[kind="pill"]:focus {{ border-color: {t.accent}; }}
    QListWidget#filterChoices {{ background: transparent; border: none; outline: none; }}
    QLineEdit#filterField {{ background: {t.bg}; color: {t.ink}; border: 1px solid {t.line}; border-radius: 6px;
        padding: 5px 8px; font-size: {FACT_PIXELS}px; placeholder-text-color: {t.muted}; }}
    QLineEdit#filterField:focus {{ border-color: {t.accent}; }}

    QWidget#viewer, QWidget#viewerBar {{ background: {VIEWER_BG}; }}
    QWidget#viewer QLabel {{ color: {VIEWER_INK}; }}
    QWidget#viewer QLabel[kind="meta"] {{ color: {VIEWER_MUTED}; font-size: 13px; }}
    QWidget#viewer QPushButton {{ background: transparent; color: {VIEWER_INK}; border: 1px solid transparent; }}
    QWidget#viewer QPushButton[kind="boxed"] {{ border: 1px solid {DARK.line}; }}
    QWidget#viewer QPushButton:hover, QWidget#viewer QToolButton:hover {{ background: {VIEWER_HOVER}; }}
    QWidget#viewer QPushButton:focus, QWidget#viewer QToolButton:focus {{ border: 1px solid {DARK.accent}; }}
    QWidget#viewer QToolButton:checked {{ background: {VIEWER_HOVER}; }}
    QWidget#viewer QToolButton#favourite:checked {{ background: transparent; }}
    QWidget#viewerBar[over="true"] {{ background: {VIEWER_VEIL}; }}
    QToolButton#viewerStep {{ background: {VIEWER_VEIL}; border-radius: 22px; }}
    QScrollArea#viewerInfo, QScrollArea#viewerInfo > QWidget > QWidget {{ background: {VIEWER_PANEL}; }}

    QScrollArea#placesScroll, QScrollArea#placesScroll > QWidget > QWidget, QListView#albums
        {{ background: transparent; border: none; }}
    QPushButton[kind="heading"] {{ background: transparent; color: {t.muted}; border: 1px solid transparent;
        border-radius: 6px; padding: 4px 9px; text-align: left; font-size: 11px; letter-spacing: 1px; }}
    QPushButton[kind="heading"]:hover {{ color: {t.ink}; background: {t.hover}; }}
    QPushButton[kind="heading"]:focus {{ border: 1px solid {t.accent}; }}
    QLineEdit#albumName {{ background: {t.card}; color: {t.ink}; border: 1px solid {t.accent}; border-radius: 6px;
        padding: 0 5px; }}
    """
