"""All keys on one sheet (F1 or ?). The table here is what the sheet shows and what tests hold against the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from photorag.qt.actions import keys
from photorag.qt.icons import icon
from photorag.qt.theme import Theme

_COLUMN_GAP = 48
_WIDTH, _LEAST_HEIGHT = 920, 420


@dataclass(frozen=True, slots=True)
class Shortcut:
    """``keys``: any of these does it, in Qt's portable form. ``shown``: what stands for them where there are too many,
    or where it is no key alone; written as it is."""

    what: str
    keys: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    @property
    def caps(self) -> tuple[str, ...]:
        """What is written on the keys, as this system names them."""
        return self.shown or tuple(native(each) for each in self.keys)


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    shortcuts: tuple[Shortcut, ...]


def native(key: str) -> str:
    """ "Ctrl+K" as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def tr(text: str) -> str:
    return QCoreApplication.translate("shortcuts", text)


def shortcut_groups() -> tuple[Group, ...]:
    return (_search(), _grid(), _photo(), _viewer(), _app())


def _search() -> Group:
    return Group(tr("Search"), (
        Shortcut(tr("Go to the search field"), ("Ctrl+F", "Ctrl+K")),
        Shortcut(tr("Search now"), ("Return",)),
        Shortcut(tr("Go down to the photos"), ("Down",)),
        Shortcut(tr("Recent searches"), ("Alt+Down",)),
        Shortcut(tr("Search by a copied picture"), ("Ctrl+V",)),
        Shortcut(tr("Step back"), ("Escape",)),
    ))  # fmt: skip


def _grid() -> Group:
    arrows = ("Left", "Right", "Up", "Down")
    return Group(tr("Photos"), (
        Shortcut(tr("Move"), arrows, (tr("Arrow keys"),)),
        Shortcut(tr("Select several"), tuple(f"Shift+{each}" for each in arrows), (tr("Shift + arrow keys"),)),
        Shortcut(tr("Select all"), ("Ctrl+A",)),
        Shortcut(tr("First, last"), ("Home", "End")),
        Shortcut(tr("Page up, page down"), ("PgUp", "PgDown")),
        Shortcut(tr("Open"), (keys.OPEN,)),
        Shortcut(tr("Larger, smaller"), ("Ctrl++", "Ctrl+-"), (native("Ctrl++"), native("Ctrl+-"), tr("Ctrl + wheel"))),
    ))  # fmt: skip


def _photo() -> Group:
    return Group(tr("Selected photos"), (
        Shortcut(tr("Favourite"), (keys.FAVOURITE,)),
        Shortcut(tr("Add tag"), (keys.TAG,)),
        Shortcut(tr("Add to album"), (keys.ALBUM,)),
        Shortcut(tr("Search like this"), (keys.SIMILAR,)),
        Shortcut(tr("Copy"), (keys.COPY,)),
        Shortcut(tr("Copy path"), (keys.COPY_PATH,)),
        Shortcut(tr("Export copies"), (keys.EXPORT,)),
        Shortcut(tr("Move to trash"), (keys.TRASH,)),
        Shortcut(tr("Undo, redo"), ("Ctrl+Z", "Ctrl+Shift+Z")),
    ))  # fmt: skip


def _viewer() -> Group:
    return Group(tr("Viewer"), (
        Shortcut(tr("Previous, next"), ("Left", "Right", "Space")),
        Shortcut(tr("Zoom in, zoom out"), ("+", "-")),
        Shortcut(tr("Whole photo, actual size"), ("0", "1")),
        Shortcut(tr("Favourite"), ("F",)),
        Shortcut(tr("Details"), ("I",)),
        Shortcut(tr("Film strip"), ("T",)),
        Shortcut(tr("Back to the photos"), ("Escape",)),
    ))  # fmt: skip


def _app() -> Group:
    return Group(tr("PhotoRAG"), (
        Shortcut(tr("Add folder"), ("Ctrl+O",)),
        Shortcut(tr("Look for changes"), ("F5",)),
        Shortcut(tr("Models"), ("Ctrl+M",)),
        Shortcut(tr("Right column"), ("F9",)),
        Shortcut(tr("Full screen"), ("F11",)),
        Shortcut(tr("This sheet"), ("F1", "?")),
        Shortcut(tr("Quit"), ("Ctrl+Q",)),
    ))  # fmt: skip


class ShortcutsSheet(QDialog):
    """`open` shows it; Escape, F1 or ? close it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAccessibleName(self.tr("Keyboard shortcuts"))
        self._theme = theme
        groups = shortcut_groups()
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(32, 8, 32, 28)
        columns.setSpacing(_COLUMN_GAP)
        columns.addLayout(self._column(groups[:2] + groups[4:]), 1)
        columns.addLayout(self._column(groups[2:4]), 1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.area.setWidget(page)
        title = QLabel(self.tr("Keyboard shortcuts"), self)
        title.setProperty("kind", "big")
        self.close_button = QToolButton(self)
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.setToolTip(self.tr("Close"))
        self.close_button.clicked.connect(self.close)
        top = QHBoxLayout()
        top.setContentsMargins(32, 20, 20, 12)
        top.addWidget(title, 1)
        top.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.area, 1)
        self.setMinimumSize(_WIDTH - 120, _LEAST_HEIGHT)
        whole = top.sizeHint().height() + page.sizeHint().height()
        self.resize(_WIDTH, min(whole, self.screen().availableGeometry().height() * 9 // 10))
        self.area.setFocus()  # the arrow keys scroll
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        self.close_button.setIcon(icon("x", self._theme.colour("muted"), 18))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Question):
            self.close()
        else:
            super().keyPressEvent(event)

    def _column(self, groups: Sequence[Group]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(24)
        for group in groups:
            column.addLayout(self._group(group))
        column.addStretch(1)
        return column

    def _group(self, group: Group) -> QGridLayout:
        rows = QGridLayout()
        rows.setHorizontalSpacing(16)
        rows.setVerticalSpacing(6)
        rows.setColumnStretch(0, 1)
        title = QLabel(group.title, self)
        title.setProperty("kind", "section")
        rows.addWidget(title, 0, 0, 1, 2)
        for number, shortcut in enumerate(group.shortcuts, start=1):
            what = QLabel(shortcut.what, self)
            what.setWordWrap(True)
            what.setAccessibleName(f"{shortcut.what}: {', '.join(shortcut.caps)}")
            rows.addWidget(what, number, 0)
            rows.addLayout(self._caps(shortcut.caps), number, 1)
        return rows

    def _caps(self, caps: Sequence[str]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addStretch(1)
        for each in caps:
            cap = QLabel(each, self)
            cap.setProperty("kind", "key")
            cap.setTextFormat(Qt.TextFormat.PlainText)
            cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
        return line
