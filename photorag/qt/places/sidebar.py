"""The left column: all photos, the folders with their counts and state, and the progress card at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from photorag.core.library_types import RootState, RootSummary
from photorag.qt.icons import icon
from photorag.qt.places.progress_card import ProgressCard
from photorag.qt.texts import grouped
from photorag.qt.theme import Theme
from photorag.qt.tokens import SIDEBAR_WIDTH

_NAME_WIDTH = 118


class Sidebar(QFrame):
    all_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setFixedWidth(SIDEBAR_WIDTH)
        self._theme = theme
        self._roots: Sequence[RootSummary] = ()
        self._mark = QLabel(self)
        self._mark.setTextFormat(Qt.TextFormat.RichText)
        self.all = _Place(self.tr("All photos"), self)
        self.all.setCheckable(True)
        self.all.clicked.connect(self._all_clicked)
        caption = QLabel(self.tr("FOLDERS"), self)
        caption.setProperty("kind", "caps")
        self._folders = QWidget()
        self._rows = QVBoxLayout(self._folders)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        area = QScrollArea(self)
        area.setObjectName("folders")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._folders)
        self.add = QPushButton(self.tr("Add folder…"), self)
        self.add.setProperty("kind", "link")
        self.add.clicked.connect(self.add_wanted)
        self.card = ProgressCard(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 20, 12, 12)
        column.setSpacing(4)
        column.addWidget(self._mark)
        column.addSpacing(14)
        column.addWidget(self.all)
        column.addSpacing(16)
        column.addWidget(caption)
        column.addSpacing(2)
        column.addWidget(area, 1)
        column.addWidget(self.card)
        self._mark.setContentsMargins(10, 0, 0, 0)
        caption.setContentsMargins(10, 0, 0, 0)
        theme.changed.connect(self._dress)
        self._dress()

    def show_counts(self, photos: int, roots: Sequence[RootSummary]) -> None:
        self.all.set_count(grouped(photos) if photos else "")
        self.all.setVisible(bool(roots))
        self._roots = tuple(roots)
        self._fill()

    def show_browsing(self, browsing: bool) -> None:
        """Marks "All photos" as where the person is."""
        self.all.setChecked(browsing)

    def _fill(self) -> None:
        while (taken := self._rows.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None and widget is not self.add:
                widget.hide()
                widget.deleteLater()
        for summary in self._roots:
            self._rows.addWidget(self._folder_row(summary))
        if not self._roots:
            none = QLabel(self.tr("None yet"), self._folders)
            none.setProperty("kind", "muted")
            none.setContentsMargins(10, 6, 0, 6)
            self._rows.addWidget(none)
        self._rows.addWidget(self.add)
        self._rows.addStretch(1)

    def _folder_row(self, summary: RootSummary) -> QWidget:
        row = QWidget(self._folders)
        offline = summary.root.state is RootState.OFFLINE
        full = summary.root.path.name or str(summary.root.path)
        image = QLabel(row)
        image.setPixmap(icon("folder", self._theme.colour("muted"), 18).pixmap(18))
        name = QLabel(row)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setText(QFontMetrics(name.font()).elidedText(full, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH))
        count = QLabel(self.tr("offline") if offline else grouped(summary.items), row)
        count.setProperty("kind", "meta")
        row.setToolTip(str(summary.root.path).replace("<", "‹"))  # plain text, never mistaken for HTML
        row.setAccessibleName(f"{full}, {count.text()}")
        line = QHBoxLayout(row)
        line.setContentsMargins(10, 6, 8, 6)
        line.setSpacing(8)
        line.addWidget(image)
        line.addWidget(name, 1)
        line.addWidget(count)
        return row

    @Slot()
    def _all_clicked(self) -> None:
        self.all.setChecked(True)
        self.all_wanted.emit()

    @Slot()
    def _dress(self) -> None:
        accent = self._theme.tokens.accent
        self._mark.setText(
            f'<span style="font-size:17px; font-weight:700">Photo<span style="color:{accent}">RAG</span></span>'
        )
        self._mark.setAccessibleName("PhotoRAG")
        self.all.setIcon(icon("images", self._theme.colour("accent_ink"), 18))
        self.add.setIcon(icon("plus", self._theme.colour("accent_ink"), 18))
        self._fill()


class _Place(QPushButton):
    """A place to look, with its count at the right."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.setProperty("kind", "place")
        self._count = QLabel(self)
        self._count.setProperty("kind", "meta")
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 10, 0)
        row.addStretch(1)
        row.addWidget(self._count)
        self.setMinimumHeight(36)

    def set_count(self, text: str) -> None:
        self._count.setText(text)
        self.setAccessibleName(f"{self.text()}, {text}" if text else self.text())
